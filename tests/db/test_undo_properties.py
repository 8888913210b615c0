"""Whatever is done in whatever order, undo goes back through every state and redo forward again."""

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from soleflip_desktop.db.history import (
    ChangeSet,
    OnLaterChanges,
    recent,
    redoable,
    revert,
    undoable,
)
from soleflip_desktop.errors import UserError
from tests.db.books import Books, add_item, add_sale, snapshot

ANY = "offset :n % greatest(1, (select count(*) from {table})) limit 1"
PICKED = "id = (select id from {table} order by id " + ANY + ")"

FREE_ITEM = """(
    select id from products.items i
    where not exists (select from sales.sales where item_id = i.id) order by id desc limit 1
)"""


def picked(table: str) -> str:
    return PICKED.format(table=table)


# Each leaves the books valid whatever they hold; `:n` picks the row, `:key` is new each time.
STATEMENTS = (
    "insert into core.brands (name) values (:key)",
    f"update core.brands set name = :key where {picked('core.brands')}",
    "update core.brands set name = name || '!' where id % 2 = :n % 2",
    f"delete from core.brands where {picked('core.brands')}"
    " and not exists (select from products.products where brand_id = brands.id)",
    add_item(),
    f"update products.items set notes = :key, price = :n, tags = tags || cast(:key as text)"
    f" where {picked('products.items')}",
    "update products.items set price = null",
    f"delete from products.items where {picked('products.items')}"
    " and not exists (select from sales.sales where item_id = items.id)",
    add_sale().replace(":order", ":key").replace(":item", "null"),
    f"update sales.sales set gross = :n where {picked('sales.sales')}",
    f"update sales.sales set item_id = {FREE_ITEM} where {picked('sales.sales')}",
    f"update sales.sales set item_id = null where {picked('sales.sales')}",
    f"delete from sales.sales where {picked('sales.sales')}",
    "delete from sales.sales where id % 3 = :n % 3",
)

changes = st.tuples(st.sampled_from(STATEMENTS), st.integers(0, 20))
change_sets = st.lists(st.lists(changes, min_size=1, max_size=4), min_size=1, max_size=6)
few = settings(max_examples=40, deadline=None)


@contextmanager
def open_books(engine: Engine) -> Iterator[Books]:
    """Books that are rolled back at the end."""
    with engine.connect() as connection, connection.begin() as transaction:
        books = Books(connection)
        books.start()
        yield books
        transaction.rollback()


def act(books: Books, label: str, done: list[tuple[str, int]]) -> int:
    keyed = [
        statement.replace(":key", f"'{label} {number}'").replace(":n", str(n))
        for number, (statement, n) in enumerate(done)
    ]
    return books.do(label, *keyed)


def step(connection: Connection, found: ChangeSet | None) -> None:
    assert found is not None
    revert(connection, found.id, "window")


@few
@given(sets=change_sets, walk=st.lists(st.booleans(), max_size=12))
def test_that_undo_and_redo_walk_through_the_states_that_were(
    shared_engine: Engine, sets: list[list[tuple[str, int]]], walk: list[bool]
) -> None:
    with open_books(shared_engine) as books:
        states = [snapshot(books.connection)]
        for number, done in enumerate(sets):
            act(books, f"set {number}", done)
            # A set that wrote nothing is no step.
            if recent(books.connection, 1)[0].rows:
                states.append(snapshot(books.connection))
        last = len(states) - 1
        place = last
        for back in [*walk, *[True] * (last + len(walk)), *[False] * last]:
            place = one_step(books.connection, place, back, last)
            assert snapshot(books.connection) == states[place]
        assert place == last


def one_step(connection: Connection, place: int, back: bool, last: int) -> int:
    """Undoes or redoes once where there is something to; returns the number of the state reached."""
    if back and place > 0:
        step(connection, undoable(connection))
        return place - 1
    if not back and place < last:
        step(connection, redoable(connection))
        return place + 1
    return place


@few
@given(
    sets=change_sets,
    which=st.integers(0, 5),
    on_later=st.sampled_from(OnLaterChanges),
)
def test_that_any_set_taken_back_in_any_way_can_be_brought_back(
    shared_engine: Engine, sets: list[list[tuple[str, int]]], which: int, on_later: OnLaterChanges
) -> None:
    with open_books(shared_engine) as books:
        made = [act(books, f"set {number}", done) for number, done in enumerate(sets)]
        before = snapshot(books.connection)
        try:
            done = revert(books.connection, made[which % len(made)], "window", on_later)
        except UserError:
            assert snapshot(books.connection) == before
            return
        assert bool(done.left) <= (on_later is OnLaterChanges.KEEP)
        revert(books.connection, done.change_set_id, "window")
        assert snapshot(books.connection) == before
