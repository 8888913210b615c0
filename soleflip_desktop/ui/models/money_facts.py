"""The money of a sale and its pair, broken down so that every block adds up to the cent."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.ui.formats import UNKNOWN, Formats
from soleflip_desktop.ui.models.columns import Tone
from soleflip_desktop.ui.models.expense_words import expense_kind_words
from soleflip_desktop.ui.models.field_words import field_words, percent, treatment_words
from soleflip_desktop.ui.models.panel_text import Fact
from soleflip_desktop.ui.models.sale_columns import gain_tone

if TYPE_CHECKING:
    from soleflip_desktop.domain.biography import Biography, PairFacts, Rate, SaleFacts

_INKS = {Tone.PLAIN: "", Tone.PROFIT: "profit", Tone.LOSS: "loss"}
_translate = QCoreApplication.translate


def money_facts(told: "Biography", formats: Formats) -> list[Fact]:
    sale, pair = told.sale, told.pair
    facts: list[Fact] = []
    if sale is not None:
        facts += _sale(sale, formats)
    facts += _cost(told, formats)
    facts += _expenses(told, formats)
    if sale is not None:
        facts += _profit(told, sale, formats)
        if sale.currency != sale.reporting_currency:
            facts += _reported(told, sale, formats)
    elif pair is not None and pair.currency not in (None, pair.reporting_currency):
        facts += _cost_reported(pair, formats)
    return facts + _rates(told.rates, formats)


def _amount(
    name: str,
    value: Decimal | None,
    currency: str,
    formats: Formats,
    *,
    why: str = "",
    tip: str = "",
    is_sum: bool = False,
) -> Fact:
    """A line of an amount; `why` says why it is unknown, `tip` how it comes about."""
    if value is None:
        return Fact(name, UNKNOWN, why, "faint", sum=is_sum)
    return Fact(name, formats.money(value, currency), tip, sum=is_sum)


def _less(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value


def _sale(sale: "SaleFacts", formats: Formats) -> list[Fact]:
    unsaid = _translate("Details", "The file does not say")
    unpaid = _translate("Details", "Not paid out yet, or the file did not say")
    remainder = _translate("Details", "What the named fees do not explain of gross less payout")
    facts = [
        _heading(_translate("Details", "Sale")),
        _amount(field_words("gross"), sale.gross, sale.currency, formats, why=unsaid),
    ]
    for name in ("platform_fee", "processing_fee", "shipping_fee"):
        fee = _less(getattr(sale, name))
        facts.append(_amount(field_words(name), fee, sale.currency, formats, why=unsaid))
    adjustment = sale.other_adjustment
    if adjustment is None and None not in (sale.gross, sale.payout):
        adjustment = Decimal("0.00")  # the named fees explain all of it: a constraint of the table
    name = field_words("other_adjustment")
    facts.append(_amount(name, _less(adjustment), sale.currency, formats, why=unpaid, tip=remainder))
    payout = field_words("payout")
    return [*facts, _amount(payout, sale.payout, sale.currency, formats, why=unpaid, is_sum=True)]


def _cost(told: "Biography", formats: Formats) -> list[Fact]:
    pair = told.pair
    heading = _heading(_translate("Details", "Cost"))
    landed = _translate("Details", "Landed cost")
    if pair is None:
        return [heading, Fact(landed, UNKNOWN, _why_no_pair(told.sale), "faint")]  # nothing is summed up
    currency = pair.currency or ""
    unpriced = _translate("Details", "No purchase price was given")
    none = _translate("Details", "None were recorded")
    unreclaimed = _translate("Details", "None may be reclaimed")
    rate = "" if pair.purchase_vat_rate is None else percent(pair.purchase_vat_rate / 100, formats)
    return [
        heading,
        _amount(field_words("price"), pair.price, currency, formats, why=unpriced),
        _amount(field_words("extra_costs"), pair.extra_costs, currency, formats, why=none),
        _amount(
            _translate("Details", "Reclaimable VAT"),
            _less(pair.reclaimed_vat),
            currency,
            formats,
            why=unreclaimed,
            tip=rate,
        ),
        _amount(landed, pair.landed_cost, currency, formats, why=unpriced, is_sum=True),
    ]


def _expenses(told: "Biography", formats: Formats) -> list[Fact]:
    if not told.expenses:
        return []
    facts = [_heading(_translate("Details", "Expenses"))]
    for expense in told.expenses:
        kind = expense_kind_words(expense.kind)
        tip = f"{kind}, {formats.day(expense.spent_on)}"
        amount = formats.money(expense.amount, expense.currency)
        facts.append(Fact(expense.description or kind, amount, tip))
    return facts


def _profit(told: "Biography", sale: "SaleFacts", formats: Formats) -> list[Fact]:
    facts = [_heading(_translate("Details", "Profit")), _brought(sale, formats)]
    for name, value, why, tip in (
        (_translate("Details", "VAT owed"), sale.vat_owed, _why_no_vat(sale), _how_taxed(sale, formats)),
        (_translate("Details", "Landed cost"), sale.landed_cost, why_no_cost(told), ""),
        (_translate("Details", "Expenses"), sale.expenses, _why_no_expenses(), ""),
    ):
        facts.append(_amount(name, _less(value), sale.currency, formats, why=why, tip=tip))
    why = why_no_profit(told)
    facts.append(_gain(_translate("Details", "Profit"), sale.profit, sale.currency, why, formats))
    free = _translate("Details", "The pair cost nothing") if sale.landed_cost == 0 else why
    for name, ratio, unknown, tip in (
        (_translate("Details", "ROI"), sale.roi, free, _translate("Details", "Profit per landed cost")),
        (_translate("Details", "Margin"), sale.margin, why, _translate("Details", "Profit per gross")),
    ):
        shown = Fact(name, UNKNOWN, unknown, "faint") if ratio is None else None
        facts.append(shown or Fact(name, percent(ratio or Decimal(0), formats), tip))
    return facts


def _brought(sale: "SaleFacts", formats: Formats) -> Fact:
    """What the profit starts from: the payout, or the amount of the self-billing invoice."""
    if sale.proceeds is not None and sale.proceeds != sale.payout:
        tip = _translate("Details", "The amount of the self-billing invoice counts, not the payout")
        return _amount(_translate("Details", "Invoiced"), sale.proceeds, sale.currency, formats, tip=tip)
    unpaid = _translate("Details", "Not paid out yet, or the file did not say")
    return _amount(field_words("payout"), sale.proceeds, sale.currency, formats, why=unpaid)


def _gain(name: str, value: Decimal | None, currency: str, why: str, formats: Formats) -> Fact:
    if value is None:
        return Fact(name, UNKNOWN, why, "faint", sum=True)
    return Fact(name, formats.gain(value, currency), "", _INKS[gain_tone(value)], sum=True)


def _reported(told: "Biography", sale: "SaleFacts", formats: Formats) -> list[Fact]:
    currency = sale.reporting_currency
    no_rate = _translate("Details", "No exchange rate is known for its day")
    unpaid = _translate("Details", "Not paid out yet, or the file did not say")
    why_cost = why_no_cost(told) if not sale.cost_known else no_rate
    why = why_no_profit(told) if sale.profit is None else no_rate
    return [
        _heading(_translate("Details", "In {currency}, by the day of the sale").format(currency=currency)),
        _amount(
            field_words("payout"),
            sale.reporting_payout,
            currency,
            formats,
            why=unpaid if sale.payout is None else no_rate,
        ),
        _amount(
            _translate("Details", "Landed cost"),
            _less(sale.reporting_landed_cost),
            currency,
            formats,
            why=why_cost,
        ),
        _amount(
            _translate("Details", "Expenses"), _less(sale.reporting_expenses), currency, formats, why=no_rate
        ),
        _gain(_translate("Details", "Profit"), sale.reporting_profit, currency, why, formats),
    ]


def _cost_reported(pair: "PairFacts", formats: Formats) -> list[Fact]:
    currency = pair.reporting_currency
    why = _translate("Details", "No exchange rate is known for the day it was bought")
    return [
        _heading(
            _translate("Details", "In {currency}, by the day of the purchase").format(currency=currency)
        ),
        _amount(_translate("Details", "Landed cost"), pair.reporting_landed_cost, currency, formats, why=why),
    ]


def _rates(rates: "tuple[Rate, ...]", formats: Formats) -> list[Fact]:
    if not rates:
        return []
    name = _translate("Details", "{currency} for {day}")
    value, none = _translate("Details", "{rate} of {day}"), _translate("Details", "no rate")
    how = _translate("Details", "1 EUR = {rate} {currency}, the last fixing of the ECB on or before {day}")
    missing = _translate("Details", "There is no rate of {currency} on or before {day}")
    facts = [_heading(_translate("Details", "Exchange rates per EUR"))]
    for each in rates:
        words = {"currency": each.currency, "day": formats.day(each.wanted_on)}
        if each.per_eur is None or each.fixed_on is None:
            facts.append(Fact(name.format(**words), none, missing.format(**words), "warning"))
            continue
        rate = formats.amount(each.per_eur, 4)
        shown = value.format(rate=rate, day=formats.day(each.fixed_on))
        facts.append(Fact(name.format(**words), shown, how.format(rate=rate, **words)))
    return facts


def why_no_cost(told: "Biography") -> str:
    """Why the cost is unknown in the currency of the sale."""
    if told.pair is None:
        return _why_no_pair(told.sale)
    if told.pair.price is None:
        return _translate("Details", "The purchase price of the pair is not known")
    return _translate("Details", "No exchange rate is known for the day it was bought")


def why_no_profit(told: "Biography") -> str:
    """Every amount that it needs and that is unknown."""
    sale = told.sale
    if sale is None or not sale.active:
        return _translate("Details", "The sale did not stand, so it made none")
    missing = [
        name
        for name, value in (
            (_translate("Details", "payout"), sale.proceeds),
            (_translate("Details", "VAT owed"), sale.vat_owed),
            (_translate("Details", "landed cost"), sale.landed_cost),
            (_translate("Details", "expenses"), sale.expenses),
        )
        if value is None
    ]
    return _translate("Details", "Unknown, because this is: {what}").format(what=", ".join(missing))


def _why_no_pair(sale: "SaleFacts | None") -> str:
    if sale is not None and not sale.active:
        return _translate("Details", "The sale did not stand, so it holds no pair")
    return _translate("Details", "No pair is known for this sale. Type what it cost in the table")


def _why_no_vat(sale: "SaleFacts") -> str:
    if sale.tax_treatment == "margin":
        return _translate("Details", "Unknown, because the purchase price or the VAT rate is")
    return _translate("Details", "Neither its amount nor its rate is known")


def _how_taxed(sale: "SaleFacts", formats: Formats) -> str:
    rate = "" if sale.vat_rate is None else percent(sale.vat_rate / 100, formats)
    return ", ".join(filter(None, (treatment_words(sale.tax_treatment), rate)))


def _why_no_expenses() -> str:
    return _translate("Details", "One of them has no exchange rate")


def _heading(text: str) -> Fact:
    return Fact(text, heading=True)
