"""Brings dropped files through the import: opened, read, reviewed, committed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from soleflip_desktop.domain.progress import Control, Progress
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.job_list import JobList
from soleflip_desktop.ui.controllers.jobs import Job, Stage, imported_words
from soleflip_desktop.ui.controllers.left_files import LeftFiles
from soleflip_desktop.ui.controllers.open_questions import OpenQuestions
from soleflip_desktop.ui.controllers.reviewing import Review
from soleflip_desktop.ui.models.reading_words import ReadingQuestion
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tabs.import_tab import ImportTab
from soleflip_desktop.ui.tasks import Lane, Task, Work
from soleflip_desktop.ui.widgets.notices import NoticeKind

if TYPE_CHECKING:
    from soleflip_desktop.db.batches import Batch
    from soleflip_desktop.importers.files.table import Table
    from soleflip_desktop.services.importing import Importing, Staged
    from soleflip_desktop.services.mapping import Mappings
    from soleflip_desktop.services.opened_files import OpenedFile, OpenedFiles
    from soleflip_desktop.services.problem_rows import ProblemRows
    from soleflip_desktop.services.reviewing import Reviewing


class ImportController(QObject):
    """Drives the queue of the Import tab.

    Signals:
        sales_wanted: The user wants to see what was imported.
        settled: The path of a file that needs nothing more, and why nothing of it was imported if so.
    """

    sales_wanted = Signal()
    settled = Signal(object, str)

    def __init__(
        self,
        tab: ImportTab,
        importing: "Importing",
        reviewing: "Reviewing",
        problem_rows: "ProblemRows",
        mappings: "Mappings",
        context: Context,
    ) -> None:
        super().__init__(tab)
        self._tab, self._importing, self._context = tab, importing, context
        self._jobs = JobList(tab.queue, self._is_current, context)
        self._jobs.settled.connect(self.settled)
        self._questions = OpenQuestions(mappings, context, self)
        self._questions.answered.connect(self._on_answered)
        self._questions.mapped.connect(self._on_mapped)
        self.review = Review(tab.review, importing, reviewing, problem_rows, context)
        self.review.import_wanted.connect(self._on_import_wanted)
        self.review.discard_wanted.connect(self._on_discard_wanted)
        self.review.job_changed.connect(self._jobs.show)
        tab.queue.pressed.connect(self._on_pressed)
        self._left = LeftFiles(self._jobs, importing, context)
        self._left.offer()

    @property
    def jobs(self) -> list[Job]:
        return list(self._jobs)

    def take(self, paths: Sequence[Path], *, again: bool = False, at_once: bool = False) -> None:
        """Opens the files of one drop, then reads them: purchases before the sales matched to them.

        Args:
            again: Also if their content was imported before.
            at_once: Import those without a review in which nothing is wrong.
        """
        drop = [Job(path, again=again, at_once=at_once) for path in paths]
        self._jobs.await_entries(drop)
        for job in drop:
            self._open(job, drop)

    def decide(self, batch: "Batch", button: str) -> None:
        """Continues or discards a batch that waits, as its button in the queue does."""
        job = self._jobs.of_batch(batch.id)
        if job is None:  # read by another window, or by the command line
            job = Job(Path(batch.file_path), Stage.LEFT, batch=batch)
            self._jobs.add(job)
        if job.stage is Stage.REVIEW and button == "continue":
            button = "review"
        if job.stage in (Stage.LEFT, Stage.REVIEW):
            self._on_pressed(job, button)

    def offer_interrupted(self) -> None:
        """Lets files be continued that had been read when the connection to the database was lost."""
        self._left.offer_interrupted()

    def _open(self, job: Job, drop: list[Job]) -> None:
        def opened(found: "OpenedFiles") -> None:
            drop.extend(self._take_opened(job, found.files))
            for table in found.unknown:
                self._add_unknown(job, table)

        def ended() -> None:
            job.task = None
            if all(each.task is None for each in drop):
                self._read_all(drop)

        self._start(
            job, Lane.STAGE, lambda control: self._importing.open(job.path, control), opened, ended=ended
        )

    def _take_opened(self, job: Job, files: "Sequence[OpenedFile]") -> list[Job]:
        """A job for every table of a file; returns those that came to the first, which is `job`."""
        job.opened, *others = files
        more = [Job(job.path, again=job.again, at_once=job.at_once, opened=file) for file in others]
        for each in more:
            self._jobs.add(each)
        return more

    def _add_unknown(self, job: Job, table: "Table") -> None:
        """One more table of a file, which the user may map; nobody is there to be asked of a watched file."""
        if job.at_once:
            words = self.tr("{table} was not imported: it is of a kind that is not known")
            self._jobs.note(job.path, words.format(table=table.name))
        else:
            self._jobs.add(Job(job.path, Stage.UNKNOWN, again=job.again, unknown=table))

    def _read_all(self, drop: Sequence[Job]) -> None:
        from soleflip_desktop.services.opened_files import in_order

        by_file = {id(job.opened): job for job in drop if job.opened is not None and job in self._jobs}
        for file in in_order([job.opened for job in by_file.values() if job.opened is not None]):
            job = by_file[id(file)]
            self._read(job, again=job.again)

    def _read(self, job: Job, *, again: bool = False) -> None:
        job.stage = Stage.READING

        file = job.opened
        assert file is not None, "only an opened file is read"

        def stage(control: Control) -> "tuple[Staged, bool]":
            found = self._importing.stage(file, control, again=again)
            return found, job.at_once and self._importing.needs_a_look(found.batch.id)

        def staged(told: "tuple[Staged, bool]") -> None:
            found, needs_a_look = told
            job.batch = found.batch
            self._jobs.change(job, Stage.KNOWN if found.already_imported else Stage.REVIEW)
            self._context.bus.changed.emit(Change.IMPORTS)
            if job.stage is Stage.KNOWN:
                self._jobs.settle(job)
            elif job.at_once and not needs_a_look:
                self._commit(job)
            else:
                self._offer_next()

        self._start(job, Lane.STAGE, stage, staged)

    def _start(self, job: Job, lane: Lane, work: Work, done: object, **more: object) -> None:
        callbacks = {
            "done": done,
            "failed": lambda error: self._on_failed(job, error),
            "cancelled": lambda: self._on_cancelled(job),
            "crashed": lambda: self._on_crashed(job),
            "progressed": lambda progress: self._on_progressed(job, progress),
            "ended": lambda: setattr(job, "task", None),
            **more,
        }
        job.progress = None
        job.task = self._context.tasks.start(lane, work, **callbacks)
        self._jobs.show(job)

    def _offer_next(self) -> None:
        """Opens the review of the first file that waits for one, unless one is open."""
        if self.review.job is None:
            self._open_review(self._jobs.first(Stage.REVIEW))

    def _open_review(self, job: Job | None) -> None:
        before, self.review.job = self.review.job, job
        self._tab.open_review(opened=job is not None)
        for each in (before, job):
            if each is not None and each in self._jobs:
                self._jobs.show(each)
        if job is not None:
            self.review.show_job()
        else:
            self.review.rows.end()

    def _is_current(self, job: Job) -> bool:
        return job is self.review.job

    def _remove(self, job: Job) -> None:
        self._jobs.remove(job)
        if job is self.review.job:
            self._open_review(None)
            self._offer_next()

    def _on_progressed(self, job: Job, progress: Progress) -> None:
        job.progress = progress
        self._jobs.show(job)

    @Slot(object, object)
    def _on_answered(self, job: Job, answers: dict[str, str]) -> None:
        if job.stage is Stage.ASKING and job.opened is not None:
            job.opened = replace(job.opened, readings={**job.opened.readings, **answers})
            self._read(job, again=job.again)

    @Slot(object, object)
    def _on_mapped(self, job: Job, files: "Sequence[OpenedFile]") -> None:
        if job.stage is Stage.UNKNOWN and job in self._jobs:
            job.stage, job.unknown, job.refusal = Stage.WAITING, None, None
            self._read_all([job, *self._take_opened(job, files)])

    def _on_unknown(self, job: Job, error: UserError, tables: "Sequence[Table]") -> None:
        if job.at_once:  # nobody is there to be asked
            job.error = error_words(error)
            self._jobs.change(job, Stage.FAILED)
            self._refuse(job, error)
            self._jobs.settle(job, job.error)
            return
        job.unknown, job.refusal = tables[0], error
        for table in tables[1:]:
            self._add_unknown(job, table)
        self._jobs.change(job, Stage.UNKNOWN)
        self._questions.map(job)

    def _on_failed(self, job: Job, error: UserError) -> None:
        if tables := getattr(error, "tables", ()):
            self._on_unknown(job, error, tables)
            return
        questions = getattr(error, "questions", ())
        if questions:
            job.questions = tuple(
                ReadingQuestion(each.question, each.answers, examples=each.examples) for each in questions
            )
            self._jobs.change(job, Stage.ASKING)
            self._questions.ask(job)
            return
        job.error = error_words(error)
        if job.stage is Stage.IMPORTING:  # the batch goes on waiting
            self._context.window.say_problem(error_words(error))
            self._back_to_review(job)
        else:
            self._jobs.change(job, Stage.FAILED)
            self._jobs.settle(job, job.error)
        self._context.bus.changed.emit(Change.IMPORTS)

    def _refuse(self, job: Job, error: UserError) -> None:
        """Keeps in the history that nobody knows the file."""
        self._context.tasks.start(
            Lane.WRITE,
            lambda _: self._importing.refuse(job.path, error),
            done=lambda _: self._context.bus.changed.emit(Change.IMPORTS),
        )

    def _on_cancelled(self, job: Job) -> None:
        text = self.tr("Cancelled. Nothing of {file} was imported").format(file=job.name)
        self._context.window.say(text)
        if job.stage is Stage.IMPORTING:
            self._back_to_review(job)
        else:
            self._remove(job)
            self._jobs.settle(job, text)
        self._context.bus.changed.emit(Change.IMPORTS)

    def _on_crashed(self, job: Job) -> None:
        if job.stage is Stage.IMPORTING:
            self._back_to_review(job)
        else:
            job.error = self.tr("A fault of SoleFlip stopped it. Nothing of the file was imported")
            self._jobs.change(job, Stage.FAILED)
            self._jobs.settle(job, job.error)

    def _cancel(self, job: Job) -> None:
        if job.task is not None:
            job.task.cancel()
        else:  # opened, and waiting for the other files of its drop
            self._on_cancelled(job)

    def _back_to_review(self, job: Job) -> None:
        self._jobs.change(job, Stage.REVIEW)
        self.review.allow(deciding=True)

    @Slot(object, str)
    def _on_pressed(self, job: Job, button: str) -> None:
        actions: dict[str, Callable[[], object]] = {
            "cancel": lambda: self._cancel(job),
            "dismiss": lambda: self._dismiss(job),
            "again": lambda: self._read(job, again=True),
            "answer": lambda: self._questions.ask(job),
            "map": lambda: self._questions.map(job),
            "review": lambda: self._open_review(job),
            "continue": lambda: self._resume(job),
            "discard": lambda: self._discard(job),
        }
        actions[button]()

    def _dismiss(self, job: Job) -> None:
        self._remove(job)
        if job.refusal is not None:
            self._refuse(job, job.refusal)
            self._jobs.settle(job, error_words(job.refusal))
        if job.stage is Stage.ASKING:
            self._jobs.settle(
                job, self.tr("It was not said how the file is read. Nothing of it was imported")
            )

    def _resume(self, job: Job) -> None:
        batch = job.batch
        assert batch is not None, "only a staged batch was left"
        job.stage = Stage.READING

        def resumed(found: "Batch") -> None:
            job.batch = found
            self._jobs.change(job, Stage.REVIEW)
            self._offer_next()

        self._start(job, Lane.STAGE, lambda control: self._importing.resume(batch.id, control), resumed)

    @Slot(object)
    def _on_import_wanted(self, job: Job) -> None:
        self.review.allow(deciding=False)
        self._commit(job)

    def _commit(self, job: Job) -> None:
        batch = job.batch
        assert batch is not None, "only a staged batch is imported"
        job.stage = Stage.IMPORTING

        def committed(found: "Batch") -> None:
            self._remove(job)
            self._jobs.settle(job)
            self._say_imported(found)
            self._context.bus.changed.emit(Change.ALL)

        self._start(job, Lane.WRITE, lambda control: self._importing.commit(batch.id, control), committed)

    def _say_imported(self, batch: "Batch") -> None:
        text = imported_words(batch, self._context.formats)
        if batch.kind == "sale" and batch.status == "imported":
            self._context.window.say(text, NoticeKind.NEWS, self.tr("Show sales"), self.sales_wanted.emit)
        else:
            self._context.window.say(text)

    @Slot(object)
    def _on_discard_wanted(self, job: Job) -> None:
        self._discard(job)

    def _discard(self, job: Job) -> Task:
        batch = job.batch
        assert batch is not None, "only a staged batch is discarded"
        self.review.allow(deciding=False)  # once is enough

        def discarded(_: object) -> None:
            self._remove(job)
            text = self.tr("Discarded. Nothing of {file} was imported").format(file=job.name)
            self._jobs.settle(job, text)
            self._context.window.say(text)
            self._context.bus.changed.emit(Change.IMPORTS)

        return self._context.tasks.start(
            Lane.WRITE,
            lambda control: self._importing.discard(batch.id, control=control),
            done=discarded,
        )
