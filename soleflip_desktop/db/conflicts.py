"""Conflicts of a waiting batch: its file against sources of higher rank, and whom the user believes."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from soleflip_desktop.db.draft_kinds import KINDS
from soleflip_desktop.domain.drafts import DraftKind


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field of a known row about which a file says otherwise.

    Attributes:
        key: Order number of the sale, or what a pair is known by.
        field: As `SaleDraft` or the table names it; `product` and `size` for the goods.
        ours: What the row has, as text.
        theirs: What the file says, as text.
        given_by: Slug of the source that said so last, `None` if it is not known.
        taken: Whether the user takes the file's word.
        our_currency: Of an amount that the row has.
        their_currency: Of an amount in the file.
    """

    row_number: int
    line: int
    key: str
    field: str
    ours: str | None
    theirs: str | None
    given_by: str | None
    taken: bool
    our_currency: str | None = None
    their_currency: str | None = None


_CONFLICTS = """
    select checked.row_number, checked.line, {key} as key, field.key as field,
           field.value ->> 0 as ours, field.value ->> 1 as theirs, giver.source as given_by, field.taken,
           to_jsonb(target) ->> 'currency' as our_currency,
           coalesce(checked.conflict -> 'currency' ->> 1, checked.difference -> 'currency' ->> 1,
                    to_jsonb(target) ->> 'currency') as their_currency
    from integration.record_checks checked
    join {table} target on target.id = checked.target_id
    cross join lateral (
        select key, value, false as taken from jsonb_each(checked.conflict)
        union all
        select key, value, true from jsonb_each(checked.difference) where key = any(checked.decided)
    ) as field
    left join lateral (
        select batch.source
        from integration.sources_of('{table}', checked.target_id) as source
        join integration.import_batches batch on batch.id = source.batch_id
        where batch.id <> :batch_id
          and not exists (
              select from logging.change_sets undo where undo.reverts_id = batch.change_set_id
                 and not exists (select from logging.change_sets redo where redo.reverts_id = undo.id))
          and (
            field.key = any(source.fields)
            or source.fields is null and (batch.said is null or field.key = any(batch.said)))
        order by batch.finished_at desc nulls last, batch.id desc
        limit 1
    ) as giver on true
    where checked.batch_id = :batch_id and (checked.conflict is not null or checked.decided is not null)
    order by checked.row_number, checked.line, field.key
    limit :limit
"""
_KEYS = {
    DraftKind.SALE: "target.order_key",
    DraftKind.PURCHASE: "coalesce(target.item_key, '')",
    DraftKind.PAYOUT: "target.reference",
    DraftKind.EXPENSE: "coalesce(target.reference, target.description, target.kind)",
    DraftKind.LISTING: "coalesce(target.external_id, target.listing_key)",
}


def conflicts_of(
    connection: Connection, batch_id: int, kind: DraftKind, limit: int | None = None
) -> list[Conflict]:
    """Conflicts in the order of the file, those among them that the user decided for the file."""
    if kind not in _KEYS:
        return []
    query = _CONFLICTS.format(table=KINDS[kind].table, key=_KEYS[kind])
    rows = connection.execute(text(query), {"batch_id": batch_id, "limit": limit})
    return [Conflict(*row) for row in rows]


# Amounts of another currency stand or fall together.
_WANTED = """
    (cast(:field as text) is null or key = :field
     or key = any(:money) and :field = any(:money) and jsonb_exists({among}, 'currency'))
"""
_PLACE = """
    (cast(:row as integer) is null
     or row_number = cast(:row as integer) and line = cast(:line as integer))
"""
_TAKE = f"""
    update integration.record_checks checked
    set difference = coalesce(checked.difference, '{{}}') || moved.fields,
        conflict = nullif(checked.conflict - moved.names, '{{}}'),
        decided = array(select distinct unnest(checked.decided || moved.names) order by 1),
        verdict = 'changed'
    from (
        select row_number, line, jsonb_object_agg(key, value) as fields, array_agg(key) as names
        from integration.record_checks cross join jsonb_each(conflict)
        where batch_id = :batch_id and {_PLACE}
          and {_WANTED.format(among="conflict")}
        group by row_number, line
    ) as moved
    where checked.batch_id = :batch_id and checked.row_number = moved.row_number
      and checked.line = moved.line
"""
_LEAVE = f"""
    update integration.record_checks checked
    set difference = nullif(checked.difference - moved.names, '{{}}'),
        conflict = coalesce(checked.conflict, '{{}}') || moved.fields,
        decided = nullif(array(select unnest(checked.decided) except select unnest(moved.names)), '{{}}'),
        verdict = case when checked.difference - moved.names = '{{}}' then 'known' else 'changed' end
    from (
        select row_number, line, jsonb_object_agg(key, value) as fields, array_agg(key) as names
        from integration.record_checks cross join jsonb_each(difference)
        where batch_id = :batch_id and {_PLACE}
          and key = any(decided) and {_WANTED.format(among="difference")}
        group by row_number, line
    ) as moved
    where checked.batch_id = :batch_id and checked.row_number = moved.row_number
      and checked.line = moved.line
"""


def decide(
    connection: Connection,
    batch_id: int,
    kind: DraftKind,
    *,
    take: bool,
    field: str | None = None,
    place: tuple[int, int] | None = None,
) -> int:
    """Takes the file's word for a field, or the database's; returns how many rows that changes.

    Args:
        field: `None` for all. An amount of another currency brings the others of its row along.
        place: Row and line, `None` for all of the batch.
    """
    row, line = place or (None, None)
    here: dict[str, Any] = {"batch_id": batch_id, "row": row, "line": line, "field": field}
    here["money"] = list(KINDS[kind].money)
    changed = connection.execute(text(_TAKE if take else _LEAVE), here).rowcount
    connection.execute(
        text("delete from integration.findings where batch_id = :batch_id and code = 'conflict'"), here
    )
    note_conflicts(connection, batch_id)
    return changed


def decided(connection: Connection, batch_id: int) -> list[tuple[int, int, str]]:
    """Row, line and field of every conflict that the user decided for the file."""
    query = """
        select row_number, line, unnest(decided) from integration.record_checks
        where batch_id = :batch_id and decided is not null
    """
    return [
        (row, line, field) for row, line, field in connection.execute(text(query), {"batch_id": batch_id})
    ]


def decide_again(connection: Connection, batch_id: int, earlier: list[tuple[int, int, str]]) -> None:
    """Applies decisions of an earlier check; one whose conflict is gone is forgotten."""
    rows, lines, names = zip(*earlier, strict=True)
    connection.execute(
        text(_AGAIN), {"batch_id": batch_id, "rows": list(rows), "lines": list(lines), "names": list(names)}
    )


_AGAIN = """
    update integration.record_checks checked
    set difference = coalesce(checked.difference, '{}') || moved.fields,
        conflict = nullif(checked.conflict - moved.names, '{}'), decided = moved.names, verdict = 'changed'
    from (
        select row_number, line, jsonb_object_agg(key, value) as fields, array_agg(key order by key) as names
        from integration.record_checks cross join jsonb_each(conflict)
        join unnest(cast(:rows as integer[]), cast(:lines as smallint[]), cast(:names as text[]))
             as earlier (row_number, line, key) using (row_number, line, key)
        where batch_id = :batch_id
        group by row_number, line
    ) as moved
    where checked.batch_id = :batch_id and checked.row_number = moved.row_number
      and checked.line = moved.line
"""

_NOTED = """
    insert into integration.findings (batch_id, row_number, severity, code, column_name, value, message)
    select :batch_id, row_number, 'note', 'conflict', key, value ->> 1,
           format('The %s stays %s, though the file says %s, whose word counts less',
                  replace(key, '_', ' '), coalesce(value ->> 0, 'unknown'), value ->> 1)
    from integration.record_checks cross join jsonb_each(conflict)
    where batch_id = :batch_id and value ->> 1 is not null
    order by row_number, key
"""


def note_conflicts(connection: Connection, batch_id: int) -> None:
    """Says in a note of its row what each conflict is."""
    connection.execute(text(_NOTED), {"batch_id": batch_id})
