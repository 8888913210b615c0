"""Sales as a table shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, text

from soleflip_desktop.db.paging import (
    CODES,
    CODES_OF_PRODUCT,
    PRODUCTS_FOUND,
    Listing,
    Order,
    allow_memory,
    in_order,
    needles,
    ordered_ids,
)
from soleflip_desktop.domain.sale_status import STATUSES
from soleflip_desktop.domain.size_labels import size_label

if TYPE_CHECKING:
    from array import array

NEWEST_FIRST: Order = (("sold_at", True),)


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One sale with its figures; amounts are in `currency`, `None` is unknown.

    Attributes:
        sold_on: In the booking time zone, as `paid_on`.
        style_codes: Joined by "/", empty if there is none.
        size: As shown, `US 10.5`; `—` for none.
        fees: Named fees and other adjustment.
        cost: Landed cost of the pair.
        profit: `None` also for a sale that was cancelled, came back or failed verification.
    """

    id: int
    order_key: str
    line: int
    platform: str
    sold_at: datetime
    sold_on: date
    paid_on: date | None
    product: str
    style_codes: str
    brand: str | None
    size: str
    gross: Decimal
    currency: str
    fees: Decimal | None
    payout: Decimal | None
    cost: Decimal | None
    profit: Decimal | None
    status: str
    tracking_number: str | None
    item_id: int | None


@dataclass(frozen=True, slots=True)
class SaleTotals:
    """Sums over sales; those that were cancelled, came back or failed verification count as rows alone.

    Attributes:
        count: Number of sales.
        payout: Sum of the known payouts, by currency.
        profit: Sum of the known profits, by currency; without the currencies in which none is known.
        cost_known: Number of standing sales whose pair has a known cost.
    """

    count: int
    payout: dict[str, Decimal]
    profit: dict[str, Decimal]
    cost_known: int


_TABLES = """analytics.sale_figures as figures
    left join products.products as product on product.id = figures.product_id
    left join core.brands as brand on brand.id = product.brand_id
    left join core.sizes as size on size.id = figures.size_id
    left join core.platforms as platform on platform.id = figures.platform_id"""
_STATUSES = ", ".join(f"'{status}'" for status in STATUSES)

SALES = Listing(
    tables=_TABLES + CODES,
    id="figures.sale_id",
    columns={
        "id": ("figures.sale_id",),
        **{
            name: (f"figures.{name}",)
            for name in (
                *("order_key", "line", "sold_at", "sold_on", "paid_on", "gross", "currency", "fees"),
                *("payout", "profit", "tracking_number", "item_id"),
            )
        },
        "platform": ("lower(platform.name)",),
        "product": ("product.name_key",),
        "style_codes": ("coded.codes",),
        "brand": ("brand.name_key",),
        "size": ("size.system", "size.number", "size.value"),
        "cost": ("figures.landed_cost",),
        "status": (f"array_position(array[{_STATUSES}], figures.status)",),
    },
    never_null=frozenset({"id", "order_key", "line", "sold_at", "gross", "currency"}),
    found=f"""(starts_with(lower(figures.order_key), lower(:needle))
        or starts_with(lower(figures.tracking_number), lower(:needle))
        or figures.product_id in {PRODUCTS_FOUND})""",
)

_PAGE = f"""
    select figures.sale_id as id, figures.order_key, figures.line, platform.name as platform,
           figures.sold_at, figures.sold_on, figures.paid_on, product.name as product,
           {CODES_OF_PRODUCT} as style_codes, brand.name as brand,
           size.system as size_system, size.value as size_value,
           figures.gross, figures.currency, figures.fees, figures.payout, figures.landed_cost as cost,
           figures.profit, figures.status, figures.tracking_number, figures.item_id
    from {_TABLES}
    where figures.sale_id = any(:ids)
"""

_TOTALS = """
    select currency, count(*) as rows, sum(payout) filter (where active) as payout, sum(profit) as profit,
           count(*) filter (where active and cost_known) as cost_known
    from analytics.sale_figures as figures {where}
    group by currency order by currency
"""


def sale_ids(connection: Connection, order: Order, search: str, limit: int | None = None) -> "array[int]":
    """As `paging.ordered_ids`, of sales."""
    return ordered_ids(connection, SALES, order, search, limit)


def sale_page(connection: Connection, ids: Sequence[int]) -> list[SaleRow]:
    """The sales with these ids, in the order of `ids`."""
    found = connection.execute(text(_PAGE), {"ids": list(ids)}).mappings()
    return in_order({row["id"]: _row(row) for row in found}, ids)


def sale_totals(connection: Connection, search: str) -> SaleTotals:
    allow_memory(connection)
    query = text(_TOTALS.format(where=SALES.where(search)))
    rows = connection.execute(query, needles(search)).all()
    return SaleTotals(
        count=sum(row.rows for row in rows),
        payout={row.currency: row.payout for row in rows if row.payout is not None},
        profit={row.currency: row.profit for row in rows if row.profit is not None},
        cost_known=sum(row.cost_known for row in rows),
    )


def _row(row: RowMapping) -> SaleRow:
    values: dict[str, Any] = dict(row)
    return SaleRow(size=size_label(values.pop("size_system"), values.pop("size_value")), **values)
