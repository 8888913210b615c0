"""Paints the cells of a table, a third of the time that Qt takes with a style sheet and a model in Python."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from soleflip_desktop.ui.models.cells import Cells
from soleflip_desktop.ui.theme import interface_font

MARGIN = 8  # px, left and right of the text, as in the header
KEPT_TEXTS = 4000
# As numbers: to join flags of Python's enum takes longer than to draw the text.
_SELECTED, _FOCUSED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_HasFocus.value


class CellPainter(QStyledItemDelegate):
    """Text in one line in the ink of the cell, also where the row is selected.

    Laying out a text takes longer than anything else here, so texts are kept laid out.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fonts = {right: interface_font(figures=right) for right in (False, True)}
        self._metrics = {right: QFontMetrics(font) for right, font in self._fonts.items()}
        self._texts: dict[tuple[str, int, bool], tuple[QStaticText, float]] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if not isinstance(model, Cells) or not model.is_plain:
            super().paint(painter, option, index)
            if option.state.value & _FOCUSED:
                self._mark(painter, option.rect, option.palette)
            return
        column = index.column()
        text, ink = model.drawn(index.row(), column)
        rect, palette, state = option.rect, option.palette, option.state.value
        if state & _SELECTED:
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        if text:
            right = model.columns[column].right
            laid, width = self._laid_out(text, rect.width() - 2 * MARGIN, right)
            painter.setFont(self._fonts[right])
            painter.setPen(ink or palette.color(QPalette.ColorRole.Text))
            x = rect.x() + (rect.width() - MARGIN - width if right else MARGIN)
            painter.drawStaticText(QPointF(x, rect.y() + (rect.height() - laid.size().height()) // 2), laid)
        if state & _FOCUSED:
            self._mark(painter, rect, palette)

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Keeps a cell's own ink where the row is selected, also in a table that Qt paints.

        The frame of the current cell is drawn here in every table; Qt's would be another one.
        """
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        option.palette.setBrush(QPalette.ColorRole.HighlightedText, option.palette.text())

    def _laid_out(self, text: str, room: int, right: bool) -> tuple[QStaticText, float]:
        key = (text, room, right)
        known = self._texts.get(key)
        if known is None:
            if len(self._texts) >= KEPT_TEXTS:
                self._texts.clear()
            known = self._texts[key] = _static(text, room, self._fonts[right], self._metrics[right])
        return known

    def _mark(self, painter: QPainter, rect: QRect, palette: QPalette) -> None:
        """The cell that keys go to."""
        painter.setPen(palette.color(QPalette.ColorRole.Accent))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


def _static(text: str, room: int, font: QFont, metrics: QFontMetrics) -> tuple[QStaticText, float]:
    # A line separator would become a second line.
    line = text.replace("\n", " ").replace("\u2028", " ")
    shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
    laid = QStaticText(shown)
    laid.setTextFormat(Qt.TextFormat.PlainText)
    laid.prepare(font=font)
    return laid, laid.size().width()
