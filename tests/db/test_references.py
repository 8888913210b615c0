"""Foreign keys that an import checks by value."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import IntegrityError, OperationalError

from soleflip_desktop.db.references import MissingReferenceError, references_held
from tests.conftest import engine_for
from tests.db.imports import imports_on, purchases, report

SIZE = "insert into core.sizes (system, value, number) values ('US_M', '10', 10) returning id"
PRODUCT = "insert into products.products (name) values ('Panda') returning id"
PAIR = "insert into products.items (product_id, size_id) values (:product, :size)"


@pytest.fixture
def plain_user(engine: Engine, on_server: Connection) -> Iterator[Engine]:
    """An engine on the same database for a user who may write every table, and nothing more."""
    user = f"plain_{make_url(str(engine.url)).database}"
    on_server.execute(text(f"create role {user} login password 'plain'"))
    with engine.begin() as connection:
        for schema in ("core", "products", "sales", "integration", "logging", "analytics"):
            connection.execute(text(f"grant usage on schema {schema} to {user}"))
            connection.execute(text(f"grant all on all tables in schema {schema} to {user}"))
            connection.execute(text(f"grant all on all sequences in schema {schema} to {user}"))
            connection.execute(text(f"grant all on all routines in schema {schema} to {user}"))
    url = engine.url.set(username=user, password="plain").render_as_string(hide_password=False)
    with engine_for(url) as plain:
        yield plain
    with engine.begin() as connection:
        connection.execute(text(f"drop owned by {user}"))
    on_server.execute(text(f"drop role {user}"))


def test_that_a_missing_row_is_found_before_anything_is_written(connection: Connection) -> None:
    with (
        pytest.raises(MissingReferenceError, match=r"core\.sizes has no row 4711"),
        references_held(connection, {"core.sizes": "select cast(:size as bigint)"}, {"size": 4711}),
    ):
        pytest.fail("the block was entered")


def test_that_the_checks_of_each_row_are_on_again_afterwards(connection: Connection) -> None:
    size, product = (connection.execute(text(query)).scalar_one() for query in (SIZE, PRODUCT))
    with references_held(
        connection,
        {"core.sizes": f"select {size}", "products.products": f"select {product}"},
        {},
    ):
        connection.execute(text(PAIR), {"product": product, "size": size})

    with pytest.raises(IntegrityError, match="fk_items_size_id"):
        connection.execute(text(PAIR), {"product": product, "size": 4711})


def test_that_a_held_row_cannot_be_deleted_by_others(engine: Engine) -> None:
    with engine.begin() as connection:
        size = connection.execute(text(SIZE)).scalar_one()
    held = {"core.sizes": f"select {size}"}
    with engine.begin() as importing, references_held(importing, held, {}), engine.connect() as other:
        other.execute(text("set lock_timeout = '50ms'"))
        with pytest.raises(OperationalError, match="lock timeout"):
            other.execute(text("delete from core.sizes where id = :id"), {"id": size})


def test_that_the_history_goes_on_while_the_checks_rest(engine: Engine, tmp_path: Path) -> None:
    imports = imports_on(engine)

    batch = imports.run(report(tmp_path / "report.csv", 30))

    written = (
        "select count(*) from logging.row_changes where change_set_id = :id and table_name = 'sales.sales'"
    )
    assert imports.one(written, id=batch.change_set_id) == 30


def test_that_a_user_who_may_not_switch_the_checks_imports_all_the_same(
    plain_user: Engine, tmp_path: Path
) -> None:
    imports = imports_on(plain_user)

    bought = imports.run(
        purchases(
            tmp_path / "purchases.csv",
            ("AB1000-100", "Panda", "10", 2, "80", "EUR", "2022-01-05", "Shop", "1"),
        )
    )
    sold = imports.run(report(tmp_path / "report.csv", 30))

    assert (bought.counts.new, sold.counts.new) == (1, 30)
    assert imports.one("select count(*) from sales.sales") == 30
