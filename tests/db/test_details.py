"""A sale or a pair is told whole: its life, its money, the rows it came from, and what was changed."""

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from soleflip_desktop.db.history import open_change_set
from soleflip_desktop.db.tables.products import item_events, listings
from soleflip_desktop.db.tables.sales import returns, sales
from soleflip_desktop.domain.biography import Rate
from soleflip_desktop.domain.life import StepKind
from soleflip_desktop.domain.money import Money
from soleflip_desktop.errors import UserError
from soleflip_desktop.services.details import Details, Everything, FieldChange, Referred
from soleflip_desktop.services.history import History, LaterChanges, OnLaterChanges
from soleflip_desktop.services.sales import Sales
from tests.db.imports import Imports, changed, imports_on, purchases, records, report
from tests.db.ledger import Ledger

BOUGHT = date(2024, 1, 15)


@pytest.fixture
def details(engine: Engine) -> Details:
    return Details(engine)


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


def keep(engine: Engine, write: Callable[[Ledger], Any]) -> Any:
    """What `write` returns, kept; every test here reads on a connection of its own."""
    with engine.begin() as connection:
        return write(Ledger(connection))


def of_sale(details: Details, sale_id: int) -> Everything:
    found = details.of_sale(sale_id)
    assert found is not None
    return found


def golden(ledger: Ledger) -> tuple[int, int]:
    vat: dict[str, Any] = {"purchase_vat_rate": 19, "purchase_vat": Decimal("18.52"), "vat_reclaimable": True}
    pair = ledger.pair("115.99", BOUGHT, supplier="BSTN", order_number="B-1", **vat)
    fees = {"platform_fee": "10.00", "tax_treatment": "intra_eu"}
    return ledger.sale(pair, "105.00", payout="88.48", **fees), pair


# Money


def test_that_one_sale_is_told_without_computing_the_others(engine: Engine, details: Details) -> None:
    sale, _ = keep(engine, golden)
    with engine.begin() as connection:
        copied = [each.name for each in sales.c if each.name not in ("id", "item_id", "order_key")]
        names = ", ".join(copied)
        connection.exec_driver_sql(
            f"insert into sales.sales (order_key, {names})"
            f" select n::text, {names} from sales.sales, generate_series(1, 50) as n"
        )
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    assert details.of_sale(sale) is not None
    [(query, values)] = [each for each in asked if "reporting_profit" in each[0]]
    with engine.connect() as connection:
        explained = connection.exec_driver_sql(f"explain (analyze, format json) {query}", values)
        [plan] = explained.scalar_one()
    assert max(_rows(plan["Plan"])) <= 2  # its sale day and its payout day


def _rows(plan: dict[str, Any]) -> Iterator[float]:
    yield plan["Actual Rows"]
    for each in plan.get("Plans", ()):
        yield from _rows(each)


def test_that_the_golden_pair_is_broken_down_to_its_loss_of_8_99(engine: Engine, details: Details) -> None:
    sale_id, pair_id = keep(engine, golden)
    told = of_sale(details, sale_id).biography
    sale, pair = told.sale, told.pair
    assert sale is not None
    assert pair is not None
    assert (sale.gross, sale.platform_fee, sale.other_adjustment) == (
        Decimal("105.00"),
        Decimal("10.00"),
        Decimal("6.52"),
    )
    assert (sale.processing_fee, sale.shipping_fee, sale.payout) == (None, None, Decimal("88.48"))
    assert (pair.price, pair.extra_costs, pair.reclaimed_vat) == (Decimal("115.99"), None, Decimal("18.52"))
    assert (sale.landed_cost, sale.vat_owed, sale.expenses) == (
        Decimal("97.47"),
        Decimal(0),
        Decimal(0),
    )
    assert (sale.profit, sale.roi, sale.margin) == (
        Decimal("-8.99"),
        Decimal("-0.092234"),
        Decimal("-0.085619"),
    )
    assert (pair.id, pair.supplier, pair.order_number) == (pair_id, "BSTN", "B-1")
    assert told.rates == ()


def test_that_a_sold_pair_tells_the_same_as_its_sale(engine: Engine, details: Details) -> None:
    sale_id, pair_id = keep(engine, golden)
    assert details.of_pair(pair_id) == details.of_sale(sale_id)


def test_that_foreign_money_names_its_rates_and_a_missing_one(engine: Engine, details: Details) -> None:
    def write(ledger: Ledger) -> int:
        ledger.rate("USD", date(2024, 1, 12), "1.10")
        ledger.rate("USD", date(2024, 3, 8), "1.25")
        pair = ledger.pair("110.00", BOUGHT, currency="USD")
        sale = ledger.sale(pair, "200.00", currency="GBP", payout="180.00")
        ledger.expense("2.50", currency="USD", sale_id=sale)
        return sale

    told = of_sale(details, keep(engine, write)).biography
    assert told.sale is not None
    assert told.rates == (
        Rate("GBP", BOUGHT, None, None),
        Rate("USD", BOUGHT, date(2024, 1, 12), Decimal("1.10")),
        Rate("GBP", date(2024, 3, 10), None, None),
        Rate("GBP", date(2024, 3, 11), None, None),
        Rate("USD", date(2024, 3, 11), date(2024, 3, 8), Decimal("1.25")),
    )
    assert told.sale.profit is None
    assert (told.sale.reporting_landed_cost, told.sale.reporting_expenses) == (
        Decimal("100.00"),
        Decimal("2.00"),
    )
    assert told.sale.reporting_profit is None


def test_that_profit_is_told_in_the_reporting_currency_as_the_period_sums_have_it(
    engine: Engine, details: Details
) -> None:
    def write(ledger: Ledger) -> int:
        ledger.rate("USD", date(2024, 3, 8), "1.25")
        return ledger.sale(ledger.pair("60.00", BOUGHT), "120.00", currency="USD", payout="100.00")

    sale = of_sale(details, keep(engine, write)).biography.sale
    assert sale is not None
    assert (sale.reporting_payout, sale.reporting_profit) == (Decimal("80.00"), Decimal("20.00"))
    with engine.connect() as connection:
        summed = connection.execute(text("select profit from analytics.daily where by = 'sale'")).scalar_one()
    assert sale.reporting_profit == summed


def test_that_every_linked_expense_is_told_and_that_of_another_sale_is_not(
    engine: Engine, details: Details
) -> None:
    def write(ledger: Ledger) -> int:
        pair = ledger.pair("50.00")
        sale = ledger.sale(pair)
        ledger.expense("4.00", sale_id=sale, description="Label")
        ledger.expense("1.50", item_id=pair, kind="cleaning")
        ledger.expense("9.00", sale_id=ledger.sale(), kind="label")
        return sale

    told = of_sale(details, keep(engine, write)).biography
    assert sorted(each.amount for each in told.expenses) == [Decimal("1.50"), Decimal("4.00")]
    assert told.sale is not None
    assert told.sale.expenses == sum(each.amount for each in told.expenses)


def test_that_a_pair_that_waits_for_its_buyer_is_told_without_a_sale(
    engine: Engine, details: Details
) -> None:
    def write(ledger: Ledger) -> int:
        pair = ledger.pair("80.00", BOUGHT, extra_costs=Decimal("6.50"), notes="Box dented")
        ledger.add(
            listings, item_id=pair, platform_id=ledger.platform, ask=150, currency="EUR", listed_on=BOUGHT
        )
        ledger.expense("3.00", item_id=pair)
        return pair

    pair_id = keep(engine, write)
    told = details.of_pair(pair_id)
    assert told is not None
    assert told.biography.pair is not None
    assert told.biography.sale is None
    assert (told.biography.pair.landed_cost, told.biography.pair.status) == (Decimal("86.50"), "listed")
    assert told.biography.pair.notes == "Box dented"
    assert [listing.ask for listing in told.biography.listings] == [Decimal("150.00")]
    assert [expense.amount for expense in told.biography.expenses] == [Decimal("3.00")]


def test_that_what_is_gone_is_told_to_be_gone(details: Details) -> None:
    assert details.of_sale(1) is None
    assert details.of_pair(1) is None


# Life


def test_that_a_life_runs_from_the_order_over_listing_and_sale_to_the_payout(
    engine: Engine, details: Details
) -> None:
    def write(ledger: Ledger) -> int:
        pair = ledger.pair("80.00", BOUGHT)
        ledger.add(item_events, item_id=pair, kind="received", day=date(2024, 1, 20))
        ledger.add(listings, item_id=pair, platform_id=ledger.platform, listed_on=date(2024, 1, 22))
        return ledger.sale(pair)

    told = of_sale(details, keep(engine, write)).biography
    assert [(step.kind, step.days) for step in told.steps] == [
        (StepKind.BOUGHT, None),
        (StepKind.RECEIVED, 5),
        (StepKind.LISTED, 2),
        (StepKind.SOLD, 48),
        (StepKind.PAID, 5),
    ]
    assert told.sale is not None
    assert told.sale.shelf_days == 55


def test_that_a_pair_that_came_back_and_was_sold_again_has_one_life_with_both_sales(
    engine: Engine, details: Details
) -> None:
    def write(ledger: Ledger) -> tuple[int, int]:
        pair = ledger.pair("80.00", BOUGHT)
        first = ledger.sale(pair, status="returned", order_key="first")
        back = date(2024, 3, 25)
        ledger.add(returns, sale_id=first, returned_on=back, costs=8, currency="EUR", notes="Too small")
        again = datetime(2024, 4, 2, 23, 30, tzinfo=UTC)
        ledger.sale(pair, order_key="second", sold_at=again, paid_out_at=None, payout=None)
        return first, pair

    first, pair = keep(engine, write)
    told = of_sale(details, first).biography
    assert list(told.orders.values()) == ["first", "second"]
    days = [(step.kind.value, step.day) for step in told.steps if step.sale_id and step.day]
    assert days[:4] == [
        ("sold", date(2024, 3, 10)),
        ("paid", date(2024, 3, 15)),
        ("returned", date(2024, 3, 25)),
        ("sold", date(2024, 4, 3)),  # the booking day, not that of UTC
    ]
    assert [(each.costs, each.notes) for each in told.returns] == [(Decimal("8.00"), "Too small")]
    of_pair = details.of_pair(pair)
    assert of_pair is not None
    assert of_pair.biography.sale is not None
    assert of_pair.biography.sale.order_key == "second"
    assert of_pair.biography.steps == told.steps


# Where it came from


def test_that_a_sale_from_two_files_leads_back_to_the_row_and_line_of_each(
    imports: Imports, details: Details, tmp_path: Path
) -> None:
    first = report(tmp_path / "march.csv", 12)
    payout = "Total Gross Amount (Total Payout)"
    cell = records(first)[3][payout]
    cheaper = str(Decimal(cell) - 1)
    second = changed(first, tmp_path / "april.csv", {3: {payout: cheaper}})
    imports.run(first)
    imports.run(second)
    order = records(first)[3]["Order Number"].strip()
    sale_id = imports.one("select id from sales.sales where order_key = :order", order=order)
    given, repeated = of_sale(details, sale_id).sources
    assert (given.file_name, given.source, given.row_number, given.fields) == (
        "march.csv",
        "stockx_sales",
        4,
        None,
    )
    assert repeated.file_name == "april.csv"
    assert repeated.fields is not None
    assert "payout" in repeated.fields
    assert dict(given.cells)[payout] == cell
    assert dict(repeated.cells)[payout] == cheaper
    assert dict(given.cells)["Order Number"].strip() == order
    assert given.physical_line is not None
    # The reports' cells hold line breaks, so that the fourth record is not on line 5.
    from_there = first.read_text(encoding="utf-8").split("\n", given.physical_line - 1)[-1]
    assert next(csv.reader(from_there.splitlines(keepends=True))) == list(records(first)[3].values())
    assert (given.undone, repeated.undone) == (False, False)


def test_that_personal_columns_come_back_removed(imports: Imports, details: Details, tmp_path: Path) -> None:
    path = tmp_path / "sold.csv"
    imports.run(report(path, 5))
    row = of_sale(details, imports.one("select min(id) from sales.sales")).sources[0]
    kept, came = dict(row.cells), records(path)[row.row_number - 1]
    removed = {header for header, value in kept.items() if value == "[removed]"}
    assert {header for header, value in came.items() if value != kept[header]} == removed


def test_that_a_matched_sale_shows_the_file_of_its_pair_as_well(
    imports: Imports, details: Details, tmp_path: Path
) -> None:
    path = report(tmp_path / "sold.csv", 8)
    style = next(row["Style"] for row in records(path) if row["Style"] != "N/A" and "/" not in row["Style"])
    row = next(row for row in records(path) if row["Style"] == style)
    bought = (style, row["Item"], f"US {row['Sku Size']}", 1, "50.00", "EUR", "2015-01-01", "BSTN", "B-7")
    imports.run(path)
    imports.run(purchases(tmp_path / "bought.csv", bought))
    found = imports.rows("select id from sales.sales where item_id is not null")
    told = of_sale(details, found[0][0])
    assert [(each.table, each.file_name) for each in told.sources] == [
        ("sales.sales", "sold.csv"),
        ("products.items", "bought.csv"),
    ]
    assert told.sources[1].physical_line == 2
    assert dict(told.sources[1].cells)["Order number"] == "B-7"


# History


def test_that_a_typed_cost_is_told_and_its_undo_and_its_redo(
    imports: Imports, details: Details, tmp_path: Path
) -> None:
    imports.run(report(tmp_path / "sold.csv", 5))
    sale_id = imports.one("select min(id) from sales.sales where status = 'completed'")
    pair = Sales(imports.engine, "window").type_cost(sale_id, Decimal("50"), "EUR")
    cost, imported = of_sale(details, sale_id).history
    assert (imported.label, imported.actor, imported.imported) == ("Import sold.csv", "import", ("sale", 5))
    assert [(row.table, row.operation) for row in imported.rows] == [("sales.sales", "I")]
    assert (cost.actor, cost.can_undo, cost.row_count, cost.imported) == ("window", True, 2, None)
    sale_row, pair_row = cost.rows
    assert sale_row.fields == (FieldChange("item_id", None, Referred("products.items", pair, "")),)
    assert (pair_row.table, pair_row.operation) == ("products.items", "I")

    history = History(imports.engine, "window")
    history.undo_change(cost.change_set_id)
    undo, undone, _ = of_sale(details, sale_id).history
    assert (undo.kind, undo.can_undo, undone.can_undo) == ("undo", False, False)
    assert undo.rows[0].fields == (FieldChange("item_id", Referred("products.items", pair, ""), None),)
    with pytest.raises(UserError, match="holds nothing that could still be undone"):
        history.undo_change(cost.change_set_id)

    history.redo()
    redo, _, standing, _ = of_sale(details, sale_id).history
    assert (redo.kind, redo.can_undo, standing.can_undo) == ("redo", False, True)


def test_that_an_edit_tells_old_and_new_with_its_currency_and_undo_asks_about_later_ones(
    engine: Engine, details: Details
) -> None:
    pair = keep(engine, lambda ledger: ledger.pair("50.00", BOUGHT))
    edit(engine, pair, "Price of a pair", "price = 60")
    edit(engine, pair, "Price in dollars", "price = 70, currency = 'USD'")
    edit(engine, pair, "Shelf", "location = 'Cellar'")
    found = details.of_pair(pair)
    assert found is not None
    assert [(entry.label, [row.fields for row in entry.rows]) for entry in found.history[:3]] == [
        ("Shelf", [(FieldChange("location", None, "Cellar"),)]),
        (
            "Price in dollars",
            [(FieldChange("price", Money(Decimal("60.00"), "EUR"), Money(Decimal("70.00"), "USD")),)],
        ),
        (
            "Price of a pair",
            [(FieldChange("price", Money(Decimal("50.00"), "EUR"), Money(Decimal("60.00"), "EUR")),)],
        ),
    ]
    history, first = History(engine, "window"), found.history[2].change_set_id
    with pytest.raises(LaterChanges):
        history.undo_change(first)
    history.undo_change(first, OnLaterChanges.INCLUDE)
    after = details.of_pair(pair)
    assert after is not None
    assert after.biography.pair is not None
    assert (after.biography.pair.price, after.biography.pair.location) == (Decimal("50.00"), None)


def test_that_the_history_of_a_sale_includes_that_of_its_order(engine: Engine, details: Details) -> None:
    sale_id, _ = keep(engine, golden)
    with engine.begin() as connection:
        open_change_set(connection, "window", "Order day")
        connection.execute(text("update products.purchases set ordered_on = '2024-01-14'"))
    newest = of_sale(details, sale_id).history[0]
    assert newest.rows[0].fields == (FieldChange("ordered_on", BOUGHT, date(2024, 1, 14)),)
    assert newest.rows[0].table == "products.purchases"


def edit(engine: Engine, pair: int, label: str, change: str) -> None:
    with engine.begin() as connection:
        open_change_set(connection, "window", label)
        connection.execute(text(f"update products.items set {change} where id = :pair"), {"pair": pair})
