"""Databases for pictures: as the tests have them, one for each look."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from tests.postgres import running_server


@contextmanager
def a_server() -> Iterator[str]:
    running = os.environ.get("SOLEFLIP_TEST_SERVER")
    if running:
        yield running
        return
    with running_server() as url:
        yield url


@contextmanager
def a_database(server: str) -> Iterator[str]:
    """An empty database that is gone afterwards."""
    name = f"soleflip_pictures_{uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {name}"))
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(text(f"drop database if exists {name} with (force)"))
    engine.dispose()
