"""A file on its way into the database, and what the queue says of it."""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.progress import Progress
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.batch_columns import counts_words, rows_words, source_words, span_words
from soleflip_desktop.ui.models.review import Pile
from soleflip_desktop.ui.tasks import Task
from soleflip_desktop.ui.widgets.queue import QueueEntry
from soleflip_desktop.ui.widgets.review_panel import ReviewSummary

if TYPE_CHECKING:
    from soleflip_desktop.db.batches import Batch
    from soleflip_desktop.services.importing import OpenedFile

_translate = QCoreApplication.translate


class Stage(Enum):
    """Where a file is."""

    WAITING = auto()
    READING = auto()
    LEFT = auto()  # staged by a run of the program that did not end well
    KNOWN = auto()
    REVIEW = auto()
    IMPORTING = auto()
    FAILED = auto()


RUNNING = (Stage.WAITING, Stage.READING, Stage.IMPORTING)


@dataclass(eq=False, slots=True)
class Job:
    """One file."""

    path: Path
    stage: Stage = Stage.WAITING
    opened: "OpenedFile | None" = None
    batch: "Batch | None" = None
    progress: Progress | None = None
    error: str = ""
    task: Task | None = None


def queue_entry(job: Job, formats: Formats, *, is_current: bool) -> QueueEntry:
    return QueueEntry(
        title=job.path.name,
        facts=_facts(job, formats),
        words=_words(job, formats),
        fraction=_fraction(job),
        buttons=_buttons(job, is_current=is_current),
        is_problem=job.stage is Stage.FAILED,
        is_current=is_current,
    )


def review_summary(batch: "Batch", formats: Formats) -> ReviewSummary:
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
    return ReviewSummary(
        counts={pile: (number, formats.count(number)) for pile, number in numbers.items()},
        import_text=import_words(batch, formats),
        discard_text=_translate("Imports", "Discard, import nothing"),
    )


def batch_facts(batch: "Batch", formats: Formats) -> str:
    """Source, rows, days and payout in one line."""
    parts = [source_words(batch.source), rows_words(batch.counts.rows, None, formats)]
    parts.append(span_words(batch, formats))
    if batch.payout:
        text = _translate("Imports", "payout {money}")
        parts.append(text.format(money=formats.monies(batch.payout)))
    return " · ".join(part for part in parts if part)


def has_anything(batch: "Batch") -> bool:
    return bool(batch.counts.new or batch.counts.changed)


def import_words(batch: "Batch", formats: Formats) -> str:
    """What the main button of the review does."""
    counts = batch.counts
    if not has_anything(batch):
        return _translate("Imports", "Close, nothing to import")
    if counts.changed and counts.new:
        text = _translate("Imports", "Import {new}, change {changed}").format(
            new=rows_words(counts.new, batch.kind, formats), changed=formats.count(counts.changed)
        )
    elif counts.changed:
        text = _translate("Imports", "Change {rows}").format(
            rows=rows_words(counts.changed, batch.kind, formats)
        )
    else:
        text = _translate("Imports", "Import {rows}").format(rows=rows_words(counts.new, batch.kind, formats))
    return text + _left_out(counts.problems, formats)


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


def pile_words(pile: Pile, batch: "Batch", formats: Formats) -> str:
    """Stands where the list would, for rows there is nothing to say about one by one."""
    counts = batch.counts
    number = {
        Pile.NEW: counts.new,
        Pile.KNOWN: counts.known,
        Pile.CHANGED: counts.changed,
        Pile.DUPLICATES: counts.duplicates,
        Pile.PROBLEMS: counts.problems,
        Pile.WARNINGS: counts.warnings,
    }.get(pile, counts.rows)
    rows = rows_words(number, None, formats)
    if not number or pile is Pile.ALL:
        return {
            Pile.PROBLEMS: _translate("Imports", "No row has a problem."),
            Pile.WARNINGS: _translate("Imports", "There is no warning."),
            Pile.ALL: _translate("Imports", "Nothing odd was noticed in {rows}."),
        }.get(pile, _translate("Imports", "There is no such row.")).format(rows=rows)
    return {
        Pile.NEW: _translate("Imports", "{rows} are not there yet and will be added."),
        Pile.KNOWN: _translate("Imports", "{rows} are there already and stay as they are."),
        Pile.DUPLICATES: _translate("Imports", "{rows} repeat an earlier row of the file and are left out."),
    }.get(pile, "{rows}").format(rows=rows)


def _left_out(problems: int, formats: Formats) -> str:
    if not problems:
        return ""
    one = _translate("Imports", ", leave out 1 problem row")
    many = _translate("Imports", ", leave out {n} problem rows")
    return (one if problems == 1 else many).format(n=formats.count(problems))


def _facts(job: Job, formats: Formats) -> str:
    if job.batch is not None:
        return batch_facts(job.batch, formats)
    return job.opened.source.title if job.opened is not None else ""


def _words(job: Job, formats: Formats) -> str:
    if job.stage is Stage.FAILED:
        return job.error
    if job.stage is Stage.LEFT and job.batch is not None:
        text = _translate("Imports", "Read on {when} and not imported: SoleFlip was closed or stopped")
        return text.format(when=formats.moment(job.batch.started_at))
    if job.stage is Stage.KNOWN and job.batch is not None:
        text = _translate("Imports", "The very same file was imported on {when}; nothing was read again")
        return text.format(when=formats.moment(job.batch.started_at))
    if job.stage is Stage.REVIEW and job.batch is not None:
        text = _translate("Imports", "Read and checked, not imported yet: {counts}")
        return text.format(counts=counts_words(job.batch, formats))
    return formats.progress(job.progress) if job.progress else _translate("Imports", "Waiting its turn")


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
