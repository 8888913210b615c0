"""All that is known about one import, as names and values."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.batch_columns import is_seen, source_words, span_words, state_words
from soleflip_desktop.ui.models.reading_words import summary_words
from soleflip_desktop.ui.said import in_words

if TYPE_CHECKING:
    from soleflip_desktop.db.batches import Batch

_translate = QCoreApplication.translate


def batch_details(batch: "Batch", formats: Formats) -> list[tuple[str, str]]:
    """Names and values, what there is none of left out; a name without a value is a heading."""
    lines = [
        (_translate("Imports", "State"), state_words(batch)),
        (_translate("Imports", "Source"), source_words(batch.source)),
        (_translate("Imports", "When"), formats.moment(batch.started_at)),
        (_translate("Imports", "Period"), span_words(batch, formats)),
        (_translate("Imports", "Payout"), formats.monies(batch.payout)),
    ]
    told = [(name, value) for name, value in lines if value]
    for heading, more in (
        (_translate("Imports", "Rows"), _counts(batch, formats)),
        (_translate("Imports", "Duration"), _timings(batch, formats)),
    ):
        if more:
            told += [(heading, ""), *more]
    return told


def file_notes(batch: "Batch") -> tuple[str, list[str]]:
    """How a file is read, and what is worth knowing about it as a whole."""
    summary = summary_words(batch.readings)
    reading = _translate("Imports", "Read with {readings}").format(readings=summary) if summary else ""
    notices = [in_words(notice) for notice in batch.notices]
    if not is_seen(batch.source):
        words = _translate(
            "Imports", "{source} is read by its description, not by a real file: please check a few rows."
        )
        notices.append(words.format(source=source_words(batch.source)))
    return reading, notices


def _counts(batch: "Batch", formats: Formats) -> list[tuple[str, str]]:
    counts = batch.counts
    lines = (
        (_translate("Imports", "In the file"), counts.rows),
        (_translate("Imports", "New"), counts.new),
        (_translate("Imports", "Changed"), counts.changed),
        (_translate("Imports", "Known already"), counts.known),
        (_translate("Imports", "Twice in the file"), counts.duplicates),
        (_translate("Imports", "With problems"), counts.problems),
        (_translate("Imports", "Left out"), batch.left_out),
        (_translate("Imports", "Warnings"), counts.warnings),
    )
    return [(name, formats.count(number)) for name, number in lines if number]


def _timings(batch: "Batch", formats: Formats) -> list[tuple[str, str]]:
    names = {
        "identify": _translate("Imports", "Looking at the file"),
        "read": _translate("Imports", "Reading"),
        "check": _translate("Imports", "Checking"),
        "commit": _translate("Imports", "Importing"),
    }
    steps = [(names[step], formats.duration(batch.timings[step])) for step in names if step in batch.timings]
    return [*steps, (_translate("Imports", "In all"), formats.duration(batch.seconds))] if steps else []
