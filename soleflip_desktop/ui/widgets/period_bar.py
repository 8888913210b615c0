"""Which period, by which day, compared with what."""

from datetime import date
from typing import Literal

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QDateEdit, QHBoxLayout, QWidget

from soleflip_desktop.domain.periods import Comparison, Period, Span
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.flow_layout import FlowLayout
from soleflip_desktop.ui.widgets.labels import Label

Day = Literal["sale", "payout"]


class PeriodBar(QWidget):
    """Goes on in a second line where the window is narrow.

    Signals:
        changed: By the user's hand.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spans = {
            Span.MONTH: self._segment(self.tr("This month")),
            Span.QUARTER: self._segment(self.tr("Quarter")),
            Span.YEAR: self._segment(self.tr("Year")),
            Span.TWELVE_MONTHS: self._segment(self.tr("12 months")),
            Span.ALL: self._segment(self.tr("All")),
            Span.CUSTOM: self._segment(self.tr("From … to …")),
        }
        self.days: dict[Day, Button] = {
            "sale": self._segment(self.tr("By sale day")),
            "payout": self._segment(self.tr("By payout day")),
        }
        self.first, self.last = self._day_box(self.tr("From")), self._day_box(self.tr("To"))
        self.comparison = QComboBox()
        self.comparison.setAccessibleName(self.tr("Compare with"))
        self._custom = _row(
            Label(self.tr("from"), ink="faint"), self.first, Label(self.tr("to"), ink="faint"), self.last
        )
        self._custom.hide()
        self._fill()
        self._lay_out()
        self.spans[Span.TWELVE_MONTHS].setChecked(True)
        self.days["sale"].setChecked(True)

    @property
    def span(self) -> Span:
        return next(span for span, button in self.spans.items() if button.isChecked())

    @property
    def day(self) -> Day:
        return next(day for day, button in self.days.items() if button.isChecked())

    @property
    def compared(self) -> Comparison:
        return Comparison(self.comparison.currentData())

    @property
    def custom(self) -> Period:
        return Period(_date(self.first), _date(self.last))

    def use_locale(self, locale: QLocale) -> None:
        for box in (self.first, self.last):
            box.setLocale(locale)
            box.setDisplayFormat(locale.dateFormat(QLocale.FormatType.ShortFormat))

    def choose(self, span: Span) -> None:
        """Takes a span without a signal."""
        if any(button.hasFocus() for button in self.spans.values()):
            self.spans[span].setFocus()
        self.spans[span].setChecked(True)
        self.setFocusProxy(self.spans[span])
        self._custom.setVisible(span is Span.CUSTOM)

    def propose(self, period: Period) -> None:
        """Where "from … to …" begins: with the days that are shown."""
        for box, day in ((self.first, period.first), (self.last, period.last)):
            box.blockSignals(True)
            box.setDate(QDate(day.year, day.month, day.day))
            box.blockSignals(False)

    def _segment(self, text: str) -> Button:
        button = Button(text, kind="segment")
        button.setCheckable(True)
        return button

    def _day_box(self, name: str) -> QDateEdit:
        box = QDateEdit(QDate.currentDate())
        box.setCalendarPopup(True)
        box.setAccessibleName(name)
        box.setKeyboardTracking(False)
        box.dateChanged.connect(lambda: self.changed.emit())
        return box

    def _fill(self) -> None:
        for comparison, words in (
            (Comparison.PREVIOUS, self.tr("Previous period")),
            (Comparison.YEAR_BEFORE, self.tr("Year before")),
            (Comparison.NOTHING, self.tr("Nothing")),
        ):
            self.comparison.addItem(words, comparison)
        self.comparison.activated.connect(lambda: self.changed.emit())

    def _lay_out(self) -> None:
        row = FlowLayout(self, spacing=12)
        compare = Label(self.tr("Compare with"), ink="faint")
        compare.setBuddy(self.comparison)
        for widget in (
            _joined(*self.spans.values()),
            self._custom,
            _row(compare, self.comparison),
            _joined(*self.days.values()),
        ):
            row.addWidget(widget)
        for buttons in (self.spans, self.days):
            group = QButtonGroup(self)
            for button in buttons.values():
                group.addButton(button)
                button.clicked.connect(lambda: self._on_clicked())
        self.setFocusProxy(self.spans[Span.TWELVE_MONTHS])

    def _on_clicked(self) -> None:
        self.choose(self.span)
        self.changed.emit()


def _row(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    return row


def _joined(*buttons: Button) -> QWidget:
    """Buttons that share their frames, rounded at both ends; the one that is down shows all of its own."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for number, button in enumerate(buttons):
        if number:
            layout.addSpacing(-1)
        layout.addWidget(button)
        button.toggled.connect(lambda down, button=button: button.raise_() if down else None)
    buttons[0].setProperty("end", "first")
    buttons[-1].setProperty("end", "last")
    return row


def _date(box: QDateEdit) -> date:
    day = box.date()
    return date(day.year(), day.month(), day.day())
