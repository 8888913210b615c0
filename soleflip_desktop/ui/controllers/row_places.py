"""Where the rows of a long list stand in a later list of it, found by stretches that have stayed together."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array

_SMALLEST, _LARGEST = 64, 65_536  # rows compared at once; powers of two, as halving needs
_WINDOWS = (64, 4_096, 65_536)  # rows ahead in which a row is looked for that is not where it was
_SLICE = 16_384  # rows between two pauses
_SHARDS = 16  # sets of what is looked for: a single one of a million takes too long at once when it grows
_EFFORT = 400  # rows that could be looked at while one difference is dealt with
AT_ONCE = 150_000
"""Rows looked at one by one, which takes some 8 ms; lists that need more have little in common."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that follow each other in both lists."""

    before: int
    after: int
    length: int


@dataclass(slots=True)
class Comparison:
    """What two lists have in common.

    Attributes:
        ids, before: The new list and the old one.
        stretches: Those found so far, from the top.
        gone, new: Rows between them in the old and in the new list; what was moved is in both.
        looked_at: How many rows that took.
    """

    ids: "array[int]"
    before: "array[int]"
    stretches: list[Stretch] = field(default_factory=list)
    gone: list[range] = field(default_factory=list)
    new: list[range] = field(default_factory=list)
    looked_at: int = 0

    def skip(self, new: range, gone: range) -> None:
        self.new.append(new)
        self.gone.append(gone)
        self.looked_at += len(new) + len(gone) + _EFFORT

    def places(self, spans: Sequence[range]) -> list[range]:
        """Where in the new list the rows are that stood at these spans of the old one."""
        gone = {row for part in _common(self.gone, spans) for row in self.before[part.start : part.stop]}
        moved = _spans(at for new in self.new for at in new if self.ids[at] in gone) if gone else []
        return _joined([*_carried(self.stretches, spans), *moved])


def compare(ids: "array[int]", before: "array[int]") -> Comparison | None:
    """Finds the stretches; `None` where there are too many differences to do it in a moment."""
    result, at, old = Comparison(ids, before), 0, 0
    while at < len(ids) and old < len(before):
        length = _alike(ids, at, before, old)
        if length:
            result.stretches.append(Stretch(old, at, length))
            at, old = at + length, old + length
            continue
        new, gone = _skipped(ids, at, before, old, result)
        result.skip(range(at, at + new), range(old, old + gone))
        if result.looked_at > AT_ONCE:
            return None
        at, old = at + new, old + gone
    result.skip(range(at, len(ids)), range(old, len(before)))
    return None if result.looked_at > AT_ONCE else result


def places_with_pauses(
    ids: "array[int]", before: "array[int]", spans: Sequence[range]
) -> Iterator[list[range] | None]:
    """As `Comparison.places`, for any two lists: `None` at every pause, the places at last."""
    wanted: list[set[int]] = [set() for _ in range(_SHARDS)]
    for part in _cut(spans):
        for each in before[part.start : part.stop]:
            wanted[each % _SHARDS].add(each)
        yield None
    found: list[range] = []
    for part in _cut([range(len(ids))]):
        rows = enumerate(ids[part.start : part.stop], part.start)
        found += _spans(row for row, each in rows if each in wanted[each % _SHARDS])
        yield None
    yield _joined(found)


def _alike(ids: "array[int]", at: int, before: "array[int]", old: int) -> int:
    """How many rows follow each other in both lists from here on."""
    most = min(len(ids) - at, len(before) - old)
    length, size, grows = 0, _SMALLEST, True
    while size and length < most:
        end = min(length + size, most)
        same = ids[at + length : at + end] == before[old + length : old + end]
        length, grows = (end if same else length), (grows and same)
        size = min(size * 4, _LARGEST) if grows else size // 2
    return length


def _skipped(
    ids: "array[int]", at: int, before: "array[int]", old: int, result: Comparison
) -> tuple[int, int]:
    """How many rows are new here, or gone, until both lists go on alike; one each if that is far off."""
    for window in _WINDOWS:
        new, gone = _ahead(before[old], ids, at, window), _ahead(ids[at], before, old, window)
        result.looked_at += min(window, len(ids) - at) if new is None else new
        result.looked_at += min(window, len(before) - old) if gone is None else gone
        if new is not None and (gone is None or new <= gone):
            return new, 0
        if gone is not None:
            return 0, gone
        if ids[at + 1 : at + 2] == before[old + 1 : old + 2]:
            break  # one stands in the place of another
    return 1, 1


def _ahead(wanted: int, ids: "array[int]", at: int, window: int) -> int | None:
    try:
        return ids.index(wanted, at, at + window) - at
    except ValueError:
        return None


def _carried(stretches: Sequence[Stretch], spans: Sequence[range]) -> Iterator[range]:
    """Where the stretches have carried the rows of the spans to."""
    by = {stretch.before: stretch.after - stretch.before for stretch in stretches}
    held = [range(stretch.before, stretch.before + stretch.length) for stretch in stretches]
    for stretch in held:
        for part in _common([stretch], spans):
            yield range(part.start + by[stretch.start], part.stop + by[stretch.start])


def _common(parts: Iterable[range], spans: Sequence[range]) -> Iterator[range]:
    """What lies in both; the spans are in order."""
    starts = [span.start for span in spans]
    for part in parts:
        for span in spans[max(0, bisect_right(starts, part.start) - 1) : bisect_right(starts, part.stop)]:
            both = range(max(part.start, span.start), min(part.stop, span.stop))
            if both:
                yield both


def _joined(spans: Iterable[range]) -> list[range]:
    """The same rows from the top, in as few spans as there can be."""
    result: list[range] = []
    for span in sorted(spans, key=lambda each: each.start):
        if result and span.start <= result[-1].stop:
            result[-1] = range(result[-1].start, max(span.stop, result[-1].stop))
        else:
            result.append(span)
    return result


def _spans(rows: Iterable[int]) -> list[range]:
    """Rows in order as spans."""
    spans, start, stop = [], -1, -1
    for row in rows:
        if row != stop:
            spans.append(range(start, stop))
            start = row
        stop = row + 1
    return [*spans[1:], range(start, stop)] if spans else []


def _cut(spans: Iterable[range]) -> Iterator[range]:
    for span in spans:
        for start in range(span.start, span.stop, _SLICE):
            yield range(start, min(start + _SLICE, span.stop))
