"""Pairs edited by hand: every field, added, deleted, and taken back as if nothing had been."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from soleflip_desktop.db.item_edits import StoredItem, locked_item
from soleflip_desktop.domain.money import Money
from soleflip_desktop.errors import UserError
from soleflip_desktop.services.editing import Clash, Editing, HeldBySales, ItemField, NewPair, Uses
from soleflip_desktop.services.history import History
from soleflip_desktop.services.inventory import Inventory
from soleflip_desktop.services.item_goods import GoodsWanted
from soleflip_desktop.services.preferences import Booking, Preferences
from tests.db.books import snapshot
from tests.db.imports import imports_on, write
from tests.db.ledger import Ledger

Undone = Callable[[Callable[[], object]], None]
Stored = Callable[[int], StoredItem]
MARCH = date(2024, 3, 1)
EUROS = Money(Decimal("115.99"), "EUR")


def state(engine: Engine) -> object:
    with engine.connect() as connection:
        return snapshot(connection)


@pytest.fixture
def checkstate(engine: Engine) -> Undone:
    """Acts, undoes, compares with before, redoes, compares with after."""
    history = History(engine, "window")

    def check(act: Callable[[], object]) -> None:
        before = state(engine)
        act()
        after = state(engine)
        assert after != before, "the act changed nothing"
        history.undo()
        assert state(engine) == before
        history.redo()
        assert state(engine) == after

    return check


@pytest.fixture
def editing(engine: Engine) -> Editing:
    return Editing(engine, "window")


@pytest.fixture
def stored(engine: Engine) -> Stored:
    """Reads a pair with every field that can be edited."""

    def read(item_id: int) -> StoredItem:
        with engine.begin() as connection:
            found = locked_item(connection, item_id)
        assert found is not None
        return found

    return read


class Stock:
    """An order of two pairs at one supplier, and one pair of which nobody knows anything."""

    def __init__(self, engine: Engine) -> None:
        with engine.begin() as connection:
            ledger = Ledger(connection)
            self.first = ledger.pair("100.00", MARCH, supplier="BSTN", order_number="77")
            query = text("select purchase_id from products.items where id = :id")
            order = connection.execute(query, {"id": self.first}).scalar_one()
            self.second = ledger.pair("90.00", purchase_id=order)
            self.bare = ledger.pair(product_id=ledger.goods("Hoodie"), currency=None)
            self.other_product = ledger.goods("adidas Samba", "B75806", brand="adidas")
            self.sale = ledger.sale(order_key="4711")


@pytest.fixture
def stock(engine: Engine) -> Stock:
    return Stock(engine)


EDITED = [
    (ItemField.PRODUCT, "Nike Dunk Low Panda", "Nike Dunk Low Panda"),
    (ItemField.PRODUCT, "ADIDAS samba", "adidas Samba"),
    (ItemField.STYLE_CODES, "b75806", "B75806"),
    (ItemField.STYLE_CODES, "DD1391-101", "DD1391-101"),
    (ItemField.STYLE_CODES, "DD1391-100/DD1391-200", "DD1391-100/DD1391-200"),
    (ItemField.BRAND, "Nike", "Nike"),
    (ItemField.SIZE, "42 2/3", "EU 42⅔"),
    (ItemField.SIZE, "", "—"),
    (ItemField.SUPPLIER, "Solebox", "Solebox"),
    (ItemField.SUPPLIER, None, None),
    (ItemField.ORDER_NUMBER, " 78  a ", "78 a"),
    (ItemField.BOUGHT_ON, date(2024, 2, 29), date(2024, 2, 29)),
    (ItemField.BOUGHT_ON, None, None),
    (ItemField.STATE, "written_off", "written_off"),
    (ItemField.CONDITION, "used", "used"),
    (ItemField.LOCATION, "Shelf 3", "Shelf 3"),
    (ItemField.NOTES, "box dented\nlid gone ", "box dented\nlid gone"),
    (ItemField.TAGS, ("grail", " grail", "", "to list"), ("grail", "to list")),
]


def test_that_a_code_that_two_programs_give_two_products_at_once_says_so(
    editing: Editing, stock: Stock, engine: Engine
) -> None:
    blocked = """
        select exists (select from pg_locks
                       where not granted and pg_backend_pid() = any(pg_blocking_pids(pid)))
    """
    with ThreadPoolExecutor(1) as worker, engine.begin() as other:
        values = {"id": stock.other_product}
        added = "insert into products.product_codes (product_id, code, as_written) values (:id, 'NEW-1', '')"
        other.execute(text(added), values)
        waits = worker.submit(editing.change, stock.bare, ItemField.STYLE_CODES, "NEW-1")
        while not other.execute(text(blocked)).scalar_one():
            assert not waits.done()
        other.commit()
        with pytest.raises(UserError, match="NEW-1 was given to another product meanwhile"):
            waits.result(timeout=30)


def test_that_a_field_is_written_and_undo_and_redo_go_through_the_same_states(
    editing: Editing, stored: Stored, stock: Stock, checkstate: Undone, engine: Engine
) -> None:
    for field, typed, stands in EDITED:
        checkstate(partial(editing.change, stock.first, field, typed))
        edited = stored(stock.first)
        assert getattr(edited, field.value) == stands
        assert edited.locked_fields
        History(engine, "window").undo()


def test_that_money_is_written_with_its_currency_and_the_vat_inside(
    editing: Editing, stock: Stock, checkstate: Undone, engine: Engine
) -> None:
    checkstate(lambda: editing.change(stock.first, ItemField.PRICE, EUROS))
    checkstate(lambda: editing.change(stock.first, ItemField.VAT_RATE, Decimal(19)))
    checkstate(lambda: editing.change(stock.first, ItemField.VAT_RECLAIMABLE, True))
    checkstate(lambda: editing.change(stock.first, ItemField.EXTRA_COSTS, Money(Decimal("5"), "EUR")))
    [row] = Inventory(engine, "window").page([stock.first])
    assert (row.price, row.landed_cost) == (Decimal("115.99"), Decimal("102.47"))
    editing.change(stock.first, ItemField.PRICE, Money(Decimal("119.00"), "EUR"))
    [row] = Inventory(engine, "window").page([stock.first])
    assert row.landed_cost == Decimal("105.00")  # 119.00 less 19.00, and 5.00 on top


def test_that_vat_is_not_reclaimed_from_what_nobody_knows(editing: Editing, stock: Stock) -> None:
    with pytest.raises(UserError, match="without a purchase price"):
        editing.change(stock.bare, ItemField.VAT_RECLAIMABLE, True)
    with pytest.raises(UserError, match="without a VAT rate"):
        editing.change(stock.first, ItemField.VAT_RECLAIMABLE, True)


def test_that_a_label_says_what_was_done(editing: Editing, stock: Stock, engine: Engine) -> None:
    editing.change(stock.first, ItemField.PRICE, EUROS)
    editing.change(stock.first, ItemField.LOCATION, "Shelf 3")
    editing.change(stock.first, ItemField.LOCATION, None)
    editing.change(stock.first, ItemField.NOTES, "a long story")
    labels = [each.label for each in History(engine, "window").recent(4)]
    assert labels == [
        "Notes of Nike Dunk Low",
        "Location of Nike Dunk Low to unknown",
        "Location of Nike Dunk Low to Shelf 3",
        "Price of Nike Dunk Low to 115.99 EUR",
    ]


def test_that_it_is_said_how_many_pairs_and_sales_a_brand_or_a_name_changes(
    editing: Editing, stock: Stock, engine: Engine
) -> None:
    assert editing.change(stock.first, ItemField.BRAND, "Jordan") == Uses(2, 1)
    assert editing.change(stock.first, ItemField.PRODUCT, "Panda") == Uses(2, 1)
    assert editing.change(stock.first, ItemField.PRODUCT, "adidas Samba") == Uses(1, 0)
    assert editing.change(stock.bare, ItemField.BRAND, "Nike") == Uses(1, 0)
    assert [each.label for each in History(engine, "window").recent(4)] == [
        "Brand of Hoodie to Nike",
        "Product of Panda to adidas Samba",
        "Product of Nike Dunk Low (pairs: 2, sales: 1) to Panda",
        "Brand of Nike Dunk Low (pairs: 2, sales: 1) to Jordan",
    ]


def test_that_what_stands_already_makes_no_change(editing: Editing, stock: Stock, engine: Engine) -> None:
    before = History(engine, "window").recent(1)
    assert not editing.change(stock.first, ItemField.PRICE, Money(Decimal("100"), "EUR"))
    assert not editing.change(stock.first, ItemField.STYLE_CODES, "dd1391 100")
    assert not editing.change(stock.first, ItemField.SIZE, "10,5")
    assert History(engine, "window").recent(1) == before


def test_that_a_field_changed_in_another_window_is_not_overwritten(
    editing: Editing, stock: Stock, engine: Engine
) -> None:
    seen = Money(Decimal("100.00"), "EUR")
    Editing(engine, "command line").change(stock.first, ItemField.PRICE, Money(Decimal(120), "EUR"))
    before = state(engine)
    with pytest.raises(Clash, match=r"Price of Nike Dunk Low was changed meanwhile to 120\.00 EUR") as caught:
        editing.change(stock.first, ItemField.PRICE, EUROS, seen)
    assert state(engine) == before
    clash = caught.value
    assert (clash.present, clash.actor) == (Money(Decimal("120.00"), "EUR"), "command line")
    assert clash.label == "Price of Nike Dunk Low to 120.00 EUR"
    assert clash.at is not None


def test_that_the_other_change_is_found_wherever_the_field_is_kept(editing: Editing, stock: Stock) -> None:
    for field, theirs, seen, mine in (
        (ItemField.BOUGHT_ON, date(2024, 3, 2), MARCH, date(2024, 3, 3)),
        (ItemField.PRODUCT, "Nike Dunk", "Nike Dunk Low", "Nike Dunk Low Panda"),
        (ItemField.SUPPLIER, "Solebox", "BSTN", "Asphaltgold"),
        (ItemField.SIZE, "US 11", "US 10.5", "US 12"),
    ):
        editing.change(stock.first, field, theirs)
        with pytest.raises(Clash) as caught:
            editing.change(stock.first, field, mine, seen)
        assert caught.value.label.endswith(str(theirs))


def test_that_two_windows_may_change_different_fields_of_one_pair(
    editing: Editing, stored: Stored, stock: Stock
) -> None:
    editing.change(stock.first, ItemField.LOCATION, "Shelf 3", seen=None)
    editing.change(stock.first, ItemField.PRICE, EUROS, seen=Money(Decimal("100.00"), "EUR"))
    edited = stored(stock.first)
    assert (edited.location, edited.price) == ("Shelf 3", Decimal("115.99"))


def test_that_one_pair_of_an_order_moves_without_the_others(
    editing: Editing, stored: Stored, stock: Stock
) -> None:
    editing.change(stock.first, ItemField.BOUGHT_ON, date(2024, 3, 5))
    assert stored(stock.second).bought_on == MARCH
    moved = stored(stock.first)
    assert (moved.supplier, moved.order_number) == ("BSTN", "77")
    # The second follows to the order that is there by now, and they are one order again.
    editing.change(stock.second, ItemField.BOUGHT_ON, date(2024, 3, 5))
    assert stored(stock.second).purchase_id == moved.purchase_id


def test_that_a_pair_without_an_order_gets_one(
    editing: Editing, stored: Stored, stock: Stock, checkstate: Undone
) -> None:
    checkstate(lambda: editing.change(stock.bare, ItemField.SUPPLIER, "Flea market"))
    checkstate(lambda: editing.change(stock.bare, ItemField.BOUGHT_ON, MARCH))
    bare = stored(stock.bare)
    assert (bare.supplier, bare.bought_on) == ("Flea market", MARCH)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_that_no_pair_is_bought_later_than_today_in_the_booking_time_zone(
    engine: Engine, editing: Editing, stored: Stored, stock: Stock, zone: str
) -> None:
    Preferences(engine, "window").change(Booking("EUR", zone))
    today = datetime.now(ZoneInfo(zone)).date()
    editing.change(stock.first, ItemField.BOUGHT_ON, today)
    before, tomorrow = state(engine), today + timedelta(days=1)
    for wish in (
        lambda: editing.change(stock.first, ItemField.BOUGHT_ON, tomorrow),
        lambda: editing.add(NewPair(GoodsWanted("Samba"), bought_on=tomorrow)),
    ):
        with pytest.raises(UserError, match=f"The day bought, {tomorrow}, lies in the future") as refused:
            wish()
        assert refused.value.next_step == f"Type a day up to {today}"
    assert state(engine) == before
    assert stored(stock.first).bought_on == today


def test_that_a_name_is_that_of_every_pair_of_the_style_code(
    editing: Editing, stored: Stored, stock: Stock
) -> None:
    editing.change(stock.first, ItemField.PRODUCT, "Nike Dunk Low Panda")
    assert stored(stock.second).product == "Nike Dunk Low Panda"
    editing.change(stock.first, ItemField.PRODUCT, "adidas Samba")
    assert stored(stock.second).product == "Nike Dunk Low Panda"


def test_that_an_unknown_code_is_another_product_unless_the_pair_is_alone(
    editing: Editing, stored: Stored, stock: Stock
) -> None:
    editing.change(stock.first, ItemField.STYLE_CODES, "DD1391-101")
    assert stored(stock.second).style_codes == "DD1391-100"
    before = stored(stock.first).product_id
    editing.change(stock.first, ItemField.STYLE_CODES, "DD1391-102")
    assert stored(stock.first).product_id == before
    editing.change(stock.bare, ItemField.STYLE_CODES, "H00D-1")
    assert stored(stock.bare).product == "Hoodie"
    with pytest.raises(UserError, match="the style code of 1 other"):
        editing.change(stock.second, ItemField.STYLE_CODES, "")


REFUSED = [
    (ItemField.PRODUCT, "  ", "needs a product"),
    (ItemField.STYLE_CODES, "5.55E+08", "turned into a number"),
    (ItemField.PRICE, Money(Decimal("-1"), "EUR"), "cannot be what a pair cost"),
    (ItemField.PRICE, Money(Decimal("1"), "XXX"), "not the code of a currency"),
    (ItemField.EXTRA_COSTS, Money(Decimal("1"), "USD"), "price of this pair is in EUR"),
    (ItemField.VAT_RATE, Decimal("119"), "cannot be a VAT rate"),
    (ItemField.BOUGHT_ON, date(1024, 3, 1), "1024-03-01 cannot be right"),
    (ItemField.STATE, "sold", "no state of a pair"),
    (ItemField.STATE, "incoming", "in stock does not become incoming"),
    (ItemField.CONDITION, "mint", "no condition of a pair"),
    (ItemField.LOCATION, "x" * 301, "too long"),
    (ItemField.STYLE_CODES, "DD1391-100/B75806", "style codes of 2 products"),
]


def test_that_what_cannot_be_is_refused_and_leaves_everything(
    editing: Editing, stock: Stock, engine: Engine
) -> None:
    before = state(engine)
    for field, typed, message in REFUSED:
        with pytest.raises(UserError, match=message):
            editing.change(stock.first, field, typed)
    assert state(engine) == before


def test_that_a_pair_that_is_gone_is_told(editing: Editing) -> None:
    with pytest.raises(UserError, match="no pair 999999 any more"):
        editing.change(999999, ItemField.NOTES, "x")


def test_that_a_sold_pair_keeps_its_state(editing: Editing, engine: Engine) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        pair = ledger.pair("10.00")
        ledger.sale(pair, order_key="4711")
    with pytest.raises(UserError, match="sold, with the sale 4711"):
        editing.change(pair, ItemField.STATE, "written_off")


def test_that_pairs_alike_are_added_in_one_step(editing: Editing, engine: Engine, checkstate: Undone) -> None:
    pair = NewPair(
        GoodsWanted("Jordan 1 Chicago", "555088-101", "Nike"),
        size="US 9",
        price=Money(Decimal("119"), "EUR"),
        bought_on=MARCH,
        supplier="BSTN",
        order_number="12",
        vat_rate=Decimal(19),
        vat_reclaimable=True,
        location="Shelf 1",
        notes="ds",
    )
    checkstate(lambda: editing.add(pair, 3))
    rows = Inventory(engine, "window").first()
    assert len(rows) == 3
    assert {(row.product, row.style_codes, row.brand, row.size) for row in rows} == {
        ("Jordan 1 Chicago", "555088-101", "Nike", "US 9")
    }
    assert {(row.landed_cost, row.supplier, row.bought_on, row.location) for row in rows} == {
        (Decimal("100.00"), "BSTN", MARCH, "Shelf 1")
    }
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from products.purchases")).scalar_one() == 1
    editing.add(NewPair(GoodsWanted("", "555088 101")))
    assert {row.product for row in Inventory(engine, "window").first()} == {"Jordan 1 Chicago"}


def test_that_a_pair_needs_goods_and_a_number_that_makes_sense(editing: Editing) -> None:
    with pytest.raises(UserError, match="needs a product"):
        editing.add(NewPair(GoodsWanted("")))
    with pytest.raises(UserError, match="0 pairs cannot be added"):
        editing.add(NewPair(GoodsWanted("Dunk")), 0)
    with pytest.raises(UserError, match="without a VAT rate"):
        editing.add(NewPair(GoodsWanted("Dunk"), price=EUROS, vat_reclaimable=True))


def test_that_adding_again_with_the_same_token_finds_the_pairs_of_the_first_time(
    editing: Editing, engine: Engine
) -> None:
    pair = NewPair(GoodsWanted("Dunk"), price=EUROS)
    first = editing.add(pair, 2, token="a")
    assert editing.add(pair, 2, token="a") == first
    assert first.change_set_id is not None
    History(engine, "window").undo_change(first.change_set_id)
    assert Inventory(engine, "window").page(first.result) == []
    second = editing.add(pair, 2, token="a")
    assert second.result != first.result
    assert editing.add(pair, 2, token="b").result != second.result


def test_that_deleted_pairs_come_back_with_undo(
    editing: Editing, stock: Stock, engine: Engine, checkstate: Undone
) -> None:
    checkstate(lambda: editing.delete([stock.first, stock.bare, 999999]))
    assert [row.id for row in Inventory(engine, "window").first()] == [stock.second]
    assert History(engine, "window").recent(1)[0].label == "Delete 2 pairs"


def test_that_pairs_of_sales_are_deleted_only_when_the_sales_are_freed(
    editing: Editing, stock: Stock, engine: Engine, checkstate: Undone
) -> None:
    with engine.begin() as connection:
        hold = text("update sales.sales set item_id = :item where id = :sale")
        connection.execute(hold, {"item": stock.first, "sale": stock.sale})
    before = state(engine)
    with pytest.raises(HeldBySales, match="1 of 2 pairs are held by the sale 4711") as caught:
        editing.delete([stock.first, stock.second])
    assert [sale.item_id for sale in caught.value.sales] == [stock.first]
    assert state(engine) == before
    checkstate(lambda: editing.delete([stock.first, stock.second], free_sales=True))


def test_that_typed_fields_survive_the_same_and_a_changed_file(
    engine: Engine, editing: Editing, tmp_path: Path
) -> None:
    imports = imports_on(engine)
    first = {"Style code": "DD1391-100", "Product": "Nike Dunk Low", "Size": "US 9", "Price": "100.00"}
    first |= {"Currency": "EUR", "Purchase date": "2024-03-01", "Supplier": "BSTN", "Order number": "77"}
    first |= {"VAT rate": "19", "VAT reclaimable": "yes", "Location": "Shelf 1", "Notes": ""}
    imports.run(write(tmp_path / "first.csv", [first]))
    [pair] = Inventory(engine, "window").first()
    editing.change(pair.id, ItemField.PRICE, EUROS)
    editing.change(pair.id, ItemField.LOCATION, "Shelf 9")
    editing.change(pair.id, ItemField.BOUGHT_ON, date(2024, 3, 4))
    editing.change(pair.id, ItemField.SUPPLIER, "Solebox")
    typed = Inventory(engine, "window").page([pair.id])
    changed = first | {"VAT rate": "7", "Location": "Shelf 2", "Notes": "dented"}
    imports.run(write(tmp_path / "again.csv", [changed]))
    [after] = Inventory(engine, "window").first()
    assert (after.price, after.location, after.bought_on, after.supplier, after.landed_cost) == (
        *(Decimal("115.99"), "Shelf 9", date(2024, 3, 4), "Solebox", typed[0].landed_cost),
    )
    assert after.notes == "dented"


def test_that_a_file_finds_its_pair_whatever_the_user_made_of_its_goods(
    engine: Engine, editing: Editing, tmp_path: Path
) -> None:
    imports = imports_on(engine)
    plain = {"Style code": "", "Size": "US 9", "Price": "100.00", "Currency": "EUR"}
    plain |= {"Purchase date": "2024-03-01", "Supplier": "BSTN", "Order number": "77", "Notes": ""}
    rows = [plain | {"Product": "Hoodie"}, plain | {"Product": "Dunk", "Style code": "DD1391-100"}]
    imports.run(write(tmp_path / "first.csv", rows))
    history = History(engine, "window")
    for field, typed in (
        (ItemField.SIZE, "US 10"),
        (ItemField.STYLE_CODES, "DD1391-999"),
        (ItemField.STYLE_CODES, ""),
        (ItemField.PRODUCT, "Another name"),
    ):
        changes = [editing.change(pair.id, field, typed) for pair in Inventory(engine, "window").first()]
        changed = len(changes) - changes.count(None)
        again = imports.run(write(tmp_path / "again.csv", [row | {"Notes": typed} for row in rows]))
        assert (again.counts.new, again.counts.changed) == (0, 2 if typed else 0), field
        assert len(Inventory(engine, "window").first()) == 2
        for _ in range(changed + (again.change_set_id is not None)):
            history.undo()


def test_that_fields_suggest_what_is_in_use(editing: Editing, stock: Stock) -> None:
    editing.change(stock.first, ItemField.LOCATION, "Shelf 3")
    assert editing.suggestions(ItemField.LOCATION) == ["Shelf 3"]
    assert editing.suggestions(ItemField.BRAND) == ["adidas"]
    assert editing.suggestions(ItemField.SUPPLIER) == ["BSTN"]
    assert editing.suggestions(ItemField.SIZE) == ["US 10.5"]
    assert [each.name for each in editing.products("b75806")] == ["adidas Samba"]
    assert [each.name for each in editing.products("dunk")] == ["Nike Dunk Low"]


ANY_EDIT = st.one_of(
    st.tuples(st.integers(0, 2), st.sampled_from([(field, typed) for field, typed, _ in EDITED])),
    st.tuples(st.integers(0, 2), st.tuples(st.just(ItemField.PRICE), st.sampled_from([EUROS, None]))),
    st.tuples(st.integers(0, 2), st.just(("delete", None))),
    st.tuples(st.integers(0, 2), st.just(("add", None))),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(ANY_EDIT, min_size=1, max_size=8))
def test_that_any_edits_undone_in_reverse_leave_the_tables_as_they_were(
    engine: Engine, editing: Editing, edits: list[tuple[int, tuple[Any, Any]]]
) -> None:
    with engine.begin() as connection:
        connection.execute(text("truncate core.brands, core.suppliers, core.sizes, core.accounts cascade"))
    stock, history = Stock(engine), History(engine, "window")
    ids = [stock.first, stock.second, stock.bare]
    states = [state(engine)]
    for which, (what, typed) in edits:
        if act(editing, ids[which], what, typed):
            states.append(state(engine))
    for before in reversed(states[:-1]):
        history.undo()
        assert state(engine) == before
    for after in states[1:]:
        history.redo()
        assert state(engine) == after


def act(editing: Editing, item_id: int, what: Any, typed: Any) -> bool:
    """One edit; tells whether it changed anything."""
    try:
        if what == "delete":
            return editing.delete([item_id]).result > 0
        if what == "add":
            return bool(editing.add(NewPair(GoodsWanted("Hoodie"), size="M"), 2).result)
        return editing.change(item_id, what, typed) is not None
    except UserError:
        return False
