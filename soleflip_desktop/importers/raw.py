"""How the cells of one record are kept as one text: U+001F between them, ESC before the rare exception."""

from collections.abc import Sequence

SEPARATOR = "\x1f"
ESCAPE = "\x1b"
NO_CELLS = ESCAPE + "0"
REMOVED = "[removed]"


def encode_rows(
    cells: Sequence[Sequence[str]], personal: frozenset[int] = frozenset(), width: int | None = None
) -> list[str]:
    """One text per record, from which `decode_row` gives back exactly its cells.

    Args:
        cells: The records as read, without NUL.
        personal: Indices of the columns with buyers' personal data: their filled cells become "[removed]".
        width: Cells in the header. A record of another width has slid: every cell that a personal
            column may have slid into is removed too.
    """
    if personal:
        cells = [_without_personal(record, personal, width) for record in cells]
    texts = [SEPARATOR.join(record) for record in cells]
    for index, text in enumerate(texts):
        if ESCAPE in text or not text or text.count(SEPARATOR) != len(cells[index]) - 1:
            texts[index] = _escaped(cells[index])
    return texts


def decode_row(text: str) -> list[str]:
    """The cells that `encode_rows` was given for this text."""
    if text == NO_CELLS:
        return []
    cells = text.split(SEPARATOR)
    if ESCAPE not in text:
        return cells
    return [cell.replace(ESCAPE + "u", SEPARATOR).replace(ESCAPE + "e", ESCAPE) for cell in cells]


def _escaped(record: Sequence[str]) -> str:
    if not record:
        return NO_CELLS
    return SEPARATOR.join(
        cell.replace(ESCAPE, ESCAPE + "e").replace(SEPARATOR, ESCAPE + "u") for cell in record
    )


def _without_personal(record: Sequence[str], personal: frozenset[int], width: int | None) -> list[str]:
    slid = 0 if width is None else abs(len(record) - width)
    hidden = {index + step for index in personal for step in range(-slid, slid + 1)}
    return [REMOVED if cell and index in hidden else cell for index, cell in enumerate(record)]
