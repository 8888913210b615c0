"""Reads all there is to tell about one sale and its pair."""

from dataclasses import fields
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, RowMapping, text

from soleflip_desktop.db.paging import CODES_OF_PRODUCT
from soleflip_desktop.domain.biography import (
    Biography,
    Event,
    Expense,
    Goods,
    ListingFacts,
    PairFacts,
    Rate,
    ReturnFacts,
    SaleFacts,
)
from soleflip_desktop.domain.life import SaleCourse, StepKind, life
from soleflip_desktop.domain.size_labels import size_label

_Record = TypeVar("_Record")

_SALE = f"""
    select figures.sale_id as id, figures.order_key, platform.name as platform, account.handle as account,
           figures.status, figures.active, figures.sold_at, figures.sold_on, figures.paid_on,
           figures.currency, figures.gross, figures.platform_fee, figures.processing_fee,
           figures.shipping_fee, figures.other_adjustment, figures.fees, figures.payout, figures.proceeds,
           figures.tax_treatment, sale.vat_rate, figures.vat_owed, figures.cost_known, figures.landed_cost,
           figures.expenses, figures.profit, figures.roi, figures.margin, figures.shelf_days,
           figures.reporting_currency, figures.payout_on_sale_day as reporting_payout,
           figures.reporting_landed_cost, figures.reporting_expenses,
           (select profit from analytics.entries_of(array[cast(:sale as bigint)]) as entry
            where entry.by = 'sale') as reporting_profit,
           sale.invoice_number, sale.invoice_day, sale.buyer_country, sale.buyer_city,
           sale.tracking_number, sale.locked_fields, figures.item_id,
           product.name as product, {CODES_OF_PRODUCT} as style_codes, brand.name as brand,
           size.system as size_system, size.value as size_value
    from analytics.sale_figures as figures
    join sales.sales as sale on sale.id = figures.sale_id
    join core.accounts as account on account.id = figures.account_id
    join core.platforms as platform on platform.id = figures.platform_id
    join products.products as product on product.id = figures.product_id
    join core.sizes as size on size.id = figures.size_id
    left join core.brands as brand on brand.id = product.brand_id
    where figures.sale_id = :sale
"""

_PAIR = f"""
    select figures.item_id as id, figures.status, item.condition, figures.bought_on,
           supplier.name as supplier, purchase.order_number, figures.purchase_id, figures.currency,
           figures.price, item.extra_costs, item.purchase_vat_rate,
           case when item.vat_reclaimable then item.purchase_vat end as reclaimed_vat,
           figures.landed_cost, setting.currency as reporting_currency,
           analytics.cost_converted(figures.landed_cost, figures.currency, setting.currency,
               figures.purchase_id, figures.sold_on) as reporting_landed_cost,
           figures.shelf_days, item.location, item.notes, item.tags, item.locked_fields,
           item.item_key is null as added_by_hand, figures.sale_id,
           product.name as product, {CODES_OF_PRODUCT} as style_codes, brand.name as brand,
           size.system as size_system, size.value as size_value
    from analytics.item_figures as figures
    cross join (select (value #>> '{{}}')::char(3) as currency
                from core.settings where name = 'reporting_currency') as setting
    join products.items as item on item.id = figures.item_id
    join products.products as product on product.id = figures.product_id
    join core.sizes as size on size.id = figures.size_id
    left join core.brands as brand on brand.id = product.brand_id
    left join products.purchases as purchase on purchase.id = figures.purchase_id
    left join core.suppliers as supplier on supplier.id = purchase.supplier_id
    where figures.item_id = :item
"""

_COURSES = """
    select sale.id, sale.order_key, sale.status,
           (sale.sold_at at time zone setting.zone)::date as sold_on,
           (sale.paid_out_at at time zone setting.zone)::date as paid_on,
           (select min(returned_on) from sales.returns where sale_id = sale.id) as returned_on
    from sales.sales as sale
    cross join (select value #>> '{}' as zone from core.settings where name = 'booking_time_zone') as setting
    where sale.id = :sale or sale.item_id = :item
    order by sale.sold_at, sale.id
"""

_EXPENSES = """
    select id, spent_on, kind, description, amount, currency from sales.expenses
    where id in (select expense_id from analytics.linked_expenses where sale_id = :sale)
       or (cast(:sale as bigint) is null and sale_id is null and item_id = :item)
    order by spent_on, id
"""

_LISTINGS = """
    select listing.id, platform.name as platform, listing.ask, listing.currency, listing.listed_on,
           listing.ended_on
    from products.listings as listing join core.platforms as platform on platform.id = listing.platform_id
    where listing.item_id = :item order by listing.listed_on, listing.id
"""

_RETURNS = """
    select id, sale_id, returned_on, refund, costs, currency, notes from sales.returns
    where sale_id = any(:sales) order by returned_on, id
"""

_EVENTS = "select id, kind, day, notes from products.item_events where item_id = :item order by day, id"

_RATES = """
    select wanted.currency, wanted.day as wanted_on, rate.day as fixed_on, rate.per_eur
    from unnest(cast(:currencies as text[]), cast(:days as date[])) as wanted (currency, day)
    left join lateral (
        select day, per_eur from core.exchange_rates
        where currency = wanted.currency and day <= wanted.day order by day desc limit 1) as rate on true
    order by wanted.day, wanted.currency
"""


def sale_biography(connection: Connection, sale_id: int) -> Biography | None:
    """A sale with the pair it holds or held; `None` if there is no such sale."""
    sale = connection.execute(text(_SALE), {"sale": sale_id}).mappings().one_or_none()
    return None if sale is None else _biography(connection, sale, _pair(connection, sale["item_id"]))


def pair_biography(connection: Connection, item_id: int) -> Biography | None:
    """A pair with its standing sale, if there is one; `None` if there is no such pair."""
    pair = _pair(connection, item_id)
    if pair is None:
        return None
    sale = connection.execute(text(_SALE), {"sale": pair["sale_id"]}).mappings().one_or_none()
    return _biography(connection, sale, pair)


def _pair(connection: Connection, item_id: int | None) -> RowMapping | None:
    return connection.execute(text(_PAIR), {"item": item_id}).mappings().one_or_none()


def _biography(connection: Connection, sale: RowMapping | None, pair: RowMapping | None) -> Biography:
    here = {"sale": sale and sale["id"], "item": pair and pair["id"]}
    courses = connection.execute(text(_COURSES), here).mappings().all()
    here["sales"] = [course["id"] for course in courses]

    def every(of: type[_Record], query: str) -> tuple[_Record, ...]:
        return tuple(_record(of, row) for row in connection.execute(text(query), here).mappings())

    listings, events = every(ListingFacts, _LISTINGS), every(Event, _EVENTS)
    known = None if sale is None else _record(SaleFacts, sale)
    bought = None if pair is None else _record(PairFacts, pair)
    expenses = every(Expense, _EXPENSES)
    return Biography(
        goods=_goods(sale, pair),
        sale=known,
        pair=bought,
        steps=life(_days(bought, listings, events), [_course(course) for course in courses]),
        orders={course["id"]: course["order_key"] for course in courses},
        expenses=expenses,
        listings=listings,
        returns=every(ReturnFacts, _RETURNS),
        events=events,
        rates=_rates(connection, known, bought, expenses),
    )


def _record(of: type[_Record], row: RowMapping) -> _Record:
    values = {field.name: row[field.name] for field in fields(of)}  # type: ignore[arg-type]
    return of(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


def _goods(sale: RowMapping | None, pair: RowMapping | None) -> Goods:
    row = pair if sale is None else sale
    assert row is not None, "neither a sale nor a pair"
    size = size_label(row["size_system"], row["size_value"])
    return Goods(row["product"], row["style_codes"], row["brand"], size)


def _course(row: RowMapping) -> SaleCourse:
    return SaleCourse(row["id"], row["status"], row["sold_on"], row["paid_on"], row["returned_on"])


def _days(
    pair: PairFacts | None, listings: tuple[ListingFacts, ...], events: tuple[Event, ...]
) -> list[tuple[StepKind, date]]:
    days = [(StepKind(event.kind), event.day) for event in events]
    days += [(StepKind.LISTED, listing.listed_on) for listing in listings]
    if pair is not None and pair.bought_on is not None:
        days = [day for day in days if day[0] is not StepKind.BOUGHT]  # the order's day is the authority
        days.append((StepKind.BOUGHT, pair.bought_on))
    return days


def _rates(
    connection: Connection, sale: SaleFacts | None, pair: PairFacts | None, expenses: tuple[Expense, ...]
) -> tuple[Rate, ...]:
    """The rates by which `analytics` converts these amounts (docs/metrics.md, "Conversion")."""
    into = {sale.currency, sale.reporting_currency} if sale else {pair.reporting_currency} if pair else set()
    amounts = [(sale.currency, sale.sold_on)] if sale else []
    amounts += [(expense.currency, expense.spent_on) for expense in expenses if sale]
    bought_on = (pair and pair.bought_on) or (sale and sale.sold_on)
    if pair and pair.currency and pair.landed_cost is not None and bought_on:
        amounts.append((pair.currency, bought_on))
    wanted = {
        (each, day)
        for currency, day in amounts
        for other in into - {currency}
        for each in (currency, other)
        if each != "EUR"
    }
    if not wanted:
        return ()
    values = {"currencies": [each for each, _ in wanted], "days": [day for _, day in wanted]}
    return tuple(_record(Rate, row) for row in connection.execute(text(_RATES), values).mappings())
