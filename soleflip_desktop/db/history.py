"""The history: change sets, and undo and redo on them."""

from soleflip_desktop.db.change_sets import (
    REFERENCE_TABLES,
    ChangeSet,
    Kind,
    change_set,
    open_change_set,
    recent,
    redoable,
    undoable,
)
from soleflip_desktop.db.revert import LaterChanges, OnLaterChanges, Reverted, later_changes, revert
from soleflip_desktop.db.undoing import LaterChange

__all__ = [
    "REFERENCE_TABLES",
    "ChangeSet",
    "Kind",
    "LaterChange",
    "LaterChanges",
    "OnLaterChanges",
    "Reverted",
    "change_set",
    "later_changes",
    "open_change_set",
    "recent",
    "redoable",
    "revert",
    "undoable",
]
