"""Tells the views what has changed, so that each reloads only what it shows."""

from collections.abc import Iterable
from enum import Flag, auto

from PySide6.QtCore import QObject, Signal


class Change(Flag):
    """What a finished write may have altered."""

    IMPORTS = auto()
    SALES = auto()
    INVENTORY = auto()
    HISTORY = auto()
    DATA = SALES | INVENTORY | HISTORY
    ALL = IMPORTS | DATA


def changes_in(tables: Iterable[str]) -> Change:
    """What may have to be shown anew after another program wrote to `tables` (`sales.sales`).

    A sale takes its pair out of the stock, what a pair cost is the profit of its sale, and either may be
    what an import or its undo wrote.
    """
    found = Change(0)
    for table in tables:
        found |= _SHOWN_BY.get(table.partition(".")[0], Change.ALL)
    return found


_SHOWN_BY = {"core": Change.DATA, "integration": Change.IMPORTS | Change.HISTORY}


class Bus(QObject):
    """One per window; `changed` carries a `Change`."""

    changed = Signal(object)
