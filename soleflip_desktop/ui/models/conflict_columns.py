"""The columns of a file's conflicts: what is in the books beside what the file says."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.columns import ColumnSpec, Tone, itself
from soleflip_desktop.ui.models.review_words import field_words, value_words
from soleflip_desktop.ui.said import in_words

if TYPE_CHECKING:
    from soleflip_desktop.db.conflicts import Conflict

_translate = QCoreApplication.translate


def conflict_columns(formats: Formats) -> "list[ColumnSpec[Conflict]]":
    unknown = _translate("Conflicts", "It was typed, or came from a source that is gone")
    return [
        ColumnSpec(
            "row_number", _translate("Conflicts", "Row"), 64, lambda row, _: formats.count(row), right=True
        ),
        ColumnSpec("key", _translate("Conflicts", "Order"), 168, tip=itself),
        ColumnSpec("field", _translate("Conflicts", "Field"), 128, lambda field, _: field_words(field)),
        ColumnSpec(
            "ours",
            _translate("Conflicts", "In the books"),
            176,
            lambda text, row: value_words(text, row.field, formats, row.our_currency or ""),
            tone=lambda row: Tone.FAINT if row.taken else Tone.PLAIN,
            tip=itself,
        ),
        ColumnSpec(
            "given_by",
            _translate("Conflicts", "From"),
            168,
            lambda source, _: in_words(source),
            why_unknown=lambda _: unknown,
        ),
        ColumnSpec(
            "theirs",
            _translate("Conflicts", "In the file"),
            176,
            lambda text, row: value_words(text, row.field, formats, row.their_currency or ""),
            tone=lambda row: Tone.PLAIN if row.taken else Tone.FAINT,
            tip=itself,
        ),
        ColumnSpec(
            "taken",
            _translate("Conflicts", "Counts"),
            144,
            lambda taken, _: (
                _translate("Conflicts", "The file") if taken else _translate("Conflicts", "The books")
            ),
        ),
    ]


def conflicts_words(count: int, formats: Formats, *, most: int) -> str:
    """How many there are, for the line above the review; empty for none."""
    if not count:
        return ""
    one = _translate("Conflicts", "1 value differs from a source whose word counts more, and stays as it is")
    many = _translate(
        "Conflicts", "{n} values differ from sources whose word counts more, and stay as they are"
    )
    more = _translate(
        "Conflicts", "Over {n} values differ from sources whose word counts more, and stay as they are"
    )
    return (one if count == 1 else many if count < most else more).format(n=formats.count(count))
