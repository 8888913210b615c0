"""Which pair is on offer where a table of listings names only goods: the oldest one that can be meant."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Listing:
    """One pair on offer.

    Attributes:
        row: Of the file; the listings of a row find pairs together or not at all.
        key: Names it.
        platform: Slug.
        ended_on: The day from which it was no more; `None` while it is open.
    """

    row: int
    key: int
    platform: str
    listed_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class ListedPair:
    """A pair of the goods.

    Attributes:
        key: Names it.
        bought_on: `None` if nobody knows.
        sold_on: Day of the sale that stands, `None` while there is none.
    """

    key: int
    bought_on: date | None
    sold_on: date | None


@dataclass(frozen=True, slots=True)
class Offer:
    """When a pair was on offer before."""

    pair: int
    platform: str
    listed_on: date
    ended_on: date | None


def pairs_to_list(
    listings: Iterable[Listing], pairs: Iterable[ListedPair], offers: Iterable[Offer]
) -> dict[int, int]:
    """Gives the listings of one product and size their pairs, the earliest listing first.

    A pair is bought and not yet sold on the day it is listed, and on offer once at a time on a platform. A
    listing that is still open takes a pair that is not sold, one that ended on the day of a sale the pair
    that was sold, where there is one; among these the oldest counts, those of unknown age come last.

    Returns:
        Key of the listing -> key of the pair, without the listings of rows that find too few.
    """
    oldest_first = sorted(pairs, key=lambda pair: (pair.bought_on or date.max, pair.key))
    taken: defaultdict[tuple[int, str], list[Offer]] = defaultdict(list)
    for offer in offers:
        taken[offer.pair, offer.platform].append(offer)
    found: dict[int, int] = {}
    in_order = sorted(listings, key=attrgetter("listed_on", "row", "key"))
    for _, group in groupby(in_order, key=attrgetter("listed_on", "row")):
        row = list(group)
        free = [pair for pair in oldest_first if _is_free(pair, row[0], taken[pair.key, row[0].platform])]
        if len(free) < len(row):
            continue
        free.sort(key=lambda pair: pair.sold_on != row[0].ended_on)
        for listing, pair in zip(row, free, strict=False):
            found[listing.key] = pair.key
            offer = Offer(pair.key, listing.platform, listing.listed_on, listing.ended_on)
            taken[pair.key, listing.platform].append(offer)
    return found


def _is_free(pair: ListedPair, listing: Listing, offers: Sequence[Offer]) -> bool:
    if pair.bought_on is not None and pair.bought_on > listing.listed_on:
        return False
    if pair.sold_on is not None and pair.sold_on < listing.listed_on:
        return False
    return not any(_meet(offer, listing) for offer in offers)


def _meet(offer: Offer, listing: Listing) -> bool:
    """Whether one began before the other ended; two that began on one day meet in any case."""
    begins_after = offer.ended_on is not None and offer.ended_on <= listing.listed_on
    ends_before = listing.ended_on is not None and listing.ended_on <= offer.listed_on
    return not (begins_after or ends_before) or offer.listed_on == listing.listed_on
