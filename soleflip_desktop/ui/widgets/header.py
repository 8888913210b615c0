"""The header of a table: sorts by several columns and says in which turn."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

from soleflip_desktop.ui.models.cells import Cells
from soleflip_desktop.ui.widgets.column_layout import PADDING

_RANKS = "₁₂₃₄₅₆₇₈₉"


class SortHeader(QHeaderView):
    """Points down where values fall, as spreadsheets do; Qt on Linux points up there.

    Signals:
        sort_wanted: Column that was clicked, and whether in addition to what sorts already.
        menu_wanted: Column under the mouse and the place on the screen.
    """

    sort_wanted = Signal(int, bool)
    menu_wanted = Signal(int, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._adding = False
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setMinimumSectionSize(48)
        self.setFixedHeight(30)
        self.sectionClicked.connect(self._on_clicked)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._adding = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.logicalIndexAt(event.pos()), QPoint(event.globalPos()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            self.setToolTip(self.tr("Click to sort. Shift and click to sort by several columns"))
        return super().viewportEvent(event)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        super().initStyleOptionForIndex(option, section)
        mark = self.mark(section)
        room = self.sectionSize(section) - PADDING - option.fontMetrics.horizontalAdvance(mark)
        title = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)
        option.text = title + mark

    def setSelectionModel(self, model: QItemSelectionModel) -> None:
        """One of its own: before it draws a section Qt asks every row whether it is selected.

        For a million of them, as after Ctrl+A, that took 80 seconds.
        """
        super().setSelectionModel(QItemSelectionModel(model.model(), self))

    def mark(self, section: int) -> str:
        """The arrow of a column that sorts, with its turn if it is not the only one."""
        model = self.model()
        keys = model.sorted_by() if isinstance(model, Cells) else ()
        for turn, (column, falls) in enumerate(keys):
            if column == section:
                return f" {'↓' if falls else '↑'}{_RANKS[turn] if len(keys) > 1 else ''}"
        return ""

    @Slot(int)
    def _on_clicked(self, section: int) -> None:
        self.sort_wanted.emit(section, self._adding)
