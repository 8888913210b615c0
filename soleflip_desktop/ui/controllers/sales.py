"""The Sales tab."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.choosing import PairChooser
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.row_edits import RowEdits
from soleflip_desktop.ui.controllers.table import TableController
from soleflip_desktop.ui.models.sale_chips import sale_chips
from soleflip_desktop.ui.models.sale_columns import sale_columns
from soleflip_desktop.ui.tabs.table_tab import TableTab
from soleflip_desktop.ui.widgets.notices import NoticeKind

if TYPE_CHECKING:
    from array import array

    from soleflip_desktop.services.pairing import Pairing
    from soleflip_desktop.services.sales import SaleRow, Sales, SaleTotals
    from soleflip_desktop.services.written import Written
    from soleflip_desktop.ui.models.columns import ColumnSpec
    from soleflip_desktop.ui.models.typed_values import TypedMoney


class SalesController(TableController):
    """Shows sales; typing the cost of one records the pair that was sold, or what that pair cost."""

    def __init__(self, tab: TableTab, sales: "Sales", pairing: "Pairing", context: Context) -> None:
        columns = sale_columns(context.formats)
        super().__init__(tab, sales, columns, (("sold_at", True),), Change.SALES, context, sale_chips())
        self._sales, self._pairing = sales, pairing
        self._edits = RowEdits(self.model, sales, context, self)
        self._chooser = PairChooser(pairing, self._edits, context, self)
        self.model.edit_requested.connect(self._on_edit_requested)
        self.model.edit_refused.connect(context.window.say_problem)
        tab.empty_chosen.connect(self._on_empty_chosen)
        self.choosing = self.add_row_action(self.tr("Choose the pair…"), "Ctrl+M", self._on_choose)
        self.releasing = self.add_row_action(self.tr("Release the pair"), "Ctrl+Shift+M", self._on_release)

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
            sample=True,
        )

    @Slot()
    def _on_empty_chosen(self) -> None:
        self.context.window.import_wanted.emit()

    @Slot(object, object, object)
    def _on_edit_requested(self, row: "SaleRow", column: "ColumnSpec[SaleRow]", cost: "TypedMoney") -> None:
        if column.name != "cost":
            return
        currency = cost.currency or row.currency

        def write(control: Control) -> None:
            if row.item_id is None:
                self._sales.type_cost(row.id, cost.amount, currency, control=control)
            else:
                self._pairing.change_cost(row.id, cost.amount, currency, row.cost, control=control)

        text = self.tr("Cost of {order} is {money}")
        money = self.context.formats.money(cost.amount, currency)
        words = text.format(order=row.order_key, money=money)
        saves = self.tr("cost of {order} {money}").format(order=row.order_key, money=money)
        self._edits.write(row.id, write, done=lambda _: self.context.window.say_briefly(words), saves=saves)

    def _on_choose(self, ids: "array[int]") -> None:
        if len(ids) == 1:
            self._chooser.open(ids[0])
        else:
            self.context.window.say_briefly(self.tr("Choose the pair of one sale at a time"))

    def _on_release(self, ids: "array[int]") -> None:
        if len(ids) != 1:
            self.context.window.say_briefly(self.tr("Release the pair of one sale at a time"))
            return
        sale_id = ids[0]
        self._edits.write(
            sale_id,
            lambda control: self._pairing.release(sale_id, control=control),
            done=self._on_released,
            saves=self.tr("the release of the pair of a sale"),
        )

    def _on_released(self, released: "Written[bool]") -> None:
        if released.result:
            words = self.tr("The pair is released and in stock again")
        else:
            words = self.tr("The typed cost is taken off the sale")
        undo = partial(self.context.window.undo_change_wanted.emit, released.change_set_id)
        self.context.window.say(words, NoticeKind.NEWS, self.tr("Undo"), undo)
