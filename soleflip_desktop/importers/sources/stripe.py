"""Stripe's payout reconciliation report."""

from typing import ClassVar, Final

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.readings import POINT, YEAR_FIRST
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.columns import Currency, OrderKey, Text
from soleflip_desktop.importers.drift import whole_header
from soleflip_desktop.importers.headers import Aliases, Record
from soleflip_desktop.importers.local_columns import LocalAmount, LocalDay

TRANSFER, EFFECTIVE, REFERENCE = (
    "automatic_payout_id",
    "automatic_payout_effective_at",
    "balance_transaction_id",
)
_OTHER_DAYS: Final = ("available_on", "available_on_utc", "created", "created_utc")


class StripePayouts(TableSource):
    """A row is a movement of the balance, and the transfer to the bank that it went with.

    Amounts are in whole units with decimals, unlike the API's; fees are positive; currencies are in lower
    case. The day is that of the transfer, or else the one on which the money was there. The description may
    name the customer, so the category takes its place.

    Written from public code that reads such files; never seen in a real file.
    """

    slug = "stripe_payouts"
    title = said("Stripe payout reconciliation")
    kind = DraftKind.PAYOUT
    version = 1
    confidence = Confidence.PARSER
    signature = (TRANSFER, REFERENCE, "reporting_category", "net")
    aliases: ClassVar[Aliases] = dict.fromkeys(_OTHER_DAYS, ())
    personal = (
        *("description", "customer_email", "customer_name", "customer_description", "shipping_address_line1"),
        *("shipping_address_line2", "shipping_address_postal_code", "card_name", "statement_descriptor"),
    )
    versions = (
        whole_header(
            "automatic_payout_id | automatic_payout_effective_at | balance_transaction_id | created_utc",
            "created | available_on_utc | available_on | currency | gross | fee | net | reporting_category",
            "source_id | description | customer_facing_amount | customer_facing_currency | customer_email",
            "customer_name | charge_id | payment_intent_id",
        ),
    )
    virtual = (EFFECTIVE,)

    processor = Constant("stripe")
    reference = OrderKey(REFERENCE, required=True)
    paid_on = LocalDay(EFFECTIVE, order=YEAR_FIRST, required=True)
    gross = LocalAmount("gross", mark=POINT)
    fee = LocalAmount("fee", mark=POINT)
    amount = LocalAmount("net", mark=POINT, required=True)
    currency = Currency("currency", required=True)
    description = Text("reporting_category")
    transfer = Text(TRANSFER)

    def shape(self, record: Record, gathered: object) -> tuple[str, ...]:
        days = (record[header] for header in (EFFECTIVE, *_OTHER_DAYS))
        return (next(filter(None, days), ""),)
