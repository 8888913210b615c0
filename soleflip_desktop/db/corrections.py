"""Cells of a waiting file that the user corrected; the kept row stays as it came."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, insert, select

from soleflip_desktop.db.batches import CORRECTED
from soleflip_desktop.db.staging import StoredRecord
from soleflip_desktop.db.tables.integration import (
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

_DRAFTS: dict[DraftKind, tuple[Table, type[AnyDraft]]] = {
    DraftKind.SALE: (staged_sales, SaleDraft),
    DraftKind.PURCHASE: (staged_purchases, PurchaseDraft),
    DraftKind.RATES: (staged_rates, RateDraft),
    DraftKind.PAYOUT: (staged_payouts, PayoutDraft),
    DraftKind.EXPENSE: (staged_expenses, ExpenseDraft),
    DraftKind.LISTING: (staged_listings, ListingDraft),
}
_SPELLED = (
    (staged_goods, "goods_no"),
    (staged_sizes, "size_no"),
    (staged_accounts, "account_no"),
)

# By row number and header.
Corrections = dict[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class CorrectedCell:
    """What the user wrote into a cell, and what the file has there."""

    header: str
    text: str
    came_as: str


def stored_record(connection: Connection, batch_id: int, row: int) -> StoredRecord | None:
    """One record as it was kept."""
    columns = import_records.c
    found = connection.execute(
        select(columns.row_number, columns.physical_line, columns.raw).where(
            columns.batch_id == batch_id, columns.row_number == row
        )
    ).first()
    return StoredRecord(*found) if found else None


def corrections_of(connection: Connection, batch_id: int, rows: Sequence[int] | None = None) -> Corrections:
    """What was corrected in the batch, or in some of its rows."""
    query = select(findings.c.row_number, findings.c.column_name, findings.c.value).where(
        findings.c.batch_id == batch_id, findings.c.code == CORRECTED
    )
    if rows is not None:
        query = query.where(findings.c.row_number == func.any(list(rows)))
    corrected: Corrections = defaultdict(dict)
    for row in connection.execute(query):
        corrected[row.row_number][row.column_name] = row.value
    return dict(corrected)


def note_correction(connection: Connection, batch_id: int, row: int, cell: CorrectedCell) -> None:
    """Keeps the correction beside the row; one that says what the file says is none."""
    earlier = (findings.c.batch_id == batch_id, findings.c.row_number == row, findings.c.code == CORRECTED)
    connection.execute(delete(findings).where(*earlier, findings.c.column_name == cell.header))
    if cell.text == cell.came_as:
        return
    connection.execute(
        insert(findings).values(
            batch_id=batch_id,
            row_number=row,
            severity="note",
            code=CORRECTED,
            column_name=cell.header,
            value=cell.text,
            message=f"{cell.header} was corrected from “{cell.came_as}” to “{cell.text}”",
        )
    )


def stage_again(
    connection: Connection,
    batch_id: int,
    kind: DraftKind,
    row: int,
    drafts: Sequence[Sequence[object]],
    problems: Sequence[RowProblem],
) -> None:
    """Puts drafts and problems of one row in the place of those it had; the batch is then to be checked."""
    table, draft = _DRAFTS[kind]
    here = (table.c.batch_id == batch_id, table.c.row_number == row)
    spelled = [(names, no) for names, no in _SPELLED if no in table.c]
    before = connection.execute(select(*(table.c[no] for _, no in spelled)).where(*here)).all()
    removed = connection.execute(delete(table).where(*here)).rowcount
    _forget_verdict(connection, batch_id, row)
    for values in drafts:
        _add_draft(connection, batch_id, table, dict(zip(_names(draft), values, strict=True)))
    for names, no in spelled:
        _forget_unused(connection, batch_id, table, names, no, {getattr(each, no) for each in before})
    for problem in problems:
        connection.execute(insert(findings).values(batch_id=batch_id, **_finding(problem)))
    connection.execute(
        import_batches.update()
        .where(import_batches.c.id == batch_id)
        .values(drafts=import_batches.c.drafts - removed + len(drafts), checked_snapshot=None)
    )


def _forget_verdict(connection: Connection, batch_id: int, row: int) -> None:
    connection.execute(
        delete(record_checks).where(record_checks.c.batch_id == batch_id, record_checks.c.row_number == row)
    )
    connection.execute(
        delete(findings).where(
            findings.c.batch_id == batch_id, findings.c.row_number == row, findings.c.code != CORRECTED
        )
    )


def _names(draft: type[Any]) -> list[str]:
    return [field.name for field in fields(draft)]


def _add_draft(connection: Connection, batch_id: int, table: Table, values: dict[str, object]) -> None:
    values["row_number"] = values.pop("row")
    numbers = {}
    if "goods_no" in table.c:
        goods = {"style_codes": values["style_codes"], "product_name": values["product_name"]}
        alike = ("style_codes",) if goods["style_codes"] else ("style_codes", "product_name")
        goods["brand"] = values.get("brand")
        numbers["goods_no"] = _number(connection, batch_id, staged_goods, "goods_no", alike, goods)
        numbers["size_no"] = _number(connection, batch_id, staged_sizes, "size_no", _SIZE, _of(values, _SIZE))
    if "account_no" in table.c:
        account = _of(values, ("platform", "account", "account_vat_id"))
        numbers["account_no"] = _number(
            connection, batch_id, staged_accounts, "account_no", ("platform", "account"), account
        )
    kept = {name: value for name, value in values.items() if name in table.c}
    connection.execute(insert(table).values(batch_id=batch_id, **numbers, **kept))


_SIZE = ("size_system", "size_value", "size_number")


def _of(values: dict[str, object], names: Sequence[str]) -> dict[str, object]:
    return {name: values[name] for name in names}


def _number(
    connection: Connection,
    batch_id: int,
    table: Table,
    no: str,
    alike: Sequence[str],
    values: dict[str, object],
) -> int:
    """The number of this spelling in the batch, a new one if it is new."""
    number: Column[int] = table.c[no]
    same = [table.c[name] == values[name] for name in alike]
    known = connection.execute(select(number).where(table.c.batch_id == batch_id, *same)).scalar()
    if known is not None:
        return int(known)
    following = select(func.coalesce(func.max(number), -1) + 1).where(table.c.batch_id == batch_id)
    added = int(connection.execute(following).scalar_one())
    connection.execute(insert(table).values(batch_id=batch_id, **{no: added}, **values))
    return added


def _forget_unused(
    connection: Connection, batch_id: int, drafts: Table, spelled: Table, no: str, numbers: set[int]
) -> None:
    """A spelling that nobody uses any more must not link two products."""
    for number in numbers:
        using = select(drafts.c.row_number).where(drafts.c.batch_id == batch_id, drafts.c[no] == number)
        if connection.execute(using.limit(1)).first() is None:
            connection.execute(delete(spelled).where(spelled.c.batch_id == batch_id, spelled.c[no] == number))


def _finding(problem: RowProblem) -> dict[str, object]:
    return {
        "row_number": problem.row,
        "severity": "problem",
        "code": "row",
        "column_name": problem.column,
        "value": problem.value,
        "message": problem.message,
        "next_step": problem.next_step,
    }
