"""The values of a field to tick, with how many rows each has."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from soleflip_desktop.domain.selection import Choice
from soleflip_desktop.ui.models.cells import Index, Role

COUNT_ROLE = int(Role.UserRole)
VALUE_ROLE = COUNT_ROLE + 1


class ChoicesList(QAbstractListModel):
    """Ticked values first, then the most frequent; narrowed by a search.

    Signals:
        ticked: The values that are ticked now.
    """

    ticked = Signal(object)

    def __init__(
        self,
        words: Callable[[str | None], str],
        count_words: Callable[[int], str],
        values: Sequence[str | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._count_words = words, count_words
        self._values = list(values)
        self._all: list[Choice] = []
        self._shown: list[Choice] = []
        self._search = ""

    @property
    def values(self) -> tuple[str | None, ...]:
        """The ticked values in the order of ticking."""
        return tuple(self._values)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Takes what there is to choose from; a ticked value that no row has any more stays."""
        known = {choice.value for choice in choices}
        gone = [Choice(value, 0) for value in self._values if value not in known]
        first = set(self._values)
        self._all = gone + sorted(choices, key=lambda choice: choice.value not in first)
        self._narrow()

    def search(self, text: str) -> None:
        self._search = text.strip().casefold()
        self._narrow()

    def is_long(self, length: int) -> bool:
        return len(self._all) > length

    def toggle(self, index: Index) -> None:
        if index.isValid():
            on = self.data(index, Role.CheckStateRole) is Qt.CheckState.Checked
            self.setData(index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, Role.CheckStateRole)

    def untick_all(self) -> None:
        if self._values:
            self._values.clear()
            self._tell()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        choice = self._shown[index.row()]
        if role == Role.DisplayRole:
            return self._words(choice.value)
        if role == Role.AccessibleTextRole:
            return f"{self._words(choice.value)}, {self._count_words(choice.count)}"
        if role == Role.CheckStateRole:
            return Qt.CheckState.Checked if choice.value in self._values else Qt.CheckState.Unchecked
        if role == COUNT_ROLE:
            return self._count_words(choice.count)
        return choice.value if role == VALUE_ROLE else None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid():
            return False
        ticked = self._shown[index.row()].value
        if ticked in self._values:
            self._values.remove(ticked)
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._values.append(ticked)
        self._tell()
        return True

    def _tell(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1), [Role.CheckStateRole])
        self.ticked.emit(self.values)

    def _narrow(self) -> None:
        self.beginResetModel()
        self._shown = [each for each in self._all if self._search in self._words(each.value).casefold()]
        self.endResetModel()
