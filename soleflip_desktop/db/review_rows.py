"""The rows of a checked batch as the review lists them: ids of a pile in order, then pages of rows."""

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import Connection, text

from soleflip_desktop.db.batches import Finding
from soleflip_desktop.db.drafts import IS_NEW, IS_TAKEN, SETTLED_SALES, ZONE
from soleflip_desktop.db.expenses import EXPENSE_LINES
from soleflip_desktop.db.listings import LISTING_LINES
from soleflip_desktop.db.payouts import PAYOUT_LINES
from soleflip_desktop.db.rates import RATE_LINES
from soleflip_desktop.db.ticks import staging_table
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.review import Pile, Piles
from soleflip_desktop.domain.size_labels import size_label
from soleflip_desktop.domain.text import without_nul

Order: TypeAlias = tuple[tuple[str, bool], ...]
IN_FILE_ORDER: Order = (("row", False),)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a row was read as; of a row of several pairs, the first pair with the amounts of all.

    Attributes:
        order: The platform's or the supplier's order number.
        day: On which it was sold or bought.
        partner: The seller's account, or the supplier.
        pairs: How many drafts the row made.
        price: Gross of a sale, price of a purchase, in `currency`.
        fees: Named by the file, `None` where it names none.
    """

    order: str | None
    day: date | None
    partner: str | None
    product: str
    style_codes: str
    size: str
    pairs: int
    currency: str
    price: Decimal | None
    fees: Decimal | None = None
    payout: Decimal | None = None


@dataclass(frozen=True, slots=True)
class StagedRow:
    """One record of a waiting file with all that is known of it.

    Attributes:
        raw: As it was kept.
        draft: `None` where the row could not be read.
        verdicts: Of its lines: new, known, changed, duplicate, problem; empty while it is not checked.
        taken: Whether nothing of it is left out.
        differences: Old and new text of what it changes, by field.
        conflicts: The same of what it does not, since a source of higher rank says otherwise.
        findings: Problems first, then warnings and notes.
    """

    row_number: int
    physical_line: int
    raw: str
    draft: Draft | None
    verdicts: frozenset[str]
    taken: bool
    differences: dict[str, tuple[str | None, str | None]]
    conflicts: dict[str, tuple[str | None, str | None]]
    findings: tuple[Finding, ...]


_OF_VERDICT = (
    "select distinct row_number from integration.record_checks where batch_id = :batch_id and verdict = '{}'"
)
_PILES = {
    Pile.ALL: "select row_number from integration.import_records where batch_id = :batch_id",
    Pile.NEW: f"""
        select distinct row_number from {{staged}} draft where batch_id = :batch_id and {IS_NEW}
        union
        {_OF_VERDICT.format("new")}
    """,
    Pile.KNOWN: _OF_VERDICT.format("known"),
    Pile.CHANGED: _OF_VERDICT.format("changed"),
    Pile.DUPLICATES: _OF_VERDICT.format("duplicate"),
    Pile.PROBLEMS: _OF_VERDICT.format("problem"),
    Pile.WARNINGS: """
        select distinct row_number from integration.findings
        where batch_id = :batch_id and severity = 'warning'
    """,
}

# One line for every row that was read, whatever the kind of its drafts.
_LINES = {
    DraftKind.SALE: f"""
        select row_number, min(order_key) as "order", (min(sold_at) at time zone {ZONE})::date as day,
               min(account) as partner, min(product_name) as product, min(style_codes) as style_codes,
               min(size_system) as size_system, min(size_value) as size_value,
               min(size_number) as size_number, count(*) as pairs, min(currency) as currency,
               sum(gross) as price, sum(payout) as payout,
               sum(case when num_nonnulls(platform_fee, processing_fee, shipping_fee) > 0
                        then coalesce(platform_fee, 0) + coalesce(processing_fee, 0)
                             + coalesce(shipping_fee, 0) end) as fees
        from ({SETTLED_SALES} AMONG) as draft
        join integration.staged_goods using (batch_id, goods_no)
        join integration.staged_sizes using (batch_id, size_no)
        join integration.staged_accounts using (batch_id, account_no)
        group by row_number
    """,
    DraftKind.PURCHASE: """
        select row_number, min(order_number) as "order", min(ordered_on) as day, min(supplier) as partner,
               min(product_name) as product, min(style_codes) as style_codes,
               min(size_system) as size_system, min(size_value) as size_value,
               min(size_number) as size_number, count(*) as pairs, min(currency) as currency,
               min(price) as price, null::numeric as payout, null::numeric as fees
        from (select * from integration.staged_purchases where batch_id = :batch_id AMONG) as draft
        join integration.staged_goods using (batch_id, goods_no)
        join integration.staged_sizes using (batch_id, size_no)
        group by row_number
    """,
    DraftKind.RATES: RATE_LINES,
    DraftKind.PAYOUT: PAYOUT_LINES,
    DraftKind.EXPENSE: EXPENSE_LINES,
    DraftKind.LISTING: LISTING_LINES,
}
_AMONG = "and row_number = any(:rows)"


def _lines(kind: DraftKind, among: str = "") -> str:
    return _LINES[kind].replace("AMONG", among)


_SORTED_BY = {
    "row": ("row_number",),
    "order": ('lines."order"',),
    "day": ("lines.day",),
    "partner": ("lower(lines.partner)",),
    "product": ("lower(lines.product)",),
    "size": ("lines.size_system", "lines.size_number", "lines.size_value"),
    "pairs": ("lines.pairs",),
    "price": ("lines.price",),
    "fees": ("lines.fees",),
    "payout": ("lines.payout",),
}

# In what was read; of a row that could not be read, in what was kept of it.
_FOUND = """
    row_number::text = :needle
    or strpos(lower(lines."order"), lower(:needle)) > 0
    or strpos(lower(lines.product), lower(:needle)) > 0
    or strpos(lower(lines.style_codes), lower(:needle)) > 0
    or strpos(lower(lines.partner), lower(:needle)) > 0
    or (:needle ~ '^[0-9]{4}-[0-9]{2}' and starts_with(lines.day::text, :needle))
    or (lines.row_number is null and exists (
            select from integration.import_records kept
            where kept.batch_id = :batch_id and kept.row_number = listed.row_number
              and strpos(lower(kept.raw), lower(:needle)) > 0))
"""


def row_numbers(
    connection: Connection, batch_id: int, kind: DraftKind, pile: Pile, order: Order, search: str
) -> "array[int]":
    """The rows of a pile that `search` finds, in order, unknown values last, equal ones as in the file.

    Raises:
        ValueError: If `order` names a column that cannot be sorted by.
    """
    needle = without_nul(search).strip()
    needs_lines = bool(needle) or any(name != "row" for name, _ in order)
    joined = f"left join ({_lines(kind)}) as lines using (row_number)" if needs_lines else ""
    # As in `paging`: eight bytes a row in one value, which a million rows need.
    statement = f"""
        with ordered as materialized (
            select row_number from ({_PILES[pile].format(staged=staging_table(kind))}) as listed
            {joined} {f"where {_FOUND}" if needle else ""}
            order by {_order_by(order)}
        )
        select string_agg(int8send(row_number), ''::bytea) from ordered
    """
    connection.execute(text("set local work_mem = '64MB'"))
    values = {"batch_id": batch_id} | ({"needle": needle} if needle else {})
    packed = connection.execute(text(statement), values).scalar_one()
    rows = array("q", bytes(packed or b""))
    if sys.byteorder == "little":
        rows.byteswap()
    return rows


def alike_rows(connection: Connection, batch_id: int, code: str) -> list[int]:
    """The rows of which the same was found."""
    query = """
        select distinct row_number from integration.findings where batch_id = :batch_id and code = :code
    """
    return list(connection.scalars(text(query), {"batch_id": batch_id, "code": code}))


def _order_by(order: Order) -> str:
    keys = []
    for name, descending in order:
        if name not in _SORTED_BY:
            raise ValueError(f"there is no column {name!r} to sort by")
        direction = " desc" if descending else ""
        keys += [f"{expression}{direction} nulls last" for expression in _SORTED_BY[name]]
    return ", ".join([*keys, *(["row_number"] if "row" not in dict(order) else [])])


_COUNTS = f"""
    select
        (select count(*) from integration.import_records where batch_id = :batch_id) as all,
        (select count(*) from ({_PILES[Pile.NEW]}) as new) as new,
        (select count(distinct row_number) from {{staged}} draft
         where batch_id = :batch_id and {IS_NEW}) as taken_new,
        count(distinct row_number) filter (where verdict = 'known') as known,
        count(distinct row_number) filter (where verdict = 'changed') as changed,
        count(distinct row_number) filter (where verdict = 'changed' and taken) as taken_changed,
        count(distinct row_number) filter (where verdict = 'duplicate') as duplicates,
        count(distinct row_number) filter (where verdict = 'problem') as problems,
        (select count(*) from ({_PILES[Pile.WARNINGS]}) as warned) as warnings
    from integration.record_checks where batch_id = :batch_id
"""
_PAYOUT = f"""
    select currency, sum(payout) as payout
    from integration.staged_sales draft
    where batch_id = :batch_id and {IS_TAKEN}
    group by currency having sum(payout) is not null
"""


def count_piles(connection: Connection, batch_id: int, kind: DraftKind) -> Piles:
    """How many rows lie in each pile, and what of them is taken."""
    here = {"batch_id": batch_id}
    row = connection.execute(text(_COUNTS.format(staged=staging_table(kind))), here).mappings().one()
    payout = connection.execute(text(_PAYOUT), here) if kind is DraftKind.SALE else ()
    return Piles(
        rows={pile: row[pile.value] for pile in Pile},
        taken_new=row["taken_new"],
        taken_changed=row["taken_changed"],
        payout={each.currency: each.payout for each in payout},
    )


_RECORDS = """
    select row_number, physical_line, raw from integration.import_records
    where batch_id = :batch_id and row_number = any(:rows)
"""
_CHECKS = """
    select row_number, verdict, taken, difference, conflict from integration.record_checks
    where batch_id = :batch_id and row_number = any(:rows) order by row_number, line
"""
_FINDINGS = """
    select row_number, severity, code, column_name, value, message, next_step from integration.findings
    where batch_id = :batch_id and row_number = any(:rows)
    order by array_position(array['problem', 'warning', 'note'], severity), id
"""
# A row of several lines of which some are new has no check for those.
_UNCHECKED = f"""
    select distinct row_number from {{staged}} draft
    where batch_id = :batch_id and row_number = any(:rows) and {IS_NEW}
"""


def staged_page(
    connection: Connection, batch_id: int, kind: DraftKind, rows: Sequence[int]
) -> list[StagedRow]:
    """The rows with these numbers, in their order; one that is gone meanwhile is left out."""
    here: dict[str, Any] = {"batch_id": batch_id, "rows": list(rows)}
    records = {row.row_number: row for row in connection.execute(text(_RECORDS), here)}
    drafts = {
        row["row_number"]: _draft(dict(row))
        for row in connection.execute(text(_lines(kind, _AMONG)), here).mappings()
    }
    checks, found = defaultdict(list), defaultdict(list)
    for row in connection.execute(text(_CHECKS), here):
        checks[row.row_number].append(row)
    for row in connection.execute(text(_FINDINGS), here):
        line = records[row.row_number].physical_line if row.row_number in records else None
        found[row.row_number].append(
            Finding(
                row.row_number,
                line,
                row.severity,
                row.code,
                row.column_name,
                row.value,
                row.message,
                row.next_step,
            )
        )
    new = set(connection.scalars(text(_UNCHECKED.format(staged=staging_table(kind))), here))
    return [
        _staged(records[each], drafts.get(each), checks[each], tuple(found[each]), is_new=each in new)
        for each in rows
        if each in records
    ]


def _staged(
    record: Any, draft: Draft | None, checks: Sequence[Any], findings: tuple[Finding, ...], *, is_new: bool
) -> StagedRow:
    verdicts = {check.verdict for check in checks} | ({"new"} if is_new else set())
    return StagedRow(
        row_number=record.row_number,
        physical_line=record.physical_line,
        raw=record.raw,
        draft=draft,
        verdicts=frozenset(verdicts),
        taken=all(check.taken for check in checks if check.verdict in ("new", "changed")),
        differences=_by_field(check.difference for check in checks),
        conflicts=_by_field(check.conflict for check in checks),
        findings=findings,
    )


def _by_field(
    told: Iterable[dict[str, list[str | None]] | None],
) -> dict[str, tuple[str | None, str | None]]:
    """Old and new of each field; of several lines, the first that speaks of it."""
    fields: dict[str, tuple[str | None, str | None]] = {}
    for each in told:
        for name, (old, new) in (each or {}).items():
            fields.setdefault(name, (old, new))
    return fields


def _draft(row: dict[str, Any]) -> Draft:
    del row["row_number"], row["size_number"]
    size = size_label(row.pop("size_system"), row.pop("size_value"))
    return Draft(size=size, **row)
