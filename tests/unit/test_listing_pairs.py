"""Which pairs are on offer: bought, not sold, once at a time on a platform, the oldest first."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.listing_pairs import ListedPair, Listing, Offer, pairs_to_list

FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 9).map(lambda days: FIRST + timedelta(days))
PLATFORMS = st.sampled_from(("stockx", "alias"))


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date | None]:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return first, draw(st.sampled_from((last, None)))


@st.composite
def listings(draw: st.DrawFn) -> list[Listing]:
    """The listings of some rows, each of one to three pairs."""
    found: list[Listing] = []
    for row in range(draw(st.integers(0, 6))):
        platform, (first, last) = draw(PLATFORMS), draw(spans())
        for _ in range(draw(st.integers(1, 3))):
            found.append(Listing(row, len(found), platform, first, last))
    return found


@st.composite
def pairs(draw: st.DrawFn) -> list[ListedPair]:
    return [
        ListedPair(key, draw(st.none() | DAYS), draw(st.none() | DAYS))
        for key in range(draw(st.integers(0, 4)))
    ]


@st.composite
def offers(draw: st.DrawFn) -> list[Offer]:
    return [
        Offer(draw(st.integers(0, 3)), draw(PLATFORMS), *draw(spans()))
        for _ in range(draw(st.integers(0, 3)))
    ]


def meet(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two spans share a day, the last one of each left out."""
    days = [
        {first + timedelta(n) for n in range(((last or date(2024, 3, 1)) - first).days or 1)}
        for first, last in (one, other)
    ]
    return not days[0].isdisjoint(days[1])


@given(listings(), pairs(), offers())
def test_that_no_pair_is_where_it_cannot_be(
    wanted: list[Listing], stock: list[ListedPair], before: list[Offer]
) -> None:
    found = pairs_to_list(wanted, stock, before)
    by_key = {pair.key: pair for pair in stock}
    busy: defaultdict[tuple[int, str], list[tuple[date, date | None]]] = defaultdict(list)
    for offer in before:
        busy[offer.pair, offer.platform].append((offer.listed_on, offer.ended_on))
    for listing in wanted:
        if listing.key not in found:
            continue
        pair, span = by_key[found[listing.key]], (listing.listed_on, listing.ended_on)
        assert pair.bought_on is None or pair.bought_on <= listing.listed_on
        assert pair.sold_on is None or pair.sold_on >= listing.listed_on
        assert not any(meet(span, other) for other in busy[pair.key, listing.platform])
        busy[pair.key, listing.platform].append(span)
    for row in {listing.row for listing in wanted}:
        assert len({listing.key in found for listing in wanted if listing.row == row}) == 1


@given(listings(), pairs(), offers(), st.randoms(use_true_random=False))
def test_that_the_order_of_what_is_told_changes_nothing(
    wanted: list[Listing], stock: list[ListedPair], before: list[Offer], chance: Random
) -> None:
    mixed = (
        chance.sample(wanted, len(wanted)),
        chance.sample(stock, len(stock)),
        chance.sample(before, len(before)),
    )
    assert pairs_to_list(*mixed) == pairs_to_list(wanted, stock, before)


def test_that_the_oldest_pair_counts_and_one_of_unknown_age_comes_last() -> None:
    stock = [
        ListedPair(1, None, None),
        ListedPair(2, date(2024, 1, 3), None),
        ListedPair(3, date(2024, 1, 2), None),
    ]
    wanted = [Listing(row, row, "stockx", date(2024, 2, row), None) for row in (1, 2, 3)]
    assert pairs_to_list(wanted, stock, []) == {1: 3, 2: 2, 3: 1}
