"""Whose word counts: what a draft that is about a known row may change of it, field by field.

A check first finds every field in which a draft differs from the row it is about; `settle` sorts them into
differences, which are written, and conflicts, which wait for the user (docs/importers.md).
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from soleflip_desktop.db.draft_kinds import KINDS, Kind
from soleflip_desktop.db.drafts import ZONE
from soleflip_desktop.db.sale_keys import KEYLESS
from soleflip_desktop.domain.drafts import DraftKind

# From this `importers.base.Rank` on a file is a program's export, which may be older than what is known;
# people's own tables are what they last wrote.
_EXPORTED = 2
# Single look-ups cost more than one pass over all sources from here on.
_MANY = 2_000


@dataclass(frozen=True, slots=True)
class Speaker:
    """What a batch's word counts for.

    Attributes:
        rank: `importers.base.Rank` of its source.
        said: The draft fields that the file speaks of, `None` for all.
    """

    batch_id: int
    source: str | None
    rank: int
    said: tuple[str, ...] | None


def speaker(connection: Connection, batch_id: int) -> Speaker:
    query = text("select id, source, rank, said from integration.import_batches where id = :batch_id")
    found = connection.execute(query, {"batch_id": batch_id}).one()
    return Speaker(found.id, found.source, found.rank, None if found.said is None else tuple(found.said))


def settle(connection: Connection, kind: DraftKind, who: Speaker) -> None:
    """Leaves of the differences of a batch what its source may change, and sets its conflicts apart."""
    plan = KINDS[kind]
    here = _values(plan, who)
    connection.execute(text("drop table if exists open_fields, givers"))
    if plan.money:
        spoken = {"said": list(plan.compared(who.said))}
        connection.execute(text(_WIDENED.format(table=plan.table)), here | spoken)
    if kind is DraftKind.SALE and who.rank >= _EXPORTED:
        here["last_day"] = connection.execute(text(_LAST_DAY), here).scalar_one()
    connection.execute(text(_OPEN.format(table=plan.table)), here)
    connection.execute(text("analyze open_fields"))
    connection.execute(text(_givers(connection, plan.table)), here)
    connection.execute(text(_SETTLED), here)


def confirm(connection: Connection, kind: DraftKind, who: Speaker) -> None:
    """Notes the fields in which a batch repeats what a source of lower rank said: they are its word now."""
    plan = KINDS[kind]
    here = _values(plan, who) | {"compared": list(plan.compared(who.said)), "kind": kind}
    if not connection.execute(text(_ANY_LOWER), here).scalar_one():
        return
    connection.execute(text("drop table if exists open_fields, givers"))
    connection.execute(text(_REPEATED.format(drafts=plan.about or plan.drafts, table=plan.table)), here)
    connection.execute(text("analyze open_fields"))
    connection.execute(text(_givers(connection, plan.table)), here)
    connection.execute(text(_CONFIRMED), here)


def _values(plan: Kind, who: Speaker) -> dict[str, Any]:
    return {
        "batch_id": who.batch_id,
        "table": plan.table,
        "rank": who.rank,
        "source": who.source or "",
        "money": list(plan.money),
        "kept": list(plan.kept),
        "moving": plan.moving,
        "forward": plan.forward,
        "backward": plan.backward,
        "last_day": None,
    }


# Amounts of another currency leave no amount of the old one beside them, not even one of which the file does
# not speak: its loss is a difference, too.
_WIDENED = """
    update integration.record_checks checked set difference = difference || lost.fields
    from (
        select changed.row_number, changed.line,
               jsonb_object_agg(amount.key, jsonb_build_array(amount.value, null::text)) as fields
        from integration.record_checks changed
        join {table} target on target.id = changed.target_id
        cross join jsonb_each_text(to_jsonb(target)) as amount
        where changed.batch_id = :batch_id and jsonb_exists(changed.difference, 'currency')
          and amount.key = any(:money) and amount.key <> all(:said) and amount.value !~ '^0[.0]*$'
        group by changed.row_number, changed.line
    ) as lost
    where checked.batch_id = :batch_id and checked.row_number = lost.row_number and checked.line = lost.line
"""
_LAST_DAY = f"""
    select (max(sold_at) at time zone {ZONE})::date from integration.staged_sales where batch_id = :batch_id
"""

_OPEN = """
    create temporary table open_fields on commit drop as
    select checked.row_number, checked.line, checked.target_id, field.key as name,
           field.value ->> 0 as old, field.value ->> 1 as new, target.locked_fields
    from integration.record_checks checked
    join {table} target on target.id = checked.target_id
    cross join jsonb_each(checked.difference) as field
    where checked.batch_id = :batch_id and checked.verdict = 'changed'
"""

# Every record that a row came from. The second form is for many rows: it unfolds all runs once.
_SOURCES_EACH = """
    select wanted.target_id, source.batch_id, source.fields
    from (select distinct target_id from open_fields) as wanted
    cross join lateral integration.sources_of('{table}', wanted.target_id) as source
"""
_SOURCES_ALL = """
    select wanted.target_id, unfolded.batch_id, unfolded.fields
    from (select distinct target_id from open_fields) as wanted
    join (select row_id + place as target_id, batch_id, fields
          from integration.record_targets cross join generate_series(0, rows - 1) as place
          where table_name = '{table}') as unfolded using (target_id)
"""

# The one that gave a field last; what was undone gave nothing.
_GIVERS = """
    create temporary table givers on commit drop as
    with sources as materialized ({sources}),
    spoke as materialized (
        select id, rank, source, said, last_day, finished_at from integration.import_batches batch
        where id in (select batch_id from sources) and id <> :batch_id
          and not exists (
              select from logging.change_sets undo where undo.reverts_id = batch.change_set_id
                 and not exists (select from logging.change_sets redo where redo.reverts_id = undo.id))
    )
    select distinct on (target_id, name) target_id, name, spoke.rank, spoke.source, spoke.last_day
    from (select distinct target_id, name from open_fields) as wanted
    join sources using (target_id)
    join spoke on spoke.id = sources.batch_id
    where name = any(sources.fields)
       or sources.fields is null and (spoke.said is null or name = any(spoke.said))
    order by target_id, name, spoke.finished_at desc nulls last, spoke.id desc
"""


def _givers(connection: Connection, table: str) -> str:
    """A CREATE TABLE of who gave the open fields of `table`."""
    rows = connection.execute(text("select count(distinct target_id) from open_fields")).scalar_one()
    sources = _SOURCES_ALL if rows > _MANY else _SOURCES_EACH
    return _GIVERS.format(sources=sources.format(table=table))


# A day without a time differs from no time of that day.
_SAME_DAY = f"""
    name in ('sold_at', 'paid_out_at')
    and (old::timestamptz at time zone {ZONE})::date = (new::timestamptz at time zone {ZONE})::date
"""

# What an amount was before, as an import left it that still stands.
_HAS_BEEN = """
    exists (
        select from logging.row_changes change
        join logging.change_sets on change_sets.id = change.change_set_id
        where change.table_name = :table and change.row_id = heard.target_id and change.operation = 'U'
          and change.reverted_by is null and change_sets.reverts_id is null
          and (change.old ->> name)::numeric = new::numeric)
"""
# From the top: typed fields; a gap that is closed and never opened; an order number for a sale that had
# none; amounts of another currency, all or none; an empty cell, which empties only what its own source
# gave; what nobody knew; a status, which goes on and never back; amounts of an older export of the same
# source, as far as that shows: the status lies behind, the report ends earlier, or the amount was that once;
# precedence.
_FATE = f"""
    case
        when name = any(locked_fields) then 'dropped'
        when name in ('platform', 'account') then case when old is null then 'taken' else 'dropped' end
        when name = 'order_key' then
            case when new <> '' and starts_with(old, '{KEYLESS}') then 'taken' else 'dropped' end
        when foreign_money and name = any(:money) then
            case when locked_fields && cast(:money as text[]) then 'dropped'
                 when :rank >= coalesce(currency_rank, -1) then 'taken'
                 else 'conflict' end
        when new is null then
            case when source = :source and name <> all(:kept) and not is_older then 'taken' else 'dropped' end
        when old is null then 'taken'
        when name = :moving and old || '>' || new = any(:forward) then 'taken'
        when name = :moving and old || '>' || new = any(:backward) then 'dropped'
        when name = any(:money) and :rank = rank and is_older then 'conflict'
        when name = any(:money) and source = :source and :rank >= {_EXPORTED} and name <> 'currency'
             and {_HAS_BEEN} then 'conflict'
        when :rank >= coalesce(rank, -1) then 'taken'
        when {_SAME_DAY} then 'dropped'
        else 'conflict'
    end
"""
_SETTLED = f"""
    with heard as (
        select open_fields.*, givers.rank, givers.source,
               bool_or(name = 'currency' and old <> new) over of_draft as foreign_money,
               bool_or(name = :moving and old || '>' || new = any(:backward)) over of_draft
               or coalesce(givers.source = :source and givers.last_day > :last_day, false) as is_older,
               max(givers.rank) filter (where name = 'currency') over of_draft as currency_rank
        from open_fields left join givers using (target_id, name)
        window of_draft as (partition by row_number, line)
    ),
    fates as (select row_number, line, name, jsonb_build_array(old, new) as told, {_FATE} as fate from heard),
    settled as (
        select row_number, line,
               jsonb_object_agg(name, told) filter (where fate = 'taken') as difference,
               jsonb_object_agg(name, told) filter (where fate = 'conflict') as conflict
        from fates group by row_number, line
    )
    update integration.record_checks checked
    set difference = settled.difference, conflict = settled.conflict,
        verdict = case when settled.difference is null then 'known' else 'changed' end
    from settled
    where checked.batch_id = :batch_id and checked.row_number = settled.row_number
      and checked.line = settled.line
"""

_ANY_LOWER = """
    select exists (
        select from integration.import_batches
        where rank < :rank and kind = :kind and status in ('imported', 'known'))
"""
# What a draft says that is neither a difference nor a conflict. Only of rows that came from a lower source.
_REPEATED = """
    create temporary table open_fields on commit drop as
    with sources as materialized (
        select row_id + place as target_id
        from integration.record_targets cross join generate_series(0, rows - 1) as place
        where table_name = '{table}' and batch_id in (
            select id from integration.import_batches where rank < :rank)
    )
    select checked.row_number, checked.line, checked.target_id, field.key as name
    from integration.record_checks checked
    join ({drafts}) as draft on draft.row_number = checked.row_number and draft.line = checked.line
    cross join jsonb_each(to_jsonb(draft)) as field
    where checked.batch_id = :batch_id and checked.verdict in ('known', 'changed')
      and checked.target_id in (select target_id from sources)
      and field.key = any(:compared) and field.value <> 'null'
      and not coalesce(jsonb_exists(checked.difference, field.key), false)
      and not coalesce(jsonb_exists(checked.conflict, field.key), false)
"""
_CONFIRMED = """
    update integration.record_checks checked set confirmed = repeated.names
    from (
        select row_number, line, array_agg(name order by name) as names
        from open_fields join givers using (target_id, name)
        where rank < :rank
        group by row_number, line
    ) as repeated
    where checked.batch_id = :batch_id and checked.row_number = repeated.row_number
      and checked.line = repeated.line
"""
