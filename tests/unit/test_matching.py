"""First in, first out, against a plain search for the most matches."""

from datetime import date, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.matching import FreePair, Match, OpenSale, fifo

FIRST = date(2024, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


days = st.lists(st.integers(0, 9).map(day), max_size=9)
sales_of = days.map(lambda sold: [OpenSale(key, sold_on) for key, sold_on in enumerate(sold)])
pairs_of = days.map(lambda bought: [FreePair(100 + key, bought_on) for key, bought_on in enumerate(bought)])


def most_matches(sales: list[OpenSale], pairs: list[FreePair]) -> int:
    """Counts a maximum matching by augmenting paths: a sale may push another one to a different pair."""
    taken_by: dict[int, OpenSale] = {}

    def place(sale: OpenSale, tried: set[int]) -> bool:
        for pair in pairs:
            if pair.bought_on <= sale.sold_on and pair.key not in tried:
                tried.add(pair.key)
                if pair.key not in taken_by or place(taken_by[pair.key], tried):
                    taken_by[pair.key] = sale
                    return True
        return False

    return sum(place(sale, set()) for sale in sales)


def test_that_the_earliest_sale_takes_the_oldest_pair() -> None:
    sales = [OpenSale(1, day(9)), OpenSale(2, day(5))]
    pairs = [FreePair(11, day(4)), FreePair(12, day(2)), FreePair(13, day(3))]
    assert fifo(sales, pairs) == [Match(sale=2, pair=12), Match(sale=1, pair=13)]


def test_that_a_pair_bought_after_the_sale_stays_for_a_later_one() -> None:
    sales = [OpenSale(1, day(1)), OpenSale(2, day(8))]
    assert fifo(sales, [FreePair(11, day(5))]) == [Match(sale=2, pair=11)]


def test_that_a_pair_bought_on_the_day_of_the_sale_is_taken() -> None:
    assert fifo([OpenSale(1, day(3))], [FreePair(11, day(3))]) == [Match(sale=1, pair=11)]


def test_that_keys_break_ties_between_equal_days() -> None:
    sales = [OpenSale(2, day(3)), OpenSale(1, day(3))]
    pairs = [FreePair(12, day(1)), FreePair(11, day(1))]
    assert fifo(sales, pairs) == [Match(sale=1, pair=11), Match(sale=2, pair=12)]


def test_that_the_order_of_the_input_changes_nothing() -> None:
    sales = [OpenSale(key, day(key % 2)) for key in range(4)]
    pairs = [FreePair(key, day(key % 2)) for key in range(4)]
    expected = fifo(sales, pairs)
    assert all(fifo(iter(order), pairs) == expected for order in permutations(sales))
    assert all(fifo(sales, iter(order)) == expected for order in permutations(pairs))


@given(sales_of, pairs_of)
def test_that_no_other_assignment_matches_more_sales(sales: list[OpenSale], pairs: list[FreePair]) -> None:
    assert len(fifo(sales, pairs)) == most_matches(sales, pairs)


@given(sales_of, pairs_of)
def test_that_each_sale_and_pair_matches_once_and_never_before_it_was_bought(
    sales: list[OpenSale], pairs: list[FreePair]
) -> None:
    matches = fifo(sales, pairs)
    sold = {sale.key: sale.sold_on for sale in sales}
    bought = {pair.key: pair.bought_on for pair in pairs}
    assert len({match.sale for match in matches}) == len({match.pair for match in matches}) == len(matches)
    assert all(bought[match.pair] <= sold[match.sale] for match in matches)


@given(sales_of, pairs_of)
def test_that_no_older_pair_is_left_while_a_newer_one_is_sold(
    sales: list[OpenSale], pairs: list[FreePair]
) -> None:
    matches = fifo(sales, pairs)
    taken = [match.pair for match in matches]
    oldest_first = [pair.key for pair in sorted(pairs, key=lambda pair: (pair.bought_on, pair.key))]
    assert taken == oldest_first[: len(taken)]
    sold = {sale.key: sale.sold_on for sale in sales}
    order = [(sold[match.sale], match.sale) for match in matches]
    assert order == sorted(order)
