"""Offers files again that were read and then neither imported nor discarded."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.job_list import JobList
from soleflip_desktop.ui.controllers.jobs import Job, Stage
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.widgets.notices import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleflip_desktop.db.batches import Batch
    from soleflip_desktop.services.importing import Importing


class LeftFiles(QObject):
    """Puts the batches that wait into the queue."""

    def __init__(self, jobs: JobList, importing: "Importing", context: Context) -> None:
        super().__init__(jobs)
        self._jobs, self._importing, self._context = jobs, importing, context

    def offer(self) -> None:
        """What an earlier run of the program left behind."""
        self._context.tasks.start(Lane.READ, self._read, done=self._on_left)

    def offer_interrupted(self) -> None:
        """What had been read when the connection to the database was lost."""
        self._context.tasks.start(Lane.READ, self._read, done=self._on_interrupted)

    def _read(self, control: Control) -> "Sequence[Batch]":
        return self._importing.waiting(control=control)

    def _on_left(self, batches: "Sequence[Batch]") -> None:
        for batch in batches:
            if self._jobs.of_batch(batch.id) is None:
                self._jobs.add(Job(Path(batch.file_path), Stage.LEFT, batch=batch))
        if batches:
            self._say_left(len(batches))

    def _on_interrupted(self, batches: "Sequence[Batch]") -> None:
        failed = {str(job.path): job for job in self._jobs if job.stage is Stage.FAILED}
        for batch in batches:
            job = failed.get(batch.file_path)
            if job is not None and self._jobs.of_batch(batch.id) is None:
                job.batch = batch
                self._jobs.change(job, Stage.LEFT)

    def _say_left(self, count: int) -> None:
        one = self.tr("A file was read but not imported when SoleFlip last ran")
        many = self.tr("{n} files were read but not imported when SoleFlip last ran")
        text = (one if count == 1 else many).format(n=count)
        window = self._context.window
        window.say(text, NoticeKind.WARNING, self.tr("Show"), window.show_import)
