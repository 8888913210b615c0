"""The pairs: what is on its way, in stock and sold."""

from soleflip_desktop.db.engine import Engine
from soleflip_desktop.db.item_rows import ITEMS, ItemRow, ItemTotals
from soleflip_desktop.services.tables import LongTable, Order

__all__ = ["Inventory", "ItemRow", "ItemTotals", "Order"]


class Inventory(LongTable[ItemRow, ItemTotals]):
    """The table of pairs of one database, the last bought first.

    A search finds the beginning of the supplier's order number; its words are parts of the product's name,
    brand or style code, of the supplier's name, or of the pair's place or notes.

    Filters: `OneOf` state, brand, supplier, location and product; `Between` bought_on, days_in_stock and
    landed_cost, in the pair's currency; `Is` cost_missing and on_hand (in stock, consigned or listed, and
    not sold).

    Args:
        engine: Where the pairs are kept.
        actor: Who works with them, one of `db.tables.logging.ACTORS`.
    """

    def __init__(self, engine: Engine, actor: str) -> None:
        super().__init__(engine, ITEMS)
        self._actor = actor
