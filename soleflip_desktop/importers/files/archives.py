"""Which members of a ZIP archive, and of the archives in it, hold tables."""

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.files.contents import open_contents, seekable
from soleflip_desktop.importers.files.kinds import Container
from soleflip_desktop.importers.files.notion_exports import without_partial_views
from soleflip_desktop.importers.files.survey import FileFacts, survey_member
from soleflip_desktop.importers.files.zips import open_member, open_zip

MOST_TABLES = 1_000
MOST_BYTES = 2 << 30
DEEPEST = 3
# Others hold no tables, or, as `.txt` does, mostly something else.
TABLES = frozenset((".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm", ".ods", ".zip"))


def survey_members(facts: FileFacts, control: Control) -> tuple[FileFacts, ...]:
    """Surveys the members of an archive that may be tables, by their names, archives in archives too.

    What a Mac adds (`__MACOSX/`, names that begin with a dot), pages, pictures and everything else is
    passed over, and of a Notion database the view beside the whole.

    Raises:
        FileError: If a member that counts cannot be read, archives are nested more than three deep, or all
            together would unpack to more than 2 GB or 1,000 tables.
        Cancelled: If the watcher asked for it.
    """
    with open_contents(facts, seeking=True) as contents:
        return tuple(_Search(control).members(facts, contents.stream))


class _Search:
    """Walks through one file, and holds all of its limits."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._bytes = 0
        self._tables = 0

    def members(self, facts: FileFacts, file: IO[bytes]) -> Iterator[FileFacts]:
        if len(facts.members) >= DEEPEST:
            raise FileError(
                said("{file} lies more than {depth} archives deep", file=facts.name, depth=DEEPEST),
                said("Unpack it and import the files inside"),
            )
        with open_zip(file, facts.name) as archive:
            infos = {info.filename: info for info in archive.infolist() if _may_be_table(info)}
            for path in without_partial_views(list(infos)):
                self._control.check()
                yield from self._member(facts, archive, infos[path])

    def _member(
        self, facts: FileFacts, archive: zipfile.ZipFile, info: zipfile.ZipInfo
    ) -> Iterator[FileFacts]:
        self._bytes += info.file_size
        self._tables += 1
        if self._bytes > MOST_BYTES or self._tables > MOST_TABLES:
            raise FileError(
                said("{file} holds more than is read", file=facts.path.name),
                said("Unpack it and import the files inside"),
            )
        with open_member(archive, info, facts.name) as packed, seekable(packed) as stream:
            member = survey_member(facts, info.filename, stream, self._control)
            if member.container is Container.ARCHIVE:
                yield from self.members(member, stream)
            else:
                yield member


def _may_be_table(info: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(info.filename)
    is_noise = any(part.startswith((".", "__MACOSX", "~$")) for part in path.parts)
    is_named_so = path.suffix.casefold() in TABLES
    return is_named_so and not is_noise and not info.is_dir() and info.file_size > 0
