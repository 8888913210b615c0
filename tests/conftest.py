"""What every test can ask for: a migrated database of its own, and silence in the log."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine, create_engine, make_url, text

from soleflip_desktop.db.engine import connect_engine
from soleflip_desktop.db.migrate import Migrations

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"

ExpectedLog = Callable[[str], AbstractContextManager[None]]
NewDatabase = Callable[..., str]


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """A superuser URL of a PostgreSQL server; `SOLEFLIP_TEST_SERVER` names one that already runs."""
    running = os.environ.get("SOLEFLIP_TEST_SERVER")
    if running:
        yield running
        return
    from tests.postgres import running_server

    with running_server() as url:
        yield url


@pytest.fixture(scope="session")
def on_server(server_url: str) -> Iterator[Connection]:
    """Outside any transaction, for CREATE and DROP DATABASE."""
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@contextmanager
def database(on_server: Connection, server_url: str, options: str = "") -> Iterator[str]:
    """A database that is dropped at the end; `options` go behind CREATE DATABASE."""
    name = f"soleflip_test_{uuid4().hex}"
    on_server.execute(text(f"create database {name} {options}"))
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        on_server.execute(text(f"drop database {name} with (force)"))


@contextmanager
def engine_for(url: str) -> Iterator[Engine]:
    engine = connect_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@pytest.fixture(scope="session")
def migrations() -> Migrations:
    return Migrations(MIGRATIONS)


@pytest.fixture(scope="session")
def template_database(on_server: Connection, server_url: str, migrations: Migrations) -> Iterator[str]:
    """The name of a database at head that others are copied from; nobody stays connected to it."""
    with database(on_server, server_url) as url:
        with engine_for(url) as engine:
            migrations.upgrade_to_head(engine)
        yield str(make_url(url).database)


@pytest.fixture
def empty_database_url(on_server: Connection, server_url: str) -> Iterator[str]:
    """A database without a table, for this test alone."""
    with database(on_server, server_url) as url:
        yield url


@pytest.fixture
def database_url(on_server: Connection, server_url: str, template_database: str) -> Iterator[str]:
    """A database at head for this test alone."""
    with database(on_server, server_url, f"template {template_database}") as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    with engine_for(database_url) as engine:
        yield engine


@pytest.fixture(scope="session")
def shared_engine(on_server: Connection, server_url: str, template_database: str) -> Iterator[Engine]:
    with database(on_server, server_url, f"template {template_database}") as url, engine_for(url) as engine:
        yield engine


@pytest.fixture
def connection(shared_engine: Engine) -> Iterator[Connection]:
    """A transaction at head that is rolled back: for tests that need no second connection."""
    with shared_engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


class LogCheck(logging.Handler):
    """Keeps what was logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def log_check() -> Iterator[LogCheck]:
    """Fails the test that logs a warning or worse without expecting it (`expected_log`)."""
    check = LogCheck()
    logging.getLogger().addHandler(check)
    yield check
    logging.getLogger().removeHandler(check)
    unexpected = [f"{record.name}: {record.levelname}: {record.getMessage()}" for record in check.records]
    assert not unexpected, f"unexpected log records: {unexpected}"


@pytest.fixture
def expected_log(log_check: LogCheck) -> ExpectedLog:
    """`with expected_log("part of the message"):` — the block must log it, as a warning or worse."""

    @contextmanager
    def expecting(part: str) -> Iterator[None]:
        yield
        found = [record for record in log_check.records if part in record.getMessage()]
        assert found, f"nothing logged {part!r}"
        log_check.records = [record for record in log_check.records if record not in found]

    return expecting
