"""The mapping view: says what the columns of a file are that no source knows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from soleflip_desktop.domain.money import CURRENCIES
from soleflip_desktop.importers.own_tables.mapped_fields import (
    CONSTANTS,
    PAIRS,
    SIZE_SYSTEMS,
    Rows,
    fields_for,
)
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping
from soleflip_desktop.ui.models.columns import ColumnSpec
from soleflip_desktop.ui.models.mapping_words import constant_words, field_words, readings_of, rows_of_words
from soleflip_desktop.ui.models.rows import RowsTable
from soleflip_desktop.ui.theme import LARGE, Colours, interface_font
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.form import Field
from soleflip_desktop.ui.widgets.labels import ElidedLabel, Label
from soleflip_desktop.ui.widgets.mapping_columns import ColumnCard, MappingColumns
from soleflip_desktop.ui.widgets.room import resize_within_owner
from soleflip_desktop.ui.widgets.table_view import TableView

_WIDEST = 280  # px of a column of the preview


class MappingDialog(QDialog):
    """Columns above, what comes of the first rows below.

    Args:
        name: Of the file, and of its sheet.

    Signals:
        mapping_changed: The `ColumnMapping` as the user has it now.
        header_row_changed: Index of the record that is the header.
        rows_changed: The `Rows` are of a kind that has other fields: the columns are to be proposed anew.
        read_wanted: The `ColumnMapping`, and the name to remember it by, empty for none.
    """

    mapping_changed = Signal(object)
    header_row_changed = Signal(int)
    rows_changed = Signal(object)
    read_wanted = Signal(object, str)

    def __init__(self, name: str, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What the columns are"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_owner(self, QSize(1232, 736))
        self._name, self._colours = name, colours
        self._mapping: ColumnMapping | None = None
        self._cards: dict[str, ColumnCard] = {}
        self._asked = ""
        self.columns = MappingColumns()
        self.rows, self.header_row = QComboBox(), QSpinBox()
        self.header_row.lineEdit().setTextMargins(6, 0, 0, 0)  # which a style sheet's padding does not reach
        for kind in Rows:
            self.rows.addItem(rows_of_words(kind), kind)
        self.constants = {each: self._constant(each) for each in CONSTANTS}
        self.preview = TableView(self.tr("What is read of the first rows"))
        self.preview.setObjectName("framed")
        self._told = ElidedLabel(ink="warning")
        self.remember = QCheckBox(self.tr("Remember for files like this, as"))
        self.remember.setChecked(True)
        self.profile = QLineEdit(name)
        self.profile.setAccessibleName(self.tr("Name of the profile"))
        self.profile.setMaxLength(60)
        self.read = Button(self.tr("Read the file"), kind="primary")
        self.read.setEnabled(False)
        self._lay_out()
        self._connect()

    @property
    def mapping(self) -> ColumnMapping:
        assert self._mapping is not None, "a mapping is proposed before it can be changed"
        return self._mapping

    def show_proposal(self, mapping: ColumnMapping, cards: Sequence[ColumnCard], records: int) -> None:
        """Shows columns and what is proposed for them; `records` may be the header."""
        self._mapping = mapping
        self.rows.setCurrentIndex(self.rows.findData(mapping.rows))
        with QSignalBlocker(self.header_row):
            self.header_row.setRange(1, max(1, records - 1))
            self.header_row.setValue(mapping.header_row + 1)
        self._cards = {card.column: card for card in cards}
        self._show_columns()
        self._show_constants()

    def show_readings(self, readings: dict[str, str]) -> None:
        """How the file's columns are read as far as that is known; the rest is asked."""
        self._cards = {
            column: replace(card, reading=readings.get(column, "")) for column, card in self._cards.items()
        }
        cards = self._shown_cards()
        self.columns.update_columns(cards)
        self._scroll_to_question(cards)
        currency = readings.get("(currency)", "")
        box = self.constants["currency"]
        if isinstance(box, QComboBox) and not self.mapping.constants.get("currency"):
            box.setCurrentIndex(max(0, box.findData(currency)))

    def _scroll_to_question(self, cards: Sequence[ColumnCard]) -> None:
        """Once for each: while it is open, the user may look at other columns."""
        first = next((card.column for card in cards if card.readings and not card.reading), "")
        if first and first != self._asked:
            self.columns.scroll_to(first)
        self._asked = first

    @Slot(object)
    def take_colours(self, colours: Colours) -> None:
        self._colours = colours
        if isinstance(model := self.preview.model(), RowsTable):
            model.take_colours(colours)

    def show_preview(self, columns: Sequence[ColumnSpec[Any]], rows: Sequence[Any]) -> None:
        model = RowsTable(columns, self)
        model.take_colours(self._colours)
        model.show_rows(rows)
        self.preview.show_model(model)
        header = self.preview.horizontalHeader()
        header.setStretchLastSection(True)
        for at in range(len(columns) - 1):
            width = max(self.preview.sizeHintForColumn(at), header.sectionSizeHint(at))
            self.preview.setColumnWidth(at, min(width, _WIDEST))

    def tell(self, words: str, *, may_read: bool) -> None:
        """What is still to be said, and whether the file can be read as it is."""
        self._told.show_text(words)
        self.read.setEnabled(may_read)

    def told(self) -> str:
        return self._told.whole()

    def _constant(self, name: str) -> QWidget:
        if name in ("platform", "supplier", "status", "expense_kind"):
            line = QLineEdit()
            line.setPlaceholderText(self.tr("Not said"))
            line.editingFinished.connect(lambda: self._say_constant(name, line.text().strip()))
            return line
        box = QComboBox()
        box.addItem(self.tr("As the cells say"), "")
        for value in sorted(CURRENCIES) if name == "currency" else SIZE_SYSTEMS:
            box.addItem(value, value)
        box.activated.connect(lambda _: self._say_constant(name, box.currentData()))
        return box

    def _show_columns(self) -> None:
        fields = [("", field_words(""))]
        fields += [(each.name, field_words(each.name)) for each in fields_for(self.mapping.rows)]
        self.columns.show_columns(self._shown_cards(), fields)

    def _shown_cards(self) -> list[ColumnCard]:
        """The cards as the mapping has them now."""
        mapping = self.mapping
        return [
            replace(
                card,
                field=mapping.columns.get(card.column, ""),
                is_personal=card.column in mapping.personal,
                readings=readings_of(mapping.columns.get(card.column, "")),
                reading=mapping.readings.get(card.column, card.reading),
            )
            for card in self._cards.values()
        ]

    def _show_constants(self) -> None:
        rows = self.mapping.rows
        for name, field in self._constant_fields.items():
            field.setVisible(rows in CONSTANTS[name])
            value, box = self.mapping.constants.get(name, ""), self.constants[name]
            if isinstance(box, QComboBox):
                box.setCurrentIndex(max(0, box.findData(value)))
            elif isinstance(box, QLineEdit):
                box.setText(value)

    def _say_constant(self, name: str, value: str) -> None:
        constants = {each: said for each, said in self.mapping.constants.items() if each != name}
        if value:
            constants[name] = value
        if constants != dict(self.mapping.constants):
            self._change(replace(self.mapping, constants=constants))

    def _change(self, mapping: ColumnMapping) -> None:
        self._mapping = mapping
        self.columns.update_columns(self._shown_cards())
        self.mapping_changed.emit(mapping)

    @Slot(str, str)
    def _on_field_chosen(self, column: str, field: str) -> None:
        self._cards[column] = replace(self._cards[column], why="", reading="")
        self._change(self.mapping.with_field(column, field))

    @Slot(str, str)
    def _on_reading_chosen(self, column: str, reading: str) -> None:
        readings = {**self.mapping.readings, column: reading}
        self._change(replace(self.mapping, readings=readings))

    @Slot()
    def _on_rows_chosen(self) -> None:
        rows = Rows(self.rows.currentData())
        if rows is not self.mapping.rows and not {rows, self.mapping.rows} <= {*PAIRS}:
            self.rows_changed.emit(rows)
            return
        self._mapping = self.mapping.for_rows(rows)
        self._show_columns()
        self._show_constants()
        self.mapping_changed.emit(self._mapping)

    @Slot()
    def _on_read(self) -> None:
        name = self.profile.text().strip() if self.remember.isChecked() else ""
        self.read_wanted.emit(self.mapping, name)
        self.accept()

    def _connect(self) -> None:
        self.columns.field_chosen.connect(self._on_field_chosen)
        self.columns.reading_chosen.connect(self._on_reading_chosen)
        self.rows.activated.connect(lambda _: self._on_rows_chosen())
        self.header_row.valueChanged.connect(lambda row: self.header_row_changed.emit(row - 1))
        self.remember.toggled.connect(self.profile.setEnabled)
        self.read.clicked.connect(self._on_read)

    def _lay_out(self) -> None:
        self._constant_fields = {
            name: Field(constant_words(name), box) for name, box in self.constants.items()
        }
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(Field(self.tr("Rows are"), self.rows))
        choices.addWidget(Field(self.tr("Header is row"), self.header_row))
        for field in self._constant_fields.values():
            choices.addWidget(field)
        choices.addStretch()
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.profile.setFixedWidth(240)
        foot.addWidget(self.remember)
        foot.addWidget(self.profile)
        foot.addWidget(self._told, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.read)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        title = self.tr("What is in {file}?").format(file=self._name)
        heading = ElidedLabel(title, size=LARGE)
        heading.setFont(interface_font(LARGE, bold=True))
        layout.addWidget(heading)
        words = self.tr(
            "SoleFlip does not know this file. Say what each column is; the rest is kept, not read."
        )
        layout.addWidget(Label(words, ink="faint", wrap=True))
        layout.addLayout(choices)
        layout.addWidget(self.columns)
        layout.addWidget(self.preview, 1)
        layout.addLayout(foot)
        self.read.setDefault(True)
