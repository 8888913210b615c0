"""What one row of a file says, typed but not yet checked against anything else."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

SHOWN_CHARACTERS = 200


class DraftKind(StrEnum):
    """What the rows of a source are; each kind has its own draft class and staging table."""

    SALE = "sale"
    PURCHASE = "purchase"
    RATES = "rate"


@dataclass(frozen=True, slots=True)
class SaleDraft:
    """One sold pair; the order of the fields is the order of the staging columns.

    Attributes:
        row: Number of the record in the file, 1 = first data record.
        line: 1 to n: a quantity of n becomes n drafts, amounts split to the cent.
        platform: Slug of the platform.
        account: The seller's handle, empty if the file names none.
        account_vat_id: The seller's VAT number, `None` if the file names none.
        order_key: Normalised order number, `None` where the platform has none.
        sold_at: Aware, UTC.
        paid_out_at: Aware, UTC; `None` if not paid out or not said.
        product_name: As the file writes it, trimmed.
        style_codes: Normalised codes joined by "/", empty if the file names none.
        size_system: One of `soleflip_desktop.domain.sizes.SYSTEMS`.
        size_value: Canonical value within the system.
        size_number: Sortable within the system.
        gross: What the buyer paid for the pair, in `currency`.
        currency: ISO 4217 code of every amount of the draft.
        platform_fee: Positive = deducted from the payout, `None` = the file does not say.
        processing_fee: As `platform_fee`.
        shipping_fee: As `platform_fee`; a refund of pennies is negative.
        payout: What the seller received, in `currency`.
        vat_rate: Percent.
        vat_amount: In `currency`.
        tax_treatment: domestic, margin, intra_eu, export, oss or private; `None` if the file does not say.
        invoice_number: Of the invoice for this row.
        invoice_day: The invoice's day.
        invoice_amount: In `currency`.
        status: A sale status.
        buyer_country: As written.
        buyer_city: As written.
        tracking_number: Of the seller's parcel.
        payout_reference: Names the transfer that several sales may share.
    """

    row: int
    line: int
    platform: str
    account: str
    account_vat_id: str | None
    order_key: str | None
    sold_at: datetime
    paid_out_at: datetime | None
    product_name: str
    style_codes: str
    size_system: str
    size_value: str
    size_number: Decimal
    gross: Decimal
    currency: str
    platform_fee: Decimal | None
    processing_fee: Decimal | None
    shipping_fee: Decimal | None
    payout: Decimal | None
    vat_rate: Decimal | None
    vat_amount: Decimal | None
    tax_treatment: str | None
    invoice_number: str | None
    invoice_day: date | None
    invoice_amount: Decimal | None
    status: str
    buyer_country: str | None
    buyer_city: str | None
    tracking_number: str | None
    payout_reference: str | None


@dataclass(frozen=True, slots=True)
class PurchaseDraft:
    """One bought pair; the order of the fields is the order of the staging columns.

    Attributes:
        row: Number of the record in the file, 1 = first data record.
        line: 1 to n: a quantity of n becomes n drafts.
        supplier: As written.
        order_number: The supplier's order number.
        ordered_on: The day of the purchase.
        product_name: As written; empty if the file names only the style code.
        brand: As written, `None` if the file does not say.
        style_codes: Normalised codes joined by "/", empty if the file names none.
        size_system: One of `soleflip_desktop.domain.sizes.SYSTEMS`.
        size_value: Canonical value within the system.
        size_number: Sortable within the system.
        price: Per pair as paid, VAT included, in `currency`; 0 is a gift.
        currency: ISO 4217 code.
        purchase_vat_rate: Percent, `None` if the file does not say.
        vat_reclaimable: Whether the buyer may reclaim the VAT inside `price`.
        location: Where the pair is kept.
        notes: Free text.
    """

    row: int
    line: int
    supplier: str | None
    order_number: str | None
    ordered_on: date
    product_name: str
    brand: str | None
    style_codes: str
    size_system: str
    size_value: str
    size_number: Decimal
    price: Decimal
    currency: str
    purchase_vat_rate: Decimal | None
    vat_reclaimable: bool
    location: str | None
    notes: str | None


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
