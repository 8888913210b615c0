"""What a revert takes back: the changes of a set, less or more for what was built upon them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, text

from soleflip_desktop.db.change_sets import REFERENCE_TABLES, STAYS
from soleflip_desktop.db.tables import audited_tables

# `undoing`: the row changes to take back. `kept`: rows left as they are. `dependents`: rows deleted with
# what they refer to. `links`: references that are cleared instead. `earlier`: sets that took back a change
# of a row that is older than ours. Tables with keys and not subqueries: the planner knows nothing of rows
# written a moment ago, and a plan for ten rows takes minutes with 100,000.
_BEGIN = (
    """
    create temporary table undoing (
        id bigint primary key, change_set_id bigint, step bigint, table_name text, row_id bigint,
        operation text, old jsonb
    ) on commit drop
    """,
    "create temporary table kept (table_name text, row_id bigint, primary key (table_name, row_id))"
    " on commit drop",
    "create temporary table dependents (table_name text, row_id bigint, primary key (table_name, row_id))"
    " on commit drop",
    "create temporary table links (table_name text, row_id bigint, column_name text,"
    " primary key (table_name, row_id, column_name)) on commit drop",
    "create temporary table earlier (table_name text, row_id bigint, change_set_id bigint,"
    " primary key (table_name, row_id, change_set_id)) on commit drop",
)

_COLUMNS = "id, change_set_id, step, table_name, row_id, operation, old"

# The image of a deleted row stays where it is: it is wide, and read once.
_IMAGE = "case when change.operation = 'U' then change.old end"

_FILL = f"""
    insert into undoing ({_COLUMNS})
    select change.id, change.change_set_id, change.step, change.table_name, change.row_id,
        change.operation, {_IMAGE}
    from logging.row_changes change join logging.change_sets of on of.id = change.change_set_id
    where of.id = :change_set_id and change.reverted_by is null and not {STAYS}
"""

_MINE = "(select table_name, row_id, min(id) as first from undoing group by table_name, row_id) mine"

_EARLIER = f"""
    insert into earlier select distinct change.table_name, change.row_id, change.reverted_by
    from {_MINE}
    join logging.row_changes change
        on change.table_name = mine.table_name and change.row_id = mine.row_id and change.id < mine.first
    where change.reverted_by is not null
"""

# A later change of a row counts unless it was taken back, or is itself the taking back of changes later than
# ours: such two cancel. What an undo did to a row in passing (it cleared a reference to what it deleted)
# counts neither: it took back no change of that row.
_LATER = f"""
    from {_MINE}
    join logging.row_changes change
        on change.table_name = mine.table_name and change.row_id = mine.row_id and change.id > mine.first
    join logging.change_sets of on of.id = change.change_set_id
    where change.reverted_by is null
        and not exists (select from undoing where undoing.id = change.id)
        and (of.reverts_id is null or exists (
            select from earlier
            where earlier.table_name = change.table_name and earlier.row_id = change.row_id
                and earlier.change_set_id = of.id))
"""


@dataclass(frozen=True, slots=True)
class LaterChange:
    """A row of a change set that something later rests on.

    Attributes:
        table: Its table (`sales.sales`).
        row_id: Its key.
        change_set_id: The later set; `None` for a row older than the history.
        label: What the later set did.
        at: When.
        how: The row itself was changed later, or a row that stays refers to it.
    """

    table: str
    row_id: int
    change_set_id: int | None
    label: str
    at: datetime
    how: Literal["changed", "refers"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key of `child` to the `id` of `parent`, both audited."""

    child: str
    column: str
    parent: str
    nullable: bool


def references() -> Iterator[Reference]:
    """Every foreign key between audited tables."""
    audited = audited_tables()
    for table in audited:
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            parent, column = key.column.table, key.parent
            if key.column.name == "id" and parent in audited:
                yield Reference(table.fullname, column.name, parent.fullname, bool(column.nullable))


def begin(connection: Connection, change_set_id: int) -> int:
    """Lists the changes of the set that stand; returns how many there are."""
    for statement in _BEGIN:
        connection.execute(text(statement))
    values = {"change_set_id": change_set_id, "reference": list(REFERENCE_TABLES)}
    count = connection.execute(text(_FILL), values).rowcount
    for statement in ("create index on undoing (step)", "analyze undoing", _EARLIER, "analyze earlier"):
        connection.execute(text(statement))
    return count


def end(connection: Connection) -> None:
    connection.execute(text("drop table undoing, kept, dependents, links, earlier"))


def changed_later(connection: Connection) -> list[LaterChange]:
    """Later changes of the rows to take back."""
    found = connection.execute(
        text(
            "select distinct change.table_name, change.row_id, of.id as set_id, of.label, of.at"
            f" {_LATER} order by 3, 1, 2"
        )
    )
    return [_later(row, "changed") for row in found]


def referred_to(connection: Connection) -> list[LaterChange]:
    """Rows that would be deleted though a row that stays refers to them."""
    found: list[LaterChange] = []
    for reference in references():
        rows = connection.execute(
            text(f"""
                select distinct on (u.row_id, child.id) u.table_name, u.row_id, of.id as set_id,
                    coalesce(of.label, '') as label, coalesce(of.at, child.created_at) as at
                {_referring(reference)}
                order by u.row_id, child.id, change.id desc
            """),
        )
        found += [_later(row, "refers") for row in rows]
    return found


def _later(row: Row[Any], how: Literal["changed", "refers"]) -> LaterChange:
    return LaterChange(row.table_name, row.row_id, row.set_id, row.label, row.at, how)


def keep(connection: Connection, later: list[LaterChange]) -> None:
    """Takes the rows of `later` off the list: they stay as they are."""
    connection.execute(
        text(
            "insert into kept select distinct name, id"
            " from unnest(cast(:tables as text[]), cast(:rows as bigint[])) later (name, id)"
        ),
        {"tables": [each.table for each in later], "rows": [each.row_id for each in later]},
    )
    connection.execute(text("analyze kept"))
    connection.execute(
        text(
            "delete from undoing using kept"
            " where undoing.table_name = kept.table_name and undoing.row_id = kept.row_id"
        )
    )


def include_changes(connection: Connection) -> int:
    """Adds the later changes of the listed rows to the list; returns how many there were."""
    return connection.execute(
        text(f"""
            insert into undoing ({_COLUMNS})
            select change.id, change.change_set_id, change.step, change.table_name, change.row_id,
                change.operation, {_IMAGE}
            {_LATER}
        """)
    ).rowcount


def include_referring(connection: Connection) -> int:
    """Lists what refers to rows that go: to be cleared where it may be empty, to be deleted where not.

    Returns:
        How many rows and references were added.
    """
    added = 0
    for reference in references():
        place = "links (table_name, row_id, column_name)" if reference.nullable else "dependents"
        column = f", '{reference.column}'" if reference.nullable else ""
        added += connection.execute(
            text(f"""
                insert into {place} select distinct '{reference.child}', child.id{column}
                {_referring(reference)} on conflict do nothing
            """)
        ).rowcount
    connection.execute(
        text(
            "delete from undoing using dependents d"
            " where undoing.table_name = d.table_name and undoing.row_id = d.row_id"
        )
    )
    return added


def _referring(reference: Reference) -> str:
    """FROM and WHERE of the rows of `child` that stay and refer to a row `u` that goes.

    Those that go as well, and those whose reference is itself taken back, are left out. `change` and `of`
    are the changes of the referring row that stand.
    """
    return f"""
        from (
            select table_name, row_id from undoing where operation = 'I'
            union select table_name, row_id from dependents
        ) u
        join {reference.child} child on child.{reference.column} = u.row_id
        left join (
            logging.row_changes change join logging.change_sets of on of.id = change.change_set_id
        ) on change.table_name = '{reference.child}' and change.row_id = child.id
            and change.reverted_by is null
        where u.table_name = '{reference.parent}'
            and not exists (
                select from undoing mine
                where mine.table_name = '{reference.child}' and mine.row_id = child.id
                    and (mine.operation = 'I'
                        or mine.operation = 'U' and mine.old ? '{reference.column}'))
            and not exists (
                select from dependents
                where dependents.table_name = '{reference.child}' and dependents.row_id = child.id)
    """
