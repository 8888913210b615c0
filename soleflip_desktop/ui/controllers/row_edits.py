"""Writes what was typed into a row of a long table, and shows the row as it then stands."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.models.paged import PAGE_ROWS, PagedTable
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from soleflip_desktop.ui.controllers.row_source import RowSource


class RowEdits(QObject):
    """The cell shows the new value as soon as the service has answered; the reload comes after."""

    def __init__(self, model: PagedTable, rows: "RowSource", context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self._rows, self._context = model, rows, context

    def write(
        self,
        row_id: int,
        work: Callable[[Control], Any],
        done: Callable[[Any], None],
        failed: Callable[[UserError], None] | None = None,
        saves: str = "",
    ) -> None:
        """Runs `work` in the write lane; `done` takes its result once the row is shown anew.

        Args:
            saves: What is written, in words with its value; offered again if the connection is lost.
        """

        def run(control: Control) -> tuple[Any, list[Any]]:
            return work(control), self._rows.page([row_id])

        def show(answer: tuple[Any, list[Any]]) -> None:
            result, rows = answer
            for row in rows:
                self._put(row)
            done(result)
            self._context.bus.changed.emit(Change.DATA)

        self._context.tasks.start(Lane.WRITE, run, done=show, failed=failed, saves=saves)

    def _put(self, row: Any) -> None:
        place = self._model.loaded_place(row.id)
        if place is None:  # a page that is not loaded comes with the new row anyway
            return
        page = place // PAGE_ROWS
        top = page * PAGE_ROWS
        shown = [self._model.row_at(number) for number in range(top, top + len(self._model.page_ids(page)))]
        rows = [row if each.id == row.id else each for each in shown if each is not None]
        if len(rows) == len(shown):
            self._model.put_pages({page: rows})
