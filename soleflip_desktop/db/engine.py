"""The SQLAlchemy engine and the connections work is done on."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import OperationalError

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import Cancelled, DatabaseError

__all__ = ["Connection", "Engine", "connect_engine", "connection_lost", "driver", "transaction"]

APPLICATION_NAME = "soleflip"
CANCEL_SECONDS = 2.0

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
        DatabaseError: If the server is gone, out of room, or gave way to another program.
    """
    try:
        with engine.begin() as connection:
            if control is None:
                yield connection
                return
            raw = driver(connection)
            with control.interruptible(lambda: _cancel_statement(raw)):
                yield connection
    except (OperationalError, psycopg.OperationalError) as error:
        cause = error.orig if isinstance(error, OperationalError) else error
        if isinstance(cause, psycopg.errors.QueryCanceled) and control and control.is_cancelled:
            raise Cancelled from error
        told = _told(cause)
        if told is None:
            raise
        raise told from error


def driver(connection: Connection) -> psycopg.Connection[Any]:
    """The psycopg connection below `connection`, for COPY and for cancelling."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    return raw


def connection_lost(cause: BaseException | None) -> DatabaseError:
    """What the user is told when the server does not answer."""
    return DatabaseError(
        f"The database does not answer ({_first_line(cause)})",
        "Nothing half done was kept; try again, or see `soleflip doctor`",
    )


def _cancel_statement(raw: psycopg.Connection[Any]) -> None:
    # A server that cannot be reached has nothing to cancel, or the statement finds out by itself.
    with suppress(psycopg.Error):
        raw.cancel_safe(timeout=CANCEL_SECONDS)


def _told(cause: BaseException | None) -> DatabaseError | None:
    """What the user is told of an error of the server, by its SQLSTATE; `None` if the error is a bug.

    The states are those of https://www.postgresql.org/docs/current/errcodes-appendix.html.
    """
    state = (isinstance(cause, psycopg.Error) and cause.sqlstate) or ""
    if not state or state.startswith(("08", "57P")):
        return connection_lost(cause)
    if state in ("40001", "40P01"):
        return DatabaseError(
            "Another program changed the same rows at the same time", "Nothing was kept; try again"
        )
    if state == "53100":
        return DatabaseError(
            f"The disk of the database is full ({_first_line(cause)})",
            "Nothing half done was kept; make room there, then try again",
        )
    # Too little memory, a fault of its disk, or a limit that a server of the user's own sets.
    if state.startswith(("53", "58")) or state in ("55P03", "57014"):
        return DatabaseError(
            f"The database broke the work off ({_first_line(cause)})",
            "Nothing half done was kept; try again, or see `soleflip doctor`",
        )
    return None


def _first_line(cause: BaseException | None) -> str:
    return next(iter(str(cause or "").strip().splitlines()), "no answer")
