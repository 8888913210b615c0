"""The sales, and the cost that is typed for one."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from soleflip_desktop.db.costs import OpenSale, add_sold_pair, locked_sale
from soleflip_desktop.db.engine import Engine, transaction
from soleflip_desktop.db.history import open_change_set
from soleflip_desktop.db.paging import Order
from soleflip_desktop.db.sale_rows import (
    NEWEST_FIRST,
    SaleRow,
    SaleTotals,
    sale_ids,
    sale_page,
    sale_totals,
)
from soleflip_desktop.domain.money import LARGEST_AMOUNT, AmountError, parse_currency
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.sale_status import FREEING
from soleflip_desktop.errors import UserError

if TYPE_CHECKING:
    from array import array

__all__ = ["Order", "SaleRow", "SaleTotals", "Sales"]


class Sales:
    """The table of sales of one database, read by pages.

    Columns to sort by are the fields of `SaleRow`. A search finds the beginning of the order number or of
    the tracking number, and a part of the product's name or of a style code.

    A read that is handed a control ends with `Cancelled` when that is cancelled, also on the server.

    Args:
        engine: Where the sales are kept.
        actor: Who works with them, one of `db.tables.logging.ACTORS`.
    """

    def __init__(self, engine: Engine, actor: str) -> None:
        self._engine = engine
        self._actor = actor

    def first(
        self,
        limit: int = 200,
        order: Order = NEWEST_FIRST,
        search: str = "",
        *,
        control: Control | None = None,
    ) -> list[SaleRow]:
        with transaction(self._engine, control) as connection:
            return sale_page(connection, sale_ids(connection, order, search, limit))

    def ids(
        self, order: Order = NEWEST_FIRST, search: str = "", *, control: Control | None = None
    ) -> "array[int]":
        """The ids of all sales in order, unknown values last, equal ones by id.

        Raises:
            ValueError: If `order` names a column that cannot be sorted by.
        """
        with transaction(self._engine, control) as connection:
            return sale_ids(connection, order, search)

    def page(self, ids: Sequence[int], *, control: Control | None = None) -> list[SaleRow]:
        """The sales with these ids, in their order; one that is gone meanwhile is left out."""
        with transaction(self._engine, control) as connection:
            return sale_page(connection, ids)

    def totals(self, search: str = "", *, control: Control | None = None) -> SaleTotals:
        with transaction(self._engine, control) as connection:
            return sale_totals(connection, search)

    def type_cost(self, sale_id: int, amount: Decimal, currency: str) -> int:
        """Records what the sold pair cost, for a sale that has none; one change set, which can be undone.

        Args:
            sale_id: The sale.
            amount: The price as paid, to the cent; 0 for a gift.
            currency: ISO 4217 code of `amount`.

        Returns:
            The id of the new pair.

        Raises:
            UserError: If the amount or currency is none, there is no such sale, it has a pair already, or
                it holds none because it was cancelled, came back or failed verification.
        """
        code = _checked(amount, currency)
        with transaction(self._engine) as connection:
            sale = _open(sale_id, locked_sale(connection, sale_id))
            open_change_set(connection, self._actor, f"Cost of {sale.order_key}")
            return add_sold_pair(connection, sale, amount, code)


def _checked(amount: Decimal, currency: str) -> str:
    if not amount.is_finite() or not 0 <= amount <= LARGEST_AMOUNT or amount != round(amount, 2):
        raise UserError(
            f"{amount} cannot be what a pair cost",
            f"Type an amount from 0 to {LARGEST_AMOUNT:,} with at most two decimals",
        )
    try:
        return parse_currency(currency)
    except AmountError as error:
        raise UserError(f"“{currency}” {error}", "Type the currency's three letters, such as EUR") from error


def _open(sale_id: int, sale: OpenSale | None) -> OpenSale:
    if sale is None:
        raise UserError(f"There is no sale {sale_id}", "It may have been undone; look at the sales again")
    if sale.item_id is not None:
        raise UserError(f"The sale {sale.order_key} has its pair already", "Change what that pair cost")
    if sale.status in FREEING:
        state = sale.status.replace("_", " ")
        raise UserError(f"The sale {sale.order_key} holds no pair: it is {state}", "Its cost is not needed")
    return sale
