"""Takes listed row changes back, the last statement first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, Table, UniqueConstraint, text

from soleflip_desktop.db.tables import audited_tables

# All images of one DELETE have the same columns.
_STEPS = """
    select u.step, u.table_name, u.operation, count(*) rows, min(u.row_id) row_id,
        case u.operation
            when 'U' then array(
                select distinct key from undoing each cross join jsonb_object_keys(each.old) key
                where each.step = u.step order by key)
            when 'D' then array(
                select jsonb_object_keys(change.old) from logging.row_changes change
                where change.change_set_id = min(u.change_set_id) and change.id = min(u.id))
            else '{}'
        end as columns
    from undoing u group by u.step, u.table_name, u.operation order by u.step desc
"""


@dataclass(slots=True)
class Step:
    """Changes that one statement takes back.

    Attributes:
        steps: The statements that made them.
        table: Their table.
        operation: I, U or D.
        columns: Columns with an old value.
        rows: The rows, as far as each came with a statement of its own.
    """

    steps: list[int]
    table: Table
    operation: str
    columns: tuple[str, ...]
    rows: set[int]

    def takes(self, other: "Step") -> bool:
        """Whether `other`, the statement before, can be taken back together with this one.

        Not where a row comes up twice, and not where a passing state could break a unique key: values
        that were swapped in three statements have to be swapped back in three.
        """
        if (self.table, self.operation, self.columns) != (other.table, other.operation, other.columns):
            return False
        if self.operation != "U":
            return True
        single = bool(self.rows and other.rows) and self.rows.isdisjoint(other.rows)
        return single and unique_columns(self.table).isdisjoint(self.columns)


def take_back(connection: Connection) -> None:
    """Takes back what `undoing`, `links` and `dependents` list.

    The exact reverse of the order in which it was done: every state passed through was valid once.
    """
    _clear_links(connection)
    _delete_dependents(connection)
    for step in _steps(connection):
        _take_back_step(connection, step)


@cache
def unique_columns(table: Table) -> frozenset[str]:
    """Columns that a unique key of `table` rests on, be it through its condition or a generated column."""
    keys = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    names = {column.name for key in keys for column in key.columns}
    for index in (each for each in table.indexes if each.unique):
        names |= {column.name for column in index.columns}
        names |= _mentioned(table, str(index.dialect_options["postgresql"]["where"]))
    for column in table.columns:
        if column.computed is not None and column.name in names:
            names |= _mentioned(table, str(column.computed.sqltext))
    return frozenset(names)


def _mentioned(table: Table, sql: str) -> set[str]:
    return {column.name for column in table.columns if re.search(rf"\b{column.name}\b", sql)}


def _steps(connection: Connection) -> list[Step]:
    tables = {table.fullname: table for table in audited_tables()}
    merged: list[Step] = []
    for row in connection.execute(text(_STEPS)):
        single = {row.row_id} if row.rows == 1 else set()
        step = Step([row.step], tables[row.table_name], row.operation.strip(), tuple(row.columns), single)
        if merged and merged[-1].takes(step):
            merged[-1].steps += step.steps
            merged[-1].rows |= step.rows
        else:
            merged.append(step)
    return merged


def _take_back_step(connection: Connection, step: Step) -> None:
    statement = {"I": _delete, "U": _restore, "D": _insert}[step.operation](step)
    if statement:
        connection.execute(text(statement), {"steps": step.steps})


def _delete(step: Step) -> str:
    return f"""
        delete from {step.table.fullname} t using undoing u
        where u.step = any(:steps) and t.id = u.row_id
    """


def _restore(step: Step) -> str:
    names = _written(step)
    if not names:
        return ""
    return f"""
        update {step.table.fullname} t set {", ".join(f'"{name}" = was."{name}"' for name in names)}
        from undoing u, {step.table.fullname} now_is, jsonb_populate_record(now_is, u.old) was
        where u.step = any(:steps) and now_is.id = u.row_id and t.id = u.row_id
    """


def _insert(step: Step) -> str:
    # Above every version the row ever had, so that no version stands for two states.
    version = """(
        select max(row_version) + 1 from logging.row_changes every
        where every.table_name = u.table_name and every.row_id = u.row_id)"""
    names = ["id", *_written(step)]
    return f"""
        insert into {step.table.fullname} ({_listed(names)}, version) overriding system value
        select {_listed(names, "was.")}, {version}
        from undoing u
        join logging.row_changes change on change.change_set_id = u.change_set_id and change.id = u.id
        cross join jsonb_populate_record(null::{step.table.fullname}, change.old) was
        where u.step = any(:steps)
    """


def _written(step: Step) -> list[str]:
    """Columns to write: those with an old value that still exist, but not what triggers and keys fill."""
    ours = {"id", "version", "updated_at"}
    known = {column.name for column in step.table.columns if column.computed is None}
    return [name for name in step.columns if name in known - ours]


def _listed(names: list[str], of: str = "") -> str:
    return ", ".join(f'{of}"{name}"' for name in names)


def _clear_links(connection: Connection) -> None:
    links = connection.execute(text("select distinct table_name, column_name from links order by 1, 2"))
    for table, column in links.all():
        connection.execute(
            text(f"""
                update {table} t set "{column}" = null from links
                where links.table_name = '{table}' and links.column_name = '{column}' and t.id = links.row_id
            """)
        )


def _delete_dependents(connection: Connection) -> None:
    found = set(connection.execute(text("select distinct table_name from dependents")).scalars())
    for table in _children_first(found):
        connection.execute(
            text(f"""
                delete from {table} t using dependents d
                where d.table_name = '{table}' and t.id = d.row_id
            """)
        )


def _children_first(names: set[str]) -> Iterator[str]:
    return (table.fullname for table in reversed(audited_tables()) if table.fullname in names)
