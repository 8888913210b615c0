"""Staging: raw rows, typed drafts and row problems of a file, copied in while the next chunk is read."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Table, text

from soleflip_desktop.db.copy_text import CopyText, record_lines
from soleflip_desktop.db.tables.integration import (
    findings,
    import_records,
    staged_accounts,
    staged_expenses,
    staged_goods,
    staged_listings,
    staged_payouts,
    staged_purchases,
    staged_rates,
    staged_sales,
    staged_sizes,
)
from soleflip_desktop.domain.drafts import (
    AnyDraft,
    DraftKind,
    ExpenseDraft,
    ListingDraft,
    PayoutDraft,
    PurchaseDraft,
    RateDraft,
    RowProblem,
    SaleDraft,
)

# A COPY of fewer rows costs more than it carries; more rows wait too long for the server to begin.
COPY_ROWS = 5_000
PASSED_OVER = "passed_over"  # the code of a finding about a record that is no row of its own

_DRAFTS: dict[DraftKind, tuple[Table, type[AnyDraft]]] = {
    DraftKind.SALE: (staged_sales, SaleDraft),
    DraftKind.PURCHASE: (staged_purchases, PurchaseDraft),
    DraftKind.RATES: (staged_rates, RateDraft),
    DraftKind.PAYOUT: (staged_payouts, PayoutDraft),
    DraftKind.EXPENSE: (staged_expenses, ExpenseDraft),
    DraftKind.LISTING: (staged_listings, ListingDraft),
}
_FINDING_COLUMNS = (
    "batch_id",
    "row_number",
    "severity",
    "code",
    "column_name",
    "value",
    "message",
    "next_step",
)


@dataclass(frozen=True, slots=True)
class StagedChunk:
    """One chunk of a file, ready to be staged.

    Attributes:
        first_row: Record number of the first row, 1 for the first of the file.
        lines: The physical line on which each record begins.
        raw: The encoded cells of each record; empty when the records are staged already.
        drafts: Tuples in the field order of the draft class.
        problems: What is wrong with rows that yield no draft.
        notes: Why a record is no row of its own.
        bytes_done: How far the file is read.
    """

    first_row: int
    lines: Sequence[int]
    raw: Sequence[str]
    drafts: Sequence[tuple[Any, ...]]
    problems: Sequence[RowProblem]
    notes: Sequence[RowProblem] = ()
    bytes_done: int = 0


@dataclass(frozen=True, slots=True)
class Staged:
    """How many records and drafts of a file were staged."""

    rows: int
    drafts: int


def stage(
    connection: psycopg.Connection[Any],
    batch_id: int,
    kind: DraftKind,
    chunks: Iterable[StagedChunk],
    staged: Callable[[StagedChunk], None],
) -> Staged:
    """Copies `chunks` into staging, calls `staged` after each, and counts what was staged.

    The server takes rows in a second thread while the caller's thread reads on: on two cores that hides
    most of the server's time (docs/performance.md). The connection's transaction stays open.
    """
    encoder = _Encoder(batch_id, kind)
    with _no_collector(), ThreadPoolExecutor(1, thread_name_prefix="staging") as writer:
        under_way: Future[None] | None = None
        try:
            for chunk in chunks:
                encoder.add(chunk)
                if encoder.rows >= COPY_ROWS:
                    if under_way is not None:
                        under_way.result()
                    under_way = writer.submit(_copy_all, connection, encoder.take())
                staged(chunk)
        finally:
            if under_way is not None:
                under_way.result()
    _copy_all(connection, encoder.take_all())
    return Staged(encoder.all_rows, encoder.all_drafts)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Rows of text make no cycles, and looking for some takes a tenth of the reader's time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _Copy:
    table: Table
    columns: tuple[str, ...]
    parts: list[bytes]


class _Numbers(dict[tuple[Any, ...], int]):
    """Numbers distinct spellings as they come, from 0."""

    def __missing__(self, spelling: tuple[Any, ...]) -> int:
        number = self[spelling] = len(self)
        return number


class _Encoder:
    """Turns chunks into the data of COPY statements, distinct goods, sizes and accounts into numbers."""

    def __init__(self, batch_id: int, kind: DraftKind) -> None:
        self._batch = str(batch_id)
        self._table, draft = _DRAFTS[kind]
        names = [field.name for field in fields(draft)]
        self._at = {name: names.index(name) for name in names}
        self._kept = tuple(name for name in names if name in self._table.c or name == "row")
        self._goods, self._sizes, self._accounts = _Numbers(), _Numbers(), _Numbers()
        self._first_goods: dict[int, tuple[Any, ...]] = {}
        self._text = CopyText()
        self._vat_ids: dict[int, str | None] = {}
        self.all_rows = self.all_drafts = 0
        self._clear()

    def _clear(self) -> None:
        self.rows = 0
        self._records: list[bytes] = []
        self._drafts: list[bytes] = []
        self._problems: list[bytes] = []

    def add(self, chunk: StagedChunk) -> None:
        self.rows += len(chunk.lines)
        self.all_rows += len(chunk.lines)
        first, batch = chunk.first_row, self._batch
        if chunk.raw:
            self._records.append(record_lines(batch, enumerate(chunk.lines, first), chunk.raw))
        self.all_drafts += len(chunk.drafts)
        if chunk.drafts:
            self._drafts.append(self._text.lines(self._draft_columns(chunk.drafts)))
        self._problems.append(
            self._text.lines_of_rows(
                (batch, p.row, "problem", "row", p.column, p.value, p.message, p.next_step)
                for p in chunk.problems
            )
        )
        self._problems.append(
            self._text.lines_of_rows(
                (batch, p.row, "note", PASSED_OVER, p.column, p.value, p.message, p.next_step)
                for p in chunk.notes
            )
        )

    def _draft_columns(self, drafts: Sequence[tuple[Any, ...]]) -> list[Sequence[Any]]:
        values = list(zip(*drafts, strict=True))

        def column(name: str) -> Sequence[Any]:
            return values[self._at[name]]

        numbers = []
        if "style_codes" in self._at:
            numbers.append(self._number_goods(column))
            spelled = zip(column("size_system"), column("size_value"), column("size_number"), strict=True)
            numbers.append([self._sizes[each] for each in spelled])
        if "account" in self._at:
            sellers = zip(column("platform"), column("account"), strict=True)
            accounts = [self._accounts[each] for each in sellers]
            for account, vat_id in set(zip(accounts, column("account_vat_id"), strict=True)):
                self._vat_ids[account] = self._vat_ids.get(account) or vat_id
            numbers.append(accounts)
        return [[self._batch] * len(drafts), *numbers, *map(column, self._kept)]

    def _number_goods(self, column: Callable[[str], Sequence[Any]]) -> list[int]:
        """Numbers by style codes, by name where there are none; the first name of the codes counts."""
        codes, names = column("style_codes"), column("product_name")
        brands = column("brand") if "brand" in self._at else [None] * len(names)
        known = len(self._goods)
        numbers = [self._goods[(code, "" if code else name)] for code, name in zip(codes, names, strict=True)]
        if len(self._goods) > known:
            for number, *spelled in zip(numbers, codes, names, brands, strict=True):
                self._first_goods.setdefault(number, tuple(spelled))
        return numbers

    def take(self) -> list[_Copy]:
        """The COPY statements of what was added since the last time."""
        numbers = tuple(no for no in ("goods_no", "size_no", "account_no") if no in self._table.c)
        kept = tuple("row_number" if name == "row" else name for name in self._kept)
        taken = [
            _Copy(import_records, ("batch_id", "row_number", "physical_line", "raw"), self._records),
            _Copy(self._table, ("batch_id", *numbers, *kept), self._drafts),
            _Copy(findings, _FINDING_COLUMNS, self._problems),
        ]
        self._clear()
        return taken

    def take_all(self) -> list[_Copy]:
        """The last COPY statements: what is left, and the numbered spellings."""
        goods = ((number, *spelled) for number, spelled in self._first_goods.items())
        sizes = ((number, *spelled) for spelled, number in self._sizes.items())
        accounts = ((number, *spelled, self._vat_ids[number]) for spelled, number in self._accounts.items())
        return self.take() + [
            _Copy(
                table,
                tuple(column.name for column in table.c),
                [self._text.lines_of_rows((self._batch, *row) for row in rows)],
            )
            for table, rows in ((staged_goods, goods), (staged_sizes, sizes), (staged_accounts, accounts))
        ]


def _copy_all(connection: psycopg.Connection[Any], copies: Sequence[_Copy]) -> None:
    with connection.cursor() as cursor:
        for each in copies:
            if any(each.parts):
                with cursor.copy(_copy_statement(each)) as copy:
                    copy.write(b"".join(each.parts))


def _copy_statement(copy: _Copy) -> sql.Composed:
    return sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(copy.table.schema or "public", copy.table.name),
        sql.SQL(", ").join(map(sql.Identifier, copy.columns)),
    )


def has_drafts(connection: Connection, batch_id: int, kind: DraftKind) -> bool:
    """Whether the batch's typed drafts are all there: a crash of the server empties the unlogged tables."""
    query = text(
        f"""
        select drafts = (select count(*) from {_DRAFTS[kind][0].fullname} where batch_id = :batch_id)
        from integration.import_batches where id = :batch_id
        """
    )
    return bool(connection.execute(query, {"batch_id": batch_id}).scalar_one())


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
