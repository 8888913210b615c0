"""What the user sees of a bug: what to do, and a report to copy."""

import platform
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Slot, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from soleflip_desktop import __version__
from soleflip_desktop.redaction import without_password
from soleflip_desktop.ui.tasks import Crash
from soleflip_desktop.ui.theme import LARGE
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.room import resize_within_owner


class ErrorDialog(QDialog):
    """Shows one report."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_owner(self, QSize(720, 440))
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setAccessibleName(self.tr("Report"))
        self._report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        copy = QPushButton(self.tr("Copy report"))
        copy.clicked.connect(self._on_copy)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(Label(self.tr("SoleFlip has run into a fault of its own"), size=LARGE, bold=True))
        words = self.tr(
            "Your data is as it was before. You can go on working; what you just did was not finished."
            " The report helps whoever corrects the fault. Look it through before you pass it on: it may"
            " quote values of your data."
        )
        layout.addWidget(Label(words, wrap=True))
        layout.addWidget(self._report, 1)
        layout.addLayout(buttons)

    def report(self) -> str:
        return self._report.toPlainText()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())


class CrashReporter(QObject):
    """Opens one dialog per traceback, however often it comes.

    Attributes:
        server: The database server's name and version, once it is known.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.server = ""
        self._window = window
        self._seen: set[str] = set()

    @Slot(object)
    def show_crash(self, crash: Crash) -> None:
        if crash.traceback in self._seen:
            return
        self._seen.add(crash.traceback)
        ErrorDialog(report_text(crash, self.server), self._window).open()


def report_text(crash: Crash, server: str = "") -> str:
    """The traceback under the versions it happened with; no password, and no name of the user in a path."""
    lines = (
        f"SoleFlip {__version__}",
        f"Python {sys.version.split()[0]}, Qt {qVersion()}, {platform.platform()}",
        server or "No database",
        "",
        without_password(crash.traceback).replace(str(Path.home()), "~"),
    )
    return "\n".join(lines)
