"""The form for pairs that are added by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.typed_values import (
    TypedMoney,
    parse_day,
    parse_optional,
    parse_optional_money,
    parse_percent,
)
from soleflip_desktop.ui.theme import LARGE
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.day_field import DayField
from soleflip_desktop.ui.widgets.form import Field
from soleflip_desktop.ui.widgets.labels import Label

MOST = 1_000
TYPED_OUT = 150  # ms without a key after which known products are looked up


class Product(Protocol):
    """A known product; `style_codes` joined by "/"."""

    name: str
    brand: str | None
    style_codes: str


@dataclass(frozen=True, slots=True)
class TypedItem:
    """What the form says; the price is of one pair."""

    product: str
    style_codes: str
    brand: str | None
    size: str
    quantity: int
    price: TypedMoney | None
    bought_on: date | None
    supplier: str | None
    order_number: str | None
    vat_rate: Decimal | None
    vat_reclaimable: bool
    location: str | None
    notes: str | None


class NewItemDialog(QDialog):
    """Enter adds; "Add another" keeps the form open with the order that the next pair came in as well.

    Signals:
        products_wanted: What was typed as the product.
        added: A `TypedItem`, and whether the form stays open.
    """

    products_wanted = Signal(str)
    added = Signal(object, bool)

    def __init__(self, currency: str, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New item"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(640)
        self._formats, self._currency = formats, currency
        self._products: dict[str, Product] = {}
        self._names = QStringListModel(self)
        self._build()
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(TYPED_OUT)
        self._looking.timeout.connect(lambda: self.products_wanted.emit(self.product.text()))
        self.product.textEdited.connect(lambda _: self._looking.start())
        self._lay_out()
        self.product.setFocus()

    def suggest_products(self, products: Sequence[Product]) -> None:
        self._products = {_line(product): product for product in products}
        self._names.setStringList(list(self._products))
        completer = self.product.completer()
        if self.product.hasFocus() and self.product.isModified() and completer is not None:
            completer.setCompletionPrefix(self.product.text())
            completer.complete()

    def suggest(self, field: str, texts: Sequence[str]) -> None:
        """Offers texts in the field of this name: brand, size, supplier, location."""
        completer = QCompleter(list(texts), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        _dress(completer)
        box = self._fields[field].box
        assert isinstance(box, QLineEdit)
        box.setCompleter(completer)

    def say_problem(self, text: str) -> None:
        """Says why the pair was not added; the form stays as it is."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        QTimer.singleShot(0, self, self._grow)
        self._set_busy(busy=False)

    def on_added(self, *, stays: bool, words: str) -> None:
        """Closes the form, or makes it ready for the next pair."""
        self._set_busy(busy=False)
        if not stays:
            self.accept()
            return
        self._problem.hide()
        self._news.setText(words)
        for box in (self.product, self.style_codes, self.brand, self.size_box, self.price):
            box.clear()
        self.notes.clear()
        self.quantity.setValue(1)
        self.product.setFocus()

    def fault(self, field: str) -> str:
        """What is said to be wrong with a field; empty if nothing is."""
        return self._fields[field].fault()

    def add_button(self) -> Button:
        return self._add

    def add_another_button(self) -> Button:
        return self._another

    def _build(self) -> None:
        self.product, self.style_codes, self.brand, self.size_box = (QLineEdit() for _ in range(4))
        self.price, self.supplier, self.order_number, self.location = (QLineEdit() for _ in range(4))
        self.vat_rate, self.bought_on = QLineEdit(), DayField()
        self.quantity = QSpinBox()
        self.quantity.setRange(1, MOST)
        self.quantity.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet's padding stays outside of it
        self.vat_reclaimable = QCheckBox(self.tr("VAT is re&claimed"))
        self.vat_reclaimable.setAccessibleName(self.tr("VAT is reclaimed"))
        self.notes = QPlainTextEdit()
        self.notes.setProperty("lines", True)
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(56)
        completer = QCompleter(self._names, self.product)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # The list is what was found for the text, by style code as well.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._on_product_chosen)
        _dress(completer)
        self.product.setCompleter(completer)
        price = self.tr("P&rice per pair ({currency})").format(currency=self._currency)
        self._fields = {
            "product": Field(self.tr("&Product"), self.product),
            "style_codes": Field(self.tr("&Style code"), self.style_codes),
            "brand": Field(self.tr("&Brand"), self.brand),
            "size": Field(self.tr("Si&ze"), self.size_box),
            "quantity": Field(self.tr("&Quantity"), self.quantity),
            "price": Field(price, self.price),
            "bought_on": Field(self.tr("Bou&ght on"), self.bought_on),
            "supplier": Field(self.tr("S&upplier"), self.supplier),
            "order_number": Field(self.tr("Or&der number"), self.order_number),
            "vat_rate": Field(self.tr("&VAT rate in %"), self.vat_rate),
            "location": Field(self.tr("&Location"), self.location),
            "notes": Field(self.tr("&Notes"), self.notes),
        }

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        rows = (
            (("product", 4), ("style_codes", 2)),
            (("brand", 2), ("size", 2), ("quantity", 2)),
            (("price", 2), ("bought_on", 2), ("supplier", 2)),
            (("order_number", 2), ("location", 2), ("vat_rate", 1)),
            (("notes", 6),),
        )
        for row, fields in enumerate(rows):
            column = 0
            for name, span in fields:
                grid.addWidget(self._fields[name], row, column, 1, span)
                column += span
        grid.addWidget(self.vat_reclaimable, 3, 5, Qt.AlignmentFlag.AlignBottom)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        self._problem, self._news = Label(ink="problem", wrap=True), Label(ink="faint", wrap=True)
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(Label(self.tr("New item"), size=LARGE, bold=True))
        layout.addLayout(grid)
        layout.addWidget(self._problem)
        layout.addLayout(self._buttons())
        self._add.setDefault(True)  # not before it is in the dialog

    def _buttons(self) -> QHBoxLayout:
        self._add = Button(self.tr("Add"), kind="primary")
        self._add.clicked.connect(lambda: self._submit(stays=False))
        self._another = Button(self.tr("Add another"))
        self._another.clicked.connect(lambda: self._submit(stays=True))
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._news, 1)
        for button in (cancel, self._another, self._add):
            row.addWidget(button)
        return row

    def _set_busy(self, *, busy: bool) -> None:
        self._add.setEnabled(not busy)
        self._another.setEnabled(not busy)

    def _submit(self, *, stays: bool) -> None:
        typed = self._typed()
        if typed is not None:
            self._set_busy(busy=True)
            self.added.emit(typed, stays)

    def _typed(self) -> TypedItem | None:
        """What the form says; `None` if something is wrong, which the fields then tell."""
        formats = self._formats
        price = self._read("price", lambda: parse_optional_money(self.price.text(), formats))
        day = self._read("bought_on", lambda: parse_day(self.bought_on.text(), formats))
        rate = self._read("vat_rate", lambda: parse_percent(self.vat_rate.text(), formats))
        self._read("product", self._needs_goods)
        faulty = next((field for field in self._fields.values() if field.fault()), None)
        QTimer.singleShot(0, self, self._grow)
        if faulty is not None:
            faulty.box.setFocus()
            return None
        return TypedItem(
            product=self.product.text().strip(),
            style_codes=self.style_codes.text().strip(),
            brand=parse_optional(self.brand.text()),
            size=self.size_box.text().strip(),
            quantity=self.quantity.value(),
            price=price,
            bought_on=day,
            supplier=parse_optional(self.supplier.text()),
            order_number=parse_optional(self.order_number.text()),
            vat_rate=rate,
            vat_reclaimable=self.vat_reclaimable.isChecked(),
            location=parse_optional(self.location.text()),
            notes=parse_optional(self.notes.toPlainText()),
        )

    def _read(self, field: str, parse: Callable[[], Any]) -> Any:
        try:
            value = parse()
        except ValueError as error:
            self._fields[field].say_fault(str(error))
            return None
        self._fields[field].say_fault("")
        return value

    def _grow(self) -> None:
        """Makes room for what is said to be wrong."""
        layout = self.layout()
        assert layout is not None
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _needs_goods(self) -> None:
        if not self.product.text().strip() and not self.style_codes.text().strip():
            raise ValueError(self.tr("Type the product or its style code"))

    @Slot(str)
    def _on_product_chosen(self, line: str) -> None:
        product = self._products.get(line)
        if product is not None:
            # After the completer has put its own text there.
            QTimer.singleShot(0, self, lambda: self._fill(product))

    def _fill(self, product: Product) -> None:
        self.product.setText(product.name)
        self.style_codes.setText(product.style_codes)
        self.brand.setText(product.brand or "")
        self.size_box.setFocus()


def _line(product: Product) -> str:
    return " · ".join(part for part in (product.name, product.style_codes) if part)


def _dress(completer: QCompleter) -> None:
    popup = completer.popup()
    assert popup is not None
    popup.setObjectName("choices")
