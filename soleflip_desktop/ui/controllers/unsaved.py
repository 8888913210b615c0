"""Edits that did not come to be saved, kept with their values until they are."""

from PySide6.QtCore import QObject, Slot

from soleflip_desktop.ui.controllers.connection import ConnectionController
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.tasks import Task
from soleflip_desktop.ui.widgets.notices import Notice, NoticeKind

NAMED_AT_MOST = 3


class UnsavedController(QObject):
    """Shows one notice for all of them."""

    def __init__(self, connection: ConnectionController, context: Context) -> None:
        super().__init__(context.window)
        self._connection, self._context = connection, context
        self._tasks: list[Task] = []
        self._notice: Notice | None = None
        context.tasks.unsaved.connect(self._on_unsaved)
        connection.back.connect(self._tell)

    @property
    def words(self) -> list[str]:
        """What each of them would keep, the oldest first."""
        return [task.saves for task in self._tasks]

    @Slot(object)
    def _on_unsaved(self, task: Task) -> None:
        self._tasks.append(task)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        if self._notice is not None:
            self._notice.dismiss()
            self._notice = None
        if self._tasks:
            away = self._connection.is_lost
            action, act = ("", None) if away else (self.tr("Try again"), self._try_again)
            notices = self._context.window.notices
            self._notice = notices.say(self._text(away), NoticeKind.WARNING, action, act, self._discard)

    def _text(self, away: bool) -> str:
        named = "; ".join(self.words[:NAMED_AT_MOST])
        rest = len(self._tasks) - NAMED_AT_MOST
        if rest > 0:
            named = self.tr("{edits}; and {n} more").format(edits=named, n=self._context.formats.count(rest))
        text = self.tr("Not saved: {edits}").format(edits=named)
        later = self.tr("Can be tried again once the database is back")
        return f"{text}. {later}" if away else text

    def _try_again(self) -> None:
        tasks, self._tasks, self._notice = self._tasks, [], None
        for task in tasks:
            self._context.tasks.again(task)

    def _discard(self) -> None:
        self._tasks, self._notice = [], None
