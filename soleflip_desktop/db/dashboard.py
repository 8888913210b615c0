"""Figures of a period by month, platform and brand, read from the sums that `analytics` keeps by day."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, RowMapping, text

from soleflip_desktop.db.paging import allow_memory
from soleflip_desktop.domain.periods import Period
from soleflip_desktop.domain.selection import Choice

By: TypeAlias = Literal["sale", "payout"]
Names: TypeAlias = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """Standing sales added up, in the reporting currency.

    Attributes:
        sales: How many.
        cost_known: How many of them have a pair with a known cost.
        payout_known: How many have a payout that is known and could be converted.
        profit_known: On how many the profit rests.
        unconverted: How many miss in payout or profit because no exchange rate is known.
        payout: Sum of the known payouts.
        profit: Sum of the known profits, `None` if there are sales and not one is known.
        cost: Landed cost of the sales whose profit is known.
    """

    sales: int = 0
    cost_known: int = 0
    payout_known: int = 0
    profit_known: int = 0
    unconverted: int = 0
    payout: Decimal = Decimal("0.00")
    profit: Decimal | None = Decimal("0.00")
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MonthSums:
    """One month, by its first day."""

    month: date
    sums: Sums


@dataclass(frozen=True, slots=True)
class GroupSums:
    """One platform or brand; a name of `None` stands for goods of which no brand is known."""

    name: str | None
    sums: Sums


@dataclass(frozen=True, slots=True)
class Grouped:
    """One period whole and in its parts: months in order, platforms and brands by payout, largest first."""

    whole: Sums
    months: list[MonthSums]
    platforms: list[GroupSums]
    brands: list[GroupSums]


@dataclass(frozen=True, slots=True)
class Stock:
    """Pairs in hand at the end of a day.

    Attributes:
        pairs: How many.
        cost: Sum of the landed costs that are known, in the reporting currency.
        unpriced: Pairs whose cost is unknown, or has no exchange rate.
        undated: Pairs left out of a past day because nobody knows when they were bought.
    """

    pairs: int
    cost: Decimal
    unpriced: int
    undated: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """As `Stock`, counted alone: over a million sales that takes a fifth of the time."""

    pairs: int
    undated: int


@dataclass(frozen=True, slots=True)
class Books:
    """What every dashboard needs to know: the currency, and the day it is where the books are kept."""

    currency: str
    today: date


def keep_sums(connection: Connection) -> None:
    """Makes the next reads fast; they are exact without it as well."""
    allow_memory(connection)
    connection.execute(text("select analytics.keep_sums()"))


def books(connection: Connection) -> Books:
    query = """
        select currency, (now() at time zone zone)::date as today
        from (select max(value #>> '{}') filter (where name = 'reporting_currency') as currency,
                     max(value #>> '{}') filter (where name = 'booking_time_zone') as zone
              from core.settings) as setting"""
    return Books(**connection.execute(text(query)).mappings().one())


_BRANDED = """(
    cast(:brands as text[]) is null or brand_id = any(array(
        select id from core.brands where name = any(:brands))) or :unbranded and brand_id is null)"""
# A name that is no longer there finds nothing; unknown brands are asked for by NULL among the names.
_WANTED = f"""
    by = :by
    and (cast(:first as date) is null or day >= :first) and (cast(:last as date) is null or day <= :last)
    and (cast(:platforms as text[]) is null or platform_id = any(array(
            select id from core.platforms where name = any(:platforms))))
    and {_BRANDED}"""

_ADDED = """sum(sales)::bigint as sales, sum(cost_known)::bigint as cost_known,
    sum(payout_known)::bigint as payout_known, sum(profit_known)::bigint as profit_known,
    sum(unconverted)::bigint as unconverted,
    sum(payout) as payout, sum(profit) as profit, sum(cost) as cost"""

# Months, platforms and brands together first: far fewer rows to group four times than there are days.
_GROUPED = f"""
    with cells as materialized (
        select date_trunc('month', day::timestamp)::date as month, platform_id, brand_id, {_ADDED}
        from analytics.sums where {_WANTED} group by 1, 2, 3)
    select grouping(month, platform_id, brand_id) as parts, month,
           (select name from core.platforms where id = platform_id) as platform,
           (select name from core.brands where id = brand_id) as brand, {_ADDED}
    from cells group by grouping sets ((), (month), (platform_id), (brand_id))
"""
_WHOLE, _MONTHS, _PLATFORMS, _BRANDS = 0b111, 0b011, 0b101, 0b110


def grouped(
    connection: Connection, by: By, period: Period | None, platforms: Names = (), brands: Names = ()
) -> Grouped:
    """The sales of `period` (all, if `None`) on one of these platforms and of one of these brands."""
    allow_memory(connection)
    rows = connection.execute(text(_GROUPED), _bound(by, period, platforms, brands)).mappings().all()
    return Grouped(
        whole=next((_sums(row) for row in rows if row["parts"] == _WHOLE), Sums()),
        months=sorted(
            (MonthSums(row["month"], _sums(row)) for row in rows if row["parts"] == _MONTHS),
            key=lambda each: each.month,
        ),
        platforms=_largest_first(rows, _PLATFORMS, "platform"),
        brands=_largest_first(rows, _BRANDS, "brand"),
    )


def summed(connection: Connection, by: By, period: Period, platforms: Names = (), brands: Names = ()) -> Sums:
    """As `grouped`, whole alone."""
    query = f"select {_ADDED} from analytics.sums where {_WANTED}"
    row = connection.execute(text(query), _bound(by, period, platforms, brands)).mappings().one()
    return _sums(row)


def has_sales(connection: Connection) -> bool:
    """Whether any sale stands, in whatever period."""
    return bool(connection.execute(text("select exists (select from analytics.sums)")).scalar_one())


def choices(
    connection: Connection, what: Literal["platforms", "brands"], platforms: Names = (), brands: Names = ()
) -> list[Choice]:
    """The platforms or brands of standing sales, with the most sales first."""
    column = {"platforms": "platform_id", "brands": "brand_id"}[what]
    query = f"""
        with sold as materialized (
            select {column} as id, sum(sales)::bigint as sales from analytics.sums where {_WANTED} group by 1)
        select named.name as value, sold.sales as count from sold left join core.{what} as named using (id)
        order by sold.sales desc, named.name"""
    allow_memory(connection)
    rows = connection.execute(text(query), _bound("sale", None, platforms, brands))
    return [Choice(value, count) for value, count in rows]


_COST = """
    case when currency = :currency then landed_cost
         when landed_cost is not null then analytics.converted(
             landed_cost, currency, cast(:currency as char(3)), coalesce(bought_on, :today)) end"""
_STOCK_NOW = f"""
    select count(*) as pairs, coalesce(sum(cost), 0.00) as cost, count(*) - count(cost) as unpriced,
           0 as undated
    from (select {_COST} as cost from analytics.stock where on_hand and {_BRANDED} offset 0) as held
"""
_HELD_THEN = f"""
    (on_hand or gone_on > :day) and (bought_on is null or bought_on <= :day) and {_BRANDED}"""
_STOCK_THEN = f"""
    select count(bought_on) as pairs, coalesce(sum(cost), 0.00) as cost,
           count(bought_on) - count(cost) as unpriced, count(*) - count(bought_on) as undated
    from (select bought_on, case when bought_on is not null then {_COST} end as cost from analytics.stock
          where {_HELD_THEN} offset 0) as held
"""
_PAIRS_THEN = f"""
    select count(bought_on) as pairs, count(*) - count(bought_on) as undated
    from analytics.stock where {_HELD_THEN}
"""


def stock(connection: Connection, day: date, of: Books, brands: Names = ()) -> Stock:
    """What was in hand at the end of `day`, today for any later one."""
    values = {"day": day, "today": of.today, "currency": of.currency, **_named(brands, "brands")}
    query = _STOCK_NOW if day >= of.today else _STOCK_THEN
    return Stock(**connection.execute(text(query), values).mappings().one())


def pairs(connection: Connection, day: date, of: Books, brands: Names = ()) -> Pairs:
    """How many were in hand at the end of `day`."""
    if day >= of.today:
        now = stock(connection, day, of, brands)
        return Pairs(now.pairs, now.undated)
    values = {"day": day, **_named(brands, "brands")}
    return Pairs(**connection.execute(text(_PAIRS_THEN), values).mappings().one())


def _bound(by: By, period: Period | None, platforms: Names, brands: Names) -> dict[str, Any]:
    days = {"first": period and period.first, "last": period and period.last}
    return {"by": by, **days, "platforms": list(platforms) or None, **_named(brands, "brands")}


def _named(names: Names, field: str) -> dict[str, Any]:
    known = [name for name in names if name is not None]
    return {field: known if names else None, "unbranded": None in names}


def _sums(row: RowMapping) -> Sums:
    values = {field.name: row[field.name] for field in fields(Sums)}
    return Sums(**values) if values["sales"] else Sums()


def _largest_first(rows: Sequence[RowMapping], parts: int, name: str) -> list[GroupSums]:
    groups = [GroupSums(row[name], _sums(row)) for row in rows if row["parts"] == parts]
    return sorted(groups, key=lambda each: (-each.sums.payout, each.name or ""))
