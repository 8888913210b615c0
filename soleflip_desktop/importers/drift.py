"""What a file's header gained, lost and renamed against the versions that its source knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from soleflip_desktop.errors import Said, listed, said
from soleflip_desktop.importers.headers import Aliases
from soleflip_desktop.importers.table import header_key

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
        lost: Headers of the version that the file lacks.
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


def drift_of(header: Sequence[str], versions: Sequence[Version], aliases: Aliases) -> Drift:
    """Compares a header with the version that it shares most columns with; nothing without versions."""
    if not versions:
        return Drift()
    names = {header_key(name): name.strip() for name in header if header_key(name)}
    version = max(versions, key=lambda each: (_shared(each, names, aliases), -len(each)))
    known = {key for each in versions for name in each for key in _keys(name, aliases)}
    lost = [name for name in version if names.keys().isdisjoint(_keys(name, aliases))]
    gained = [key for key in names if key not in known]
    renamed = _renamed(lost, gained)
    return Drift(
        gained=tuple(names[key] for key in gained if key not in renamed.values()),
        lost=tuple(name for name in lost if name not in renamed),
        renamed={name: names[key] for name, key in renamed.items()},
        is_near=len(version) - len(lost) >= KNOWN_SHARE * len(version),
    )


def with_renamed(aliases: Aliases, drift: Drift) -> Aliases:
    """The aliases by which a drifted file is read."""
    if not drift.is_near or not drift.renamed:
        return aliases
    return {**aliases, **{old: (*aliases.get(old, ()), new) for old, new in drift.renamed.items()}}


def _shared(version: Version, names: Mapping[str, str], aliases: Aliases) -> int:
    return sum(not names.keys().isdisjoint(_keys(name, aliases)) for name in version)


def _keys(name: str, aliases: Aliases) -> set[str]:
    return {header_key(each) for each in (name, *aliases.get(name, ()))}


def _renamed(lost: Sequence[str], gained: Sequence[str]) -> dict[str, str]:
    """Lost headers with the gained one that is most like each, where both agree on that."""
    found = {}
    for name in lost:
        near = get_close_matches(header_key(name), gained, n=1, cutoff=_LIKENESS)
        back = near and get_close_matches(near[0], list(map(header_key, lost)), n=1, cutoff=_LIKENESS)
        if back and back[0] == header_key(name):
            found[name] = near[0]
    return found
