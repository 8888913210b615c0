"""The orders table of WooCommerce's analytics, as it downloads."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Final

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.local_amounts import parse_local_amount
from soleflip_desktop.domain.money import AmountError
from soleflip_desktop.domain.readings import MARK_READINGS
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import OrderKey, Quantity, SizeOf, Text
from soleflip_desktop.importers.drafter import PassedOver, TableDrafter
from soleflip_desktop.importers.drift import whole_header
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.headers import Aliases, Record
from soleflip_desktop.importers.local_columns import CurrencyOf, LocalInstant, plausible
from soleflip_desktop.importers.sources.shop_goods import apart
from soleflip_desktop.importers.sources.status_words import StatusOf
from soleflip_desktop.importers.sources.worked_out import WorkedOut
from soleflip_desktop.importers.study import NOTHING_LEARNED, Study

ORDER, STATUS, PRODUCTS, NET = "Order #", "Status", "Product(s)", "Net sales"
QUANTITY, SIZE = "Quantity", "Size"  # added to each row

_WORDS: Final = {
    **dict.fromkeys(("completed", "processing", "terminée", "en cours"), "completed"),
    **dict.fromkeys(("pending", "on-hold", "on hold", "pending payment"), "pending"),
    **dict.fromkeys(("en attente", "attente paiement"), "pending"),
    **dict.fromkeys(("cancelled", "failed", "annulée", "échouée"), "cancelled"),
    **dict.fromkeys(("refunded", "remboursée"), "returned"),
}
_PRODUCT = re.compile(r"(?:(?P<before>[0-9]{1,3}) ?× ?)?(?P<name>\S.*?)(?: [x×] ?(?P<after>[0-9]{1,3}))?")
_BETWEEN = re.compile(r"(?<= [x×][0-9])\s*,\s+|(?<= [x×] [0-9])\s*,\s+|(?<=[x×] [0-9]{2})\s*,\s+")


@dataclass(slots=True)
class _Learned:
    """What has to be known of all rows.

    Attributes:
        mark: Before the decimals of the amounts.
        refunds: By order, positive.
        orders: That have a row of their own.
        mixed: How many of them hold several products.
    """

    mark: str = MARK_READINGS[0]
    refunds: dict[str, Decimal] = field(default_factory=dict)
    orders: set[str] = field(default_factory=set)
    mixed: int = 0


class WooCommerceOrders(TableSource):
    """A row is an order with all its products in one cell, `Dunk Low - 42 x 2, Cap x 1`, and one amount.

    An order of one product is that many pairs at equal prices. One of several products has no honest price
    for each: it is read as one sale under all their names, and a note of the file counts such orders.
    "Net sales" is what was paid for the goods, without shipping and taxes. A negative row is a refund: it is
    taken off its order, and an order refunded in full was returned; one whose order is not in the file is
    passed over. No currency is written, so it is the user's own. French headers are known.

    Written from public code that reads such files; never seen in a real file.
    """

    slug = "woocommerce_orders"
    title = said("WooCommerce orders")
    kind = DraftKind.SALE
    version = 1
    confidence = Confidence.PARSER
    signature = ("Date", ORDER, STATUS, NET)
    aliases: ClassVar[Aliases] = {
        ORDER: ("Order Number", "Commande n°", "N° de commande"),
        STATUS: ("État", "Statut"),
        PRODUCTS: ("Products", "Produit(s)", "Produits"),
        NET: ("Ventes nettes",),
        "Customer": ("Client",),
    }
    personal = ("Customer",)
    versions = (
        whole_header(
            "Date | Commande n° | État | Client | Type de client | Produit(s) | Articles vendus",
            "Code(s) promo | Ventes nettes | Attribution",
        ),
        whole_header(
            "Date | Order # | Status | Customer | Customer type | Product(s) | Items sold | Coupon(s)",
            "Net sales | Attribution",
        ),
    )
    virtual = (PRODUCTS, SIZE, QUANTITY, NET, STATUS)

    platform = Constant("woocommerce")
    account = Constant("")
    order_key = OrderKey(ORDER, required=True)
    sold_at = LocalInstant("Date", required=True)
    product_name = Text(PRODUCTS, required=True)
    style_codes = Constant("")
    size = SizeOf(SIZE)
    quantity = Quantity(QUANTITY)
    gross = WorkedOut(NET, (), least=Decimal(0), required=True)
    currency = CurrencyOf(amounts=(NET,))
    status = StatusOf(STATUS, _WORDS)

    def gather(self, records: Iterable[Record]) -> _Learned:
        rows = [(record[ORDER], record[NET], record[PRODUCTS]) for record in records]
        learned = _Learned(plausible({net for _, net, _ in rows}, MARK_READINGS, parse_local_amount)[0])
        for order, net, products in rows:
            amount = _amount(net, learned.mark)
            if amount is not None and amount < 0:
                learned.refunds[order] = learned.refunds.get(order, Decimal(0)) - amount
            else:
                learned.orders.add(order)
                learned.mixed += len(_products(products)) > 1
        return learned

    def shape(self, record: Record, gathered: _Learned) -> tuple[str, ...]:
        amount, status = _amount(record[NET], gathered.mark), record[STATUS]
        if amount is not None and amount < 0:
            in_file = record[ORDER] in gathered.orders
            raise PassedOver(
                "is a refund of an order" if in_file else "is a refund of an order that is not here"
            )
        name, size, quantity = _goods(record[PRODUCTS])
        if amount is None:
            return name, size, quantity, record[NET], status
        refunded = gathered.refunds.get(record[ORDER], Decimal(0))
        if refunded and refunded >= amount:
            return name, size, quantity, str(amount), "refunded"
        return name, size, quantity, str(amount - refunded), status

    def bind(self, table: Table, study: Study = NOTHING_LEARNED) -> TableDrafter:
        drafter = super().bind(table, study)
        learned = study.gathered
        if isinstance(learned, _Learned) and learned.mixed:
            drafter.notices = (
                *drafter.notices,
                said("Orders of several products, each read as one sale: {count}", count=learned.mixed),
            )
        return drafter


def _amount(text: str, mark: str) -> Decimal | None:
    try:
        return parse_local_amount(text, mark)
    except AmountError:
        return None


def _goods(cell: str) -> tuple[str, str, str]:
    """Product, size and quantity; of several products all that the cell says, as one."""
    products = _products(cell)
    if len(products) != 1:
        return cell, "", "1"
    [(name, quantity)] = products.items()
    return (*apart(name), str(quantity))


def _products(cell: str) -> dict[str, int]:
    """How many there are of each product in a cell."""
    products: dict[str, int] = {}
    for part in _BETWEEN.split(cell):
        found = _PRODUCT.fullmatch(part.strip())
        if found:
            quantity = int(found["after"] or found["before"] or 1)
            products[found["name"]] = products.get(found["name"], 0) + quantity
    return products
