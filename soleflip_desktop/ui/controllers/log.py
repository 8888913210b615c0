"""Help > Logs: reads the log file on a worker, a page at a time, and follows it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from soleflip_desktop.errors import UserError
from soleflip_desktop.logs import LogRecord, Page, Wanted, read_log, read_on
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.dialogs.log import LogDialog
from soleflip_desktop.ui.models.log import LogTable, as_text
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from soleflip_desktop.paths import DataFolder

PAGE = 1000
LOOK_EVERY = 1000  # ms


class LogController(QObject):
    """Opens one dialog, and the same again."""

    def __init__(self, folder: "DataFolder", context: Context) -> None:
        super().__init__(context.window)
        self._folder, self._context = folder, context
        self._dialog: LogDialog | None = None
        self._model = LogTable(context.formats, self)
        self._model.take_colours(context.theme.colours)
        context.theme.changed.connect(self._model.take_colours)
        self._page: Page | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_EVERY)
        self._looking.timeout.connect(self._on_look)

    def show(self) -> LogDialog:
        if self._dialog is None:
            self._dialog = dialog = LogDialog(self._model, self._context.window)
            dialog.opened.connect(self._reload)
            dialog.closed.connect(self._looking.stop)
            dialog.narrowed.connect(self._reload)
            dialog.older_wanted.connect(self._on_older_wanted)
            dialog.copy_wanted.connect(self._on_copy_wanted)
            dialog.folder_wanted.connect(self._on_folder_wanted)
        self._dialog.show()
        self._dialog.activateWindow()
        return self._dialog

    def _wanted(self) -> Wanted:
        assert self._dialog is not None
        return Wanted(self._dialog.level(), self._dialog.text())

    @Slot()
    def _reload(self) -> None:
        self._looking.stop()
        wanted = self._wanted()
        self._context.tasks.start(
            Lane.READ,
            lambda _: read_log(self._folder, wanted, PAGE),
            done=self._on_loaded,
            failed=self._on_failed,
            replaces="log",
        )

    def _on_loaded(self, page: Page) -> None:
        assert self._dialog is not None
        self._page = page
        self._model.show_records(page.records)
        self._tell()
        self._dialog.go_to_end()
        if self._dialog.isVisible():
            self._looking.start()

    @Slot()
    def _on_older_wanted(self) -> None:
        before = self._page.older if self._page else None
        if before is not None:
            wanted = self._wanted()
            self._context.tasks.start(
                Lane.READ,
                lambda _: read_log(self._folder, wanted, PAGE, before),
                done=self._on_older,
                failed=self._on_failed,
                replaces="log",
            )

    def _on_older(self, page: Page) -> None:
        assert self._page is not None
        self._page = Page(page.records, page.older, self._page.end)
        self._model.add_older(page.records)
        self._tell()

    @Slot()
    def _on_look(self) -> None:
        """Not before the last look has ended: a worker may be busy elsewhere."""
        if self._page is None:
            return
        self._looking.stop()
        wanted, after = self._wanted(), self._page.end
        self._context.tasks.start(
            Lane.READ,
            lambda _: read_on(self._folder, wanted, after),
            done=partial(self._on_looked, after),
            failed=self._on_failed,
            replaces="log",
        )

    def _on_looked(self, after: int, page: Page | None) -> None:
        assert self._dialog is not None
        if page is None:
            self._reload()
            return
        assert self._page is not None
        self._page = Page(page.records, self._page.older, page.end)
        self._model.add_newer(page.records)
        if page.records:
            self._tell()
            if self._dialog.follows():
                self._dialog.go_to_end()
        if self._dialog.isVisible():
            self._looking.start()

    def _on_failed(self, error: UserError) -> None:
        if self._dialog is not None:
            self._dialog.say(error_words(error), has_older=False)

    def _tell(self) -> None:
        assert self._dialog is not None
        assert self._page is not None
        count = len(self._model.records)
        text = self.tr("1 record") if count == 1 else self.tr("{n} records")
        more = self._page.older is not None
        if more:
            text = self.tr("The newest record") if count == 1 else self.tr("The newest {n} records")
        if not count:
            text = self.tr("None among the newest records") if more else self.tr("No records")
        self._dialog.say(text.format(n=self._context.formats.count(count)), has_older=more)

    @Slot(object)
    def _on_copy_wanted(self, records: list[LogRecord]) -> None:
        QGuiApplication.clipboard().setText("\n".join(as_text(record) for record in records) + "\n")

    @Slot()
    def _on_folder_wanted(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder.logs)))
