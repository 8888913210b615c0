"""What the review of a waiting import lists: one line for each thing noticed or changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.ui.formats import UNKNOWN, Formats
from soleflip_desktop.ui.models.columns import ColumnSpec, Tone, itself

if TYPE_CHECKING:
    from soleflip_desktop.db.batches import Difference, Finding

_translate = QCoreApplication.translate


class Pile(StrEnum):
    """The tiles of the review."""

    ALL = "all"
    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"
    DUPLICATES = "duplicates"
    PROBLEMS = "problems"
    WARNINGS = "warnings"


_PILES = {"problem": Pile.PROBLEMS, "warning": Pile.WARNINGS, "note": Pile.ALL}
_TONES = {Pile.PROBLEMS: Tone.PROBLEM, Pile.WARNINGS: Tone.WARNING}


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line of the list.

    Attributes:
        value: The cell as the file has it; of a change, old and new.
        words: What is the matter with it; of a change, the order or style code it is about.
    """

    pile: Pile
    row_number: int
    physical_line: int | None
    column: str | None
    value: str | None
    words: str


def review_lines(findings: "Sequence[Finding]", differences: "Sequence[Difference]") -> list[ReviewLine]:
    """Problems, warnings, notes and changed fields in the order of the file."""
    lines = [_of_finding(finding) for finding in findings]
    for difference in differences:
        lines += _of_difference(difference)
    return sorted(lines, key=lambda line: line.row_number)


def in_pile(lines: Sequence[ReviewLine], pile: Pile) -> list[ReviewLine]:
    return [line for line in lines if pile in (Pile.ALL, line.pile)]


def review_columns(formats: Formats) -> list[ColumnSpec[ReviewLine]]:
    empty = _translate("Review", "The cell is empty")
    return [
        ColumnSpec(
            "row_number",
            _translate("Review", "Row"),
            72,
            lambda row, _: formats.count(row),
            right=True,
            tip=lambda _, line: _place(line),
        ),
        ColumnSpec("kind", _translate("Review", "Kind"), 90, get=_kind_words, tone=_tone),
        ColumnSpec("column", _translate("Review", "Column"), 190, lambda name, _: field_words(name)),
        ColumnSpec("value", _translate("Review", "Value"), 190, tip=itself, why_unknown=lambda _: empty),
        ColumnSpec("words", _translate("Review", "What"), 480, tip=itself),
    ]


def field_words(name: str) -> str:
    """A column of the file as it is written there, or one of our fields in words."""
    return name.replace("_", " ").capitalize() if name.islower() else name


def _of_finding(finding: "Finding") -> ReviewLine:
    words = finding.message[:1].upper() + finding.message[1:]
    if finding.next_step:
        words = f"{words}. {finding.next_step}"
    pile = _PILES.get(finding.severity, Pile.ALL)
    return ReviewLine(
        pile, finding.row_number, finding.physical_line, finding.column, finding.value or None, words
    )


def _of_difference(difference: "Difference") -> list[ReviewLine]:
    return [
        ReviewLine(
            Pile.CHANGED,
            difference.row_number,
            None,
            name,
            f"{UNKNOWN if old is None else old} → {UNKNOWN if new is None else new}",
            difference.key,
        )
        for name, (old, new) in sorted(difference.fields.items())
    ]


def _kind_words(line: ReviewLine) -> str:
    return {
        Pile.PROBLEMS: _translate("Review", "Problem"),
        Pile.WARNINGS: _translate("Review", "Warning"),
        Pile.CHANGED: _translate("Review", "Changed"),
    }.get(line.pile, _translate("Review", "Note"))


def _tone(line: ReviewLine) -> Tone:
    return _TONES.get(line.pile, Tone.PLAIN)


def _place(line: ReviewLine) -> str:
    if line.physical_line is None:
        return _translate("Review", "Row {row} of the file").format(row=line.row_number)
    text = _translate("Review", "Row {row} of the file, beginning in line {line}")
    return text.format(row=line.row_number, line=line.physical_line)
