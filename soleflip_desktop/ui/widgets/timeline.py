"""A life as a vertical line of days, drawn beside the words that say the same."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from soleflip_desktop.ui.models.panel_text import Moment
from soleflip_desktop.ui.theme import LIGHT, Colours
from soleflip_desktop.ui.widgets.labels import ElidedLabel
from soleflip_desktop.ui.widgets.selectable import SelectableLabel

_GUTTER, _DOT, _HEIGHT = 20, 4.5, 24  # px

_Labels = tuple[SelectableLabel, SelectableLabel, ElidedLabel]


class Timeline(QWidget):
    """The steps from top to bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._moments: tuple[Moment, ...] = ()
        self._lines: list[_Labels] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_GUTTER, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, 72)
        self._grid.setColumnStretch(2, 1)

    @Slot(object)
    def take_colours(self, colours: Colours) -> None:
        self._colours = colours
        self.update()

    def show_moments(self, moments: Sequence[Moment]) -> None:
        self._moments = tuple(moments)
        self.setAccessibleDescription(self.as_text())
        while len(self._lines) < len(moments):
            self._add_line()
        for labels, moment in zip(self._lines, moments, strict=False):
            self._fill(labels, moment)
        for labels in self._lines[len(moments) :]:
            for label in labels:
                label.hide()
        self.update()

    def moments(self) -> tuple[Moment, ...]:
        return self._moments

    def as_text(self) -> str:
        return "\n".join(moment.words for moment in self._moments)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self.contentsMargins().left() + _DOT
        dots = [
            (QPointF(left, labels[0].geometry().center().y() + 0.5), moment.known)
            for labels, moment in zip(self._lines, self._moments, strict=False)
        ]
        for (upper, _), (lower, known) in pairwise(dots):
            style = Qt.PenStyle.SolidLine if known else Qt.PenStyle.DotLine
            painter.setPen(QPen(QColor(self._colours.control_line), 1.5, style))
            painter.drawLine(upper + QPointF(0, _DOT), lower - QPointF(0, _DOT))
        for centre, known in dots:
            ink = QColor(self._colours.accent if known else self._colours.control_line)
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(ink if known else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, _DOT - 1, _DOT - 1)
        painter.end()

    def _add_line(self) -> None:
        row = len(self._lines)
        labels = (SelectableLabel(), SelectableLabel(), ElidedLabel(ink="faint"))
        for column, label in enumerate(labels):
            label.setFixedHeight(_HEIGHT)
            self._grid.addWidget(label, row, column)
        labels[2].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lines.append(labels)

    def _fill(self, labels: _Labels, moment: Moment) -> None:
        name, day, between = labels
        between.show_text(moment.between)
        between.show()
        name.setAccessibleName(moment.words)
        for label, text in ((name, moment.name), (day, moment.day)):
            label.setText(text)
            label.setToolTip(moment.tip)
            label.show()
            ink = "" if moment.known else "faint"
            if (label.property("ink") or "") != ink:
                label.take_ink(ink)
