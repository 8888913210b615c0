"""What is known of one sale and its pair: figures, days, expenses, listings, returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from soleflip_desktop.domain.life import Step


@dataclass(frozen=True, slots=True)
class Goods:
    """What was traded; `size` as shown, `—` for none."""

    product: str
    style_codes: str
    brand: str | None
    size: str


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """A sale with its figures (docs/metrics.md); amounts are in `currency`, `None` is unknown.

    Those that begin with `reporting_` are in `reporting_currency`, converted as of the day of the sale.
    """

    id: int
    order_key: str
    platform: str
    account: str
    status: str
    active: bool
    sold_at: datetime
    sold_on: date
    paid_on: date | None
    currency: str
    gross: Decimal | None
    platform_fee: Decimal | None
    processing_fee: Decimal | None
    shipping_fee: Decimal | None
    other_adjustment: Decimal | None
    fees: Decimal | None
    payout: Decimal | None
    proceeds: Decimal | None
    tax_treatment: str | None
    vat_rate: Decimal | None
    vat_owed: Decimal | None
    cost_known: bool
    landed_cost: Decimal | None
    expenses: Decimal | None
    profit: Decimal | None
    roi: Decimal | None
    margin: Decimal | None
    shelf_days: int | None
    reporting_currency: str
    reporting_payout: Decimal | None
    reporting_landed_cost: Decimal | None
    reporting_expenses: Decimal | None
    reporting_profit: Decimal | None
    invoice_number: str | None
    invoice_day: date | None
    buyer_country: str | None
    buyer_city: str | None
    tracking_number: str | None
    locked_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairFacts:
    """A pair with its figures; amounts are in `currency`, `None` is unknown.

    Attributes:
        status: One of `item_rows.STATUSES`.
        reclaimed_vat: Input VAT that lowers the cost; `None` if it may not be reclaimed.
        reporting_landed_cost: In `reporting_currency`, as of the day the pair was bought.
        added_by_hand: No file brought it.
    """

    id: int
    status: str
    condition: str
    bought_on: date | None
    supplier: str | None
    order_number: str | None
    purchase_id: int | None
    currency: str | None
    price: Decimal | None
    extra_costs: Decimal | None
    purchase_vat_rate: Decimal | None
    reclaimed_vat: Decimal | None
    landed_cost: Decimal | None
    reporting_currency: str
    reporting_landed_cost: Decimal | None
    shelf_days: int | None
    location: str | None
    notes: str | None
    tags: tuple[str, ...]
    locked_fields: tuple[str, ...]
    added_by_hand: bool


@dataclass(frozen=True, slots=True)
class Expense:
    """An expense that lowers the profit of the sale, or is waiting for one with its pair."""

    id: int
    spent_on: date
    kind: str
    description: str | None
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """An offer of the pair; open while `ended_on` is unknown."""

    id: int
    platform: str
    ask: Decimal | None
    currency: str | None
    listed_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """A sale that came back, and what that cost."""

    id: int
    sale_id: int
    returned_on: date
    refund: Decimal | None
    costs: Decimal | None
    currency: str
    notes: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A day in the pair's life that was noted by hand or by an import."""

    id: int
    kind: str
    day: date
    notes: str | None


@dataclass(frozen=True, slots=True)
class Rate:
    """The exchange rate that an amount of `wanted_on` is converted at; `None` if there is none so early."""

    currency: str
    wanted_on: date
    fixed_on: date | None
    per_eur: Decimal | None


@dataclass(frozen=True, slots=True)
class Biography:
    """One pair, one sale, or both.

    Attributes:
        orders: Order number of every sale the pair ever had, by the sale's id.
        rates: What conversions of these amounts go by; none where all is in one currency.
    """

    goods: Goods
    sale: SaleFacts | None
    pair: PairFacts | None
    steps: tuple[Step, ...]
    orders: Mapping[int, str]
    expenses: tuple[Expense, ...]
    listings: tuple[ListingFacts, ...]
    returns: tuple[ReturnFacts, ...]
    events: tuple[Event, ...]
    rates: tuple[Rate, ...]

    @property
    def rows(self) -> list[tuple[str, int]]:
        """Table and id of every row this is told from, the sale and the pair first."""
        found = [("sales.sales", self.sale.id)] if self.sale else []
        found += [("products.items", self.pair.id)] if self.pair else []
        if self.pair and self.pair.purchase_id:
            found.append(("products.purchases", self.pair.purchase_id))
        for table, parts in (
            ("sales.expenses", self.expenses),
            ("products.listings", self.listings),
            ("sales.returns", self.returns),
            ("products.item_events", self.events),
        ):
            found += [(table, part.id) for part in parts]
        return found
