"""What a file is by its first bytes, and how it holds its tables."""

import codecs
import re
from enum import StrEnum
from typing import IO

from soleflip_desktop.errors import FileError, said

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
SAVE_AS_CSV = said("Export it again as CSV (UTF-8)")
SAVE_AS_XLSX = said("Save it as an Excel workbook (.xlsx) or as CSV (UTF-8)")
_FOREIGN = (
    (b"\x89PNG\r\n\x1a\n", said("a PNG image")),
    (b"\xff\xd8\xff", said("a JPEG image")),
    (b"GIF89a", said("a GIF image")),
    (b"%PDF-", said("a PDF document")),
    (b"\x1f\x8b", said("a gzip archive")),
    (b"7z\xbc\xaf\x27\x1c", said("a 7z archive")),
    (b"Rar!", said("a RAR archive")),
    (b"MZ\x90\x00", said("a Windows program")),
    (b"\x7fELF", said("a Linux program")),
    (b"\xcf\xfa\xed\xfe", said("a macOS program")),
    (b"SQLite format 3", said("an SQLite database")),
)
# An object, or a list of objects or lists: a header of text hardly begins like that.
_JSON = re.compile(r"\s*(?:\{\s*(?:[\"}]|\Z)|\[\s*(?:[\[\]{\"]|\Z))")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PIECE = 1 << 20


class Container(StrEnum):
    """How a file holds its tables."""

    TEXT = "text"
    WORKBOOK = "workbook"
    ARCHIVE = "archive"
    JSON = "json"


def container_of(file: IO[bytes], name: str) -> Container:
    """How the file at its start holds its tables; every ZIP is taken for an archive.

    Raises:
        FileError: If it holds none.
    """
    block = file.read(1 << 16)
    if block.startswith(ZIPS):
        return Container.ARCHIVE
    if block.startswith(OLE):
        raise _ole(block, file, name)
    for magic, kind in _FOREIGN:
        if block.startswith(magic):
            raise FileError(said("{file} is {name}, not a table of text", file=name, name=kind), SAVE_AS_CSV)
    return Container.JSON if _JSON.match(_as_text(block)) else Container.TEXT


def container_of_zip(names: set[str], name: str) -> Container:
    """Whether a ZIP of these members is a workbook or an archive of files.

    Raises:
        FileError: If it is some other program's document.
    """
    if "xl/workbook.xml" in names or {"content.xml", "META-INF/manifest.xml"} <= names:
        return Container.WORKBOOK
    for member, kind in (
        ("xl/workbook.bin", said("a binary Excel workbook (.xlsb)")),
        ("word/document.xml", said("a Word document")),
        ("ppt/presentation.xml", said("a PowerPoint presentation")),
        ("Index/Document.iwa", said("a document of Numbers, Pages or Keynote")),
    ):
        if member in names:
            raise FileError(said("{file} is {name}, which is not read", file=name, name=kind), SAVE_AS_XLSX)
    return Container.ARCHIVE


def _as_text(block: bytes) -> str:
    if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return block.decode("utf-16", errors="ignore")
    return block.decode("utf-8-sig", errors="replace")


def _ole(block: bytes, file: IO[bytes], name: str) -> FileError:
    """What an OLE document is refused with: Excel keeps workbooks with a password in one."""
    while block:
        if _ENCRYPTED in block:
            return password(name)
        more = file.read(_PIECE)
        block = more and block[-len(_ENCRYPTED) :] + more
    kind = said("an old Excel or Word document")
    return FileError(said("{file} is {name}, which is not read", file=name, name=kind), SAVE_AS_XLSX)


def password(name: str) -> FileError:
    return FileError(
        said("{file} is protected by a password", file=name),
        said("Open it with the password and save it without one"),
    )
