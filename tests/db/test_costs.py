"""A cost that is typed for a sale makes the pair that was sold, and can be undone."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from soleflip_desktop.errors import UserError
from soleflip_desktop.services.history import History
from soleflip_desktop.services.inventory import Inventory
from soleflip_desktop.services.sales import SaleRow, Sales
from tests.db.ledger import Ledger


@pytest.fixture
def sale_id(engine: Engine) -> int:
    with engine.begin() as connection:
        return Ledger(connection).sale(order_key="4711")


def row(engine: Engine, sale_id: int) -> SaleRow:
    """The sale as it is, but for how often it was changed."""
    [found] = Sales(engine, "window").page([sale_id])
    return replace(found, version=0)


def test_that_a_typed_cost_makes_the_sold_pair_and_the_profit_known(engine: Engine, sale_id: int) -> None:
    pair = Sales(engine, "window").type_cost(sale_id, Decimal("62.5"), "EUR")
    sold = row(engine, sale_id)
    assert (sold.item_id, sold.cost, sold.profit) == (pair, Decimal("62.50"), Decimal("27.50"))
    [item] = Inventory(engine, "window").page([pair])
    assert (item.product, item.size, item.state) == (sold.product, sold.size, "sold")
    assert (item.price, item.currency, item.bought_on) == (Decimal("62.50"), "EUR", None)


def test_that_undo_frees_the_sale_and_removes_the_pair_and_redo_brings_both_back(
    engine: Engine, sale_id: int
) -> None:
    sales, history = Sales(engine, "window"), History(engine, "window")
    before = row(engine, sale_id)
    pair = sales.type_cost(sale_id, Decimal("62.50"), "EUR")
    typed = row(engine, sale_id)
    for _ in range(2):
        done = history.undoable()
        assert done is not None
        assert (done.label, done.actor) == ("Cost of 4711", "window")
        assert done.rows == {"products.items": 1, "sales.sales": 1}
        history.undo()
        assert row(engine, sale_id) == before
        assert Inventory(engine, "window").page([pair]) == []
        history.redo()
        assert row(engine, sale_id) == typed
    with pytest.raises(UserError, match="nothing to redo"):
        history.redo()


def test_that_a_cost_typed_after_an_undo_can_be_typed_again(engine: Engine, sale_id: int) -> None:
    sales = Sales(engine, "window")
    sales.type_cost(sale_id, Decimal("62.50"), "EUR")
    History(engine, "window").undo()
    sales.type_cost(sale_id, Decimal("0"), "USD")
    [item] = Inventory(engine, "window").first()
    assert (item.price, item.currency) == (Decimal(0), "USD")


def test_that_a_sale_with_a_pair_refuses_a_typed_cost(engine: Engine, sale_id: int) -> None:
    sales = Sales(engine, "window")
    sales.type_cost(sale_id, Decimal("62.50"), "EUR")
    with pytest.raises(UserError, match=r"4711 has its pair already\. Change what that pair cost"):
        sales.type_cost(sale_id, Decimal("70"), "EUR")
    assert len(Inventory(engine, "window").ids()) == 1


def test_that_a_sale_that_did_not_stand_or_is_gone_refuses_a_cost(engine: Engine) -> None:
    with engine.begin() as connection:
        cancelled = Ledger(connection).sale(order_key="4712", status="failed_verification")
    with pytest.raises(UserError, match="4712 holds no pair: it is failed verification"):
        Sales(engine, "window").type_cost(cancelled, Decimal("70"), "EUR")
    with pytest.raises(UserError, match="There is no sale 999999"):
        Sales(engine, "window").type_cost(999999, Decimal("70"), "EUR")
    assert History(engine, "window").recent(1)[0].label == "change by another program"


@pytest.mark.parametrize(
    ("amount", "currency", "message"),
    [
        ("-0.01", "EUR", "-0.01 cannot be what a pair cost"),
        ("1.005", "EUR", "at most two decimals"),
        ("NaN", "EUR", "NaN cannot be"),
        ("1E+11", "EUR", "cannot be what a pair cost"),
        ("70", "XXX", "“XXX” is not the code of a currency in use"),
        ("70", "", "is empty"),
    ],
)
def test_that_what_is_no_amount_of_money_is_refused(
    engine: Engine, sale_id: int, amount: str, currency: str, message: str
) -> None:
    with pytest.raises(UserError, match=message.replace("+", r"\+")):
        Sales(engine, "window").type_cost(sale_id, Decimal(amount), currency)
    assert row(engine, sale_id).item_id is None
