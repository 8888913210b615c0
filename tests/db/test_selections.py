"""Filters take exactly the rows that the same rule takes from all rows read one by one."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from soleflip_desktop.db.engine import connect_engine
from soleflip_desktop.domain.selection import EVERYTHING, Between, Choice, Filter, Is, OneOf, Selection
from soleflip_desktop.services.inventory import Inventory, ItemRow
from soleflip_desktop.services.sales import SaleRow, Sales
from soleflip_desktop.services.tables import LongTable
from tests.conftest import database
from tests.db.ledger import Ledger

FREEING = ("cancelled", "returned", "failed_verification")
ON_HAND = ("in_stock", "consigned", "listed")
SALE_FIELDS = ("status", "brand", "platform", "currency", "product")
SALE_RANGES = ("sold_on", "paid_on", "gross", "payout", "profit", "cost")
SALE_FACTS: dict[str, Callable[[SaleRow], bool]] = {
    "cost_missing": lambda row: row.status not in FREEING and row.cost is None,
    "unpaid": lambda row: row.status not in FREEING and row.paid_on is None,
    "loss": lambda row: row.profit is not None and row.profit < 0,
    "standing": lambda row: row.status not in FREEING,
    "paid": lambda row: row.paid_on is not None,
}
ITEM_FIELDS = ("state", "brand", "supplier", "location", "product")
ITEM_RANGES = ("bought_on", "days_in_stock", "landed_cost")
ITEM_FACTS: dict[str, Callable[[ItemRow], bool]] = {
    "cost_missing": lambda row: row.landed_cost is None,
    "on_hand": lambda row: row.state in ON_HAND,
}


@pytest.fixture(scope="module")
def books(on_server: Connection, server_url: str, template_database: str) -> Iterator[Engine]:
    """Pairs, sold or not, of which every field has several values and most are sometimes unknown."""
    with database(on_server, server_url, f"template {template_database}") as url, opened(url) as engine:
        with engine.begin() as connection:
            _fill(Ledger(connection))
        yield engine


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    engine = connect_engine(url)
    yield engine
    engine.dispose()


def _fill(ledger: Ledger) -> None:
    for currency, per_eur in (("USD", "1.10"), ("GBP", "0.85")):
        ledger.rate(currency, date(2023, 12, 29), per_eur)
    goods = [
        ledger.product,
        ledger.goods("Jordan 4 Retro", "DH6927-111", brand="Jordan"),
        ledger.goods("Samba OG", "B75806", brand="adidas"),
    ]
    statuses = ("completed", "pending", "shipped", "cancelled", "returned")
    for number in range(60):
        bought = date(2024, 1, 1) + timedelta(days=number % 9) if number % 4 else None
        pair = ledger.pair(
            f"{number % 7 * 20}.00" if number % 5 else None,
            bought,
            product_id=goods[number % 3],
            location=(None, "Shelf 1", "Shelf 2", "%")[number % 4],
            state=("in_stock", "consigned", "written_off", "incoming")[number % 4],
            currency="USD" if number % 11 == 0 else "EUR",
        )
        if number % 3:
            status = statuses[number % 5]
            sold_at = datetime(2024, 2, 1, 23, tzinfo=UTC) + timedelta(days=number % 6)
            ledger.sale(
                pair if number % 8 else None,
                f"{90 + number % 4}.00",
                product_id=goods[number % 3],
                status=status,
                sold_at=sold_at,
                paid_out_at=sold_at + timedelta(days=5) if number % 7 else None,
                payout=f"{60 + number % 3 * 10}.00" if number % 13 else None,
                currency="GBP" if number % 17 == 0 else "EUR",
            )
    ledger.sale(ledger.pair("90.00"), payout="90.00")  # neither profit nor loss


@pytest.fixture
def sales(books: Engine) -> Sales:
    return Sales(books, "window")


@pytest.fixture
def inventory(books: Engine) -> Inventory:
    return Inventory(books, "window")


def every_row(table: LongTable[Any, Any]) -> list[Any]:
    return table.page(table.ids())


def takes(each: Filter, row: Any, facts: dict[str, Callable[[Any], bool]]) -> bool:
    """The rule of a filter, in as few words as it has."""
    if isinstance(each, Is):
        return facts[each.fact](row)
    value = getattr(row, each.field)
    if isinstance(each, OneOf):
        return value in each.values
    above = value is not None and (each.first is None or value >= each.first)
    return above and (each.last is None or value <= each.last)


def filters(rows: list[Any], fields: tuple[str, ...], ranges: tuple[str, ...], facts: Any) -> Any:
    """Filters by values that occur, values that do not, and unknown ones."""
    values = {name: sorted({getattr(row, name) or "none" for row in rows}) for name in fields}
    ends = {name: sorted({v for row in rows if (v := getattr(row, name)) is not None}) for name in ranges}
    one_of = [
        st.builds(
            OneOf, st.just(name), st.lists(st.sampled_from([*values[name], None]), max_size=3).map(tuple)
        )
        for name in fields
    ]
    between = [
        st.builds(Between, st.just(name), *[st.none() | st.sampled_from(ends[name])] * 2) for name in ranges
    ]
    return st.one_of(*one_of, *between, st.sampled_from([Is(fact) for fact in facts]))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_that_sales_are_filtered_as_one_by_one(books: Engine, data: st.DataObject) -> None:
    _check(Sales(books, "window"), (SALE_FIELDS, SALE_RANGES, SALE_FACTS), data)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_that_pairs_are_filtered_as_one_by_one(books: Engine, data: st.DataObject) -> None:
    _check(Inventory(books, "window"), (ITEM_FIELDS, ITEM_RANGES, ITEM_FACTS), data)


def _check(table: LongTable[Any, Any], known: tuple[Any, Any, Any], data: st.DataObject) -> None:
    rows = every_row(table)
    chosen = tuple(data.draw(st.lists(filters(rows, *known), max_size=3)))
    order = ((data.draw(st.sampled_from(known[1])), data.draw(st.booleans())),)
    wanted = [row.id for row in rows if all(takes(each, row, known[2]) for each in chosen)]
    selection = Selection("", chosen)
    assert sorted(table.ids(order, selection)) == sorted(wanted)
    assert list(table.ids(selection=selection)) == wanted
    assert [row.id for row in table.first(7, selection=selection)] == wanted[:7]
    assert table.totals(selection) == table.totals_of(wanted)
    assert table.totals(selection).count == len(wanted)


def test_that_every_declared_filter_alone_takes_the_right_rows_and_not_all(
    sales: Sales, inventory: Inventory
) -> None:
    tables: tuple[tuple[LongTable[Any, Any], Any, Any, Any], ...] = (
        (sales, SALE_FIELDS, SALE_RANGES, SALE_FACTS),
        (inventory, ITEM_FIELDS, ITEM_RANGES, ITEM_FACTS),
    )
    for table, fields, ranges, facts in tables:
        rows = every_row(table)
        several = [name for name in fields if name not in ("platform", "supplier")]
        alone: list[Filter] = [OneOf(name, (getattr(rows[0], name),)) for name in several]
        for name in ranges:
            known = sorted(value for row in rows if (value := getattr(row, name)) is not None)
            middle = known[len(known) // 2]
            alone += [Between(name, middle), Between(name, None, middle), Between(name, middle, middle)]
        for each in (*alone, *map(Is, facts)):
            wanted = [row.id for row in rows if takes(each, row, facts)]
            assert 0 < len(wanted) < len(rows), each
            assert list(table.ids(selection=Selection("", (each,)))) == wanted, each


def test_that_a_cost_without_a_rate_is_not_missing(engine: Engine) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        ledger.sale(ledger.pair("60.00"), currency="GBP")
        missing = ledger.sale()
    table = Sales(engine, "window")
    assert [row.cost for row in table.first()] == [None, None]
    assert list(table.ids(selection=Selection("", (Is("cost_missing"),)))) == [missing]


def test_that_unknown_is_a_value_of_its_own(inventory: Inventory) -> None:
    rows = every_row(inventory)

    def located(*places: str | None) -> list[int]:
        return list(inventory.ids(selection=Selection("", (OneOf("location", places),))))

    assert located(None) == [row.id for row in rows if row.location is None]
    assert located(None, "Shelf 1") == [row.id for row in rows if row.location in (None, "Shelf 1")]
    assert located("%") == [row.id for row in rows if row.location == "%"]
    assert located() == located("\0") == []


def test_that_a_range_takes_both_ends_and_nothing_unknown(sales: Sales) -> None:
    rows = every_row(sales)

    def paid(first: date | None, last: date | None) -> list[int]:
        return list(sales.ids(selection=Selection("", (Between("paid_on", first, last),))))

    day = date(2024, 2, 8)
    assert paid(day, day) == [row.id for row in rows if row.paid_on == day] != []
    assert paid(None, None) == [row.id for row in rows if row.paid_on is not None]
    assert paid(date(2024, 3, 1), day) == []
    assert paid(date.min, date.max) == paid(None, None)


def test_that_ranges_take_whole_numbers_and_amounts(inventory: Inventory) -> None:
    rows = every_row(inventory)
    for wanted in (Between("landed_cost", 20, Decimal("60.00")), Between("landed_cost", Decimal(20), 60)):
        ids = inventory.ids(selection=Selection("", (wanted,)))
        known = [row.id for row in rows if row.landed_cost is not None and 20 <= row.landed_cost <= 60]
        assert list(ids) == known


def test_that_a_filter_goes_with_a_search(sales: Sales) -> None:
    wanted = Selection("samba", (OneOf("status", ("completed",)), Is("unpaid")))
    rows = [
        row
        for row in every_row(sales)
        if row.product == "Samba OG" and row.status == "completed" and row.paid_on is None
    ]
    assert list(sales.ids(selection=wanted)) == [row.id for row in rows]


def test_that_choices_are_the_values_with_how_many_rows_have_them(sales: Sales, inventory: Inventory) -> None:
    tables: tuple[tuple[LongTable[Any, Any], Any], ...] = ((sales, SALE_FIELDS), (inventory, ITEM_FIELDS))
    for table, fields in tables:
        for name in fields:
            choices = table.choices(name)
            counted = Counter(getattr(row, name) for row in every_row(table))
            assert {each.value: each.count for each in choices} == counted
            assert [each.count for each in choices] == sorted(counted.values(), reverse=True)


def test_that_the_filter_of_a_field_does_not_narrow_its_own_choices(sales: Sales) -> None:
    others = (Is("unpaid"), Between("gross", 91))
    own = OneOf("status", ("completed",))
    assert sales.choices("status", Selection("", (own, *others))) == sales.choices(
        "status", Selection("", others)
    )
    completed = sales.ids(selection=Selection("", (own,)))
    assert sum(each.count for each in sales.choices("brand", Selection("", (own,)))) == len(completed)
    assert sales.choices("brand", Selection("jordan")) == [
        Choice("Jordan", len(sales.ids(selection=Selection("jordan"))))
    ]


def test_that_totals_of_chosen_rows_are_those_of_the_rows_that_are_left(sales: Sales) -> None:
    ids = sales.ids()
    assert sales.totals_of(ids) == sales.totals()
    assert sales.totals_of([]).count == 0
    assert sales.totals_of([ids[0], ids[0], 999_999]).count == 1


@pytest.mark.parametrize(
    "unknown",
    [
        OneOf("status; drop table", ("x",)),
        OneOf("gross", ("1",)),
        Between("status", 1),
        Between("tracking_number", 1),
        Is("sold"),
    ],
)
def test_that_a_field_or_fact_nobody_declared_is_refused(
    sales: Sales, inventory: Inventory, unknown: Filter
) -> None:
    for table in (sales, inventory):
        with pytest.raises(ValueError, match="there is no f"):
            table.ids(selection=Selection("", (unknown,)))
    with pytest.raises(ValueError, match="no field to choose values of 'gross'"):
        sales.choices("gross")


def test_that_values_are_bound_and_never_run(sales: Sales) -> None:
    hostile = "') or true --"
    assert list(sales.ids(selection=Selection(hostile))) == []
    assert list(sales.ids(selection=Selection("", (OneOf("brand", (hostile,)),)))) == []
    assert len(sales.ids(selection=EVERYTHING)) == len(every_row(sales))
