"""The review of one file: what is taken of it, what is corrected, the decision."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.review import Pile, Piles
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.controllers.conflicts import MOST, Conflicts
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.jobs import Job, piles_of, review_summary
from soleflip_desktop.ui.controllers.review_rows import ReviewRows
from soleflip_desktop.ui.dialogs.readings import ReadingsDialog
from soleflip_desktop.ui.models.batch_words import file_notes
from soleflip_desktop.ui.models.conflict_columns import conflicts_words
from soleflip_desktop.ui.models.reading_words import questions_of
from soleflip_desktop.ui.models.review import ReviewTable
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.widgets.review_panel import Choices, ReviewPanel

if TYPE_CHECKING:
    from soleflip_desktop.db.batches import Batch
    from soleflip_desktop.services.importing import Importing
    from soleflip_desktop.services.problem_rows import ProblemRows
    from soleflip_desktop.services.reviewing import Reviewing, ReviewRow


class Review(QObject):
    """Shows `job`, if there is one; signals carry it.

    Signals:
        import_wanted, discard_wanted: The decision.
        job_changed: Its file was checked anew.
    """

    import_wanted = Signal(object)
    discard_wanted = Signal(object)
    job_changed = Signal(object)

    def __init__(
        self,
        panel: ReviewPanel,
        importing: "Importing",
        reviewing: "Reviewing",
        problem_rows: "ProblemRows",
        context: Context,
    ) -> None:
        super().__init__(panel)
        self._panel, self._context, self._importing = panel, context, importing
        self._reviewing, self._problem_rows = reviewing, problem_rows
        self.job: Job | None = None
        self.rows = ReviewRows(panel, reviewing, context)
        self.conflicts = Conflicts(reviewing, context, self)
        self._piles = Piles()
        self._deciding = True
        self._correcting = 0
        self.rows.selected.connect(self._on_selected)
        self.rows.tick_wanted.connect(self._on_tick_wanted)
        self.rows.correction_wanted.connect(self._on_correction_wanted)
        panel.toggle_wanted.connect(self._on_toggle_wanted)
        panel.alike_wanted.connect(self._on_alike_wanted)
        panel.leave_out_changed.connect(self._tell)
        panel.export_wanted.connect(self._on_export_wanted)
        panel.notes.change_wanted.connect(self._on_change_wanted)
        panel.notes.compare_wanted.connect(lambda: self.job and self.conflicts.show(self.job.name))
        self.conflicts.found.connect(self._on_conflicts_found)
        self.conflicts.decided.connect(self._on_conflicts_decided)
        panel.import_wanted.connect(lambda: self.import_wanted.emit(self.job))
        panel.discard_wanted.connect(lambda: self.discard_wanted.emit(self.job))

    @property
    def model(self) -> ReviewTable:
        return self.rows.model

    def show_job(self) -> None:
        """Shows the counts at once and lists the rows as soon as they are fetched."""
        batch = self._batch
        self._piles = piles_of(batch)
        self._panel.leave_problems_out(left_out=False)
        self._panel.notes.tell(*file_notes(batch))
        self.conflicts.look(batch.id)
        self.allow(deciding=True)
        self.rows.begin(batch.id, str(batch.kind), _gravest(self._piles))
        self._panel.take_focus()
        self._count()

    def allow(self, *, deciding: bool) -> None:
        self._deciding = deciding
        self._tell()

    def export(self, path: Path) -> None:
        """Writes the rows with problems to a file that can be corrected and dropped again."""
        batch_id = self._batch.id

        def exported(rows: int) -> None:
            one = self.tr("Exported 1 problem row to {file}")
            many = self.tr("Exported {n} problem rows to {file}")
            text = (one if rows == 1 else many).format(n=self._context.formats.count(rows), file=path.name)
            self._context.window.say(text)

        self._context.tasks.start(
            Lane.READ, lambda control: self._problem_rows.export(batch_id, path, control), done=exported
        )

    @property
    def _batch(self) -> "Batch":
        assert self.job is not None, "a review is of a file"
        assert self.job.batch is not None, "only a staged batch is reviewed"
        return self.job.batch

    def _shows(self, batch_id: int) -> bool:
        return self.job is not None and self._batch.id == batch_id

    def _count(self) -> None:
        batch_id = self._batch.id

        def counted(piles: Piles) -> None:
            if self._shows(batch_id):
                self._piles = piles
                self._tell()

        self._context.tasks.start(
            Lane.READ,
            lambda control: self._reviewing.piles(batch_id, control=control),
            done=counted,
            replaces=(id(self), "piles"),
        )

    @Slot()
    def _tell(self) -> None:
        """Shows counts and buttons as they are now."""
        if self.job is None:
            return
        leaves_out = self._panel.leaves_problems_out()
        self._panel.show_summary(
            review_summary(self._batch, self._piles, self._context.formats, leave_problems_out=leaves_out)
        )
        self._panel.allow(deciding=self._deciding and not self._correcting)

    @Slot()
    def _on_selected(self) -> None:
        rows = self._choosable()
        if not rows or not self._deciding:
            self._panel.offer(Choices())
            return
        count = len(self.rows.selected_ids())
        if any(row.taken for row in rows):
            one, many = self.tr("Leave row out"), self.tr("Leave {n} rows out")
            alike = self.tr("Leave out all like this")
        else:
            one, many, alike = self.tr("Take row"), self.tr("Take {n} rows"), self.tr("Take all like this")
        words = (one if count == 1 else many).format(n=self._context.formats.count(count))
        self._panel.offer(Choices(words, alike if len(rows) == 1 else ""))

    def _choosable(self) -> "list[ReviewRow]":
        """The selected rows that can be taken or left out."""
        return [row for row in self.rows.selected_rows() if row.taken is not None]

    @Slot(object, bool)
    def _on_tick_wanted(self, rows: Sequence[int], taken: bool) -> None:
        batch_id = self._batch.id
        self._write(lambda control: self._reviewing.take(batch_id, rows, taken=taken, control=control))

    @Slot()
    def _on_toggle_wanted(self) -> None:
        rows = self._choosable()
        if rows:
            self._on_tick_wanted(self.rows.selected_ids(), not any(row.taken for row in rows))

    @Slot()
    def _on_alike_wanted(self) -> None:
        rows = self._choosable()
        if len(rows) != 1:
            return
        batch_id, row = self._batch.id, rows[0]

        def take(control: Control) -> None:
            alike = self._reviewing.alike(batch_id, row, control=control)
            self._reviewing.take(batch_id, alike, taken=not row.taken, control=control)

        self._write(take)

    def _write(self, work: Callable[[Control], None]) -> None:
        def written(_: object) -> None:
            self.rows.refresh()
            if self.job is not None:
                self._count()

        saves = self.tr("rows taken or left out of {file}").format(file=Path(self._batch.file_path).name)
        self._context.tasks.start(Lane.WRITE, work, done=written, failed=self._on_failed, saves=saves)

    @Slot(object, str)
    def _on_correction_wanted(self, row: "ReviewRow", text: str) -> None:
        """Corrects in the stage lane; nothing is decided until the file is checked anew."""
        fault, batch_id = row.fault, self._batch.id
        assert fault is not None, "only a cell at fault is corrected"
        place = self._panel.table.currentIndex().row()
        saves = self.tr("{column} in row {n}: {value}")
        self._correcting += 1
        self._tell()

        def corrected(batch: "Batch") -> None:
            if self.job is not None and self._shows(batch_id):
                self.job.batch = batch
                self.job_changed.emit(self.job)

        def ended() -> None:
            self._correcting = max(0, self._correcting - 1)  # one that is tried again ends once more
            if self._shows(batch_id):
                self.rows.load(place)
                self._count()

        self._context.tasks.start(
            Lane.STAGE,
            lambda control: self._reviewing.correct(batch_id, row.id, fault.header, text, control),
            done=corrected,
            failed=self._on_failed,
            ended=ended,
            saves=saves.format(column=fault.header, n=self._context.formats.count(row.id), value=text),
        )

    @Slot(object, int)
    def _on_conflicts_found(self, batch_id: int, count: int) -> None:
        if self._shows(batch_id):
            words = conflicts_words(count, self._context.formats, most=MOST)
            self._panel.notes.tell_conflicts(words)

    @Slot(object)
    def _on_conflicts_decided(self, batch_id: int) -> None:
        if self._shows(batch_id):
            self.rows.load()
            self._count()

    @Slot()
    def _on_change_wanted(self) -> None:
        dialog = ReadingsDialog(
            self.tr("All rows are read and checked anew. What you corrected in them stays."),
            questions_of(self._batch.readings),
            self.tr("Read it so"),
            self._context.window,
        )
        batch_id = self._batch.id
        dialog.decided.connect(lambda answers: self._read_as(batch_id, answers))
        dialog.open()

    def _read_as(self, batch_id: int, answers: dict[str, str]) -> None:
        def read(batch: "Batch") -> None:
            if self.job is not None and self._shows(batch_id):
                self.job.batch = batch
                self.job_changed.emit(self.job)

        def ended() -> None:
            self._correcting = max(0, self._correcting - 1)
            if self._shows(batch_id):
                self.show_job()

        self._correcting += 1
        self._tell()
        self._context.tasks.start(
            Lane.STAGE,
            lambda control: self._importing.read_as(batch_id, answers, control),
            done=read,
            failed=self._on_failed,
            ended=ended,
        )

    @Slot()
    def _on_export_wanted(self) -> None:
        path = Path(self._batch.file_path)
        dialog = QFileDialog(self._panel, self.tr("Export problem rows"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilters([self.tr("CSV (*.csv)")])
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(self.tr("{name}-problems.csv").format(name=path.stem))
        dialog.fileSelected.connect(lambda chosen: self.export(Path(chosen)))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()

    def _on_failed(self, error: UserError) -> None:
        self._context.window.say_problem(error_words(error))


def _gravest(piles: Piles) -> Pile:
    grave = (Pile.PROBLEMS, Pile.WARNINGS, Pile.CHANGED)
    return next((pile for pile in grave if piles.of(pile)), Pile.ALL)
