"""Health: what the program rests on, line by line, and what to do about what is amiss."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from soleflip_desktop.ui.said import in_words
from soleflip_desktop.ui.theme import LARGE
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.room import resize_within_owner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleflip_desktop.services.health import Check


class HealthDialog(QDialog):
    """Shows one report at a time.

    Signals:
        again_wanted: Everything is to be looked at anew.
        copy_wanted: The report is to be copied.
    """

    again_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Health"))
        resize_within_owner(self, QSize(720, 440))
        self._title = Label(size=LARGE, bold=True)
        self._place = QScrollArea()
        self._place.setWidgetResizable(True)
        self._place.setFrameShape(QFrame.Shape.NoFrame)
        self._place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._again, self._copy = Button(self.tr("Check again")), Button(self.tr("Copy report"))
        close = Button(self.tr("Close"))
        close.setDefault(True)
        for button, signal in ((self._again, self.again_wanted), (self._copy, self.copy_wanted)):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        for button in (self._again, self._copy, close):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._place, 1)
        layout.addLayout(buttons)
        self.say_busy()

    def say_busy(self) -> None:
        """The last report stays in sight meanwhile."""
        self._title.setText(self.tr("Looking…"))
        self._again.setEnabled(False)
        self._copy.setEnabled(False)

    def show_checks(self, checks: "Sequence[Check]") -> None:
        amiss = sum(not check.ok for check in checks)
        text = self.tr("1 thing needs a look") if amiss == 1 else self.tr("{n} things need a look")
        self._title.setText(text.format(n=amiss) if amiss else self.tr("Everything is as it should be"))
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(2, 1)
        names = self._names()
        for row, check in enumerate(checks):
            self._add(grid, row, check, names.get(check.name, check.name))
        grid.setRowStretch(len(checks), 1)
        self._place.setWidget(page)
        self._again.setEnabled(True)
        self._copy.setEnabled(True)

    def title(self) -> str:
        return self._title.text()

    def lines(self) -> list[str]:
        """The report as text, a line for each check."""
        page = self._place.widget()
        return [] if page is None else [row.accessibleName() for row in page.findChildren(Label, "found")]

    def _add(self, grid: QGridLayout, row: int, check: "Check", name: str) -> None:
        top = Qt.AlignmentFlag.AlignTop
        word = self.tr("OK") if check.ok else self.tr("Look at this")
        state = Label(word, bold=not check.ok, ink="faint" if check.ok else "problem")
        detail, remedy = in_words(check.detail), in_words(check.remedy)
        found = Label(detail, wrap=True)
        found.setObjectName("found")
        found.setAccessibleName(": ".join((word, name, ". ".join(filter(None, (detail, remedy))))))
        found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        cell = QVBoxLayout()
        cell.setSpacing(4)
        cell.addWidget(found)
        if remedy:
            cell.addWidget(Label(remedy, wrap=True, ink="problem"))
        grid.addWidget(state, row, 0, top)
        grid.addWidget(Label(name, bold=True), row, 1, top)
        grid.addLayout(cell, row, 2)

    def _names(self) -> dict[str, str]:
        """What the checks are called here."""
        return {
            "Data folder": self.tr("Data folder"),
            "Free disk": self.tr("Free disk"),
            "Server": self.tr("Server"),
            "Migrations": self.tr("Form of the data"),
            "Imports": self.tr("Imports"),
            "Settings": self.tr("Settings"),
        }
