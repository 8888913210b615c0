"""An amount of a whole order as shares of its lines, without losing a cent."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

_CENT = Decimal("0.01")


def share_out(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Shares `amount` in proportion to `weights`, to the cent; the shares sum to it exactly.

    Each share is the difference of two rounded sums, so none is further than a cent from its exact part, and
    a negative amount is shared like its opposite. Weights that are negative, or all 0, give equal shares.

    Raises:
        ValueError: There are no weights, or `amount` has fractions of a cent.
    """
    if not weights or amount != amount.quantize(_CENT):
        raise ValueError(f"{amount} cannot be shared among {len(weights)}")
    if min(weights) < 0 or not any(weights):
        weights = [Decimal(1)] * len(weights)
    total = sum(weights)
    ends = [(amount * reached / total).quantize(_CENT) for reached in accumulate(weights)]
    return [end - start for start, end in zip([Decimal(0), *ends], ends, strict=False)]
