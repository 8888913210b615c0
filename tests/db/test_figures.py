"""Each figure follows its rule in docs/metrics.md, and what it rests on makes it unknown, never zero."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from soleflip_desktop.db.item_rows import STATUSES
from soleflip_desktop.services.figures import Coverage, Figures, MonthFigures
from tests.db.ledger import Ledger


@pytest.fixture
def ledger(connection: Connection) -> Ledger:
    return Ledger(connection)


def test_that_a_pair_bought_with_reclaimable_vat_and_sold_into_the_eu_costs_its_net_price(
    ledger: Ledger,
) -> None:
    # A real ledger's pair: without the 18.52 of input VAT it would look like a loss of 27.51.
    pair = ledger.pair("115.99", purchase_vat_rate=19, purchase_vat=Decimal("18.52"), vat_reclaimable=True)
    sale = ledger.sale(pair, "105.00", payout="88.48", tax_treatment="intra_eu", platform_fee="10.00")
    figures = ledger.figures(sale)
    assert figures.landed_cost == Decimal("97.47")
    assert figures.vat_owed == 0
    assert figures.profit == Decimal("-8.99")
    assert figures.roi == Decimal("-0.092234")
    assert figures.margin == Decimal("-0.085619")


def test_that_landed_cost_is_price_and_extra_costs_less_vat_only_where_it_may_be_reclaimed(
    ledger: Ledger,
) -> None:
    values: dict[str, Any] = {"purchase_vat": Decimal("19.00"), "extra_costs": Decimal("6.50")}
    reclaimed = ledger.pair("119.00", **values, vat_reclaimable=True)
    paid = ledger.pair("119.00", **values, vat_reclaimable=False)
    assert ledger.figures(ledger.sale(reclaimed)).landed_cost == Decimal("106.50")
    assert ledger.figures(ledger.sale(paid)).landed_cost == Decimal("125.50")
    assert ledger.item(reclaimed).landed_cost == Decimal("106.50")


def test_that_a_gift_costs_nothing_and_an_unknown_price_leaves_cost_and_profit_unknown(
    ledger: Ledger,
) -> None:
    gift = ledger.figures(ledger.sale(ledger.pair("0.00")))
    unpriced = ledger.figures(ledger.sale(ledger.pair(None, extra_costs=Decimal("5.00"))))
    unmatched = ledger.figures(ledger.sale())
    assert (gift.cost_known, gift.landed_cost, gift.profit, gift.roi) == (True, 0, Decimal("90.00"), None)
    assert (unpriced.cost_known, unpriced.landed_cost, unpriced.profit) == (False, None, None)
    assert (unmatched.cost_known, unmatched.landed_cost, unmatched.profit) == (False, None, None)


def test_that_margin_vat_sits_inside_the_margin_with_extra_costs_left_out(ledger: Ledger) -> None:
    pair = ledger.pair("81.00", extra_costs=Decimal("10.00"))
    sale = ledger.sale(pair, "200.00", payout="180.00", tax_treatment="margin", vat_rate=19)
    figures = ledger.figures(sale)
    assert figures.vat_owed == Decimal("19.00")  # (200 - 81) x 19/119
    assert figures.profit == Decimal("70.00")  # 180 - 19 - 91


def test_that_a_loss_owes_no_margin_vat_and_an_unknown_price_leaves_it_unknown(ledger: Ledger) -> None:
    margin: dict[str, Any] = {"tax_treatment": "margin", "vat_rate": 19}
    assert ledger.figures(ledger.sale(ledger.pair("120.00"), **margin)).vat_owed == 0
    assert ledger.figures(ledger.sale(ledger.pair(None), **margin)).vat_owed is None
    assert ledger.figures(ledger.sale(None, **margin)).vat_owed is None
    assert ledger.figures(ledger.sale(ledger.pair("20.00"), tax_treatment="margin")).vat_owed is None


@pytest.mark.parametrize("treatment", ["domestic", "oss"])
@pytest.mark.parametrize(
    ("vat", "owed"),
    [
        ({"vat_rate": 19}, Decimal("19.00")),
        ({"vat_rate": 19, "vat_amount": Decimal("18.99")}, Decimal("18.99")),
        ({"vat_amount": Decimal("0.00")}, Decimal(0)),
        ({}, None),
    ],
)
def test_that_vat_of_a_taxed_sale_is_the_amount_named_or_lies_inside_the_gross(
    ledger: Ledger, treatment: str, vat: dict[str, Any], owed: Decimal | None
) -> None:
    sale = ledger.sale(ledger.pair("50.00"), "119.00", payout="110.00", tax_treatment=treatment, **vat)
    figures = ledger.figures(sale)
    assert figures.vat_owed == owed
    assert figures.profit == (None if owed is None else Decimal("60.00") - owed)


@pytest.mark.parametrize("treatment", ["intra_eu", "export", "private", None])
def test_that_nothing_is_owed_under_other_treatments(ledger: Ledger, treatment: str | None) -> None:
    sale = ledger.sale(ledger.pair("50.00"), tax_treatment=treatment, vat_rate=19, vat_amount=Decimal(10))
    assert ledger.figures(sale).vat_owed == 0
    assert ledger.figures(sale).profit == Decimal("40.00")


def test_that_only_a_self_billed_sale_into_the_eu_brings_what_its_invoice_says(ledger: Ledger) -> None:
    values: dict[str, Any] = {"invoice_amount": Decimal("95.00"), "platform_fee": "10.00"}
    billed = ledger.sale(ledger.pair("50.00"), **values, tax_treatment="intra_eu")
    other = ledger.sale(ledger.pair("50.00"), **values, tax_treatment="export")
    unbilled = ledger.sale(ledger.pair("50.00"), tax_treatment="intra_eu")
    assert ledger.figures(billed).profit == Decimal("45.00")  # the fee is in the invoice already
    assert ledger.figures(other).profit == Decimal("40.00")
    assert ledger.figures(unbilled).profit == Decimal("40.00")


def test_that_fees_are_what_the_payout_is_below_the_gross_or_unknown(ledger: Ledger) -> None:
    paid = ledger.sale(gross="100.00", payout="87.00", platform_fee="5.00")
    named = ledger.sale(payout=None, platform_fee="5.00", processing_fee="3.00", shipping_fee="0.00")
    partly = ledger.sale(payout=None, platform_fee="5.00")
    assert ledger.figures(paid).fees == Decimal("13.00")
    assert ledger.figures(named).fees == Decimal("8.00")
    assert ledger.figures(partly).fees is None
    assert ledger.figures(partly).profit is None


@pytest.mark.parametrize("status", ["cancelled", "returned", "failed_verification"])
def test_that_a_sale_that_did_not_stand_has_no_profit_and_its_pair_is_in_stock(
    ledger: Ledger, status: str
) -> None:
    pair = ledger.pair("50.00")
    sale = ledger.sale(pair, status=status)
    assert (ledger.figures(sale).active, ledger.figures(sale).profit) == (False, None)
    assert (ledger.item(pair).status, ledger.item(pair).sale_id) == ("in_stock", None)


def test_that_expenses_of_a_sale_and_of_its_pair_lower_the_profit_once(ledger: Ledger) -> None:
    pair = ledger.pair("50.00")
    cancelled, sale = ledger.sale(pair, status="cancelled"), ledger.sale(pair)
    other = ledger.sale(ledger.pair("50.00"))
    ledger.expense("4.00", sale_id=sale)
    ledger.expense("3.00", item_id=pair)
    ledger.expense("2.00", sale_id=sale, item_id=pair)
    ledger.expense("1.00", sale_id=cancelled, item_id=pair)
    ledger.expense("99.00")
    assert ledger.figures(sale).expenses == Decimal("9.00")
    assert ledger.figures(sale).profit == Decimal("31.00")
    assert ledger.figures(cancelled).expenses == Decimal("1.00")
    assert ledger.figures(other).profit == Decimal("40.00")


def test_that_a_cost_is_converted_at_the_last_fixing_on_or_before_the_day_it_was_bought(
    ledger: Ledger,
) -> None:
    ledger.rate("USD", date(2024, 2, 1), "1.2500")
    ledger.rate("USD", date(2024, 2, 5), "1.1000")
    pair = ledger.pair("100.00", date(2024, 2, 4), currency="USD")
    undated = ledger.pair("110.00", currency="USD")
    early = ledger.pair("100.00", date(2024, 1, 31), currency="USD")
    bought, typed, before = (ledger.figures(ledger.sale(each)) for each in (pair, undated, early))
    assert (bought.landed_cost, bought.profit) == (Decimal("80.00"), Decimal("10.00"))
    assert typed.landed_cost == Decimal("100.00")  # nobody knows the day: the day of the sale
    assert (before.cost_known, before.landed_cost, before.profit) == (True, None, None)


def test_that_a_rate_between_two_currencies_goes_through_the_euro(ledger: Ledger) -> None:
    ledger.rate("USD", date(2024, 2, 1), "1.25")
    ledger.rate("GBP", date(2024, 1, 1), "0.80")
    pair = ledger.pair("100.00", date(2024, 2, 4), currency="USD")
    sale = ledger.figures(ledger.sale(pair, currency="GBP", payout="90.00"))
    assert (sale.landed_cost, sale.profit) == (Decimal("64.00"), Decimal("26.00"))
    assert sale.reporting_landed_cost == Decimal("80.00")
    assert sale.payout_on_sale_day == Decimal("112.50")


def test_that_one_currency_needs_no_rate(ledger: Ledger) -> None:
    sale = ledger.figures(ledger.sale(ledger.pair("50.00", currency="CHF"), currency="CHF"))
    assert (sale.profit, sale.payout_on_sale_day, sale.reporting_landed_cost) == (
        Decimal("40.00"),
        None,
        None,
    )


def test_that_an_expense_without_a_rate_leaves_the_profit_unknown(ledger: Ledger) -> None:
    sale = ledger.sale(ledger.pair("50.00"))
    ledger.expense("4.00", sale_id=sale)
    ledger.expense("5.00", sale_id=sale, currency="USD")
    assert (ledger.figures(sale).expenses, ledger.figures(sale).profit) == (None, None)
    ledger.rate("USD", date(2024, 3, 11), "1.25")
    assert (ledger.figures(sale).expenses, ledger.figures(sale).profit) == (Decimal("8.00"), Decimal("32.00"))


def test_that_days_are_cut_in_the_booking_time_zone(ledger: Ledger) -> None:
    late = datetime(2024, 3, 31, 22, 30, tzinfo=UTC)  # half past midnight of 1 April in Berlin
    sale = ledger.sale(ledger.pair("50.00", date(2024, 3, 30)), sold_at=late, paid_out_at=late)
    figures = ledger.figures(sale)
    assert (figures.sold_on, figures.paid_on, figures.shelf_days) == (date(2024, 4, 1), date(2024, 4, 1), 2)
    ledger.setting("booking_time_zone", "America/New_York")
    assert ledger.figures(sale).sold_on == date(2024, 3, 31)


@pytest.mark.parametrize(
    ("sale", "status"),
    [
        ({"status": "pending"}, "to_ship"),
        ({"status": "shipped"}, "shipped"),
        ({"status": "authenticated", "paid_out_at": None}, "delivered"),
        ({"status": "authenticated"}, "sold"),
        ({"status": "completed", "paid_out_at": None}, "sold_unpaid"),
        ({"status": "completed"}, "sold"),
    ],
)
def test_that_the_sale_of_a_pair_says_its_status(ledger: Ledger, sale: dict[str, Any], status: str) -> None:
    pair = ledger.pair("50.00", date(2024, 3, 1))
    ledger.sale(pair, **sale)
    assert ledger.item(pair).status == status in STATUSES
    assert ledger.item(pair).shelf_days == 9


def test_that_an_open_listing_shows_on_what_is_on_hand(ledger: Ledger, connection: Connection) -> None:
    listed, ended, gone = ledger.pair("1.00"), ledger.pair("1.00"), ledger.pair("1.00", state="written_off")
    for pair, ended_on in ((listed, None), (ended, date(2024, 2, 1)), (gone, None)):
        connection.execute(
            text(
                "insert into products.listings (item_id, platform_id, listed_on, ended_on)"
                " values (:pair, :platform, '2024-01-01', :ended_on)"
            ),
            {"pair": pair, "platform": ledger.platform, "ended_on": ended_on},
        )
    assert ledger.item(listed).status == "listed"
    assert ledger.item(ended).status == "in_stock"
    assert ledger.item(gone).status == "written_off"


def test_that_shelf_days_run_until_today_on_hand_and_are_unknown_without_a_day(
    ledger: Ledger, connection: Connection
) -> None:
    today = connection.execute(text("select (now() at time zone 'Europe/Berlin')::date")).scalar_one()
    assert ledger.item(ledger.pair("1.00", date(2024, 1, 1))).shelf_days == (today - date(2024, 1, 1)).days
    assert ledger.item(ledger.pair("1.00")).shelf_days is None
    assert ledger.item(ledger.pair("1.00", date(2024, 1, 1), state="written_off")).shelf_days is None


def test_that_months_count_what_stood_and_say_on_how_much_they_rest(engine: Engine) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        may: dict[str, Any] = {
            "sold_at": datetime(2024, 5, 2, tzinfo=UTC),
            "paid_out_at": datetime(2024, 6, 3, tzinfo=UTC),
        }
        ledger.sale(ledger.pair("50.00"))
        ledger.sale(payout="70.00")
        ledger.sale(ledger.pair("10.00"), status="cancelled")
        ledger.sale(ledger.pair("50.00"), payout="30.00", paid_out_at=None)
        ledger.sale(ledger.pair("50.00"), currency="USD", **may)
        ledger.sale(ledger.pair("50.00", currency="USD"), **may)
        ledger.sale(payout="20.00", **may)
    march, april, may_figures = Figures(engine).monthly("sale")
    assert march == MonthFigures(
        date(2024, 3, 1), "EUR", Decimal("190.00"), Decimal("20.00"), sales=3, cost_known=2, unconverted=0
    )
    assert april == MonthFigures(
        date(2024, 4, 1), "EUR", Decimal("0.00"), Decimal("0.00"), sales=0, cost_known=0, unconverted=0
    )
    assert may_figures == MonthFigures(
        date(2024, 5, 1), "EUR", Decimal("110.00"), None, sales=3, cost_known=2, unconverted=2
    )
    paid = Figures(engine).monthly("payout")
    assert [(each.month.month, each.sales, each.payout) for each in paid] == [
        (3, 2, Decimal("160.00")),
        (4, 0, Decimal("0.00")),
        (5, 0, Decimal("0.00")),
        (6, 3, Decimal("110.00")),
    ]
    assert Figures(engine).coverage() == Coverage(sales=6, cost_known=4)


def test_that_there_are_no_months_without_sales(engine: Engine) -> None:
    assert Figures(engine).monthly("sale") == []
    assert Figures(engine).coverage() == Coverage(sales=0, cost_known=0)


def test_that_a_month_is_reported_in_the_currency_set_for_it(engine: Engine) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        ledger.setting("reporting_currency", "USD")
        ledger.rate("USD", date(2024, 3, 10), "1.10")
        ledger.rate("USD", date(2024, 3, 15), "1.20")
        ledger.sale(ledger.pair("50.00", date(2024, 3, 10)))
    sold, paid = Figures(engine).monthly("sale")[0], Figures(engine).monthly("payout")[0]
    assert (sold.currency, sold.payout, sold.profit) == ("USD", Decimal("99.00"), Decimal("44.00"))
    assert (paid.currency, paid.payout, paid.profit) == ("USD", Decimal("108.00"), Decimal("53.00"))
