"""Rows with problems as a file of their own, to be corrected and imported like the one they come from."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from soleflip_desktop.db.batches import CORRECTED, Batch
from soleflip_desktop.db.engine import Connection, Engine, transaction
from soleflip_desktop.db.review_rows import IN_FILE_ORDER, StagedRow, row_numbers, staged_page
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.review import Pile
from soleflip_desktop.importers.raw import decode_row
from soleflip_desktop.services.exporting import harmless, replacing
from soleflip_desktop.services.redrafting import corrected, kind_of, place_of
from soleflip_desktop.services.waiting_batches import get_batch

ROWS_AT_A_TIME = 1_000
# Above what is wrong with each row; no source reads it.
REASON_HEADER = "Problem (SoleFlip)"
# A negative amount is no formula, and would be no amount behind an apostrophe.
_NUMBER = re.compile(r"\s*[+-]?[0-9][0-9.,]*\s*")


class ProblemRows:
    """Exports the problem rows of batches of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def export(self, batch_id: int, path: Path, control: Control) -> int:
        """Writes the rows as the file has them, with what was corrected, and what is wrong with each.

        CSV with the delimiter of the file they come from, UTF-8 with a byte order mark; no cell is taken for
        a formula.

        Returns:
            The number of rows written.

        Raises:
            FileError: If the file cannot be written.
            Cancelled: If the user cancelled; nothing was written.
        """
        with transaction(self._engine, control) as connection, replacing(path) as unfinished:
            batch = get_batch(connection, batch_id)
            with unfinished.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, delimiter=batch.delimiter or ",")
                writer.writerow(_with_reason(batch, list(batch.header), REASON_HEADER))
                written = sum(1 for row in _rows(connection, batch, control) if writer.writerow(row))
            control.check()
        return written


def cells_of(batch: Batch, row: StagedRow) -> list[str]:
    """The cells of a row as the file has them, with what the user corrected."""
    corrections = {f.column or "": f.value or "" for f in row.findings if f.code == CORRECTED}
    return corrected(batch, decode_row(row.raw, batch.first_record), corrections)


def _rows(connection: Connection, batch: Batch, control: Control) -> Iterator[list[str]]:
    kind = kind_of(batch)
    rows = row_numbers(connection, batch.id, kind, Pile.PROBLEMS, IN_FILE_ORDER, "")
    for start in range(0, len(rows), ROWS_AT_A_TIME):
        control.check()
        for row in staged_page(connection, batch.id, kind, rows[start : start + ROWS_AT_A_TIME]):
            cells = [cell if _NUMBER.fullmatch(cell) else harmless(cell) for cell in cells_of(batch, row)]
            yield _with_reason(batch, cells, harmless(". ".join(_reasons(row))))


def _with_reason(batch: Batch, cells: list[str], reason: str) -> list[str]:
    """The cells with the reason under its header: a column of its own, unless the file has it already."""
    cells += [""] * (len(batch.header) - len(cells))
    own = place_of(batch, REASON_HEADER)
    if own is None:
        return [*cells, reason]
    cells[own] = reason
    return cells


def _reasons(row: StagedRow) -> Iterator[str]:
    for finding in row.findings:
        if finding.severity == "problem":
            yield from (text for text in (finding.sentence, finding.next_step) if text)
