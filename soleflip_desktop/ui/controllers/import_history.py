"""The table of past imports: what each brought, undoing it, taking a waiting one further."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.freshness import Freshness
from soleflip_desktop.ui.controllers.undoing import Undo
from soleflip_desktop.ui.models.batch_columns import batch_columns, can_be_undone, rows_words
from soleflip_desktop.ui.models.batch_words import batch_details
from soleflip_desktop.ui.models.columns import tsv
from soleflip_desktop.ui.models.rows import RowsTable
from soleflip_desktop.ui.said import in_words
from soleflip_desktop.ui.tabs.import_tab import ImportTab
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleflip_desktop.db.batches import Batch
    from soleflip_desktop.services.history import History
    from soleflip_desktop.services.importing import Importing


class ImportHistoryController(QObject):
    """Lists imports and offers what can be done with the selected one.

    Signals:
        decision_wanted: A waiting `Batch`, and "continue" or "discard".
        again_wanted: The path of a file that is to be imported again.
    """

    decision_wanted = Signal(object, str)
    again_wanted = Signal(object)

    def __init__(
        self, tab: ImportTab, importing: "Importing", history: "History", undo: Undo, context: Context
    ) -> None:
        super().__init__(tab)
        self._tab, self._importing, self._history = tab, importing, history
        self._undo, self._context = undo, context
        self.model = RowsTable(batch_columns(context.formats), self)
        self.model.take_colours(context.theme.colours)
        context.theme.changed.connect(self.model.take_colours)
        tab.show_history(self.model)
        self._connect()
        self._fresh = Freshness(tab, context.bus, Change.IMPORTS, self._reload)
        tab.shown.connect(self._fresh.catch_up)
        self._on_selected()

    def catch_up(self) -> None:
        self._fresh.catch_up()

    def copy(self) -> None:
        chosen = [self.model.rows[row] for row in self._tab.history.selected_rows()]
        if chosen:
            QGuiApplication.clipboard().setText(tsv(self.model.columns, chosen, self._context.formats))

    def _connect(self) -> None:
        tab = self._tab
        tab.undo_wanted.connect(self._on_undo_wanted)
        tab.continue_wanted.connect(lambda: self._decide("continue"))
        tab.discard_wanted.connect(lambda: self._decide("discard"))
        tab.details.folder_wanted.connect(self._on_folder_wanted)
        tab.details.again_wanted.connect(self._on_again_wanted)
        tab.history.copy_wanted.connect(self.copy)
        tab.history.selectionModel().selectionChanged.connect(self._on_selected)
        self.model.modelReset.connect(self._on_selected)

    def _reload(self) -> None:
        self._context.tasks.start(
            Lane.READ,
            lambda control: self._importing.history(control=control),
            done=self._on_history,
            replaces="import history",
        )

    @Slot(object)
    def _on_history(self, batches: "Sequence[Batch]") -> None:
        current = self._current()
        self.model.show_rows(batches)
        place = next((n for n, b in enumerate(self.model.rows) if current and b.id == current.id), -1)
        if place >= 0:
            self._tab.history.go_to(place)

    @Slot()
    def _on_selected(self) -> None:
        batch = self._current()
        self._tab.allow_deciding(allowed=batch is not None and batch.status == "staged")
        self._tab.details.setVisible(batch is not None)
        if batch is not None:
            lines, error = batch_details(batch, self._context.formats), in_words(batch.error or "")
            self._tab.details.show_details(batch.file_name, batch.file_path, lines, error)
        if batch is None or not can_be_undone(batch):
            self._tab.allow_undo(self.tr("Undo import"), allowed=False)
            return
        count = batch.counts.new + batch.counts.changed
        rows = rows_words(count, batch.kind, self._context.formats)
        self._tab.allow_undo(self.tr("Undo import of {rows}").format(rows=rows), allowed=True)

    @Slot()
    def _on_undo_wanted(self) -> None:
        batch = self._current()
        if batch is not None and can_be_undone(batch):
            self._undo.run(lambda options: self._history.revert_import(batch.id, **options))

    def _decide(self, decision: str) -> None:
        batch = self._current()
        if batch is not None and batch.status == "staged":
            self.decision_wanted.emit(batch, decision)

    @Slot()
    def _on_folder_wanted(self) -> None:
        batch = self._current()
        if batch is None:
            return
        folder = Path(batch.file_path).parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            text = self.tr("The folder {folder} cannot be opened. It may have been moved")
            self._context.window.say_problem(text.format(folder=folder))

    @Slot()
    def _on_again_wanted(self) -> None:
        batch = self._current()
        if batch is not None:
            self.again_wanted.emit(Path(batch.file_path))

    def _current(self) -> "Batch | None":
        chosen = self._tab.history.selected_rows()
        return self.model.rows[chosen[0]] if len(chosen) == 1 and chosen[0] < len(self.model.rows) else None
