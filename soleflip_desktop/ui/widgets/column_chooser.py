"""The list of a table's columns, to show, hide and move them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from soleflip_desktop.domain.views import ColumnPlace
from soleflip_desktop.ui.theme import LARGE
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.room import resize_within_owner

_PLACE = Qt.ItemDataRole.UserRole
_ROW = 28  # px


class ColumnChooser(QDialog):
    """Every change holds at once.

    Args:
        titles: By the name of the column.

    Signals:
        arranged: The columns in their new places, a tuple of `ColumnPlace`.
        reset_wanted: Everything as it was made; `show_places` is to follow.
    """

    arranged = Signal(object)
    reset_wanted = Signal()

    def __init__(
        self, titles: Mapping[str, str], places: Sequence[ColumnPlace], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Columns"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._titles = titles
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName(self.tr("Columns"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.itemChanged.connect(lambda _: self._tell())
        self.list.model().rowsMoved.connect(lambda: self._tell())
        self.up, self.down = Button(self.tr("Move up")), Button(self.tr("Move down"))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.up.setShortcut("Alt+Up")
        self.down.setShortcut("Alt+Down")
        self.reset = Button(self.tr("Reset"), kind="flat")
        self.reset.clicked.connect(self.reset_wanted)
        self.done_ = Button(self.tr("Close"), kind="primary")
        self.done_.clicked.connect(self.accept)
        self._lay_out()
        self.show_places(places)

    def show_places(self, places: Sequence[ColumnPlace]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for place in places:
            item = QListWidgetItem(self._titles.get(place.name, place.name))
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            item.setSizeHint(QSize(0, _ROW))
            item.setCheckState(Qt.CheckState.Unchecked if place.hidden else Qt.CheckState.Checked)
            item.setData(_PLACE, place)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    def places(self) -> tuple[ColumnPlace, ...]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(replace(item.data(_PLACE), hidden=not _is_ticked(item)) for item in items)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(Label(self.tr("Columns"), size=LARGE, bold=True))
        layout.addWidget(Label(self.tr("Drag a column to move it."), ink="faint"))
        self.list.setMinimumSize(320, 10 * _ROW)
        layout.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.up, self.down, self.reset):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.done_)
        self.done_.setDefault(True)
        layout.addLayout(row)
        resize_within_owner(self, QSize(440, 520))

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            self.list.insertItem(row + step, self.list.takeItem(row))
            self.list.setCurrentRow(row + step)
            self._tell()

    def _tell(self) -> None:
        places = self.places()
        if all(place.hidden for place in places):  # a table without columns has nothing to come back by
            self.list.currentItem().setCheckState(Qt.CheckState.Checked)
            return
        self.arranged.emit(places)


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked
