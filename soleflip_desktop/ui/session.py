"""One run of the window: opens the database behind it, wires the controllers, closes in order."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from soleflip_desktop.domain.selection import Selection
from soleflip_desktop.domain.views import ViewedTable
from soleflip_desktop.errors import UserError
from soleflip_desktop.paths import DataFolder
from soleflip_desktop.ui.bus import Bus
from soleflip_desktop.ui.controllers.analytics import AnalyticsController
from soleflip_desktop.ui.controllers.books_day import BooksDay
from soleflip_desktop.ui.controllers.connection import ConnectionController
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.details import DetailsController, Read
from soleflip_desktop.ui.controllers.frame import Frame
from soleflip_desktop.ui.controllers.import_history import ImportHistoryController
from soleflip_desktop.ui.controllers.importing import ImportController
from soleflip_desktop.ui.controllers.inventory import InventoryController
from soleflip_desktop.ui.controllers.new_item import NewItemController
from soleflip_desktop.ui.controllers.pair_notes import PairNotes
from soleflip_desktop.ui.controllers.sales import SalesController
from soleflip_desktop.ui.controllers.sample_data import SampleDataController
from soleflip_desktop.ui.controllers.search import SearchController
from soleflip_desktop.ui.controllers.undoing import EditMenuController, Undo
from soleflip_desktop.ui.controllers.unsaved import UnsavedController
from soleflip_desktop.ui.controllers.views import ViewsController
from soleflip_desktop.ui.controllers.waiting import WaitingController
from soleflip_desktop.ui.controllers.watching import WatchController
from soleflip_desktop.ui.dialogs.error_dialog import CrashReporter
from soleflip_desktop.ui.dialogs.question import Question, nothing
from soleflip_desktop.ui.dialogs.settings import Form
from soleflip_desktop.ui.formats import Formats, user_locale
from soleflip_desktop.ui.main_window import MainWindow
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane, Tasks
from soleflip_desktop.ui.theme import Theme, ThemeChoice
from soleflip_desktop.ui.translation import Translation, locale_of, spoken
from soleflip_desktop.ui.widgets.table_view import Density
from soleflip_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from soleflip_desktop.bootstrap import App
    from soleflip_desktop.services.history import History
    from soleflip_desktop.ui.controllers.table import TableController


class Opener(Protocol):
    """Opens the program behind the window; runs on a worker."""

    def __call__(self) -> "App": ...


class Session(QObject):
    """The window and everything behind it.

    Args:
        opener: Called in the write lane, also for a second try.
        folder: The data folder.
        files: Imported as if they had been dropped.
        locale: The system's, which says the language and the formats where the user has chosen none.
        throw_away: The data folder is gone afterwards.

    Signals:
        opened: The controllers are there and the first data is on its way.
    """

    opened = Signal()

    def __init__(
        self,
        application: QApplication,
        opener: Opener,
        folder: Path,
        files: Sequence[Path] = (),
        locale: QLocale | None = None,
        *,
        throw_away: bool = False,
    ) -> None:
        super().__init__(application)
        self._opener, self._folder = opener, folder
        self._app: App | None = None
        self._waiting = list(files)
        self._imports: ImportController | None = None
        self._tables: dict[int, TableController] = {}
        self._closing = False
        self.restarts = False
        self.state = WindowState(folder)
        formats = self._speak(application, locale or user_locale())
        self.theme = Theme(application, self.state.theme)
        self.tasks = Tasks(self)
        self.window = MainWindow()
        self.context = Context(self.window, self.tasks, Bus(self), self.theme, formats)
        self.crashes = CrashReporter(self.window)
        self.connection = ConnectionController(self.context)
        self.unsaved = UnsavedController(self.connection, self.context)
        self.frame = Frame(DataFolder(folder), self.state, self.context, throw_away=throw_away)
        if throw_away:
            self.window.setWindowTitle(self.tr("SoleFlip with sample data, gone when this window closes"))
        self._connect()
        self.state.restore_window(self.window)
        if throw_away:  # there is something to look at from the start
            self.window.show_analytics()
        self._use_density(self.state.density)
        self._mark_choices()

    def _speak(self, application: QApplication, system: QLocale) -> Formats:
        """Sets language and formats; before the first widget, which asks for its texts once."""
        choice = self.state.language
        self.translation = Translation(application, self._folder)
        self.translation.speak(spoken(choice, system))
        locale = locale_of(choice, system)
        QLocale.setDefault(locale)
        return Formats(locale)

    @property
    def imports(self) -> ImportController:
        """There once the database is open."""
        assert self._imports is not None, "the database is not open"
        return self._imports

    def start(self) -> None:
        """Shows the window, then opens the database behind it."""
        starting = self.tr("Starting the database…")
        for tab in (self.window.inventory, self.window.sales, self.window.analytics):
            tab.say_empty(starting)
        self.window.show()
        self._open()

    def stop(self) -> None:
        """Closes the window, also while a file is being imported."""
        self._closing = True
        self.window.close()

    def close(self) -> None:
        """Cancels what runs, waits for it, and leaves the database."""
        self._closing = True
        self.window.hide()
        self.tasks.shutdown(self._close_app)
        self.translation.fall_silent()
        for gone in (self.window, self.theme, self.translation):
            gone.deleteLater()

    def restart(self) -> None:
        """Closes the window for another to be opened on the settings as they are then."""
        if self.tasks.is_busy(Lane.WRITE, Lane.STAGE):
            self.window.say_problem(self.tr("Something is still being written. Restart when it is done."))
            return
        self.restarts = True
        self.window.close()

    def _open(self) -> None:
        self.window.banner.hide()
        self.window.say_state(self.tr("Starting the database…"))
        self.tasks.start(
            Lane.WRITE, lambda _: self._open_app(), done=self._on_opened, failed=self._on_not_opened
        )

    def _open_app(self) -> "App":
        app = self._opener()
        try:
            self.connection.attach(app)
        except UserError:
            app.close()
            raise
        self._app = app
        return app

    def _close_app(self) -> None:
        if self._app is not None:
            self._app.close()

    def _connect(self) -> None:
        window, tasks = self.window, self.tasks
        window.files_dropped.connect(self._on_files_dropped)
        window.closing.connect(self._on_closing)
        window.tab_changed.connect(lambda _: self._tell_totals())
        window.banner.retry_wanted.connect(self._open)
        self.frame.settings_saved.connect(self._on_settings_saved)
        self.frame.restart_wanted.connect(self.restart)
        window.menus.on_theme(self._use_theme)
        window.menus.on_density(self._use_density)
        tasks.refused.connect(lambda error: window.say_problem(error_words(error)))
        tasks.crashed.connect(self.crashes.show_crash)
        tasks.busy_changed.connect(self._on_busy_changed)

    def _on_opened(self, app: "App") -> None:
        window, context = self.window, self.context
        self.crashes.server = app.link.server
        WaitingController(app, self.connection, context)
        undo = Undo(context)
        inventory = InventoryController(
            window.inventory, app.inventory, app.editing, app.preferences, context
        )
        sales = SalesController(window.sales, app.sales, app.pairing, context)
        self._tables = {0: inventory, 1: sales}
        BooksDay(app.preferences, context)
        self._adding = NewItemController(app.editing, app.preferences, context)
        window.menus.add_to_edit(inventory.deletion, sales.choosing, sales.releasing)
        self._imports = ImportController(
            window.imports, app.importing, app.reviewing, app.problem_rows, app.mappings, context
        )
        self._imports.sales_wanted.connect(window.show_sales)
        self.connection.back.connect(self._imports.offer_interrupted)
        history = ImportHistoryController(window.imports, app.importing, app.history, undo, context)
        history.decision_wanted.connect(self._imports.decide)
        history.again_wanted.connect(lambda path: self.imports.take([path], again=True))
        analytics = AnalyticsController(window.analytics, app.figures, context)
        analytics.rows_wanted.connect(self._show_rows)
        self._edit = EditMenuController(app.history, undo, context)
        self.sample = SampleDataController(app.sample, context)
        notes = PairNotes(app.editing, context)
        self._show_details("inventory", self._tables[0], app.details.of_pair, app.history, notes, undo)
        self._show_details("sales", self._tables[1], app.details.of_sale, app.history, notes, undo)
        self.watching = WatchController(self._imports, context)
        self.watching.watch(app.settings.watch_folder, at_once=app.settings.watch_mode == "import")
        self.frame.take(app)
        self.search = SearchController(app.search, context)
        self.search.rows_wanted.connect(self._show_rows)
        for table in self._tables.values():
            table.totals_told.connect(lambda _: self._tell_totals())
        for name, view in window.tables().items():
            self.state.restore_table(name, view)
        ViewsController(inventory, app.views, ViewedTable.ITEMS)
        ViewsController(sales, app.views, ViewedTable.SALES)
        window.say_state(self.tr("Saved"))
        for catch_up in (*(table.catch_up for table in self._tables.values()), history.catch_up):
            catch_up()
        analytics.catch_up()
        self._take_waiting()
        self.opened.emit()

    def _show_details(
        self,
        name: str,
        table: "TableController",
        read: Read,
        history: "History",
        notes: PairNotes,
        undo: Undo,
    ) -> None:
        panel = DetailsController(table, read, history, notes, undo, self.context).panel
        panel.fold(self.state.recalled(f"{name}_folded").split())
        panel.folding_changed.connect(lambda: self.state.remember(f"{name}_folded", " ".join(panel.folded())))

    def _show_rows(self, tab: int, selection: Selection, row_id: int | None = None) -> None:
        self._tables[tab].show_selection(selection, row_id)
        self.window.show_tab(tab)

    def _on_not_opened(self, error: UserError) -> None:
        self.window.banner.say(error_words(error))
        self.window.say_state(self.tr("No database"))
        for tab in (self.window.inventory, self.window.sales, self.window.analytics):
            tab.say_empty(self.tr("The database has not been started."))

    @Slot(object)
    def _on_files_dropped(self, paths: Sequence[Path]) -> None:
        self.window.show_import()
        self._waiting += paths
        self._take_waiting()

    def _take_waiting(self) -> None:
        if self._imports is not None and self._waiting:
            self.window.show_import()
            paths, self._waiting = self._waiting, []
            self._imports.take(paths)

    def _tell_totals(self) -> None:
        table = self._tables.get(self.window.current_tab())
        self.window.say_totals(table.told if table is not None else "")

    @Slot(bool)
    def _on_busy_changed(self, busy: bool) -> None:
        if self._app is not None and not self.connection.is_lost:
            self.window.say_state(self.tr("Working…") if busy else self.tr("Saved"))

    def _use_theme(self, choice: ThemeChoice) -> None:
        self.state.theme = choice
        self.theme.choose(choice)

    def _use_density(self, density: Density) -> None:
        self.state.density = density
        self.window.use_density(density)

    @Slot(object)
    def _on_settings_saved(self, form: Form) -> None:
        self.state.language = form.language
        self._use_theme(form.theme)
        self._use_density(form.density)
        self._mark_choices()
        if self._imports is not None:
            self.watching.watch(form.watch_folder, at_once=form.watch_at_once)

    def _mark_choices(self) -> None:
        self.window.menus.themes[self.state.theme].setChecked(True)
        self.window.menus.densities[self.state.density].setChecked(True)

    @Slot(object)
    def _on_closing(self, event: QCloseEvent) -> None:
        if not self._closing and self._app is not None and self.tasks.is_busy(Lane.WRITE, Lane.STAGE):
            event.ignore()
            self._ask_before_closing()
            return
        if not self._closing and self.unsaved.words:
            event.ignore()
            self._ask_before_discarding()
            return
        self.state.save(self.window)

    def _ask_before_closing(self) -> None:
        words = self.tr("A file is being imported. Stopping now leaves nothing of it half done.")
        stop: Callable[[], None] = self.stop
        answers = ((self.tr("Stop and quit"), stop), (self.tr("Go on importing"), nothing))
        Question(self.tr("Stop the import?"), words, (), answers, self.window).open()

    def _ask_before_discarding(self) -> None:
        words = self.tr("These edits are not saved, since the database did not answer.")
        stop: Callable[[], None] = self.stop
        answers = ((self.tr("Discard and quit"), stop), (self.tr("Stay"), nothing))
        Question(
            self.tr("Discard what is not saved?"), words, self.unsaved.words, answers, self.window
        ).open()
