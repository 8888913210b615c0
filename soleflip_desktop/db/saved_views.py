"""Views of tables that the user has saved under a name."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from soleflip_desktop.db.tables.core import saved_views


def views_of(connection: Connection, table: str) -> list[Row[Any]]:
    """Id, name and definition of the views of `items` or `sales`, by name."""
    columns = (saved_views.c.id, saved_views.c.name, saved_views.c.definition)
    query = select(*columns).where(saved_views.c.table_name == table)
    return list(connection.execute(query.order_by(func.lower(saved_views.c.name), saved_views.c.id)))


def name_of(connection: Connection, view_id: int) -> str | None:
    """The name of a view, which nobody else can change until the transaction ends; `None` if it is gone."""
    query = select(saved_views.c.name).where(saved_views.c.id == view_id).with_for_update()
    return connection.execute(query).scalar_one_or_none()


def named(connection: Connection, table: str, name: str) -> int | None:
    """The view with this name, whatever its letters' case."""
    query = select(saved_views.c.id).where(
        saved_views.c.table_name == table, func.lower(saved_views.c.name) == func.lower(name)
    )
    return connection.execute(query.with_for_update()).scalar_one_or_none()


def add(connection: Connection, table: str, name: str, definition: Mapping[str, Any]) -> int:
    values = {"table_name": table, "name": name, "definition": dict(definition)}
    statement = insert(saved_views).values(values).returning(saved_views.c.id)
    added: int = connection.execute(statement).scalar_one()
    return added


def change(connection: Connection, view_id: int, **values: Any) -> None:
    """Sets columns of a view."""
    connection.execute(update(saved_views).where(saved_views.c.id == view_id).values(**values))


def remove(connection: Connection, view_id: int) -> None:
    connection.execute(delete(saved_views).where(saved_views.c.id == view_id))
