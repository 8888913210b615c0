"""A file on its way into the database, and what the queue says of it."""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.progress import Progress
from soleflip_desktop.domain.review import Pile, Piles
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.batch_columns import (
    counts_words,
    currencies_words,
    rows_words,
    source_words,
    span_words,
)
from soleflip_desktop.ui.models.reading_words import ReadingQuestion, question_words
from soleflip_desktop.ui.said import in_words
from soleflip_desktop.ui.tasks import Task
from soleflip_desktop.ui.widgets.queue import QueueEntry
from soleflip_desktop.ui.widgets.review_panel import ReviewSummary

if TYPE_CHECKING:
    from soleflip_desktop.db.batches import Batch
    from soleflip_desktop.importers.files.table import Table
    from soleflip_desktop.services.opened_files import OpenedFile

_translate = QCoreApplication.translate


class Stage(Enum):
    """Where a file is."""

    WAITING = auto()
    UNKNOWN = auto()  # no source knows it
    ASKING = auto()  # it can be read in several ways
    READING = auto()
    LEFT = auto()  # staged by a run of the program that did not end well
    KNOWN = auto()
    REVIEW = auto()
    IMPORTING = auto()
    FAILED = auto()


RUNNING = (Stage.WAITING, Stage.READING, Stage.IMPORTING)


@dataclass(eq=False, slots=True)
class Job:
    """One file.

    Attributes:
        again: Read it even if its content was imported before.
        at_once: Import it without a review if nothing is wrong with it.
        questions: What the file leaves open.
        unknown: The table, if no source knows it.
        refusal: Why the file cannot be imported unless the user says what it is.
    """

    path: Path
    stage: Stage = Stage.WAITING
    opened: "OpenedFile | None" = None
    batch: "Batch | None" = None
    progress: Progress | None = None
    error: str = ""
    again: bool = False
    at_once: bool = False
    task: Task | None = None
    questions: tuple[ReadingQuestion, ...] = ()
    unknown: "Table | None" = None
    refusal: UserError | None = None

    @property
    def name(self) -> str:
        """Of the file, and of the sheet or the member of the archive."""
        table = self.opened.table if self.opened is not None else self.unknown
        part = self.batch.part if self.batch is not None else table.part if table is not None else ""
        return f"{self.path.name} › {part}" if part else self.path.name


def queue_entry(job: Job, formats: Formats, *, is_current: bool) -> QueueEntry:
    return QueueEntry(
        title=job.name,
        facts=_facts(job, formats),
        words=_words(job, formats),
        fraction=_fraction(job),
        buttons=_buttons(job, is_current=is_current),
        is_problem=job.stage is Stage.FAILED,
        is_current=is_current,
    )


def piles_of(batch: "Batch") -> Piles:
    """The piles of a batch as they were when it was read, all of it taken."""
    counts = batch.counts
    numbers = {
        Pile.ALL: counts.rows,
        Pile.NEW: counts.new,
        Pile.KNOWN: counts.known,
        Pile.CHANGED: counts.changed,
        Pile.DUPLICATES: counts.duplicates,
        Pile.PROBLEMS: counts.problems,
        Pile.WARNINGS: counts.warnings,
    }
    return Piles(numbers, counts.new, counts.changed, batch.payout)


def review_summary(
    batch: "Batch", piles: Piles, formats: Formats, *, leave_problems_out: bool
) -> ReviewSummary:
    problems = piles.of(Pile.PROBLEMS)
    return ReviewSummary(
        counts={pile: (piles.of(pile), formats.count(piles.of(pile))) for pile in Pile},
        import_text=import_words(batch, piles, formats),
        may_import=may_import(piles, leave_problems_out=leave_problems_out),
        leave_out_text=_leave_out_words(problems, formats),
        remark=_remark(piles, formats, leave_problems_out=leave_problems_out),
    )


def may_import(piles: Piles, *, leave_problems_out: bool) -> bool:
    """Rows with problems hold the file back until they are corrected or knowingly left out."""
    if piles.of(Pile.PROBLEMS) and not (leave_problems_out and piles.taken):
        return False
    return bool(piles.taken) or not piles.left_out


def batch_facts(batch: "Batch", formats: Formats) -> str:
    """Source, rows, days and payout in one line."""
    parts = [source_words(batch.source), rows_words(batch.counts.rows, None, formats)]
    parts += [currencies_words(batch, formats), span_words(batch, formats)]
    if batch.payout:
        text = _translate("Imports", "payout {money}")
        parts.append(text.format(money=formats.monies(batch.payout)))
    return " · ".join(part for part in parts if part)


def import_words(batch: "Batch", piles: Piles, formats: Formats) -> str:
    """What the main button of the review does."""
    new, changed = piles.taken_new, piles.taken_changed
    if not piles.taken:
        none_left = bool(piles.left_out or piles.of(Pile.PROBLEMS))
        return (
            _translate("Imports", "Nothing to import")
            if none_left
            else _translate("Imports", "Close, nothing to import")
        )
    if changed and new:
        return _translate("Imports", "Import {new}, change {changed}").format(
            new=rows_words(new, batch.kind, formats), changed=formats.count(changed)
        )
    if changed:
        return _translate("Imports", "Change {rows}").format(rows=rows_words(changed, batch.kind, formats))
    return _translate("Imports", "Import {rows}").format(rows=rows_words(new, batch.kind, formats))


def imported_words(batch: "Batch", formats: Formats) -> str:
    """What an import has done, for the notice."""
    if batch.status != "imported":
        return _translate("Imports", "Nothing new in {file}").format(file=batch.file_name)
    counts = batch.counts
    text = _translate("Imports", "Imported {rows} from {file}").format(
        rows=rows_words(counts.new + counts.changed, batch.kind, formats), file=batch.file_name
    )
    if not batch.payout or counts.known or counts.changed:  # it is of all rows, not of the imported ones
        return text
    return text + _translate("Imports", ", payout {money}").format(money=formats.monies(batch.payout))


def empty_pile_words(pile: Pile) -> str:
    """Stands where the list would, for a pile without rows."""
    return {
        Pile.NEW: _translate("Imports", "No row is new: what the file holds is there already."),
        Pile.KNOWN: _translate("Imports", "No row is known already."),
        Pile.CHANGED: _translate("Imports", "No row changes what is there already."),
        Pile.DUPLICATES: _translate("Imports", "No row stands twice in the file."),
        Pile.PROBLEMS: _translate("Imports", "No row has a problem."),
        Pile.WARNINGS: _translate("Imports", "There is no warning."),
    }.get(pile, _translate("Imports", "The file has no rows."))


def _leave_out_words(problems: int, formats: Formats) -> str:
    if not problems:
        return ""
    one = _translate("Imports", "Leave the problem row out")
    many = _translate("Imports", "Leave the {n} problem rows out")
    return (one if problems == 1 else many).format(n=formats.count(problems))


def _remark(piles: Piles, formats: Formats, *, leave_problems_out: bool) -> str:
    parts = []
    if piles.of(Pile.PROBLEMS) and not leave_problems_out:
        parts.append(_translate("Imports", "Correct the problems, or leave those rows out"))
    if piles.left_out:
        one = _translate("Imports", "1 row is left out")
        many = _translate("Imports", "{n} rows are left out")
        parts.append((one if piles.left_out == 1 else many).format(n=formats.count(piles.left_out)))
    if piles.payout and piles.left_out:
        text = _translate("Imports", "payout {money}")
        parts.append(text.format(money=formats.monies(piles.payout)))
    return " · ".join(parts)


def _facts(job: Job, formats: Formats) -> str:
    if job.batch is not None:
        return batch_facts(job.batch, formats)
    return in_words(job.opened.source.title) if job.opened is not None else ""


def _words(job: Job, formats: Formats) -> str:
    if job.stage is Stage.FAILED:
        return job.error
    if job.stage is Stage.UNKNOWN:
        return _translate("Imports", "No source knows it. Say what its columns are, and it can be imported")
    if job.stage is Stage.ASKING:
        columns = ", ".join(question_words(each.question) for each in job.questions)
        return _translate("Imports", "Can be read in several ways: {columns}").format(columns=columns)
    if job.stage is Stage.LEFT and job.batch is not None:
        text = _translate("Imports", "Read on {when} and not imported: SoleFlip was closed or stopped")
        return text.format(when=formats.moment(job.batch.started_at))
    if job.stage is Stage.KNOWN and job.batch is not None:
        text = _translate("Imports", "The very same file was imported on {when}; nothing was read again")
        return text.format(when=formats.moment(job.batch.started_at))
    if job.stage is Stage.REVIEW and job.batch is not None:
        text = _translate("Imports", "Read and checked, not imported yet: {counts}")
        return text.format(counts=counts_words(job.batch, formats))
    if job.progress is None:
        return _translate("Imports", "Waiting its turn")
    return ", ".join(part for part in (formats.progress(job.progress), _rate(job.progress, formats)) if part)


def _rate(progress: Progress, formats: Formats) -> str:
    """Rows a second, once there is something to tell it from."""
    if progress.seconds <= 1 or not progress.rows:
        return ""
    text = _translate("Imports", "{n} rows a second")
    rate = progress.rows / progress.seconds
    return text.format(n=formats.count(int(round(rate, -2 if rate > 1000 else 0))))


def _fraction(job: Job) -> float | None:
    if job.stage not in RUNNING:
        return None
    if job.progress is None:
        return 0.0
    fraction = job.progress.fraction
    return -1.0 if fraction is None else fraction


def _buttons(job: Job, *, is_current: bool) -> tuple[tuple[str, str], ...]:
    cancel = ("cancel", _translate("Imports", "Cancel"))
    dismiss = ("dismiss", _translate("Imports", "Dismiss"))
    if job.stage in RUNNING:
        return (cancel,)
    if job.stage is Stage.UNKNOWN:
        return (dismiss, ("map", _translate("Imports", "Say what its columns are…")))
    if job.stage is Stage.ASKING:
        return (dismiss, ("answer", _translate("Imports", "Say how it is read…")))
    if job.stage is Stage.LEFT:
        return (
            ("discard", _translate("Imports", "Discard")),
            ("continue", _translate("Imports", "Continue")),
        )
    if job.stage is Stage.KNOWN:
        return (("again", _translate("Imports", "Check again")), dismiss)
    if job.stage is Stage.REVIEW:
        return () if is_current else (("review", _translate("Imports", "Review")),)
    return (dismiss,)
