"""The lists of objects in a JSON file as tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.files.contents import Contents, open_contents
from soleflip_desktop.importers.files.json_values import Entry, Value, cell, check_depth, decode, too_deep
from soleflip_desktop.importers.files.notion_pages import is_page, page_cells
from soleflip_desktop.importers.files.survey import FileFacts, changed
from soleflip_desktop.importers.files.table import (
    CELL_LIMIT,
    CHUNK_ROWS,
    HEAD_ROWS,
    SAMPLE_ROWS,
    EmptyTableError,
    HeadedTable,
    RawChunk,
    Record,
    check_head,
    check_width,
    chunked,
)

# Names under which services answer their lists; the first two never name a part of an order.
_LISTS = ("orders", "results", "data", "items")
_SURELY_LISTS = frozenset(_LISTS[:2])
_PAGING = frozenset(
    (
        *(
            "hasNextPage",
            "pageNumber",
            "pageSize",
            "count",
            "total",
            "totalCount",
            "page",
            "per_page",
            "limit",
        ),
        *("object", "has_more", "next_cursor", "type", "page_or_database", "request_id", "developer_survey"),
        *("offset", "next", "previous", "prev", "cursor", "links", "meta", "pagination", "success", "status"),
    )
)
_N8N = frozenset(("json", "binary", "pairedItem"))


@dataclass(frozen=True, slots=True)
class JsonTable(HeadedTable):
    """A list of objects, whose nested names are joined with dots.

    Attributes:
        facts: The file or member as surveyed; it must not have changed since.
        key: The name of the list in the file; empty for one without a name.
        alone: There is no other list in the file.
        head: All names, and the first entries.
        header_row: Index of the header in `head`.
    """

    facts: FileFacts
    key: str
    alone: bool
    head: tuple[tuple[str, ...], ...]
    header_row: int

    @property
    def part(self) -> str:
        return self.facts.part if self.alone else "/".join((*self.facts.members, self.key))

    @property
    def delimiter(self) -> str:
        return ""

    def at_header(self, header_row: int) -> "JsonTable":
        """The same table with its header at another index of `head`.

        Raises:
            FileError: If nothing follows the header.
        """
        self.check_header(header_row)
        return replace(self, header_row=header_row)

    def chunks(self, size: int = CHUNK_ROWS, control: Control | None = None) -> Iterator[RawChunk]:
        """Streams the entries; their lines are their running numbers.

        Raises:
            FileError: If the file was changed or removed since the survey.
            Cancelled: If the watcher asked for it.
        """
        names, control = self.head[0], control or Control()
        with open_contents(self.facts) as contents:
            entries = [each for key, each in _entries(contents) if key == self.key]
            records = islice(_records(entries, names, self.name), self.header_row, None)
            for chunk in chunked(records, size, contents, control):
                done = (chunk.first_row + len(chunk.cells)) / max(1, len(entries))
                yield replace(chunk, bytes_read=contents.share(done))


def open_lists(facts: FileFacts, control: Control) -> tuple[JsonTable, ...]:
    """The lists of objects in a JSON file, pages of one list put together; an object alone is a list of one.

    Raises:
        FileError: If there are no objects, or the file is no JSON.
        Cancelled: If the watcher asked for it.
    """
    with open_contents(facts) as contents:
        lists: dict[str, list[Entry]] = {}
        for key, entry in _entries(contents):
            lists.setdefault(key, []).append(entry)
    if not lists:
        raise EmptyTableError(said("{file} holds no entries", file=facts.name), said("Export it again"))
    return tuple(
        _open_list(facts, key, entries, control, alone=len(lists) == 1) for key, entries in lists.items()
    )


def _open_list(
    facts: FileFacts, key: str, entries: list[Entry], control: Control, *, alone: bool
) -> JsonTable:
    filled: dict[str, bool] = {}
    for number, entry in enumerate(entries, 1):
        if not number % CHUNK_ROWS:
            control.check()
        for name, text in _flat(entry, number, facts.name).items():
            filled[name] = bool(text) or filled.get(name, False)
        check_width(len(filled), facts.name)
    header = _names(filled)
    records = islice(_records(entries, header, facts.name), HEAD_ROWS + SAMPLE_ROWS)
    head = (header, *(tuple(cells) for _, cells in records))
    check_head(head, facts.name)
    return JsonTable(facts, key, alone, head, 0).at_header(0)


def _names(filled: Mapping[str, bool]) -> tuple[str, ...]:
    """All names in their order, without an object's own where other entries only lack the object."""
    parents = {name[:at] for name in filled for at, sign in enumerate(name) if sign == "."}
    return tuple(name for name, is_filled in filled.items() if is_filled or name not in parents)


def _entries(contents: Contents) -> Iterator[tuple[str, Entry]]:
    """Every object of every list, with the name of the list."""
    facts = contents.facts
    try:
        text = contents.stream.read().decode(facts.encoding)
    except UnicodeDecodeError as error:
        raise changed(facts.path) from error
    values = list(decode(text, facts.name))
    for value in values:
        if isinstance(value, dict):
            yield from _of_object(value, alone=len(values) == 1)
        else:
            yield from _of_list("", value, facts.name)


def _of_object(entry: Entry, *, alone: bool) -> Iterator[tuple[str, Entry]]:
    """The lists in an object, if it is a page of an answer; otherwise the object."""
    found = [key for key in _LISTS if _is_list_of_objects(entry.get(key))]
    if found and (alone or _is_page(entry, found)):
        for key in found:
            listed = entry[key]
            assert isinstance(listed, list)
            yield from ((key, each) for each in map(_unwrapped, listed))
        return
    inner = entry.get("data")
    if isinstance(inner, dict) and entry.keys() <= _PAGING | {"data"}:
        yield from _of_object(inner, alone=alone)
        return
    yield "", _unwrapped(entry)


def _of_list(key: str, listed: Value, name: str) -> Iterator[tuple[str, Entry]]:
    if not isinstance(listed, list):
        raise FileError(said("{file} holds no list of entries", file=name), said("Export it again as CSV"))
    for number, each in enumerate(listed, 1):
        if isinstance(each, list):
            yield from _of_list(key, each, name)
        elif isinstance(each, dict):
            yield from _of_object(each, alone=False)
        else:
            raise FileError(
                said("{file}, entry {number}: it is a bare value without names", file=name, number=number),
                said("Export it again as CSV"),
            )


def _is_page(entry: Entry, found: list[str]) -> bool:
    return bool(_SURELY_LISTS.intersection(found)) or entry.keys() <= _PAGING.union(_LISTS)


def _is_list_of_objects(value: Value) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _unwrapped(entry: Value) -> Entry:
    """What n8n wraps into an item of its own when a whole run is copied."""
    assert isinstance(entry, dict)
    inner = entry.get("json")
    return inner if isinstance(inner, dict) and entry.keys() <= _N8N else entry


def _records(entries: list[Entry], names: tuple[str, ...], name: str) -> Iterator[Record]:
    """The entries that hold anything, as records under the names."""
    for number, entry in enumerate(entries, 1):
        flat = _flat(entry, number, name)
        cells = [flat.get(each, "") for each in names]
        if any(cells):
            yield number, cells


def _flat(entry: Entry, number: int, name: str) -> dict[str, str]:
    """The cells of an entry by their dotted names.

    Raises:
        FileError: If a text holds what no text may hold or has over 1 MB, or a name comes twice.
    """
    flat: dict[str, str] = {}
    try:
        for column, text in page_cells(entry) if is_page(entry) else _leaves("", entry):
            if column in flat:
                raise _at_entry(name, number, said('the name "{name}" comes twice', name=column))
            flat[column] = text
    except RecursionError as error:
        raise too_deep(name) from error
    joined = "\n".join((*flat, *flat.values()))
    if "\0" in joined:
        raise _at_entry(name, number, said("a text holds a NUL character"))
    if not joined.isascii():
        try:
            joined.encode()
        except UnicodeEncodeError as error:
            raise _at_entry(name, number, said("a text holds half of a character")) from error
    if len(joined) > CELL_LIMIT and max(map(len, flat.values())) > CELL_LIMIT:
        raise _at_entry(name, number, said("a text has over {most:,} characters", most=CELL_LIMIT))
    return flat


def _leaves(path: str, entry: Entry, depth: int = 0) -> Iterator[tuple[str, str]]:
    check_depth(depth)
    for key, value in entry.items():
        if isinstance(value, dict) and value:
            yield from _leaves(f"{path}{key}.", value, depth + 1)
        else:
            yield path + key, cell(value) if value != {} else ""


def _at_entry(name: str, number: int, what: str) -> FileError:
    return FileError(
        said("{file}, entry {number}: {what}", file=name, number=number, what=what), said("Correct it")
    )
