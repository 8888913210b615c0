"""Writes the notes of a pair that were typed in a details panel."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.models.columns import one_line
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.widgets.notices import NoticeKind

if TYPE_CHECKING:
    from soleflip_desktop.services.editing import Editing


class PairNotes(QObject):
    """One change for each time that typing ends, undone like any edit."""

    def __init__(self, editing: "Editing", context: Context) -> None:
        super().__init__(context.window)
        self._editing, self._context = editing, context

    def write(self, pair: int, product: str, seen: str | None, typed: str) -> None:
        """Writes the notes, unless they were changed since they were seen."""
        from soleflip_desktop.services.editing import ItemField

        saves = self.tr("Notes of {product}: “{text}”").format(product=product, text=one_line(typed, None))
        self._context.tasks.start(
            Lane.WRITE,
            lambda control: self._editing.change(pair, ItemField.NOTES, typed, seen, control=control),
            done=lambda changed: self._on_written(product, changed is not None),
            failed=lambda error: self._on_not_written(typed, error),
            saves=saves,
        )

    def _on_written(self, product: str, changed: bool) -> None:
        if changed:
            self._context.window.say_briefly(self.tr("Notes of {product} changed").format(product=product))
        self._context.bus.changed.emit(Change.DATA)

    def _on_not_written(self, typed: str, error: UserError) -> None:
        """Shows what is there now; what was typed is not lost."""
        from soleflip_desktop.services.editing import Clash

        words = error_words(error)
        if isinstance(error, Clash):
            words = self.tr("The notes were changed meanwhile. What you typed was not written.")
        self._context.window.say(
            words,
            NoticeKind.WARNING if isinstance(error, Clash) else NoticeKind.PROBLEM,
            self.tr("Copy what was typed"),
            lambda: QGuiApplication.clipboard().setText(typed),
        )
        self._context.bus.changed.emit(Change.DATA)
