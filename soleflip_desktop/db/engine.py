"""The SQLAlchemy engine and the connections work is done on."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from soleflip_desktop.db.server_errors import server_error
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import Cancelled

__all__ = [
    "Connection",
    "Engine",
    "connect_engine",
    "connection_apart",
    "data_folder",
    "driver",
    "transaction",
    "worded",
]

APPLICATION_NAME = "soleflip"
CANCEL_SECONDS = 2.0

# A server that vanished without a word is noticed within a minute, also by a connection that only listens.
_ALIVE = {
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
# PGHOSTADDR, PGSSLMODE and PGOPTIONS of the user are for the user's own servers.
_EMBEDDED = {"hostaddr": "127.0.0.1", "sslmode": "disable", "gssencmode": "disable", "options": ""}


def connect_engine(
    url: str,
    *,
    pool_size: int = 5,
    application: str = APPLICATION_NAME,
    embedded: bool = False,
    data_folder: Path | None = None,
) -> Engine:
    """An engine for `url`; nothing is connected yet.

    There is no limit of time for statements or locks: a large table on a slow server may take its time, and
    who waits for an import can cancel. A limit the server itself sets is told as such.

    Args:
        application: Begins with "soleflip": the last program to leave the embedded server finds the others
            by it.
        embedded: The server is the embedded one, which no variable of the environment may redirect.
        data_folder: Where the server keeps its files, if that is on this machine.
    """
    return create_engine(
        url,
        pool_size=pool_size,
        pool_pre_ping=True,
        hide_parameters=True,  # values of the user's data belong in no log and no report
        execution_options={"data_folder": data_folder},
        connect_args={
            "application_name": application,
            "connect_timeout": 10,
            **_ALIVE,
            **(_EMBEDDED if embedded else {}),
        },
    )


@contextmanager
def transaction(engine: Engine, control: Control | None = None) -> Iterator[Connection]:
    """One transaction, committed when the block ends; `control.cancel` also stops its running statement.

    Raises:
        Cancelled: If the watcher cancelled; everything is rolled back.
        ConnectionLostError: If the server is gone.
        DatabaseError: If it refuses, is out of room, or gave way to another program.
    """
    with worded(engine, control), engine.begin() as connection:
        if control is None:
            yield connection
            return
        raw = driver(connection)
        with control.interruptible(lambda: _cancel_statement(raw)):
            yield connection


@contextmanager
def worded(engine: Engine, control: Control | None = None) -> Iterator[None]:
    """Puts what the server says into words for the user; raises as `transaction` does."""
    try:
        yield
    except (DBAPIError, psycopg.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(cause, psycopg.errors.QueryCanceled) and control and control.is_cancelled:
            raise Cancelled from error
        told = server_error(cause, data_folder(engine))
        if told is None:
            raise
        raise told from error


def connection_apart(engine: Engine) -> psycopg.Connection[Any]:
    """A connection of its own, which the pool does not count; whoever asked for it closes it.

    Raises:
        DatabaseError: As `transaction`.
    """
    with worded(engine):
        pooled = engine.raw_connection()
        raw = pooled.driver_connection
        assert isinstance(raw, psycopg.Connection)
        pooled.detach()
        return raw


def data_folder(engine: Engine) -> Path | None:
    """Where the server of `engine` keeps its files, if that is on this machine."""
    folder: Path | None = engine.get_execution_options().get("data_folder")
    return folder


def driver(connection: Connection) -> psycopg.Connection[Any]:
    """The psycopg connection below `connection`, for COPY and for cancelling."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return raw


def _cancel_statement(raw: psycopg.Connection[Any]) -> None:
    # A server that cannot be reached has nothing to cancel, or the statement finds out by itself.
    with suppress(psycopg.Error):
        raw.cancel_safe(timeout=CANCEL_SECONDS)
