"""A day to type in the locale's form, or to pick from a calendar."""

from PySide6.QtCore import QDate, QLocale, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

ICON, AROUND, CALENDAR = 16, 28, 344  # px


class DayField(QLineEdit):
    """A line with a calendar behind a button; Alt+Down opens it as well.

    Signals:
        picked: A day was taken from the calendar.
    """

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ink = self.palette().color(QPalette.ColorRole.Text)
        action = self.addAction(_calendar_icon(ink), QLineEdit.ActionPosition.TrailingPosition)
        action.setText(self.tr("Pick a day"))
        action.setToolTip(self.tr("Pick a day (Alt+Down)"))
        action.triggered.connect(self.open_calendar)

    def needed_width(self) -> int:
        """Pixels a day needs beside the button."""
        longest = QLocale().toString(QDate(2000, 12, 30), QLocale.FormatType.ShortFormat)
        return self.fontMetrics().horizontalAdvance(longest) + ICON + AROUND

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def open_calendar(self) -> QCalendarWidget:
        """Shows the calendar under the line, at the day that stands there."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setObjectName("popup")
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(popup)
        calendar.setAccessibleName(self.tr("Calendar"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setGridVisible(False)
        calendar.setMinimumWidth(CALENDAR)
        plain = calendar.weekdayTextFormat(Qt.DayOfWeek.Monday)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # red means a problem here
            calendar.setWeekdayTextFormat(day, plain)
        _dress_arrows(calendar)
        shown = self._day()
        calendar.setSelectedDate(shown if shown.isValid() else QDate.currentDate())
        calendar.activated.connect(self._on_activated)
        calendar.clicked.connect(self._on_activated)
        calendar.activated.connect(popup.close)
        calendar.clicked.connect(popup.close)
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)
        return calendar

    def _day(self) -> QDate:
        return QLocale().toDate(self.text().strip(), QLocale.FormatType.ShortFormat, 2000)

    def _on_activated(self, day: QDate) -> None:
        self.setText(QLocale().toString(day, QLocale.FormatType.ShortFormat))
        self.setModified(True)
        self.picked.emit()


def _dress_arrows(calendar: QCalendarWidget) -> None:
    """Qt draws the two arrows in black, whatever the theme."""
    for name, sign in (("qt_calendar_prevmonth", "‹"), ("qt_calendar_nextmonth", "›")):
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(QIcon())
            button.setText(sign)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)


def _calendar_icon(ink) -> QIcon:  # type: ignore[no-untyped-def]
    """A sheet with two rings, in the ink of the text."""
    picture = QPixmap(QSize(ICON, ICON) * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.2))
    painter.drawRoundedRect(QRectF(2.5, 3.5, 11, 10), 2, 2)
    painter.drawLine(3, 7, 13, 7)
    painter.drawLine(6, 2, 6, 4)
    painter.drawLine(10, 2, 10, 4)
    painter.end()
    return QIcon(picture)
