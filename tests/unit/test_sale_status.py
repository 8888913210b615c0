"""The moves of a sale between its states."""

from itertools import product

import pytest

from soleflip_desktop.domain.sale_status import ALLOWED_MOVES, FREEING, STATUSES, may_move


def test_that_the_table_names_every_status_and_no_other() -> None:
    assert set(ALLOWED_MOVES) == set(STATUSES)
    assert set().union(*ALLOWED_MOVES.values()) <= set(STATUSES)
    assert set(STATUSES) > FREEING


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pending", "shipped"),
        ("pending", "completed"),
        ("pending", "cancelled"),
        ("shipped", "authenticated"),
        ("shipped", "failed_verification"),
        ("authenticated", "completed"),
        ("completed", "returned"),
    ],
)
def test_that_a_sale_moves_forward(old: str, new: str) -> None:
    assert may_move(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("shipped", "pending"),
        ("completed", "shipped"),
        ("completed", "cancelled"),
        ("pending", "returned"),
        ("authenticated", "failed_verification"),
        ("pending", "pending"),
        ("pending", "paid"),
    ],
)
def test_that_a_sale_makes_no_other_move(old: str, new: str) -> None:
    assert not may_move(old, new)


@pytest.mark.parametrize(("old", "new"), list(product(sorted(FREEING), STATUSES)))
def test_that_a_sale_which_freed_its_pair_is_at_its_end(old: str, new: str) -> None:
    assert not may_move(old, new)


def test_that_no_move_ever_leads_back() -> None:
    place = {status: number for number, status in enumerate(STATUSES)}
    assert all(place[old] < place[new] for old, moves in ALLOWED_MOVES.items() for new in moves)


def test_that_a_status_nobody_knows_is_a_bug() -> None:
    with pytest.raises(KeyError):
        may_move("paid", "completed")
