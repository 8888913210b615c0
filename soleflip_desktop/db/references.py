"""Foreign keys of many new rows, checked once per value instead of once per row."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, text

# PostgreSQL asks for each new row and each of its keys whether the row referred to is there, and locks it:
# 1.1 s for 100,000 sales with three keys, a fifth of a whole import (docs/performance.md). An import names
# a few thousand different rows, so it locks and counts those once, which gives the same guarantee: they
# are there, and stay until the transaction ends. Every other constraint and the history work as ever.
_MAY_SWITCH = "select has_parameter_privilege('session_replication_role', 'set')"


class MissingReferenceError(AssertionError):
    """Rows about to be written refer to rows that are not there: a bug, stopped before it is written."""


@contextmanager
def references_held(
    connection: Connection, values: Mapping[str, str], parameters: Mapping[str, object]
) -> Iterator[None]:
    """Inserts in this block have their foreign keys checked by value, where the server allows it.

    The user of an outside server may not switch the checks of each row off; they then stay on.

    Args:
        values: For each table referred to (`schema.table`) a SELECT of the one column of ids used, which
            may hold NULL and repeats.
        parameters: Bound in those SELECTs.

    Raises:
        MissingReferenceError: If an id is not in its table.
    """
    if not connection.execute(text(_MAY_SWITCH)).scalar_one():
        yield
        return
    for table, ids in values.items():
        _hold(connection, table, ids, parameters)
    connection.execute(text("set local session_replication_role = replica"))
    yield
    # Not in a `finally`: after an error the transaction is over, and with it the setting.
    connection.execute(text("set local session_replication_role = origin"))


def _hold(connection: Connection, table: str, ids: str, parameters: Mapping[str, object]) -> None:
    missing = connection.execute(
        text(
            f"""
            with used (id) as (select distinct id from ({ids}) as ids (id) where id is not null),
            held as materialized (select id from {table} where id in (select id from used) for key share)
            select id from used except select id from held
            """
        ),
        parameters,
    ).first()
    if missing is not None:
        raise MissingReferenceError(f"{table} has no row {missing.id}")
