"""The first rows of a table under a mapping, and what a cell is under each of its readings."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import starmap

from soleflip_desktop.domain.days import DayError
from soleflip_desktop.domain.drafts import AnyDraft, RateDraft, RowProblem
from soleflip_desktop.domain.local_amounts import parse_local_amount
from soleflip_desktop.domain.local_days import parse_local_day
from soleflip_desktop.domain.money import AmountError, Money
from soleflip_desktop.domain.readings import MARK_READINGS, ZONE, Readings
from soleflip_desktop.errors import Said
from soleflip_desktop.importers.base import DRAFT_CLASSES
from soleflip_desktop.importers.column import Bad, Column
from soleflip_desktop.importers.files.readers import RawChunk
from soleflip_desktop.importers.own_tables.mapped import MappedSource, mapped_sources
from soleflip_desktop.importers.own_tables.mapped_columns import is_blank
from soleflip_desktop.importers.own_tables.mapped_drafts import cell_column
from soleflip_desktop.importers.own_tables.mapped_fields import FIELDS, Holds, Side
from soleflip_desktop.importers.own_tables.mapped_table import NamedTable
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping
from soleflip_desktop.importers.study import Habits, Study, UndecidedError


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """A cell of a column that is read.

    Attributes:
        column: Its name in the mapping.
        field: The field that it fills.
        raw: As the file has it.
        value: What it was read as (`str`, `Money`, `Decimal`, `date`, `datetime`, `Size`, `bool`, `int`),
            `None` if it says nothing or is faulty. An amount of a row that is not imported has no currency.
        fault: What is wrong with it, ends a sentence that begins with the value; empty if nothing.
        next_step: What the user can do about the fault.
    """

    column: str
    field: str
    raw: str
    value: object
    fault: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A record as it is read under a mapping.

    Attributes:
        row: Its number, 1 = first data record.
        passed_over: Why it is none of its own, ends a sentence beginning "The row"; empty if it is one.
        cells: Of the columns that are read, in the order of the file.
        drafts: What would be imported of it, none if it is faulty.
        problems: Why it would not.
    """

    row: int
    passed_over: str
    cells: tuple[PreviewCell, ...]
    drafts: tuple[AnyDraft, ...]
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a table under a mapping.

    Attributes:
        lacks: What the user has to say before anything can be read; there are no rows then.
        rows: The first ones.
        readings: How days and amounts of each column were read here; where the first rows leave it open,
            the likelier reading.
    """

    lacks: tuple[Said, ...]
    rows: tuple[PreviewRow, ...]
    readings: Readings


def preview(table: NamedTable, mapping: ColumnMapping, habits: Habits, rows: int) -> Preview:
    """The first rows under a complete mapping, of which `table` is on the header."""
    width = len(table.header)
    cells = [[*record, *[""] * (width - len(record))] for record in table.sample[:rows]]
    chunk = RawChunk.of(1, range(1, len(cells) + 1), cells, 0)
    readings: dict[str, str] = {}
    drafts: dict[int, list[AnyDraft]] = {}
    currencies: dict[int, dict[Side, str]] = {}
    problems: dict[int, list[RowProblem]] = {}
    passed: list[dict[int, str]] = []
    for source in mapped_sources(mapping):
        study = _study_head(source, table, chunk, habits)
        readings |= study.readings
        drafted = source.bind(table, study).draft(chunk)
        make: Callable[..., AnyDraft] = DRAFT_CLASSES[source.kind]
        for draft in starmap(make, drafted.drafts):
            drafts.setdefault(draft.row, []).append(draft)
            if not isinstance(draft, RateDraft):
                currencies.setdefault(draft.row, {})[source.side] = draft.currency
        for problem in drafted.problems:
            problems.setdefault(problem.row, []).append(problem)
        passed.append({note.row: note.message for note in drafted.notes})
    columns = _cell_columns(table, mapping, readings)
    return Preview(
        (),
        tuple(
            PreviewRow(
                row,
                _why_passed(row, passed),
                _cells(
                    record,
                    columns,
                    {problem.column for problem in problems.get(row, ())},
                    currencies.get(row, {}),
                ),
                tuple(drafts.get(row, ())),
                tuple(dict.fromkeys(problems.get(row, ()))),
            )
            for row, record in enumerate(cells, 1)
        ),
        readings,
    )


def read_example(text: str, reading: str) -> str:
    """What a day or an amount is under a reading, in the plain notation; empty if it has no such reading."""
    try:
        if reading in MARK_READINGS:
            return str(parse_local_amount(text, reading))
        return parse_local_day(text, reading).isoformat()
    except (DayError, AmountError):
        return ""


def _study_head(source: MappedSource, table: NamedTable, chunk: RawChunk, habits: Habits) -> Study:
    """What the first rows alone say; the likelier reading where they leave it open."""
    chosen = dict(source.mapping.readings)
    try:
        return source.study(table, lambda: [chunk], chosen, habits)
    except UndecidedError as error:
        chosen |= {question.question: question.answers[0] for question in error.questions}
        return source.study(table, lambda: [chunk], chosen, habits)


def _cell_columns(
    table: NamedTable, mapping: ColumnMapping, readings: Readings
) -> list[tuple[int, str, str, Column]]:
    """Place, column, field and reader of each column that is read, in the order of the file."""
    readings = {ZONE: "UTC", **readings}
    return [
        (at, name, mapping.columns[name], cell_column(mapping, mapping.columns[name]).read_as(readings))
        for at, name in enumerate(table.header)
        if name in mapping.columns
    ]


def _cells(
    record: Sequence[str],
    columns: Sequence[tuple[int, str, str, Column]],
    faulty: Collection[str],
    currencies: Mapping[Side, str],
) -> tuple[PreviewCell, ...]:
    """The cells of a record; those of a side that it does not have may be as they like."""
    cells = []
    for at, name, field, column in columns:
        value = column.read("" if is_blank(record[at]) else record[at])
        currency = currencies.get(FIELDS[field].side)
        if isinstance(value, Decimal) and FIELDS[field].holds is Holds.AMOUNTS and currency:
            value = Money(value, currency)
        if not isinstance(value, Bad):
            cells.append(PreviewCell(name, field, record[at], value))
        elif name in faulty:
            cells.append(PreviewCell(name, field, record[at], None, value.message, value.next_step))
        else:
            cells.append(PreviewCell(name, field, record[at], None))
    return tuple(cells)


def _why_passed(row: int, passed: Sequence[dict[int, str]]) -> str:
    """Why all sources of a table passed over a record; what the first says, since it is one record."""
    return passed[0][row] if all(row in each for each in passed) else ""
