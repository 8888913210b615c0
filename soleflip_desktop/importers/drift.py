"""What a file's header gained, lost and renamed against the versions that its source knows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from soleflip_desktop.errors import Said, listed, said
from soleflip_desktop.importers.files.table import header_key
from soleflip_desktop.importers.headers import Aliases

Version = tuple[str, ...]
# A file with fewer of the headers of a version is another file, not another version of it.
KNOWN_SHARE = 0.7
# "Sale Date" and "Date of Sale" are alike; "Seller Fee" and "Shipping Fee" are not (0.69).
_LIKENESS = 0.75


@dataclass(frozen=True, slots=True)
class Drift:
    """Differences between a header and the nearest version of a source.

    Attributes:
        gained: Headers of the file that the source has never seen.
        lost: Headers of the version that the file lacks and the source would read.
        renamed: Header of the version -> what the file calls it now.
        is_near: Whether it is that source's file at all.
    """

    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    is_near: bool = False

    def notices(self) -> tuple[Said, ...]:
        """Sentences for the user, one for each kind of difference."""
        told = [
            said('Column "{old}" is now called "{new}" and is read as before', old=old, new=new)
            for old, new in self.renamed.items()
        ]
        if self.lost:
            told.append(said("Missing columns, which stay unknown: {columns}", columns=listed(self.lost)))
        if self.gained:
            told.append(
                said("New columns, which are kept but not read: {columns}", columns=listed(self.gained))
            )
        return tuple(told)


def whole_header(*lines: str) -> Version:
    """A header written as text, with bars between the names of its columns."""
    return tuple(name.strip() for line in lines for name in line.split("|"))


def drift_of(
    header: Sequence[str], versions: Sequence[Version], aliases: Aliases, read: Collection[str] = ()
) -> Drift:
    """Compares a header with the version that it shares most columns with; nothing without versions.

    Args:
        header: Of the file.
        versions: Whole headers that are known.
        aliases: By which names the source knows one column.
        read: The columns whose loss matters; all of them if it is empty.
    """
    if not versions:
        return Drift()
    names = {header_key(name): name.strip() for name in header if header_key(name)}
    groups = _groups(aliases)
    nearest = max(versions, key=lambda each: (_shared(each, names, groups), *_alike(each, names)))
    known = {key for each in versions for name in each for key in _keys(name, groups)}
    lost = [name for name in nearest if names.keys().isdisjoint(_keys(name, groups))]
    gained = [key for key in names if key not in known]
    is_near = len(nearest) - len(lost) >= KNOWN_SHARE * len(nearest)
    renamed = _renamed(lost, gained) if is_near else {}
    missed = {key for name in read for key in _keys(name, groups)}
    return Drift(
        gained=tuple(names[key] for key in gained if key not in renamed.values()),
        lost=tuple(name for name in lost if name not in renamed and (not read or header_key(name) in missed)),
        renamed={name: names[key] for name, key in renamed.items()},
        is_near=is_near,
    )


def with_renamed(aliases: Aliases, drift: Drift) -> Aliases:
    """The aliases by which a drifted file is read."""
    if not drift.renamed:
        return aliases
    groups = _groups(aliases)
    added = dict(aliases)
    for old, new in drift.renamed.items():
        # In a translated version it is another name of a column that is declared by its English one.
        own = [name for name in aliases if header_key(old) in _keys(name, groups)]
        for name in own or [old]:
            added[name] = (*added.get(name, ()), new)
    return added


def _groups(aliases: Aliases) -> dict[str, frozenset[str]]:
    """Key of a header -> the keys of all names of its column."""
    groups: dict[str, frozenset[str]] = {}
    for name, others in aliases.items():
        keys = frozenset(map(header_key, (name, *others)))
        for key in keys:
            groups[key] = groups.get(key, frozenset()) | keys
    return groups


def _shared(version: Version, names: Mapping[str, str], groups: Mapping[str, frozenset[str]]) -> int:
    return sum(not names.keys().isdisjoint(_keys(name, groups)) for name in version)


def _alike(version: Version, names: Mapping[str, str]) -> tuple[int, int]:
    """Of versions in two languages that share as many columns, the one with the file's own words."""
    return sum(header_key(name) in names for name in version), -len(version)


def _keys(name: str, groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    key = header_key(name)
    return groups.get(key) or frozenset((key,))


def _renamed(lost: Sequence[str], gained: Sequence[str]) -> dict[str, str]:
    """Lost headers with the gained one that is most like each, where both agree on that."""
    found = {}
    for name in lost:
        near = get_close_matches(header_key(name), gained, n=1, cutoff=_LIKENESS)
        back = near and get_close_matches(near[0], list(map(header_key, lost)), n=1, cutoff=_LIKENESS)
        if back and back[0] == header_key(name):
            found[name] = near[0]
    return found
