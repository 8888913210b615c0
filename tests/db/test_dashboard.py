"""A dashboard answers the question it is asked: period, day, comparison, platforms and brands."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from soleflip_desktop.domain.periods import Comparison, Period, Span
from soleflip_desktop.domain.selection import Choice
from soleflip_desktop.services.figures import Figures, Pairs, Question, Stock
from tests.db.ledger import Ledger

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


@pytest.fixture
def figures(engine: Engine) -> Figures:
    """Three sales of March, one of May and one of the year before; two brands and one without."""
    with engine.begin() as connection:
        ledger = Ledger(connection)
        nike, puma = ledger.goods("Dunk", brand="Nike"), ledger.goods("Suede", brand="Puma")
        ledger.sale(ledger.pair("50.00", date(2024, 1, 5)), product_id=nike)
        ledger.sale(ledger.pair("80.00", date(2024, 2, 1)), payout="70.00", product_id=puma)
        ledger.sale(None, payout="30.00")
        ledger.sale(
            ledger.pair("40.00", date(2024, 4, 1)),
            sold_at=noon(2024, 5, 2),
            paid_out_at=noon(2024, 6, 3),
            product_id=nike,
        )
        ledger.sale(ledger.pair("40.00"), sold_at=noon(2023, 5, 2), payout="45.00", product_id=nike)
        ledger.pair("25.00", date(2024, 6, 1), product_id=puma)
        ledger.pair(None, date(2024, 6, 1))
    return Figures(engine)


def asked(**values: object) -> Question:
    return Question(**{"span": Span.CUSTOM, "custom": YEAR, **values})  # type: ignore[arg-type]


def test_that_a_period_has_its_sums_months_and_groups(figures: Figures) -> None:
    answer = figures.dashboard(asked())
    assert (answer.sums.sales, answer.sums.payout) == (4, Decimal("280.00"))
    assert (answer.sums.profit, answer.sums.cost) == (Decimal("80.00"), Decimal("170.00"))
    assert (answer.sums.cost_known, answer.sums.profit_known) == (3, 3)
    assert [(each.month.month, each.sums.sales) for each in answer.months] == [(3, 3), (4, 0), (5, 1)]
    assert [(each.name, each.sums.payout) for each in answer.brands] == [
        ("Nike", Decimal("180.00")),
        ("Puma", Decimal("70.00")),
        (None, Decimal("30.00")),
    ]
    assert [each.name for each in answer.platforms] == ["StockX"]


def test_that_a_period_stands_beside_another(figures: Figures) -> None:
    answer = figures.dashboard(asked(comparison=Comparison.YEAR_BEFORE))
    assert answer.before == Period(date(2023, 1, 1), date(2023, 12, 31))
    assert answer.sums_before is not None
    assert (answer.sums_before.sales, answer.sums_before.profit) == (1, Decimal("5.00"))
    assert figures.dashboard(asked(comparison=Comparison.NOTHING)).sums_before is None
    everything = figures.dashboard(Question(span=Span.ALL))
    assert (everything.sums.sales, everything.sums_before, everything.before) == (5, None, None)
    assert everything.period == Period(date(2023, 5, 1), date(2024, 5, 31))


def test_that_the_payout_day_puts_a_sale_into_another_period(figures: Figures) -> None:
    june = Period(date(2024, 6, 1), date(2024, 6, 30))
    assert figures.dashboard(asked(custom=june)).sums.sales == 0
    assert figures.dashboard(asked(custom=june, by="payout")).sums.sales == 1


def test_that_brands_and_platforms_narrow_all_figures(figures: Figures) -> None:
    nike = figures.dashboard(asked(brands=("Nike",)))
    assert (nike.sums.sales, nike.sums.profit) == (2, Decimal("90.00"))
    assert [each.name for each in nike.brands] == ["Nike"]
    assert figures.dashboard(asked(brands=("Puma", None))).sums.sales == 2
    assert figures.dashboard(asked(brands=(None,))).sums.sales == 1
    assert figures.dashboard(asked(brands=("Asics",))).sums.sales == 0
    assert figures.dashboard(asked(platforms=("StockX",))).sums.sales == 4
    assert figures.dashboard(asked(platforms=("eBay",))).sums.sales == 0


def test_that_choices_count_sales_and_leave_out_their_own_filter(figures: Figures) -> None:
    question = asked(platforms=("eBay",), brands=("Puma",))
    assert figures.choices("platforms", question) == [Choice("StockX", 1)]
    assert figures.choices("brands", asked(brands=("Puma",))) == [
        Choice("Nike", 3),
        Choice("Puma", 1),
        Choice(None, 1),
    ]


def test_that_stock_is_what_was_bought_and_neither_sold_nor_gone(figures: Figures) -> None:
    stock = figures.stock(asked(custom=Period(date(2024, 1, 1), date(2024, 2, 29))))
    assert stock.now == Stock(pairs=2, cost=Decimal("25.00"), unpriced=1, undated=0)
    assert (stock.at_end, stock.cost_before) == (Pairs(pairs=2, undated=0), None)
    # Sold in May 2023, and nobody knows since when it had been there.
    before = figures.stock(asked(custom=Period(date(2023, 5, 1), date(2023, 5, 31)))).before
    assert before == Pairs(pairs=0, undated=1)
    until_today = figures.stock(asked(custom=Period(date(2024, 3, 1), date(2999, 1, 1))))
    assert until_today.at_end == Pairs(pairs=2, undated=0)
    assert figures.stock(asked(brands=("Puma",))).now.pairs == 1


def test_that_a_database_without_sales_says_so(engine: Engine) -> None:
    answer = Figures(engine).dashboard(Question())
    assert (answer.has_sales, answer.sums.sales, answer.months) == (False, 0, [])
    assert (answer.currency, answer.sums.profit) == ("EUR", Decimal("0.00"))


def test_that_a_period_without_sales_is_told_from_none_at_all(figures: Figures) -> None:
    answer = figures.dashboard(asked(custom=Period(date(2020, 1, 1), date(2020, 1, 31))))
    assert (answer.has_sales, answer.sums.sales) == (True, 0)
