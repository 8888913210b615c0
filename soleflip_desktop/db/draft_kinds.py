"""What the kinds of draft differ in when they are checked: keys, what they may be about, fields compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from soleflip_desktop.db.drafts import ITEM_FIELDS, SALE_FIELDS, SETTLED_SALES, VALUED_PURCHASES
from soleflip_desktop.db.expenses import EXPENSE_FIELDS, KNOWN_EXPENSES, STAGED_EXPENSES
from soleflip_desktop.db.item_keys import KNOWN_PAIRS
from soleflip_desktop.db.listings import LISTING_FIELDS, STAGED_LISTINGS
from soleflip_desktop.db.payouts import PAYOUT_FIELDS, STAGED_PAYOUTS
from soleflip_desktop.db.rates import STAGED_RATES
from soleflip_desktop.domain.drafts import UNKNOWN_PLATFORM, DraftKind
from soleflip_desktop.domain.item_state import ALLOWED_MOVES as ITEM_MOVES
from soleflip_desktop.domain.sale_status import ALLOWED_MOVES as SALE_MOVES


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of draft.

    Attributes:
        staged: The staging table.
        table: The table of the rows that drafts become.
        keyed: SELECT of the drafts with the columns of `key`.
        drafts: SELECT of the drafts with the columns of `fields`.
        key: Columns that name the same thing within a file.
        target: FROM item of the rows a draft may be about, joined to `draft` on `target_key`.
        fields: Columns compared, as far as the file speaks of them.
        about: SELECT of the drafts that may be about a known row; empty for all.
        unspoken: Columns compared of which no file has to speak.
        money: Those among `fields` that are amounts of one currency, and the currency.
        kept: Those among `fields` that a blank cell never empties.
        moving: The field that moves by `moves`, `old>new`.
    """

    staged: str
    table: str
    keyed: str
    drafts: str
    key: str
    target: str
    target_key: str
    fields: tuple[str, ...]
    about: str = ""
    unspoken: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    moving: str = ""
    moves: frozenset[str] = frozenset()

    def compared(self, said: Iterable[str] | None) -> tuple[str, ...]:
        """The fields in which a draft of a file is compared that speaks of `said`; `None` is of all."""
        spoken = None if said is None else words_of(said)
        heard = (name for name in self.fields if spoken is None or name in spoken)
        return (*heard, *self.unspoken)

    @property
    def forward(self) -> list[str]:
        """Moves that only go one way."""
        return [move for move in self.moves if _back(move) not in self.moves]

    @property
    def backward(self) -> list[str]:
        return [_back(move) for move in self.forward]


def words_of(said: Iterable[str]) -> frozenset[str]:
    """Draft fields and the names under which they are compared."""
    spoken = frozenset(said)
    return spoken | {name for name, of in _COMPARED_AS.items() if spoken & of}


_COMPARED_AS = {
    "product": {"product_name", "style_codes"},
    "size": {"size_value"},
    "extra_costs": {"shipping_share"},
    "sale": {"order_key"},
    "kind": {"expense_kind"},
}


def _moves(allowed: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(f"{old}>{new}" for old, following in allowed.items() for new in following)


def _back(move: str) -> str:
    old, _, new = move.partition(">")
    return f"{new}>{old}"


# The platform, not the account, is what order numbers are unique in.
_KEYED_SALES = """
    select row_number, line, accounts.platform, coalesce(line_key, order_key) as order_key
    from integration.staged_sales
    join integration.staged_accounts accounts using (batch_id, account_no)
    where batch_id = :batch_id and order_key is not null
"""


def _size(system: str, value: str) -> str:
    """SQL for a size in words, null where none was said."""
    return f"case when {system} <> 'ONE' then {system} || ' ' || {value} end"


# Goods by the name of the product they would be booked on, sizes in words: a corrected size or style code
# is a change like any other.
_NAMED_SALES = f"""
    select settled.*, coalesce(products.name, goods.product_name) as product,
           {_size("sizes.size_system", "sizes.size_value")} as size,
           nullif(sellers.platform, '{UNKNOWN_PLATFORM}') as platform,
           case when sellers.platform <> '{UNKNOWN_PLATFORM}' then nullif(sellers.account, '') end as account
    from ({SETTLED_SALES} {{among}}) as settled
    join integration.staged_goods goods using (batch_id, goods_no)
    join integration.staged_sizes sizes using (batch_id, size_no)
    join integration.staged_accounts sellers using (batch_id, account_no)
    left join known_goods using (goods_no)
    left join products.products on products.id = known_goods.product_id
"""

# Joined by ids that were found before: so many tables at once the planner would join in the order in which
# they stand here.
_FOUND = "and (row_number, line) in (select row_number, line from found_sales)"
_FOUND_SALES = f"""
    select found.row_number as of_row, found.line as of_line,
           nullif(platforms.slug, '{UNKNOWN_PLATFORM}') as platform,
           nullif(handles.handle, '') as account, products.name as product,
           {_size("sizes.system", "sizes.value")} as size, sales.*
    from found_sales found
    join sales.sales on sales.id = found.sale_id
    join core.platforms on platforms.id = sales.platform_id
    join core.accounts handles on handles.id = sales.account_id
    join products.products on products.id = sales.product_id
    join core.sizes on sizes.id = sales.size_id
"""

KINDS = {
    DraftKind.SALE: Kind(
        staged="integration.staged_sales",
        table="sales.sales",
        keyed=_KEYED_SALES,
        drafts=_NAMED_SALES.format(among=""),
        about=_NAMED_SALES.format(among=_FOUND),
        key="platform, order_key, line",
        target=_FOUND_SALES,
        target_key="target.of_row = draft.row_number and target.of_line = draft.line",
        # The other adjustment follows from the other amounts.
        fields=(*(name for name in SALE_FIELDS if name != "other_adjustment"), "product", "size"),
        unspoken=("order_key", "platform", "account"),
        money=(
            *("currency", "gross", "platform_fee", "processing_fee", "shipping_fee", "payout"),
            *("vat_amount", "invoice_amount"),
        ),
        kept=("sold_at", "gross", "currency", "status", "product", "size"),
        moving="status",
        moves=_moves(dict(SALE_MOVES)),
    ),
    DraftKind.PURCHASE: Kind(
        staged="integration.staged_purchases",
        table="products.items",
        keyed="select * from integration.staged_purchases where batch_id = :batch_id",
        drafts=VALUED_PURCHASES,
        key="item_key",
        target=KNOWN_PAIRS,
        target_key="target.item_key = draft.item_key",
        # The VAT inside the price follows from price, rate and whether it may be reclaimed.
        fields=(*(name for name in ITEM_FIELDS if name != "purchase_vat"), "ordered_on", "delivered_on"),
        money=("currency", "price", "extra_costs"),
        kept=("price", "currency", "vat_reclaimable", "state", "ordered_on", "delivered_on"),
        moving="state",
        moves=_moves(dict(ITEM_MOVES)),
    ),
    DraftKind.RATES: Kind(
        staged="integration.staged_rates",
        table="core.rate_days",
        keyed=STAGED_RATES,
        drafts=STAGED_RATES,
        key="day",
        target="core.rate_days",
        target_key="target.day = draft.day",
        fields=("rates",),
    ),
    DraftKind.PAYOUT: Kind(
        staged="integration.staged_payouts",
        table="sales.payouts",
        keyed=STAGED_PAYOUTS,
        drafts=STAGED_PAYOUTS,
        about=STAGED_PAYOUTS,
        key="processor, reference",
        target="select * from sales.payouts",
        target_key="target.processor = draft.processor and target.reference = draft.reference",
        fields=PAYOUT_FIELDS,
        money=("currency", "gross", "fee", "amount"),
        kept=("paid_on", "amount", "currency"),
    ),
    DraftKind.EXPENSE: Kind(
        staged="integration.staged_expenses",
        table="sales.expenses",
        keyed=STAGED_EXPENSES,
        drafts=STAGED_EXPENSES,
        about=STAGED_EXPENSES,
        key="expense_key",
        target=KNOWN_EXPENSES,
        target_key="target.expense_key = draft.expense_key",
        fields=(*EXPENSE_FIELDS, "supplier", "sale"),
        money=("currency", "amount", "vat_amount"),
        kept=("spent_on", "kind", "amount", "currency"),
    ),
    DraftKind.LISTING: Kind(
        staged="integration.staged_listings",
        table="products.listings",
        keyed=f"{STAGED_LISTINGS} and staged.external_id is not null",
        drafts=STAGED_LISTINGS,
        about=STAGED_LISTINGS,
        key="platform, external_id, line",
        target="select * from products.listings",
        target_key="target.listing_key = draft.listing_key",
        fields=LISTING_FIELDS,
        money=("currency", "ask"),
        kept=("listed_on", "external_id"),
    ),
}
