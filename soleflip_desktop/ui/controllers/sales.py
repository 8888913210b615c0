"""The Sales tab."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.table import TableController
from soleflip_desktop.ui.models.sale_chips import sale_chips
from soleflip_desktop.ui.models.sale_columns import sale_columns
from soleflip_desktop.ui.tabs.table_tab import TableTab
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from soleflip_desktop.services.sales import SaleRow, Sales, SaleTotals
    from soleflip_desktop.ui.models.columns import ColumnSpec


class SalesController(TableController):
    """Shows sales; typing the cost of one records the pair that was sold."""

    def __init__(self, tab: TableTab, sales: "Sales", context: Context) -> None:
        columns = sale_columns(context.formats)
        super().__init__(tab, sales, columns, (("sold_at", True),), Change.SALES, context, sale_chips())
        self._sales = sales
        self.model.edit_requested.connect(self._on_edit_requested)
        self.model.edit_refused.connect(context.window.say_problem)
        tab.empty_chosen.connect(self._on_empty_chosen)

    def words_for_totals(self, totals: "SaleTotals", *, selected: bool = False) -> str:
        formats = self.context.formats
        if not totals.count:
            return ""
        if selected:
            sales = self.tr("{n} sales selected")
        else:
            sales = self.tr("1 sale") if totals.count == 1 else self.tr("{n} sales")
        parts = [sales.format(n=formats.count(totals.count))]
        if totals.payout:
            parts.append(self.tr("payout {money}").format(money=formats.monies(totals.payout)))
        known = self.tr("cost known for {n}").format(n=formats.count(totals.cost_known))
        if totals.cost_known and totals.profit:
            profit = self.tr("profit {money} ({known})")
            parts.append(profit.format(money=formats.monies(totals.profit), known=known))
        else:
            parts.append(self.tr("profit unknown ({known})").format(known=known))
        return " · ".join(parts)

    def say_empty(self) -> None:
        self.tab.say_empty(
            self.tr("No sales yet. Import a sales report to see what each pair brought."),
            self.tr("Import files…"),
        )

    @Slot()
    def _on_empty_chosen(self) -> None:
        self.context.window.import_wanted.emit()

    @Slot(object, object, object)
    def _on_edit_requested(self, row: "SaleRow", column: "ColumnSpec[SaleRow]", amount: Decimal) -> None:
        if column.name == "cost":
            self.context.tasks.start(
                Lane.WRITE,
                lambda _: self._sales.type_cost(row.id, amount, row.currency),
                done=lambda _: self._on_typed(row, amount),
            )

    def _on_typed(self, row: "SaleRow", amount: Decimal) -> None:
        text = self.tr("Cost of {order} is {money}")
        money = self.context.formats.money(amount, row.currency)
        self.context.window.say_briefly(text.format(order=row.order_key, money=money))
        self.context.bus.changed.emit(Change.DATA)
