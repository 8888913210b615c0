"""The log: a rotating file in the data folder, warnings on the console, passwords nowhere."""

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from soleflip_desktop.errors import UserError, said
from soleflip_desktop.paths import DataFolder
from soleflip_desktop.redaction import without_password

FILE_NAME = "soleflip.log"
LARGEST_FILE_BYTES = 1_000_000
OLD_FILES = 5
_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(process)d] %(message)s"
_HEAD = re.compile(rb"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d{3} ([A-Z]+) (\S+) \[\d+\] ", re.MULTILINE)
BLOCK_BYTES = 256 * 1024
SEARCHED_BYTES = 16 * 1024**2  # at a time: however long the log, an answer comes soon
_LONGEST_RECORD = 64 * 1024


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
            said(
                "The data folder {folder} cannot be used: {reason}", folder=folder.root, reason=error.strerror
            ),
            said("Make sure that it is yours and the disk is not full, or choose another with --data-dir"),
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


@dataclass(frozen=True, slots=True)
class LogRecord:
    """One record of the log file.

    Attributes:
        at: In the machine's time zone.
        text: The message with the traceback under it, if there is one.
    """

    at: datetime
    level: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records are wanted.

    Attributes:
        level: From this severity on.
        text: In the message or its source, in whatever case.
    """

    level: str = "DEBUG"
    text: str = ""

    def takes(self, record: LogRecord) -> bool:
        heavy_enough = _severity(record.level) >= _severity(self.level)
        return heavy_enough and self.text.casefold() in f"{record.source} {record.text}".casefold()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record begins: 0 is the file written to, 1 the one before it."""

    file: int
    offset: int


@dataclass(frozen=True, slots=True)
class Page:
    """Records, the oldest first.

    Attributes:
        older: Where to go on reading backwards; `None` at the beginning of the log.
        end: How far the file written to was read.
    """

    records: list[LogRecord]
    older: Place | None
    end: int


def read_log(folder: DataFolder, wanted: Wanted, limit: int, before: Place | None = None) -> Page:
    """The last `limit` records that are wanted, or fewer where they lie far apart.

    Raises:
        UserError: If the log cannot be read.
    """
    found: list[LogRecord] = []
    end = _size(_file(folder, 0))
    place = before or _before(folder, Place(0, end))
    budget = SEARCHED_BYTES
    while place is not None and budget > 0 and len(found) < limit:
        try:
            block, start = _block(_file(folder, place.file), place.offset)
        except OSError as error:
            raise UserError(said("The log cannot be read: {reason}", reason=error.strerror)) from error
        found[:0] = [record for record in _records(block) if wanted.takes(record)]
        budget -= place.offset - start
        place = _before(folder, Place(place.file, start))
    return Page(found, place, end)


def read_on(folder: DataFolder, wanted: Wanted, after: int) -> Page | None:
    """What was written since the file was `after` bytes long; `None` if it was begun anew or far too much.

    Raises:
        UserError: If the log cannot be read.
    """
    file = _file(folder, 0)
    size = _size(file)
    if size < after or size - after > SEARCHED_BYTES:
        return None
    try:
        with file.open("rb") as stream:
            stream.seek(after)
            new = stream.read(size - after)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(said("The log cannot be read: {reason}", reason=error.strerror)) from error
    whole = new[: new.rfind(b"\n") + 1]  # another program may be in the middle of a line
    return Page([each for each in _records(whole) if wanted.takes(each)], None, after + len(whole))


def _file(folder: DataFolder, number: int) -> Path:
    return folder.logs / (f"{FILE_NAME}.{number}" if number else FILE_NAME)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # not there yet, or just being put aside
        return 0


def _before(folder: DataFolder, place: Place) -> Place | None:
    """The end of what lies before `place`, in the same file or the one before it."""
    if place.offset > 0:
        return place
    size = _size(_file(folder, place.file + 1))
    return Place(place.file + 1, size) if size else None


def _block(file: Path, end: int) -> tuple[bytes, int]:
    """Whole records that end at `end`, some 256 KB of them, and where they begin."""
    start = end
    with file.open("rb") as stream:
        while start > 0 and end - start < SEARCHED_BYTES:
            start = max(0, start - BLOCK_BYTES)
            stream.seek(start)
            read = stream.read(end - start)
            head = _HEAD.search(read)
            if head is not None:
                return read[head.start() :], start + head.start()
    return b"", start  # text of megabytes that no record of ours begins


def _records(block: bytes) -> Iterator[LogRecord]:
    heads = list(_HEAD.finditer(block))
    ends = [*(each.start() for each in heads[1:]), len(block)]
    for head, end in zip(heads, ends, strict=False):  # without a head there is one end too many
        text = block[head.end() : end][:_LONGEST_RECORD].decode("utf-8", "replace").rstrip()
        at, level, source = (part.decode("ascii", "replace") for part in head.groups())
        yield LogRecord(datetime.strptime(at, "%Y-%m-%d %H:%M:%S").astimezone(), level, source, text)


def _severity(level: str) -> int:
    return logging.getLevelNamesMapping().get(level, logging.CRITICAL)
