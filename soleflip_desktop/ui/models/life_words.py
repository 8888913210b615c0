"""A pair's life in words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.life import Step, StepKind
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.item_columns import state_words
from soleflip_desktop.ui.models.panel_text import Moment

if TYPE_CHECKING:
    from soleflip_desktop.domain.biography import Biography

_ON_HAND = ("incoming", "in_stock", "consigned", "listed")
_translate = QCoreApplication.translate


def moments(told: "Biography", formats: Formats) -> list[Moment]:
    """One for each step, and where the pair is now if it is not sold."""
    steps = [_moment(step, told, formats) for step in told.steps]
    pair = told.pair
    if pair is None or pair.status not in _ON_HAND or pair.shelf_days is None:
        return steps
    state, since = state_words(pair.status), days_words(pair.shelf_days, formats)
    words = _translate("Details", "Today {state}, {days} after it was bought").format(state=state, days=since)
    so_far = _translate("Details", "{days} so far").format(days=since)
    return [*steps, Moment(_translate("Details", "Today"), state, so_far, words, known=False)]


def days_words(days: int, formats: Formats) -> str:
    if days == 1:
        return _translate("Details", "1 day")
    return _translate("Details", "{n} days").format(n=formats.count(days))


def step_words(kind: StepKind) -> str:
    return {
        StepKind.BOUGHT: _translate("Details", "Bought"),
        StepKind.RECEIVED: _translate("Details", "Received"),
        StepKind.CONSIGNED: _translate("Details", "Consigned"),
        StepKind.LISTED: _translate("Details", "Listed"),
        StepKind.UNLISTED: _translate("Details", "Listing ended"),
        StepKind.SOLD: _translate("Details", "Sold"),
        StepKind.SHIPPED: _translate("Details", "Shipped"),
        StepKind.DELIVERED: _translate("Details", "Delivered"),
        StepKind.PAID: _translate("Details", "Paid out"),
        StepKind.RETURNED: _translate("Details", "Came back"),
        StepKind.CANCELLED: _translate("Details", "Cancelled"),
        StepKind.FAILED_VERIFICATION: _translate("Details", "Failed verification"),
        StepKind.RETURNED_TO_SUPPLIER: _translate("Details", "Returned to supplier"),
        StepKind.WRITTEN_OFF: _translate("Details", "Written off"),
    }[kind]


def _moment(step: Step, told: "Biography", formats: Formats) -> Moment:
    name, between = step_words(step.kind), _between(step, formats)
    order = told.orders.get(step.sale_id or 0, "") if len(told.orders) > 1 else ""
    of_order = _translate("Details", "Order {order}").format(order=order) if order else ""
    if step.day is None:
        day, why = _unknown_day(step)
        words = ", ".join(filter(None, (f"{name}: {why}", of_order)))
        return Moment(name, day, "", words, why, known=False)
    day = formats.day(step.day)
    words = " ".join(filter(None, (name, day)))
    if step.days is not None and step.since is not None:
        after = _translate("Details", "{between} than “{step}”")
        same = _translate("Details", "the same day as “{step}”")
        since = (after if step.days else same).format(between=between, step=step_words(step.since))
        words = f"{words}, {since}"
    return Moment(name, day, between, ", ".join(filter(None, (words, of_order))), of_order)


def _unknown_day(step: Step) -> tuple[str, str]:
    """What stands for the day, and why nobody knows it."""
    if step.expected:
        return (
            _translate("Details", "not yet known"),
            _translate("Details", "Not paid out yet, or the file did not say"),
        )
    why = _translate("Details", "Must have been, but nobody noted the day")
    return _translate("Details", "day unknown"), why


def _between(step: Step, formats: Formats) -> str:
    if step.days is None:
        return ""
    if step.days == 0:
        return _translate("Details", "same day")
    text = _translate("Details", "{days} later") if step.days > 0 else _translate("Details", "{days} earlier")
    return text.format(days=days_words(abs(step.days), formats))
