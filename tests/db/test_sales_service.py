"""Sales and pairs are read by pages: every row once, in order, with what search finds."""

from array import array
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from soleflip_desktop.domain.selection import Selection
from soleflip_desktop.services.inventory import Inventory
from soleflip_desktop.services.sales import Order, Sales, SaleTotals
from tests.db.ledger import Ledger


@pytest.fixture
def sales(engine: Engine) -> Sales:
    return Sales(engine, "window")


@pytest.fixture
def inventory(engine: Engine) -> Inventory:
    return Inventory(engine, "window")


def test_that_a_sale_is_shown_with_its_goods_and_figures(engine: Engine, sales: Sales) -> None:
    sold_at = datetime(2024, 3, 31, 22, 30, tzinfo=UTC)
    with engine.begin() as connection:
        ledger = Ledger(connection)
        product = ledger.goods("Jordan 1 Low", "DH0587-100", "DM0587-100", brand="Jordan")
        pair = ledger.pair("60.00", product_id=product)
        values: dict[str, Any] = {
            "order_key": "77-1",
            "product_id": product,
            "sold_at": sold_at,
            "tracking_number": "1Z9",
        }
        sale = ledger.sale(pair, **values, platform_fee="6.00")
    [row] = sales.first()
    assert (row.id, row.order_key, row.line, row.platform) == (sale, "77-1", 1, "StockX")
    assert (row.sold_at, row.sold_on, row.paid_on) == (sold_at, date(2024, 4, 1), date(2024, 3, 15))
    assert (row.product, row.style_codes, row.brand, row.size) == (
        "Jordan 1 Low",
        "DH0587-100/DM0587-100",
        "Jordan",
        "US 10.5",
    )
    assert (row.gross, row.currency, row.fees, row.payout) == (
        Decimal("100.00"),
        "EUR",
        Decimal("10.00"),
        Decimal("90.00"),
    )
    assert (row.cost, row.profit, row.status) == (Decimal("60.00"), Decimal("30.00"), "completed")
    assert (row.tracking_number, row.item_id) == ("1Z9", pair)


def test_that_what_a_sale_does_not_say_is_none(engine: Engine, sales: Sales) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        plain = ledger.goods("Tee")
        ledger.sale(product_id=plain, payout=None, paid_out_at=None)
    [row] = sales.first()
    assert (row.style_codes, row.brand, row.paid_on, row.fees, row.payout) == ("", None, None, None, None)
    assert (row.cost, row.profit, row.tracking_number, row.item_id) == (None, None, None, None)


def test_that_sales_come_newest_first_and_equal_ones_by_id(engine: Engine, sales: Sales) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        days = (5, 9, 5, 7)
        made = [ledger.sale(sold_at=datetime(2024, 1, day, tzinfo=UTC)) for day in days]
    wanted = [made[1], made[3], made[0], made[2]]
    assert sales.ids() == array("q", wanted)
    assert [row.id for row in sales.first()] == wanted
    assert [row.id for row in sales.first(limit=2)] == wanted[:2]


@pytest.mark.parametrize("descending", [False, True])
def test_that_unknown_values_come_last_both_ways(engine: Engine, sales: Sales, descending: bool) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        made = [ledger.sale(payout=payout) for payout in (None, "20.00", "10.00", None, "20.00")]
    known = [made[1], made[4], made[2]] if descending else [made[2], made[1], made[4]]
    assert list(sales.ids((("payout", descending),))) == [*known, made[0], made[3]]


def test_that_pages_follow_the_ids_asked_for_and_leave_out_what_is_gone(engine: Engine, sales: Sales) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        first, second, third = (ledger.sale() for _ in range(3))
    assert [row.id for row in sales.page([third, 999, first])] == [third, first]
    assert [row.id for row in sales.page(array("q", [second]))] == [second]
    assert sales.page([]) == []


def test_that_a_column_nobody_knows_is_refused(sales: Sales, inventory: Inventory) -> None:
    for table in (sales, inventory):
        with pytest.raises(ValueError, match="no column 'id; drop table"):
            table.ids((("id; drop table", False),))


def test_that_every_column_of_a_row_can_be_sorted_by(
    engine: Engine, sales: Sales, inventory: Inventory
) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        made = [ledger.sale(ledger.pair("5.00", date(2024, 1, day))) for day in (1, 2)]
    for table in (sales, inventory):
        [row, *_] = table.first()
        for name in type(row).__slots__:
            assert sorted(table.ids(((name, True),))) == sorted(table.ids(((name, False),)))
    assert list(sales.ids((("id", True),))) == made[::-1]


def test_that_text_and_sizes_sort_as_people_do(engine: Engine, sales: Sales) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        goods = [ledger.goods(name) for name in ("zebra", "Älpen", "Air", "Zoom")]
        made = dict(zip("zäaZ", (ledger.sale(product_id=product) for product in goods), strict=True))
    assert list(sales.ids((("product", False),))) == [made[each] for each in "aäzZ"]


# One database serves all examples: they only read it.
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["payout", "sold_at", "gross", "cost", "status", "paid_on"]), st.booleans()
        ),
        max_size=3,
        unique_by=lambda key: key[0],
    )
)
def test_that_several_columns_sort_as_a_stable_sort_of_the_rows_does(
    crowded: Sales, keys: list[tuple[str, bool]]
) -> None:
    order: Order = tuple(keys)
    statuses = ("pending", "shipped", "authenticated", "completed", "cancelled")
    rows = sorted(crowded.page(crowded.ids()), key=lambda row: row.id)
    for name, descending in reversed(order):
        known = [row for row in rows if getattr(row, name) is not None]
        unknown = [row for row in rows if getattr(row, name) is None]
        known.sort(
            key=lambda row: statuses.index(row.status) if name == "status" else getattr(row, name),
            reverse=descending,
        )
        rows = known + unknown
    assert list(crowded.ids(order)) == [row.id for row in rows]


@pytest.fixture
def crowded(engine: Engine, sales: Sales) -> Sales:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        for number in range(40):
            paid = datetime(2024, 1, 1 + number % 5, tzinfo=UTC) if number % 3 else None
            ledger.sale(
                ledger.pair(f"{number % 6}.00") if number % 4 else None,
                f"{100 + number % 3}.00",
                payout=f"{number % 7}.00" if number % 2 else None,
                sold_at=datetime(2024, 1, 1 + number % 4, tzinfo=UTC),
                paid_out_at=paid,
                status=("pending", "completed", "cancelled")[number % 3],
            )
    return sales


# Which of the sales a, b and c each search finds.
FOUND = {
    "": "abc",
    "   ": "abc",
    "1000-2": "a",
    "ab-77": "b",
    "AB-7": "b",
    "77": "",
    "1z99": "c",
    "dunk low": "a",
    "UNK lO": "a",
    "adios été": "b",
    "ADIOS ETE": "b",
    "1391-1": "a",
    "dd1391100": "a",
    "dd1391 - 100": "a",
    "hq8752": "b",
    "100%": "",
    "_": "",
    "5.55088E+08": "",
    "'; drop": "",
}


def test_that_search_finds_orders_by_their_beginning_and_goods_by_any_part(
    engine: Engine, sales: Sales
) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        other = ledger.goods("Adios Été 2024", "HQ8752")
        made = {
            ledger.sale(order_key="1000-2000"): "a",
            ledger.sale(order_key="AB-77", product_id=other): "b",
            ledger.sale(order_key="X", tracking_number="1Z999", product_id=ledger.goods("Tee")): "c",
        }

    def names(ids: Iterable[int]) -> str:
        return "".join(sorted(made[each] for each in ids))

    assert {search: names(sales.ids(selection=Selection(search))) for search in FOUND} == FOUND
    assert {
        search: names(row.id for row in sales.first(selection=Selection(search))) for search in FOUND
    } == FOUND
    assert [sales.totals(Selection(search)).count for search in FOUND] == [
        len(found) for found in FOUND.values()
    ]


def test_that_totals_sum_what_stands_and_is_known_by_currency(engine: Engine, sales: Sales) -> None:
    assert sales.totals() == SaleTotals(count=0, payout={}, profit={}, cost_known=0)
    with engine.begin() as connection:
        ledger = Ledger(connection)
        ledger.sale(ledger.pair("60.00"))
        ledger.sale(payout="10.00")
        ledger.sale(ledger.pair("1.00"), status="returned")
        ledger.sale(ledger.pair("60.00"), currency="USD", payout="7.00")
        ledger.sale(payout=None, currency="GBP")
    assert sales.totals() == SaleTotals(
        count=5,
        payout={"EUR": Decimal("100.00"), "USD": Decimal("7.00")},
        profit={"EUR": Decimal("30.00")},
        cost_known=2,
    )


def test_that_a_pair_is_shown_with_its_purchase(engine: Engine, inventory: Inventory) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        pair = ledger.pair(
            "115.99",
            date(2024, 3, 1),
            supplier="BSTN",
            purchase_vat=Decimal("18.52"),
            vat_reclaimable=True,
            location="Shelf 3",
            notes="no lid",
        )
        ledger.sale(pair)
    [row] = inventory.first()
    assert (row.id, row.product, row.style_codes, row.brand, row.size) == (
        pair,
        "Nike Dunk Low",
        "DD1391-100",
        None,
        "US 10.5",
    )
    assert (row.state, row.bought_on, row.supplier, row.days_in_stock) == (
        "sold",
        date(2024, 3, 1),
        "BSTN",
        9,
    )
    assert (row.price, row.currency, row.landed_cost) == (Decimal("115.99"), "EUR", Decimal("97.47"))
    assert (row.location, row.notes) == ("Shelf 3", "no lid")


def test_that_pairs_come_last_bought_first_and_are_found_by_order_number_code_and_name(
    engine: Engine, inventory: Inventory
) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        old = ledger.pair("1.00", date(2024, 1, 1), order_number="ZAL-1")
        undated = ledger.pair("2.00")
        new = ledger.pair(None, date(2024, 2, 1), product_id=ledger.goods("Samba", "B75806"))
    assert list(inventory.ids()) == [new, old, undated]
    assert list(inventory.ids(selection=Selection("zal"))) == [old]
    assert list(inventory.ids(selection=Selection("al-1"))) == []
    assert list(inventory.ids(selection=Selection("b758"))) == [new]
    assert list(inventory.ids(selection=Selection("dunk"))) == [old, undated]
    totals = inventory.totals(Selection("dunk"))
    assert (totals.count, totals.landed_cost, totals.cost_known) == (2, {"EUR": Decimal("3.00")}, 2)
    assert inventory.totals().cost_known == 2


def test_that_the_state_sorts_in_the_order_of_a_pairs_life(engine: Engine, inventory: Inventory) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        sold, gone, here = ledger.pair("1.00"), ledger.pair("1.00", state="written_off"), ledger.pair("1.00")
        ledger.sale(sold)
    assert list(inventory.ids((("state", False),))) == [here, sold, gone]
