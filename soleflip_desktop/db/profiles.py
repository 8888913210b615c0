"""What the user said the columns of tables are, kept by the fingerprint of their header."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from soleflip_desktop.db.tables.integration import column_profiles


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """A profile as it is kept; `mapping` is JSON that a later program may have written."""

    id: int
    name: str
    kind: str
    fingerprint: str
    mapping: Any


def profiles(connection: Connection) -> list[StoredProfile]:
    """All of them, by name."""
    return _read(connection)


def profiles_for(connection: Connection, fingerprints: Collection[str]) -> list[StoredProfile]:
    """The profiles of tables with one of these fingerprints."""
    return _read(connection, column_profiles.c.fingerprint.in_(fingerprints))


def profile(connection: Connection, profile_id: int) -> StoredProfile | None:
    """A profile, which nobody else can change until the transaction ends; `None` if it is gone."""
    return next(iter(_read(connection, column_profiles.c.id == profile_id, lock=True)), None)


def add(connection: Connection, **values: Any) -> int:
    statement = insert(column_profiles).values(values).returning(column_profiles.c.id)
    added: int = connection.execute(statement).scalar_one()
    return added


def change(connection: Connection, profile_id: int, **values: Any) -> None:
    connection.execute(update(column_profiles).where(column_profiles.c.id == profile_id).values(values))


def remove(connection: Connection, profile_id: int) -> None:
    connection.execute(delete(column_profiles).where(column_profiles.c.id == profile_id))


def _read(
    connection: Connection, *conditions: ColumnElement[bool], lock: bool = False
) -> list[StoredProfile]:
    names = StoredProfile.__slots__
    query = select(*(column_profiles.c[name] for name in names)).where(*conditions)
    query = query.order_by(func.lower(column_profiles.c.name), column_profiles.c.id)
    rows = connection.execute(query.with_for_update() if lock else query)
    return [StoredProfile(*row) for row in rows]
