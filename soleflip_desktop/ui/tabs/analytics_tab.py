"""The Analytics tab: figures in words above, the chart per month below."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from soleflip_desktop.ui.theme import FIGURE, LARGE, SMALL
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.empty_state import EmptyState
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.legend import Legend


class Figure(QWidget):
    """A name, a large value, and what it rests on."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._value = Label(size=FIGURE, bold=True)
        self._basis = Label(size=SMALL, ink="faint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 32, 0)
        layout.setSpacing(2)
        for label in (Label(name, size=SMALL, ink="faint"), self._value, self._basis):
            layout.addWidget(label)

    def show_value(self, value: str, basis: str = "", ink: str = "") -> None:
        self._value.setText(value)
        self._value.take_ink(ink)
        self._basis.setText(basis)
        self.setAccessibleName(f"{self._name}: {value} {basis}".strip())

    def value(self) -> str:
        return self._value.text()

    def basis(self) -> str:
        return self._basis.text()


class AnalyticsTab(QWidget):
    """Layout of the Analytics tab; the chart is put in when its library has been loaded.

    Signals:
        day_chosen: `sale` or `payout`, the day that puts a sale into a month.
        import_wanted: The button of the empty state was pressed.
        shown: The tab has come into sight.
    """

    day_chosen = Signal(str)
    import_wanted = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.payout = Figure(self.tr("Net payout"))
        self.profit = Figure(self.tr("Profit"))
        self.sold = Figure(self.tr("Sold"))
        self.empty = EmptyState()
        self.empty.chosen.connect(self.import_wanted)
        self._readout = Label(ink="faint")
        self.legend = Legend((self.tr("Net payout"), self.tr("Profit"), self.tr("Loss")))
        self._remark = Label(ink="faint", size=SMALL, wrap=True)
        self.days = {
            "sale": self._segment(self.tr("By sale day")),
            "payout": self._segment(self.tr("By payout day")),
        }
        self.days["sale"].setChecked(True)
        self._lay_out()

    def put_chart(self, chart: QWidget) -> None:
        self._chart.addWidget(chart, 1)

    def show_figures(self) -> None:
        self._stack.setCurrentWidget(self._page)

    def say_empty(self, sentence: str, button: str = "") -> None:
        self.empty.say(sentence, button)
        self._stack.setCurrentWidget(self.empty)

    def is_empty(self) -> bool:
        return self._stack.currentWidget() is self.empty

    def say_month(self, text: str) -> None:
        """What the month under the pointer comes to."""
        self._readout.setText(text)

    def say_remark(self, text: str) -> None:
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    def remark(self) -> str:
        return self._remark.text()

    def month_words(self) -> str:
        return self._readout.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _segment(self, text: str) -> Button:
        button = Button(text, kind="segment")
        button.setCheckable(True)
        return button

    def _lay_out(self) -> None:
        self._page = QWidget()
        page = QVBoxLayout(self._page)
        page.setContentsMargins(16, 16, 16, 8)
        page.setSpacing(16)
        page.addLayout(self._figures())
        page.addLayout(self._chart_head())
        self._chart = QVBoxLayout()
        page.addLayout(self._chart, 1)
        page.addWidget(self._remark)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self.days["sale"])

    def _figures(self) -> QHBoxLayout:
        figures = QHBoxLayout()
        for figure in (self.payout, self.profit, self.sold):
            figures.addWidget(figure)
        figures.addStretch()
        return figures

    def _chart_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(Label(self.tr("Net payout and profit per month"), size=LARGE, bold=True))
        head.addSpacing(16)
        head.addWidget(self._readout)
        head.addStretch()
        head.addWidget(self.legend)
        head.addSpacing(16)
        group = QButtonGroup(self)
        for name, button in self.days.items():
            group.addButton(button)
            head.addWidget(button)
            button.clicked.connect(lambda _=False, name=name: self.day_chosen.emit(name))
        return head
