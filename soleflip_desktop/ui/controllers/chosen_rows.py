"""The rows the user has selected in a long table: which one, what they add up to, copying them."""

from array import array
from collections.abc import Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.models.columns import ColumnSpec, copied, tsv
from soleflip_desktop.ui.models.paged import PAGE_ROWS, PagedTable
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from soleflip_desktop.ui.controllers.row_source import RowSource

COPIED_AT_MOST = 100_000
SUMMED_AT_MOST = 100_000
"""Rows; more of them take seconds, in which the window had better add up what the user selects next."""
_PAUSE = 60  # ms: a selection that is being drawn out with the mouse is not added up at every row


class ChosenRows(QObject):
    """Watches what is selected.

    Signals:
        row_chosen: The one selected row, `None` if there is none or several.
        changed: Other rows are selected.
        summed: `totals`, `are_all` or `too_many` has changed.
    """

    row_chosen = Signal(object)
    changed = Signal()
    summed = Signal()

    def __init__(
        self, table: TableView, model: PagedTable, rows: "RowSource", context: Context, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._table, self._model, self._rows, self._context = table, model, rows, context
        self._told: Any | None = None
        self.totals: Any | None = None
        self._telling = self._timer(0, self._on_telling)  # a key held down runs past many rows
        self._summing = self._timer(_PAUSE, self._on_summing)
        table.selectionModel().selectionChanged.connect(self._on_changed)
        model.modelReset.connect(self._on_changed)
        model.dataChanged.connect(lambda: self._telling.start())

    @property
    def count(self) -> int:
        return self._table.selected_count()

    @property
    def are_all(self) -> bool:
        """Whether every row is selected, and there are several."""
        return 1 < self.count == len(self._model.ids)

    @property
    def too_many(self) -> bool:
        """Whether there are too many to add them up."""
        return self.count > SUMMED_AT_MOST and not self.are_all

    def one(self) -> int | None:
        """The number of the selected row if it is the only one."""
        spans = self._table.selected_spans()
        return spans[0].start if len(spans) == 1 and len(spans[0]) == 1 else None

    def ids(self) -> "array[int]":
        """Ids of the selected rows from top to bottom."""
        chosen = array("q")
        for span in self._table.selected_spans():
            chosen += self._model.ids[span.start : span.stop]
        return chosen

    def copy(self) -> None:
        """Puts the rows on the clipboard, in the columns that are shown."""
        spans = self._table.selected_spans()
        ids = [self._model.ids[row] for row in islice(chain.from_iterable(spans), COPIED_AT_MOST)]
        columns = [self._model.columns[at] for at in self._table.shown_columns()]
        left_out = self.count - len(ids)
        if ids:
            self._context.tasks.start(
                Lane.READ,
                lambda control: self._texts(ids, columns, control),
                done=lambda text: self._on_copied(text, len(ids), left_out),
                replaces=(id(self), "copy"),
            )

    def copy_cell(self, index: "QModelIndex") -> None:
        """Puts one value on the clipboard."""
        row = self._model.row_at(index.row())
        if row is not None:
            text = copied(self._model.columns[index.column()].value(row), self._context.formats)
            QGuiApplication.clipboard().setText(text)
            self._context.window.say_briefly(self.tr("Copied “{text}”").format(text=text))

    def _timer(self, pause: int, call: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(call)
        return timer

    @Slot()
    def _on_changed(self) -> None:
        self._telling.start()
        self._summing.start()
        self.changed.emit()

    @Slot()
    def _on_telling(self) -> None:
        at = self.one()
        row = None if at is None else self._model.row_at(at)
        if row != self._told:
            self._told = row
            self.row_chosen.emit(row)

    @Slot()
    def _on_summing(self) -> None:
        if self.count < 2 or self.are_all or self.too_many:
            self._take_totals(None)
            return
        ids = self.ids()
        self._context.tasks.start(
            Lane.READ,
            lambda control: (ids, self._rows.totals_of(ids, control=control)),
            done=self._on_summed,
            failed=self._on_failed,
            replaces=(id(self), "totals"),
        )

    @Slot(object)
    def _on_summed(self, summed: "tuple[array[int], Any]") -> None:
        ids, totals = summed
        if ids == self.ids():
            self._take_totals(totals)

    def _on_failed(self, error: UserError) -> None:
        self._take_totals(None)
        self._context.window.say_problem(error_words(error))

    def _take_totals(self, totals: Any | None) -> None:
        self.totals = totals
        self.summed.emit()

    def _texts(self, ids: list[int], columns: Sequence[ColumnSpec[Any]], control: Control) -> str:
        rows: list[Any] = []
        for at in range(0, len(ids), PAGE_ROWS * 5):
            control.check()
            rows += self._rows.page(ids[at : at + PAGE_ROWS * 5], control=control)
        return tsv(list(columns), rows, self._context.formats)

    def _on_copied(self, text: str, rows: int, left_out: int) -> None:
        QGuiApplication.clipboard().setText(text)
        formats = self._context.formats
        if left_out:
            words = self.tr("Copied the first {n} rows; {more} more are selected")
            words = words.format(n=formats.count(rows), more=formats.count(left_out))
        else:
            words = self.tr("Copied 1 row") if rows == 1 else self.tr("Copied {n} rows")
            words = words.format(n=formats.count(rows))
        self._context.window.say_briefly(words)
