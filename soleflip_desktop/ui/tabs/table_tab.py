"""A tab that is one big table with a search, filters and a panel beside it: Sales and Inventory."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from soleflip_desktop.ui.models.paged import PagedTable
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.chip import Chip
from soleflip_desktop.ui.widgets.empty_state import EmptyState
from soleflip_desktop.ui.widgets.filter_chips import FilterChips
from soleflip_desktop.ui.widgets.search_box import SearchBox
from soleflip_desktop.ui.widgets.side_split import SideSplit
from soleflip_desktop.ui.widgets.table_view import TableView

DIMMED_AFTER = 200  # ms
FOLD_KEYS = "F9"
_SEARCH_WIDTH = 296  # px


class TableTab(QWidget):
    """Layout of a table tab.

    Signals:
        searched: The text to search for.
        empty_chosen: The button for no rows at all was pressed.
        sample_wanted: Sample data is to be tried.
        clear_wanted: The button for rows that are all filtered out was pressed.
        shown: The tab has come into sight.
    """

    searched = Signal(str)
    empty_chosen = Signal()
    sample_wanted = Signal()
    clear_wanted = Signal()
    shown = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBox(hint)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.search.searched.connect(self.searched)
        self.views = Chip(self.tr("Views"))
        self.views.hide()  # until there is somebody to keep them
        self.chips = FilterChips(self.search, self.views)
        self.table = TableView(name)
        self.side = SideSplit(self.table)
        self.empty = EmptyState()
        self.empty.chosen.connect(self._on_empty_chosen)
        self.empty.sample_wanted.connect(self.sample_wanted)
        self._all_filtered = False
        self._dimming = QTimer(self)
        self._dimming.setSingleShot(True)
        self._dimming.setInterval(DIMMED_AFTER)
        self._dimming.timeout.connect(lambda: self.table.be_busy(busy=True))
        self._add_fold()
        self._lay_out()
        fold = QShortcut(
            QKeySequence(FOLD_KEYS), self
        )  # from anywhere in the window, while the tab is in sight
        fold.activated.connect(self._fold.toggle)

    def show_model(self, model: PagedTable) -> None:
        self.table.show_model(model)

    def show_beside(self, panel: QWidget) -> None:
        """Puts a panel right of the table, to be folded away with a button or F9."""
        self.side.show_beside(panel)
        self._fold.setVisible(not self.is_empty())

    def be_busy(self, *, busy: bool) -> None:
        """Dims the table if the reload takes long enough to be noticed."""
        if busy:
            self._dimming.start()
        else:
            self._dimming.stop()
            self.table.be_busy(busy=False)

    def say_empty(self, sentence: str, button: str = "", *, sample: bool = False) -> None:
        """Shows a sentence where the table was."""
        self._all_filtered = False
        self.empty.say(sentence, button, sample=sample)
        self._stack.setCurrentWidget(self.empty)
        self._fold.hide()

    def say_nothing_found(self, sentence: str, button: str) -> None:
        """As `say_empty`, but there are rows: the button clears what keeps them away."""
        self.say_empty(sentence, button)
        self._all_filtered = True

    def show_table(self) -> None:
        self._stack.setCurrentWidget(self.side)
        self._fold.setVisible(self.side.panel is not None)

    def begin_search(self) -> None:
        """Lets the user type what to search for."""
        self.search.take_over()

    def is_empty(self) -> bool:
        return self._stack.currentWidget() is self.empty

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.be_busy(busy=False)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.setSpacing(16)
        bar.addWidget(self.chips, 1)
        bar.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.side)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)

    def _add_fold(self) -> None:
        self._fold = Button(self.tr("Details"), kind="flat")
        self._fold.setCheckable(True)
        self._fold.setChecked(not self.side.is_folded)
        self._fold.setToolTip(self.tr("Show or hide the details ({keys})").format(keys=FOLD_KEYS))
        self._fold.hide()  # until there is a panel
        self._fold.toggled.connect(lambda on: self.side.fold(folded=not on))
        self.side.folded_changed.connect(lambda folded: self._fold.setChecked(not folded))

    def _on_empty_chosen(self) -> None:
        (self.clear_wanted if self._all_filtered else self.empty_chosen).emit()
