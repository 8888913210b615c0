"""The pairs: what is on its way, in stock and sold."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from soleflip_desktop.db.engine import Engine, transaction
from soleflip_desktop.db.item_rows import (
    LAST_BOUGHT_FIRST,
    ItemRow,
    ItemTotals,
    item_ids,
    item_page,
    item_totals,
)
from soleflip_desktop.db.paging import Order
from soleflip_desktop.domain.progress import Control

if TYPE_CHECKING:
    from array import array

__all__ = ["Inventory", "ItemRow", "ItemTotals", "Order"]


class Inventory:
    """The table of pairs of one database, read by pages.

    Columns to sort by are the fields of `ItemRow`. A search finds a part of the product's name or of a style
    code, and the beginning of the supplier's order number.

    A read that is handed a control ends with `Cancelled` when that is cancelled, also on the server.

    Args:
        engine: Where the pairs are kept.
        actor: Who works with them, one of `db.tables.logging.ACTORS`.
    """

    def __init__(self, engine: Engine, actor: str) -> None:
        self._engine = engine
        self._actor = actor

    def first(
        self,
        limit: int = 200,
        order: Order = LAST_BOUGHT_FIRST,
        search: str = "",
        *,
        control: Control | None = None,
    ) -> list[ItemRow]:
        with transaction(self._engine, control) as connection:
            return item_page(connection, item_ids(connection, order, search, limit))

    def ids(
        self, order: Order = LAST_BOUGHT_FIRST, search: str = "", *, control: Control | None = None
    ) -> "array[int]":
        """The ids of all pairs in order, unknown values last, equal ones by id.

        Raises:
            ValueError: If `order` names a column that cannot be sorted by.
        """
        with transaction(self._engine, control) as connection:
            return item_ids(connection, order, search)

    def page(self, ids: Sequence[int], *, control: Control | None = None) -> list[ItemRow]:
        """The pairs with these ids, in their order; one that is gone meanwhile is left out."""
        with transaction(self._engine, control) as connection:
            return item_page(connection, ids)

    def totals(self, search: str = "", *, control: Control | None = None) -> ItemTotals:
        with transaction(self._engine, control) as connection:
            return item_totals(connection, search)
