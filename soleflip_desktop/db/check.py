"""The check: what each staged draft means for the database, and what is odd about it, set by set in SQL."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from soleflip_desktop.db.batches import change_batch
from soleflip_desktop.db.conflicts import decide_again, decided, note_conflicts
from soleflip_desktop.db.draft_kinds import KINDS, Kind
from soleflip_desktop.db.drafts import IS_NEW, IS_TAKEN, ZONE
from soleflip_desktop.db.expenses import find_expenses
from soleflip_desktop.db.findings import PROBLEMS, REMARKS
from soleflip_desktop.db.goods import known_products
from soleflip_desktop.db.item_keys import assign_item_keys
from soleflip_desktop.db.listings import find_listings
from soleflip_desktop.db.order_lines import tell_lines
from soleflip_desktop.db.pair_rows import check_bought_pairs
from soleflip_desktop.db.precedence import confirm, settle, speaker
from soleflip_desktop.db.rates import RATE_VERDICTS
from soleflip_desktop.db.sale_keys import find_sales
from soleflip_desktop.db.ticks import left_out, take_rows
from soleflip_desktop.domain.drafts import DraftKind


def check(connection: Connection, batch_id: int, kind: DraftKind) -> None:
    """Gives every draft of the batch its verdict, anew, and notes what is odd; then counts.

    Verdicts: `new`, which is the silent one: such a draft has no row in `record_checks`; `known`, nothing
    differs; `changed`, same key but other fields; `duplicate` of an earlier row of the same file;
    `problem`. What a known row may be changed in is settled by `precedence`. Rows that the user left out of
    an earlier verdict stay out, and conflicts that he decided stay decided.
    """
    here = {"batch_id": batch_id}
    snapshot = connection.execute(text("select pg_current_snapshot()::text")).scalar_one()
    unwanted, earlier = left_out(connection, batch_id), decided(connection, batch_id)
    _forget_earlier_check(connection, here)
    plan = KINDS[kind]
    # Sorts and hashes of 100,000 drafts in memory; for the length of this transaction.
    connection.execute(text("set local work_mem = '64MB'"))
    connection.execute(text("set local default_statistics_target = 10"))
    connection.execute(text(f"analyze {plan.staged}"))
    for problem in PROBLEMS[kind]:
        connection.execute(text(problem), here)
    connection.execute(text(_PROBLEMS.format(staged=plan.staged)), here)
    _name(connection, batch_id, kind)
    duplicates = text(_DUPLICATES.format(keyed=plan.keyed, key=plan.key, is_new=IS_NEW))
    if connection.execute(duplicates, here).rowcount:
        connection.execute(text(_differing_duplicates(plan)), here)
    if kind is DraftKind.LISTING and find_listings(connection, batch_id):
        connection.execute(text(_PROBLEMS.format(staged=plan.staged)), here)
    if kind is DraftKind.RATES:
        connection.execute(text(RATE_VERDICTS), here)
    else:
        _judge(connection, batch_id, kind)
    if earlier:
        decide_again(connection, batch_id, earlier)
    note_conflicts(connection, batch_id)
    for remark in REMARKS[kind]:
        connection.execute(text(remark), here)
    if unwanted:
        take_rows(connection, batch_id, kind, unwanted, taken=False)
    change_batch(connection, batch_id, **_counts(connection, batch_id, kind), checked_snapshot=snapshot)


def _name(connection: Connection, batch_id: int, kind: DraftKind) -> None:
    """Works out by what the drafts are known, as far as the file does not say it."""
    if kind is DraftKind.PURCHASE:
        assign_item_keys(connection, batch_id)
    elif kind is DraftKind.EXPENSE:
        find_expenses(connection, batch_id)
    elif kind in (DraftKind.SALE, DraftKind.LISTING):
        _resolve_goods(connection, batch_id)
    if kind is DraftKind.SALE:
        tell_lines(connection, batch_id)


def _judge(connection: Connection, batch_id: int, kind: DraftKind) -> None:
    """The verdicts of drafts that are about a known row, and what they may change of it."""
    here, plan, who = {"batch_id": batch_id}, KINDS[kind], speaker(connection, batch_id)
    if kind is DraftKind.SALE and not find_sales(connection, batch_id):
        known = 0
    else:
        known = connection.execute(text(_verdicts(plan, plan.compared(who.said))), here).rowcount
    if known:
        settle(connection, kind, who)
        confirm(connection, kind, who)
    if kind is DraftKind.SALE:
        check_bought_pairs(connection, batch_id)


def count_again(connection: Connection, batch_id: int, kind: DraftKind) -> None:
    """Counts a checked batch after a verdict was changed by the user."""
    change_batch(connection, batch_id, **_counts(connection, batch_id, kind))


def count_taken(connection: Connection, batch_id: int, kind: DraftKind) -> None:
    """Counts of a checked batch no more than what the user takes: what the import is about to do."""
    here = {"batch_id": batch_id}
    new, changed = (
        connection.execute(text(query.format(staged=KINDS[kind].staged)), here).scalar_one()
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
            "delete from integration.findings"
            " where batch_id = :batch_id and code not in ('row', 'corrected', 'passed_over')"
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


def _differing_duplicates(kind: Kind) -> str:
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


def _verdicts(kind: Kind, fields: Sequence[str]) -> str:
    """The drafts about a known row, with all in which they differ from it."""
    mine = ", ".join(f"draft.{name}" for name in fields)
    theirs = ", ".join(f"target.{name}" for name in fields)
    # By value: a fee that is 0 because the payout proves it is the 0.00 that is kept.
    pairs = ", ".join(
        f"('{name}', target.{name}::text, draft.{name}::text, target.{name} is distinct from draft.{name})"
        for name in fields
    )
    return f"""
        insert into integration.record_checks
               (batch_id, row_number, line, verdict, target_id, difference)
        select :batch_id, row_number, line,
               case when difference is null then 'known' else 'changed' end, target_id, difference
        from (
            select draft.row_number, draft.line, target.id as target_id,
                   case when ({mine}) is distinct from ({theirs}) then (
                       select jsonb_object_agg(name, jsonb_build_array(old, new))
                       from (values {pairs}) as field (name, old, new, differs) where differs
                   ) end as difference
            from ({kind.about or kind.drafts}) as draft
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
    do update set verdict = 'problem', taken = false, target_id = null, difference = null, conflict = null
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
    DraftKind.PAYOUT: f"""
        select null as currency, null as payout, min(paid_on) as first_day, max(paid_on) as last_day
        from integration.staged_payouts draft
        where batch_id = :batch_id and {IS_TAKEN}
        having count(*) > 0
    """,
    DraftKind.EXPENSE: f"""
        select null as currency, null as payout, min(spent_on) as first_day, max(spent_on) as last_day
        from integration.staged_expenses draft
        where batch_id = :batch_id and {IS_TAKEN}
        having count(*) > 0
    """,
    DraftKind.LISTING: f"""
        select null as currency, null as payout, min(listed_on) as first_day, max(listed_on) as last_day
        from integration.staged_listings draft
        where batch_id = :batch_id and {IS_TAKEN}
        having count(*) > 0
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
    counts["new"] = connection.execute(text(_NEW.format(staged=KINDS[kind].staged)), here).scalar_one()
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
        "first_day": min((row.first_day for row in totals if row.first_day is not None), default=None),
        "last_day": max((row.last_day for row in totals if row.last_day is not None), default=None),
    }
