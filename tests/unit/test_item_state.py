"""The moves of a pair's stored state."""

from itertools import product

from soleflip_desktop.db.tables.products import ITEM_STATES
from soleflip_desktop.domain.item_state import ALLOWED_MOVES, ON_HAND, STATES, may_move


def test_that_the_states_are_those_the_database_takes() -> None:
    assert STATES == ITEM_STATES
    assert set(ALLOWED_MOVES) == set(STATES)
    assert set(STATES) >= ON_HAND


def test_that_nothing_moves_to_itself_or_back_to_the_way() -> None:
    for old, new in product(STATES, STATES):
        assert not may_move(old, old)
        assert not (may_move(old, new) and new == "incoming")


def test_that_what_was_given_back_or_written_off_turns_up_in_stock_alone() -> None:
    for gone in set(STATES) - ON_HAND:
        assert ALLOWED_MOVES[gone] == {"in_stock"}
