"""The Inventory tab."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.table import TableController
from soleflip_desktop.ui.models.item_chips import item_chips
from soleflip_desktop.ui.models.item_columns import item_columns
from soleflip_desktop.ui.tabs.table_tab import TableTab

if TYPE_CHECKING:
    from soleflip_desktop.services.inventory import Inventory, ItemTotals


class InventoryController(TableController):
    """Shows pairs."""

    def __init__(self, tab: TableTab, inventory: "Inventory", context: Context) -> None:
        columns = item_columns(context.formats)
        super().__init__(
            tab, inventory, columns, (("bought_on", True),), Change.INVENTORY, context, item_chips()
        )
        tab.empty_chosen.connect(self._on_empty_chosen)

    def words_for_totals(self, totals: "ItemTotals", *, selected: bool = False) -> str:
        formats = self.context.formats
        if not totals.count:
            return ""
        if selected:
            pairs = self.tr("{n} pairs selected")
        else:
            pairs = self.tr("1 pair") if totals.count == 1 else self.tr("{n} pairs")
        parts = [pairs.format(n=formats.count(totals.count))]
        if totals.landed_cost:
            parts.append(self.tr("landed cost {money}").format(money=formats.monies(totals.landed_cost)))
        return " · ".join(parts)

    def say_empty(self) -> None:
        self.tab.say_empty(
            self.tr("No pairs yet. Import your purchases, or type what a sold pair cost in Sales."),
            self.tr("Import files…"),
        )

    @Slot()
    def _on_empty_chosen(self) -> None:
        self.context.window.import_wanted.emit()
