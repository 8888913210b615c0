"""One look at all bytes of a file: its hash, its encoding, and whether it can be a table at all."""

import codecs
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, said

BLOCK = 1 << 18  # what a processor's cache holds: larger ones take a third longer
SAVE_AS_CSV = said("Export it again as CSV (UTF-8)")
MAGIC = (
    (b"\x89PNG\r\n\x1a\n", said("a PNG image")),
    (b"\xff\xd8\xff", said("a JPEG image")),
    (b"GIF89a", said("a GIF image")),
    (b"%PDF-", said("a PDF document")),
    (b"PK\x03\x04", said("a ZIP archive or an Excel workbook")),
    (b"PK\x05\x06", said("an empty ZIP archive")),
    (b"\x1f\x8b", said("a gzip archive")),
    (b"7z\xbc\xaf\x27\x1c", said("a 7z archive")),
    (b"Rar!", said("a RAR archive")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", said("an old Excel or Word document")),
    (b"MZ\x90\x00", said("a Windows program")),
    (b"\x7fELF", said("a Linux program")),
    (b"\xcf\xfa\xed\xfe", said("a macOS program")),
    (b"SQLite format 3", said("an SQLite database")),
)
UNDEFINED_IN_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
HIGH_BYTES = re.compile(rb"[\x80-\xff]")
MULTI_BYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


class Container(StrEnum):
    """How a file holds its tables."""

    TEXT = "text"
    WORKBOOK = "workbook"
    ARCHIVE = "archive"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What all bytes of a file say about it.

    Attributes:
        path: Where it lies.
        size: Bytes.
        modified_ns: Time of the last change, nanoseconds since 1970.
        identity: Device and inode, so that a file put in its place is noticed.
        sha256: Of all bytes, hexadecimal.
        encoding: "utf-8", "utf-8-sig", "utf-16" or "cp1252".
        newline_count: Line feeds in the file.
        longest_line: At least how many bytes the longest line has, counted in whole blocks of 1 MB.
        container: How it holds its tables.
    """

    path: Path
    size: int
    modified_ns: int
    identity: tuple[int, int]
    sha256: str
    encoding: str
    newline_count: int
    longest_line: int
    container: Container = Container.TEXT

    def check_unchanged(self, descriptor: int) -> None:
        """Compares the open file, and the one now under its name, with the file as surveyed.

        Raises:
            FileError: If it was changed, replaced or removed.
        """
        try:
            statuses = os.fstat(descriptor), self.path.stat()
        except FileNotFoundError as error:
            raise FileError(
                said("{file} was removed while it was read", file=self.path.name),
                said("Put it back and import it again"),
            ) from error
        for status in statuses:
            now = (status.st_size, status.st_mtime_ns, (status.st_dev, status.st_ino))
            if now != (self.size, self.modified_ns, self.identity):
                raise changed(self.path)


def survey(path: Path, control: Control | None = None) -> FileFacts:
    """Reads every byte of the file once, read-only.

    Raises:
        FileError: If it cannot be opened, is empty, no text table, holds NUL, is in no known encoding, or
            is changed meanwhile.
        Cancelled: If the watcher asked for it.
    """
    control = control or Control()
    with reading(path), path.open("rb", buffering=0) as file:
        before = os.fstat(file.fileno())
        digest = hashlib.sha256()
        text = _TextSurvey(path)
        # The hash needs no interpreter lock: it is taken beside the look at the text.
        with ThreadPoolExecutor(1, thread_name_prefix="hashing") as hashing:
            while block := file.read(BLOCK):
                control.check()
                hashed = hashing.submit(digest.update, block)
                text.feed(block)
                hashed.result()
        facts = FileFacts(
            path=path,
            size=before.st_size,
            modified_ns=before.st_mtime_ns,
            identity=(before.st_dev, before.st_ino),
            sha256=digest.hexdigest(),
            encoding=text.finish(),
            newline_count=text.newlines,
            longest_line=text.longest_line,
        )
        facts.check_unchanged(file.fileno())
    return facts


def changed(path: Path) -> FileError:
    return FileError(
        said("{file} was changed while it was read", file=path.name),
        said("Wait until it is saved, then import it again"),
    )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turns what the operating system says about `path` into a `FileError`; no folder, no device."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise FileError(said("{file} is a folder", file=path.name), said("Choose the files inside it"))
        if not stat.S_ISREG(mode):
            raise FileError(
                said("{file} is a device or a pipe, not a file", file=path.name), said("Choose a file")
            )
        yield
    except FileNotFoundError as error:
        raise FileError(
            said("{file} is not there", file=path.name), said("Check its name and folder")
        ) from error
    except PermissionError as error:
        raise FileError(
            said("{file} may not be read: permission denied", file=path.name),
            said("Allow your user to read it, or close the program that holds it"),
        ) from error
    except OSError as error:
        raise FileError(
            said("{file} cannot be read: {reason}", file=path.name, reason=error.strerror or error),
            said("Copy it to this computer and try again"),
        ) from error


class _TextSurvey:
    """Follows the blocks of one file and decides what text they are."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.newlines = 0
        self.longest_line = 0
        self._line_bytes = 0
        self._encoding = ""
        self._decoder: codecs.IncrementalDecoder | None = None
        self._multi_byte = 0
        self._stray_bytes = 0
        self._first_stray = 0
        self._undefined = ""

    def feed(self, block: bytes) -> None:
        if not self._encoding:
            self._begin(block)
        if self._encoding == "utf-16":
            self._feed_utf_16(block)
            return
        if b"\0" in block:
            raise self._nul(self.newlines + block.count(b"\n", 0, block.index(b"\0")) + 1)
        self._judge(block)
        self._count_lines(block.count(b"\n"), len(block), b"\r" in block)

    def finish(self) -> str:
        """The encoding; raises `FileError` if there is none that fits the whole file."""
        if not self._encoding:
            raise FileError(said("{file} is empty", file=self.path.name), said("Export it again"))
        try:
            if self._decoder is not None:
                self._decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            if self._encoding == "utf-16":
                raise self._broken_utf_16() from error
            self._stray(self.newlines + 1)
            self._stray_bytes += 1
        if not self._first_stray:
            return self._encoding
        self._check_cp1252()
        return "cp1252"

    def _begin(self, block: bytes) -> None:
        for magic, name in MAGIC:
            if block.startswith(magic):
                raise FileError(
                    said("{file} is {name}, not a table of text", file=self.path.name, name=name), SAVE_AS_CSV
                )
        self._encoding = "utf-8"
        if block.startswith(codecs.BOM_UTF8):
            self._encoding = "utf-8-sig"
        elif block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._encoding = "utf-16"
        self._decoder = codecs.getincrementaldecoder(self._encoding)("strict")

    def _feed_utf_16(self, block: bytes) -> None:
        assert self._decoder is not None
        try:
            text = self._decoder.decode(block)
        except UnicodeDecodeError as error:
            raise self._broken_utf_16() from error
        if "\0" in text:
            raise self._nul(self.newlines + text.count("\n", 0, text.index("\0")) + 1)
        self._count_lines(text.count("\n"), len(block), "\r" in text)

    def _judge(self, block: bytes) -> None:
        """Follows the block as UTF-8, and notes what would speak against cp1252 if that fails."""
        if self._decoder is not None:
            try:
                self._multi_byte += len(block) - len(self._decoder.decode(block))
            except UnicodeDecodeError as error:
                self._stray(self.newlines + error.object.count(b"\n", 0, error.start) + 1)
        if self._first_stray:
            sequences = MULTI_BYTE.findall(block)
            self._multi_byte += len(sequences)
            self._stray_bytes += len(HIGH_BYTES.findall(block)) - sum(map(len, sequences))
        if not self._undefined and (found := UNDEFINED_IN_CP1252.search(block)):
            line = self.newlines + block.count(b"\n", 0, found.start()) + 1
            self._undefined = said("byte 0x{byte:02X} in line {line}", byte=found.group()[0], line=line)

    def _stray(self, line: int) -> None:
        self._first_stray = line
        self._decoder = None

    def _check_cp1252(self) -> None:
        """Refuses a file that is neither UTF-8 nor cp1252 throughout."""
        if self._encoding == "utf-8-sig" or self._multi_byte >= max(self._stray_bytes, 2):
            raise FileError(
                said(
                    "{file} mixes encodings: it is UTF-8, but line {line} is not",
                    file=self.path.name,
                    line=self._first_stray,
                ),
                SAVE_AS_CSV,
            )
        if self._undefined:
            raise FileError(
                said(
                    "{file} is in no known encoding: neither UTF-8 (line {line}) nor Windows-1252 ({fault})",
                    file=self.path.name,
                    line=self._first_stray,
                    fault=self._undefined,
                ),
                SAVE_AS_CSV,
            )

    def _count_lines(self, newlines: int, size: int, has_return: bool) -> None:
        self.newlines += newlines
        self._line_bytes = 0 if newlines or has_return else self._line_bytes + size
        self.longest_line = max(self.longest_line, self._line_bytes)

    def _nul(self, line: int) -> FileError:
        return FileError(
            said("{file} holds a NUL character in line {line}", file=self.path.name, line=line), SAVE_AS_CSV
        )

    def _broken_utf_16(self) -> FileError:
        return FileError(
            said(
                "{file} is broken UTF-16 text after line {line}", file=self.path.name, line=self.newlines + 1
            ),
            SAVE_AS_CSV,
        )
