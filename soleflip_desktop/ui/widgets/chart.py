"""What all charts of bars have in common: pointing with mouse or keys, choosing, colours."""

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from soleflip_desktop.ui.theme import Colours


class BarChart(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Bars that can be pointed at and chosen; heirs draw them.

    Args:
        across: Whether the bars lie, one below the other.

    Signals:
        pointed: Number of the bar under the pointer or the keys, -1 for none.
        chosen: Number of the bar that was clicked, or on which Enter was pressed.
    """

    pointed = Signal(int)
    chosen = Signal(int)

    def __init__(self, axes: dict[str, Any], *, across: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent, axisItems=axes)
        self._across = across
        self._count = 0
        self._at = -1
        self._title = ""
        self._colours: Colours | None = None
        self._mark = pg.LinearRegionItem(
            movable=False, orientation="horizontal" if across else "vertical", pen=pg.mkPen(None)
        )
        self._mark.setZValue(-10)
        self._zero = pg.InfiniteLine(0, angle=90 if across else 0)
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.getPlotItem().showGrid(x=across, y=not across, alpha=0.15)
        self.scene().sigMouseMoved.connect(self._on_moved)

    def sizeHint(self) -> QSize:
        return QSize(320, 200)  # a graphics view asks for as much as its scene

    def take_colours(self, colours: Colours) -> None:
        self._colours = colours
        self._redraw()

    def name_it(self, title: str, figures: str) -> None:
        """What a screen reader says of the chart: its title, and all its figures in words."""
        self._title = title
        self.setAccessibleName(title)
        self.setAccessibleDescription(figures)

    def say_bar(self, words: str) -> None:
        """Has a screen reader say the bar under the keys."""
        self.setAccessibleName(f"{self._title}: {words}" if words else self._title)
        if words and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def point_at(self, number: int) -> None:
        if number != self._at:
            self._at = number
            self._show_mark()
            self.pointed.emit(number)

    def pointed_at(self) -> int:
        return self._at

    def draw_bars(self, colours: Colours) -> None:
        """Adds the bars to the emptied chart."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        last = self._count - 1
        places = {
            key.Key_Up if self._across else key.Key_Left: max(0, self._at - 1),
            key.Key_Down if self._across else key.Key_Right: min(last, self._at + 1),
            key.Key_Home: 0,
            key.Key_End: last,
        }
        if event.key() in places and self._count:
            self.point_at(places[key(event.key())])
        elif event.key() in (key.Key_Return, key.Key_Enter, key.Key_Space) and self._at >= 0:
            self.chosen.emit(self._at)
        elif event.key() == key.Key_Escape and self._at >= 0:
            self.point_at(-1)
        else:
            event.ignore()  # a plot would take the arrows to scroll by

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        number = self._bar_at(self.mapToScene(event.position().toPoint()))
        if event.button() is Qt.MouseButton.LeftButton and number >= 0:
            self.chosen.emit(number)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the chart

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self._at < 0 and self._count:
            self.point_at(self._count - 1 if not self._across else 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.point_at(-1)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.point_at(-1)

    def _redraw(self) -> None:
        if self._colours is None:
            return
        self.getPlotItem().clear()
        self.setBackground(QColor(self._colours.base))
        self._zero.setPen(QColor(self._colours.control_line))
        self._mark.setBrush(QColor(self._colours.raised))
        self.addItem(self._mark)
        self.addItem(self._zero)
        self.draw_bars(self._colours)
        self._at = min(self._at, self._count - 1)
        self._show_mark()

    def _show_mark(self) -> None:
        self._mark.setVisible(self._at >= 0)
        self._mark.setRegion((self._at - 0.5, self._at + 0.5))

    def _on_moved(self, position: QPointF) -> None:
        number = self._bar_at(position)
        shape = Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.point_at(number)

    def _bar_at(self, position: QPointF) -> int:
        """The bar in whose row or column a point of the scene lies: names and gaps count as well."""
        box: Any = self.getPlotItem().vb
        inside = box.sceneBoundingRect()
        whole = self.getPlotItem().sceneBoundingRect()
        reach = whole.adjusted(0, 0, 0, 0) if self._across else inside
        if not reach.contains(position):
            return -1
        point = box.mapSceneToView(position)
        number = round(point.y() if self._across else point.x())
        return number if 0 <= number < self._count else -1


def bars(
    numbers: list[int],
    lengths: list[float],
    width: float,
    colour: str,
    *,
    across: bool = False,
    edge: str = "",
) -> Any:
    """Bars from zero, standing or lying, with an edge where their colour alone is too pale."""
    pen, brush = pg.mkPen(QColor(edge) if edge else None), QColor(colour)
    if across:
        return pg.BarGraphItem(x0=0, y=numbers, width=lengths, height=width, brush=brush, pen=pen)
    return pg.BarGraphItem(x=numbers, height=lengths, width=width, brush=brush, pen=pen)
