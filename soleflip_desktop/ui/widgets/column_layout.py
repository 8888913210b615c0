"""Puts the columns of a table into the places, widths and visibility of a layout, and reads them back."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHeaderView

from soleflip_desktop.domain.views import ColumnPlace
from soleflip_desktop.ui.models.columns import ColumnSpec

NARROWEST, WIDEST = 48, 2000  # px: what a layout from elsewhere may ask for
PADDING = 18  # px beside a title: of the style sheet, and a bit to breathe


def shown_columns(header: QHeaderView) -> list[int]:
    """Numbers of the visible columns from left to right."""
    inner = (header.logicalIndex(place) for place in range(header.count()))
    return [column for column in inner if not header.isSectionHidden(column)]


def places_of(header: QHeaderView, columns: Sequence[ColumnSpec[Any]]) -> tuple[ColumnPlace, ...]:
    """All columns as they stand, from left to right."""
    return tuple(
        ColumnPlace(columns[at].name, width_of(header, at), header.isSectionHidden(at))
        for at in (header.logicalIndex(place) for place in range(header.count()))
    )


def put_into(header: QHeaderView, columns: Sequence[ColumnSpec[Any]], places: Sequence[ColumnPlace]) -> None:
    """Arranges the columns; one that the layout does not know stays right of its neighbour."""
    for place, number in enumerate(_arranged(columns, places)):
        header.moveSection(header.visualIndex(number), place)
    wanted = {each.name: each for each in places}
    hidden = []
    for number, column in enumerate(columns):
        at_first = ColumnPlace(column.name, _first_width(header, column), column.hidden_at_first)
        this = wanted.get(column.name, at_first)
        header.setSectionHidden(number, False)
        header.resizeSection(number, max(NARROWEST, min(this.width, WIDEST)))
        hidden += [number] if this.hidden else []
    if len(hidden) < len(columns):
        for number in hidden:
            header.setSectionHidden(number, True)


def width_of(header: QHeaderView, column: int) -> int:
    """How wide a column is, or would be if it were shown."""
    if not header.isSectionHidden(column):
        return header.sectionSize(column)
    header.setSectionHidden(column, False)
    width = header.sectionSize(column)
    header.setSectionHidden(column, True)
    return width


def _first_width(header: QHeaderView, column: ColumnSpec[Any]) -> int:
    """As wide as its values, and as its title, which other languages may need more room for."""
    title = ceil(QFontMetricsF(header.font()).horizontalAdvance(column.title))  # the whole number may be cut
    return max(column.width, title + PADDING)


def _arranged(columns: Sequence[ColumnSpec[Any]], places: Sequence[ColumnPlace]) -> list[int]:
    numbers = {column.name: number for number, column in enumerate(columns)}
    arranged = [numbers[each.name] for each in places if each.name in numbers]
    for number in range(len(columns)):
        if number not in arranged:
            after = arranged.index(number - 1) + 1 if number - 1 in arranged else 0
            arranged.insert(after, number)
    return arranged
