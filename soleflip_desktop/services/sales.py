"""The sales, and the cost that is typed for one."""

from decimal import Decimal

from soleflip_desktop.db.costs import add_sold_pair, locked_sale
from soleflip_desktop.db.engine import Engine, transaction
from soleflip_desktop.db.history import open_change_set
from soleflip_desktop.db.item_edits import begin_edit
from soleflip_desktop.db.sale_rows import SALES, SaleRow, SaleTotals
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError, said
from soleflip_desktop.services.pairing import standing
from soleflip_desktop.services.tables import LongTable, Order
from soleflip_desktop.services.typed import typed_cost

__all__ = ["Order", "SaleRow", "SaleTotals", "Sales"]


class Sales(LongTable[SaleRow, SaleTotals]):
    """The table of sales of one database, newest first.

    A search finds the beginning of the order number or of the tracking number; its words are parts of the
    product's name, brand or style code.

    Filters: `OneOf` status, brand, platform, currency and product; `Between` sold_on, paid_on, gross, payout,
    profit and cost, in the sale's currency; `Is` cost_missing (the sale stands, and nobody knows what its
    pair cost), unpaid (it stands, and no payout came), loss, standing (it counts: it was not cancelled, did
    not come back and did not fail verification) and paid (the day of its payout is known).

    Args:
        engine: Where the sales are kept.
        actor: Who works with them, one of `db.tables.logging.ACTORS`.
    """

    def __init__(self, engine: Engine, actor: str) -> None:
        super().__init__(engine, SALES)
        self._actor = actor

    def type_cost(
        self, sale_id: int, amount: Decimal, currency: str, *, control: Control | None = None
    ) -> int:
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
        cost = typed_cost(amount, currency)
        with transaction(self._engine, control) as connection:
            begin_edit(connection)
            sale = standing(sale_id, locked_sale(connection, sale_id))
            if sale.item_id is not None:
                raise UserError(
                    said("The sale {order} has its pair already", order=sale.order_key),
                    said("Change what that pair cost"),
                )
            open_change_set(connection, self._actor, f"Cost of {sale.order_key}")
            return add_sold_pair(connection, sale, cost.amount, cost.currency)
