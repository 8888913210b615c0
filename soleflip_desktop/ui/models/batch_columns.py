"""The columns of the import history, and what a batch is called in words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.columns import ColumnSpec, Tone, itself
from soleflip_desktop.ui.said import in_words

if TYPE_CHECKING:
    from soleflip_desktop.db.batches import Batch

_translate = QCoreApplication.translate

_TONES = {"failed": Tone.PROBLEM, "cancelled": Tone.FAINT, "discarded": Tone.FAINT, "staged": Tone.WARNING}


def source_words(source: str | None) -> str:
    """What the user knows a source by; its slug if this version has no such source."""
    from soleflip_desktop.services.opened_files import source_title  # late: the window opens without it

    return in_words(source_title(source)) if source else ""


def is_seen(source: str | None) -> bool:
    """Whether a source was written from a real file."""
    from soleflip_desktop.services.opened_files import is_written_from_a_file

    return source is None or is_written_from_a_file(source)


def state_words(batch: "Batch") -> str:
    if batch.reverted:
        return _translate("Imports", "Undone")
    return {
        "staged": _translate("Imports", "Waiting"),
        "imported": _translate("Imports", "Imported"),
        "known": _translate("Imports", "Nothing new"),
        "failed": _translate("Imports", "Failed"),
        "cancelled": _translate("Imports", "Cancelled"),
        "discarded": _translate("Imports", "Discarded"),
    }.get(batch.status, batch.status)


def rows_words(count: int, kind: str | None, formats: Formats) -> str:
    """A number of sales or purchases, or of rows where the kind is not known."""
    one, many = {
        "sale": (_translate("Imports", "{n} sale"), _translate("Imports", "{n} sales")),
        "purchase": (_translate("Imports", "{n} purchase"), _translate("Imports", "{n} purchases")),
        "payout": (_translate("Imports", "{n} payout"), _translate("Imports", "{n} payouts")),
        "expense": (_translate("Imports", "{n} expense"), _translate("Imports", "{n} expenses")),
        "listing": (_translate("Imports", "{n} listing"), _translate("Imports", "{n} listings")),
        "rate": (_translate("Imports", "{n} day"), _translate("Imports", "{n} days")),
    }.get(kind or "", (_translate("Imports", "{n} row"), _translate("Imports", "{n} rows")))
    return (one if count == 1 else many).format(n=formats.count(count))


def currencies_words(batch: "Batch", formats: Formats) -> str:
    """How many currencies a file of exchange rates has, empty for any other file."""
    if batch.kind != "rate":
        return ""
    names = [name.strip() for name in batch.header]
    count = sum(1 for name in names if len(name) == 3 and name.isalpha() and name.upper() != "EUR")
    one, many = _translate("Imports", "{n} currency"), _translate("Imports", "{n} currencies")
    return (one if count == 1 else many).format(n=formats.count(count))


def span_words(batch: "Batch", formats: Formats) -> str:
    """The days a batch spans, empty if it has none."""
    if batch.first_day is None or batch.last_day is None:
        return ""
    return f"{formats.day(batch.first_day)} … {formats.day(batch.last_day)}"


def can_be_undone(batch: "Batch") -> bool:
    return batch.status == "imported" and not batch.reverted and batch.change_set_id is not None


def batch_columns(formats: Formats) -> "list[ColumnSpec[Batch]]":
    return [*_what(formats), *_outcome(formats)]


def _what(formats: Formats) -> "list[ColumnSpec[Batch]]":
    unknown = _translate("Imports", "No source knew the file")
    return [
        ColumnSpec(
            "started_at", _translate("Imports", "When"), 136, lambda moment, _: formats.moment(moment)
        ),
        ColumnSpec("file_name", _translate("Imports", "File"), 206, tip=lambda _, batch: batch.file_path),
        ColumnSpec(
            "source",
            _translate("Imports", "Source"),
            160,
            lambda source, _: source_words(source),
            why_unknown=lambda _: unknown,
        ),
    ]


def _outcome(formats: Formats) -> "list[ColumnSpec[Batch]]":
    return [
        ColumnSpec(
            "rows",
            _translate("Imports", "Rows"),
            68,
            lambda rows, _: formats.count(rows),
            get=lambda batch: batch.counts.rows or None,
            right=True,
            why_unknown=lambda _: _translate("Imports", "Nothing was kept of it"),
        ),
        ColumnSpec(
            "seconds",
            _translate("Imports", "Duration"),
            84,
            lambda seconds, _: formats.duration(seconds),
            get=lambda batch: batch.seconds or None,
            right=True,
            why_unknown=lambda _: _translate("Imports", "It never finished"),
        ),
        ColumnSpec("state", _translate("Imports", "State"), 128, get=state_words, tone=_tone),
        ColumnSpec(
            "remark",
            _translate("Imports", "Remark"),
            120,
            get=lambda batch: batch.error or counts_words(batch, formats),
            tip=itself,
        ),
    ]


def _tone(batch: "Batch") -> Tone:
    return Tone.FAINT if batch.reverted else _TONES.get(batch.status, Tone.PLAIN)


def counts_words(batch: "Batch", formats: Formats) -> str:
    """How many of the rows were what; what there is none of is left out."""
    counts = batch.counts
    parts = (
        (counts.new, _translate("Imports", "{n} new")),
        (counts.changed, _translate("Imports", "{n} changed")),
        (counts.known, _translate("Imports", "{n} known")),
        (counts.duplicates, _translate("Imports", "{n} twice in the file")),
        (counts.problems, _translate("Imports", "{n} with problems")),
        # While it waits they are among the new and changed ones.
        (0 if batch.status == "staged" else batch.left_out, _translate("Imports", "{n} left out")),
        (
            counts.warnings,
            _translate("Imports", "1 warning")
            if counts.warnings == 1
            else _translate("Imports", "{n} warnings"),
        ),
    )
    return ", ".join(words.format(n=formats.count(number)) for number, words in parts if number)
