"""Import batches: one row per file that came, from staged to imported, and what was found in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    RowMapping,
    Select,
    Table,
    Text,
    and_,
    cast,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from soleflip_desktop.db.tables.integration import (
    LEFT_OUT,
    findings,
    import_batches,
    import_records,
    record_checks,
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
from soleflip_desktop.db.tables.logging import change_sets
from soleflip_desktop.db.told import told
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.errors import Said, listed, said

_DRAFTS = (staged_sales, staged_purchases, staged_rates, staged_payouts, staged_expenses, staged_listings)
_SPELLED = (staged_goods, staged_sizes, staged_accounts)
_PER_RECORD = (*_DRAFTS, *_SPELLED, record_checks, findings, import_records)

STATUS_WORDS: Mapping[str, Said] = {
    "staged": said("staged"),
    "imported": said("imported"),
    "known": said("known"),
    "failed": said("failed"),
    "cancelled": said("cancelled"),
    "discarded": said("discarded"),
}

# The code of a note that says what the user wrote into a cell instead of what the file has.
CORRECTED = "corrected"
# The code of a warning that the sale of an expense is not there.
SALE_UNKNOWN = "sale_unknown"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a file's rows are what; `rows` counts records, `warnings` findings."""

    rows: int = 0
    new: int = 0
    known: int = 0
    changed: int = 0
    duplicates: int = 0
    problems: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """One imported, refused or waiting file.

    Attributes:
        payout: Payout of the file's rows by currency; of a purchases file, empty.
        reverted: Whether the import has been undone and not redone.
        timings: Seconds by step.
        first_record: The first record as kept, by which the others are decoded.
        part: The sheet or the member of an archive, empty for a file that is one table.
        readings: How days and amounts of its columns are read, by header.
        mapping: What the user said its columns are; `None` for a source.
        notices: What the reader noticed about the file as a whole.
        left_out: New and changed rows that the user left out; while it waits `counts` has them as well.
    """

    id: int
    source: str | None
    kind: DraftKind | None
    file_name: str
    file_path: str
    status: str
    counts: Counts
    payout: dict[str, Decimal]
    first_day: date | None
    last_day: date | None
    timings: dict[str, float]
    header: tuple[str, ...]
    first_record: tuple[str, ...]
    delimiter: str | None
    error: str | None
    change_set_id: int | None
    checked: bool
    reverted: bool
    started_at: datetime
    finished_at: datetime | None
    part: str
    readings: dict[str, str]
    mapping: dict[str, Any] | None
    notices: tuple[Said, ...]
    left_out: int

    @property
    def seconds(self) -> float:
        return sum(self.timings.values())


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the reader or the check noticed in one row of a file."""

    row_number: int
    physical_line: int | None
    severity: str
    code: str
    column: str | None
    value: str | None
    message: str
    next_step: str | None

    @property
    def sentence(self) -> str:
        """The message with its subject, without a full stop: the reader's ends where the cell begins it."""
        if self.code != "row":
            return self.message
        if not self.column:
            return f"The row {self.message}"
        cell = f": “{self.value}”" if self.value else ""
        return f"{self.column}{cell} {self.message}"


@dataclass(frozen=True, slots=True)
class Warned:
    """How many rows of a file were warned of for one reason, and the first of them."""

    code: str
    count: int
    first: Finding


@dataclass(frozen=True, slots=True)
class Difference:
    """What a changed row would change: old and new text of each field, by field name."""

    row_number: int
    key: str
    fields: dict[str, tuple[str | None, str | None]]


def _reverted() -> ColumnElement[bool]:
    undo, redo = change_sets.alias("undo"), change_sets.alias("redo")
    redone = exists().where(redo.c.reverts_id == undo.c.id)
    return exists().where(undo.c.reverts_id == import_batches.c.change_set_id, ~redone)


def _left_out() -> ColumnElement[int]:
    return (
        select(func.count(record_checks.c.row_number.distinct()))
        .where(record_checks.c.batch_id == import_batches.c.id, LEFT_OUT)
        .scalar_subquery()
    )


def add_batch(connection: Connection, **values: Any) -> int:
    """The id of a new batch with these column values."""
    added: int = connection.execute(
        insert(import_batches).values(**values).returning(import_batches.c.id)
    ).scalar_one()
    return added


def change_batch(connection: Connection, batch_id: int, **values: Any) -> None:
    connection.execute(update(import_batches).where(import_batches.c.id == batch_id).values(**values))


def batch(connection: Connection, batch_id: int) -> Batch | None:
    """The batch with this id, `None` if there is none."""
    return next(iter(_read(connection, import_batches.c.id == batch_id)), None)


def batches(connection: Connection, *, limit: int = 200) -> list[Batch]:
    """The newest batches first."""
    return _read(connection, limit=limit)


def waiting(connection: Connection) -> list[Batch]:
    """Batches that were staged and neither imported nor discarded, oldest first."""
    return _read(connection, import_batches.c.status == "staged")[::-1]


def locked(connection: Connection, batch_id: int) -> Batch | None:
    """The batch, which nobody else can take a step further until this transaction ends."""
    connection.execute(select(import_batches.c.id).where(import_batches.c.id == batch_id).with_for_update())
    return batch(connection, batch_id)


def same_content(connection: Connection, sha256: bytes, source: str, part: str) -> Batch | None:
    """The newest import by which a source took all of a table with this content and surely still stands.

    Not one with problems or other rows left out, nor one with an expense whose sale was not there yet, and
    not one after which anything was undone: the rows may have been another import's, and be gone with it.
    """
    unlinked = exists().where(findings.c.batch_id == import_batches.c.id, findings.c.code == SALE_UNKNOWN)
    undone_since = exists().where(
        change_sets.c.reverts_id.is_not(None), change_sets.c.id > import_batches.c.change_set_id
    )
    found = _read(
        connection,
        import_batches.c.sha256 == sha256,
        import_batches.c.source == source,
        import_batches.c.part == part,
        import_batches.c.status == "imported",
        import_batches.c.problems == 0,
        _left_out() == 0,
        ~unlinked,
        ~undone_since,
        limit=1,
    )
    return next(iter(found), None)


def findings_of(
    connection: Connection, batch_id: int, *, severity: str | None = None, limit: int | None = None
) -> list[Finding]:
    """What was noticed in the file, in the order of its rows, of one severity or of all."""
    query = _findings(batch_id).order_by(findings.c.row_number, findings.c.id).limit(limit)
    if severity is not None:
        query = query.where(findings.c.severity == severity)
    return [_finding(row) for row in connection.execute(query)]


def warnings_of(connection: Connection, batch_id: int) -> list[Warned]:
    """The warnings of a file by their code, the most frequent first; a file may have a million of them."""
    first = func.min(findings.c.id).label("first")
    counted = (
        select(findings.c.code, func.count().label("times"), first)
        .where(findings.c.batch_id == batch_id, findings.c.severity == "warning")
        .group_by(findings.c.code)
        .subquery()
    )
    query = (
        _findings(batch_id)
        .add_columns(counted.c.times)
        .join(counted, counted.c.first == findings.c.id)
        .order_by(counted.c.times.desc(), findings.c.code)
    )
    return [Warned(row.code, row.times, _finding(row)) for row in connection.execute(query)]


def _findings(batch_id: int) -> Select[Any]:
    """The findings of a batch with the physical line of their record."""
    same_record = and_(
        import_records.c.batch_id == findings.c.batch_id, import_records.c.row_number == findings.c.row_number
    )
    return (
        select(findings, import_records.c.physical_line)
        .outerjoin(import_records, same_record)
        .where(findings.c.batch_id == batch_id)
    )


def _finding(row: Row[Any]) -> Finding:
    return Finding(
        row.row_number,
        row.physical_line,
        row.severity,
        row.code,
        row.column_name,
        row.value,
        row.message,
        row.next_step,
    )


def differences_of(connection: Connection, batch_id: int, *, limit: int | None = None) -> list[Difference]:
    """What the batch's changed rows change, in the order of the file."""
    expense = staged_expenses.c
    key = func.coalesce(
        *(staged_sales.c.order_key, staged_listings.c.external_id, staged_goods.c.style_codes),
        *(cast(staged_rates.c.day, Text), staged_payouts.c.reference),
        *(expense.reference, expense.description, expense.expense_kind, ""),
    )
    goods_no = func.coalesce(staged_purchases.c.goods_no, staged_listings.c.goods_no)
    at = (record_checks.c.batch_id, record_checks.c.row_number, record_checks.c.line)
    drafts: FromClause = record_checks
    for table in _DRAFTS:
        drafts = drafts.outerjoin(table, _same_place(table, at))
    goods = and_(staged_goods.c.batch_id == record_checks.c.batch_id, staged_goods.c.goods_no == goods_no)
    query = (
        select(record_checks.c.row_number, key.label("key"), record_checks.c.difference)
        .select_from(drafts.outerjoin(staged_goods, goods))
        .where(record_checks.c.batch_id == batch_id, record_checks.c.verdict == "changed")
        .order_by(record_checks.c.row_number, record_checks.c.line)
        .limit(limit)
    )
    return [
        Difference(row.row_number, row.key, {name: (old, new) for name, (old, new) in row.difference.items()})
        for row in connection.execute(query)
    ]


def _same_place(table: Table, place: tuple[Column[int], ...]) -> ColumnElement[bool]:
    return and_(*(table.c[column.name] == column for column in place))


def forget_drafts(connection: Connection, batch_id: int) -> None:
    """Removes the typed drafts of a batch that is imported or given up; its raw rows stay."""
    for table in (*_DRAFTS, *_SPELLED):
        connection.execute(delete(table).where(table.c.batch_id == batch_id))


def forget_findings(connection: Connection, batch_id: int) -> None:
    """Removes what reading and checking the file found; what the user corrected stays."""
    connection.execute(delete(findings).where(findings.c.batch_id == batch_id, findings.c.code != CORRECTED))


def forget_rows(connection: Connection, batch_id: int) -> None:
    """Removes everything kept of the rows of a batch that never became an import."""
    for table in _PER_RECORD:
        connection.execute(delete(table).where(table.c.batch_id == batch_id))


def _read(connection: Connection, *where: ColumnElement[bool], limit: int | None = None) -> list[Batch]:
    query = (
        select(import_batches, _reverted().label("reverted"), _left_out().label("left_out"))
        .where(*where)
        .order_by(import_batches.c.id.desc())
        .limit(limit)
    )
    return [_batch(row) for row in connection.execute(query).mappings()]


def _batch(row: RowMapping) -> Batch:
    return Batch(
        id=row["id"],
        source=row["source"],
        kind=DraftKind(row["kind"]) if row["kind"] else None,
        file_name=row["file_name"],
        file_path=row["file_path"],
        status=row["status"],
        counts=Counts(**{name: row[name] for name in Counts.__slots__}),
        payout={code: Decimal(amount) for code, amount in row["payout"].items()},
        first_day=row["first_day"],
        last_day=row["last_day"],
        timings=row["timings"],
        header=tuple(row["header"] or ()),
        first_record=tuple(row["first_record"] or ()),
        delimiter=row["delimiter"],
        error=listed(map(told, row["error_parts"]), ". ") if row["error_parts"] else row["error"],
        change_set_id=row["change_set_id"],
        checked=row["checked_snapshot"] is not None,
        reverted=row["reverted"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        part=row["part"],
        readings=row["readings"],
        mapping=row["mapping"],
        notices=tuple(map(told, row["notices"])),
        left_out=row["left_out"],
    )
