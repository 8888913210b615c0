"""Which pair a sale sold: suggested with the reason, chosen by hand, released, its cost changed."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.db.tables.core import sizes
from soleflip_desktop.errors import UserError
from soleflip_desktop.services.editing import Editing, ItemField
from soleflip_desktop.services.history import History
from soleflip_desktop.services.inventory import Inventory
from soleflip_desktop.services.pairing import Fit, Goods, Pairing
from soleflip_desktop.services.sales import SaleRow, Sales
from tests.db.ledger import Ledger
from tests.db.test_editing import Undone, checkstate, state

__all__ = ["checkstate"]  # the fixture


@pytest.fixture
def pairing(engine: Engine) -> Pairing:
    return Pairing(engine, "window")


class Stock:
    """A sale of a Dunk Low in US 10.5 on 10 March, and pairs that are it, may be it and cannot be it."""

    def __init__(self, engine: Engine) -> None:
        with engine.begin() as connection:
            ledger = Ledger(connection)
            self.sale = ledger.sale(order_key="4711")
            self.other_sale = ledger.sale(order_key="4712", status="cancelled")
            eleven = ledger.add(sizes, system="US_M", value="11", number=Decimal(11))
            self.late = ledger.pair("60.00", date(2024, 3, 20))
            self.newer = ledger.pair("70.00", date(2024, 3, 5))
            self.older = ledger.pair("80.00", date(2024, 1, 5))
            self.larger = ledger.pair("90.00", date(2024, 1, 1), size_id=eleven)
            self.namesake = ledger.pair("50.00", date(2024, 1, 1), product_id=ledger.goods("Dunk Low Nike"))
            grey = ledger.goods("Nike Dunk Low Grey", "DD1391-103")
            self.grey = ledger.pair("75.00", date(2024, 1, 1), product_id=grey)
            self.gone = ledger.pair("10.00", date(2024, 1, 1), state="written_off")
            sold = ledger.pair("20.00", date(2024, 1, 1))
            self.sold = sold
            ledger.sale(sold, order_key="4713", sold_at=datetime(2024, 2, 1, tzinfo=UTC))


@pytest.fixture
def stock(engine: Engine) -> Stock:
    return Stock(engine)


def row(engine: Engine, sale_id: int) -> SaleRow:
    [found] = Sales(engine, "window").page([sale_id])
    return found


def test_that_candidates_come_with_the_likeliest_first_and_the_reason(pairing: Pairing, stock: Stock) -> None:
    found = pairing.candidates(stock.sale)
    assert [each.id for each in found] == [
        *(stock.older, stock.newer, stock.late, stock.namesake, stock.larger, stock.grey),
    ]
    by_id = {each.id: each for each in found}
    assert by_id[stock.older].score == 100
    assert by_id[stock.older].evidence.days == 65
    assert by_id[stock.late].score == 85
    assert by_id[stock.late].evidence.days == -10
    assert (by_id[stock.larger].evidence.goods, by_id[stock.larger].evidence.fit) == (Goods.CODE, Fit.OTHER)
    assert by_id[stock.namesake].evidence.goods is Goods.NAME
    assert by_id[stock.grey].evidence.goods is Goods.OTHER_CODE


def test_that_a_search_looks_through_the_stock(pairing: Pairing, stock: Stock) -> None:
    assert [each.id for each in pairing.candidates(stock.sale, "DD1391-103")] == [stock.grey]
    assert pairing.candidates(stock.sale, "no such shoe") == []
    with pytest.raises(UserError, match="There is no sale 999999"):
        pairing.candidates(999999)


def test_that_a_chosen_pair_gives_the_cost_and_undo_frees_it(
    pairing: Pairing, stock: Stock, engine: Engine, checkstate: Undone
) -> None:
    checkstate(lambda: pairing.choose(stock.sale, stock.older))
    assert row(engine, stock.sale).cost == Decimal("80.00")
    checkstate(lambda: pairing.choose(stock.sale, stock.late))  # bought after the sale: by hand alone
    assert row(engine, stock.sale).cost == Decimal("60.00")
    assert stock.older in {each.id for each in pairing.candidates(stock.sale)}
    label = History(engine, "window").recent(1)[0].label
    assert label == "Pair of 4711: Nike Dunk Low"
    before = state(engine)
    pairing.choose(stock.sale, stock.late)
    assert state(engine) == before


def test_that_a_pair_that_cannot_be_chosen_says_why(pairing: Pairing, stock: Stock, engine: Engine) -> None:
    before = state(engine)
    for sale, pair, message in (
        (stock.sale, stock.sold, "held by the sale 4713"),
        (stock.sale, stock.gone, "it is written off"),
        (stock.sale, 999999, "pair is gone"),
        (stock.other_sale, stock.older, "4712 holds no pair: it is cancelled"),
        (999999, stock.older, "no sale 999999"),
    ):
        with pytest.raises(UserError, match=message):
            pairing.choose(sale, pair)
    assert state(engine) == before


def test_that_a_released_pair_is_in_stock_again(
    pairing: Pairing, stock: Stock, engine: Engine, checkstate: Undone
) -> None:
    pairing.choose(stock.sale, stock.older)
    checkstate(lambda: pairing.release(stock.sale))
    assert row(engine, stock.sale).cost is None
    [pair] = Inventory(engine, "window").page([stock.older])
    assert pair.state == "in_stock"
    with pytest.raises(UserError, match="4711 holds no pair"):
        pairing.release(stock.sale)


@pytest.mark.parametrize("chooses", [False, True])
def test_that_a_sale_is_free_while_its_pair_is_waited_for(
    pairing: Pairing, stock: Stock, engine: Engine, chooses: bool
) -> None:
    pairing.choose(stock.sale, stock.older)
    locked = "select from {} where id = {} for update"
    blocked = """
        select exists (select from pg_locks
                       where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)))
    """
    with ThreadPoolExecutor(1) as worker, engine.begin() as other:
        other.execute(text(locked.format("products.items", stock.older)))
        release = partial(pairing.release, stock.sale)
        choose = partial(pairing.choose, stock.sale, stock.newer)
        waits: Future[object] = worker.submit(choose if chooses else release)
        while not other.execute(text(blocked)).scalar_one():
            assert not waits.done()
        # Had the sale been locked first, the two would wait for each other.
        other.execute(text(locked.format("sales.sales", stock.sale) + " nowait"))
        other.commit()
        waits.result(timeout=30)
    assert row(engine, stock.sale).cost == (Decimal("70.00") if chooses else None)


def test_that_a_pair_that_stood_for_a_typed_cost_is_no_stock(
    pairing: Pairing, stock: Stock, engine: Engine, checkstate: Undone
) -> None:
    pair = Sales(engine, "window").type_cost(stock.sale, Decimal("62.50"), "EUR")
    checkstate(lambda: pairing.choose(stock.sale, stock.older))
    assert Inventory(engine, "window").page([pair]) == []
    pairing.release(stock.sale)
    pair = Sales(engine, "window").type_cost(stock.sale, Decimal("62.50"), "EUR")
    checkstate(lambda: pairing.release(stock.sale))
    assert Inventory(engine, "window").page([pair]) == []


def test_that_a_typed_pair_that_was_given_a_history_stays(
    pairing: Pairing, stock: Stock, engine: Engine
) -> None:
    pair = Sales(engine, "window").type_cost(stock.sale, Decimal("62.50"), "EUR")
    Editing(engine, "window").change(pair, ItemField.SUPPLIER, "BSTN")
    assert pairing.release(stock.sale).result
    assert len(Inventory(engine, "window").page([pair])) == 1


def test_that_the_cost_of_a_sold_pair_is_changed(
    pairing: Pairing, stock: Stock, engine: Engine, checkstate: Undone
) -> None:
    pairing.choose(stock.sale, stock.older)
    checkstate(lambda: pairing.change_cost(stock.sale, Decimal("81.50"), "EUR", Decimal("80.00")))
    assert row(engine, stock.sale).cost == Decimal("81.50")
    assert History(engine, "window").recent(1)[0].label == "Cost of 4711 to 81.50 EUR"


def test_that_a_cost_is_not_changed_over_another_or_where_it_is_made_of_more(
    pairing: Pairing, stock: Stock, engine: Engine
) -> None:
    pairing.choose(stock.sale, stock.older)
    with pytest.raises(UserError, match=r"4711 was changed meanwhile to 80\.00 EUR"):
        pairing.change_cost(stock.sale, Decimal("81.50"), "EUR", Decimal("79.00"))
    with pytest.raises(UserError, match="was paid in EUR"):
        pairing.change_cost(stock.sale, Decimal("81.50"), "USD", Decimal("80.00"))
    editing = Editing(engine, "window")
    editing.change(stock.older, ItemField.VAT_RATE, Decimal(19))
    editing.change(stock.older, ItemField.VAT_RECLAIMABLE, True)
    with pytest.raises(UserError, match=r"made of the price, 80\.00 EUR"):
        pairing.change_cost(stock.sale, Decimal("81.50"), "EUR", Decimal("67.23"))
    with pytest.raises(UserError, match="4712 holds no pair"):
        pairing.change_cost(stock.other_sale, Decimal("81.50"), "EUR", None)
