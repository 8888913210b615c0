"""The log: a rotating file in the data folder, warnings on the console, passwords nowhere."""

import logging
import sys
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from soleflip_desktop.errors import UserError
from soleflip_desktop.paths import DataFolder
from soleflip_desktop.settings import without_password

FILE_NAME = "soleflip.log"
LARGEST_FILE_BYTES = 1_000_000
OLD_FILES = 5
_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(process)d] %(message)s"


class _Discreet(logging.Formatter):
    """Hides the password of every URL, also of those in tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        return without_password(super().format(record))


class _Console(logging.StreamHandler[Any]):
    """Of our own, to be told apart from those of others."""


class _Rotating(RotatingFileHandler):
    def rotate(self, source: str, dest: str) -> None:
        # Windows refuses while another SoleFlip has the file open; the next start finds it closed.
        with suppress(OSError):
            super().rotate(source, dest)


def start_logging(folder: DataFolder, level: str) -> Path:
    """Sends what is logged from now on to the log file of `folder`, warnings and worse to stderr as well.

    Returns:
        The log file.

    Raises:
        UserError: If the data folder cannot be written.
    """
    path = folder.logs / FILE_NAME
    try:
        folder.prepare()
        folder.logs.mkdir(exist_ok=True)
        file = _Rotating(
            path,
            maxBytes=LARGEST_FILE_BYTES,
            backupCount=OLD_FILES,
            encoding="utf-8",
            errors="backslashreplace",
        )
    except OSError as error:
        raise UserError(
            f"The data folder {folder.root} cannot be used: {error.strerror}",
            "Make sure that it is yours and the disk is not full, or choose another with --data-dir",
        ) from error
    file.setFormatter(_Discreet(_FORMAT))
    root = logging.getLogger()
    stop_logging()  # that of another data folder, when the window is opened anew
    use_level(level)
    root.addHandler(file)
    if sys.stderr is not None:  # a window has none
        console = _Console()
        console.setLevel(logging.WARNING)
        console.addFilter(_without_traceback)
        console.setFormatter(_Discreet("%(levelname)s: %(message)s"))
        root.addHandler(console)
    logging.captureWarnings(True)
    return path


def stop_logging() -> None:
    """Closes the log file; what is logged from now on goes nowhere."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, _Rotating | _Console)]:
        root.removeHandler(handler)
        handler.close()


def use_level(level: str) -> None:
    """Takes records from this severity on."""
    logging.getLogger().setLevel(level)


def _without_traceback(record: logging.LogRecord) -> bool:
    """A bug is told in one line by the program; its traceback belongs into the file alone."""
    return record.exc_info is None
