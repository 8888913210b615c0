"""The bytes of a surveyed file, or of a member of it, opened for one reading."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO

from soleflip_desktop.importers.files.survey import FileFacts, changed, reading
from soleflip_desktop.importers.files.zips import open_member, open_zip

KEPT_IN_MEMORY = 32 << 20


@dataclass(frozen=True, slots=True)
class Contents:
    """An open file or member.

    Attributes:
        stream: Its bytes.
        facts: The file as surveyed.
        outer: The file that lies on the disk, which `stream` is or is read from.
        size: Bytes that `stream` has.
    """

    stream: IO[bytes]
    facts: FileFacts
    outer: IO[bytes]
    size: int

    def check_unchanged(self) -> None:
        """Raises `FileError` if the file on the disk is no more what was surveyed."""
        self.facts.check_unchanged(self.outer.fileno())

    def bytes_read(self) -> int:
        """How much of the file's size the stream has come through, for progress."""
        return self.share(self.stream.tell() / max(self.size, 1))

    def share(self, fraction: float) -> int:
        return round(self.facts.size * min(1.0, fraction))


@contextmanager
def open_contents(facts: FileFacts, *, seeking: bool = False) -> Iterator[Contents]:
    """Opens what was surveyed; members of archives are unpacked as they are read.

    Args:
        facts: The file or member.
        seeking: The stream has to seek fast: a member that does not fit into memory goes to a temporary file.

    Raises:
        FileError: If it was changed, replaced or removed since the survey, or is damaged.
    """
    with reading(facts.path), facts.path.open("rb") as outer, ExitStack() as opened:
        facts.check_unchanged(outer.fileno())
        stream: IO[bytes] = outer
        size, name = facts.size, facts.path.name
        for depth, member in enumerate(facts.members, 1):
            archive = opened.enter_context(open_zip(stream, name))
            info = _info(archive, member, facts)
            name = f"{name}/{member}"
            stream, size = opened.enter_context(open_member(archive, info, name)), info.file_size
            if seeking or depth < len(facts.members):
                stream = opened.enter_context(seekable(stream))
        yield Contents(stream, facts, outer, size)


@contextmanager
def seekable(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """The whole stream where it can be read from any place."""
    with tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY) as spooled:
        shutil.copyfileobj(stream, spooled, 1 << 20)
        spooled.seek(0)
        yield spooled


def _info(archive: zipfile.ZipFile, member: str, facts: FileFacts) -> zipfile.ZipInfo:
    try:
        return archive.getinfo(member)
    except KeyError as error:
        raise changed(facts.path) from error
