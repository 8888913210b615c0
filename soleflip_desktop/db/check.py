"""The check: what each staged draft means for the database, and what is odd about it, set by set in SQL."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from soleflip_desktop.db.batches import change_batch
from soleflip_desktop.db.drafts import IS_NEW, ITEM_FIELDS, SALE_FIELDS, SETTLED_SALES, VALUED_PURCHASES, ZONE
from soleflip_desktop.db.findings import FINDINGS
from soleflip_desktop.db.item_keys import assign_item_keys
from soleflip_desktop.domain.drafts import DraftKind


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the two kinds of draft differ in when they are checked.

    Attributes:
        staged: The staging table.
        drafts: SELECT of the drafts with the columns of `fields`.
        key: Columns that name the same thing within a file.
        target: FROM item of the rows a draft may be about, joined to `draft` on `target_key`.
        fields: Columns compared.
    """

    staged: str
    drafts: str
    key: str
    target: str
    target_key: str
    fields: tuple[str, ...]


_KINDS = {
    DraftKind.SALE: _Kind(
        staged="integration.staged_sales",
        drafts=SETTLED_SALES,
        key="account_no, order_key, line",
        target="""
            select accounts.account_no as account_no, sales.*
            from integration.staged_accounts accounts
            join core.platforms on platforms.slug = accounts.platform
            join sales.sales on sales.platform_id = platforms.id
            where accounts.batch_id = :batch_id
        """,
        target_key="target.account_no = draft.account_no and target.order_key = draft.order_key"
        " and target.line = draft.line",
        fields=SALE_FIELDS,
    ),
    DraftKind.PURCHASE: _Kind(
        staged="integration.staged_purchases",
        drafts=VALUED_PURCHASES,
        key="item_key",
        target="select * from products.items",
        target_key="target.item_key = draft.item_key",
        fields=ITEM_FIELDS,
    ),
}


def check(connection: Connection, batch_id: int, kind: DraftKind) -> None:
    """Gives every draft of the batch its verdict, anew, and notes what is odd; then counts.

    Verdicts: `new`, which is the silent one: such a draft has no row in `record_checks`; `known`, nothing
    differs; `changed`, same key but other fields; `duplicate` of an earlier row of the same file;
    `problem`. A field the user typed (`locked_fields`) never counts as changed.
    """
    here = {"batch_id": batch_id}
    _forget_earlier_check(connection, here)
    plan = _KINDS[kind]
    # Sorts and hashes of 100,000 drafts in memory; for the length of this transaction.
    connection.execute(text("set local work_mem = '64MB'"))
    connection.execute(text("set local default_statistics_target = 10"))
    connection.execute(text(f"analyze {plan.staged}"))
    if kind is DraftKind.PURCHASE:
        assign_item_keys(connection, batch_id)
    connection.execute(text(_DUPLICATES.format(staged=plan.staged, key=plan.key)), here)
    connection.execute(text(_verdicts(plan)), here)
    for finding in FINDINGS[kind]:
        connection.execute(text(finding), here)
    connection.execute(text(_PROBLEMS.format(staged=plan.staged)), here)
    _count(connection, batch_id, kind)


def _forget_earlier_check(connection: Connection, here: dict[str, Any]) -> None:
    connection.execute(text("delete from integration.record_checks where batch_id = :batch_id"), here)
    # Row problems stay: the reader found them, not the check.
    connection.execute(
        text("delete from integration.findings where batch_id = :batch_id and code <> 'row'"), here
    )


_DUPLICATES = """
    insert into integration.record_checks (batch_id, row_number, line, verdict, taken)
    select :batch_id, draft.row_number, draft.line, 'duplicate', false
    from {staged} draft
    join (
        select {key}, min(row_number) as first_row
        from {staged} where batch_id = :batch_id
        group by {key} having count(*) > 1
    ) as repeated using ({key})
    where draft.batch_id = :batch_id and draft.row_number > repeated.first_row
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
        ) as judged
        order by row_number, line
        on conflict do nothing
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

# Rows with a draft that no check speaks of; a row of several lines counts once.
_NEW = f"""
    select count(distinct row_number)
    from {{staged}} draft
    where batch_id = :batch_id and {IS_NEW}
"""

_LEFT_OUT = """
    not exists (
        select from integration.record_checks checked
        where checked.batch_id = :batch_id and checked.row_number = draft.row_number
          and checked.line = draft.line and verdict in ('duplicate', 'problem'))
"""
_TOTALS = {
    DraftKind.SALE: f"""
        select currency, sum(payout)::text as payout,
               (min(sold_at) at time zone {ZONE})::date as first_day,
               (max(sold_at) at time zone {ZONE})::date as last_day
        from integration.staged_sales draft
        where batch_id = :batch_id and {_LEFT_OUT}
        group by currency order by currency
    """,
    DraftKind.PURCHASE: f"""
        select currency, null as payout, min(ordered_on) as first_day, max(ordered_on) as last_day
        from integration.staged_purchases draft
        where batch_id = :batch_id and {_LEFT_OUT}
        group by currency order by currency
    """,
}


def _count(connection: Connection, batch_id: int, kind: DraftKind) -> None:
    here = {"batch_id": batch_id}
    counts = dict.fromkeys(_COUNTED_AS.values(), 0)
    counts.update(
        (_COUNTED_AS[row.verdict], row.rows) for row in connection.execute(text(_VERDICT_COUNTS), here)
    )
    counts["new"] = connection.execute(text(_NEW.format(staged=_KINDS[kind].staged)), here).scalar_one()
    counts["warnings"] = connection.execute(
        text("select count(*) from integration.findings where batch_id = :batch_id and severity = 'warning'"),
        here,
    ).scalar_one()
    totals = connection.execute(text(_TOTALS[kind]), here).all()
    newest = connection.execute(text("select max(id) from logging.change_sets")).scalar()
    change_batch(
        connection,
        batch_id,
        **counts,
        payout={row.currency: row.payout for row in totals if row.payout is not None},
        first_day=min((row.first_day for row in totals), default=None),
        last_day=max((row.last_day for row in totals), default=None),
        checked_at_change_set=newest or 0,
    )
