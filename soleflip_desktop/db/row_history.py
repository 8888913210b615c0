"""What was changed about a few rows, when, by whom, from what to what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import Boolean, Column, Connection, Date, DateTime, Numeric, Row, Table, text

from soleflip_desktop.db.change_sets import SETS, Kind
from soleflip_desktop.db.tables import audited_tables
from soleflip_desktop.domain.money import Money
from soleflip_desktop.domain.size_labels import size_label

# What finds a row again or marks it, and tells a reader nothing.
_INTERNAL = frozenset({"locked_fields", "item_key", "purchase_key", "expense_key", "created_at", "currency"})


@dataclass(frozen=True, slots=True)
class Referred:
    """The row a reference leads to; `name` is empty where only its number can be told."""

    table: str
    id: int
    name: str


Value: TypeAlias = Money | Decimal | datetime | date | bool | str | Referred | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Old and new value of one field; `None` is unknown or none."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one change set did to one row.

    Attributes:
        operation: I, U or D: added, changed, removed.
        fields: What an update changed, each field once.
    """

    table: str
    row_id: int
    operation: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change set, as far as it concerns the rows asked for.

    Attributes:
        kind: An undo or a redo carries the label of what it undid or redid.
        reverted: Its effect does not stand: a change that was undone, an undo that was redone.
        can_undo: It is a change that stands for one of these rows, and no migration has sealed it.
        row_count: Rows it changed altogether; `ROWS_COUNTED + 1` stands for more.
        imported: Kind of draft and number of rows, if it is an import.
    """

    change_set_id: int
    at: datetime
    actor: str
    label: str
    kind: Kind
    reverted: bool
    can_undo: bool
    row_count: int
    imported: tuple[str, int] | None
    rows: tuple[RowChange, ...]


ROWS_COUNTED = 1000

# Numbers as text: JSON would make floats of them.
_CHANGES = """
    select change.change_set_id, change.table_name, change.row_id, change.operation,
           change.reverted_by is null as stands,
           (select jsonb_object_agg(key, value) from jsonb_each_text(change.old)) as old
    from unnest(cast(:tables as text[]), cast(:rows as bigint[])) as wanted (table_name, row_id)
    join logging.row_changes change using (table_name, row_id)
    order by change.id desc
"""

# Counting all rows of an import of a million would take a second; its own batch knows. By id, for the planner
# would else look for rows of a large set from the beginning of the table.
_ENTRIES = f"""
    select of.id, of.at, of.actor, of.label, of.kind, of.reverted, batch.kind as batch_kind,
           batch.new + batch.changed as batch_rows,
           (select count(*) from (
               select distinct table_name, row_id from (
                   select table_name, row_id from logging.row_changes where change_set_id = of.id
                   order by id limit {ROWS_COUNTED + 1}) as first) as counted) as row_count,
           exists (select from logging.seals
                   where seals.table_name = any(:tables) and of.id <= seals.change_set_id) as sealed
    from ({SETS}) of
    left join integration.import_batches batch on batch.change_set_id = of.id
    where of.id = any(:sets)
    order by of.id desc
"""

_NAMES = {
    "products.products": "select id, name from products.products where id = any(:ids)",
    "products.purchases": "select id, order_number from products.purchases where id = any(:ids)",
    "sales.sales": "select id, order_key from sales.sales where id = any(:ids)",
    "core.platforms": "select id, name from core.platforms where id = any(:ids)",
    "core.accounts": "select id, handle from core.accounts where id = any(:ids)",
    "core.suppliers": "select id, name from core.suppliers where id = any(:ids)",
    "core.sizes": "select id, system, value from core.sizes where id = any(:ids)",
}

_State: TypeAlias = dict[str, str | None]
_Place: TypeAlias = tuple[str, int]


def row_history(connection: Connection, rows: Sequence[_Place]) -> list[HistoryEntry]:
    """The change sets that touched any of these rows, the newest first."""
    values = {"tables": [table for table, _ in rows], "rows": [row for _, row in rows]}
    changes = connection.execute(text(_CHANGES), values).all()
    told = _told(connection, rows, changes)
    standing = {change.change_set_id for change in changes if change.stands}
    sets = connection.execute(text(_ENTRIES), {"sets": list(told), "tables": values["tables"]})
    return [
        HistoryEntry(
            change_set_id=row.id,
            at=row.at,
            actor=row.actor,
            label=row.label,
            kind=Kind(row.kind),
            reverted=row.reverted,
            can_undo=row.kind == Kind.CHANGE and not row.reverted and row.id in standing and not row.sealed,
            row_count=row.row_count,
            imported=None if row.batch_kind is None else (row.batch_kind, row.batch_rows),
            rows=tuple(told[row.id]),
        )
        for row in sets
    ]


def _told(
    connection: Connection, rows: Sequence[_Place], changes: Sequence[Row[Any]]
) -> dict[int, list[RowChange]]:
    """What each set did to each row, by set: walks back from the rows as they are now."""
    states = {place: _now(connection, *place) for place in rows}
    raw: dict[tuple[int, _Place], tuple[str, _State, _State]] = {}
    for change in changes:  # the newest first
        place = (change.table_name, change.row_id)
        after, state = dict(states[place]), states[place]
        if change.operation == "I":
            states[place] = {}
        elif change.operation == "D":
            states[place] = dict(change.old)
        else:
            states[place] = {**state, **change.old}
        key = (change.change_set_id, place)
        operation, _, last = raw.get(key, (change.operation, {}, after))
        # Of several changes in one set, the first one's before and the last one's after.
        raw[key] = (change.operation if change.operation == "I" else operation, states[place], last)
    named = _names(connection, [state for _, before, after in raw.values() for state in (before, after)])
    told: dict[int, list[RowChange]] = {}
    for (change_set, (table, row_id)), (operation, before, after) in raw.items():
        fields = _fields(_table(table), before, after, named) if operation == "U" else ()
        told.setdefault(change_set, []).append(RowChange(table, row_id, operation, fields))
    order = {place: number for number, place in enumerate(rows)}
    for each in told.values():
        each.sort(key=lambda change: order[change.table, change.row_id])
    return told


def _now(connection: Connection, table: str, row_id: int) -> _State:
    query = f"select key, value from {table} t, jsonb_each_text(to_jsonb(t)) where t.id = :id"
    return {row.key: row.value for row in connection.execute(text(query), {"id": row_id})}


def _table(name: str) -> Table:
    return next(table for table in audited_tables() if table.fullname == name)


def _fields(
    table: Table, before: _State, after: _State, named: Mapping[_Place, str]
) -> tuple[FieldChange, ...]:
    def value(column: Column[Any], state: _State) -> Value:
        return _value(column, state.get(column.name), state.get("currency"), named)

    return tuple(
        FieldChange(column.name, value(column, before), value(column, after))
        for column in table.columns
        if column.name in before and column.name not in _INTERNAL and _is_told(column, before, after)
    )


def _is_told(column: Column[Any], before: _State, after: _State) -> bool:
    if column.computed is not None or column.name in ("id", "version", "updated_at"):
        return False
    changed = before.get(column.name) != after.get(column.name)
    # An amount in another currency is another amount.
    other_currency = before.get("currency") != after.get("currency") and _is_money(column)
    return changed or (other_currency and before.get(column.name) is not None)


def _is_money(column: Column[Any]) -> bool:
    return isinstance(column.type, Numeric) and column.type.precision == 12


_PARSERS: tuple[tuple[type[Any], Callable[[str], Value]], ...] = (
    (Boolean, lambda text: text == "true"),
    (DateTime, datetime.fromisoformat),
    (Date, date.fromisoformat),
    (Numeric, Decimal),
)


def _value(column: Column[Any], told: str | None, currency: str | None, named: Mapping[_Place, str]) -> Value:
    if told is None:
        return None
    table = _referred(column)
    if table is not None:
        return Referred(table, int(told), named.get((table, int(told)), ""))
    if _is_money(column) and currency:
        return Money(Decimal(told), currency)
    parse = next((parse for of, parse in _PARSERS if isinstance(column.type, of)), None)
    return told if parse is None else parse(told)


_REFERENCES = {
    "account_id": "core.accounts",
    "platform_id": "core.platforms",
    "product_id": "products.products",
    "purchase_id": "products.purchases",
    "item_id": "products.items",
    "sale_id": "sales.sales",
    "size_id": "core.sizes",
    "supplier_id": "core.suppliers",
}


def _referred(column: Column[Any]) -> str | None:
    return _REFERENCES.get(column.name)


def _names(connection: Connection, states: Sequence[_State]) -> dict[_Place, str]:
    """Names of the rows that any of these states refers to, by table and id."""
    wanted: dict[str, set[int]] = {}
    for state in states:
        for field, table in _REFERENCES.items():
            if table in _NAMES and (told := state.get(field)) is not None:
                wanted.setdefault(table, set()).add(int(told))
    found: dict[_Place, str] = {}
    for table, ids in wanted.items():
        for row in connection.execute(text(_NAMES[table]), {"ids": list(ids)}):
            name = size_label(row.system, row.value) if table == "core.sizes" else row[1]
            found[table, row.id] = name or ""
    return found
