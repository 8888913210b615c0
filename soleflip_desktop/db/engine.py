"""The SQLAlchemy engine and the connections work is done on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import OperationalError

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import Cancelled, DatabaseError

__all__ = ["Connection", "Engine", "connect_engine", "connection_lost", "driver", "transaction"]

APPLICATION_NAME = "soleflip"

# PGHOSTADDR, PGSSLMODE and PGOPTIONS of the user are for the user's own servers.
_EMBEDDED = {"hostaddr": "127.0.0.1", "sslmode": "disable", "gssencmode": "disable", "options": ""}


def connect_engine(
    url: str, *, pool_size: int = 5, application: str = APPLICATION_NAME, embedded: bool = False
) -> Engine:
    """An engine for `url`; nothing is connected yet.

    Args:
        application: Begins with "soleflip": the last program to leave the embedded server finds the others
            by it.
        embedded: The server is the embedded one, which no variable of the environment may redirect.
    """
    return create_engine(
        url,
        pool_size=pool_size,
        pool_pre_ping=True,
        connect_args={
            "application_name": application,
            "connect_timeout": 10,
            **(_EMBEDDED if embedded else {}),
        },
    )


@contextmanager
def transaction(engine: Engine, control: Control | None = None) -> Iterator[Connection]:
    """One transaction, committed when the block ends; `control.cancel` also stops its running statement.

    Raises:
        Cancelled: If the watcher cancelled; everything is rolled back.
        DatabaseError: If the server is gone.
    """
    try:
        with engine.begin() as connection:
            if control is None:
                yield connection
                return
            with control.interruptible(driver(connection).cancel_safe):
                yield connection
    except (OperationalError, psycopg.OperationalError) as error:
        cause = error.orig if isinstance(error, OperationalError) else error
        if isinstance(cause, psycopg.errors.QueryCanceled) and control and control.is_cancelled:
            raise Cancelled from error
        raise connection_lost(cause) from error


def driver(connection: Connection) -> psycopg.Connection[Any]:
    """The psycopg connection below `connection`, for COPY and for cancelling."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return raw


def connection_lost(cause: BaseException | None) -> DatabaseError:
    """What the user is told when the server does not answer."""
    first_line = next(iter(str(cause).strip().splitlines()), "no answer")
    return DatabaseError(
        f"The database does not answer ({first_line})",
        "Nothing half done was kept; try again, or see `soleflip doctor`",
    )
