"""The Inventory tab."""

from array import array
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.row_edits import RowEdits
from soleflip_desktop.ui.controllers.table import TableController
from soleflip_desktop.ui.dialogs.question import Question, nothing
from soleflip_desktop.ui.models.columns import one_line
from soleflip_desktop.ui.models.item_chips import item_chips
from soleflip_desktop.ui.models.item_columns import item_columns
from soleflip_desktop.ui.models.label_words import label_words
from soleflip_desktop.ui.models.typed_values import TypedMoney
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tabs.table_tab import TableTab
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.widgets.notices import NoticeKind

if TYPE_CHECKING:
    from soleflip_desktop.services.editing import Clash, Editing, HeldBySales, Uses
    from soleflip_desktop.services.inventory import Inventory, ItemRow, ItemTotals
    from soleflip_desktop.services.preferences import Preferences
    from soleflip_desktop.services.written import Written
    from soleflip_desktop.ui.models.columns import ColumnSpec


class InventoryController(TableController):
    """Shows pairs; cells are typed into, pairs deleted."""

    def __init__(
        self,
        tab: TableTab,
        inventory: "Inventory",
        editing: "Editing",
        preferences: "Preferences",
        context: Context,
    ) -> None:
        columns = item_columns(context.formats)
        super().__init__(
            tab, inventory, columns, (("bought_on", True),), Change.INVENTORY, context, item_chips()
        )
        self._editing, self._preferences = editing, preferences
        self._edits = RowEdits(self.model, inventory, context, self)
        self.model.edit_requested.connect(self._on_edit_requested)
        self.model.edit_refused.connect(context.window.say_problem)
        tab.table.editors.suggestions_wanted.connect(self._on_suggestions_wanted)
        tab.empty_chosen.connect(self._on_empty_chosen)
        self.deletion = self.add_row_action(self.tr("Delete pairs"), "Del", self.delete)

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
            self.tr("No pairs yet. Import your purchases, or add a pair with Ctrl+N."),
            self.tr("Import files…"),
            sample=True,
        )

    def delete(self, ids: "array[int]", *, free_sales: bool = False) -> None:
        """Deletes pairs; asks only if that would take them from sales."""
        chosen = list(ids)
        self.context.tasks.start(
            Lane.WRITE,
            lambda control: self._editing.delete(chosen, free_sales=free_sales, control=control),
            done=self._on_deleted,
            failed=lambda error: self._on_not_deleted(chosen, error),
        )

    @Slot()
    def _on_empty_chosen(self) -> None:
        self.context.window.import_wanted.emit()

    @Slot(object, object, object)
    def _on_edit_requested(self, row: "ItemRow", column: "ColumnSpec[ItemRow]", value: Any) -> None:
        from soleflip_desktop.services.editing import ItemField

        field = ItemField(column.name)
        typed = self._value_words(row, column, value)
        saves = self.tr("{field} of {product}: {value}")
        self._edits.write(
            row.id,
            lambda control: self._editing.change(
                row.id, field, self._to_write(row, value), _seen(row, field), control=control
            ),
            done=lambda changed: self._on_edited(row, column, changed),
            failed=lambda error: self._on_not_edited(row, column, typed, error),
            saves=saves.format(field=column.title, product=row.product, value=typed),
        )

    def _to_write(self, row: "ItemRow", value: Any) -> Any:
        """An amount typed without a currency is in that of the pair, or else in the one of the figures."""
        from soleflip_desktop.domain.money import Money

        if not isinstance(value, TypedMoney):
            return value
        return Money(value.amount, value.currency or row.currency or self._preferences.booking().currency)

    def _on_edited(self, row: "ItemRow", column: "ColumnSpec[ItemRow]", changed: "Uses | None") -> None:
        if changed is None:
            return
        if changed.pairs + changed.sales > 1:
            words = self.tr("{field} of {product} changed, for {rows}")
        else:
            words = self.tr("{field} of {product} changed")
        text = words.format(field=column.title, product=row.product, rows=self._uses_words(changed))
        self.context.window.say_briefly(text)

    def _uses_words(self, uses: "Uses") -> str:
        pairs = self.tr("1 pair") if uses.pairs == 1 else self.tr("{n} pairs")
        words = pairs.format(n=self.context.formats.count(uses.pairs))
        if not uses.sales:
            return words
        sales = self.tr("1 sale") if uses.sales == 1 else self.tr("{n} sales")
        both = self.tr("{pairs} and {sales}")
        return both.format(pairs=words, sales=sales.format(n=self.context.formats.count(uses.sales)))

    def _on_not_edited(
        self, row: "ItemRow", column: "ColumnSpec[ItemRow]", typed: str, error: UserError
    ) -> None:
        from soleflip_desktop.services.editing import Clash

        if not isinstance(error, Clash):
            self.context.window.say_problem(error_words(error))
            return
        item_id = error.item_id
        self.context.window.say(
            self._clash_words(error, column.title, self._value_words(row, column, error.present), typed),
            NoticeKind.WARNING,
            self.tr("Show what it is now"),
            lambda: self._show_now(item_id),
        )

    def _clash_words(self, clash: "Clash", field: str, now: str, typed: str) -> str:
        if clash.at is None:
            words = self.tr("{field} was changed meanwhile and is now {now}. {typed} was not written.")
            return words.format(field=field, now=now, typed=typed)
        words = self.tr(
            "Changed meanwhile: “{label}” ({when}). {field} is now {now}, {typed} was not written."
        )
        when = self.context.formats.moment(clash.at)
        return words.format(label=label_words(clash.label), when=when, field=field, now=now, typed=typed)

    def _value_words(self, row: "ItemRow", column: "ColumnSpec[ItemRow]", value: Any) -> str:
        """A value of a field, typed or as it stands, in words."""
        from soleflip_desktop.domain.money import Money

        formats = self.context.formats
        if value is None or value == "" or value == ():
            return self.tr("empty")
        if isinstance(value, bool):
            return self.tr("yes") if value else self.tr("no")
        if column.choices is not None:
            return dict(column.choices(row)).get(value, str(value))
        if isinstance(value, TypedMoney | Money):
            return formats.money(value.amount, value.currency or row.currency or "")
        if isinstance(value, date):
            return formats.day(value)
        if isinstance(value, tuple):
            return ", ".join(value)
        if isinstance(value, str):
            return self.tr("“{text}”").format(text=one_line(value, None))
        return formats.amount(value)

    def _show_now(self, item_id: int) -> None:
        """Goes to the pair, loaded anew."""
        self.context.window.show_tab(0)
        place = self.model.loaded_place(item_id)
        if place is None and item_id in self.model.ids:  # scrolled out of sight since
            place = self.model.ids.index(item_id)
        if place is not None:
            self.tab.table.go_to(place)
        self.context.bus.changed.emit(Change.DATA)

    @Slot(str, str)
    def _on_suggestions_wanted(self, column: str, typed: str) -> None:
        from soleflip_desktop.services.editing import ItemField

        def load(control: Any) -> Sequence[str]:
            if column == "product":
                found = self._editing.products(typed, control=control)
                return list(dict.fromkeys(product.name for product in found))
            return self._editing.suggestions(ItemField(column), control=control)

        self.context.tasks.start(
            Lane.READ,
            load,
            done=lambda texts: self.tab.table.editors.suggest(column, texts),
            failed=lambda _: None,  # who types can do without
            replaces=(id(self), "suggestions"),
        )

    def _on_deleted(self, deleted: "Written[int]") -> None:
        count = deleted.result
        if not count:
            self.context.window.say_briefly(self.tr("There was nothing left to delete"))
        else:
            words = self.tr("Deleted 1 pair") if count == 1 else self.tr("Deleted {n} pairs")
            text = words.format(n=self.context.formats.count(count))
            undo = partial(self.context.window.undo_change_wanted.emit, deleted.change_set_id)
            self.context.window.say(text, NoticeKind.NEWS, self.tr("Undo"), undo)
        self.context.bus.changed.emit(Change.DATA)

    def _on_not_deleted(self, ids: list[int], error: UserError) -> None:
        from soleflip_desktop.services.editing import HeldBySales

        if isinstance(error, HeldBySales):
            self._ask_about_sales(ids, error)
        else:
            self.context.window.say_problem(error_words(error))

    def _ask_about_sales(self, ids: list[int], held: "HeldBySales") -> None:
        holding = {sale.item_id for sale in held.sales}
        others = array("q", (each for each in ids if each not in holding))
        count = self.context.formats.count
        if held.pairs == 1:
            words = self.tr("A sale holds this pair. Without the pair its cost and profit are unknown.")
        elif len(holding) == 1:
            words = self.tr("A sale holds 1 of the {all} pairs; its cost and profit would be unknown.")
        else:
            words = self.tr(
                "Sales hold {n} of the {all} pairs. Without them their cost and profit are unknown."
            )
        line = self.tr("Sale {order}")
        one_sale, sales = self.tr("Free the sale and delete"), self.tr("Free the sales and delete")
        free = one_sale if len(held.sales) == 1 else sales
        answers = [(free, lambda: self.delete(array("q", ids), free_sales=True))]
        if others:
            one, many = self.tr("Delete only the other pair"), self.tr("Delete only the other {n}")
            text = (one if len(others) == 1 else many).format(n=count(len(others)))
            answers.append((text, lambda: self.delete(others)))
        keep = self.tr("Keep the pair") if held.pairs == 1 else self.tr("Keep the pairs")
        Question(
            self.tr("Held by sales"),
            words.format(n=count(len(holding)), all=count(held.pairs)),
            [line.format(order=sale.order_key) for sale in held.sales],
            (*answers, (keep, nothing)),
            self.context.window,
        ).open()


def _seen(row: "ItemRow", field: Any) -> Any:
    """What the user saw in the field, in the form in which the service compares it."""
    from soleflip_desktop.domain.money import Money
    from soleflip_desktop.services.editing import UNSEEN, ItemField

    if field is ItemField.PRICE:
        return None if row.price is None else Money(row.price, row.currency or "")
    if field is ItemField.EXTRA_COSTS:
        return None if row.extra_costs is None else Money(row.extra_costs, row.currency or "")
    # A listing covers the stored state, which the table does not show then.
    if field is ItemField.STATE and row.state == "listed":
        return UNSEEN
    return getattr(row, field.value)
