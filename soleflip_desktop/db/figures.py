"""Figures of every month and their coverage, read from the views of `analytics`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, text

from soleflip_desktop.db.dashboard import By
from soleflip_desktop.db.paging import allow_memory


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The standing sales of one month, in the reporting currency.

    Attributes:
        month: Its first day.
        currency: The reporting currency.
        payout: Sum of the known payouts.
        profit: Sum of the known profits, `None` if there are sales and not one has a known profit.
        sales: Number of sales.
        cost_known: Number of sales whose pair has a known cost.
        unconverted: Sales left out of payout or profit because no exchange rate is known.
    """

    month: date
    currency: str
    payout: Decimal
    profit: Decimal | None
    sales: int
    cost_known: int
    unconverted: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """On how many of the standing sales the profit rests.

    Attributes:
        sales: Number of sales that were not cancelled, did not come back and passed verification.
        cost_known: Those among them whose pair has a known cost.
    """

    sales: int
    cost_known: int


def monthly(connection: Connection, by: By) -> list[MonthFigures]:
    """The months with sales sold, or paid out, in them, the earliest first."""
    allow_memory(connection)
    query = text(
        "select month, currency, payout, profit, sales, cost_known, unconverted"
        " from analytics.monthly where by = :by order by month"
    )
    return [MonthFigures(**row) for row in connection.execute(query, {"by": by}).mappings()]


def coverage(connection: Connection) -> Coverage:
    query = text(
        "select coalesce(sum(sales), 0)::bigint as sales,"
        " coalesce(sum(cost_known), 0)::bigint as cost_known from analytics.sums where by = 'sale'"
    )
    return Coverage(**connection.execute(query).mappings().one())
