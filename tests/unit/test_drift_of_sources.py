"""Every file of a platform whose header gained, lost or renamed a column is read, and says what changed."""

from pathlib import Path

import pytest

from soleflip_desktop.importers.base import TableSource
from soleflip_desktop.importers.files.readers import header_key
from soleflip_desktop.importers.registry import SOURCES
from soleflip_desktop.importers.study import UndecidedError
from tests.golden.inputs import INPUTS, named
from tests.sources import claims_of, drafter_of
from tests.unit.broken_sources import outcome_of, sound_file

VERSIONED = [source for source in SOURCES if isinstance(source, TableSource) and source.versions]
EVERY_VERSIONED = pytest.mark.parametrize("slug", [source.slug for source in VERSIONED])
# A selection of a shop's columns, and tables in which a problem is that one is missing.
INCOMPLETE = ("few_columns.csv", "problems")


@pytest.mark.parametrize("path", INPUTS, ids=named)
def test_that_a_header_as_known_says_nothing(path: Path) -> None:
    for claim in claims_of(path):
        told = " ".join(map(str, drafter_of(claim).notices))
        assert path.name.startswith(INCOMPLETE) or "olumns, which" not in told
        assert "now called" not in told


@EVERY_VERSIONED
def test_that_a_new_column_is_told_and_changes_nothing(slug: str, tmp_path: Path) -> None:
    sound = sound_file(slug)
    width = len(sound.header)
    rows = [[*cells, "12 kg"] if len(cells) == width else cells for cells in sound.rows]
    found = outcome_of(sound.write(tmp_path, rows, [*sound.header, "Carbon footprint"]), slug)
    assert (found.drafts, found.problems) == (sound.drafts, [])
    assert "New columns, which are kept but not read: Carbon footprint" in found.notices


@EVERY_VERSIONED
def test_that_a_lost_column_is_told_if_it_was_read(slug: str, tmp_path: Path) -> None:
    sound = sound_file(slug)
    for at, name in enumerate(sound.header):
        cut = [cells[:at] + cells[at + 1 :] for cells in sound.rows]
        found = outcome_of(sound.write(tmp_path, cut, sound.header[:at] + sound.header[at + 1 :]), slug)
        told = [each for each in found.notices if each.startswith("Missing columns")]
        if found.drafts:
            is_missed = at in sound.read and is_alone(slug, sound.header, at)
            assert told == [f"Missing columns, which stay unknown: {name.strip()}"] * is_missed


@EVERY_VERSIONED
def test_that_a_renamed_column_is_read_as_before_and_told(slug: str, tmp_path: Path) -> None:
    sound = sound_file(slug)
    for at in sound.read:
        name = sound.header[at].strip()
        if not is_alone(slug, sound.header, at):
            continue
        header = [*sound.header[:at], f"{name} 2", *sound.header[at + 1 :]]
        found = outcome_of(sound.write(tmp_path, header=header), slug)
        if isinstance(found.refusal, UndecidedError):
            continue  # the column told the country, and with it the order of days
        assert found.refusal is None, (name, found.refusal)
        assert f'Column "{name}" is now called "{name} 2" and is read as before' in found.notices
        assert (found.drafts, found.problems) == (sound.drafts, []), name


def is_alone(slug: str, header: list[str], at: int) -> bool:
    """Whether no other column of the header goes by another name of this one."""
    source = next(each for each in VERSIONED if each.slug == slug)
    own = header_key(header[at])
    groups = [{header_key(each) for each in (name, *others)} for name, others in source.aliases.items()]
    names = set().union(*(group for group in groups if own in group)) - {own}
    return names.isdisjoint(map(header_key, header))


@EVERY_VERSIONED
def test_that_versions_hold_the_signature_and_no_header_twice(slug: str) -> None:
    source = next(each for each in VERSIONED if each.slug == slug)
    for version in source.versions:
        keys = list(map(header_key, version))
        assert len(set(keys)) == len(keys)
        assert source.missing(version) == ()
