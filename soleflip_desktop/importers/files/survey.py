"""One look at all bytes of a file: its hash, its encoding, and whether it can be a table at all."""

import hashlib
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.files.kinds import Container, container_of, container_of_zip
from soleflip_desktop.importers.files.text_survey import TextSurvey
from soleflip_desktop.importers.files.zips import open_zip

BLOCK = 1 << 18  # what a processor's cache holds: larger ones take a third longer


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What all bytes of a file, or of a member of one, say about it.

    Attributes:
        path: Where it lies.
        size: Bytes of the file that lies there.
        modified_ns: Time of its last change, nanoseconds since 1970.
        identity: Its device and inode, so that a file put in its place is noticed.
        sha256: Of all its bytes, hexadecimal.
        encoding: "utf-8", "utf-8-sig", "utf-16" or "cp1252"; empty for a workbook or an archive.
        newline_count: Line feeds in the text.
        longest_line: At least how many bytes the longest line has, counted in whole blocks.
        container: How it holds its tables.
        members: The paths that lead to the member, archive in archive; none for the file itself. What is
            said of text and container is then about the member.
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
    members: tuple[str, ...] = ()

    @property
    def part(self) -> str:
        return "/".join(self.members)

    @property
    def name(self) -> str:
        """What messages call it."""
        return "/".join((self.path.name, *self.members))

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
        FileError: If it cannot be opened, is empty, can hold no table, is text that holds NUL or is in no
            known encoding, or is changed meanwhile.
        Cancelled: If the watcher asked for it.
    """
    control = control or Control()
    with reading(path), path.open("rb", buffering=0) as file:
        before = os.fstat(file.fileno())
        container = container_of(file, path.name)
        file.seek(0)
        text = TextSurvey(path.name)
        sha256 = _read_all(file, control, None if container is Container.ARCHIVE else text)
        facts = FileFacts(
            path=path,
            size=before.st_size,
            modified_ns=before.st_mtime_ns,
            identity=(before.st_dev, before.st_ino),
            sha256=sha256,
            encoding="",
            newline_count=text.newlines,
            longest_line=text.longest_line,
            container=container,
        )
        facts = _completed(facts, text, file)
        facts.check_unchanged(file.fileno())
    return facts


def _read_all(file: IO[bytes], control: Control, text: TextSurvey | None) -> str:
    """Shows all blocks to the survey of the text, if there is one; returns their SHA-256."""
    digest = hashlib.sha256()
    # The hash needs no interpreter lock: it is taken beside the look at the text.
    with ThreadPoolExecutor(1, thread_name_prefix="hashing") as hashing:
        while block := file.read(BLOCK):
            control.check()
            hashed = hashing.submit(digest.update, block)
            if text is not None:
                text.feed(block)
            hashed.result()
    return digest.hexdigest()


def survey_member(facts: FileFacts, member: str, file: IO[bytes], control: Control) -> FileFacts:
    """Reads every byte of a member of the file or of a member of it; `file` can seek.

    Raises:
        FileError: As for `survey`.
        Cancelled: If the watcher asked for it.
    """
    facts = replace(facts, members=(*facts.members, member))
    facts = replace(facts, container=container_of(file, facts.name))
    file.seek(0)
    text = TextSurvey(facts.name)
    while facts.container is not Container.ARCHIVE and (block := file.read(BLOCK)):
        control.check()
        text.feed(block)
    return _completed(facts, text, file)


def _completed(facts: FileFacts, text: TextSurvey, file: IO[bytes]) -> FileFacts:
    if facts.container is not Container.ARCHIVE:
        return replace(
            facts, encoding=text.finish(), newline_count=text.newlines, longest_line=text.longest_line
        )
    with open_zip(file, facts.name) as archive:
        container = container_of_zip(set(archive.namelist()), facts.name)
    return replace(facts, encoding="", newline_count=0, longest_line=0, container=container)


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
