"""What of an order's amount falls on each of its lines."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.shares import share_out

CENT = Decimal("0.01")
AMOUNTS = st.decimals(-1_000_000, 1_000_000, places=2)
WEIGHTS = st.lists(st.decimals(0, 10_000, places=2), min_size=1, max_size=20)


@given(AMOUNTS, WEIGHTS)
def test_that_shares_sum_to_the_amount_and_none_is_a_cent_off(
    amount: Decimal, weights: list[Decimal]
) -> None:
    shares = share_out(amount, weights)
    assert sum(shares) == amount
    assert len(shares) == len(weights)
    if total := sum(weights):
        exact = [amount * weight / total for weight in weights]
        assert all(abs(share - own) <= CENT for share, own in zip(shares, exact, strict=True))


@given(AMOUNTS, WEIGHTS)
def test_that_a_refund_undoes_a_charge_line_by_line(amount: Decimal, weights: list[Decimal]) -> None:
    assert share_out(-amount, weights) == [-share for share in share_out(amount, weights)]


@pytest.mark.parametrize("weights", [["0", "0", "0"], ["5", "-1", "3"]])
def test_that_lines_without_worth_share_alike(weights: list[str]) -> None:
    shares = share_out(Decimal("1.00"), list(map(Decimal, weights)))
    assert sorted(shares) == [Decimal("0.33"), Decimal("0.33"), Decimal("0.34")]


@pytest.mark.parametrize(("amount", "weights"), [("1", []), ("0.005", [Decimal(1)])])
def test_that_nothing_is_shared_among_nobody_or_below_a_cent(amount: str, weights: list[Decimal]) -> None:
    with pytest.raises(ValueError, match="cannot be shared"):
        share_out(Decimal(amount), weights)
