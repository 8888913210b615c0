"""Where the columns of a source stand in a file, under whichever of their names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce

from soleflip_desktop.domain.text import text_key
from soleflip_desktop.errors import FileError, Said, said
from soleflip_desktop.importers.column import Column
from soleflip_desktop.importers.files.readers import Table, header_key
from soleflip_desktop.importers.files.spreadsheets import unforced

# A header as the source declares it -> the same column's headers in other versions and languages.
Aliases = Mapping[str, tuple[str, ...]]
NO_ALIASES: Aliases = {}

_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_BREAKS = re.compile(r"[^a-z0-9#%?]+")
_SPELT_UMLAUT = re.compile(r"(?<=[aou])e")


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
            taken = (table.header[at] for at in places.values() if at < len(table.header))
            raise FileError(
                said("{file} has no column {column}", file=table.facts.path.name, column=_either(missing)),
                renaming(table, missing, taken) or said("Export the file again with all columns"),
            )


def renaming(table: Table, missing: Iterable[str], taken: Iterable[str]) -> Said | None:
    """What to do where a column is there under another name: advice for the first that one looks like.

    Args:
        table: Which lacks columns.
        missing: Their headers.
        taken: Headers of the table that are columns of their own.
    """
    own = {header_key(name): name.strip() for name in table.header if header_key(name)}
    for key in map(header_key, taken):
        own.pop(key, None)
    for header in missing:
        if close := get_close_matches(header_key(header), own, n=3):
            names = _either(own[key] for key in close)
            return said(
                "If {column} is called {similar} there, rename it", column=_quoted(header), similar=names
            )
    return None


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


def header_words(text: str) -> str:
    """How headers are looked up: words in lower case without accents, signs and the e of a spelt umlaut."""
    plain = text_key(_CAMEL.sub(" ", text)).replace("ß", "ss")
    return " ".join(_SPELT_UMLAUT.sub("", _BREAKS.sub(" ", plain)).split())
