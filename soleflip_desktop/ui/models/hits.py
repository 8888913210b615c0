"""What a search over everything found, in groups."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from soleflip_desktop.ui.formats import Formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleflip_desktop.services.search import Hit

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
HIT, NOTE = Role.UserRole, Role.UserRole + 1

_translate = QCoreApplication.translate


class HitsList(QAbstractListModel):
    """Headings, which cannot be chosen, each above its hits."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self._rows: list[Hit | str] = []

    def show_hits(self, hits: "Sequence[Hit]") -> None:
        self.beginResetModel()
        self._rows = []
        titles = group_titles()
        for kind, group in groupby(hits, lambda hit: hit.kind):
            self._rows += [titles[kind], *group]
        self.endResetModel()

    def hit_at(self, row: int) -> "Hit | None":
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return None if isinstance(found, str) else found

    def next_hit(self, row: int, step: int) -> int:
        """The row of the next hit from `row` on in either direction; -1 if there is none."""
        row += step
        while 0 <= row < len(self._rows):
            if self.hit_at(row) is not None:
                return row
            row += step
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.hit_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self._rows[index.row()]
        if isinstance(found, str):
            return found if role in (Role.DisplayRole, Role.AccessibleTextRole) else None
        if role == Role.AccessibleTextRole:
            return ", ".join(part for part in (found.title, found.detail, self._note(found)) if part)
        if role == NOTE:
            return self._note(found)
        answers: dict[int, object] = {
            Role.DisplayRole: found.title,
            HIT: found,
            Role.ToolTipRole: found.detail,
        }
        return answers.get(role)

    def _note(self, hit: "Hit") -> str:
        """When it was, or how many rows it has."""
        if hit.day is not None:
            return self._formats.day(hit.day)
        if hit.count is None:
            return ""
        number = self._formats.count(hit.count)
        if hit.table == "sales":
            one, many = _translate("Search", "1 sale"), _translate("Search", "{n} sales")
        else:
            one, many = _translate("Search", "1 pair"), _translate("Search", "{n} pairs")
        return one if hit.count == 1 else many.format(n=number)


def group_titles() -> dict[str, str]:
    return {
        "product": _translate("Search", "Products"),
        "sale": _translate("Search", "Sales"),
        "item": _translate("Search", "Pairs"),
        "brand": _translate("Search", "Brands"),
        "supplier": _translate("Search", "Suppliers"),
    }
