"""Drafting rows again from what was kept of them, with what the user corrected."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from soleflip_desktop.db.batches import Batch
from soleflip_desktop.db.corrections import Corrections
from soleflip_desktop.db.staging import StoredRecord
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.errors import UserError, said
from soleflip_desktop.importers.base import Source
from soleflip_desktop.importers.raw import decode_row
from soleflip_desktop.importers.readers import DelimitedTable, RawChunk, header_key
from soleflip_desktop.importers.registry import SOURCES
from soleflip_desktop.importers.survey import FileFacts


def source_of(batch: Batch) -> Source:
    """The source that read a batch.

    Raises:
        UserError: If this version has no such source.
    """
    source = next((each for each in SOURCES if each.slug == batch.source), None)
    if source is None:
        raise UserError(
            said("{file} was read by a source that this version does not have", file=batch.file_name)
        )
    return source


def kind_of(batch: Batch) -> DraftKind:
    assert batch.kind is not None, "a waiting batch has a source, and so a kind"
    return batch.kind


def stored_table(batch: Batch) -> DelimitedTable:
    """The head of a file that is read again from its kept rows."""
    facts = FileFacts(
        path=Path(batch.file_path),
        size=0,
        modified_ns=0,
        identity=(0, 0),
        sha256="",
        encoding="utf-8",
        newline_count=0,
        longest_line=0,
    )
    return DelimitedTable(facts, ",", (batch.header,), 0)


def stored_chunk(batch: Batch, records: Sequence[StoredRecord], corrections: Corrections) -> RawChunk:
    """Kept records in a row, as the reader would have handed them over had the file been right."""
    lines = [record.physical_line for record in records]
    cells = [
        corrected(batch, decode_row(record.raw, batch.first_record), corrections.get(record.row_number, {}))
        for record in records
    ]
    return RawChunk.of(records[0].row_number, lines, cells, 0)


def corrected(batch: Batch, cells: list[str], corrections: Mapping[str, str]) -> list[str]:
    """The cells with those that the user corrected, by header."""
    for header, text in corrections.items():
        at = place_of(batch, header)
        if at is not None and at < len(cells):
            cells[at] = text
    return cells


def place_of(batch: Batch, header: str) -> int | None:
    """Where a column stands in the file, `None` if it has none of that name."""
    key = header_key(header)
    return next((at for at, name in enumerate(batch.header) if key and header_key(name) == key), None)
