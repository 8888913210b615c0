"""Where rows came from: every record of every file that gave or repeated them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

# A batch that changed nothing made no change set, and there is nothing of it to undo.
_RECORDS = """
    select wanted.table_name, wanted.row_id, target.fields, target.batch_id, target.row_number,
           record.physical_line, record.raw, batch.source, batch.file_name, batch.file_path,
           coalesce(batch.finished_at, batch.started_at) as imported_at,
           coalesce(batch.header, '{}') as header, coalesce(batch.first_record, '{}') as first_record,
           exists (
               select from logging.change_sets undo where undo.reverts_id = batch.change_set_id
                   and not exists (select from logging.change_sets redo where redo.reverts_id = undo.id)
           ) as undone,
           array(
               select finding.message from integration.findings finding
               where finding.batch_id = target.batch_id and finding.row_number = target.row_number
                   and finding.severity <> 'note' order by finding.id) as findings
    from unnest(cast(:tables as text[]), cast(:rows as bigint[])) with ordinality
        as wanted (table_name, row_id, place)
    cross join lateral integration.sources_of(wanted.table_name, wanted.row_id) target
    join integration.import_batches batch on batch.id = target.batch_id
    left join integration.import_records record
        on record.batch_id = target.batch_id and record.row_number = target.row_number
    order by wanted.place, target.batch_id, target.row_number
"""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One record of a file, and what it gave.

    Attributes:
        table: The row's table (`sales.sales`).
        fields: What it gave the row: `None` for all, empty if it repeated what was known.
        physical_line: Line of the file on which the record begins; `None` if the record is gone.
        raw: All its cells as kept (`importers.raw`), `None` if it is gone.
        first_record: The file's first record, by which `raw` is decoded.
        undone: The import has been undone and not redone.
        findings: What the import warned of in it.
    """

    table: str
    row_id: int
    fields: tuple[str, ...] | None
    batch_id: int
    row_number: int
    physical_line: int | None
    raw: str | None
    source: str | None
    file_name: str
    file_path: str
    imported_at: datetime
    header: tuple[str, ...]
    first_record: tuple[str, ...]
    undone: bool
    findings: tuple[str, ...]


def source_records(connection: Connection, rows: Sequence[tuple[str, int]]) -> list[SourceRecord]:
    """The records that the given rows came from, in the order of `rows`, the first import first."""
    values = {"tables": [table for table, _ in rows], "rows": [row for _, row in rows]}
    return [
        SourceRecord(
            table=found.table_name,
            fields=None if found.fields is None else tuple(found.fields),
            header=tuple(found.header),
            first_record=tuple(found.first_record),
            findings=tuple(found.findings),
            **{name: getattr(found, name) for name in _AS_THEY_ARE},
        )
        for found in connection.execute(text(_RECORDS), values)
    ]


_AS_THEY_ARE = (
    *("row_id", "batch_id", "row_number", "physical_line", "raw", "source", "file_name", "file_path"),
    *("imported_at", "undone"),
)
