"""The search over everything: a box over the window, gone as soon as it is left."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from soleflip_desktop.ui.models.hits import HIT, NOTE, HitsList
from soleflip_desktop.ui.theme import NORMAL, SMALL, interface_font
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from soleflip_desktop.services.search import Hit

WIDTH, TOP, MARGIN = 640, 56, 16  # px
ROW, HEADING = 32, 28  # px
_PADDING, _GAP = 12, 12  # px
_TITLE_SHARE = 0.6  # of the room that the note leaves, where the detail needs some too


class SearchPalette(QFrame):
    """Lies over the upper part of the window.

    Signals:
        searched: A text, once the typing pauses.
        chosen: The `Hit` to show.
    """

    searched = Signal(str)
    chosen = Signal(object)

    def __init__(self, model: HitsList, ground: QWidget) -> None:
        super().__init__(ground)
        self.setObjectName("palette")
        self._ground, self._model = ground, model
        self._shown_for = ""
        self._enter_waits = False
        self._before: QWidget | None = None
        self.box = SearchBox(self.tr("Style code, product, order number, brand, supplier"))
        self.list = QListView()
        self.list.setModel(model)
        self.list.setObjectName("choices")
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setItemDelegate(_HitPainter(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self._sentence = Label(ink="faint", wrap=True)
        self._sentence.setContentsMargins(_PADDING, 4, _PADDING, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        for widget in (self.box, self.list, self._sentence):
            layout.addWidget(widget)
        self.box.installEventFilter(self)
        ground.installEventFilter(self)
        self.box.searched.connect(self.searched)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.hide()

    def open(self) -> None:
        """Comes into sight with what was searched last, ready to be typed over."""
        self._before = self.window().focusWidget()
        self._fit()
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)
        self.box.selectAll()

    def close_again(self) -> None:
        """Gives the focus back to where it was."""
        if self.isVisible():
            self.hide()
            if self._before is not None and self._before.isVisible():
                self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_hits(self, text: str, hits: "list[Hit]") -> None:
        """What was found for `text`; the first is the one that Enter opens."""
        self._shown_for = text
        self._model.show_hits(hits)
        self._sentence.setText(
            self.tr("Nothing found for “{text}”").format(text=text)
            if text
            else self.tr("Type what you look for. Mistyped words are understood.")
        )
        self._go_to(self._model.next_hit(-1, 1))
        self._fit()
        if self._enter_waits and hits:
            self._choose(self.list.currentIndex().row())
        self._enter_waits = False

    def sentence(self) -> str:
        return self._sentence.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._ground:
            if kind == QEvent.Type.Resize:
                self._fit()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._takes_key(event.key())
        elif kind == QEvent.Type.FocusOut and self.window().isActiveWindow():
            self.close_again()
        return super().eventFilter(watched, event)

    def _takes_key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key == Qt.Key.Key_Escape:
            self.close_again()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key in steps:
            self._go_to(self._model.next_hit(self.list.currentIndex().row(), steps[Qt.Key(key)]))
        else:
            return False
        return True

    def _on_enter(self) -> None:
        if self.box.text().strip() == self._shown_for:
            self._choose(self.list.currentIndex().row())
        else:  # typed faster than it is searched
            self._enter_waits = True
            self.box.returnPressed.emit()

    def _go_to(self, row: int) -> None:
        if row >= 0:
            self.list.setCurrentIndex(self._model.index(row))
            if self._model.next_hit(row, -1) < 0:
                self.list.scrollToTop()  # with the heading

    @Slot(int)
    def _choose(self, row: int) -> None:
        hit = self._model.hit_at(row)
        if hit is not None:
            self._before = None  # the focus goes where the hit is shown
            self.close_again()
            self.chosen.emit(hit)

    def _fit(self) -> None:
        rows = self._model.rowCount()
        self.list.setVisible(rows > 0)
        self._sentence.setVisible(rows == 0)
        height = sum(self.list.sizeHintForRow(row) for row in range(rows))
        room = self._ground.height() - TOP - MARGIN - self.box.sizeHint().height() - 24
        self.list.setFixedHeight(max(ROW, min(height, room)))
        width = min(WIDTH, self._ground.width() - 2 * MARGIN)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._ground.width() - width) // 2, TOP)


class _HitPainter(QStyledItemDelegate):
    """A line each: title, what tells it apart in faint ink, and a date or number at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, ROW if index.data(HIT) is not None else HEADING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        rect = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        hit = index.data(HIT)
        if hit is None:
            self._heading(painter, option, rect, str(index.data()))
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, option.palette.highlight())
            self._hit(painter, option, rect, hit, str(index.data(NOTE)))
        painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, text: str) -> None:
        painter.setFont(interface_font(SMALL, bold=True))
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(rect.adjusted(0, 6, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _hit(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, hit: "Hit", note: str
    ) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(interface_font(NORMAL, figures=True))
        metrics = painter.fontMetrics()
        faint = option.palette.color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(faint)
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, note)
        room = rect.width() - (metrics.horizontalAdvance(note) + _GAP if note else 0)
        most = room if not hit.detail else int(room * _TITLE_SHARE)
        wanted = metrics.horizontalAdvance(hit.title) + 2  # of rounding: else it is cut where it fits
        detail_width = metrics.horizontalAdvance(hit.detail)
        title_room = min(wanted, max(most, room - detail_width - _GAP))
        elide = Qt.TextElideMode.ElideRight
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        painter.drawText(rect, middle, metrics.elidedText(hit.title, elide, title_room))
        left = rect.adjusted(title_room + _GAP, 0, 0, 0)
        painter.setPen(faint)
        painter.drawText(left, middle, metrics.elidedText(hit.detail, elide, room - title_room - _GAP))
