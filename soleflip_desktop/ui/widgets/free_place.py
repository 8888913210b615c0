"""Where something can float over a widget without covering what is pressed, typed into or scrolled by."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QWidget,
)

Kind = TypeVar("Kind", bound=QWidget)

WIDEST, NARROWEST, MARGIN, GAP = 640, 400, 16, 8  # px

_CONTROLS: tuple[type[QWidget], ...] = (
    *(QAbstractButton, QAbstractSpinBox, QComboBox, QHeaderView, QLineEdit),
)


def free_place(ground: QWidget, floating: QWidget, height_of: Callable[[int], int]) -> QRect:
    """The lowest place at the left where what floats covers no control and, if it can, no words.

    What moves with a page or with rows does not count: it can be scrolled away from below.

    Args:
        height_of: Pixels that it needs at a width.
    """
    areas = _fixed(ground, QAbstractScrollArea)
    width = _width(ground, areas)
    height = height_of(width)
    corner = QRect(MARGIN, ground.height() - height - MARGIN, width, height)
    flat = Qt.Orientation.Horizontal
    bars = [bar for area in areas if (bar := _room_of_bar(area, ground, flat)) is not None]
    for kinds in ((*_CONTROLS, QLabel), _CONTROLS):
        places = [place for kind in kinds for place in _places(ground, kind, floating)]
        place = _above(corner, [*places, *bars])
        if place.top() >= MARGIN:
            return place
    return corner


def _width(ground: QWidget, areas: Sequence[QAbstractScrollArea]) -> int:
    """Less where it would reach over the bar that scrolls a table down."""
    bars = [bar for area in areas if (bar := _room_of_bar(area, ground, Qt.Orientation.Vertical)) is not None]
    edges = [bar.left() - GAP - MARGIN for bar in bars]
    return min([WIDEST, ground.width() - 2 * MARGIN, *(edge for edge in edges if edge >= NARROWEST)])


def _places(ground: QWidget, kind: type[QWidget], floating: QWidget) -> list[QRect]:
    return [_place_of(each, ground) for each in _fixed(ground, kind) if not floating.isAncestorOf(each)]


def _fixed(ground: QWidget, kind: type[Kind]) -> list[Kind]:
    """What can be seen of a kind, and does not move with a page."""
    return [each for each in ground.findChildren(kind) if each.isVisible() and not _is_scrolled(each)]


def _is_scrolled(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        outer = parent.parentWidget()
        if isinstance(outer, QAbstractScrollArea) and parent is outer.viewport():
            return True
        parent = outer
    return False


def _place_of(widget: QWidget, ground: QWidget) -> QRect:
    return QRect(widget.mapTo(ground, QPoint()), widget.size())


def _room_of_bar(area: QAbstractScrollArea, ground: QWidget, way: Qt.Orientation) -> QRect | None:
    """Where its scroll bar is, or would be: it comes and goes with the rows."""
    place, flat = _place_of(area, ground), way is Qt.Orientation.Horizontal
    policy = area.horizontalScrollBarPolicy() if flat else area.verticalScrollBarPolicy()
    if policy is Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        return None
    if flat:
        return place.adjusted(0, place.height() - area.horizontalScrollBar().sizeHint().height(), 0, 0)
    return place.adjusted(place.width() - area.verticalScrollBar().sizeHint().width(), 0, 0, 0)


def _above(place: QRect, parts: Sequence[QRect]) -> QRect:
    """The place moved up until it covers none of these."""
    moved = QRect(place)
    while covered := [part for part in parts if part.intersects(moved)]:
        moved.moveBottom(min(part.top() for part in covered) - GAP - 1)
    return moved
