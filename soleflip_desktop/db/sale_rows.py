"""Sales as a table shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, RowMapping

from soleflip_desktop.db.narrowing import Narrowing
from soleflip_desktop.db.paging import CODES, CODES_OF_PRODUCT, HAS_CODE, HAS_WORD, PRODUCT_RANKS, Listing
from soleflip_desktop.domain.sale_status import STATUSES
from soleflip_desktop.domain.size_labels import size_label


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
        roi: Profit by landed cost, 0.25 for a quarter.
        margin: Profit by gross, as `roi`.
        shelf_days: From the day the pair was bought to the day it was sold.
        buyer_country: As its source wrote it.
        version: Raised by every change of the sale.
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
    gross: Decimal | None
    currency: str
    fees: Decimal | None
    payout: Decimal | None
    cost: Decimal | None
    profit: Decimal | None
    status: str
    tracking_number: str | None
    item_id: int | None
    roi: Decimal | None
    margin: Decimal | None
    shelf_days: int | None
    buyer_country: str | None
    version: int


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
    left join sales.sales as sale on sale.id = figures.sale_id
    left join products.products as product on product.id = figures.product_id
    left join core.brands as brand on brand.id = product.brand_id
    left join core.sizes as size on size.id = figures.size_id
    left join core.platforms as platform on platform.id = figures.platform_id"""
_STATUSES = ", ".join(f"'{status}'" for status in STATUSES)

_NARROWING = Narrowing(
    has_phrase=f"""starts_with(lower(figures.order_key), lower(:needle))
        or starts_with(lower(figures.tracking_number), lower(:needle))
        or {HAS_CODE}""",
    has_word=HAS_WORD,
    fields={
        "status": "figures.status",
        "brand": "brand.name",
        "platform": "platform.name",
        "currency": "figures.currency::text",
        "product": "product.name",
    },
    ranges={
        **{name: f"figures.{name}" for name in ("sold_on", "paid_on", "gross", "payout", "profit")},
        "cost": "figures.landed_cost",
    },
    facts={
        "cost_missing": "figures.active and not figures.cost_known",
        "unpaid": "figures.active and figures.paid_out_at is null",
        "loss": "figures.profit < 0",
        "standing": "figures.active",
        "paid": "figures.paid_on is not null",
    },
)

_PAGE = f"""
    select figures.sale_id as id, figures.order_key, figures.line, platform.name as platform,
           figures.sold_at, figures.sold_on, figures.paid_on, product.name as product,
           {CODES_OF_PRODUCT} as style_codes, brand.name as brand,
           size.system as size_system, size.value as size_value,
           figures.gross, figures.currency, figures.fees, figures.payout, figures.landed_cost as cost,
           figures.profit, figures.status, figures.tracking_number, figures.item_id,
           figures.roi, figures.margin, figures.shelf_days, sale.buyer_country, sale.version
    from {_TABLES}
    where figures.sale_id = any(:ids)
"""

_SUMS = """
    select figures.currency, count(*) as rows, sum(figures.payout) filter (where figures.active) as payout,
           sum(figures.profit) as profit,
           count(*) filter (where figures.active and figures.cost_known) as cost_known
    {rows}
    group by figures.currency order by figures.currency
"""


def _row(row: RowMapping) -> SaleRow:
    values: dict[str, Any] = dict(row)
    return SaleRow(size=size_label(values.pop("size_system"), values.pop("size_value")), **values)


def _totals(rows: Sequence[Row[Any]]) -> SaleTotals:
    return SaleTotals(
        count=sum(row.rows for row in rows),
        payout={row.currency: row.payout for row in rows if row.payout is not None},
        profit={row.currency: row.profit for row in rows if row.profit is not None},
        cost_known=sum(row.cost_known for row in rows),
    )


SALES = Listing(
    tables=_TABLES + PRODUCT_RANKS + CODES,
    id="figures.sale_id",
    order=(("sold_at", True),),
    columns={
        "id": ("figures.sale_id",),
        **{
            name: (f"figures.{name}",)
            for name in (
                *("order_key", "line", "sold_at", "sold_on", "paid_on", "gross", "currency", "fees"),
                *("payout", "profit", "tracking_number", "item_id", "roi", "margin", "shelf_days"),
            )
        },
        "platform": ("lower(platform.name)",),
        "product": ("product_rank.rank",),
        "style_codes": ("coded.codes",),
        "brand": ("brand_rank.rank",),
        "size": ("size_rank.rank",),
        "cost": ("figures.landed_cost",),
        "status": (f"array_position(array[{_STATUSES}], figures.status)",),
        "buyer_country": ("lower(sale.buyer_country)",),
        "version": ("sale.version",),
    },
    never_null=frozenset({"id", "order_key", "line", "sold_at", "currency"}),
    narrowing=_NARROWING,
    page=_PAGE,
    row=_row,
    sums=_SUMS,
    totals=_totals,
)
