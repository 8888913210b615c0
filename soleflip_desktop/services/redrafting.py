"""Drafting rows again from what was kept of them, with what the user corrected."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from soleflip_desktop.db import batches
from soleflip_desktop.db.batches import Batch
from soleflip_desktop.db.corrections import Corrections, corrections_of
from soleflip_desktop.db.engine import Connection, Engine, driver, transaction
from soleflip_desktop.db.staging import StagedChunk, StoredRecord, stage, stored_records
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError, said
from soleflip_desktop.importers.base import Drafter, Source
from soleflip_desktop.importers.files.readers import DelimitedTable, RawChunk, header_key
from soleflip_desktop.importers.files.survey import FileFacts
from soleflip_desktop.importers.own_tables.mapping_json import UnreadableMappingError, mapping_from_json
from soleflip_desktop.importers.raw import RowEncoder, decode_row
from soleflip_desktop.importers.registry import source_named
from soleflip_desktop.importers.study import NOTHING_LEARNED, Chunks, Habits, Study


def source_of(batch: Batch) -> Source:
    """The source that read a batch.

    Raises:
        UserError: If this version has no such source.
    """
    try:
        mapping = mapping_from_json(batch.mapping) if batch.mapping is not None else None
    except UnreadableMappingError:
        mapping = None
    source = source_named(batch.source, mapping)
    if source is None:
        raise UserError(
            said("{file} was read by a source that this version does not have", file=batch.file_name)
        )
    return source


def kind_of(batch: Batch) -> DraftKind:
    assert batch.kind is not None, "a waiting batch has a source, and so a kind"
    return batch.kind


def study_of(batch: Batch, source: Source, chunks: Chunks) -> Study:
    """What the source learns from the kept rows, read as they were when the file came."""
    if not source.studies:
        return NOTHING_LEARNED
    return source.study(stored_table(batch), chunks, batch.readings, Habits())


def draft_again(
    engine: Engine, connection: Connection, batch: Batch, chunk_rows: int, control: Control
) -> None:
    """Makes the drafts of a batch anew from its kept rows and what the user corrected in them.

    The caller holds the batch, and checks it afterwards.
    """
    source, corrections = source_of(batch), corrections_of(connection, batch.id)
    batches.forget_drafts(connection, batch.id)
    batches.forget_findings(connection, batch.id)

    # A second connection: one is read while the other takes the COPY.
    with transaction(engine) as stored:

        def chunks() -> Iterator[RawChunk]:
            for records in stored_records(stored, batch.id, chunk_rows):
                yield stored_chunk(batch, records, corrections)

        drafter = source.bind(stored_table(batch), study_of(batch, source, chunks))
        staged = (staged_chunk(chunk, drafter) for chunk in chunks())
        counted = stage(driver(connection), batch.id, source.kind, staged, lambda _: control.check())
    batches.change_batch(connection, batch.id, drafts=counted.drafts)


def staged_chunk(raw: RawChunk, drafter: Drafter, encoder: RowEncoder | None = None) -> StagedChunk:
    """A chunk of records with what they were drafted as, and how they are kept unless they are already."""
    drafted = drafter.draft(raw)
    texts: Sequence[str] = ()
    if encoder is not None:
        texts = encoder.encode(raw, frozenset(note.row - raw.first_row for note in drafted.notes))
    return StagedChunk(
        raw.first_row, raw.lines, texts, drafted.drafts, drafted.problems, drafted.notes, raw.bytes_read
    )


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
