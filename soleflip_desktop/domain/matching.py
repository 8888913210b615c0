"""Which pair a sale took: first in, first out among pairs of one product and size."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class OpenSale:
    """A sale that has no pair yet."""

    key: int
    sold_on: date


@dataclass(frozen=True, slots=True)
class FreePair:
    """A pair that no sale holds."""

    key: int
    bought_on: date


@dataclass(frozen=True, slots=True)
class Match:
    """The keys of a sale and of the pair it took."""

    sale: int
    pair: int


def fifo(sales: Iterable[OpenSale], pairs: Iterable[FreePair]) -> list[Match]:
    """Gives each sale, earliest first, the oldest free pair bought no later than it was sold.

    Keys break ties between equal days. A later sale may take every pair an earlier one may, so the
    result is a maximum matching: no other assignment matches more sales.

    Returns:
        The matches in the order of the sales; a sale without an eligible pair has none.
    """
    oldest_first = sorted(pairs, key=attrgetter("bought_on", "key"))
    matches: list[Match] = []
    for sale in sorted(sales, key=attrgetter("sold_on", "key")):
        if len(matches) == len(oldest_first):
            break
        pair = oldest_first[len(matches)]
        if pair.bought_on <= sale.sold_on:
            matches.append(Match(sale.key, pair.key))
    return matches
