"""Books to change and undo."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from soleflip_desktop.db.history import redoable, revert, undoable
from tests.db.books import Books, snapshot

CheckState = Callable[[Callable[[], object]], None]


@pytest.fixture
def books(connection: Connection) -> Books:
    """Books with a brand or two, a product, sizes, an account and an order; rolled back at the end."""
    books = Books(connection)
    books.start()
    return books


@pytest.fixture
def checkstate(connection: Connection) -> CheckState:
    """Acts, undoes, compares with before, redoes, compares with after, undoes again."""

    def check(act: Callable[[], object]) -> None:
        before = snapshot(connection)
        act()
        after = snapshot(connection)
        assert after != before, "the act changed nothing"
        for _ in range(2):
            done = undoable(connection)
            assert done is not None
            revert(connection, done.id, "window")
            assert snapshot(connection) == before
            undone = redoable(connection)
            assert undone is not None
            assert undone.reverts_id == done.id
            revert(connection, undone.id, "window")
            assert snapshot(connection) == after
            assert redoable(connection) is None

    return check
