"""The rows of files that something came from, each with its cells."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from soleflip_desktop.ui.models.panel_text import SourceText
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import ElidedLabel, Label
from soleflip_desktop.ui.widgets.selectable import SelectableLabel, wants_copy

_ROW_HEIGHT = 24  # px


class RawRow(QTableWidget):
    """Headers and values of one row as it came; as high as its cells."""

    copy_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self.setObjectName("framed")
        self.setHorizontalHeaderLabels([self.tr("Column"), self.tr("Value")])
        self.setAccessibleName(self.tr("The row as it came"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setHighlightSections(False)
        copy = QAction(self.tr("Copy"), self)
        copy.triggered.connect(lambda: self.copy_wanted.emit(self.selected_text()))
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_cells(self, cells: Sequence[tuple[str, str]]) -> None:
        self.clearContents()
        self.setRowCount(len(cells))
        for row, cell in enumerate(cells):
            for column, text in enumerate(cell):
                item = QTableWidgetItem(" ".join(text.split()))
                item.setData(Qt.ItemDataRole.UserRole, text)
                item.setToolTip(text)
                self.setItem(row, column, item)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + _ROW_HEIGHT * len(cells) + 4)

    def selected_text(self) -> str:
        """The selected cells as they came, one line each."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return "\n".join(f"{self._raw(row, 0)}\t{self._raw(row, 1)}" for row in rows)

    def cells(self) -> list[tuple[str, str]]:
        """What is shown, whole."""
        return [(self._raw(row, 0), self._raw(row, 1)) for row in range(self.rowCount())]

    def event(self, event: QEvent) -> bool:
        if wants_copy(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(self.selected_text())
            return
        super().keyPressEvent(event)

    def _raw(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))


class SourceCard(QWidget):
    """One source; its cells are made when they are first asked for."""

    copy_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: SourceText | None = None
        self._raw: RawRow | None = None
        self._title = SelectableLabel(bold=True, wrap=True)
        self._file, self._place = ElidedLabel(), SelectableLabel(ink="faint", wrap=True)
        self._remark = SelectableLabel(ink="faint", wrap=True)
        self._warnings = SelectableLabel(ink="warning", wrap=True)
        self._button = Button(kind="link")
        self._button.setCheckable(True)
        self._button.toggled.connect(self._on_toggled)
        foot = QHBoxLayout()
        foot.addWidget(self._button)
        foot.addStretch()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 8)
        self._layout.setSpacing(2)
        for label in (self._title, self._file, self._place, self._remark, self._warnings):
            self._layout.addWidget(label)
        self._layout.addLayout(foot)
        self._say()

    def show_source(self, source: SourceText) -> None:
        self._source = source
        self._title.setText(source.title)
        self._file.show_text(source.file)
        self._file.setToolTip(source.path)
        self._place.setText(source.place)
        for label, text in ((self._remark, source.remark), (self._warnings, "\n".join(source.warnings))):
            label.setText(text)
            label.setVisible(bool(text))
        self._button.setVisible(bool(source.cells))
        self._show_cells()
        self.show()

    def source(self) -> SourceText | None:
        return self._source

    @property
    def button(self) -> Button:
        return self._button

    @property
    def raw(self) -> RawRow | None:
        """The cells, once they were shown."""
        return self._raw

    def _on_toggled(self) -> None:
        self._say()
        self._show_cells()

    def _say(self) -> None:
        shown = self._button.isChecked()
        self._button.say(self.tr("Hide the row as it came") if shown else self.tr("Show the row as it came"))

    def _show_cells(self) -> None:
        wanted = self._button.isChecked() and self._source is not None and bool(self._source.cells)
        if wanted and self._raw is None:
            self._raw = RawRow()
            self._raw.copy_wanted.connect(self.copy_wanted)
            self._layout.addWidget(self._raw)
        if self._raw is not None:
            self._raw.setVisible(wanted)
            if wanted and self._source is not None:
                self._raw.show_cells(self._source.cells)


class SourceList(QWidget):
    """All sources, or a sentence where there are none."""

    copy_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[SourceCard] = []
        self._nothing = Label(
            self.tr("No file gave this: it was typed, or another program wrote it."), ink="faint", wrap=True
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._nothing)
        self._sources: tuple[SourceText, ...] = ()

    def show_sources(self, sources: Sequence[SourceText]) -> None:
        self._sources = tuple(sources)
        self._nothing.setVisible(not sources)
        while len(self._cards) < len(sources):
            card = SourceCard()
            card.copy_wanted.connect(self.copy_wanted)
            self._cards.append(card)
            self._layout.addWidget(card)
        for card, source in zip(self._cards, sources, strict=False):
            card.show_source(source)
        for card in self._cards[len(sources) :]:
            card.hide()

    def cards(self) -> list[SourceCard]:
        """The cards in sight."""
        return self._cards[: len(self._sources)]

    def as_text(self) -> str:
        return "\n\n".join(source.text for source in self._sources)
