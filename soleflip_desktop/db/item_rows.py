"""Pairs as a table shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, RowMapping

from soleflip_desktop.db.narrowing import Narrowing
from soleflip_desktop.db.paging import CODES, CODES_OF_PRODUCT, HAS_CODE, HAS_WORD, PRODUCT_RANKS, Listing
from soleflip_desktop.domain.size_labels import size_label

# In the order of a pair's life.
STATUSES = (
    "incoming",
    "in_stock",
    "consigned",
    "listed",
    "to_ship",
    "shipped",
    "delivered",
    "sold_unpaid",
    "sold",
    "returned_to_supplier",
    "written_off",
)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One pair; amounts are in `currency`, `None` is unknown.

    Attributes:
        style_codes: Joined by "/", empty if there is none.
        size: As shown, `US 10.5`; `—` for none.
        state: One of `STATUSES`: as stored, or as its open listing and its sale say.
        days_in_stock: From the day it was bought to the day it was sold, or until today; `None` also for
            a pair that was returned or written off.
        order_number: The supplier's.
        vat_rate: Of the purchase, in percent.
        vat_reclaimable: Whether the purchase VAT comes back, and so is no cost.
        sale_id: The standing sale that the pair went into.
        version: Raised by every change of the pair.
    """

    id: int
    product: str
    style_codes: str
    brand: str | None
    size: str
    state: str
    bought_on: date | None
    supplier: str | None
    price: Decimal | None
    currency: str | None
    extra_costs: Decimal | None
    landed_cost: Decimal | None
    location: str | None
    notes: str | None
    days_in_stock: int | None
    order_number: str | None
    condition: str
    vat_rate: Decimal | None
    vat_reclaimable: bool
    tags: tuple[str, ...]
    sale_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class ItemTotals:
    """Sums over pairs, sold ones among them.

    Attributes:
        count: Number of pairs.
        landed_cost: Sum of the known costs, by currency.
        cost_known: Number of pairs with a known cost.
    """

    count: int
    landed_cost: dict[str, Decimal]
    cost_known: int


_TABLES = """analytics.item_figures as figures
    left join products.items as item on item.id = figures.item_id
    left join products.products as product on product.id = figures.product_id
    left join core.brands as brand on brand.id = product.brand_id
    left join core.sizes as size on size.id = figures.size_id
    left join products.purchases as purchase on purchase.id = figures.purchase_id
    left join core.suppliers as supplier on supplier.id = purchase.supplier_id"""
_STATUSES = ", ".join(f"'{status}'" for status in STATUSES)

_NARROWING = Narrowing(
    # Sets of ids and not joins, which would be made for every pair before one of them is looked at.
    has_phrase=f"""figures.purchase_id in (
            select id from products.purchases where starts_with(lower(order_number), lower(:needle)))
        or {HAS_CODE}""",
    has_word=f"""{HAS_WORD}
        or figures.purchase_id in (
            select purchases.id from products.purchases
            join core.suppliers on suppliers.id = purchases.supplier_id
            where suppliers.name_key like any(:word_{{n}}))
        or figures.item_id in (
            select id from products.items
            where lower(location) like any(:note_{{n}}) or lower(notes) like any(:note_{{n}}))""",
    fields={
        "state": "figures.status",
        "brand": "brand.name",
        "supplier": "supplier.name",
        "location": "item.location",
        "product": "product.name",
    },
    ranges={
        "bought_on": "figures.bought_on",
        "days_in_stock": "figures.shelf_days",
        "landed_cost": "figures.landed_cost",
    },
    facts={
        "cost_missing": "figures.landed_cost is null",
        "on_hand": "figures.status in ('in_stock', 'consigned', 'listed')",
    },
)

_PAGE = f"""
    select figures.item_id as id, product.name as product, {CODES_OF_PRODUCT} as style_codes,
           brand.name as brand, size.system as size_system, size.value as size_value, figures.status as state,
           figures.bought_on, supplier.name as supplier, figures.price, figures.currency, item.extra_costs,
           figures.landed_cost,
           item.location, item.notes, figures.shelf_days as days_in_stock, purchase.order_number,
           item.condition, item.purchase_vat_rate as vat_rate, item.vat_reclaimable, item.tags,
           figures.sale_id, item.version
    from {_TABLES}
    where figures.item_id = any(:ids)
"""

_SUMS = """
    select figures.currency, count(*) as rows, sum(figures.landed_cost) as landed_cost,
           count(figures.landed_cost) as cost_known
    {rows}
    group by figures.currency order by figures.currency
"""


def _row(row: RowMapping) -> ItemRow:
    values: dict[str, Any] = dict(row)
    size = size_label(values.pop("size_system"), values.pop("size_value"))
    return ItemRow(size=size, tags=tuple(values.pop("tags")), **values)


def _totals(rows: Sequence[Row[Any]]) -> ItemTotals:
    return ItemTotals(
        count=sum(row.rows for row in rows),
        landed_cost={row.currency: row.landed_cost for row in rows if row.landed_cost is not None},
        cost_known=sum(row.cost_known for row in rows),
    )


ITEMS = Listing(
    tables=_TABLES + PRODUCT_RANKS + CODES,
    id="figures.item_id",
    order=(("bought_on", True),),
    columns={
        "id": ("figures.item_id",),
        **{
            name: (f"figures.{name}",)
            for name in ("bought_on", "price", "currency", "landed_cost", "sale_id")
        },
        **{name: (f"item.{name}",) for name in ("condition", "extra_costs", "vat_reclaimable", "version")},
        "product": ("product_rank.rank",),
        "style_codes": ("coded.codes",),
        "brand": ("brand_rank.rank",),
        "size": ("size_rank.rank",),
        "state": (f"array_position(array[{_STATUSES}], figures.status)",),
        "supplier": ("supplier.name_key",),
        "location": ("lower(item.location)",),
        "notes": ("lower(item.notes)",),
        "days_in_stock": ("figures.shelf_days",),
        "order_number": ("lower(purchase.order_number)",),
        "vat_rate": ("item.purchase_vat_rate",),
        "tags": ("lower(array_to_string(item.tags, ', '))",),
    },
    never_null=frozenset({"id"}),
    narrowing=_NARROWING,
    page=_PAGE,
    row=_row,
    sums=_SUMS,
    totals=_totals,
)
