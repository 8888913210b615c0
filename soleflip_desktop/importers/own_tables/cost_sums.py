"""Columns of a table kept by hand that add up to another: price, tax and shipping to the whole cost."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from soleflip_desktop.domain.local_amounts import parse_local_amount
from soleflip_desktop.domain.money import AmountError
from soleflip_desktop.domain.readings import MARK_READINGS

_FEWEST_ROWS = 2
_FAULTY = 0.1  # of the rows may not add up: somebody typed over a formula


def parts_of_sums(records: Sequence[Sequence[str]], prices: Collection[int]) -> dict[int, int]:
    """Place of each column that is part of a sum -> place of the sum.

    A sum stands right of its parts, the first of which is a price as it is, and all amounts between are
    parts: `Purchase Price, Tax, Shipping, Total Cost`. A sum that is always the price alone tells nothing.

    Args:
        records: Rows of the table.
        prices: Places of the columns that may be what a pair cost.
    """
    found: dict[int, int] = {}
    for total in sorted(prices, reverse=True):
        for first in sorted(prices):
            if first < total and total not in found and _adds_up(records, first, total):
                parts = (at for at in range(first, total) if _holds_amounts(records, at))
                found |= dict.fromkeys(parts, total)
                break
    return found


def _adds_up(records: Sequence[Sequence[str]], first: int, total: int) -> bool:
    sums, more = [], False
    for record in records:
        parts = [_amount(record, at) for at in range(first, total)]
        if parts[0] is None or (paid := _amount(record, total)) is None:
            continue
        known = [part for part in parts if part is not None]
        sums.append(sum(known, Decimal(0)) == paid)
        more |= paid != parts[0]
    return more and len(sums) >= _FEWEST_ROWS and sums.count(False) <= _FAULTY * len(sums)


def _holds_amounts(records: Sequence[Sequence[str]], at: int) -> bool:
    return any(_amount(record, at) is not None for record in records)


def _amount(record: Sequence[str], at: int) -> Decimal | None:
    """The amount in a cell under whichever mark reads it; `None` for none."""
    text = record[at].strip() if at < len(record) else ""
    for mark in MARK_READINGS:
        try:
            return parse_local_amount(text, mark)
        except AmountError:
            continue
    return None
