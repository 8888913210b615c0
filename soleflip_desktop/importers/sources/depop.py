"""The sold items that Depop lets its sellers download, in the United States and the United Kingdom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Final

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.domain.shares import share_out
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import SizeOf, Text
from soleflip_desktop.importers.drift import whole_header
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.headers import Aliases, Record
from soleflip_desktop.importers.local_columns import CurrencyOf
from soleflip_desktop.importers.sources.slash_days import SlashInstant, american_days
from soleflip_desktop.importers.sources.worked_out import CellError, WorkedOut, amount_of, blame, price_of
from soleflip_desktop.importers.study import Chunks, Habits, Study

SOLD, CLOCK, PAID = "Date of sale", "Time of sale", "Payout arrival date"
DESCRIPTION, BRAND, CATEGORY, SIZE = "Description", "Brand", "Category", "Size"
PRICE, POSTAGE, LABEL = "Item price", "Buyer shipping cost", "USPS Cost"
FEE, BOOST, PROCESSING = "Depop fee", "Boosting fee", "Depop Payments fee"
REFUNDED, FEES_BACK = "Refunded to buyer amount", "Fees refunded to seller"
STATE = "State of the sale"  # added to each row, as are the four amounts
GROSS, FEES, NET = "Price with shipping", "Fees", "Left for the seller"

_LONGEST_NAME: Final = 120
_AMOUNTS: Final = (PRICE, POSTAGE, LABEL, FEE, BOOST, PROCESSING, REFUNDED, FEES_BACK)
_PAID: Final = (PRICE, POSTAGE, REFUNDED)  # by the buyer or back to him, never negative
_OF_SALE: Final = (SOLD, CLOCK, PAID, "City", "Country")


@dataclass(slots=True)
class _Sale:
    """A sale with all its rows: the first one, and one for each further item of a bundle.

    Attributes:
        cells: Of the first row.
        rows: Their places in it, by their numbers.
        worth: The prices of the items, as far as they have any.
        fault: The first amount that cannot be read.
        at_fault: Its row.
        returned: The buyer has all his money back.
        shares: For each row: of the price, the fees, the processing, the label and what is left.
    """

    cells: dict[str, str]
    rows: dict[int, int] = field(default_factory=dict)
    worth: list[Decimal] = field(default_factory=list)
    fault: CellError | None = None
    at_fault: int = 0
    returned: bool = False
    shares: list[list[str]] = field(default_factory=list)


class DepopSales(TableSource):
    """A row is a sold item; the further items of a bundle follow in rows of their own without a day.

    There is no order number: equal sales of a day are counted. The product is the first line of the
    listing's description. What is left for the seller is worked out, since every deduction is written:
    price and shipping paid by the buyer, less label, fees and boost. A refund in part is taken off the
    price, one in full means that the sale was returned. Amounts of a bundle are shared among its items by
    their prices, evenly where only the first row has one. The taxes and the buyer's own fee are not the
    seller's. American files are month first; of others it is decided over all days. Nothing is `N/A` or
    `="-"`.

    Written from public code that reads such files; never seen in a real file.
    """

    slug = "depop_sales"
    title = said("Depop sold items")
    kind = DraftKind.SALE
    version = 1
    confidence = Confidence.PARSER
    signature = (SOLD, CLOCK, DESCRIPTION, PRICE, PROCESSING)
    aliases: ClassVar[Aliases] = dict.fromkeys((CLOCK, BRAND, CATEGORY, "Total", FEES_BACK), ())
    personal = ("Buyer", "Name", "Address Line 1", "Address Line 2", "Post Code", "Postcode")
    versions = (
        whole_header(
            "Date of sale | Time of sale | Date of listing | Bundle | Bundle - amount of items",
            "Buyer | Brand | Description | Size | Item price | Buyer shipping cost | Total",
            "Depop fee | Depop Payments fee | Buyer Marketplace Fee | Boosting fee | Payment type",
            "Estimated payout date | Payout arrival date | Category | Name | Address Line 1",
            "Address Line 2 | City | Post Code | Country | Refunded to buyer amount",
            "Fees refunded to seller",
        ),
        whole_header(
            "Date of sale | Time of sale | Date of listing | Bundle | Bundle - amount of items",
            "Buyer | Brand | Description | Size | Item price | Buyer shipping cost | Total",
            "USPS Cost | Depop fee | Depop Payments fee | Buyer Marketplace Fee | Boosting fee",
            "Payment type | Estimated payout date | Payout arrival date | Category | Name",
            "Address Line 1 | Address Line 2 | City | State | Post Code | Country | US Sales tax",
            "Refunded to buyer amount | Fees refunded to seller",
        ),
    )
    virtual = (*_OF_SALE, DESCRIPTION, STATE, GROSS, FEES, PROCESSING, LABEL, NET)
    placeholders = frozenset({"N/A", '="-"', "-"})

    platform = Constant("depop")
    account = Constant("")
    sold_at = SlashInstant(SOLD, required=True)
    paid_out_at = SlashInstant(PAID)
    product_name = Text(DESCRIPTION, required=True)
    style_codes = Constant("")
    size = SizeOf(SIZE)
    gross = WorkedOut(GROSS, _AMOUNTS, least=Decimal(0), required=True)
    platform_fee = WorkedOut(FEES, (FEE, BOOST))
    processing_fee = WorkedOut(PROCESSING, ())
    shipping_fee = WorkedOut(LABEL, ())
    payout = WorkedOut(NET, ())
    currency = CurrencyOf(amounts=(PRICE, "Total"))
    status = Text(STATE)
    buyer_country = Text("Country")
    buyer_city = Text("City")

    def study(self, table: Table, chunks: Chunks, chosen: Readings, habits: Habits) -> Study:
        usual = american_days(table, LABEL, SOLD, PAID)
        return super().study(table, chunks, {**usual, **chosen}, habits)

    def gather(self, records: Iterable[Record]) -> dict[int, _Sale]:
        sales: dict[int, _Sale] = {}
        sale: _Sale | None = None
        for record in records:
            if sale is None or record[SOLD]:
                sale = _Sale({header: record[header] for header in (*_OF_SALE, *_AMOUNTS)})
            _add(sale, record)
            sales[record.row] = sale
        for sale in sales.values():
            if not sale.shares and sale.fault is None:
                _share(sale)
        return sales

    def shape(self, record: Record, gathered: dict[int, _Sale]) -> tuple[str, ...]:
        sale = gathered[record.row]
        day, clock, *rest = (sale.cells[header] for header in _OF_SALE)
        state = "returned" if sale.returned else "completed"
        moment = f"{day} {clock}".strip()
        return moment, clock, *rest, _name(record), state, *_amounts(sale, record.row)


def _name(record: Record) -> str:
    """The first line of the description, or else what kind of thing it is."""
    lines = (line.strip() for line in record[DESCRIPTION].splitlines())
    name = next(filter(None, lines), f"{record[BRAND]} {record[CATEGORY]}".strip())
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _add(sale: _Sale, record: Record) -> None:
    sale.rows[record.row] = len(sale.rows)
    try:
        sale.worth.append(price_of(record, PRICE))
        if sale.rows[record.row] > 0:
            return
        for header in _AMOUNTS:
            (price_of if header in _PAID else amount_of)(sale.cells, header)
    except CellError as error:
        sale.worth.append(Decimal(0))
        sale.fault, sale.at_fault = sale.fault or error, sale.at_fault or record.row


def _share(sale: _Sale) -> None:
    """Works out what falls on each row; a refund in part is taken off the price."""
    _, postage, label, fee, boost, processing, refunded, back = (
        abs(amount_of(sale.cells, header)) for header in _AMOUNTS
    )
    gross, fees = sum(sale.worth, postage), fee + boost
    sale.returned = bool(gross) and refunded >= gross
    if not sale.returned:
        gross, fees = gross - refunded, fees - back
    # A bundle of one price is shared evenly.
    worth = sale.worth if any(sale.worth[1:]) else [Decimal(1)] * len(sale.rows)
    told = [share_out(amount, worth) for amount in (gross, fees, processing, label)]
    left = [price - sum(deducted) for price, *deducted in zip(*told, strict=True)]
    nets = [""] * len(left) if sale.returned else list(map(str, left))
    sale.shares = [*(list(map(str, shares)) for shares in told), nets]


def _amounts(sale: _Sale, row: int) -> tuple[str, ...]:
    if sale.fault is None:
        at = sale.rows[row]
        return tuple(shares[at] for shares in sale.shares)
    if row == sale.at_fault:
        return blame(sale.fault), "", "", "", ""
    belongs = CellError(PRICE, "belongs to a bundle with an amount that cannot be read", "Correct that one")
    return blame(belongs), "", "", "", ""
