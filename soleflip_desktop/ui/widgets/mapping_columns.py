"""The columns of an unknown table side by side: what each is, how it is read, its first cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from soleflip_desktop.ui.models.reading_words import answer_words, short_words
from soleflip_desktop.ui.theme import NORMAL, SMALL, interface_font
from soleflip_desktop.ui.widgets.labels import ElidedLabel, Label

Role = Qt.ItemDataRole
CARD_WIDTH = 200  # px
SAMPLES = 3
NOTE_LINES = 2


@dataclass(frozen=True, slots=True)
class ColumnCard:
    """One column.

    Attributes:
        column: Its name.
        samples: Its first cells.
        field: What it is, empty if it is not read.
        why: Why it was proposed; a tooltip.
        is_personal: It names buyers and is not kept.
        readings: How it may be read, nothing if its cells say that themselves.
        reading: How it is, empty if that is open.
    """

    column: str
    samples: tuple[str, ...] = ()
    field: str = ""
    why: str = ""
    is_personal: bool = False
    readings: tuple[str, ...] = ()
    reading: str = ""


class MappingColumns(QScrollArea):
    """A card for each column; more of them than fit are scrolled to.

    Signals:
        field_chosen: A column and the name of its field, empty for none.
        reading_chosen: A column and how it is read.
    """

    field_chosen = Signal(str, str)
    reading_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cards: dict[str, _Card] = {}

    def show_columns(self, cards: Sequence[ColumnCard], fields: Sequence[tuple[str, str]]) -> None:
        """Shows these columns, each with a choice of `fields` (name and title)."""
        self._cards = {card.column: _Card(card, fields) for card in cards}
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for card in self._cards.values():
            card.field_chosen.connect(self.field_chosen)
            card.reading_chosen.connect(self.reading_chosen)
            row.addWidget(card)
        row.addStretch()
        self.setWidget(place)
        self.setFixedHeight(place.sizeHint().height() + self.horizontalScrollBar().sizeHint().height() + 4)

    def update_columns(self, cards: Sequence[ColumnCard]) -> None:
        """Shows what changed about them."""
        for card in cards:
            self._cards[card.column].show_card(card)

    def scroll_to(self, column: str) -> None:
        """Shows the whole card of a column."""
        self.ensureWidgetVisible(self._cards[column], CARD_WIDTH // 4, 0)

    def field_box(self, column: str) -> QComboBox:
        return self._cards[column].field

    def reading_box(self, column: str) -> QComboBox:
        return self._cards[column].reading

    def fields(self) -> Mapping[str, str]:
        return {column: card.field.currentData() for column, card in self._cards.items()}


class _Card(QFrame):
    field_chosen = Signal(str, str)
    reading_chosen = Signal(str, str)

    def __init__(self, card: ColumnCard, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(CARD_WIDTH)
        self._column = card.column
        self.field, self.reading = QComboBox(), QComboBox()
        self.field.setAccessibleName(self.tr("What column {column} is").format(column=card.column))
        self.reading.setAccessibleName(self.tr("How column {column} is read").format(column=card.column))
        for name, title in fields:
            self.field.addItem(title, name)
        self._title = ElidedLabel(card.column)
        self._title.setFont(interface_font(NORMAL, bold=True))
        self._note = Label(size=SMALL, ink="faint", wrap=True)
        self._note.setFixedHeight(NOTE_LINES * self._note.fontMetrics().lineSpacing())
        self._note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self._title)
        for sample in (*card.samples, *("",) * SAMPLES)[:SAMPLES]:
            layout.addWidget(ElidedLabel(sample or " ", size=SMALL, ink="faint"))
        layout.addSpacing(4)
        layout.addWidget(self._note)
        layout.addWidget(self.reading)
        keep = self.reading.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # or the cards would jump
        self.reading.setSizePolicy(keep)
        self.show_card(card)
        self.field.activated.connect(self._on_field)
        self.reading.activated.connect(self._on_reading)

    def show_card(self, card: ColumnCard) -> None:
        self.field.setCurrentIndex(max(0, self.field.findData(card.field)))
        self.field.setToolTip(card.why)
        self.reading.setVisible(bool(card.readings))
        self.reading.clear()
        if card.readings and not card.reading:
            self.reading.addItem(self.tr("Choose…"), "")
        for reading in card.readings:
            words = short_words(reading)
            self.reading.addItem(words[:1].upper() + words[1:], reading)
            self.reading.setItemData(self.reading.count() - 1, answer_words(reading), Role.ToolTipRole)
        self.reading.setToolTip(answer_words(card.reading) if card.reading else "")
        self.reading.setCurrentIndex(max(0, self.reading.findData(card.reading)))
        self.reading.setProperty("invalid", bool(card.readings) and not card.reading)
        self.reading.style().unpolish(self.reading)
        self.reading.style().polish(self.reading)
        note = self.tr("Names buyers: not kept") if card.is_personal else card.why
        self._note.setText(note)
        self._note.setToolTip(note)

    def _on_field(self) -> None:
        self.field_chosen.emit(self._column, self.field.currentData())

    def _on_reading(self) -> None:
        if self.reading.currentData():
            self.reading_chosen.emit(self._column, self.reading.currentData())
