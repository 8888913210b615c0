"""The check: what each staged draft means for the database, and what is odd about it, set by set in SQL."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from soleflip_desktop.db.batches import change_batch
from soleflip_desktop.db.drafts import (
    IS_NEW,
    IS_TAKEN,
    ITEM_FIELDS,
    SALE_FIELDS,
    SETTLED_SALES,
    VALUED_PURCHASES,
    ZONE,
)
from soleflip_desktop.db.findings import PROBLEMS, REMARKS
from soleflip_desktop.db.goods import known_products
from soleflip_desktop.db.item_keys import KNOWN_PAIRS, assign_item_keys
from soleflip_desktop.db.rates import RATE_VERDICTS, STAGED_RATES
from soleflip_desktop.db.ticks import left_out, take_rows
from soleflip_desktop.domain.drafts import DraftKind


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the two kinds of draft differ in when they are checked.

    Attributes:
        staged: The staging table.
        keyed: SELECT of the drafts with the columns of `key`.
        drafts: SELECT of the drafts with the columns of `fields`.
        key: Columns that name the same thing within a file.
        target: FROM item of the rows a draft may be about, joined to `draft` on `target_key`.
        fields: Columns compared.
    """

    staged: str
    keyed: str
    drafts: str
    key: str
    target: str
    target_key: str
    fields: tuple[str, ...]


# The platform, not the account, is what order numbers are unique in.
_KEYED_SALES = """
    select staged.*, accounts.platform
    from integration.staged_sales staged
    join integration.staged_accounts accounts using (batch_id, account_no)
    where batch_id = :batch_id
"""

# Goods by the name of the product they would be booked on, sizes in words: a corrected size or style code
# is a change like any other.
_NAMED_SALES = f"""
    select settled.*, coalesce(products.name, goods.product_name) as product,
           sizes.size_system || ' ' || sizes.size_value as size
    from ({SETTLED_SALES}) as settled
    join integration.staged_goods goods using (batch_id, goods_no)
    join integration.staged_sizes sizes using (batch_id, size_no)
    left join known_goods using (goods_no)
    left join products.products on products.id = known_goods.product_id
"""

_KINDS = {
    DraftKind.SALE: _Kind(
        staged="integration.staged_sales",
        keyed=_KEYED_SALES,
        drafts=_NAMED_SALES,
        key="platform, order_key, line",
        target="""
            select accounts.account_no as account_no, products.name as product,
                   sizes.system || ' ' || sizes.value as size, sales.*
            from integration.staged_accounts accounts
            join core.platforms on platforms.slug = accounts.platform
            join sales.sales on sales.platform_id = platforms.id
            join products.products on products.id = sales.product_id
            join core.sizes on sizes.id = sales.size_id
            where accounts.batch_id = :batch_id
        """,
        target_key="target.account_no = draft.account_no and target.order_key = draft.order_key"
        " and target.line = draft.line",
        # The other adjustment follows from the other amounts.
        fields=(*(name for name in SALE_FIELDS if name != "other_adjustment"), "product", "size"),
    ),
    DraftKind.PURCHASE: _Kind(
        staged="integration.staged_purchases",
        keyed="select * from integration.staged_purchases where batch_id = :batch_id",
        drafts=VALUED_PURCHASES,
        key="item_key",
        target=KNOWN_PAIRS,
        target_key="target.item_key = draft.item_key",
        fields=(*ITEM_FIELDS, "ordered_on"),
    ),
    DraftKind.RATES: _Kind(
        staged="integration.staged_rates",
        keyed=STAGED_RATES,
        drafts=STAGED_RATES,
        key="day",
        target="core.rate_days",
        target_key="target.day = draft.day",
        fields=("rates",),
    ),
}


def check(connection: Connection, batch_id: int, kind: DraftKind) -> None:
    """Gives every draft of the batch its verdict, anew, and notes what is odd; then counts.

    Verdicts: `new`, which is the silent one: such a draft has no row in `record_checks`; `known`, nothing
    differs; `changed`, same key but other fields; `duplicate` of an earlier row of the same file;
    `problem`. A field the user typed (`locked_fields`) never counts as changed. Rows that the user left out
    of an earlier verdict stay out.
    """
    here = {"batch_id": batch_id}
    snapshot = connection.execute(text("select pg_current_snapshot()::text")).scalar_one()
    unwanted = left_out(connection, batch_id)
    _forget_earlier_check(connection, here)
    plan = _KINDS[kind]
    # Sorts and hashes of 100,000 drafts in memory; for the length of this transaction.
    connection.execute(text("set local work_mem = '64MB'"))
    connection.execute(text("set local default_statistics_target = 10"))
    connection.execute(text(f"analyze {plan.staged}"))
    for problem in PROBLEMS[kind]:
        connection.execute(text(problem), here)
    connection.execute(text(_PROBLEMS.format(staged=plan.staged)), here)
    if kind is DraftKind.PURCHASE:
        assign_item_keys(connection, batch_id)
    elif kind is DraftKind.SALE:
        _resolve_goods(connection, batch_id)
    duplicates = text(_DUPLICATES.format(keyed=plan.keyed, key=plan.key, is_new=IS_NEW))
    if connection.execute(duplicates, here).rowcount:
        connection.execute(text(_differing_duplicates(plan)), here)
    connection.execute(text(RATE_VERDICTS if kind is DraftKind.RATES else _verdicts(plan)), here)
    for remark in REMARKS[kind]:
        connection.execute(text(remark), here)
    if unwanted:
        take_rows(connection, batch_id, kind, unwanted, taken=False)
    change_batch(connection, batch_id, **_counts(connection, batch_id, kind), checked_snapshot=snapshot)


def count_taken(connection: Connection, batch_id: int, kind: DraftKind) -> None:
    """Counts of a checked batch no more than what the user takes: what the import is about to do."""
    here = {"batch_id": batch_id}
    new, changed = (
        connection.execute(text(query.format(staged=_KINDS[kind].staged)), here).scalar_one()
        for query in (_TAKEN_NEW, _TAKEN_CHANGED)
    )
    totals = _totals(connection, batch_id, kind)
    change_batch(connection, batch_id, new=new, changed=changed, **totals)


def _resolve_goods(connection: Connection, batch_id: int) -> None:
    """Leaves the temporary table `known_goods (goods_no, product_id)`."""
    known = known_products(connection, batch_id)
    connection.execute(text("drop table if exists known_goods"))
    connection.execute(
        text(
            "create temporary table known_goods on commit drop as"
            " select * from unnest(cast(:goods as integer[]), cast(:products as bigint[]))"
            " as known (goods_no, product_id)"
        ),
        {"goods": list(known), "products": list(known.values())},
    )


def _forget_earlier_check(connection: Connection, here: dict[str, Any]) -> None:
    connection.execute(text("delete from integration.record_checks where batch_id = :batch_id"), here)
    # Row problems stay: the reader found them, not the check. So do corrections: the user made them.
    connection.execute(
        text(
            "delete from integration.findings where batch_id = :batch_id and code not in ('row', 'corrected', 'passed_over')"
        ),
        here,
    )


_REPEATED = """
    select {key}, min(row_number) as first_row
    from ({keyed}) as draft where {is_new}
    group by {key} having count(*) > 1
"""
_DUPLICATES = f"""
    insert into integration.record_checks (batch_id, row_number, line, verdict, taken)
    select :batch_id, draft.row_number, draft.line, 'duplicate', false
    from ({{keyed}}) as draft
    join ({_REPEATED}) as repeated using ({{key}})
    where {{is_new}} and draft.row_number > repeated.first_row
"""


def _differing_duplicates(kind: _Kind) -> str:
    """Warns of a duplicate that says something else than the row that counts."""
    fields = [name for name in kind.fields if name not in ("product", "size")]
    mine = ", ".join(f"draft.{name}" for name in fields)
    first = ", ".join(f"counted.{name}" for name in fields)
    return f"""
        with drafts as materialized ({kind.drafts}),
        duplicates as (
            select row_number, line from integration.record_checks
            where batch_id = :batch_id and verdict = 'duplicate'
        )
        insert into integration.findings (batch_id, row_number, severity, code, message)
        select :batch_id, draft.row_number, 'warning', 'duplicate_differs',
               format('The row repeats row %1$s with other values; row %1$s counts', counted.row_number)
        from duplicates
        join ({kind.keyed}) as mine using (row_number, line)
        join ({kind.keyed}) as firsts using ({kind.key})
        join drafts draft on draft.row_number = mine.row_number and draft.line = mine.line
        join drafts counted on counted.row_number = firsts.row_number and counted.line = firsts.line
        where (firsts.row_number, firsts.line) not in (
                  select row_number, line from integration.record_checks
                  where batch_id = :batch_id and verdict in ('duplicate', 'problem'))
          and ({mine}) is distinct from ({first})
        order by draft.row_number
    """


def _verdicts(kind: _Kind) -> str:
    mine = ", ".join(f"draft.{name}" for name in kind.fields)
    theirs = ", ".join(f"target.{name}" for name in kind.fields)
    pairs = ", ".join(f"('{name}', target.{name}::text, draft.{name}::text)" for name in kind.fields)
    return f"""
        insert into integration.record_checks
               (batch_id, row_number, line, verdict, target_id, difference)
        select :batch_id, row_number, line,
               case when difference is null then 'known' else 'changed' end, target_id, difference
        from (
            select draft.row_number, draft.line, target.id as target_id,
                   case when ({mine}) is distinct from ({theirs}) then (
                       select jsonb_object_agg(name, jsonb_build_array(old, new))
                       from (values {pairs}) as field (name, old, new)
                       where old is distinct from new and name <> all(target.locked_fields)
                   ) end as difference
            from ({kind.drafts}) as draft
            join ({kind.target}) as target on {kind.target_key}
            where {IS_NEW}
        ) as judged
        order by row_number, line
    """


# A row with a problem is nothing but a problem, in all its lines, whether the reader found it or the check.
_PROBLEMS = """
    with problems as materialized (
        select distinct row_number from integration.findings
        where batch_id = :batch_id and severity = 'problem'
    )
    insert into integration.record_checks (batch_id, row_number, line, verdict, taken)
    select :batch_id, row_number, coalesce(draft.line, 1), 'problem', false
    from problems
    left join (select row_number, line from {staged} where batch_id = :batch_id) as draft using (row_number)
    on conflict (batch_id, row_number, line)
    do update set verdict = 'problem', taken = false, target_id = null, difference = null
"""

_VERDICT_COUNTS = """
    select verdict, count(distinct row_number) as rows
    from integration.record_checks where batch_id = :batch_id
    group by verdict
"""
_COUNTED_AS = {"known": "known", "changed": "changed", "duplicate": "duplicates", "problem": "problems"}

# Drafts that no check speaks of, and those the user left out; a row of several lines counts once.
_NEW = """
    select count(distinct row_number)
    from {staged} draft
    where batch_id = :batch_id and not exists (
        select from integration.record_checks checked
        where checked.batch_id = :batch_id and checked.row_number = draft.row_number
          and checked.line = draft.line and checked.verdict <> 'new')
"""
_TAKEN_NEW = f"""
    select count(distinct row_number) from {{staged}} draft where batch_id = :batch_id and {IS_NEW}
"""
_TAKEN_CHANGED = """
    select count(distinct row_number) from integration.record_checks
    where batch_id = :batch_id and verdict = 'changed' and taken
"""

_TOTALS = {
    DraftKind.SALE: f"""
        select currency, sum(payout)::text as payout,
               (min(sold_at) at time zone {ZONE})::date as first_day,
               (max(sold_at) at time zone {ZONE})::date as last_day
        from integration.staged_sales draft
        where batch_id = :batch_id and {IS_TAKEN}
        group by currency order by currency
    """,
    DraftKind.PURCHASE: f"""
        select currency, null as payout, min(ordered_on) as first_day, max(ordered_on) as last_day
        from integration.staged_purchases draft
        where batch_id = :batch_id and {IS_TAKEN}
        group by currency order by currency
    """,
    DraftKind.RATES: f"""
        select null as currency, null as payout, min(day) as first_day, max(day) as last_day
        from integration.staged_rates draft
        where batch_id = :batch_id and {IS_TAKEN}
        having count(*) > 0
    """,
}


def _counts(connection: Connection, batch_id: int, kind: DraftKind) -> dict[str, Any]:
    """The columns of `import_batches` that say what is in the batch."""
    here = {"batch_id": batch_id}
    counts = dict.fromkeys(_COUNTED_AS.values(), 0)
    for row in connection.execute(text(_VERDICT_COUNTS), here):
        if row.verdict in _COUNTED_AS:
            counts[_COUNTED_AS[row.verdict]] = row.rows
    counts["new"] = connection.execute(text(_NEW.format(staged=_KINDS[kind].staged)), here).scalar_one()
    counts["warnings"] = connection.execute(
        text("select count(*) from integration.findings where batch_id = :batch_id and severity = 'warning'"),
        here,
    ).scalar_one()
    return counts | _totals(connection, batch_id, kind)


def _totals(connection: Connection, batch_id: int, kind: DraftKind) -> dict[str, Any]:
    """Days and payout of what the batch holds, less what is left out of it."""
    totals = connection.execute(text(_TOTALS[kind]), {"batch_id": batch_id}).all()
    return {
        "payout": {row.currency: row.payout for row in totals if row.payout is not None},
        "first_day": min((row.first_day for row in totals), default=None),
        "last_day": max((row.last_day for row in totals), default=None),
    }
