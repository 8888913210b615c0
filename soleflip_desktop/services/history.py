"""Undo and redo, of edits and of whole imports."""

from soleflip_desktop.db import history
from soleflip_desktop.db.batches import STATUS_WORDS, batch
from soleflip_desktop.db.engine import Engine, transaction
from soleflip_desktop.db.history import ChangeSet, LaterChange, LaterChanges, OnLaterChanges, Reverted
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError, said

__all__ = ["ChangeSet", "History", "LaterChange", "LaterChanges", "OnLaterChanges", "Reverted"]


class History:
    """What was done to one database, and its taking back.

    What is handed a control ends with `Cancelled`, with nothing changed, when that is cancelled; to undo and
    redo may have to wait for an import of another program.

    Args:
        engine: Where everything is kept.
        actor: Who takes back, one of `db.tables.logging.ACTORS`.
    """

    def __init__(self, engine: Engine, actor: str) -> None:
        self._engine = engine
        self._actor = actor

    def undoable(self, *, control: Control | None = None) -> ChangeSet | None:
        """What `undo` takes back next."""
        with transaction(self._engine, control) as connection:
            return history.undoable(connection)

    def redoable(self, *, control: Control | None = None) -> ChangeSet | None:
        """The undo that `redo` takes back next."""
        with transaction(self._engine, control) as connection:
            return history.redoable(connection)

    def recent(self, limit: int, *, control: Control | None = None) -> list[ChangeSet]:
        """The last `limit` change sets, the newest first."""
        with transaction(self._engine, control) as connection:
            return history.recent(connection, limit)

    def undo(
        self, on_later: OnLaterChanges = OnLaterChanges.REFUSE, *, control: Control | None = None
    ) -> Reverted:
        """Takes back the newest change that stands.

        Raises:
            LaterChanges: If something rests on its rows and `on_later` refuses.
            UserError: If there is nothing to undo, or it cannot be undone (`db.history.revert`).
        """
        with transaction(self._engine, control) as connection:
            target = history.undoable(connection)
            if target is None:
                raise UserError(said("There is nothing to undo"))
            return history.revert(connection, target.id, self._actor, on_later)

    def redo(
        self, on_later: OnLaterChanges = OnLaterChanges.REFUSE, *, control: Control | None = None
    ) -> Reverted:
        """Takes the last undo back.

        Raises:
            LaterChanges: If something rests on its rows and `on_later` refuses.
            UserError: If there is nothing to redo, or it cannot be redone.
        """
        with transaction(self._engine, control) as connection:
            target = history.redoable(connection)
            if target is None:
                raise UserError(said("There is nothing to redo"))
            return history.revert(connection, target.id, self._actor, on_later)

    def undo_change(
        self,
        change_set_id: int,
        on_later: OnLaterChanges = OnLaterChanges.REFUSE,
        *,
        control: Control | None = None,
    ) -> Reverted:
        """Takes one change back, be it the newest or not.

        Raises:
            LaterChanges: If something rests on its rows and `on_later` refuses.
            UserError: If there is no such change, it is taken back already, or cannot be.
        """
        with transaction(self._engine, control) as connection:
            return history.revert(connection, change_set_id, self._actor, on_later)

    def revert_import(
        self,
        batch_id: int,
        on_later: OnLaterChanges = OnLaterChanges.REFUSE,
        *,
        control: Control | None = None,
    ) -> Reverted:
        """Takes a whole import back.

        Raises:
            LaterChanges: If something rests on its rows and `on_later` refuses.
            UserError: If there is no such import, it changed nothing, is taken back already, or cannot be.
        """
        with transaction(self._engine, control) as connection:
            found = batch(connection, batch_id)
            if found is None:
                raise UserError(
                    said("There is no import {number}", number=batch_id),
                    said("`soleflip imports` lists them"),
                )
            if found.change_set_id is None:
                raise UserError(
                    said(
                        "Import {number} ({file}) changed nothing: it is {state}",
                        number=batch_id,
                        file=found.file_name,
                        state=STATUS_WORDS[found.status],
                    )
                )
            if found.reverted:
                raise UserError(
                    said("Import {number} ({file}) is undone already", number=batch_id, file=found.file_name)
                )
            return history.revert(connection, found.change_set_id, self._actor, on_later)
