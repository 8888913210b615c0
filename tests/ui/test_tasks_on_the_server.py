"""Replaced reads end on the server too, so that nobody waits behind what nobody wants any more."""

import time
from typing import Any

from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.db.engine import transaction
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.tasks import Lane, Tasks
from tests.ui.acting import SALES_TAB, show
from tests.ui.conftest import PATIENCE, settle

SLEEPING = (
    "select count(*) from pg_stat_activity where query like 'select pg_sleep(30)%' and state = 'active'"
)
WAITING = """
    select query_start from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()
"""


def rows(engine: Engine, query: str) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.execute(text(query)).scalars())


def test_that_a_replaced_read_is_cancelled_on_the_server(tasks: Tasks, engine: Engine, qtbot: QtBot) -> None:
    def slow(control: Control) -> None:
        with transaction(engine, control) as connection:
            connection.execute(text("select pg_sleep(30)"))

    delivered: list[object] = []
    tasks.start(Lane.READ, slow, done=delivered.append, failed=delivered.append, replaces="sales")
    qtbot.waitUntil(lambda: rows(engine, SLEEPING) == [1], timeout=PATIENCE)
    began = time.monotonic()
    tasks.start(Lane.READ, lambda _: "newer", done=delivered.append, replaces="sales")
    assert time.monotonic() - began < 1
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=PATIENCE)
    assert time.monotonic() - began < 10
    assert rows(engine, SLEEPING) == [0]
    assert delivered == ["newer"]


def test_that_a_newer_search_ends_the_older_one_on_the_server(
    session: Session, engine: Engine, qtbot: QtBot
) -> None:
    show(qtbot, session, SALES_TAB)
    settle(qtbot, session)
    with engine.connect() as holder:
        holder.execute(text("lock table sales.sales in access exclusive mode"))
        session.window.sales.searched.emit("air")
        qtbot.waitUntil(lambda: len(rows(engine, WAITING)) == 1, timeout=PATIENCE)
        older = rows(engine, WAITING)
        session.window.sales.searched.emit("dunk")
        qtbot.waitUntil(
            lambda: len(now := rows(engine, WAITING)) == 1 and now != older,
            timeout=PATIENCE,
        )
        holder.rollback()
    settle(qtbot, session)
