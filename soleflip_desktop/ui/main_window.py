"""The window: frame, tabs, menus, status bar. It knows widgets and nothing behind them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from soleflip_desktop.ui.tabs.analytics_tab import AnalyticsTab
from soleflip_desktop.ui.tabs.import_tab import ImportTab
from soleflip_desktop.ui.tabs.table_tab import TableTab
from soleflip_desktop.ui.theme import FIGURE
from soleflip_desktop.ui.widgets.banner import Banner
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.drop_zone import files_in
from soleflip_desktop.ui.widgets.labels import ElidedLabel, Label
from soleflip_desktop.ui.widgets.notices import NoticeArea, NoticeKind
from soleflip_desktop.ui.widgets.reading_order import go_on
from soleflip_desktop.ui.widgets.side_split import SideSplit
from soleflip_desktop.ui.widgets.table_view import Density, TableView
from soleflip_desktop.ui.window_menus import Menus

BRIEFLY = 5000  # ms


class MainWindow(QMainWindow):
    """Signals what the user wants; controllers connect it.

    Signals:
        files_dropped: Paths that were dropped or chosen.
        import_wanted: Files are to be chosen for import.
        undo_wanted, redo_wanted: From the Edit menu.
        undo_change_wanted: The id of the change set that is to be taken back.
        search_wanted: The search over everything is to come or go.
        tab_changed: Number of the tab now in sight.
        closing: The window is about to close; whoever must hold it back ignores the event.
    """

    files_dropped = Signal(object)
    import_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    undo_change_wanted = Signal(object)
    search_wanted = Signal()
    tab_changed = Signal(int)
    closing = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("SoleFlip")
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.setMinimumSize(900, 560)
        self.inventory = TableTab(self.tr("Inventory"), self.tr("Search product, style code, supplier"))
        self.sales = TableTab(self.tr("Sales"), self.tr("Search product, style code, order, tracking"))
        self.imports = ImportTab()
        self.analytics = AnalyticsTab()
        self.banner = Banner()
        self.sample_bar = Banner()
        self.notices = NoticeArea()
        self._tabs = [
            (self.tr("Inventory"), self.inventory),
            (self.tr("Sales"), self.sales),
            (self.tr("Import"), self.imports),
            (self.tr("Analytics"), self.analytics),
        ]
        self.menus = Menus(self, [name for name, _ in self._tabs])
        self._lay_out()
        self._connect()

    def show_tab(self, number: int) -> None:
        self._bar.setCurrentIndex(number)

    def current_tab(self) -> int:
        return self._bar.currentIndex()

    def show_import(self) -> None:
        self.show_tab(2)

    def show_sales(self) -> None:
        self.show_tab(1)

    def show_analytics(self) -> None:
        self.show_tab(3)

    def tables(self) -> dict[str, TableView]:
        """The tables whose layout is remembered, by a name that stays."""
        return {
            "inventory": self.inventory.table,
            "sales": self.sales.table,
            "imports": self.imports.history,
            "review": self.imports.review.table,
        }

    def sides(self) -> dict[str, SideSplit]:
        """The panels beside tables, by the names of the tables."""
        return {"inventory": self.inventory.side, "sales": self.sales.side}

    def use_density(self, density: Density) -> None:
        for table in self.tables().values():
            table.use_density(density)

    def say(
        self,
        text: str,
        kind: NoticeKind = NoticeKind.NEWS,
        action: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        self.notices.say(text, kind, action, act)

    @Slot(str)
    def say_problem(self, text: str) -> None:
        self.notices.say(text, NoticeKind.PROBLEM)

    def say_briefly(self, text: str) -> None:
        """Shows a text in the status bar for five seconds."""
        self._status.show_text(text)
        self._brief.start()

    def say_totals(self, text: str) -> None:
        """What the tab in sight adds up to."""
        self._totals = text
        if not self._brief.isActive():
            self._status.show_text(text)

    def say_state(self, text: str) -> None:
        """What the program as a whole is doing, at the right of the status bar."""
        self._state.setText(text)

    def status_text(self) -> str:
        return self._status.whole()

    def state_text(self) -> str:
        return self._state.text()

    def offer_undo(self, undo: str, redo: str) -> None:
        self.menus.offer_undo(undo, redo)

    def choose_files(self) -> None:
        """Opens the file dialog; what is chosen comes as `files_dropped`."""
        dialog = QFileDialog(self, self.tr("Import files"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Reports (*.csv *.txt *.tsv)"), self.tr("All files (*)")])
        dialog.filesSelected.connect(lambda names: self.files_dropped.emit([Path(name) for name in names]))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._be_hot(hot=True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._be_hot(hot=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._be_hot(hot=False)
        files = files_in(event.mimeData())
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            # After the drop has ended for the program it came from, whatever happens here.
            QTimer.singleShot(0, self, lambda: self.files_dropped.emit(files))

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins in the tab, not on the bar above it."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self._tabs[self.current_tab()][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:
        return go_on(self._central, forward=next) or super().focusNextPrevChild(next)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit(event)

    def _be_hot(self, *, hot: bool) -> None:
        self.imports.drop_zone.be_hot(hot=hot)
        self._overlay.setVisible(hot and self._stack.currentWidget() is not self.imports)
        self._overlay.setGeometry(self._stack.geometry().adjusted(8, 8, -8, -8))
        self._overlay.raise_()

    def _lay_out(self) -> None:
        self._bar = QTabBar()
        self._bar.setAccessibleName(self.tr("Tabs"))
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stack = QStackedWidget()
        for name, tab in self._tabs:
            self._bar.addTab(name)
            self._stack.addWidget(tab)
        header = QFrame()
        header.setObjectName("header")
        row = QHBoxLayout(header)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._bar)
        row.addStretch()
        row.addWidget(self._search_button())
        self._central = central = QWidget()
        self.notices.float_over(central)
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (header, self.banner, self.sample_bar):
            layout.addWidget(widget)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(central)
        self._add_overlay(central)
        self._add_status_bar()

    def _search_button(self) -> Button:
        keys = self.menus.search.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button = Button(self.tr("Search  {keys}").format(keys=keys), kind="flat")
        button.setAccessibleName(self.tr("Search everything"))
        button.clicked.connect(lambda: self.search_wanted.emit())
        return button

    def _add_overlay(self, ground: QWidget) -> None:
        self._overlay = Label(self.tr("Drop to import"), ground, size=FIGURE, bold=True)
        self._overlay.setObjectName("overlay")
        self._overlay.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._overlay.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._overlay.hide()

    def _add_status_bar(self) -> None:
        self._totals = ""
        self._status, self._state = ElidedLabel(), Label(ink="faint")
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(12, 0, 12, 0)
        bar.addWidget(self._status, 1)
        bar.addPermanentWidget(self._state)
        self._brief = QTimer(self)
        self._brief.setSingleShot(True)
        self._brief.setInterval(BRIEFLY)
        self._brief.timeout.connect(lambda: self._status.show_text(self._totals))

    def _connect(self) -> None:
        self._bar.currentChanged.connect(self._on_tab_chosen)
        self._bar.currentChanged.connect(self.tab_changed)
        self.imports.choose_wanted.connect(self.import_wanted)
        self.import_wanted.connect(self.choose_files)
        menus = self.menus
        menus.import_files.triggered.connect(lambda: self.import_wanted.emit())
        menus.quit.triggered.connect(lambda: self.close())
        menus.undo.triggered.connect(lambda: self.undo_wanted.emit())
        menus.redo.triggered.connect(lambda: self.redo_wanted.emit())
        menus.find.triggered.connect(self._on_find)
        menus.search.triggered.connect(lambda: self.search_wanted.emit())
        menus.copy.triggered.connect(self._on_copy)
        menus.columns.triggered.connect(self._on_columns)
        for number, action in enumerate(menus.tabs):
            action.triggered.connect(lambda _=False, number=number: self._on_tab_wanted(number))

    def _on_tab_wanted(self, number: int) -> None:
        """By its keys: the focus goes into it, also where it is in sight already."""
        self.show_tab(number)
        self._tabs[number][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int)
    def _on_tab_chosen(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        if not self._bar.hasFocus():  # with the arrow keys the focus goes along the bar
            self._tabs[number][1].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_copy(self) -> None:
        """Copies from the table in sight; fields with text of their own take Ctrl+C before it comes here."""
        if (table := self._table_in_sight()) is not None:
            table.copy_wanted.emit()

    @Slot()
    def _on_find(self) -> None:
        """In the table in sight; where none can be searched, in everything."""
        tab = self._stack.currentWidget()
        if isinstance(tab, TableTab):
            tab.begin_search()
        elif self.imports.review.isVisible():
            self.imports.review.begin_search()
        else:
            self.search_wanted.emit()

    @Slot()
    def _on_columns(self) -> None:
        if (table := self._table_in_sight()) is not None:
            table.choose_columns()

    def _table_in_sight(self) -> TableView | None:
        return next((table for table in self.tables().values() if table.isVisible()), None)
