"""A pair's life as steps with their days: bought, received, listed, sold, paid, and what came between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class StepKind(StrEnum):
    """What happened to a pair; the values are those of `products.item_events.kind` where both exist."""

    BOUGHT = "bought"
    RECEIVED = "received"
    CONSIGNED = "consigned"
    LISTED = "listed"
    UNLISTED = "unlisted"
    SOLD = "sold"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    PAID = "paid"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    FAILED_VERIFICATION = "failed_verification"
    RETURNED_TO_SUPPLIER = "returned_to_supplier"
    WRITTEN_OFF = "written_off"


_RANK = {kind: rank for rank, kind in enumerate(StepKind)}
_BEFORE_A_SALE = (StepKind.BOUGHT, StepKind.RECEIVED, StepKind.LISTED)
_ENDS = {
    "returned": StepKind.RETURNED,
    "cancelled": StepKind.CANCELLED,
    "failed_verification": StepKind.FAILED_VERIFICATION,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        day: `None` if nobody knows it.
        expected: It has not happened yet, as far as is known.
        sale_id: The sale it belongs to; `None` for what is not part of a sale.
        days: Days since the step before that has a day; negative where the days stand in another order.
        since: That step; `None` for the first one with a day.
    """

    kind: StepKind
    day: date | None = None
    expected: bool = False
    sale_id: int | None = None
    days: int | None = None
    since: StepKind | None = None


@dataclass(frozen=True, slots=True)
class SaleCourse:
    """What is known of the course of one sale; `returned_on` only if it came back."""

    sale_id: int
    status: str
    sold_on: date
    paid_on: date | None = None
    returned_on: date | None = None


def life(events: Sequence[tuple[StepKind, date]], sales: Sequence[SaleCourse]) -> tuple[Step, ...]:
    """The steps in the order of their days.

    A step that must have been there because a later one is known stands in its place without a day; the
    purchase always does. A standing sale that is not known to be paid ends in an expected payout.

    Args:
        events: What is known of the pair itself; the same step twice on one day counts once.
        sales: Every sale of the pair.
    """
    steps = [step for sale in sales for step in _known_steps(sale)]
    taken = {(step.kind, step.day) for step in steps}
    steps += [Step(kind, day) for kind, day in set(events) if (kind, day) not in taken]
    steps.sort(key=lambda step: (step.day or date.max, _RANK[step.kind]))
    for sale in sales:
        _add_unknown_steps(steps, sale)
    _add_unknown_beginning(steps)
    return tuple(_with_days_between(steps))


def _known_steps(sale: SaleCourse) -> list[Step]:
    days = (
        (StepKind.SOLD, sale.sold_on),
        (StepKind.PAID, sale.paid_on),
        (StepKind.RETURNED, sale.returned_on),
    )
    return [Step(kind, day, sale_id=sale.sale_id) for kind, day in days if day]


def _add_unknown_steps(steps: list[Step], sale: SaleCourse) -> None:
    """Adds the payout and the end of a sale where their days are not known."""
    of_sale = [number for number, step in enumerate(steps) if step.sale_id == sale.sale_id]
    end = _ENDS.get(sale.status)
    paid = any(step.kind is StepKind.PAID and step.sale_id in (None, sale.sale_id) for step in steps)
    after = of_sale[-1] + 1
    if end is not None and not (end is StepKind.RETURNED and sale.returned_on):
        steps.insert(after, Step(end, sale_id=sale.sale_id))
    if not paid and end is StepKind.RETURNED:
        place = after if sale.returned_on is None else of_sale[-1]
        steps.insert(place, Step(StepKind.PAID, sale_id=sale.sale_id))
    elif not paid and end is None:
        steps.append(Step(StepKind.PAID, expected=True, sale_id=sale.sale_id))


def _add_unknown_beginning(steps: list[Step]) -> None:
    """Adds purchase, receipt and listing without a day; a pair is received after it was bought."""
    for kind in _BEFORE_A_SALE:
        bought = next((n for n, step in enumerate(steps) if step.kind is StepKind.BOUGHT), -1)
        start = bought + 1 if kind is StepKind.RECEIVED else 0
        later = (
            n
            for n, step in enumerate(steps)
            if n >= start and _RANK[step.kind] > _RANK[kind] and not step.expected
        )
        place = next(later, len(steps) if kind is StepKind.BOUGHT else None)
        if place is not None and not _has(steps, kind):
            steps.insert(place, Step(kind))


def _has(steps: Sequence[Step], kind: StepKind) -> bool:
    return any(step.kind is kind for step in steps)


def _with_days_between(steps: Sequence[Step]) -> list[Step]:
    counted, last = [], None
    for step in steps:
        if step.day is None:
            counted.append(step)
            continue
        if last is not None and last.day is not None:
            step = replace(step, days=(step.day - last.day).days, since=last.kind)
        counted.append(step)
        last = step
    return counted
