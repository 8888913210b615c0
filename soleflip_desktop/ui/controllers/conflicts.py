"""What a file says otherwise than a source of higher rank: shown, and decided."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.dialogs.conflicts import ConflictsDialog
from soleflip_desktop.ui.models.conflict_columns import conflict_columns
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soleflip_desktop.db.conflicts import Conflict
    from soleflip_desktop.domain.progress import Control
    from soleflip_desktop.services.reviewing import Reviewing

MOST = 2_000  # are listed; more of them are decided at once


class Conflicts(QObject):
    """Those of one waiting file at a time.

    Signals:
        found: Id of the batch, and how many there are, at most `MOST`.
        decided: Id of the batch, whose counts have changed.
    """

    found = Signal(object, int)
    decided = Signal(object)

    def __init__(self, reviewing: "Reviewing", context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._reviewing, self._context = reviewing, context
        self._listed: Sequence[Conflict] = ()
        self._batch_id: int | None = None
        self.dialog: ConflictsDialog | None = None

    def look(self, batch_id: int) -> None:
        """Counts and lists them in the background."""
        self._batch_id = batch_id
        self._context.tasks.start(
            Lane.READ,
            lambda control: self._reviewing.conflicts(batch_id, MOST, control=control),
            done=lambda listed: self._on_listed(batch_id, listed),
            failed=self._on_failed,
            replaces=(id(self), "list"),
        )

    def show(self, name: str) -> None:
        columns = conflict_columns(self._context.formats)
        self.dialog = dialog = ConflictsDialog(
            name, columns, self._context.theme.colours, self._context.window
        )
        self._context.theme.changed.connect(dialog.model.take_colours)
        dialog.decided.connect(self._on_decided)
        dialog.all_decided.connect(self._on_all_decided)
        dialog.finished.connect(self._forget)
        dialog.show_conflicts(self._listed)
        dialog.open()

    def _on_listed(self, batch_id: int, listed: "Sequence[Conflict]") -> None:
        if batch_id != self._batch_id:
            return
        self._listed = listed
        if self.dialog is not None:
            self.dialog.show_conflicts(listed)
        self.found.emit(batch_id, len(listed))

    @Slot(object, bool)
    def _on_decided(self, conflicts: "Sequence[Conflict]", take: bool) -> None:
        batch_id = self._batch_id
        assert batch_id is not None, "conflicts are of a batch"

        def decide(control: "Control") -> None:
            for each in conflicts:
                self._reviewing.decide(
                    batch_id, each.row_number, each.line, each.field, take=take, control=control
                )

        self._write(batch_id, decide)

    @Slot(bool)
    def _on_all_decided(self, take: bool) -> None:
        batch_id = self._batch_id
        assert batch_id is not None, "conflicts are of a batch"
        self._write(
            batch_id, lambda control: self._reviewing.decide_all(batch_id, take=take, control=control)
        )

    def _write(self, batch_id: int, work: "Callable[[Control], object]") -> None:
        def written(_: object) -> None:
            self.look(batch_id)
            self.decided.emit(batch_id)

        self._context.tasks.start(Lane.WRITE, work, done=written, failed=self._on_failed)

    def _on_failed(self, error: UserError) -> None:
        self._context.window.say_problem(error_words(error))

    @Slot()
    def _forget(self) -> None:
        self.dialog = None
