"""Change sets: what was done together, and so is undone together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, text

# Brands, products and the like that an import adds stay when it is undone: later imports may use them
# without having made them, and one that nothing uses harms nobody.
REFERENCE_TABLES = (
    "core.brands",
    "core.sizes",
    "core.platforms",
    "core.accounts",
    "core.suppliers",
    "products.products",
    "products.product_codes",
)

# For a row change `change` of the set `of`: the row came with an import and stays when that is undone.
STAYS = """
    (of.actor = 'import' and change.table_name = any(:reference) and exists (
        select from logging.row_changes made
        where made.change_set_id = of.id and made.table_name = change.table_name
            and made.row_id = change.row_id and made.operation = 'I'))
"""


class Kind(StrEnum):
    """What a change set is to the others."""

    CHANGE = "change"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one action of the user, or one import, changed.

    Attributes:
        label: What was done, in the words of who did it; an undo and a redo carry the label of what they
            undo or redo.
        reverts_id: The set an undo or a redo takes back.
        reverted: Its effect does not stand: a change that was undone, an undo that was redone.
        rows: Number of rows changed, by table (`sales.sales`).
    """

    id: int
    at: datetime
    actor: str
    label: str
    kind: Kind
    reverts_id: int | None
    reverted: bool
    rows: Mapping[str, int]


# An undo is redone at most once: what is undone again after its redo is undone by a new set.
SETS = """
    select s.id, s.at, s.actor, s.label, s.reverts_id,
        case when s.reverts_id is null then 'change'
            when t.reverts_id is null then 'undo' else 'redo' end kind,
        case
            when s.reverts_id is null then exists (
                select from logging.change_sets u where u.reverts_id = s.id and not exists (
                    select from logging.change_sets r where r.reverts_id = u.id))
            when t.reverts_id is null then exists (
                select from logging.change_sets r where r.reverts_id = s.id)
            else exists (
                select from logging.change_sets u where u.reverts_id = t.reverts_id and u.id > s.id)
        end reverted
    from logging.change_sets s left join logging.change_sets t on t.id = s.reverts_id
"""

_WITH_ROWS = """
    select of.*, coalesce(counted.rows, '{{}}') as rows
    from ({sets}) of
    left join lateral (
        select jsonb_object_agg(table_name, n) as rows from (
            select table_name, count(distinct row_id) n from logging.row_changes
            where change_set_id = of.id group by table_name) each_table
    ) counted on true
    order by of.id desc
"""

_UNDOABLE = f"""
    select of.id from ({SETS}) of
    where of.kind = 'change' and not of.reverted and exists (
        select from logging.row_changes change
        where change.change_set_id = of.id and change.reverted_by is null and not {STAYS})
    order by of.id desc limit 1
"""

_REDOABLE = f"""
    select of.id from ({SETS}) of
    where of.kind = 'undo' and not of.reverted and not exists (
        select from logging.change_sets newer
        where newer.id > of.id and newer.reverts_id is null and exists (
            select from logging.row_changes change where change.change_set_id = newer.id))
    order by of.id desc limit 1
"""


def open_change_set(connection: Connection, actor: str, label: str, reverts: int | None = None) -> int:
    """Makes a change set and announces it: what this transaction changes from here on belongs to it.

    Args:
        connection: In a transaction; its end also ends the announcement.
        actor: One of `tables.logging.ACTORS`.
        label: What is done, in the user's words.
        reverts: The set that is taken back, for an undo or a redo.

    Returns:
        The id of the new change set.
    """
    change_set = connection.execute(
        text(
            "insert into logging.change_sets (actor, label, reverts_id)"
            " values (:actor, :label, :reverts) returning id"
        ),
        {"actor": actor, "label": label, "reverts": reverts},
    ).scalar_one()
    announce(connection, str(change_set))
    return int(change_set)


def announced(connection: Connection) -> str:
    """The set this transaction writes to; "" for none."""
    setting = "select coalesce(current_setting('soleflip.change_set', true), '')"
    return str(connection.execute(text(setting)).scalar_one())


def announce(connection: Connection, change_set: str) -> None:
    """Makes `change_set` the one this transaction writes to; "" ends the announcement."""
    connection.execute(text("select set_config('soleflip.change_set', :id, true)"), {"id": change_set})


def recent(connection: Connection, limit: int) -> list[ChangeSet]:
    """The last `limit` change sets, the newest first."""
    sets = f"{SETS} order by s.id desc limit :limit"
    found = connection.execute(text(_WITH_ROWS.format(sets=sets)), {"limit": limit})
    return [_change_set(row) for row in found]


def change_set(connection: Connection, change_set_id: int) -> ChangeSet | None:
    """The change set with this id; `None` if there is none."""
    sets = f"{SETS} where s.id = :id"
    row = connection.execute(text(_WITH_ROWS.format(sets=sets)), {"id": change_set_id}).one_or_none()
    return None if row is None else _change_set(row)


def undoable(connection: Connection) -> ChangeSet | None:
    """What Undo takes back next: the newest change that stands; one that was redone stands again."""
    return _next(connection, _UNDOABLE, {"reference": list(REFERENCE_TABLES)})


def redoable(connection: Connection) -> ChangeSet | None:
    """The undo that Redo takes back next; `None` once anything else was changed after it."""
    return _next(connection, _REDOABLE, {})


def _next(connection: Connection, query: str, values: Mapping[str, object]) -> ChangeSet | None:
    found = connection.execute(text(query), values).scalar_one_or_none()
    return None if found is None else change_set(connection, found)


def _change_set(row: Row[Any]) -> ChangeSet:
    return ChangeSet(
        id=row.id,
        at=row.at,
        actor=row.actor,
        label=row.label,
        kind=Kind(row.kind),
        reverts_id=row.reverts_id,
        reverted=row.reverted,
        rows=row.rows,
    )
