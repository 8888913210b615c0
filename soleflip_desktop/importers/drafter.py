"""How declared columns turn the raw chunks of one table into drafts and problems."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import reduce
from itertools import compress
from typing import cast

from soleflip_desktop.domain.drafts import RowProblem
from soleflip_desktop.domain.money import split
from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.column import Bad, Column, Converter, Derived, Values
from soleflip_desktop.importers.columns import Amount
from soleflip_desktop.importers.readers import RawChunk, Table, header_key

# Column by column over more rows than fit the processor's cache takes twice as long (measured: 5,000 rows).
SLICE_ROWS = 500

Draft = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class DraftChunk:
    """What became of one raw chunk.

    Attributes:
        drafts: Tuples in the field order of the source's draft class, by row and line.
        problems: Every problem of every row that yields no draft, by row and column.
    """

    drafts: list[Draft]
    problems: list[RowProblem]


class TableDrafter:
    """Drafts the chunks of one table, column by column.

    A repeated value costs one look-up, and a row costs work of its own only if something is wrong with
    it: otherwise 100,000 rows would take several seconds.

    Args:
        columns: By name, as the source declares them.
        fields: Of the draft class without row and line, in its order.
        personal: Headers of the columns with buyers' personal data.
        table: Positioned on the source's header.

    Raises:
        FileError: If a header is doubled, or one that the columns need is missing.
    """

    def __init__(
        self, columns: Mapping[str, Column], fields: Sequence[str], personal: Sequence[str], table: Table
    ) -> None:
        self._columns = columns
        self._fields = fields
        self._header = table.header
        self._places = {name.strip(): at for at, name in enumerate(table.header)}
        positions = _positions(table)
        declared = dict.fromkeys(header for column in columns.values() for header in column.headers())
        self._at = {header: positions.get(header_key(header)) for header in declared}
        _check_present(self._at, columns, table)
        self._plan = self._plan_of(columns)
        keys = map(header_key, personal)
        self.personal = frozenset(positions[key] for key in keys if key in positions)

    def draft(self, chunk: RawChunk) -> DraftChunk:
        """The drafts and problems of one chunk."""
        drafted = DraftChunk([], [])
        for start in range(0, len(chunk.cells), SLICE_ROWS):
            part = self._draft_slice(chunk.part(start, start + SLICE_ROWS))
            drafted.drafts.extend(part.drafts)
            drafted.problems.extend(part.problems)
        return drafted

    def _draft_slice(self, chunk: RawChunk) -> DraftChunk:
        if not chunk.cells:
            return DraftChunk([], [])
        problems: list[RowProblem] = []
        places: Sequence[int] = range(len(chunk.cells))
        columns = chunk.columns
        if columns is None or len(columns) != len(self._header):
            problems = self._ragged(chunk)
            places = [place for place in places if len(chunk.cells[place]) == len(self._header)]
            columns = list(zip(*(chunk.cells[place] for place in places), strict=True))
        if not places:
            return DraftChunk([], problems)
        values = self._values(columns, len(places))
        self._refuse_tiny_shares(values)
        problems += self._problems(chunk, places, values)
        drafts = self._drafts([chunk.first_row + place for place in places], values, problems)
        return DraftChunk(drafts, sorted(problems, key=self._order))

    def _converter(self, column: Column) -> Converter:
        if isinstance(column, Derived) or self._at.get(column.header) is not None:
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
        values: dict[str, Values] = {}
        for _, convert, fields in self._plan:
            for group, converted in zip(fields, convert(cells, rows), strict=True):
                values.update(dict.fromkeys(group, converted))
        return values

    def _refuse_tiny_shares(self, values: dict[str, Values]) -> None:
        """An amount split over a quantity must leave every pair the least amount that is allowed."""
        quantities = values.get("quantity", ())
        if set(quantities) <= {1}:
            return
        for field, column in self._columns.items():
            if not isinstance(column, Amount) or not column.shared or not column.least:
                continue
            least = column.least
            values[field] = [
                Bad(f"is less than {least} for each of {quantity} pairs", "Correct it, or the quantity")
                if isinstance(amount, Decimal) and isinstance(quantity, int) and amount < least * quantity
                else amount
                for amount, quantity in zip(values[field], quantities, strict=True)
            ]

    def _ragged(self, chunk: RawChunk) -> list[RowProblem]:
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
            for place, record in enumerate(chunk.cells)
            if len(record) != width
        ]

    def _problems(
        self, chunk: RawChunk, places: Sequence[int], values: Mapping[str, Values]
    ) -> list[RowProblem]:
        return [
            self._problem(chunk, place, value, column)
            for column, _, fields in self._plan
            if Bad in set(map(type, values[fields[0][0]]))
            for place, value in zip(places, values[fields[0][0]], strict=True)
            if isinstance(value, Bad)
        ]

    def _problem(self, chunk: RawChunk, place: int, bad: Bad, column: Column) -> RowProblem:
        headers = (bad.header,) if bad.header else column.headers()
        at = next(at for at in map(self._at.__getitem__, headers) if at is not None)
        return RowProblem(
            chunk.first_row + place,
            chunk.lines[place],
            self._header[at].strip(),
            chunk.cells[place][at],
            bad.message,
            bad.next_step,
        )

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


def _positions(table: Table) -> dict[str, int]:
    """Where each header is, by its key; a header that is empty has no place."""
    positions: dict[str, int] = {}
    for at, name in enumerate(table.header):
        key = header_key(name)
        if key in positions:
            raise FileError(
                said(
                    '{file} has the column "{column}" twice, as column {first} and {second}',
                    file=table.facts.path.name,
                    column=name.strip(),
                    first=positions[key] + 1,
                    second=at + 1,
                ),
                said("Rename or delete one of them"),
            )
        if key:
            positions[key] = at
    return positions


def _check_present(at: Mapping[str, int | None], columns: Mapping[str, Column], table: Table) -> None:
    for column in columns.values():
        present = [header for header in column.headers() if at[header] is not None]
        if isinstance(column, Derived):
            missing = column.headers() if column.required and not present else ()
        elif column.required or column.header in present:
            missing = tuple(header for header in column.headers() if header not in present)[:1]
        else:
            missing = ()
        if missing:
            raise missing_column(table, missing)


def missing_column(table: Table, headers: Sequence[str]) -> FileError:
    """Says which columns `table` lacks, and which of its own look like the first of them."""
    own = {header_key(name): name.strip() for name in table.header}
    close = [own[key] for key in get_close_matches(header_key(headers[0]), own, n=3)]
    missing = _either(headers)
    return FileError(
        said("{file} has no column {column}", file=table.facts.path.name, column=missing),
        said("If it is called {similar} there, rename it", similar=_either(close))
        if close
        else said("Export the file again with all columns"),
    )


def _either(names: Iterable[str]) -> str:
    return reduce(
        lambda first, other: said("{first} or {other}", first=first, other=other), map(_quoted, names)
    )


def _quoted(name: str) -> str:
    return f'"{name}"'
