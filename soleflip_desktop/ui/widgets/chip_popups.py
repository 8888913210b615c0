"""What a chip opens: values to tick, or a span to choose."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QDate,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from soleflip_desktop.domain.selection import Between, Choice
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.chips import SpanChip, ValuesChip, preset_of, value_words
from soleflip_desktop.ui.models.choices import COUNT_ROLE, ChoicesList
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.chip import Chip
from soleflip_desktop.ui.widgets.labels import Label

SEARCHED_FROM = 8  # values: with more of them there is a box to search in
WIDTH, DAYS_WIDTH, ROW, MOST_ROWS = 288, 352, 28, 10
"""Of a popup, in px and rows."""


class Popup(QFrame):
    """Hangs below a chip until something else is clicked, or Escape is pressed."""

    def __init__(self, chip: Chip, width: int = WIDTH) -> None:
        super().__init__(chip, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(width)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 8, 8, 8)
        self.column.setSpacing(8)
        self._chip = chip

    def open(self) -> None:
        self.adjustSize()
        corner = self._chip.menu_corner()
        screen = self._chip.screen().availableGeometry()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        self.move(corner)
        self.show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the chip closes what it has opened; the same click must not open it again."""
        on_chip = self._chip.rect().contains(self._chip.mapFromGlobal(event.globalPosition().toPoint()))
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay, on_chip)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


class _CountDelegate(QStyledItemDelegate):
    """Paints how many rows a value has, faint, at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        count = str(index.data(COUNT_ROLE))
        palette, whole = option.palette, QRect(option.rect)  # the option's own would change with it
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, palette.color(QPalette.ColorRole.Highlight))
        room = option.fontMetrics.horizontalAdvance(count) + 12
        option.rect = whole.adjusted(0, 0, -room, 0)
        super().paint(painter, option, index)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        place = whole.adjusted(0, 0, -6, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)


class _List(QListView):
    """A list in which Enter and a click on the words tick as well."""

    def __init__(self, name: str, model: ChoicesList) -> None:
        super().__init__()
        self.setObjectName("choices")
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_CountDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choices = model
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choices.toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ticks = self._choices.values
        super().mousePressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._choices.values == self._ticks:  # not on the box itself, which Qt has ticked by now
            self._choices.toggle(index)


class ValuesPopup(Popup):
    """Values with their counts, to be ticked; what is ticked holds at once.

    Signals:
        chosen: The ticked values.
    """

    chosen = Signal(object)

    def __init__(self, chip: Chip, spec: ValuesChip, values: Sequence[str | None], formats: Formats) -> None:
        super().__init__(chip)
        self.spec = spec
        self.model = ChoicesList(lambda value: value_words(value, spec), formats.count, values, self)
        self.model.ticked.connect(self.chosen)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_searched)
        self.search.installEventFilter(self)
        self.search.hide()
        self.list = _List(spec.title, self.model)
        self.list.hide()
        self.wait = Label(self.tr("Loading…"), ink="faint")
        self._untick = Button(self.tr("Clear"), kind="flat")
        self._untick.clicked.connect(self.model.untick_all)
        self._untick.setEnabled(bool(values))
        self.model.ticked.connect(lambda ticked: self._untick.setEnabled(bool(ticked)))
        for widget in (self.search, self.wait, self.list):
            self.column.addWidget(widget)
        self.column.addWidget(self._untick, alignment=Qt.AlignmentFlag.AlignRight)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        self.model.show_choices(choices)
        long = self.model.is_long(SEARCHED_FROM)
        rows = min(MOST_ROWS, self.model.rowCount())
        self.wait.setVisible(not rows)
        self.wait.setText(self.tr("No values"))
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(rows * ROW + 4)
        self.search.setVisible(long)
        self.list.setCurrentIndex(self.model.index(0))
        (self.search if long else self.list).setFocus(Qt.FocusReason.PopupFocusReason)
        self.adjustSize()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search box Down goes into the list, and Enter ticks what stands first."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.model.toggle(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _on_searched(self, text: str) -> None:
        self.model.search(text)
        self.list.setCurrentIndex(self.model.index(0))


class SpanPopup(Popup):
    """Spans with a name to choose from and, for days, any span from and to.

    Signals:
        chosen: A `Between`.
    """

    chosen = Signal(object)

    def __init__(
        self, chip: Chip, spec: SpanChip, span: Between | None, formats: Formats, today: date
    ) -> None:
        super().__init__(chip, DAYS_WIDTH if spec.free else WIDTH)
        self._spec, self._today = spec, today
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName(spec.title)
        for preset in spec.presets:
            item = QListWidgetItem(preset.words, self.list)
            item.setSizeHint(QSize(0, ROW))
        self.list.setFixedHeight(len(spec.presets) * ROW + 4)
        self.list.itemActivated.connect(lambda _: self._take_preset())
        self.list.itemClicked.connect(lambda _: self._take_preset())
        self.column.addWidget(self.list)
        current = None if span is None else preset_of(spec, span, today)
        self.list.setCurrentRow(spec.presets.index(current) if current else 0)
        if spec.free:
            self._add_days(span, formats)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self._take_preset()
        else:
            super().keyPressEvent(event)

    def _add_days(self, span: Between | None, formats: Formats) -> None:
        first = span.first if span and isinstance(span.first, date) else self._today.replace(day=1)
        last = span.last if span and isinstance(span.last, date) else self._today
        self.first = _day_box(self.tr("From"), first, formats)
        self.last = _day_box(self.tr("To"), last, formats)
        self.take = Button(self.tr("Show these days"))
        self.take.clicked.connect(self._take_days)
        row = QHBoxLayout()
        for box, words in ((self.first, self.tr("from")), (self.last, self.tr("to"))):
            row.addWidget(Label(words, ink="faint"))
            row.addWidget(box, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.take)

    def _take_preset(self) -> None:
        first, last = self._spec.presets[self.list.currentRow()].span(self._today)
        self._choose(Between(self._spec.field, first, last))

    def _take_days(self) -> None:
        first, last = sorted(_day(box) for box in (self.first, self.last))
        self._choose(Between(self._spec.field, first, last))

    def _choose(self, span: Between) -> None:
        self.close()
        self.chosen.emit(span)


def _day_box(name: str, day: date, formats: Formats) -> QDateEdit:
    box = QDateEdit(QDate(day.year, day.month, day.day))
    box.setLocale(formats.locale)
    box.setDisplayFormat(formats.locale.dateFormat(formats.locale.FormatType.ShortFormat))
    box.setCalendarPopup(True)
    box.setAccessibleName(name)
    return box


def _day(box: QDateEdit) -> date:
    chosen = box.date()
    return date(chosen.year(), chosen.month(), chosen.day())
