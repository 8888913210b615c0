"""Undo and redo, from the Edit menu and from the import history."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.dialogs.later_changes import later_changes
from soleflip_desktop.ui.models.label_words import label_words
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from soleflip_desktop.services.history import ChangeSet, History, Reverted

# Takes the control of its task, and "on_later" unless it is to refuse where later changes stand in the way.
Revert = Callable[[Mapping[str, Any]], Any]


class Undo(QObject):
    """Runs a revert and asks what to do about later changes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context

    def run(self, revert: Revert, *, redo: bool = False) -> None:
        """Reverts in the write lane.

        Args:
            redo: Says so in the message.
        """
        self._start(revert, {}, redo=redo)

    def _start(self, revert: Revert, on_later: Mapping[str, Any], *, redo: bool) -> None:
        self._context.tasks.start(
            Lane.WRITE,
            lambda control: revert({**on_later, "control": control}),
            done=lambda reverted: self._on_done(reverted, redo=redo),
            failed=lambda error: self._on_failed(revert, error, redo=redo),
        )

    def _on_done(self, reverted: "Reverted", *, redo: bool) -> None:
        text = self.tr("Redone: {what}") if redo else self.tr("Undone: {what}")
        self._context.window.say(text.format(what=label_words(reverted.label)))
        self._context.bus.changed.emit(Change.ALL)

    def _on_failed(self, revert: Revert, error: UserError, *, redo: bool) -> None:
        from soleflip_desktop.services.history import LaterChanges, OnLaterChanges

        if not isinstance(error, LaterChanges):
            self._context.window.say_problem(error_words(error))
            self._context.bus.changed.emit(Change.HISTORY)
            return

        def again(answer: OnLaterChanges) -> None:
            self._start(revert, {"on_later": answer}, redo=redo)

        later_changes(
            label_words(error.label),
            error.changes,
            self._context.formats,
            lambda: again(OnLaterChanges.KEEP),
            lambda: again(OnLaterChanges.INCLUDE),
            self._context.window,
        ).open()


class EditMenuController(QObject):
    """Keeps "Undo …" and "Redo …" in the Edit menu true."""

    def __init__(self, history: "History", undo: Undo, context: Context) -> None:
        super().__init__(context.window)
        self._history, self._undo, self._context = history, undo, context
        self._undoable: ChangeSet | None = None
        self._redoable: ChangeSet | None = None
        context.window.undo_wanted.connect(self._on_undo_wanted)
        context.window.redo_wanted.connect(self._on_redo_wanted)
        context.window.undo_change_wanted.connect(self._on_undo_change_wanted)
        context.bus.changed.connect(self._on_changed)
        self._reload()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change & Change.HISTORY:
            self._reload()

    def _reload(self) -> None:
        self._context.tasks.start(
            Lane.READ,
            lambda control: (
                self._history.undoable(control=control),
                self._history.redoable(control=control),
            ),
            done=self._on_reloaded,
            replaces="edit menu",
        )

    def _on_reloaded(self, found: "tuple[ChangeSet | None, ChangeSet | None]") -> None:
        self._undoable, self._redoable = found
        self._context.window.offer_undo(
            label_words(self._undoable.label) if self._undoable else "",
            label_words(self._redoable.label) if self._redoable else "",
        )

    @Slot()
    def _on_undo_wanted(self) -> None:
        if self._undoable is not None:
            self._take_back(self._undoable.id)

    @Slot()
    def _on_redo_wanted(self) -> None:
        if self._redoable is not None:
            self._take_back(self._redoable.id, redo=True)

    @Slot(object)
    def _on_undo_change_wanted(self, change_set_id: int) -> None:
        self._take_back(change_set_id)

    def _take_back(self, change_set_id: int, *, redo: bool = False) -> None:
        """Takes back what the user was shown, also if there is something newer by now."""
        self._undo.run(
            lambda options: self._history.undo_change(change_set_id, **options),
            redo=redo,
        )
