"""The panel at the right of a table: everything about the row that is selected."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from soleflip_desktop.ui.models.panel_text import DetailsText
from soleflip_desktop.ui.theme import LARGE, RING, Colours
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.facts import Facts
from soleflip_desktop.ui.widgets.history_list import HistoryList
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.notes_field import NotesField
from soleflip_desktop.ui.widgets.section import Section
from soleflip_desktop.ui.widgets.selectable import SelectableLabel
from soleflip_desktop.ui.widgets.source_list import SourceList
from soleflip_desktop.ui.widgets.timeline import Timeline

DIMMED_AFTER = 200  # ms
_VEIL_INK = 120  # of 255: how strongly old content is covered, as in a table


class _Veil(QWidget):
    """Dims what it covers, if the wait is long enough to be noticed."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self._ground = ground
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(DIMMED_AFTER)
        self._waiting.timeout.connect(self.cover)
        ground.installEventFilter(self)

    def be_busy(self, *, busy: bool) -> None:
        if not busy:
            self._waiting.stop()
            self.hide()
        elif self.isHidden() and not self._waiting.isActive():
            self._waiting.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._ground.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(self.palette().window().color())
        veil.setAlpha(_VEIL_INK)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
        painter.end()

    @Slot()
    def cover(self) -> None:
        self.setGeometry(self._ground.rect())
        self.raise_()
        self.show()


class DetailsPanel(QFrame):
    """Shows one row, or a sentence.

    Signals:
        undo_wanted: An `Entry` of the history that is to be undone.
        copy_wanted: Text for the clipboard.
        notes_typed: A `NotesText` as it was shown, and the text that was typed over it.
        folding_changed: A section was folded or opened.
        shown: The panel has come into sight.
    """

    undo_wanted = Signal(object)
    copy_wanted = Signal(str)
    notes_typed = Signal(object, str)
    folding_changed = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self.setAccessibleName(self.tr("Details"))
        self._text: DetailsText | None = None
        self.life, self.money = Timeline(), Facts(figures=True)
        self.particulars, self.sources, self.history = Facts(figures=False), SourceList(), HistoryList()
        self.notes = NotesField()
        self.notes.typed.connect(self.notes_typed)
        self.history.undo_wanted.connect(self.undo_wanted)
        self.sources.copy_wanted.connect(self.copy_wanted)
        self.sections = self._sections()
        self._message = Label(ink="faint", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setContentsMargins(24, 24, 24, 24)
        self._content = QWidget()
        self._remark = Label(ink="warning", wrap=True)
        self._remark.setContentsMargins(16, 12, 16, 0)
        self._remark.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._remark)
        self._pages = QStackedLayout()
        whole.addLayout(self._pages, 1)
        self._pages.addWidget(self._message)
        self._pages.addWidget(self._content)
        self._lay_out()
        self._veil = _Veil(self._content)

    @Slot(object)
    def take_colours(self, colours: Colours) -> None:
        self.life.take_colours(colours)

    def show_text(self, text: DetailsText) -> None:
        """Shows a row; the scroll position stays, so that two rows can be compared."""
        self._text = text
        self._title.setText(text.title)
        self._subtitle.setText(text.subtitle)
        self.life.show_moments(text.life)
        self.money.show_facts(text.money)
        self.particulars.show_facts(text.particulars)
        self.section("particulars").setVisible(bool(text.particulars))
        self.section("notes").setVisible(text.notes is not None)
        if text.notes is not None:
            self.notes.show_notes(text.notes)
        self.sources.show_sources(text.sources)
        self.history.show_entries(text.history)
        self._pages.setCurrentWidget(self._content)

    def say(self, sentence: str) -> None:
        """Shows a sentence instead of a row."""
        self._text = None
        self._message.setText(sentence)
        self._pages.setCurrentWidget(self._message)

    def sentence(self) -> str:
        """What it says instead of a row; empty while it shows one."""
        return "" if self._text is not None else self._message.text()

    def shown_text(self) -> DetailsText | None:
        return self._text

    def be_busy(self, *, busy: bool) -> None:
        """Dims the row that is still shown, if its successor takes long enough to be noticed."""
        self._veil.be_busy(busy=busy)
        if not busy:
            self._remark.hide()

    def say_stale(self, reason: str) -> None:
        """Dims the row that is still shown and says why it is not another; a sentence gives way to it."""
        if self._text is None:
            self.say(reason)
            return
        self._remark.setText(reason)
        self._remark.show()
        self._veil.cover()

    def remark(self) -> str:
        """Why the row that is shown is dimmed."""
        return self._remark.text() if self._remark.isVisibleTo(self) else ""

    def is_dimmed(self) -> bool:
        return self._veil.isVisible()

    def section(self, name: str) -> Section:
        return next(section for section in self.sections if section.name == name)

    def folded(self) -> list[str]:
        """Names of the sections that are folded away."""
        return [section.name for section in self.sections if section.is_folded]

    def fold(self, names: Iterable[str]) -> None:
        """Folds these sections and opens the others."""
        wanted = set(names)
        for section in self.sections:
            section.fold(folded=section.name in wanted)

    def as_text(self) -> str:
        """All of it, for the clipboard."""
        if self._text is None:
            return ""
        head = f"{self._text.title}\n{self._text.subtitle}"
        parts = [section.as_text() for section in self.sections if not section.isHidden()]
        return "\n\n".join([head, *parts]) + "\n"

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.be_busy(busy=False)

    def _sections(self) -> list[Section]:
        sections = [
            Section("life", self.tr("Life"), self.life, self.life.as_text),
            Section("money", self.tr("Money"), self.money, self.money.as_text),
            Section("particulars", self.tr("Particulars"), self.particulars, self.particulars.as_text),
            Section("notes", self.tr("Notes"), self.notes, self.notes.as_text),
            Section("sources", self.tr("Where this came from"), self.sources, self.sources.as_text),
            Section("history", self.tr("History"), self.history, self.history.as_text),
        ]
        for section in sections:
            section.copy_wanted.connect(self.copy_wanted)
            section.folded_changed.connect(lambda _: self.folding_changed.emit())
        return sections

    def _lay_out(self) -> None:
        self._title = SelectableLabel(size=LARGE, bold=True, wrap=True)
        self._subtitle = SelectableLabel(ink="faint", wrap=True)
        self._copy = Button(self.tr("Copy"), kind="flat")
        self._copy.setAccessibleName(self.tr("Copy all details"))
        self._copy.setToolTip(self.tr("Copy all details as text"))
        self._copy.clicked.connect(lambda: self.copy_wanted.emit(self.as_text()))
        words = QVBoxLayout()
        words.setContentsMargins(0, 4, 0, 0)
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 8)
        head.setSpacing(8)
        head.addLayout(words, 1)
        head.addWidget(self._copy, alignment=Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self._content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._scroll(), 1)

    def _scroll(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8 - RING, 0, 8 - RING, 16)
        column.setSpacing(8)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch()
        area = QScrollArea()
        area.setAccessibleName(self.tr("Details of the selected row"))
        area.setProperty("stop", True)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area
