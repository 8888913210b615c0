"""The SQLAlchemy engine and the connections work is done on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import OperationalError

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import Cancelled, DatabaseError

APPLICATION_NAME = "soleflip"


def connect_engine(url: str, *, pool_size: int = 5, application: str = APPLICATION_NAME) -> Engine:
    """An engine for `url`; nothing is connected yet.

    `application` must begin with "soleflip": the last program that leaves the embedded server finds the
    others by it.
    """
    return create_engine(
        url,
        pool_size=pool_size,
        pool_pre_ping=True,
        connect_args={"application_name": application, "connect_timeout": 10},
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
