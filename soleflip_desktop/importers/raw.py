"""How the cells of one record are kept as one text.

U+001F stands between cells, and U+001A for a cell that is that of the file's first record: names, addresses
and legal notes repeat on every row of a report and are two thirds of it. ESC comes before the rare exception.
"""

from collections.abc import Sequence
from itertools import repeat

from soleflip_desktop.importers.files.readers import RawChunk

SEPARATOR = "\x1f"
SAME = "\x1a"
ESCAPE = "\x1b"
NO_CELLS = ESCAPE + "0"
REMOVED = "[removed]"
FOOTER_CELLS = 5  # at most: a longer record is a row that lost some of its cells


class RowEncoder:
    """Encodes the records of one file, chunk by chunk; `decode_row` gives back exactly their cells.

    Attributes:
        first: The first record as kept, which `decode_row` needs; empty until there is one.

    Args:
        personal: Indices of the columns with buyers' personal data: their filled cells become "[removed]".
        width: Cells in the header. A record of another width has slid: every cell that a personal
            column may have slid into is removed too.
    """

    def __init__(self, personal: frozenset[int] = frozenset(), width: int | None = None) -> None:
        self.first: tuple[str, ...] = ()
        self._personal = personal
        self._width = width

    def encode(self, chunk: RawChunk, footers: frozenset[int] = frozenset()) -> list[str]:
        """One text per record; the cells are without NUL.

        Args:
            footers: Indices of records that are no rows: the words of a short one have not slid.
        """
        columns = chunk.columns
        if not columns or len(columns) != (len(self.first) or self._width or len(columns)):
            return self._encode_uneven(chunk.cells, footers)
        columns = [
            tuple(cell and REMOVED for cell in column) if at in self._personal else column
            for at, column in enumerate(columns)
        ]
        self.first = self.first or tuple(column[0] for column in columns)
        # Only where all rows of the chunk agree: asking cell by cell costs more than it saves.
        kept = [
            repeat(SAME) if _is_constant(column, value) else column
            for column, value in zip(columns, self.first, strict=True)
        ]
        same = sum(isinstance(column, repeat) for column in kept)
        if same == len(kept):
            return [SEPARATOR.join([SAME] * same)] * len(chunk.cells)
        texts = list(map(SEPARATOR.join, zip(*kept, strict=False)))
        if _is_plain(texts, same, len(kept) - 1):
            return texts
        return [
            text if _is_plain([text], same, len(kept) - 1) else _escaped(record)
            for text, record in zip(texts, zip(*columns, strict=True), strict=True)
        ]

    def _encode_uneven(self, records: Sequence[Sequence[str]], footers: frozenset[int]) -> list[str]:
        if self._personal:
            records = [
                record
                if at in footers and len(record) <= FOOTER_CELLS
                else _without_personal(record, self._personal, self._width)
                for at, record in enumerate(records)
            ]
        if not self.first and records:
            self.first = tuple(records[0])
        return list(map(_escaped, records))


def decode_row(text: str, first: Sequence[str]) -> list[str]:
    """The cells that a `RowEncoder` whose first record was `first` was given for this text."""
    if text == NO_CELLS:
        return []
    cells = text.split(SEPARATOR)
    if SAME in text:
        cells = [first[at] if cell == SAME else cell for at, cell in enumerate(cells)]
    if ESCAPE not in text:
        return cells
    return [
        cell.replace(ESCAPE + "u", SEPARATOR).replace(ESCAPE + "s", SAME).replace(ESCAPE + "e", ESCAPE)
        for cell in cells
    ]


def _is_plain(texts: Sequence[str], same: int, separators: int) -> bool:
    """Whether no cell holds a sign of ours; each text has at least so many of them."""
    joined = "".join(texts)
    return (
        ESCAPE not in joined
        and joined.count(SAME) == same * len(texts)
        and joined.count(SEPARATOR) == separators * len(texts)
    )


def _is_constant(column: Sequence[str], value: str) -> bool:
    return len(value) > 1 and column[0] == column[-1] == value and column.count(value) == len(column)


def _escaped(record: Sequence[str]) -> str:
    if not record:
        return NO_CELLS
    return SEPARATOR.join(
        cell.replace(ESCAPE, ESCAPE + "e").replace(SEPARATOR, ESCAPE + "u").replace(SAME, ESCAPE + "s")
        for cell in record
    )


def _without_personal(record: Sequence[str], personal: frozenset[int], width: int | None) -> list[str]:
    slid = 0 if width is None else abs(len(record) - width)
    hidden = {index + step for index in personal for step in range(-slid, slid + 1)}
    return [REMOVED if cell and index in hidden else cell for index, cell in enumerate(record)]
