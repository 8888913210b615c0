"""The views against a second computation in pandas, from the tables, that shares nothing with them."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeAlias

import pandas as pd
import pytest
from sqlalchemy import Connection, text

from soleflip_desktop.db import dashboard
from soleflip_desktop.db.dashboard import Books, By, Stock, Sums
from soleflip_desktop.domain.periods import Period
from soleflip_desktop.domain.sale_status import STATUSES
from tests.db.ledger import Ledger

CENT = Decimal("0.01")
TREATMENTS = ("domestic", "margin", "intra_eu", "export", "oss", "private", None)
SALES = 250

DAYS: tuple[tuple[By, str], ...] = (("sale", "sold_on"), ("payout", "paid_on"))

Row: TypeAlias = dict[Any, Any]


@pytest.mark.parametrize(("seed", "currency"), [(1, "EUR"), (2, "EUR"), (3, "USD")])
def test_that_profits_and_months_are_what_pandas_computes_from_the_tables(
    connection: Connection, seed: int, currency: str
) -> None:
    ledger = Ledger(connection)
    ledger.setting("reporting_currency", currency)
    invent(ledger, random.Random(seed))
    expected = recomputed(connection, currency)

    view = read(connection, "select * from analytics.sale_figures order by sale_id")
    assert len(view) == len(expected) == SALES
    for name in ("landed_cost", "vat_owed", "expenses", "profit"):
        assert differences(view[name], expected[name]) == []
    # Else nothing was compared.
    assert 20 < view["profit"].notna().sum() < SALES - 20
    for by, day in (("sale", "sold_on"), ("payout", "paid_on")):
        months = read(connection, f"select * from analytics.monthly where by = '{by}' order by month")
        assert months["currency"].unique().tolist() == [currency]
        wanted = summed(expected, day, by)
        columns = list(wanted.columns)
        assert months[columns].to_dict("records") == wanted.to_dict("records")


@pytest.mark.parametrize(("seed", "currency"), [(4, "EUR"), (5, "USD")])
def test_that_brands_platforms_and_stock_are_what_pandas_computes_from_the_tables(
    connection: Connection, seed: int, currency: str
) -> None:
    ledger = Ledger(connection)
    ledger.setting("reporting_currency", currency)
    invent(ledger, random.Random(seed))
    expected = recomputed(connection, currency)
    period = Period(date(2024, 3, 10), date(2024, 10, 20))
    for by, day in DAYS:
        found = dashboard.grouped(connection, by, period)
        chosen = expected[expected["stands"].astype(bool) & expected[day].notna()]
        chosen = chosen[(chosen[day] >= period.first) & (chosen[day] <= period.last)]
        assert 50 < found.whole.sales == len(chosen)
        assert found.whole == sums_of(chosen, by)
        assert {each.name: each.sums for each in found.brands} == {
            brand: sums_of(chosen[chosen["brand"].map(str) == str(brand)], by) for brand in {*chosen["brand"]}
        }
        assert [each.sums for each in found.platforms] == [found.whole]
        some = chosen[chosen["brand"].isin(["Nike"]) | chosen["brand"].isna()]
        narrowed = dashboard.summed(connection, by, period, ("StockX",), ("Nike", None))
        assert narrowed == sums_of(some, by)
        assert dashboard.summed(connection, by, period, ("eBay",)) == Sums()
    for day_held in (date(2024, 2, 1), date(2024, 7, 31), date.max):
        of = Books(currency, date(2025, 1, 1))
        assert dashboard.stock(connection, min(day_held, of.today), of) == held_in_pandas(
            connection, currency, day_held, of.today
        )


def sums_of(sales: pd.DataFrame, by: str) -> Sums:
    profits = sales[f"profit by {by}"].dropna()
    costs = sales.loc[profits.index, "reporting_cost"]
    return Sums(
        sales=len(sales),
        cost_known=int(sales["cost_known"].sum()),
        payout_known=int(sales[f"payout by {by}"].notna().sum()),
        profit_known=len(profits),
        unconverted=int(sales[f"unconverted by {by}"].sum()),
        payout=sum(sales[f"payout by {by}"].dropna(), Decimal("0.00")),
        profit=sum(profits) if len(profits) else None,
        cost=sum(costs) if len(profits) else None,
    )


def held_in_pandas(connection: Connection, currency: str, day: date, today: date) -> Stock:
    """Pairs in hand at the end of a day, `date.max` for today."""
    rates = Rates(connection)
    items = read(connection, "select * from products.items")
    orders = read(connection, "select id as purchase_id, ordered_on from products.purchases")
    sales = read(connection, "select * from sales.sales where item_id is not null")
    sales = sales[~sales["status"].isin(["cancelled", "returned", "failed_verification"])]
    local = pd.to_datetime(sales["sold_at"], utc=True).dt.tz_convert("Europe/Berlin")
    gone = dict(zip(sales["item_id"], (each.date() for each in local), strict=True))
    items = items.merge(orders, on="purchase_id", how="left")
    items = items.astype(object).where(items.notna(), None)
    count = unpriced = undated = 0
    cost = Decimal("0.00")
    for item in items.to_dict("records"):
        held = item["id"] not in gone if day == date.max else gone.get(item["id"], date.max) > day
        if not held or (day != date.max and item["ordered_on"] and item["ordered_on"] > day):
            continue
        if day != date.max and item["ordered_on"] is None:
            undated += 1
            continue
        value = rates.converted(landed_cost(item), item["currency"], currency, item["ordered_on"] or today)
        count, unpriced = count + 1, unpriced + (value is None)
        cost += value or 0
    return Stock(count, cost, unpriced, undated)


def invent(ledger: Ledger, choose: random.Random, sales: int = SALES) -> None:
    """A seller's year: three currencies with rates that begin late and have gaps, one without any."""
    for day in range(60, 366):
        for code, usual in (("USD", 1.08), ("GBP", 0.85)):
            if choose.random() < 0.6:
                ledger.rate(code, date(2024, 1, 1) + timedelta(day), f"{usual + choose.random() / 10:.4f}")
    goods = [ledger.product, *(ledger.goods(f"{brand} 1", brand=brand) for brand in ("Nike", "Puma"))]
    for _ in range(sales):
        pair = invent_pair(ledger, choose) if choose.random() < 0.8 else None
        sale = invent_sale(ledger, choose, pair, choose.choice(goods))
        for _ in range(choose.choice((0, 0, 0, 1, 2))):
            ledger.expense(
                amount(choose, 30),
                spent_on=some_day(choose),
                currency=some_currency(choose),
                sale_id=choose.choice((sale, sale, None)),
                item_id=choose.choice((pair, None)),
            )


def invent_pair(ledger: Ledger, choose: random.Random) -> int:
    reclaimable = choose.random() < 0.4
    return ledger.pair(
        choose.choice((None, "0.00", *(amount(choose, 300) for _ in range(8)))),
        choose.choice((None, *(some_day(choose) for _ in range(4)))),
        currency=some_currency(choose),
        extra_costs=choose.choice((None, amount(choose, 20))),
        vat_reclaimable=reclaimable,
        purchase_vat=amount(choose, 20) if reclaimable or choose.random() < 0.2 else None,
    )


def invent_sale(ledger: Ledger, choose: random.Random, pair: int | None, product: int) -> int:
    sold_at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=choose.randrange(366 * 1440))
    return ledger.sale(
        pair,
        amount(choose, 400),
        product_id=product,
        currency=some_currency(choose),
        payout=choose.choice((None, *(amount(choose, 350) for _ in range(9)))),
        sold_at=sold_at,
        paid_out_at=choose.choice((None, *(sold_at + timedelta(hours=choose.randrange(300)),) * 4)),
        status=choose.choice((*STATUSES, *("completed",) * 12)),
        tax_treatment=choose.choice(TREATMENTS),
        vat_rate=choose.choice((None, 7, 19, Decimal("20.50"))),
        vat_amount=choose.choice((None, None, amount(choose, 30))),
        invoice_amount=choose.choice((None, amount(choose, 350))),
    )


def amount(choose: random.Random, below: int) -> str:
    return f"{choose.randrange(below * 100) / 100:.2f}"


def some_day(choose: random.Random) -> date:
    return date(2024, 1, 1) + timedelta(choose.randrange(366))


def some_currency(choose: random.Random) -> str:
    return choose.choice(("EUR",) * 6 + ("USD", "USD", "GBP", "CHF"))


def read(connection: Connection, query: str) -> pd.DataFrame:
    result = connection.execute(text(query))
    frame = pd.DataFrame(result.all(), columns=list(result.keys()), dtype=object)
    return frame.astype(object).where(frame.notna(), None)


class Rates:
    """Fixings of the tables, and amounts converted at them."""

    def __init__(self, connection: Connection) -> None:
        rates = read(connection, "select * from core.exchange_rates order by day")
        self._fixings = {code: rows for code, rows in rates.groupby("currency")}

    def converted(self, amount: Decimal | None, of: str, to: str, day: date | None) -> Decimal | None:
        if amount is None or of == to:
            return amount
        factors = (self._per_eur(to, day), self._per_eur(of, day))
        if factors[0] is None or factors[1] is None:
            return None
        return cents(amount * factors[0] / factors[1])

    def _per_eur(self, code: str, day: date | None) -> Decimal | None:
        if code == "EUR":
            return Decimal(1)
        if day is None or code not in self._fixings:
            return None
        until = self._fixings[code][self._fixings[code]["day"] <= day]
        return None if until.empty else until["per_eur"].iloc[-1]


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def recomputed(connection: Connection, currency: str) -> pd.DataFrame:
    """One row per sale: what the figures must be."""
    rates = Rates(connection)
    expenses = read(connection, "select * from sales.expenses")
    sales = (
        read(connection, "select * from sales.sales")
        .merge(
            read(
                connection,
                "select id as item_id, purchase_id, price, extra_costs, purchase_vat,"
                " vat_reclaimable, currency as item_currency from products.items",
            ),
            on="item_id",
            how="left",
        )
        .merge(
            read(connection, "select id as purchase_id, ordered_on from products.purchases"),
            on="purchase_id",
            how="left",
        )
        .merge(
            read(
                connection,
                "select products.id as product_id, brands.name as brand from products.products"
                " left join core.brands on brands.id = brand_id",
            ),
            on="product_id",
        )
        .sort_values("id")
    )
    sales = sales.astype(object).where(sales.notna(), None)
    for column, day in (("sold_at", "sold_on"), ("paid_out_at", "paid_on")):
        local = pd.to_datetime(sales[column], utc=True).dt.tz_convert("Europe/Berlin")
        sales[day] = [None if pd.isna(each) else each.date() for each in local]
    rows = [sale_row(sale, expenses, rates, currency) for sale in sales.to_dict("records")]
    return pd.DataFrame(rows, dtype=object)


def sale_row(sale: Row, expenses: pd.DataFrame, rates: Rates, currency: str) -> dict[str, Any]:
    own = sale["currency"]
    stands = sale["status"] not in {"cancelled", "returned", "failed_verification"}
    mine = expenses["sale_id"] == sale["id"]
    if stands and sale["item_id"] is not None:
        mine |= expenses["sale_id"].isna() & (expenses["item_id"] == sale["item_id"])
    spent = expenses[mine].to_dict("records")
    bought = sale["ordered_on"] or sale["sold_on"]
    cost = landed_cost(sale)
    price = rates.converted(sale["price"], sale["item_currency"], own, bought)
    owed = vat_owed(sale, price)
    brought = sale["payout"]
    if sale["tax_treatment"] == "intra_eu" and sale["invoice_amount"] is not None:
        brought = sale["invoice_amount"]
    net = less(brought, owed)

    def profit(amount: Decimal | None, to: str) -> Decimal | None:
        costs = rates.converted(cost, sale["item_currency"], to, bought)
        return less(amount, costs, total(spent, rates, to)) if stands else None

    row = {
        "sold_on": sale["sold_on"],
        "paid_on": sale["paid_on"],
        "stands": stands,
        "brand": sale["brand"],
        "reporting_cost": rates.converted(cost, sale["item_currency"], currency, bought),
        "cost_known": cost is not None,
        "landed_cost": rates.converted(cost, sale["item_currency"], own, bought),
        "vat_owed": owed,
        "expenses": total(spent, rates, own),
        "profit": profit(net, own),
    }
    for by, day in (("sale", sale["sold_on"]), ("payout", sale["paid_on"])):
        payout = rates.converted(sale["payout"], own, currency, day)
        row[f"payout by {by}"] = payout
        row[f"profit by {by}"] = profit(rates.converted(net, own, currency, day), currency)
        row[f"unconverted by {by}"] = (
            (payout is None and sale["payout"] is not None)
            or (net is not None and rates.converted(net, own, currency, day) is None)
            or (cost is not None and rates.converted(cost, sale["item_currency"], currency, bought) is None)
            or (sale["tax_treatment"] == "margin" and sale["price"] is not None and price is None)
            or total(spent, rates, currency) is None
        )
    return row


def landed_cost(sale: Row) -> Decimal | None:
    if sale["price"] is None:
        return None
    reclaimed = sale["purchase_vat"] if sale["vat_reclaimable"] else 0
    return Decimal(sale["price"] + (sale["extra_costs"] or 0) - reclaimed)


def vat_owed(sale: Row, price: Decimal | None) -> Decimal | None:
    rate = sale["vat_rate"]
    match sale["tax_treatment"]:
        case "margin":
            if price is None:
                return None
            base = max(sale["gross"] - price, Decimal(0))
            if base == 0:
                return Decimal("0.00")
        case "domestic" | "oss":
            if sale["vat_amount"] is not None:
                return Decimal(sale["vat_amount"])
            base = sale["gross"]
        case _:
            return Decimal("0.00")
    return None if rate is None else cents(base * rate / (100 + rate))


def total(expenses: list[Row], rates: Rates, to: str) -> Decimal | None:
    amounts = [rates.converted(each["amount"], each["currency"], to, each["spent_on"]) for each in expenses]
    known = [each for each in amounts if each is not None]
    return sum(known, Decimal("0.00")) if len(known) == len(amounts) else None


def less(amount: Decimal | None, *deductions: Decimal | None) -> Decimal | None:
    if amount is None or None in deductions:
        return None
    return amount - sum(each for each in deductions if each is not None)


def differences(view: pd.Series, expected: pd.Series) -> list[tuple[int, Any, Any]]:
    pairs = enumerate(zip(view, expected, strict=True))
    return [(place, one, other) for place, (one, other) in pairs if one != other]


def summed(sales: pd.DataFrame, day: str, by: str) -> pd.DataFrame:
    counted = sales[sales["stands"].astype(bool) & sales[day].notna()].copy()
    counted["month"] = [each.replace(day=1) for each in counted[day]]
    rows = [
        {
            "month": month,
            "sales": len(group),
            "cost_known": int(group["cost_known"].sum()),
            "unconverted": int(group[f"unconverted by {by}"].sum()),
            "payout": sum(group[f"payout by {by}"].dropna(), Decimal("0.00")),
            "profit": sum(known) if (known := group[f"profit by {by}"].dropna().tolist()) else None,
        }
        for month, group in counted.groupby("month")
    ]
    return pd.DataFrame(rows, dtype=object)
