"""One search over everything: goods, sales, pairs, brands and suppliers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest
from typing import Any, Literal, TypeAlias

from soleflip_desktop.db.engine import Connection, Engine, transaction
from soleflip_desktop.db.hits import (
    brands_found,
    items_found,
    products_found,
    sales_found,
    suppliers_found,
)
from soleflip_desktop.db.narrowing import Sought, sought
from soleflip_desktop.db.vocabulary import Vocabulary
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.selection import OneOf, Selection
from soleflip_desktop.domain.size_labels import size_label

Kind: TypeAlias = Literal["product", "sale", "item", "brand", "supplier"]

__all__ = ["Hit", "Kind", "Search"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing a search found, and the rows to show for it.

    Attributes:
        title: Name, or the order number of a sale, as it is written.
        detail: What else tells it apart, parted by " · "; may be empty.
        table: Which table shows its rows.
        selection: Its rows there.
        row_id: The row of that table it is; `None` for a product, brand or supplier.
        day: When the sale was made or the pair bought.
        count: How many rows of `table` a product, brand or supplier has.
    """

    kind: Kind
    title: str
    detail: str
    table: Literal["sales", "inventory"]
    selection: Selection
    row_id: int | None = None
    day: date | None = None
    count: int | None = None


class Search:
    """Searches one database. Mistyped words are understood where nothing is so written.

    Args:
        engine: The database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._vocabulary = Vocabulary()

    def find(self, text: str, limit: int = 20, *, control: Control | None = None) -> list[Hit]:
        """What has every word of `text`, or begins with it as an order or tracking number does.

        Returns:
            At most `limit` hits, some of every kind that has any: products, sales, pairs, brands, suppliers.
        """
        literal = sought(text)
        if not literal or limit < 1:
            return []
        with transaction(self._engine, control) as connection:
            found = _find(connection, literal, limit)
            if not found:
                meant = self._vocabulary.meant(connection, literal)
                found = _find(connection, meant, limit) if meant != literal else []
            return found


def _find(connection: Connection, wanted: Sought, limit: int) -> list[Hit]:
    kinds = [[hit(row) for row in find(connection, wanted, limit)] for find, hit in _KINDS]
    taken = list(_by_turns(kinds))[:limit]
    return [hit for kind in kinds for hit in kind if hit in taken]


def _by_turns(kinds: list[list[Hit]]) -> Iterator[Hit]:
    return (hit for hit in chain.from_iterable(zip_longest(*kinds)) if hit is not None)


def _product(row: Any) -> Hit:
    table: Literal["sales", "inventory"] = "sales" if row.sales or not row.items else "inventory"
    count = row.sales if table == "sales" else row.items
    selection = Selection(filters=(OneOf("product", (row.name,)),))
    return Hit("product", row.name, _told(row.codes, row.brand), table, selection, count=count)


def _sale(row: Any) -> Hit:
    detail = _told(row.product, size_label(row.system, row.value), row.tracking_number)
    return Hit("sale", row.order_key, detail, "sales", Selection(row.order_key), row.id, row.sold_on)


def _item(row: Any) -> Hit:
    detail = _told(size_label(row.system, row.value), row.order_number, row.location, row.notes)
    selection = Selection(row.order_number or "", (OneOf("product", (row.product,)),))
    return Hit("item", row.product, detail, "inventory", selection, row.id, row.bought_on)


def _brand(row: Any) -> Hit:
    return Hit(
        "brand", row.name, "", "sales", Selection(filters=(OneOf("brand", (row.name,)),)), count=row.rows
    )


def _supplier(row: Any) -> Hit:
    selection = Selection(filters=(OneOf("supplier", (row.name,)),))
    return Hit("supplier", row.name, "", "inventory", selection, count=row.rows)


def _told(*parts: str | None) -> str:
    return " · ".join(" ".join(part.split()) for part in parts if part)


_Found: TypeAlias = tuple[Callable[[Connection, Sought, int], Any], Callable[[Any], Hit]]
_KINDS: tuple[_Found, ...] = (
    (products_found, _product),
    (sales_found, _sale),
    (items_found, _item),
    (brands_found, _brand),
    (suppliers_found, _supplier),
)
