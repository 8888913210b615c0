"""The panel beside a table: shows all about the selected row, and undoes what was done to it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from soleflip_desktop.errors import ConnectionLostError, UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.freshness import Freshness
from soleflip_desktop.ui.controllers.pair_notes import PairNotes
from soleflip_desktop.ui.controllers.undoing import Undo
from soleflip_desktop.ui.models.details import details_text
from soleflip_desktop.ui.models.panel_text import Entry, NotesText
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane, Task
from soleflip_desktop.ui.widgets.details_panel import DetailsPanel

if TYPE_CHECKING:
    from soleflip_desktop.services.details import Everything
    from soleflip_desktop.services.history import History
    from soleflip_desktop.ui.controllers.table import TableController

LEAST_WIDTH = 320  # px: below it amounts and days do not fit beside their names

# Takes a row's id, and the control of its task by name.
Read = Callable[..., "Everything | None"]


class DetailsController(QObject):
    """Follows the selection of one table.

    Args:
        read: Reads all about the row with an id.
    """

    def __init__(
        self,
        table: "TableController",
        read: Read,
        history: "History",
        notes: PairNotes,
        undo: Undo,
        context: Context,
    ) -> None:
        super().__init__(table)
        self._table, self._read, self._history, self._notes = table, read, history, notes
        self._undo, self._context = undo, context
        self._id: int | None = None
        self._shown_id: int | None = None
        self.panel = DetailsPanel()
        self.panel.take_colours(context.theme.colours)
        self._fresh = Freshness(self.panel, context.bus, Change.ALL, self._reload)
        self._connect()
        table.tab.show_beside(self.panel)
        self.panel.setMinimumWidth(LEAST_WIDTH)
        self._say_how_many()

    def _connect(self) -> None:
        panel, table = self.panel, self._table
        self._context.theme.changed.connect(panel.take_colours)
        self._context.tasks.connection_lost.connect(self._on_connection_lost)
        panel.shown.connect(self._fresh.catch_up)
        panel.undo_wanted.connect(self._on_undo_wanted)
        panel.copy_wanted.connect(self._on_copy_wanted)
        panel.notes_typed.connect(self._on_notes_typed)
        table.row_chosen.connect(self._on_row_chosen)
        table.totals_told.connect(self._on_totals_told)
        table.tab.table.selectionModel().selectionChanged.connect(self._on_selection_changed)

    @Slot(object)
    def _on_row_chosen(self, row: Any) -> None:
        self._id = None if row is None else row.id
        if self._id is None:
            self._say_how_many()
            return
        self._fresh.go_stale()
        self._fresh.catch_up()

    @Slot()
    def _on_selection_changed(self) -> None:
        if self._id is None:
            self._say_how_many()

    @Slot(str)
    def _on_totals_told(self, totals: str) -> None:
        if self._id is None and self._count() > 1:
            self.panel.say(totals.replace(" · ", "\n"))

    def _reload(self) -> None:
        wanted = self._id
        if wanted is None:
            return
        self.panel.be_busy(busy=True)
        self._context.tasks.start(
            Lane.READ,
            lambda control: self._read(wanted, control=control),
            done=lambda found: self._on_read(wanted, found),
            failed=self._on_failed,
            replaces=(id(self), "details"),
        )

    def _on_read(self, wanted: int, found: "Everything | None") -> None:
        if wanted != self._id:
            return
        self.panel.be_busy(busy=False)
        if found is None:
            self.panel.say(self.tr("This row is not there any more."))
        else:
            self._shown_id = wanted
            self.panel.show_text(details_text(found, self._context.formats))

    def _on_failed(self, error: UserError) -> None:
        self._fresh.go_stale()
        self.panel.be_busy(busy=False)
        self.panel.say_stale(self._stale_words())
        self._context.window.say_problem(error_words(error))

    @Slot(object, object)
    def _on_connection_lost(self, task: Task, _: ConnectionLostError) -> None:
        """The page of the selected row may have been on its way as well."""
        if task.lane is Lane.READ and self._id is None and self._count() == 1:
            self.panel.say_stale(self._stale_words())

    def _stale_words(self) -> str:
        if self._id is not None and self._id == self._shown_id:
            return self.tr("This may be out of date: the row cannot be read at the moment.")
        return self.tr("This is the row from before: the selected one cannot be read at the moment.")

    def _say_how_many(self) -> None:
        """What stands in for a row; the totals of several follow as soon as they are added up."""
        count = self._count()
        if count == 1:  # its page is on the way
            self.panel.be_busy(busy=True)
            return
        self.panel.be_busy(busy=False)
        if count:
            rows = self.tr("{n} rows selected").format(n=self._context.formats.count(count))
            self.panel.say(rows)
        else:
            self.panel.say(self.tr("Select a row to see its life, its money and where it came from."))

    def _count(self) -> int:
        return self._table.tab.table.selected_count()

    @Slot(object)
    def _on_undo_wanted(self, entry: Entry) -> None:
        change = entry.change_set_id
        self._undo.run(lambda options: self._history.undo_change(change, **options))

    @Slot(object, str)
    def _on_notes_typed(self, notes: NotesText, typed: str) -> None:
        self._notes.write(notes.pair, notes.product, notes.text, typed)

    @Slot(str)
    def _on_copy_wanted(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.window.say_briefly(self.tr("Copied"))
