"""The files on their way into the database, as the queue of the Import tab shows them."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.jobs import Job, Stage, queue_entry
from soleflip_desktop.ui.widgets.queue import Queue

DONE = (Stage.KNOWN, Stage.FAILED)


class JobList(QObject):
    """Keeps jobs and queue alike.

    Args:
        is_current: Whether a job is the one under review.

    Signals:
        settled: The path of a file that needs nothing more, and why nothing of it was imported if so.
    """

    settled = Signal(object, str)

    def __init__(self, queue: Queue, is_current: Callable[[Job], bool], context: Context) -> None:
        super().__init__(queue)
        self._queue, self._is_current, self._context = queue, is_current, context
        self._jobs: list[Job] = []
        self._reasons: dict[Path, str] = {}

    def __iter__(self) -> Iterator[Job]:
        return iter(tuple(self._jobs))

    def __contains__(self, job: object) -> bool:
        return job in self._jobs

    def await_entries(self, jobs: Iterable[Job]) -> None:
        """Adds jobs that are shown as soon as they begin."""
        self._jobs += jobs

    def add(self, job: Job) -> None:
        self._jobs.append(job)
        self.show(job)

    def show(self, job: Job) -> None:
        entry = queue_entry(job, self._context.formats, is_current=self._is_current(job))
        self._queue.show_entry(job, entry)

    def change(self, job: Job, stage: Stage) -> None:
        job.stage = stage
        self.show(job)

    def remove(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        self._queue.remove(job)

    def of_batch(self, batch_id: int) -> Job | None:
        return next((job for job in self._jobs if job.batch is not None and job.batch.id == batch_id), None)

    def first(self, stage: Stage) -> Job | None:
        return next((job for job in self._jobs if job.stage is stage), None)

    def note(self, path: Path, reason: str) -> None:
        """Keeps the first reason why something of a file was not imported."""
        self._reasons.setdefault(path, reason)

    def settle(self, job: Job, reason: str = "") -> None:
        """Tells what became of a file once none of its tables is under way."""
        if reason:
            self.note(job.path, reason)
        if not any(each.path == job.path and each.stage not in DONE for each in self._jobs):
            self.settled.emit(job.path, self._reasons.pop(job.path, ""))
