"""Entry of the window: nothing but Qt is imported until the window is on the screen."""

import gc
import logging
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from traceback import format_exception
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from soleflip_desktop.paths import DataFolder
from soleflip_desktop.ui.icon import application_icon
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.tasks import Crash
from soleflip_desktop.ui.termination import Termination
from soleflip_desktop.ui.widgets.room import fit_screen

if TYPE_CHECKING:
    from soleflip_desktop.bootstrap import App
    from soleflip_desktop.settings import Settings

Load = Callable[[Path], "Settings"]
_log = logging.getLogger(__name__)

# Python's own 5 ms let a reading worker hold the GUI thread back; this costs the worker nothing measurable.
SWITCH_INTERVAL = 0.0005


def run(
    find_folder: Callable[[], DataFolder], load: Load, files: Sequence[Path] = (), *, throw_away: bool = False
) -> int:
    """Shows the window until it is closed.

    Args:
        find_folder: Names the data folder, another one perhaps when the window is opened anew.
        load: Reads the settings and starts the log; called on a worker, behind the window.
        files: Imported at once, as if they had been dropped.
        throw_away: The data folder is gone afterwards; says so, and lets no other be chosen.

    Returns:
        The exit status of the program; 128 + its number after a signal that asked for the end.

    Raises:
        UserError: If it is not known where the data folder is.
    """
    folder = find_folder().root
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.disable()
    application = _application()
    ending = Termination(application)
    while True:
        opener = partial(opened_app, load, folder)
        session = Session(application, opener, folder, files, throw_away=throw_away)
        status = _show(application, ending, session)
        if not session.restarts or ending.exit_status is not None:
            break
        folder, files = find_folder().root, ()
    ending.restore()
    return status if ending.exit_status is None else ending.exit_status


def opened_app(load: Load, folder: Path) -> "App":
    """The program of `folder`; for a worker: settings and database take longer to load than the window."""
    settings = load(folder)
    from soleflip_desktop.bootstrap import build_app

    return build_app(settings, "window")


def _show(application: QApplication, ending: Termination, session: Session) -> int:
    """One window from its opening to its end; the exit status."""
    session.opened.connect(collect_again)
    ending.asked.connect(session.stop)
    _report_to(session)
    fit_screen(session.window)
    session.start()
    status = application.exec()
    session.close()
    session.deleteLater()  # with its window: the next one starts from nothing
    return status


def _application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("SoleFlip")
    application.setDesktopFileName("soleflip")
    application.setWindowIcon(application_icon())
    return application


def show_startup_error(text: str) -> None:
    """Shows `text` in a window of its own and waits until it is closed; for a start without a console."""
    from PySide6.QtWidgets import QMessageBox

    application = QApplication.instance() or _application()
    box = QMessageBox(QMessageBox.Icon.Critical, "SoleFlip", text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    ending = Termination(application)
    ending.asked.connect(box.reject)
    box.exec()
    ending.restore()


def collect_again() -> None:
    """Lets garbage be collected once everything is loaded, and spares the collector what was loaded.

    A collection walks over every object with all threads standing still: 90 to 300 ms with SQLAlchemy and
    its like among them, under 50 ms without.
    """
    gc.freeze()
    gc.enable()


def _report_to(session: Session) -> None:
    """Sends bugs on the GUI thread to the log and the error dialog."""

    def report(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        _log.critical("the window failed", exc_info=(kind, error, traceback))
        session.crashes.show_crash(Crash("".join(format_exception(kind, error, traceback))))

    sys.excepthook = report
