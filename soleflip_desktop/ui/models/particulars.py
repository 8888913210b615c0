"""What else is known of a sale and its pair: who, where, listings, returns, notes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.life import StepKind
from soleflip_desktop.ui.formats import UNKNOWN, Formats
from soleflip_desktop.ui.models.field_words import condition_words, field_words, treatment_words
from soleflip_desktop.ui.models.item_columns import state_words
from soleflip_desktop.ui.models.life_words import step_words
from soleflip_desktop.ui.models.panel_text import Fact
from soleflip_desktop.ui.models.sale_columns import status_words

if TYPE_CHECKING:
    from soleflip_desktop.domain.biography import (
        Biography,
        Event,
        ListingFacts,
        PairFacts,
        ReturnFacts,
        SaleFacts,
    )

_translate = QCoreApplication.translate


def particulars(told: "Biography", formats: Formats) -> list[Fact]:
    """Only what is known: what is missing for a figure is told with the money."""
    facts = _of_sale(told.sale, formats) if told.sale else []
    facts += _of_pair(told.pair) if told.pair else []
    facts += [_of_listing(listing, formats) for listing in told.listings]
    facts += [_of_return(each, formats) for each in told.returns]
    facts += [_of_event(event) for event in told.events if event.notes]
    facts += _locked(told)
    return [fact for fact in facts if fact.value]


def _of_sale(sale: "SaleFacts", formats: Formats) -> list[Fact]:
    invoice_day = None if sale.invoice_day is None else formats.day(sale.invoice_day)
    return [
        Fact(field_words("status"), status_words(sale.status)),
        Fact(field_words("sold_at"), formats.moment(sale.sold_at)),
        Fact(field_words("platform_id"), f"{sale.platform}, {sale.account}"),
        Fact(field_words("order_key"), sale.order_key),
        Fact(field_words("tracking_number"), sale.tracking_number or ""),
        Fact(_translate("Details", "Buyer"), _joined(sale.buyer_city, sale.buyer_country)),
        Fact(field_words("invoice_number"), _joined(sale.invoice_number, invoice_day)),
        Fact(field_words("tax_treatment"), treatment_words(sale.tax_treatment) if sale.tax_treatment else ""),
    ]


def _of_pair(pair: "PairFacts") -> list[Fact]:
    return [
        Fact(field_words("state"), state_words(pair.status)),
        Fact(field_words("condition"), condition_words(pair.condition)),
        Fact(field_words("supplier_id"), pair.supplier or ""),
        Fact(field_words("order_number"), pair.order_number or ""),
        Fact(field_words("location"), pair.location or ""),
        Fact(field_words("tags"), ", ".join(pair.tags)),
    ]


def _of_listing(listing: "ListingFacts", formats: Formats) -> Fact:
    ask = UNKNOWN if listing.ask is None else formats.money(listing.ask, listing.currency or "")
    since = _translate("Details", "since {day}").format(day=formats.day(listing.listed_on))
    if listing.ended_on is not None:
        since = f"{formats.day(listing.listed_on)} … {formats.day(listing.ended_on)}"
    return Fact(_translate("Details", "Listing"), _joined(listing.platform, ask, since))


def _of_return(each: "ReturnFacts", formats: Formats) -> Fact:
    parts = [formats.day(each.returned_on)]
    if each.refund is not None:
        refund = _translate("Details", "refund {money}")
        parts.append(refund.format(money=formats.money(each.refund, each.currency)))
    if each.costs is not None:
        costs = _translate("Details", "costs {money}")
        parts.append(costs.format(money=formats.money(each.costs, each.currency)))
    return Fact(_translate("Details", "Return"), _joined(*parts, each.notes))


def _of_event(event: "Event") -> Fact:
    return Fact(step_words(StepKind(event.kind)), event.notes or "")


def _locked(told: "Biography") -> list[Fact]:
    """What a person said, and not a file: of a pair that no file brought that is all there is."""
    tip = _translate("Details", "Imports leave these alone")
    facts, parts = [], [told.sale, told.pair]
    if told.pair and told.pair.added_by_hand:
        parts.remove(told.pair)
        facts.append(Fact(_translate("Details", "Pair"), _translate("Details", "Added by hand")))
    fields = [field for part in parts if part for field in part.locked_fields]
    return [*facts, Fact(_translate("Details", "Typed by hand"), ", ".join(map(field_words, fields)), tip)]


def _joined(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))
