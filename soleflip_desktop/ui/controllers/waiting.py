"""Says so when a write waits for another program, with a way out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.controllers.connection import ConnectionController
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from soleflip_desktop.bootstrap import App
    from soleflip_desktop.db.link import Blocker

LOOKS_EVERY = 1000  # ms


class WaitingController(QObject):
    """Asks the server, while a lane that writes is busy, whether anybody holds it up."""

    def __init__(self, app: "App", connection: ConnectionController, context: Context) -> None:
        super().__init__(context.window)
        self._link, self._connection, self._context = app.link, connection, context
        self._said = False
        self._looking = QTimer(self)
        self._looking.setInterval(LOOKS_EVERY)
        self._looking.timeout.connect(self._look)
        context.tasks.busy_changed.connect(self._on_busy_changed)
        connection.lost.connect(self._on_lost)

    @Slot(bool)
    def _on_busy_changed(self, busy: bool) -> None:
        if busy:
            self._looking.start()
        else:
            self._looking.stop()
            self._take_back()

    @Slot()
    def _on_lost(self) -> None:
        self._said = False  # the bar is the connection's now

    def _look(self) -> None:
        if not self._connection.is_lost:
            self._context.tasks.start(
                Lane.NET,
                lambda _: self._link.blockers(),
                done=self._on_blockers,
                failed=self._on_not_told,
                replaces="blockers",
            )

    def _on_blockers(self, blockers: "list[Blocker]") -> None:
        if not blockers or not self._looking.isActive():
            self._take_back()
        elif not self._connection.is_lost:
            self._said = True
            cancel = (self.tr("Cancel"), self._cancel)
            self._context.window.banner.say(self._words(blockers), cancel, ink="warning")

    def _on_not_told(self, _: UserError) -> None:
        """Whoever works is told the same, and tells it."""

    def _words(self, blockers: "list[Blocker]") -> str:
        if any(blocker.is_soleflip for blocker in blockers):
            return self.tr("Waiting for another import to end…")
        names = ", ".join(blocker.name for blocker in blockers if blocker.name)
        if names:
            return self.tr("Waiting for another program to end its work on the database ({names})…").format(
                names=names
            )
        return self.tr("Waiting for another program to end its work on the database…")

    def _cancel(self) -> None:
        tasks = self._context.tasks
        tasks.cancel(Lane.WRITE, Lane.STAGE)
        # What does not listen to its control is told by the server.
        tasks.start(Lane.NET, lambda _: self._link.end_waiting(), failed=self._on_not_told)

    def _take_back(self) -> None:
        if self._said:
            self._said = False
            self._context.window.banner.hide()
