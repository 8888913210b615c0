"""Own tables of listings: each takes a pair, makes it listed, and gives it back when it ends or is undone."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.db.batches import differences_of
from soleflip_desktop.db.revert import OnLaterChanges
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.review import Pile
from soleflip_desktop.services.history import History
from soleflip_desktop.services.opened_files import in_order
from soleflip_desktop.services.reviewing import Reviewing
from tests.db.imports import Imports, imports_on, purchases
from tests.db.own_tables import LISTINGS, OwnTable

DUNK = ("DD1391-100", "Nike Dunk Low", "US 9", 1, "110.00", "EUR")
HEADER = "SKU,Size,Where,Ask,Since,Until"
NUMBERED = f"{HEADER},Number"
ROW = "DD1391-100,US 9,StockX,180,2024-02-01,"
ALL = """
    select p.slug, ask, l.currency::text, listed_on, ended_on, external_id, o.ordered_on
    from products.listings l join core.platforms p on p.id = platform_id
    join products.items i on i.id = item_id join products.purchases o on o.id = purchase_id
    order by l.id
"""


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


@pytest.fixture
def table(imports: Imports, tmp_path: Path) -> OwnTable:
    return OwnTable(imports, tmp_path, LISTINGS)


@pytest.fixture
def stock(imports: Imports, tmp_path: Path) -> None:
    """Two pairs of one product and size, bought in January, the one from A first."""
    imports.run(
        purchases(
            tmp_path / "stock.csv",
            (*DUNK, "2024-01-20", "Shop", "B"),
            (*DUNK, "2024-01-10", "Shop", "A"),
        )
    )


def counts(table: OwnTable, header: str, *rows: str) -> tuple[int, int, int, int]:
    """New, changed and known rows of a table that is imported, and those with problems."""
    found = table.run(header, *rows).counts
    return found.new, found.changed, found.known, found.problems


def states(imports: Imports) -> list[str]:
    query = "select status from analytics.item_figures join products.purchases p on p.id = purchase_id"
    return [row[0] for row in imports.rows(f"{query} order by ordered_on")]


def listed(imports: Imports) -> list[str]:
    """The days on which the pairs on offer were bought, as the listings came."""
    return [str(row[-1]) for row in imports.rows(ALL)]


@pytest.mark.usefixtures("stock")
def test_that_a_listing_takes_the_oldest_pair_and_makes_it_listed(imports: Imports, table: OwnTable) -> None:
    batch = table.run(HEADER, ROW)
    assert (batch.status, batch.counts.new, batch.first_day) == ("imported", 1, date(2024, 2, 1))
    assert imports.rows(ALL) == [
        ("stockx", Decimal("180.00"), "EUR", date(2024, 2, 1), None, None, date(2024, 1, 10))
    ]
    assert states(imports) == ["listed", "in_stock"]


@pytest.mark.usefixtures("stock")
def test_that_a_table_read_again_changes_nothing_and_a_longer_one_adds(
    imports: Imports, table: OwnTable
) -> None:
    table.run(HEADER, ROW)
    before = imports.contents()
    assert counts(table, HEADER, ROW) == (0, 0, 1, 0)
    assert imports.contents() == before
    assert counts(table, HEADER, ROW, ROW) == (1, 0, 1, 0)
    assert listed(imports) == ["2024-01-10", "2024-01-20"]


@pytest.mark.usefixtures("stock")
def test_that_a_quantity_takes_as_many_pairs_each_at_the_asking_price(
    imports: Imports, table: OwnTable
) -> None:
    assert counts(table, f"{NUMBERED},Pairs", f"{ROW},4711,2") == (1, 0, 0, 0)
    asks = "select ask, external_id from products.listings"
    assert imports.rows(asks) == [(Decimal("180.00"), "4711")] * 2
    assert counts(table, f"{NUMBERED},Pairs", f"{ROW},4711,2") == (0, 0, 1, 0)


@pytest.mark.usefixtures("stock")
def test_that_a_row_without_enough_pairs_is_a_problem_and_keeps_none(
    imports: Imports, table: OwnTable
) -> None:
    batch = table.run(f"{HEADER},Pairs", f"{ROW},3", f"{ROW.replace('US 9', 'US 12')},1", f"{ROW},2")
    assert (batch.counts.new, batch.counts.problems) == (1, 2)
    first, second = imports.importing.findings(batch.id)
    assert first.sentence == (
        "There is no pair of DD1391-100, US 9 that was yours on 2024-02-01 and not on offer there already"
    )
    assert first.next_step == second.next_step == "Import or add the purchase first"
    assert imports.one("select count(*) from products.listings") == 2


@pytest.mark.usefixtures("stock")
@pytest.mark.parametrize(
    "row",
    [
        "ZZ9999-999,US 9,StockX,180,2024-02-01,",
        ROW.replace("2024-02-01", "2024-01-09"),
    ],
)
def test_that_goods_nobody_bought_yet_are_not_listed(imports: Imports, table: OwnTable, row: str) -> None:
    assert counts(table, HEADER, row) == (0, 0, 0, 1)
    assert imports.rows(ALL) == []


@pytest.mark.usefixtures("stock")
def test_that_a_pair_is_on_offer_once_at_a_time_on_a_platform(imports: Imports, table: OwnTable) -> None:
    ended = ROW.replace("2024-02-01,", "2024-01-25,2024-02-01")
    elsewhere = ROW.replace("StockX", "alias")
    assert counts(table, HEADER, ended, ROW, elsewhere, ROW, ROW) == (4, 0, 0, 1)
    assert listed(imports) == ["2024-01-10", "2024-01-10", "2024-01-10", "2024-01-20"]


@pytest.mark.usefixtures("stock")
def test_that_a_listing_whose_price_or_end_changed_is_updated(imports: Imports, table: OwnTable) -> None:
    table.run(HEADER, ROW)
    changed = "DD1391-100,US 9,StockX,170,2024-02-01,2024-03-01"
    batch = table.stage(HEADER, changed)
    assert (batch.counts.new, batch.counts.changed) == (0, 1)
    with imports.engine.connect() as connection:
        [difference] = differences_of(connection, batch.id)
    assert difference.fields == {"ask": ("180.00", "170.00"), "ended_on": (None, "2024-03-01")}
    table.commit(batch)
    assert states(imports) == ["in_stock", "in_stock"]
    assert counts(table, HEADER, changed) == (0, 0, 1, 0)
    assert counts(table, HEADER, ROW) == (0, 1, 0, 0)
    assert states(imports) == ["listed", "in_stock"]


@pytest.mark.usefixtures("stock")
def test_that_a_listing_is_known_by_its_number_on_any_day(imports: Imports, table: OwnTable) -> None:
    table.run(NUMBERED, f"{ROW}2024-02-20,L-1", f"{ROW},L-2")
    relisted = "DD1391-100,US 9,StockX,180,2024-03-01,,L-1"
    assert counts(table, NUMBERED, relisted) == (0, 1, 0, 0)
    assert imports.rows("select listed_on, ended_on from products.listings where external_id = 'L-1'") == [
        (date(2024, 3, 1), None)
    ]
    assert counts(table, HEADER, relisted.removesuffix(",L-1")) == (0, 0, 1, 0)
    duplicate = table.run(NUMBERED, relisted, relisted.replace("180", "175"))
    assert (duplicate.counts.known, duplicate.counts.duplicates, duplicate.counts.warnings) == (1, 1, 1)


@pytest.mark.usefixtures("stock")
def test_that_a_number_given_later_makes_no_second_listing(imports: Imports, table: OwnTable) -> None:
    table.run(HEADER, ROW)
    assert counts(table, NUMBERED, f"{ROW},L-1") == (0, 1, 0, 0)
    assert counts(table, NUMBERED, f"{ROW},L-1") == (0, 0, 1, 0)
    assert imports.rows("select external_id from products.listings") == [("L-1",)]


@pytest.mark.usefixtures("stock")
def test_that_an_open_listing_is_of_a_pair_that_is_not_sold(imports: Imports, table: OwnTable) -> None:
    with imports.engine.begin() as connection:
        connection.execute(text(SOLD))
    ended = ROW.replace("2024-02-01,", "2024-02-01,2024-03-05")
    assert counts(table, HEADER, ROW, ended) == (2, 0, 0, 0)
    assert listed(imports) == ["2024-01-20", "2024-01-10"]
    after = ROW.replace("2024-02-01", "2024-03-06").replace("StockX", "Vinted")
    assert counts(table, HEADER, after, after) == (1, 0, 0, 1)


SOLD = """
    with account as (
        insert into core.accounts (platform_id, handle)
        select id, 'me' from core.platforms where slug = 'stockx' returning id, platform_id
    )
    insert into sales.sales
           (platform_id, account_id, order_key, item_id, product_id, size_id, sold_at, currency, status)
    select account.platform_id, account.id, 'S-1', items.id, product_id, size_id, '2024-03-05 12:00+01',
           'EUR', 'completed'
    from products.items join products.purchases on purchases.id = purchase_id, account
    where ordered_on = '2024-01-10'
"""


@pytest.mark.usefixtures("stock")
def test_that_days_that_cannot_be_are_problems_and_an_end_ahead_is_open(
    imports: Imports, table: OwnTable
) -> None:
    ahead = datetime.now(UTC).date() + timedelta(days=40)
    batch = table.run(
        HEADER,
        ROW.replace("2024-02-01", "2099-02-01"),
        f"{ROW}2024-01-31",
        f"{ROW}{ahead}",
    )
    told = {(each.code, each.row_number): each.next_step for each in imports.importing.findings(batch.id)}
    assert told == {
        ("listed_in_future", 1): "Correct the day",
        ("ended_before_listed", 2): "Correct one of the two days",
        ("ends_in_future", 3): None,
    }
    assert states(imports) == ["listed", "in_stock"]


@pytest.mark.usefixtures("stock")
def test_that_undoing_the_import_frees_the_pair(imports: Imports, table: OwnTable) -> None:
    history = History(imports.engine, "window")
    before = imports.contents()
    table.run(HEADER, ROW)
    table.run(HEADER, ROW.replace("180", "170"))
    history.undo()
    assert imports.rows("select ask from products.listings") == [(Decimal("180.00"),)]
    history.undo()
    assert imports.contents() == before
    assert states(imports) == ["in_stock", "in_stock"]
    history.redo()
    assert states(imports) == ["listed", "in_stock"]


def test_that_undoing_the_purchase_takes_its_listings_along(
    imports: Imports, table: OwnTable, tmp_path: Path
) -> None:
    stock = imports.run(purchases(tmp_path / "stock.csv", (*DUNK, "2024-01-20", "Shop", "B")))
    table.run(HEADER, ROW)
    History(imports.engine, "window").revert_import(stock.id, OnLaterChanges.INCLUDE)
    assert imports.one("select count(*) from products.listings") == 0


def test_that_purchases_that_come_with_the_listings_are_there_first(
    imports: Imports, table: OwnTable, tmp_path: Path
) -> None:
    opened = table.opened(HEADER, ROW)
    stock = purchases(tmp_path / "stock.csv", (*DUNK, "2024-01-20", "Shop", "B"))
    bought = imports.importing.open(stock, Control()).files
    files = in_order([opened, *bought])
    assert [each.source.slug for each in files] == ["purchases", "mapped_listings"]
    waiting = imports.importing.stage(opened, Control()).batch
    assert (waiting.counts.new, waiting.counts.problems) == (0, 1)
    imports.run(stock)
    done = imports.importing.commit(waiting.id, Control())  # checked anew, since something was imported
    assert (done.status, done.counts.new, done.counts.problems) == ("imported", 1, 0)


@pytest.mark.usefixtures("stock")
def test_that_listings_are_reviewed_row_by_row(imports: Imports, engine: Engine, table: OwnTable) -> None:
    later = ROW.replace("180", "soon").replace("StockX", "alias")
    batch = table.stage(f"{NUMBERED},Pairs", f"{ROW},L-1,2", f"{later},L-2,1")
    reviewing = Reviewing(engine)
    [row] = reviewing.page(batch.id, reviewing.ids(batch.id, Pile.NEW, (("price", True),), "dd1391"))
    assert (row.order, row.partner, row.size, row.pairs) == ("L-1", "StockX", "US 9", 2)
    assert (row.day, row.price, row.currency) == (date(2024, 2, 1), Decimal("180.00"), "EUR")
    reviewing.correct(batch.id, 2, "Ask", "190", Control())
    reviewing.take(batch.id, [1], taken=False)
    done = table.commit(batch)
    assert (done.status, done.left_out) == ("imported", 1)
    assert imports.rows("select ask, external_id from products.listings") == [(Decimal("190.00"), "L-2")]
