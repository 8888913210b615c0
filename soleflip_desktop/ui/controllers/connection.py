"""Keeps the window on its database: hears what others change, finds the server again, loses no edit."""

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from soleflip_desktop.errors import ConnectionLostError, UserError
from soleflip_desktop.ui.bus import Change, changes_in
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.dialogs.question import Question, nothing
from soleflip_desktop.ui.said import error_words, in_words
from soleflip_desktop.ui.tasks import Lane, Task

if TYPE_CHECKING:
    from soleflip_desktop.bootstrap import App

# Seconds before each try; the last one is repeated. A server that stays for a minute is forgiven its loss.
DELAYS = (0, 1, 2, 5, 10, 30)
CALM = 60_000  # ms
BAR_AFTER = 300  # ms; what comes back sooner is not worth a bar
MERGED_FOR = 200  # ms


class ConnectionController(QObject):
    """Listens and reconnects on workers.

    Signals:
        lost, back: The connection to the database; the views have been told to reload before `back`.
    """

    lost = Signal()
    back = Signal()
    _heard = Signal(object)
    _gone = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._app: App | None = None
        self._error: UserError | None = None
        self._since = datetime.now().astimezone()
        self._tries = 0
        self._trying: Task | None = None
        self._pending = Change(0)
        self._retry = self._timer(0, self._try)
        self._bar = self._timer(BAR_AFTER, self._show_bar)
        self._calm = self._timer(CALM, self._forgive)
        self._merging = self._timer(MERGED_FOR, self._tell_changes)
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)
        self._gone.connect(self._on_gone, Qt.ConnectionType.QueuedConnection)
        context.tasks.connection_lost.connect(self._on_connection_lost)

    @property
    def is_lost(self) -> bool:
        return self._error is not None

    @property
    def error(self) -> UserError | None:
        """Why it is lost, as the last try found."""
        return self._error

    def attach(self, app: "App") -> None:
        """Begins to listen to the database of `app`; called on a worker.

        Raises:
            DatabaseError: If it does not answer.
        """
        app.announcements.listen(self._heard.emit, self._gone.emit)
        self._app = app

    def try_now(self) -> None:
        """Looks for the server at once, unless that is under way."""
        if self.is_lost:
            self._retry.stop()
            self._try()

    def show_details(self) -> None:
        """Says what is known of the loss."""
        if self._error is None:
            return
        words = self.tr(
            "Lost at {time}. SoleFlip goes on trying by itself. What was saved is safe; nothing of what was"
            " being written is half done, and edits are offered again."
        ).format(time=self._context.formats.moment(self._since))
        answers = ((self.tr("Try now"), self.try_now), (self.tr("Close"), nothing))
        details = error_words(self._error).splitlines()
        Question(
            self.tr("The database does not answer"), words, details, answers, self._context.window
        ).open()

    @Slot(object, object)
    def _on_connection_lost(self, task: Task, error: ConnectionLostError) -> None:
        # A view that could not be read is told by the bar; what the user did is answered each time.
        self._context.window.notices.silenced = error_words(error) if task.lane is Lane.READ else ""
        self._on_gone(error)

    @Slot(object)
    def _on_gone(self, error: UserError) -> None:
        if self._app is None or self.is_lost:
            return
        self._error, self._since = error, datetime.now().astimezone()
        self._context.window.say_state(self.tr("No database"))
        self._calm.stop()
        self._bar.start()
        self._wait()
        self.lost.emit()

    def _wait(self) -> None:
        self._retry.start(DELAYS[min(self._tries, len(DELAYS) - 1)] * 1000)
        self._tries += 1

    def _try(self) -> None:
        app = self._app
        if app is None or self._trying is not None:
            return

        def restore(_: object) -> None:
            app.link.restore()
            self.attach(app)

        self._trying = self._context.tasks.start(
            Lane.NET, restore, done=self._on_back, failed=self._on_still_gone, ended=self._on_tried
        )

    def _on_tried(self) -> None:
        self._trying = None

    def _on_still_gone(self, error: UserError) -> None:
        self._error = error
        if not self._bar.isActive():
            self._show_bar()
        self._wait()

    def _on_back(self, _: object) -> None:
        window = self._context.window
        self._error = None
        self._bar.stop()
        self._calm.start()
        window.notices.silenced = ""
        window.banner.hide()
        window.say_state(self.tr("Saved"))
        window.say_briefly(self.tr("The database is back"))
        self._context.bus.changed.emit(Change.ALL)
        self.back.emit()

    def _forgive(self) -> None:
        self._tries = 0

    def _show_bar(self) -> None:
        actions = ((self.tr("Details"), self.show_details), (self.tr("Try now"), self.try_now))
        self._context.window.banner.say(self._words(), *actions)

    def _words(self) -> str:
        if self._error is not None and not isinstance(self._error, ConnectionLostError):
            reason = in_words(self._error.what).splitlines()[0]  # the rest quotes the server's log: a detail
            step = in_words(self._error.next_step)
            return self.tr("The database stopped. {reason}").format(
                reason=". ".join(part for part in (reason, step) if part)
            )
        url = self._app.settings.database_url if self._app is not None else None
        if url is None:
            return self.tr("The database stopped. Reconnecting…")
        host = urlsplit(url).hostname or "localhost"
        return self.tr("The database server {host} does not answer. Reconnecting…").format(host=host)

    @Slot(object)
    def _on_heard(self, tables: frozenset[str]) -> None:
        self._pending |= changes_in(tables)
        if not self._merging.isActive():
            self._merging.start()

    def _tell_changes(self) -> None:
        if self._context.tasks.is_busy(Lane.READ):  # or a burst would replace each reload before it is done
            self._merging.start()
            return
        changes, self._pending = self._pending, Change(0)
        self._context.bus.changed.emit(changes)

    def _timer(self, interval: int, ring: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(ring)
        return timer
