"""Entry of the window: nothing but Qt is imported until the window is on the screen."""

import gc
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from traceback import format_exception
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.tasks import Crash

if TYPE_CHECKING:
    from soleflip_desktop.bootstrap import App
    from soleflip_desktop.settings import Settings

_log = logging.getLogger(__name__)

# Python's own 5 ms let a reading worker hold the GUI thread back; this costs the worker nothing measurable.
SWITCH_INTERVAL = 0.0005


def run(settings: "Settings", files: Sequence[Path]) -> int:
    """Shows the window until it is closed.

    Args:
        files: Imported at once, as if they had been dropped.

    Returns:
        The exit status of the program.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.disable()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("SoleFlip")
    application.setDesktopFileName("soleflip")
    application.setWindowIcon(QIcon())

    def open_app() -> "App":
        from soleflip_desktop.bootstrap import build_app

        return build_app(settings, "window")

    session = Session(application, open_app, settings.data_dir, files)
    session.opened.connect(_collect_again)
    _report_to(session)
    session.start()
    status = application.exec()
    session.close()
    return status


def _collect_again() -> None:
    """Lets garbage be collected once everything is loaded, and spares the collector what was loaded.

    A collection walks over every object with all threads standing still: 90 to 300 ms with SQLAlchemy and
    its like among them, under 50 ms without.
    """
    gc.freeze()
    gc.enable()


def _report_to(session: Session) -> None:
    """Sends bugs on the GUI thread to the log and the error dialog."""

    def report(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            session.window.close()
            return
        _log.critical("the window failed", exc_info=(kind, error, traceback))
        session.crashes.show_crash(Crash("".join(format_exception(kind, error, traceback))))

    sys.excepthook = report
