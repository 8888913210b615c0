"""Staging: raw rows, typed drafts and row problems of a file, copied in while the next chunk is read."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Table, text

from soleflip_desktop.db.tables.integration import (
    findings,
    import_records,
    staged_purchases,
    staged_sales,
)
from soleflip_desktop.domain.drafts import DraftKind, PurchaseDraft, RowProblem, SaleDraft

# The staging table of each kind of draft and the draft's fields in order; a field has the column's name.
STAGED: dict[DraftKind, tuple[Table, tuple[str, ...]]] = {
    DraftKind.SALE: (staged_sales, tuple(field.name for field in fields(SaleDraft))),
    DraftKind.PURCHASE: (staged_purchases, tuple(field.name for field in fields(PurchaseDraft))),
}


@dataclass(frozen=True, slots=True)
class StagedChunk:
    """One chunk of a file, ready to be copied.

    Attributes:
        first_row: Record number of the first row, 1 for the first of the file.
        lines: The physical line on which each record begins.
        raw: The encoded cells of each record; empty when the records are staged already.
        drafts: Tuples in the field order of the draft class.
        problems: What is wrong with rows that yield no draft.
        bytes_done: How far the file is read.
    """

    first_row: int
    lines: Sequence[int]
    raw: Sequence[str]
    drafts: Sequence[tuple[Any, ...]]
    problems: Sequence[RowProblem]
    bytes_done: int = 0


def stage(
    connection: psycopg.Connection[Any],
    batch_id: int,
    kind: DraftKind,
    chunks: Iterable[StagedChunk],
    staged: Callable[[StagedChunk], None],
) -> None:
    """Copies `chunks` into staging and calls `staged` after each has been handed over.

    The server takes a chunk in a second thread while the caller's thread makes the next one: on two cores
    that halves the time (docs/performance.md). The connection's transaction stays open.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="staging") as writer:
        under_way: Future[None] | None = None
        try:
            for chunk in chunks:
                copies = _copies(batch_id, kind, chunk)
                if under_way is not None:
                    under_way.result()
                under_way = writer.submit(_copy_all, connection, copies)
                staged(chunk)
        finally:
            if under_way is not None:
                under_way.result()


@dataclass(frozen=True, slots=True)
class _Copy:
    table: Table
    columns: tuple[str, ...]
    data: str


def _copies(batch_id: int, kind: DraftKind, chunk: StagedChunk) -> list[_Copy]:
    """The COPY statements of a chunk with their data."""
    table, names = STAGED[kind]
    numbers = range(chunk.first_row, chunk.first_row + len(chunk.lines))
    batch = str(batch_id)
    records = zip([batch] * len(chunk.raw), numbers, chunk.lines, chunk.raw, strict=False)
    problems = [
        (batch, p.row, p.line, "problem", "row", p.column, p.value, p.message, p.next_step)
        for p in chunk.problems
    ]
    return [
        _Copy(each, columns, _csv(rows))
        for each, columns, rows in (
            (import_records, ("batch_id", "row_number", "physical_line", "raw"), records),
            (table, ("batch_id", "row_number", *names[1:]), ((batch, *draft) for draft in chunk.drafts)),
            (findings, _FINDING_COLUMNS, problems),
        )
    ]


_FINDING_COLUMNS = (
    "batch_id",
    "row_number",
    "physical_line",
    "severity",
    "code",
    "column_name",
    "value",
    "message",
    "next_step",
)


def _csv(rows: Iterable[Sequence[Any]]) -> str:
    # csv.writer encodes a row in C; the driver's own row writer needs three times as long.
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


def _copy_all(connection: psycopg.Connection[Any], copies: Sequence[_Copy]) -> None:
    with connection.cursor() as cursor:
        for each in copies:
            if each.data:
                with cursor.copy(_copy_statement(each.table, each.columns)) as copy:
                    copy.write(each.data)


def _copy_statement(table: Table, columns: tuple[str, ...]) -> sql.Composed:
    # An empty cell means NULL; in a column that must hold text it means the empty text.
    required = [name for name in columns if not table.c[name].nullable]
    return sql.SQL("copy {} ({}) from stdin (format csv, force_not_null ({}))").format(
        sql.Identifier(table.schema or "public", table.name),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(map(sql.Identifier, required)),
    )


def has_drafts(connection: Connection, batch_id: int, kind: DraftKind) -> bool:
    """Whether the batch's typed drafts are all there.

    A crash of the server empties the unlogged staging tables; a batch of nothing but problems has none.
    """
    table, _ = STAGED[kind]
    return bool(
        connection.execute(
            text(
                f"""
                select exists (select from {table.fullname} where batch_id = :batch_id)
                    or not exists (
                        select from integration.import_records record
                        where batch_id = :batch_id and not exists (
                            select from integration.findings
                            where findings.batch_id = record.batch_id
                              and findings.row_number = record.row_number and code = 'row'
                        )
                    )
                """
            ),
            {"batch_id": batch_id},
        ).scalar_one()
    )


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One record of a file as it was kept."""

    row_number: int
    physical_line: int
    raw: str


def stored_records(connection: Connection, batch_id: int, size: int) -> Iterator[list[StoredRecord]]:
    """The kept records of a batch in the order of the file, at most `size` at a time."""
    last = 0
    while True:
        rows = connection.execute(
            text(
                "select row_number, physical_line, raw from integration.import_records"
                " where batch_id = :batch_id and row_number > :last order by row_number limit :size"
            ),
            {"batch_id": batch_id, "last": last, "size": size},
        ).all()
        if not rows:
            return
        yield [StoredRecord(row.row_number, row.physical_line, row.raw) for row in rows]
        last = rows[-1].row_number
