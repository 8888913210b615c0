"""Pairs that are added by hand: the form, what it suggests, and what comes of it."""

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject, Slot

from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.dialogs.new_item import NewItemDialog, TypedItem
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.widgets.notices import NoticeKind

if TYPE_CHECKING:
    from soleflip_desktop.services.editing import Editing, NewPair
    from soleflip_desktop.services.preferences import Preferences
    from soleflip_desktop.services.written import Written

SUGGESTED = ("brand", "size", "supplier", "location")


class NewItemController(QObject):
    """Opens the form from the Edit menu, wherever the user is."""

    def __init__(self, editing: "Editing", preferences: "Preferences", context: Context) -> None:
        super().__init__(context.window)
        self._editing, self._preferences, self._context = editing, preferences, context
        self._dialog: NewItemDialog | None = None
        action = context.window.menus.new_item
        action.setEnabled(True)
        action.triggered.connect(self._on_wanted)

    @Slot()
    def _on_wanted(self) -> None:
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        self._context.tasks.start(
            Lane.READ, self._load, done=lambda found: self._open(*found), replaces=(id(self), "open")
        )

    def _load(self, control: Any) -> tuple[str, dict[str, list[str]]]:
        from soleflip_desktop.services.editing import ItemField

        currency = self._preferences.booking(control=control).currency
        return currency, {
            name: self._editing.suggestions(ItemField(name), control=control) for name in SUGGESTED
        }

    def _open(self, currency: str, suggestions: dict[str, list[str]]) -> None:
        if self._dialog is not None:
            return
        dialog = NewItemDialog(currency, self._context.formats, self._context.window)
        for name, texts in suggestions.items():
            dialog.suggest(name, texts)
        dialog.products_wanted.connect(self._on_products_wanted)
        dialog.added.connect(lambda typed, stays: self._add(typed, currency, stays))
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        self._dialog = None

    @Slot(str)
    def _on_products_wanted(self, typed: str) -> None:
        self._context.tasks.start(
            Lane.READ,
            lambda control: self._editing.products(typed, control=control),
            done=self._on_products,
            failed=lambda _: None,  # who types can do without
            replaces=(id(self), "products"),
        )

    def _on_products(self, products: list[Any]) -> None:
        if self._dialog is not None:
            self._dialog.suggest_products(products)

    def _add(self, typed: TypedItem, currency: str, stays: bool) -> None:
        pair = _pair(typed, currency)
        token = str(uuid4())  # trying again after a lost answer adds nothing twice
        self._context.tasks.start(
            Lane.WRITE,
            lambda control: self._editing.add(pair, typed.quantity, token=token, control=control),
            done=lambda added: self._on_added(added, typed, stays),
            failed=self._on_not_added,
            saves=self.tr("New item: {product}").format(product=typed.product or typed.style_codes),
        )

    def _on_added(self, added: "Written[list[int]]", typed: TypedItem, stays: bool) -> None:
        count = len(added.result)
        words = self.tr("Added {product}") if count == 1 else self.tr("Added {n} pairs of {product}")
        text = words.format(n=self._context.formats.count(count), product=typed.product or typed.style_codes)
        if self._dialog is not None:
            self._dialog.on_added(stays=stays, words=text)
        if not stays:
            window = self._context.window
            undo = partial(window.undo_change_wanted.emit, added.change_set_id)
            window.say(text, NoticeKind.NEWS, self.tr("Undo"), undo)
        self._context.bus.changed.emit(Change.DATA)

    def _on_not_added(self, error: UserError) -> None:
        if self._dialog is not None:
            self._dialog.say_problem(error_words(error))
        else:
            self._context.window.say_problem(error_words(error))


def _pair(typed: TypedItem, currency: str) -> "NewPair":
    from soleflip_desktop.domain.money import Money
    from soleflip_desktop.services.editing import NewPair
    from soleflip_desktop.services.item_goods import GoodsWanted

    price = typed.price
    return NewPair(
        GoodsWanted(typed.product, typed.style_codes, typed.brand),
        size=typed.size,
        price=None if price is None else Money(price.amount, price.currency or currency),
        bought_on=typed.bought_on,
        supplier=typed.supplier,
        order_number=typed.order_number,
        vat_rate=typed.vat_rate,
        vat_reclaimable=typed.vat_reclaimable,
        location=typed.location,
        notes=typed.notes,
    )
