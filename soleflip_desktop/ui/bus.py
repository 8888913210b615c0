"""Tells the views what has changed, so that each reloads only what it shows."""

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


class Bus(QObject):
    """One per window; `changed` carries a `Change`."""

    changed = Signal(object)
