"""What one row of a file says, typed but not yet checked against anything else."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

SHOWN_CHARACTERS = 200

# The platform of a sale whose file names none.
UNKNOWN_PLATFORM = "unknown"


class DraftKind(StrEnum):
    """What the rows of a source are; each kind has its own draft class and staging table."""

    SALE = "sale"
    PURCHASE = "purchase"
    RATES = "rate"
    PAYOUT = "payout"
    EXPENSE = "expense"
    LISTING = "listing"


@dataclass(frozen=True, slots=True)
class SaleDraft:
    """One sold pair. What a file may leave unsaid is `None` unless its source declares it.

    Attributes:
        row: Number of the record in the file, 1 = first data record.
        line: 1 to n: a quantity of n becomes n drafts, amounts split to the cent.
        platform: Slug of the platform, `UNKNOWN_PLATFORM` if the file does not say.
        account: The seller's handle, empty if the file names none.
        sold_at: Aware, UTC.
        product_name: As the file writes it, trimmed.
        style_codes: Normalised codes joined by "/", empty if the file names none.
        size_system: One of `soleflip_desktop.domain.sizes.SYSTEMS`; `ONE` also where nothing is said.
        size_value: Canonical value within the system.
        size_number: Sortable within the system.
        currency: ISO 4217 code of every amount of the draft.
        status: One of `soleflip_desktop.domain.sale_status.STATUSES`.
        account_vat_id: The seller's VAT number.
        order_key: Normalised order number.
        paid_out_at: Aware, UTC.
        gross: What the buyer paid for the pair, in `currency`.
        platform_fee: Positive = deducted from the payout.
        processing_fee: As `platform_fee`.
        shipping_fee: As `platform_fee`; a refund of pennies is negative.
        payout: What the seller received, in `currency`.
        vat_rate: Percent.
        vat_amount: In `currency`.
        tax_treatment: domestic, margin, intra_eu, export, oss or private.
        invoice_number: Of the invoice for this row.
        invoice_day: The invoice's day.
        invoice_amount: In `currency`.
        buyer_country: As written.
        buyer_city: As written.
        tracking_number: Of the seller's parcel.
        payout_reference: Names the transfer that several sales may share.
        pair_row: The row of the same table whose purchase brought the pair that was sold here.
    """

    row: int
    line: int
    platform: str
    account: str
    sold_at: datetime
    product_name: str
    style_codes: str
    size_system: str
    size_value: str
    size_number: Decimal
    currency: str
    status: str
    account_vat_id: str | None = None
    order_key: str | None = None
    paid_out_at: datetime | None = None
    gross: Decimal | None = None
    platform_fee: Decimal | None = None
    processing_fee: Decimal | None = None
    shipping_fee: Decimal | None = None
    payout: Decimal | None = None
    vat_rate: Decimal | None = None
    vat_amount: Decimal | None = None
    tax_treatment: str | None = None
    invoice_number: str | None = None
    invoice_day: date | None = None
    invoice_amount: Decimal | None = None
    buyer_country: str | None = None
    buyer_city: str | None = None
    tracking_number: str | None = None
    payout_reference: str | None = None
    pair_row: int | None = None


@dataclass(frozen=True, slots=True)
class PurchaseDraft:
    """One bought pair. What a file may leave unsaid is `None` unless its source declares it.

    Attributes:
        row: Number of the record in the file, 1 = first data record.
        line: 1 to n: a quantity of n becomes n drafts.
        product_name: As written; empty if the file names only the style code.
        style_codes: Normalised codes joined by "/", empty if the file names none.
        size_system: One of `soleflip_desktop.domain.sizes.SYSTEMS`.
        size_value: Canonical value within the system.
        size_number: Sortable within the system.
        currency: ISO 4217 code.
        supplier: As written.
        order_number: The supplier's order number.
        ordered_on: The day of the purchase; without it no sale takes the pair by itself.
        brand: As written.
        price: Per pair as paid, VAT included, in `currency`; 0 is a gift.
        purchase_vat_rate: Percent.
        vat_reclaimable: Whether the buyer may reclaim the VAT inside `price`.
        location: Where the pair is kept.
        notes: Free text.
        state: One of `soleflip_desktop.domain.item_state.STATES`; a new pair without one is in stock.
        delivered_on: The day on which the pair arrived.
        shipping_share: What of the order's shipping falls on the pair, in `currency`.
    """

    row: int
    line: int
    product_name: str
    style_codes: str
    size_system: str
    size_value: str
    size_number: Decimal
    currency: str
    supplier: str | None = None
    order_number: str | None = None
    ordered_on: date | None = None
    brand: str | None = None
    price: Decimal | None = None
    purchase_vat_rate: Decimal | None = None
    vat_reclaimable: bool = False
    location: str | None = None
    notes: str | None = None
    state: str | None = None
    delivered_on: date | None = None
    shipping_share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RateDraft:
    """The exchange rates of one day; the order of the fields is the order of the staging columns.

    Attributes:
        row: Number of the record in the file, 1 = first data record.
        line: Always 1.
        day: On which the rates were fixed.
        rates: Units of a currency for 1 EUR as JSON, `{"USD": 1.0847}`; empty on a day without any.
    """

    row: int
    line: int
    day: date
    rates: str


@dataclass(frozen=True, slots=True)
class PayoutDraft:
    """One movement of the money that a payment processor keeps for the seller: to compare with, no sale.

    Attributes:
        row: Number of the record in the file, 1 = first data record.
        line: Always 1.
        processor: Slug of the processor, such as "paypal".
        reference: The processor's own number of the movement.
        paid_on: Its day.
        amount: What it left of the gross, in `currency`; negative if money went away.
        currency: ISO 4217 code of the three amounts.
        gross: Before the fee.
        fee: Positive = deducted.
        description: What kind of movement it was, in the processor's words; nobody's name.
        transfer: Names the transfer to the bank that it was part of.
    """

    row: int
    line: int
    processor: str
    reference: str
    paid_on: date
    amount: Decimal
    currency: str
    gross: Decimal | None = None
    fee: Decimal | None = None
    description: str | None = None
    transfer: str | None = None


@dataclass(frozen=True, slots=True)
class ExpenseDraft:
    """What trading cost beside the goods and the fees that platforms keep.

    Attributes:
        row: Number of the record in the file, 1 = first data record.
        line: Always 1.
        spent_on: Its day.
        expense_kind: One that is known (`importers.expense_kinds`), or the user's own word.
        amount: With VAT, in `currency`; negative for a credit, never 0.
        currency: ISO 4217 code.
        description: What it was for.
        vat_rate: Percent.
        vat_amount: In `currency`.
        supplier: Who was paid, as written.
        reference: Number of the receipt or the invoice.
        platform: Slug of the platform of the sale that it was for, `None` if the file does not say.
        order_key: Normalised order number of that sale.
    """

    row: int
    line: int
    spent_on: date
    expense_kind: str
    amount: Decimal
    currency: str
    description: str | None = None
    vat_rate: Decimal | None = None
    vat_amount: Decimal | None = None
    supplier: str | None = None
    reference: str | None = None
    platform: str | None = None
    order_key: str | None = None


@dataclass(frozen=True, slots=True)
class ListingDraft:
    """One pair that is, or was, on offer on a platform.

    Attributes:
        row: Number of the record in the file, 1 = first data record.
        line: 1 to n: a quantity of n becomes n drafts.
        platform: Slug of the platform.
        product_name: As written; empty if the file names only the style code.
        style_codes: Normalised codes joined by "/", empty if the file names none.
        size_system: One of `soleflip_desktop.domain.sizes.SYSTEMS`; `ONE` also where nothing is said.
        size_value: Canonical value within the system.
        size_number: Sortable within the system.
        listed_on: The day from which it was on offer.
        currency: ISO 4217 code of the ask.
        ask: What is asked for one pair, in `currency`.
        ended_on: The day from which it was no more.
        external_id: The platform's own number of the listing.
    """

    row: int
    line: int
    platform: str
    product_name: str
    style_codes: str
    size_system: str
    size_value: str
    size_number: Decimal
    listed_on: date
    currency: str
    ask: Decimal | None = None
    ended_on: date | None = None
    external_id: str | None = None


AnyDraft: TypeAlias = SaleDraft | PurchaseDraft | RateDraft | PayoutDraft | ExpenseDraft | ListingDraft


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one row of a file yields no draft; a row may have several.

    Attributes:
        row: Number of the record, 1 = first data record.
        line: Physical line of the file on which the record begins, 1 = first.
        column: The file's header of the cell, empty if the whole row is meant.
        value: The cell as the file has it, cut to 200 characters.
        message: What is wrong, without a subject and full stop ("is not an amount of money").
        next_step: What the user can do, a sentence without its full stop.
    """

    row: int
    line: int
    column: str
    value: str
    message: str
    next_step: str

    def __post_init__(self) -> None:
        if len(self.value) > SHOWN_CHARACTERS:
            object.__setattr__(self, "value", self.value[: SHOWN_CHARACTERS - 1] + "…")

    def text(self, file_name: str) -> str:
        """The whole problem as two sentences: file, row, line, column, value, what is wrong, remedy."""
        where = f"{file_name}, row {self.row} (line {self.line})"
        cell = f', column "{self.column}": "{self.value}"' if self.column else ": the row"
        return f"{where}{cell} {self.message}. {self.next_step}"
