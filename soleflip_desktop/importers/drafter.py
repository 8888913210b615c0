"""How declared columns turn the raw chunks of one table into drafts and problems."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import compress
from typing import TYPE_CHECKING, cast

from soleflip_desktop.domain.drafts import RowProblem
from soleflip_desktop.domain.money import split
from soleflip_desktop.importers.column import Bad, Column, Converter, Values
from soleflip_desktop.importers.columns import Amount
from soleflip_desktop.importers.files.readers import RawChunk, Table
from soleflip_desktop.importers.files.spreadsheets import ERROR_MESSAGE, ERROR_REMEDY, ERRORS
from soleflip_desktop.importers.files.table import Beyond
from soleflip_desktop.importers.headers import Record, check_present

if TYPE_CHECKING:
    from soleflip_desktop.errors import Said

# Column by column over more rows than fit the processor's cache takes twice as long (measured: 5,000 rows).
SLICE_ROWS = 500

Draft = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class DraftChunk:
    """What became of one raw chunk.

    Attributes:
        drafts: Tuples in the field order of the source's draft class, by row and line.
        problems: Every problem of every row that yields no draft, by row and column.
        notes: Records that are no rows of their own, such as footers and totals, and why.
    """

    drafts: list[Draft]
    problems: list[RowProblem]
    notes: list[RowProblem] = field(default_factory=list)


class PassedOver(Exception):  # noqa: N818 - a verdict on a record, not an error
    """A record is no row of its own; the message ends a sentence that begins with "The row"."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a source makes of a record before its columns read it.

    Attributes:
        headers: Of cells that it adds to each record, which columns may then read.
        of: Returns these cells. Raises `PassedOver` for a record that is no row of its own.
    """

    headers: tuple[str, ...]
    of: Callable[[Record], tuple[str, ...]]


class TableDrafter:
    """Drafts the chunks of one table, column by column.

    A repeated value costs one look-up, and a row costs work of its own only if something is wrong with
    it: otherwise 100,000 rows would take several seconds.

    Args:
        columns: By name, as the source declares them.
        fields: Of the draft class without row and line, in its order.
        places: Where the headers that the file has stand in it.
        personal: Indices of the file's columns with buyers' personal data.
        table: Positioned on the source's header.
        shape: What the source adds to a record, or leaves out.
        placeholders: What the file writes for nothing.

    Raises:
        FileError: If a column that the source needs is missing.
    """

    def __init__(
        self,
        columns: Mapping[str, Column],
        fields: Sequence[str],
        places: Mapping[str, int],
        personal: frozenset[int],
        table: Table,
        shape: Shape | None = None,
        placeholders: frozenset[str] = frozenset(),
    ) -> None:
        self._columns = columns
        self._fields = fields
        self._header = table.header
        self._places = {name.strip(): at for at, name in enumerate(table.header)}
        self._record_places = places
        self._shape, self._placeholders = shape, placeholders
        added = {name: len(table.header) + at for at, name in enumerate(shape.headers if shape else ())}
        declared = dict.fromkeys(header for column in columns.values() for header in column.headers())
        self._at = {header: added.get(header, places.get(header)) for header in declared}
        check_present({**places, **added}, columns.values(), table)
        self._plan = self._plan_of(columns)
        self.personal = personal
        self.notices: tuple[Said, ...] = ()
        self._beyond: Said | None = None

    def draft(self, chunk: RawChunk) -> DraftChunk:
        """The drafts and problems of one chunk."""
        if chunk.beyond.count:
            self._tell(chunk.beyond)
        drafted = DraftChunk([], [])
        for start in range(0, len(chunk.cells), SLICE_ROWS):
            part = self._draft_slice(chunk.part(start, start + SLICE_ROWS))
            drafted.drafts.extend(part.drafts)
            drafted.problems.extend(part.problems)
            drafted.notes.extend(part.notes)
        return drafted

    def _tell(self, beyond: Beyond) -> None:
        """The number of cells that are dropped grows while the file is read."""
        others = (notice for notice in self.notices if notice is not self._beyond)
        self._beyond = beyond.notice()
        self.notices = (*others, self._beyond)

    def _draft_slice(self, chunk: RawChunk) -> DraftChunk:
        if not chunk.cells:
            return DraftChunk([], [])
        places: Sequence[int] = range(len(chunk.cells))
        notes: list[RowProblem] = []
        added: dict[int, tuple[str, ...]] = {}
        problems: list[RowProblem] = []
        if self._shape is not None:
            added, notes, problems = self._shaped(chunk, self._shape)
            places = list(added)
        columns = chunk.columns
        if columns is None or len(columns) != len(self._header) or len(places) < len(chunk.cells):
            uneven = self._ragged(chunk, places)
            problems += uneven
            ragged = {problem.row - chunk.first_row for problem in uneven}
            places = [place for place in places if place not in ragged]
            columns = list(zip(*(self._fitted(chunk.cells[place]) for place in places), strict=True))
        if not places:
            return DraftChunk([], problems, notes)
        if added:
            columns = [*columns, *zip(*(added[place] for place in places), strict=True)]
        values = self._values(columns, len(places))
        self._refuse_tiny_shares(values)
        problems += self._problems(chunk, places, values, columns)
        drafts = self._drafts([chunk.first_row + place for place in places], values, problems)
        return DraftChunk(drafts, sorted(problems, key=self._order), notes)

    def _shaped(
        self, chunk: RawChunk, shape: Shape
    ) -> tuple[dict[int, tuple[str, ...]], list[RowProblem], list[RowProblem]]:
        """The added cells by place in the chunk, a note for each record that is passed over, and a problem
        for each that rests on an error of the spreadsheet, which no column may come to see."""
        added: dict[int, tuple[str, ...]] = {}
        notes: list[RowProblem] = []
        problems: list[RowProblem] = []
        for place, cells in enumerate(chunk.cells):
            row, line = chunk.first_row + place, chunk.lines[place]
            try:
                shaped = shape.of(Record(row, cells, self._record_places, self._placeholders))
            except PassedOver as reason:
                notes.append(RowProblem(row, line, "", "", str(reason), ""))
                continue
            broken = [] if ERRORS.isdisjoint(cells) else self._broken(cells)
            if broken:
                names = (self._header[at].strip() for at in broken)
                cause = (ERROR_MESSAGE, ERROR_REMEDY)
                problems += [
                    RowProblem(row, line, name, cells[at], *cause)
                    for at, name in zip(broken, names, strict=True)
                ]
            else:
                added[place] = shaped
        return added, notes, problems

    def _broken(self, cells: Sequence[str]) -> list[int]:
        """Where errors of a spreadsheet stand in columns that the source knows; buyers' data are not read."""
        places = set(self._record_places.values()) - self.personal
        return [at for at in sorted(places) if at < len(cells) and cells[at].strip() in ERRORS]

    def _fitted(self, cells: Sequence[str]) -> Sequence[str]:
        """The record without what spreadsheets and careless exports put behind its last cell: nothing."""
        return cells[: len(self._header)]

    def _converter(self, column: Column) -> Converter:
        if column.sparse or self._at.get(column.header) is not None:
            return column.converter()
        return lambda cells, count: column.absent(count)

    def _plan_of(self, columns: Mapping[str, Column]) -> list[tuple[Column, Converter, list[list[str]]]]:
        """Each column once, with its converter and the draft fields of every name it was given."""
        names: dict[Column, list[str]] = {}
        for name, column in columns.items():
            names.setdefault(column, []).append(name)
        return [
            (
                column,
                self._converter(column),
                [list(group) for group in zip(*map(column.fields, own), strict=True)],
            )
            for column, own in names.items()
        ]

    def _values(self, columns: Sequence[Sequence[str]], rows: int) -> dict[str, Values]:
        """One sequence for each draft field, and for the quantity if there is one."""
        none = ("",) * rows
        cells = {header: none if at is None else columns[at] for header, at in self._at.items()}
        if self._placeholders:
            cells = {header: self._without_placeholders(column) for header, column in cells.items()}
        values: dict[str, Values] = {}
        for _, convert, fields in self._plan:
            for group, converted in zip(fields, convert(cells, rows), strict=True):
                values.update(dict.fromkeys(group, converted))
        return values

    def _without_placeholders(self, column: Sequence[str]) -> Sequence[str]:
        return tuple("" if cell.strip() in self._placeholders else cell for cell in column)

    def _refuse_tiny_shares(self, values: dict[str, Values]) -> None:
        """An amount split over a quantity must leave every pair the least amount that is allowed."""
        quantities = values.get("quantity", ())
        if set(quantities) <= {1}:
            return
        for name, column in self._columns.items():
            if not isinstance(column, Amount) or not column.shared or not column.least:
                continue
            least = column.least
            values[name] = [
                Bad(f"is less than {least} for each of {quantity} pairs", "Correct it, or the quantity")
                if isinstance(amount, Decimal) and isinstance(quantity, int) and amount < least * quantity
                else amount
                for amount, quantity in zip(values[name], quantities, strict=True)
            ]

    def _ragged(self, chunk: RawChunk, places: Sequence[int]) -> list[RowProblem]:
        width = len(self._header)
        next_step = "Check the row for a missing or surplus delimiter or quote"
        return [
            RowProblem(
                chunk.first_row + place,
                chunk.lines[place],
                "",
                "",
                f"has {len(record):,} cells, the header has {width:,}",
                next_step,
            )
            for place in places
            if len(record := chunk.cells[place]) != width and (len(record) < width or any(record[width:]))
        ]

    def _problems(
        self,
        chunk: RawChunk,
        places: Sequence[int],
        values: Mapping[str, Values],
        columns: Sequence[Sequence[str]],
    ) -> list[RowProblem]:
        return [
            self._problem(chunk, place, [cells[index] for cells in columns], value, column)
            for column, _, fields in self._plan
            if Bad in set(map(type, values[fields[0][0]]))
            for index, (place, value) in enumerate(zip(places, values[fields[0][0]], strict=True))
            if isinstance(value, Bad)
        ]

    def _problem(
        self, chunk: RawChunk, place: int, cells: Sequence[str], bad: Bad, column: Column
    ) -> RowProblem:
        at = self._blamed(bad, column)
        names = (*self._header, *(self._shape.headers if self._shape else ()))
        name, cell = (column.header, "") if at is None else (names[at].strip(), cells[at])
        return RowProblem(chunk.first_row + place, chunk.lines[place], name, cell, bad.message, bad.next_step)

    def _blamed(self, bad: Bad, column: Column) -> int | None:
        """Where the cell at fault stands: what `shape` makes of one hides the file's own, unless that is
        named."""
        own = self._record_places.get(bad.header)
        if own is not None:
            return own
        headers = (*filter(None, (bad.header,)), *column.headers())
        return next((at for name in headers if (at := self._at.get(name)) is not None), None)

    def _order(self, problem: RowProblem) -> tuple[int, int, str]:
        return problem.row, self._places.get(problem.column, -1), problem.message

    def _drafts(
        self, numbers: Sequence[int], values: Mapping[str, Values], problems: Sequence[RowProblem]
    ) -> list[Draft]:
        rows = list(zip(numbers, [1] * len(numbers), *map(values.__getitem__, self._fields), strict=True))
        quantities = cast("Sequence[int]", values.get("quantity", ()))
        if problems:
            bad = {problem.row for problem in problems}
            good = [number not in bad for number in numbers]
            rows, quantities = list(compress(rows, good)), list(compress(quantities, good))
        if set(quantities) <= {1}:
            return rows
        pairs = zip(rows, quantities, strict=True)
        return [draft for row, quantity in pairs for draft in self._one_per_pair(row, quantity)]

    def _one_per_pair(self, row: Draft, quantity: int) -> list[Draft]:
        """`quantity` drafts whose amounts sum to those of the row."""
        if quantity == 1:
            return [row]
        fields = [[value] * quantity for value in row]
        fields[1] = list(range(1, quantity + 1))
        for at, name in enumerate(self._fields, start=2):
            column, amount = self._columns.get(name), row[at]
            if isinstance(column, Amount) and column.shared and isinstance(amount, Decimal):
                fields[at] = list(split(amount, quantity))
        return list(zip(*fields, strict=True))
