"""XML of a workbook, parsed without anything that could reach out of it or blow it up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO
from xml.parsers import expat

from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.files.kinds import SAVE_AS_XLSX
from soleflip_desktop.importers.files.table import CELL_LIMIT
from soleflip_desktop.importers.files.zips import damaged

PIECE = 1 << 18
# What expat knows by itself: for others it would look among all codecs of Python.
_ENCODINGS = frozenset(("utf-8", "utf-16", "iso-8859-1", "us-ascii"))

Attributes = dict[str, str]


class EncodingError(Exception):
    """The XML is in an encoding that no spreadsheet program writes."""


class DocumentTypeError(Exception):
    """The XML declares a document type, by which it could expand to gigabytes or name other files."""


def local(name: str) -> str:
    """A tag's or an attribute's name without its prefix."""
    return name.rpartition(":")[2]


def new_parser(
    start: Callable[[str, Attributes], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> expat.XMLParserType:
    """A parser that calls back and refuses document types, and with them every entity of the file's own."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.XmlDeclHandler = _check_encoding
    return parser


def parse_all(file: IO[bytes], parser: expat.XMLParserType) -> None:
    while piece := file.read(PIECE):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


@contextmanager
def parsing(name: str) -> Iterator[None]:
    """Turns what broken XML makes of its parser into a `FileError`."""
    try:
        yield
    except (expat.ExpatError, UnicodeDecodeError, EncodingError) as error:
        raise damaged(name) from error
    except DocumentTypeError as error:
        raise FileError(
            said("{file} declares XML entities, which no spreadsheet program does", file=name),
            said("Do not open it; ask for another one"),
        ) from error


def oversized(name: str, what: str) -> FileError:
    return FileError(said("{file} holds {what}", file=name, what=what), SAVE_AS_XLSX)


def long_cell(name: str) -> FileError:
    return oversized(name, said("a cell of over {most:,} characters", most=CELL_LIMIT))


def _refuse(*_: object) -> None:
    raise DocumentTypeError


def _check_encoding(_: str, encoding: str | None, __: int) -> None:
    if encoding is not None and encoding.casefold() not in _ENCODINGS:
        raise EncodingError(encoding)
