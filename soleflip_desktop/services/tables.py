"""Long tables: rows by pages, totals, and the values their fields have."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic

from soleflip_desktop.db.engine import Connection, Engine, transaction
from soleflip_desktop.db.narrowing import Narrowed, without
from soleflip_desktop.db.paging import (
    Listing,
    Order,
    RowT,
    TotalsT,
    choices_of,
    ordered_ids,
    page_of,
    totals_over,
)
from soleflip_desktop.db.vocabulary import Vocabulary
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.selection import EVERYTHING, Choice, Selection

if TYPE_CHECKING:
    from array import array

__all__ = ["LongTable", "Order"]


class LongTable(Generic[RowT, TotalsT]):
    """A table of one database of any length: all ids in order once, then the rows of those that are shown.

    Columns to sort by are the fields of its rows. A search looks for every word of it, in any part of what a
    word may stand in; a word that stands nowhere is taken for the words it is most like. Which fields and
    facts a selection may filter by stands with each heir. A read that is handed a control ends with
    `Cancelled` when that is cancelled, also on the server.

    Every read of a selection raises `ValueError` for a column, field or fact that the table does not have:
    a bug of the caller, never something a user typed.

    Args:
        engine: Where the rows are kept.
        listing: What they are read from.
    """

    def __init__(self, engine: Engine, listing: Listing[RowT, TotalsT]) -> None:
        self._engine = engine
        self._listing = listing
        self._vocabulary = Vocabulary()

    def first(
        self,
        limit: int = 200,
        order: Order | None = None,
        selection: Selection = EVERYTHING,
        *,
        control: Control | None = None,
    ) -> list[RowT]:
        """The first rows of the selection; `order` as for `ids`."""
        with transaction(self._engine, control) as connection:
            narrowed = self._narrowed(connection, selection)
            ids = ordered_ids(connection, self._listing, order, narrowed, limit)
            return page_of(connection, self._listing, ids)

    def ids(
        self,
        order: Order | None = None,
        selection: Selection = EVERYTHING,
        *,
        control: Control | None = None,
    ) -> "array[int]":
        """The ids of all rows of the selection in order, unknown values last, equal ones by id.

        Args:
            order: Columns to sort by; `None` for the table's own order.
        """
        with transaction(self._engine, control) as connection:
            narrowed = self._narrowed(connection, selection)
            return ordered_ids(connection, self._listing, order, narrowed)

    def page(self, ids: Sequence[int], *, control: Control | None = None) -> list[RowT]:
        """The rows with these ids, in their order; one that is gone meanwhile is left out."""
        with transaction(self._engine, control) as connection:
            return page_of(connection, self._listing, ids)

    def totals(self, selection: Selection = EVERYTHING, *, control: Control | None = None) -> TotalsT:
        """The totals of all rows of the selection."""
        with transaction(self._engine, control) as connection:
            narrowed = self._narrowed(connection, selection)
            return totals_over(connection, self._listing, narrowed)

    def totals_of(self, ids: Sequence[int], *, control: Control | None = None) -> TotalsT:
        """The totals of the rows with these ids; one that is gone meanwhile counts for nothing."""
        of_ids = Narrowed(f"where {self._listing.id} = any(:ids)", {"ids": list(ids)})
        with transaction(self._engine, control) as connection:
            return totals_over(connection, self._listing, of_ids)

    def choices(
        self, field: str, selection: Selection = EVERYTHING, *, control: Control | None = None
    ) -> list[Choice]:
        """The values that `field` has in the selection and in how many rows, most frequent first.

        What the selection filters `field` itself by does not count: these are the values to choose from.
        """
        with transaction(self._engine, control) as connection:
            narrowed = self._narrowed(connection, without(selection, field))
            return choices_of(connection, self._listing, field, narrowed)

    def _narrowed(self, connection: Connection, selection: Selection) -> Narrowed:
        narrowing = self._listing.narrowing
        wanted = self._vocabulary.sought(connection, self._listing.tables, narrowing, selection.search)
        return narrowing.narrowed(wanted, selection.filters)
