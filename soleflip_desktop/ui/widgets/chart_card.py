"""A chart in its frame: title, legend, what is pointed at, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from soleflip_desktop.ui.theme import LARGE, Colours
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import ElidedLabel, Label
from soleflip_desktop.ui.widgets.legend import Legend

PICTURE_SCALE = 2


class ChartCard(QFrame):
    """The chart is put in when its library has been loaded.

    Signals:
        picture_wanted: The chart is to be saved as a picture.
        data_wanted: Its figures are to be saved.
    """

    picture_wanted = Signal()
    data_wanted = Signal()

    def __init__(self, title: str, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.title = title
        self.legend = Legend(names)
        self._readout = ElidedLabel(ink="faint")
        self._more = Button("⋯", kind="flat")
        self._more.setFixedWidth(36)
        self._more.setAccessibleName(self.tr("Export “{chart}”").format(chart=title))
        self._more.setToolTip(self.tr("Export the picture or the data"))
        self._more.clicked.connect(lambda: self._open_menu(self._more.mapToGlobal(self._below_more())))
        self.menu = QMenu(self)
        self.save_picture = self.menu.addAction(self.tr("Save the picture…"))
        self.save_picture.triggered.connect(lambda: self.picture_wanted.emit())
        self.save_data = self.menu.addAction(self.tr("Save the data…"))
        self.save_data.triggered.connect(lambda: self.data_wanted.emit())
        self._body = QVBoxLayout()
        self._lay_out()

    def put_chart(self, chart: QWidget) -> None:
        chart.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the card has the menu
        self._body.addWidget(chart, 1)

    def say(self, text: str) -> None:
        """What the bar under the pointer comes to."""
        self._readout.show_text(text)

    def said(self) -> str:
        return self._readout.whole()

    def show_colours(self, colours: Colours, series: Sequence[str]) -> None:
        fills = [(getattr(colours, each), getattr(colours, f"{each}_edge", "")) for each in series]
        self.legend.show_colours([(fill, edge or fill) for fill, edge in fills])

    def picture(self) -> QPixmap:
        """The card without its button, twice as sharp as on the screen."""
        self._more.hide()
        size = self.size()
        picture = QPixmap(QSize(size.width() * PICTURE_SCALE, size.height() * PICTURE_SCALE))
        picture.setDevicePixelRatio(PICTURE_SCALE)
        picture.fill(Qt.GlobalColor.transparent)
        self.render(picture)
        self._more.show()
        return picture

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._open_menu(event.globalPos())

    def _below_more(self) -> QPoint:
        """Where the menu stays within the card: under the button, with its right edge."""
        return QPoint(self._more.width() - self.menu.sizeHint().width(), self._more.height())

    def _open_menu(self, at: QPoint) -> None:
        self.menu.popup(at)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(self.title, size=LARGE, bold=True))
        head.addSpacing(8)
        head.addWidget(self._readout, 1)
        head.addWidget(self.legend)
        head.addWidget(self._more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(self._body, 1)
