"""Transactions: cancelled on the server, in turn with other programs, and honest about what went wrong."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Queue
from typing import Any

import psycopg
import pytest
from sqlalchemy import URL, Connection, Engine, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError

from soleflip_desktop.db.announcements import Announcements
from soleflip_desktop.db.engine import connect_engine, transaction
from soleflip_desktop.db.link import Link
from soleflip_desktop.db.migrate import Migrations
from soleflip_desktop.db.revert import revert
from soleflip_desktop.db.server_errors import server_error
from soleflip_desktop.db.server_facts import server_facts
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import Cancelled, ConnectionLostError, DatabaseError
from soleflip_desktop.services.figures import Figures
from soleflip_desktop.services.history import History, LaterChanges, OnLaterChanges
from soleflip_desktop.services.inventory import Inventory
from soleflip_desktop.services.sales import Sales
from tests.conftest import engine_for
from tests.db.imports import Imports, imports_on, purchases
from tests.db.servers import throw_away_server
from tests.db.test_matching_at_import import costs, sales_report

PATIENCE = 20  # seconds
DUNK = "DD1391-100"
BOUGHT = (DUNK, "Dunk Low", "10", 1, "80.00", "EUR", "2024-01-05", "Shop", "A1")

WAITING = text("""
    select count(*) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()
""")
SLEEPING = text(
    "select count(*) from pg_stat_activity where query like 'select pg_sleep%' and datname = :name"
)


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


@pytest.fixture
def worker() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


def until_one_waits(engine: Engine, or_done: "Future[Any] | None" = None) -> bool:
    """Whether a transaction of this database came to wait for a lock before `or_done` was done."""
    deadline = time.monotonic() + PATIENCE
    with engine.connect() as watcher:
        while not watcher.execute(WAITING).scalar_one():
            if or_done is not None and or_done.done():
                return False
            watcher.rollback()
            watcher.execute(text("select pg_sleep(0.02)"))
            assert time.monotonic() < deadline, "nothing ever came to wait for a lock"
    return True


# What the user is told ------------------------------------------------------------------------------------


def raising(connection: Connection, state: str, message: str) -> None:
    connection.execute(text(f"do $$ begin raise exception '{message}' using errcode = '{state}'; end $$"))


def told(engine: Engine, state: str, message: str = "so it was") -> str:
    with pytest.raises(DatabaseError) as refused, transaction(engine) as connection:
        raising(connection, state, message)
    assert refused.value.next_step
    return refused.value.what


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_that_a_conflict_with_another_program_is_told_as_one(shared_engine: Engine, state: str) -> None:
    assert told(shared_engine, state) == "Another program changed the same rows at the same time"


def test_that_a_full_disk_is_told_as_one(shared_engine: Engine) -> None:
    message = told(shared_engine, "53100", "could not extend file")
    assert message == "The disk of the database is full (could not extend file)"


@pytest.mark.parametrize("state", ["53200", "58030", "55P03", "57014"])
def test_that_a_server_that_stops_the_work_is_quoted(shared_engine: Engine, state: str) -> None:
    assert told(shared_engine, state) == "The database broke the work off (so it was)"


def test_that_a_lost_connection_is_told_as_one(shared_engine: Engine) -> None:
    assert "does not answer (so it was)" in told(shared_engine, "08006")
    with pytest.raises(DatabaseError, match="does not answer"), transaction(shared_engine) as connection:
        connection.execute(text("select pg_terminate_backend(pg_backend_pid())"))


def test_that_a_server_that_is_not_there_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    engine = connect_engine(f"postgresql+psycopg://nobody@127.0.0.1:{port}/nothing")
    with pytest.raises(DatabaseError, match="does not answer"), transaction(engine):
        raise AssertionError("a transaction began without a server")


def test_that_an_error_nobody_can_do_anything_about_stays_a_bug(shared_engine: Engine) -> None:
    with pytest.raises(OperationalError) as raised, transaction(shared_engine) as connection:
        raising(connection, "54001", "stack depth limit exceeded")
    assert isinstance(raised.value.orig, psycopg.errors.StatementTooComplex)


@pytest.fixture(scope="module")
def guarded() -> Iterator[str]:
    """The URL of a database on a server that asks for passwords."""
    with throw_away_server() as (server, _):
        yield server.url()


REFUSALS: dict[str, tuple[Callable[[URL], URL], str, str]] = {
    "password": (
        lambda url: url.set(password="wrong"),
        "The database server does not let this user in, or not with this password (",
        "Correct both in the database's URL",
    ),
    "user": (
        lambda url: url.set(username="nobody"),
        "The database server does not let this user in, or not with this password (",
        "Correct both in the database's URL",
    ),
    "database": (
        lambda url: url.set(database="nothing"),
        "There is no such database on the server (",
        "Create it, or correct its name",
    ),
    "encryption": (
        lambda url: url.set(query={"sslmode": "require"}),
        "The connection to the database server cannot be encrypted as it should be (",
        "Correct sslmode and sslrootcert",
    ),
    "certificate": (
        lambda url: url.set(query={"sslmode": "verify-full", "sslrootcert": "/nowhere.crt"}),
        "The connection to the database server cannot be encrypted as it should be (",
        "Correct sslmode and sslrootcert",
    ),
}


@pytest.mark.parametrize(("changed", "what", "next_step"), REFUSALS.values(), ids=REFUSALS.keys())
def test_that_a_refusal_to_connect_says_what_to_correct(
    guarded: str, migrations: Migrations, changed: Callable[[URL], URL], what: str, next_step: str
) -> None:
    with engine_for(changed(make_url(guarded)).render_as_string(hide_password=False)) as engine:
        for connect in (migrations.upgrade_to_head, migrations.current_revision, server_facts):
            with pytest.raises(DatabaseError) as refused:
                connect(engine)
            assert not isinstance(refused.value, ConnectionLostError)
            assert refused.value.what.startswith(what)
            assert refused.value.next_step.startswith(next_step)


def test_that_too_many_connections_are_told_as_such(guarded: str) -> None:
    with engine_for(guarded) as owner, owner.begin() as connection:
        connection.execute(text("create role crowded login password 'crowded' connection limit 0"))
    url = make_url(guarded).set(username="crowded", password="crowded")
    with (
        engine_for(url.render_as_string(hide_password=False)) as engine,
        pytest.raises(DatabaseError, match="has no connection left for SoleFlip"),
        transaction(engine),
    ):
        raise AssertionError("a connection too many")


def test_that_missing_rights_are_told_as_such(guarded: str, migrations: Migrations) -> None:
    with engine_for(guarded) as owner, owner.begin() as connection:
        connection.execute(text("create role guest login password 'guest'"))
    url = make_url(guarded).set(username="guest", password="guest")
    with engine_for(url.render_as_string(hide_password=False)) as engine:
        with pytest.raises(DatabaseError, match="does not allow this to the user") as refused:
            migrations.upgrade_to_head(engine)
        assert refused.value.next_step.startswith("Give the user the rights")


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("FATAL:  Passwort-Authentifizierung für Benutzer »me« fehlgeschlagen", "does not let this user in"),
        ("FATAL:  Datenbank »books« existiert nicht", "There is no such database"),
        ("FATAL:  Rolle »me« existiert nicht", "does not let this user in"),
        ('FATAL:  kein pg_hba.conf-Eintrag für Host "1.2.3.4"', "does not let this user in"),
        ("FATAL:  zu viele Verbindungen", "has no connection left"),
        ('FATAL:  no pg_hba.conf entry for host "1.2.3.4", no encryption', "cannot be encrypted"),
        ("SSL connection has been closed unexpectedly", "does not answer"),
        ("SSL SYSCALL error: EOF detected", "does not answer"),
    ],
)
def test_that_the_words_of_a_connection_are_read_in_english_and_german(said: str, what: str) -> None:
    told = server_error(psycopg.OperationalError(f"connection failed: {said}"))
    assert told is not None
    assert what in told.what


def test_that_a_wrong_use_of_the_driver_is_a_bug() -> None:
    assert server_error(psycopg.ProgrammingError("the query has 1 placeholder but 2 parameters")) is None


def test_that_values_of_the_data_stay_out_of_errors(shared_engine: Engine) -> None:
    with pytest.raises(DBAPIError) as raised, transaction(shared_engine) as connection:
        connection.execute(text("select cast(:name as integer)"), {"name": "Erika Mustermann"})
    assert "[SQL parameters hidden" in str(raised.value)


# Hearing others -------------------------------------------------------------------------------------------


@contextmanager
def engine_ended(engine: Engine) -> Iterator[None]:
    try:
        yield
    finally:
        engine.dispose()


class Ear:
    """Hears what an `Announcements` hears, and waits for it."""

    def __init__(self, engine: Engine) -> None:
        self.own = engine
        self.announcements = Announcements(engine, Link(engine))
        self.heard: Queue[frozenset[str]] = Queue()
        self.lost: Queue[ConnectionLostError] = Queue()

    def listen(self) -> None:
        self.announcements.listen(self.heard.put, self.lost.put)


@pytest.fixture
def ear(database_url: str) -> Iterator[Ear]:
    """Listens on an engine of its own."""
    with engine_for(database_url) as own:
        ear = Ear(own)
        ear.listen()
        yield ear
        ear.announcements.close()


LISTENING = text(
    "select count(*) from pg_stat_activity where datname = current_database() and query like 'listen%'"
)
ADD_SUPPLIER = text("insert into core.suppliers (name) values (:name)")


def test_that_a_change_by_another_program_is_heard(ear: Ear, engine: Engine) -> None:
    with transaction(engine) as connection:
        connection.execute(ADD_SUPPLIER, {"name": "Shop"})
    assert ear.heard.get(timeout=PATIENCE) == {"core.suppliers"}


def test_that_a_change_of_ones_own_is_not_heard(ear: Ear, engine: Engine, database_url: str) -> None:
    with transaction(ear.own) as connection:
        connection.execute(ADD_SUPPLIER, {"name": "Mine"})
    with transaction(engine) as connection:
        connection.execute(text("update core.platforms set name = name || '.' where slug = 'ebay'"))
    assert ear.heard.get(timeout=PATIENCE) == {"core.platforms"}


def test_that_a_file_that_waits_and_one_that_is_given_up_are_heard(
    ear: Ear, imports: Imports, tmp_path: Path
) -> None:
    batch = imports.stage(purchases(tmp_path / "p.csv", BOUGHT))
    assert ear.heard.get(timeout=PATIENCE) == {"integration.import_batches"}
    until_silent(ear)
    imports.importing.discard(batch.id)
    assert ear.heard.get(timeout=PATIENCE) == {"integration.import_batches"}


def test_that_a_rate_that_is_typed_into_the_database_is_heard(ear: Ear, engine: Engine) -> None:
    with transaction(engine) as connection:
        connection.execute(
            text("insert into core.exchange_rates (day, currency, per_eur) values ('2024-01-02', 'USD', 1.1)")
        )
    assert ear.heard.get(timeout=PATIENCE) == {"core.exchange_rates"}


def until_silent(ear: Ear) -> None:
    """Takes what was heard up to a change of ours."""
    with psycopg.connect(
        ear.own.url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True
    ) as connection:
        connection.execute("insert into core.suppliers (name) values ('the last')")
    while "core.suppliers" not in ear.heard.get(timeout=PATIENCE):
        pass


def test_that_what_is_rolled_back_is_not_heard(ear: Ear, engine: Engine) -> None:
    with suppress(ZeroDivisionError), transaction(engine) as connection:
        connection.execute(ADD_SUPPLIER, {"name": "Never"})
        raise ZeroDivisionError
    with transaction(engine) as connection:
        connection.execute(text("update core.platforms set name = name || '.' where slug = 'ebay'"))
    assert ear.heard.get(timeout=PATIENCE) == {"core.platforms"}


def test_that_a_listener_that_is_cut_off_says_so_and_can_listen_again(ear: Ear, engine: Engine) -> None:
    with transaction(engine) as connection:
        connection.execute(
            text("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and query like 'listen%'
            """)
        )
    assert "does not answer" in str(ear.lost.get(timeout=PATIENCE))
    ear.listen()
    with transaction(engine) as connection:
        connection.execute(ADD_SUPPLIER, {"name": "Shop"})
    assert ear.heard.get(timeout=PATIENCE) == {"core.suppliers"}


def test_that_closing_leaves_no_thread_and_no_connection(ear: Ear, engine: Engine) -> None:
    ear.announcements.close()
    assert not [each for each in threading.enumerate() if each.name == "soleflip-announcements"]
    with engine.connect() as connection:
        while connection.execute(LISTENING).scalar_one():
            connection.rollback()


def test_that_a_listener_costs_no_place_in_the_pool(database_url: str) -> None:
    own = connect_engine(database_url, pool_size=1)
    with engine_ended(own):
        ear = Ear(own)
        ear.listen()
        with transaction(own) as connection:
            assert connection.execute(text("select 1")).scalar_one() == 1
        ear.announcements.close()


# Cancelling -----------------------------------------------------------------------------------------------


def test_that_a_cancel_never_hits_the_next_statement_of_the_connection(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    cancel = psycopg.Connection.cancel_safe

    def late(raw: psycopg.Connection[Any], *, timeout: float = 30.0) -> None:
        begun.set()
        threading.Event().wait(0.2)
        cancel(raw, timeout=timeout)

    monkeypatch.setattr(psycopg.Connection, "cancel_safe", late)
    engine, control = connect_engine(database_url, pool_size=1), Control()
    cancelling = threading.Thread(target=control.cancel)
    with transaction(engine, control) as connection:
        first = connection.execute(text("select pg_backend_pid()")).scalar_one()
        cancelling.start()
        assert begun.wait(PATIENCE)
    with transaction(engine) as connection:
        slept = connection.execute(text("select pg_backend_pid(), pg_sleep(0.6)")).one()
    assert slept[0] == first, "the connection was not used again"
    cancelling.join(PATIENCE)
    engine.dispose()


class Forwarding:
    """A server that passes one connection on to PostgreSQL and leaves every further one hanging."""

    def __init__(self, host: str, port: int) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._target = (host, port)
        self._sockets: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def refuse(self) -> None:
        """From now on further connections are refused."""
        self._listening.close()

    def close(self) -> None:
        self._listening.close()
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _serve(self) -> None:
        client, _ = self._listening.accept()
        server = socket.create_connection(self._target)
        self._sockets += [client, server]
        threading.Thread(target=_pump, args=(client, server), daemon=True).start()
        _pump(server, client)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)


@contextmanager
def forwarded(url: str) -> Iterator[tuple[Engine, Forwarding]]:
    there = make_url(url)
    forwarding = Forwarding(there.host or "127.0.0.1", there.port or 5432)
    # A cancel of libpq goes where the connection went.
    here = there.set(host="127.0.0.1", port=forwarding.port, query={"sslmode": "disable"})
    engine = connect_engine(here.render_as_string(hide_password=False))
    try:
        yield engine, forwarding
    finally:
        engine.dispose()
        forwarding.close()


@pytest.mark.parametrize("refusing", [True, False], ids=["refusing", "hanging"])
def test_that_cancel_neither_waits_for_a_server_nor_fails_with_it(database_url: str, refusing: bool) -> None:
    with forwarded(database_url) as (engine, forwarding):
        control = Control()
        with transaction(engine, control) as connection:
            connection.execute(text("select 1"))
            if refusing:
                forwarding.refuse()
            began = time.monotonic()
            control.cancel()
            assert time.monotonic() - began < 1
            began = time.monotonic()
        assert time.monotonic() - began < 5  # the end waits for the cancel, which gives up after 2


READS: dict[str, Callable[[Engine, Control], object]] = {
    "the first sales": lambda engine, control: Sales(engine, "window").first(control=control),
    "the sales' ids": lambda engine, control: Sales(engine, "window").ids(control=control),
    "a page of sales": lambda engine, control: Sales(engine, "window").page([1], control=control),
    "the sales' totals": lambda engine, control: Sales(engine, "window").totals(control=control),
    "the first pairs": lambda engine, control: Inventory(engine, "window").first(control=control),
    "the pairs' ids": lambda engine, control: Inventory(engine, "window").ids(control=control),
    "a page of pairs": lambda engine, control: Inventory(engine, "window").page([1], control=control),
    "the pairs' totals": lambda engine, control: Inventory(engine, "window").totals(control=control),
    "the months": lambda engine, control: Figures(engine).monthly("sale", control=control),
    "the coverage": lambda engine, control: Figures(engine).coverage(control=control),
    "what can be undone": lambda engine, control: History(engine, "window").undoable(control=control),
    "what can be redone": lambda engine, control: History(engine, "window").redoable(control=control),
    "the last changes": lambda engine, control: History(engine, "window").recent(5, control=control),
    "undo": lambda engine, control: History(engine, "window").undo(control=control),
    "redo": lambda engine, control: History(engine, "window").redo(control=control),
    "the undo of an import": lambda engine, control: History(engine, "window").revert_import(
        1, control=control
    ),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_that_work_that_waits_on_the_server_ends_when_it_is_cancelled(
    engine: Engine, worker: ThreadPoolExecutor, read: Callable[[Engine, Control], object]
) -> None:
    control = Control()
    tables = "sales.sales, products.items, logging.change_sets, integration.import_batches"
    with engine.connect() as holder:
        holder.execute(text(f"lock table {tables} in access exclusive mode"))
        reading = worker.submit(read, engine, control)
        until_one_waits(engine)
        control.cancel()
        with pytest.raises(Cancelled):
            reading.result(PATIENCE)
        holder.rollback()


# One writer at a time -------------------------------------------------------------------------------------


class Stopping(Control):
    """Stops the work at a named point until it is told to go on."""

    def __init__(self, point: str) -> None:
        super().__init__()
        self._point = point
        self.there, self.go_on = threading.Event(), threading.Event()

    def reach(self, point: str) -> None:
        super().reach(point)
        if point == self._point:
            self.there.set()
            assert self.go_on.wait(PATIENCE)


@pytest.mark.parametrize("point", ["commit begun", "goods added", "slice written"])
def test_that_an_undo_waits_for_the_import_of_another_program(
    imports: Imports, worker: ThreadPoolExecutor, tmp_path: Path, point: str
) -> None:
    earlier = imports.run(sales_report(tmp_path / "earlier.csv", ("1", DUNK, "10", "2024-01-20")))
    later = imports.stage(sales_report(tmp_path / "later.csv", ("2", DUNK, "11", "2024-01-21")))
    control = Stopping(point)
    importing = worker.submit(imports.importing.commit, later.id, control)
    assert control.there.wait(PATIENCE)
    with ThreadPoolExecutor(1) as other:
        history = History(imports.engine, "command line")
        undoing = other.submit(history.revert_import, earlier.id, OnLaterChanges.KEEP)
        until_one_waits(imports.engine)
        control.go_on.set()
        assert importing.result(PATIENCE).status == "imported"
        assert undoing.result(PATIENCE).rows["sales.sales"] == 1
    assert costs(imports) == {"2": None}


def test_that_an_undo_of_purchases_waits_for_the_sales_that_are_taking_their_pairs(
    imports: Imports, worker: ThreadPoolExecutor, tmp_path: Path
) -> None:
    purchase = imports.run(purchases(tmp_path / "bought.csv", BOUGHT))
    waiting = imports.stage(sales_report(tmp_path / "sold.csv", ("1", DUNK, "10", "2024-01-20")))
    control = Stopping("sales matched")
    importing = worker.submit(imports.importing.commit, waiting.id, control)
    assert control.there.wait(PATIENCE)
    with ThreadPoolExecutor(1) as other:
        undoing = other.submit(History(imports.engine, "command line").revert_import, purchase.id)
        wait_for_turn = until_one_waits(imports.engine, or_done=undoing)
        control.go_on.set()
        assert importing.result(PATIENCE).status == "imported"
        assert wait_for_turn
        with pytest.raises(LaterChanges):
            undoing.result(PATIENCE)
    assert costs(imports) == {"1": "80.00"}


def test_that_an_import_of_sales_waits_for_the_undo_of_the_purchases(
    imports: Imports, worker: ThreadPoolExecutor, tmp_path: Path
) -> None:
    # Sold before the pair was bought, so that the import finds all but the pair as it will stay.
    imports.run(sales_report(tmp_path / "earlier.csv", ("0", DUNK, "10", "2023-01-20")))
    purchase = imports.run(purchases(tmp_path / "bought.csv", BOUGHT))
    waiting = imports.stage(sales_report(tmp_path / "sold.csv", ("1", DUNK, "10", "2024-01-20")))
    with transaction(imports.engine) as connection:
        revert(connection, purchase.change_set_id or 0, "window")
        importing = worker.submit(imports.importing.commit, waiting.id, Control())
        until_one_waits(imports.engine)
    assert importing.result(PATIENCE).status == "imported"
    assert costs(imports) == {"0": None, "1": None}
