"""Which pair a sale sold: suggested with the reason, chosen, released, and what it cost."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from soleflip_desktop.db.candidates import (
    FreeGoods,
    FreeItem,
    SoldGoods,
    free_goods,
    free_items,
    sold_goods,
)
from soleflip_desktop.db.costs import (
    OpenSale,
    forget_typed_pair,
    hold_pair,
    holder_of,
    locked_sale,
)
from soleflip_desktop.db.engine import Connection, Engine, transaction
from soleflip_desktop.db.history import open_change_set
from soleflip_desktop.db.item_edits import StoredItem, begin_edit, existing_items, locked_item, set_item
from soleflip_desktop.domain.item_state import ON_HAND, STATE_WORDS
from soleflip_desktop.domain.pairing import Evidence, Fit, Goods, days_before, goods_evidence, similarity
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.sale_status import FREEING, FREEING_WORDS
from soleflip_desktop.domain.size_labels import NO_SIZE
from soleflip_desktop.errors import UserError, said
from soleflip_desktop.services.item_money import MONEY_LOCKS, vat_inside
from soleflip_desktop.services.typed import typed_cost
from soleflip_desktop.services.written import Written

__all__ = ["Candidate", "Evidence", "Fit", "Goods", "Pairing", "SoldGoods"]

_Sale = TypeVar("_Sale", OpenSale, SoldGoods)

PRODUCTS_LOOKED_AT = 40
CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """A free pair that may be the one; the price is in `currency`.

    Attributes:
        size: As shown, `US 10.5`; `—` for none.
        evidence: Why, with the score.
    """

    id: int
    product: str
    style_codes: str
    size: str
    state: str
    bought_on: date | None
    supplier: str | None
    location: str | None
    price: Decimal | None
    currency: str | None
    evidence: Evidence

    @property
    def score(self) -> int:
        return self.evidence.score


class Pairing:
    """Brings sales and pairs together by hand; each write is one change set.

    Args:
        engine: Where both are kept.
        actor: Who works with them, one of `db.tables.logging.ACTORS`.
    """

    def __init__(self, engine: Engine, actor: str) -> None:
        self._engine = engine
        self._actor = actor

    def sold(self, sale_id: int, *, control: Control | None = None) -> SoldGoods:
        """What the sale says of the pair it sold.

        Raises:
            UserError: If there is no such sale.
        """
        with transaction(self._engine, control) as connection:
            return _found(sale_id, sold_goods(connection, sale_id))

    def candidates(
        self, sale_id: int, search: str = "", *, control: Control | None = None
    ) -> list[Candidate]:
        """Pairs that no sale holds, the likeliest first: same style code and size, then by score.

        Of one product and size the five that were bought first are named.

        Args:
            search: A part of the product's name or of a style code; empty to suggest what is alike.

        Raises:
            UserError: If there is no such sale.
        """
        with transaction(self._engine, control) as connection:
            sale = _found(sale_id, sold_goods(connection, sale_id))
            likely = _likeliest(sale, free_goods(connection, search))
            if control is not None:
                control.check()
            items = free_items(connection, list(likely), sale)
        return _ranked(sale, likely, items)

    def choose(self, sale_id: int, item_id: int, *, control: Control | None = None) -> int | None:
        """Lets the sale hold this pair, instead of the one it may hold; it may be bought after the sale.

        A pair that stood for the cost typed for this sale alone goes.

        Returns:
            The id of the change set; `None` if the sale holds this pair already.

        Raises:
            UserError: If sale or pair is gone, another sale holds the pair, it is neither on its way nor in
                stock, or the sale holds none because it did not stand.
        """
        with transaction(self._engine, control) as connection:
            begin_edit(connection)
            held = _found(sale_id, sold_goods(connection, sale_id)).item_id
            # Pairs before sales, as everywhere, also the one that may go.
            existing_items(connection, [item_id, *([] if held is None else [held])])
            item = _free(connection, item_id)
            sale = standing(sale_id, locked_sale(connection, sale_id))
            if sale.item_id == item_id:
                return None
            _check_held(sale, held)
            holder = holder_of(connection, item_id)
            if holder is not None:
                raise UserError(
                    said("The pair is held by the sale {order}", order=holder),
                    said("Release it there first, or choose another pair"),
                )
            change_set = open_change_set(connection, self._actor, f"Pair of {sale.order_key}: {item.product}")
            hold_pair(connection, sale_id, item_id)
            if sale.item_id is not None:
                forget_typed_pair(connection, sale.item_id)
            return change_set

    def release(self, sale_id: int, *, control: Control | None = None) -> Written[bool]:
        """Frees the pair of a sale, whose cost is then unknown.

        Returns:
            Whether the pair is in stock again; one that stood for a typed cost alone is gone.

        Raises:
            UserError: If there is no such sale, or it holds no pair.
        """
        with transaction(self._engine, control) as connection:
            begin_edit(connection)
            item = _held(connection, sale_id)
            sale = _found(sale_id, locked_sale(connection, sale_id))
            _check_held(sale, item.id)
            change_set = open_change_set(connection, self._actor, f"Release the pair of {sale.order_key}")
            hold_pair(connection, sale_id, None)
            return Written(not forget_typed_pair(connection, item.id), change_set)

    def change_cost(
        self,
        sale_id: int,
        amount: Decimal,
        currency: str,
        seen: Decimal | None,
        *,
        control: Control | None = None,
    ) -> None:
        """Writes what the pair of a sale cost.

        Args:
            sale_id: A sale that holds a pair.
            amount: The price as paid, to the cent; 0 for a gift.
            currency: ISO 4217 code of `amount`.
            seen: The cost the user saw, in `currency`.

        Raises:
            UserError: If there is no such sale, it holds no pair, the cost is no longer the one seen, or it
                is made of more than the price, which has to be changed at the pair then.
        """
        cost = typed_cost(amount, currency)
        with transaction(self._engine, control) as connection:
            begin_edit(connection)
            item = _held(connection, sale_id)
            sale = standing(sale_id, locked_sale(connection, sale_id))
            _check_held(sale, item.id)
            _check_seen(sale, item, cost.currency, seen)
            if item.price == cost.amount and item.currency == cost.currency:
                return
            open_change_set(connection, self._actor, f"Cost of {sale.order_key} to {cost}")
            vat = vat_inside(cost.amount, item.purchase_vat_rate, reclaimable=item.vat_reclaimable)
            values = {"price": cost.amount, "currency": cost.currency, "purchase_vat": vat}
            set_item(connection, item.id, values, MONEY_LOCKS)


def standing(sale_id: int, sale: OpenSale | None) -> OpenSale:
    """The sale if it can hold a pair.

    Raises:
        UserError: If it is gone, or was cancelled, came back or failed verification.
    """
    sale = _found(sale_id, sale)
    if sale.status in FREEING:
        raise UserError(
            said(
                "The sale {order} holds no pair: it is {state}",
                order=sale.order_key,
                state=FREEING_WORDS[sale.status],
            ),
            said("Its cost is not needed"),
        )
    return sale


def _found(sale_id: int, sale: _Sale | None) -> _Sale:
    if sale is None:
        raise UserError(
            said("There is no sale {number}", number=sale_id),
            said("It may have been undone; look at the sales again"),
        )
    return sale


def _free(connection: Connection, item_id: int) -> StoredItem:
    item = locked_item(connection, item_id)
    if item is None:
        raise UserError(said("The pair is gone"), said("It was deleted or undone meanwhile; choose another"))
    if item.state not in ON_HAND:
        raise UserError(
            said("The pair cannot have been sold: it is {state}", state=STATE_WORDS[item.state]),
            said("Choose another, or say in Inventory that it is in stock"),
        )
    return item


def _held(connection: Connection, sale_id: int) -> StoredItem:
    """The pair of a sale, locked before the sale as everywhere."""
    sale = _found(sale_id, sold_goods(connection, sale_id))
    item = None if sale.item_id is None else locked_item(connection, sale.item_id)
    if item is None:
        raise UserError(
            said("The sale {order} holds no pair", order=sale.order_key), said("Look at the sales again")
        )
    return item


def _check_held(sale: OpenSale, item_id: int | None) -> None:
    """Raises if the sale, locked after its pair, holds another one meanwhile."""
    if sale.item_id != item_id:
        raise UserError(
            said("The sale {order} has another pair meanwhile", order=sale.order_key),
            said("Look at it again"),
        )


def _check_seen(sale: OpenSale, item: StoredItem, currency: str, seen: Decimal | None) -> None:
    if item.price is not None and item.currency != currency:
        raise UserError(
            said("The pair of {order} was paid in {currency}", order=sale.order_key, currency=item.currency),
            said("Change its price in Inventory"),
        )
    if item.price is not None and (item.extra_costs or item.vat_reclaimable):
        raise UserError(
            said(
                "The cost of {order} is made of the price, {price} {currency}, with extra costs or "
                "less the VAT that is reclaimed",
                order=sale.order_key,
                price=item.price,
                currency=currency,
            ),
            said("Change these in Inventory"),
        )
    if item.price != seen:
        raise UserError(
            said(
                "The cost of {order} was changed meanwhile to {price} {currency}",
                order=sale.order_key,
                price=item.price or said("unknown"),
                currency=currency,
            ),
            said("Yours was not written: look at it, then type it again"),
        )


def _likeliest(sale: SoldGoods, goods: Iterable[FreeGoods]) -> dict[int, tuple[FreeGoods, Goods, int]]:
    """The products most like the sold one, with what speaks for each and how alike the names are."""
    judged = []
    for each in goods:
        same = each.product_id == sale.product_id
        alike = 100 if same else similarity(sale.product, each.product)
        evidence = goods_evidence(
            same_product=same,
            similarity=alike,
            sold_codes=frozenset(sale.codes),
            codes=frozenset(each.codes),
        )
        score = Evidence(evidence, alike, Fit.OTHER, None).score
        judged.append((-score, each.product, each.product_id, (each, evidence, alike)))
    judged.sort(key=lambda entry: entry[:3])
    return {product_id: found for _, _, product_id, found in judged[:PRODUCTS_LOOKED_AT]}


def _ranked(
    sale: SoldGoods, goods: dict[int, tuple[FreeGoods, Goods, int]], items: Iterable[FreeItem]
) -> list[Candidate]:
    found = [_candidate(sale, *goods[item.product_id], item) for item in items]
    # Among equals the one bought first goes first, one of which nobody knows the day last.
    found.sort(
        key=lambda each: (
            not each.evidence.is_proven,
            -each.score,
            -(each.evidence.days if each.evidence.days is not None else -(10**6)),
            each.id,
        )
    )
    return found[:CANDIDATES]


def _candidate(sale: SoldGoods, goods: FreeGoods, evidence: Goods, alike: int, item: FreeItem) -> Candidate:
    if NO_SIZE in (sale.size, item.size) and sale.size_id != item.size_id:
        fit = Fit.UNKNOWN
    else:
        fit = Fit.SAME if sale.size_id == item.size_id else Fit.OTHER
    return Candidate(
        id=item.id,
        product=goods.product,
        style_codes="/".join(goods.codes),
        size=item.size,
        state=item.state,
        bought_on=item.bought_on,
        supplier=item.supplier,
        location=item.location,
        price=item.price,
        currency=item.currency,
        evidence=Evidence(evidence, alike, fit, days_before(item.bought_on, sale.sold_on)),
    )
