"""ZIP files, which archives and workbooks are, opened only where they can do no harm."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Final

from soleflip_desktop.errors import FileError, said

MOST_MEMBER_BYTES = 1 << 30
# A report repeats itself, a bomb does nothing else: the worst report known shrinks to a thirtieth.
MOST_RATIO = 200
ALWAYS_READ = 32 << 20  # whatever its ratio
MOST_DIRECTORY_BYTES = 16 << 20
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_REACH = _END_64.size + _LOCATOR.size + _END.size + 0xFFFF  # the longest comment is the last
_IN_ZIP_64 = 0xFFFFFFFF
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED_FLAG = 1
_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|\Z)", re.DOTALL)


@contextmanager
def open_zip(file: IO[bytes], name: str) -> Iterator[zipfile.ZipFile]:
    """The ZIP in a file that can seek; what goes wrong inside the block with it is a `FileError`.

    Raises:
        FileError: If it is damaged, its list of members is too long, or one of them points out of it.
    """
    with unpacking(name):
        _check_directory(file, name)
        try:
            archive = zipfile.ZipFile(file)
        except (ValueError, OverflowError) as error:  # offsets that are none
            raise damaged(name) from error
        with archive:
            for member in archive.namelist():
                if _OUTSIDE.match(member):
                    raise FileError(
                        said('{file} holds a path that leads out of it: "{path}"', file=name, path=member),
                        said("Do not open it; ask for another one"),
                    )
            yield archive


@contextmanager
def open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Iterator[IO[bytes]]:
    """One member as a stream that never yields more bytes than the directory says.

    Raises:
        FileError: If it is encrypted, compressed in a rare way, or so large or so dense that it is a trap.
    """
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise FileError(
            said("{file} is encrypted: {member} needs a password", file=name, member=info.filename),
            said("Unpack it and import the files inside"),
        )
    if info.compress_type not in _METHODS:
        raise FileError(
            said(
                "{member} in {file} is compressed in a way that is not read", file=name, member=info.filename
            ),
            said("Unpack it and import the files inside"),
        )
    check_size(info, name)
    with unpacking(name):
        try:
            stream = archive.open(info)
        except (ValueError, OverflowError) as error:  # an offset that is none
            raise damaged(name) from error
        with stream:
            yield stream


def check_size(info: zipfile.ZipInfo, name: str) -> None:
    """Refuses a member that would unpack to far more than it is."""
    too_dense = info.file_size > max(ALWAYS_READ, info.compress_size * MOST_RATIO)
    if info.file_size > MOST_MEMBER_BYTES or too_dense:
        raise FileError(
            said(
                "{member} in {file} unpacks from {packed:,} to {size:,} bytes, which no table does",
                file=name,
                member=info.filename,
                packed=info.compress_size,
                size=info.file_size,
            ),
            said("Do not open it; if it is yours, unpack it and import the files inside"),
        )


@contextmanager
def unpacking(name: str) -> Iterator[None]:
    """Turns what a damaged ZIP makes of its reader into a `FileError`."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error) as error:
        raise damaged(name) from error


def damaged(name: str) -> FileError:
    return FileError(
        said("{file} is damaged or cut off", file=name), said("Download or save it again, then import it")
    )


def _check_directory(file: IO[bytes], name: str) -> None:
    """Refuses a list of members that would not fit into memory; `zipfile` would read it whole.

    Every record at the end that could be the one is judged, since `zipfile` chooses by its own rules.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - _REACH))
    tail = file.read(_REACH)
    sizes = [record[5] % _IN_ZIP_64 for record in _records(_END, b"PK\x05\x06", tail)]
    sizes += [record[8] for record in _records(_END_64, b"PK\x06\x06", tail)]
    for locator in _records(_LOCATOR, b"PK\x06\x07", tail):
        file.seek(min(locator[2], size))
        sizes += [record[8] for record in _records(_END_64, b"PK\x06\x06", file.read(_END_64.size))]
    if max(sizes, default=0) > MOST_DIRECTORY_BYTES:
        raise FileError(
            said("{file} holds more files than are read", file=name),
            said("Unpack it and import the files inside"),
        )
    file.seek(0)


def _records(form: struct.Struct, magic: bytes, tail: bytes) -> Iterator[tuple[Any, ...]]:
    at = tail.find(magic)
    while 0 <= at <= len(tail) - form.size:
        yield form.unpack_from(tail, at)
        at = tail.find(magic, at + 1)
