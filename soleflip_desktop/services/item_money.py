"""What a pair cost: price, extra costs and the VAT inside, written so that they belong together."""

from decimal import Decimal
from typing import Any

from soleflip_desktop.db.engine import Connection
from soleflip_desktop.db.item_edits import StoredItem, set_item
from soleflip_desktop.domain.money import Money
from soleflip_desktop.errors import UserError, said
from soleflip_desktop.services.typed import typed_cost

# The VAT inside a price is computed from price and rate: an import that changed one of them alone would
# leave amounts that do not belong together.
MONEY_LOCKS = ("price", "currency", "purchase_vat_rate", "purchase_vat", "vat_reclaimable")


def vat_inside(price: Decimal | None, rate: Decimal | None, *, reclaimable: bool) -> Decimal | None:
    """The VAT inside a price that may be reclaimed, to the cent.

    Raises:
        UserError: If it may be reclaimed but price or rate is unknown.
    """
    if not reclaimable:
        return None
    if price is None or rate is None:
        missing = said("purchase price") if price is None else said("VAT rate")
        raise UserError(
            said("VAT cannot be reclaimed without a {column}", column=missing),
            said("Type the {column} first", column=missing),
        )
    return round(price * rate / (100 + rate), 2)


def write_price(connection: Connection, item: StoredItem, price: Money | None) -> None:
    amount = None if price is None else price.amount
    currency = item.currency if price is None else price.currency
    vat = vat_inside(amount, item.purchase_vat_rate, reclaimable=item.vat_reclaimable)
    if item.extra_costs is not None and currency != item.currency:
        raise UserError(
            said("The extra costs of this pair are in {currency}", currency=item.currency),
            said("Type the price in {currency}, or clear the extra costs first", currency=item.currency),
        )
    set_item(connection, item.id, {"price": amount, "currency": currency, "purchase_vat": vat}, MONEY_LOCKS)


def _write_vat(connection: Connection, item: StoredItem, rate: Decimal | None, reclaimable: bool) -> None:
    vat = vat_inside(item.price, rate, reclaimable=reclaimable)
    values: dict[str, Any] = {"purchase_vat_rate": rate, "vat_reclaimable": reclaimable, "purchase_vat": vat}
    set_item(connection, item.id, values, MONEY_LOCKS)


def write_rate(connection: Connection, item: StoredItem, rate: Decimal | None) -> None:
    _write_vat(connection, item, rate, item.vat_reclaimable)


def write_reclaimable(connection: Connection, item: StoredItem, reclaimable: bool) -> None:
    _write_vat(connection, item, item.purchase_vat_rate, reclaimable)


def write_extra_costs(connection: Connection, item: StoredItem, costs: Money | None) -> None:
    if costs is not None and item.currency not in (None, costs.currency):
        raise UserError(
            said("The price of this pair is in {currency}", currency=item.currency),
            said("Type them in {currency}", currency=item.currency),
        )
    values: dict[str, Any] = {"extra_costs": None if costs is None else costs.amount}
    if costs is not None:
        values |= {"currency": costs.currency}
    set_item(connection, item.id, values, ("extra_costs",) if costs is None else ("extra_costs", "currency"))


def money_of(amount: Decimal | None, currency: str | None) -> Money | None:
    return None if amount is None else Money(amount, currency or "")


def typed_money(money: Money | None) -> Money | None:
    return None if money is None else typed_cost(money.amount, money.currency)
