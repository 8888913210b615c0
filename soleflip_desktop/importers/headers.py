"""Where the columns of a source stand in a file, under whichever of their names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce

from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.column import Column
from soleflip_desktop.importers.readers import Table, header_key
from soleflip_desktop.importers.spreadsheets import unforced

# A header as the source declares it -> the same column's headers in other versions and languages.
Aliases = Mapping[str, tuple[str, ...]]
NO_ALIASES: Aliases = {}


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file; `record["Order Number"]` is the trimmed cell, "" where the file has none.

    Attributes:
        row: Its number, 1 = first data record.
        cells: As the file has them, maybe more or fewer than the header has.
    """

    row: int
    cells: Sequence[str]
    _places: Mapping[str, int]
    _placeholders: frozenset[str] = frozenset()

    def __getitem__(self, header: str) -> str:
        place = self._places.get(header)
        cell = self.cells[place].strip() if place is not None and place < len(self.cells) else ""
        return "" if cell in self._placeholders else unforced(cell)


def find_column(header: str, keys: Mapping[str, int], aliases: Aliases) -> int | None:
    """The index of a declared column among the keys of a file's headers."""
    names = (header, *aliases.get(header, ()))
    return next((keys[key] for name in names if (key := header_key(name)) in keys), None)


def header_places(table: Table, headers: Iterable[str], aliases: Aliases = NO_ALIASES) -> dict[str, int]:
    """The indices of those of the declared `headers` that the file has.

    Raises:
        FileError: If one of them is there twice.
    """
    keys: dict[str, int] = {}
    doubled: dict[int, int] = {}
    for at, name in enumerate(table.header):
        key = header_key(name)
        if key in keys:
            doubled.setdefault(keys[key], at)
        elif key:
            keys[key] = at
    found = {header: find_column(header, keys, aliases) for header in headers}
    places = {header: place for header, place in found.items() if place is not None}
    for place in places.values():
        if place in doubled:
            raise _twice(table, place, doubled[place])
    return places


def check_present(places: Mapping[str, int], columns: Iterable[Column], table: Table) -> None:
    """Refuses a file that lacks a column which the source cannot do without.

    Raises:
        FileError: Which names it, and what looks like it.
    """
    for column in columns:
        present = [header for header in column.headers() if header in places]
        if column.sparse:
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


def _twice(table: Table, first: int, second: int) -> FileError:
    return FileError(
        said(
            '{file} has the column "{column}" twice, as column {first} and {second}',
            file=table.facts.path.name,
            column=table.header[second].strip(),
            first=first + 1,
            second=second + 1,
        ),
        said("Rename or delete one of them"),
    )


def _either(names: Iterable[str]) -> str:
    return reduce(
        lambda first, other: said("{first} or {other}", first=first, other=other), map(_quoted, names)
    )


def _quoted(name: str) -> str:
    return f'"{name}"'
