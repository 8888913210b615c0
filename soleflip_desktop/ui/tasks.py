"""Work lanes: files and the database are touched on workers, results are handed over on the GUI thread."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from traceback import format_exception
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from soleflip_desktop.domain.progress import Control, Progress
from soleflip_desktop.errors import Cancelled, ConnectionLostError, DatabaseError, UserError

_log = logging.getLogger(__name__)

Work = Callable[[Control], Any]


class Lane(StrEnum):
    """Where a task waits its turn."""

    WRITE = "write"
    READ = "read"
    STAGE = "stage"
    NET = "net"


# Writes and imports keep their order; reads of different views may pass each other.
_WORKERS = {Lane.WRITE: 1, Lane.READ: 2, Lane.STAGE: 1, Lane.NET: 2}


@dataclass(eq=False, slots=True)
class Task:
    """One piece of work on its way through a lane; the callbacks run on the GUI thread.

    Attributes:
        done: Takes the result.
        failed: Takes a `UserError`; without it the error becomes a notice.
        crashed: Called after a bug, which is reported in any case.
        ended: Called last, however the task ended, also when it was replaced.
        replaces: A newer task with an equal value here takes this one's place.
        saves: What a write keeps, in words with its value ("cost of A-1: 115.99 EUR"). Where the connection
            is lost or the wait is cancelled it is offered again instead of failing.
    """

    lane: Lane
    work: Work
    done: Callable[[Any], None] | None = None
    failed: Callable[[UserError], None] | None = None
    cancelled: Callable[[], None] | None = None
    crashed: Callable[[], None] | None = None
    progressed: Callable[[Progress], None] | None = None
    ended: Callable[[], None] | None = None
    replaces: object = None
    saves: str = ""
    replaced: bool = False
    control: Control = field(default_factory=Control)

    def cancel(self) -> None:
        self.control.cancel()


# What makes a task run once more as it ran before.
_CALLBACKS = ("done", "failed", "cancelled", "crashed", "progressed", "ended", "replaces", "saves")


@dataclass(frozen=True, slots=True)
class Crash:
    """A bug that a task ran into, as the text that a report is made of."""

    traceback: str


class Tasks(QObject):
    """Runs tasks in their lanes and delivers what comes of them.

    Signals:
        refused: A `UserError` that the task's owner did not take.
        crashed: A `Crash`; already in the log.
        busy_changed: Whether a lane that writes has work.
        connection_lost: The `Task` that lost it and the `ConnectionLostError`; before the task's callback.
        unsaved: A `Task` with `saves` that did not come to keep it.
    """

    refused = Signal(object)
    crashed = Signal(object)
    busy_changed = Signal(bool)
    connection_lost = Signal(object, object)
    unsaved = Signal(object)
    _settled = Signal(object, object)
    _progressed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executors = {
            lane: ThreadPoolExecutor(workers, thread_name_prefix=f"soleflip-{lane}")
            for lane, workers in _WORKERS.items()
        }
        self._tasks: set[Task] = set()
        self._busy = False
        self._stopped = False
        self._settled.connect(self._on_settled, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._on_progressed, Qt.ConnectionType.QueuedConnection)

    def start(self, lane: Lane, work: Work, **callbacks: Any) -> Task:
        """Puts `work` into a lane; `callbacks` are the fields of `Task`."""
        _demand_gui_thread()
        task = Task(lane, work, **callbacks)
        if self._stopped:  # a timer may still ring while the window goes
            task.cancel()
            return task
        task.control = Control(lambda progress: self._progressed.emit(task, progress))
        if task.replaces is not None:
            self._replace(task.replaces)
        self._tasks.add(task)
        self._tell_busy()
        future = self._executors[lane].submit(_run, task)
        future.add_done_callback(lambda settled: self._settled.emit(task, settled))
        return task

    def again(self, task: Task) -> None:
        """Puts a task that has ended into its lane once more."""
        self.start(task.lane, task.work, **{name: getattr(task, name) for name in _CALLBACKS})

    def cancel(self, *lanes: Lane) -> None:
        """Cancels what runs or waits in these lanes."""
        for task in self._tasks:
            if task.lane in lanes:
                task.cancel()

    def is_busy(self, *lanes: Lane) -> bool:
        """Whether one of these lanes (of all, if none is named) has work that has not been delivered."""
        return any(not lanes or task.lane in lanes for task in self._tasks)

    def shutdown(self, last: Callable[[], None] | None = None) -> None:
        """Cancels everything, waits, then runs `last` in the write lane; nothing is delivered any more."""
        _demand_gui_thread()
        self._stopped = True
        for task in self._tasks:
            task.cancel()
        for lane in (Lane.READ, Lane.STAGE, Lane.NET):
            self._executors[lane].shutdown(wait=True, cancel_futures=True)
        ending = self._executors[Lane.WRITE].submit(last) if last else None
        self._executors[Lane.WRITE].shutdown(wait=True)
        if ending:
            ending.result()

    def _replace(self, key: object) -> None:
        for older in self._tasks:
            if older.replaces == key:
                older.replaced = True
                older.cancel()

    @Slot(object, object)
    def _on_progressed(self, task: Task, progress: Progress) -> None:
        if task in self._tasks and task.progressed and not (task.replaced or self._stopped):
            task.progressed(progress)

    @Slot(object, object)
    def _on_settled(self, task: Task, future: "Future[Any]") -> None:
        self._tasks.discard(task)
        if self._stopped:
            return
        self._deliver(task, future)
        if task.ended:
            task.ended()
        self._tell_busy()

    def _deliver(self, task: Task, future: "Future[Any]") -> None:
        error = future.exception()
        if isinstance(error, Cancelled) or (
            task.control.is_cancelled and isinstance(error, DatabaseError)  # told by the server
        ):
            self._deliver_cancelled(task)
        elif isinstance(error, UserError):
            self._deliver_failed(task, error)
        elif error is not None:
            self._report(error)
            if task.crashed:
                task.crashed()
        elif task.done and not task.replaced:
            task.done(future.result())

    def _deliver_cancelled(self, task: Task) -> None:
        if task.replaced:
            return
        if task.cancelled:
            task.cancelled()
        elif task.saves:
            self.unsaved.emit(task)

    def _deliver_failed(self, task: Task, error: UserError) -> None:
        is_lost = isinstance(error, ConnectionLostError) and task.lane is not Lane.NET
        if is_lost:
            self.connection_lost.emit(task, error)
        if task.replaced:
            return
        if is_lost and task.saves:
            self.unsaved.emit(task)
        else:
            (task.failed or self.refused.emit)(error)

    def _report(self, error: BaseException) -> None:
        _log.error("a task failed", exc_info=error)
        self.crashed.emit(Crash("".join(format_exception(error))))

    def _tell_busy(self) -> None:
        busy = self.is_busy(Lane.WRITE, Lane.STAGE)
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)


def _run(task: Task) -> Any:
    task.control.check()
    return task.work(task.control)


def _demand_gui_thread() -> None:
    if not QThread.isMainThread():
        raise RuntimeError("tasks are started and stopped on the GUI thread only")
