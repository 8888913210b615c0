"""Feeds a table tab: ids in order, pages as they come into sight, totals, search, copying."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.selection import EVERYTHING, Selection
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.freshness import Freshness
from soleflip_desktop.ui.models.columns import ColumnSpec, tsv
from soleflip_desktop.ui.models.paged import PAGE_ROWS, Order, PagedTable
from soleflip_desktop.ui.tabs.table_tab import TableTab
from soleflip_desktop.ui.tasks import Lane

COPIED_AT_MOST = 100_000


class RowSource(Protocol):
    """A service that serves rows by id."""

    def first(
        self,
        limit: int = ...,
        order: Order = ...,
        selection: Selection = ...,
        *,
        control: Control | None = ...,
    ) -> list[Any]: ...
    def ids(
        self, order: Order = ..., selection: Selection = ..., *, control: Control | None = ...
    ) -> "array[int]": ...
    def page(self, ids: Sequence[int], *, control: Control | None = ...) -> list[Any]: ...
    def totals(self, selection: Selection = ..., *, control: Control | None = ...) -> Any: ...


@dataclass(frozen=True, slots=True)
class Loaded:
    """A whole reload: the ids, the pages in sight, where the selected row is now, and the totals."""

    ids: "array[int]"
    pages: Mapping[int, Sequence[Any]]
    current: int
    totals: Any


class TableController(QObject):
    """Heirs say what the totals and an empty table are called.

    Signals:
        totals_told: Text for the status bar.
        row_chosen: The one selected row, `None` if there is none or several.
    """

    totals_told = Signal(str)
    row_chosen = Signal(object)

    def __init__(
        self,
        tab: TableTab,
        rows: RowSource,
        columns: list[ColumnSpec[Any]],
        order: Order,
        shows: Change,
        context: Context,
    ) -> None:
        super().__init__(tab)
        self.tab, self.context, self._rows = tab, context, rows
        self.model = PagedTable(columns, order, self)
        self._selection = EVERYTHING
        self._chosen: Any | None = None
        self._choosing = QTimer(self)
        self._choosing.setSingleShot(True)
        self._choosing.setInterval(0)  # a key held down runs past many rows
        self._choosing.timeout.connect(self._on_choosing)
        self._told = ""
        self._reading = 0
        self.model.take_colours(context.theme.colours)
        context.theme.changed.connect(self.model.take_colours)
        tab.show_model(self.model)
        self._fresh = Freshness(tab, context.bus, shows, self._refresh, tab.table.is_editing)
        self._connect()

    @property
    def told(self) -> str:
        """The totals as they were last told."""
        return self._told

    def words_for_totals(self, totals: Any) -> str:
        raise NotImplementedError

    def say_empty(self) -> None:
        """Shows the tab's sentence for no rows at all."""
        raise NotImplementedError

    def catch_up(self) -> None:
        self._fresh.catch_up()

    def show_selection(self, selection: Selection) -> None:
        """Shows these rows, and the search that found them in the box."""
        self.tab.search.show_text(selection.search)
        self._select(selection)

    def copy(self) -> None:
        """Puts the selected rows on the clipboard, also those that are not loaded."""
        chosen = self.tab.table.selected_rows()[:COPIED_AT_MOST]
        if chosen:
            ids = [self.model.ids[row] for row in chosen]
            self._read(lambda control: self._texts(ids, control), self._on_copied, "copy")

    def _connect(self) -> None:
        self.model.pages_wanted.connect(self._on_pages_wanted)
        self.model.order_wanted.connect(self._on_order_wanted)
        self.tab.searched.connect(self._on_searched)
        self.tab.shown.connect(self._fresh.catch_up)
        self.tab.table.editing_ended.connect(self._fresh.catch_up)
        self.tab.table.copy_wanted.connect(self.copy)
        self.tab.table.selectionModel().selectionChanged.connect(lambda: self._choosing.start())
        for changed in (self.model.modelReset, self.model.dataChanged):
            changed.connect(lambda: self._choosing.start())

    def _refresh(self) -> None:
        """Reloads in place: scroll position and current row stay where they were."""
        if not self.model.ids:
            self._start_over()
            return
        order, selection = self.model.order, self._selection
        first, last = self.tab.table.rows_in_sight()
        chosen = self.tab.table.selected_rows()
        current_id = self.model.ids[chosen[0]] if len(chosen) == 1 else None
        pages = range(first // PAGE_ROWS, last // PAGE_ROWS + 1)

        def load(control: Control) -> Loaded:
            ids = self._rows.ids(order=order, selection=selection, control=control)
            control.check()
            rows = {page: self._page(ids, page, control) for page in pages if page * PAGE_ROWS < len(ids)}
            control.check()
            place = ids.index(current_id) if current_id is not None and current_id in ids else -1
            return Loaded(ids, rows, place, self._rows.totals(selection=selection, control=control))

        self._read(load, self._on_reloaded)

    def _start_over(self) -> None:
        """Shows the first rows at once, then the whole length."""
        order, selection = self.model.order, self._selection

        def load(control: Control) -> list[Any]:
            return self._rows.first(limit=PAGE_ROWS, order=order, selection=selection, control=control)

        self._read(load, self._on_first)

    def _page(self, ids: "array[int]", page: int, control: Control) -> list[Any]:
        return self._rows.page(ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS], control=control)

    def _texts(self, ids: list[int], control: Control) -> str:
        rows: list[Any] = []
        for at in range(0, len(ids), PAGE_ROWS * 5):
            control.check()
            rows += self._rows.page(ids[at : at + PAGE_ROWS * 5], control=control)
        return tsv(self.model.columns, rows, self.context.formats)

    def _read(self, work: Any, done: Any, purpose: str = "rows") -> None:
        key = (id(self), purpose)
        self._reading += 1
        self.tab.be_busy(busy=True)
        self.context.tasks.start(
            Lane.READ, work, done=done, failed=self._on_failed, ended=self._on_ended, replaces=key
        )

    @Slot(object)
    def _on_first(self, rows: list[Any]) -> None:
        ids = array("q", (row.id for row in rows))
        self.model.show_rows(ids, {0: rows})
        self._show_any()
        self.tab.table.begin_at_top()
        order, selection = self.model.order, self._selection
        whole = len(rows) < PAGE_ROWS

        def load(control: Control) -> "tuple[array[int], Any]":
            of_all = ids if whole else self._rows.ids(order=order, selection=selection, control=control)
            return of_all, self._rows.totals(selection=selection, control=control)

        self._read(load, self._on_whole)

    @Slot(object)
    def _on_whole(self, whole: "tuple[array[int], Any]") -> None:
        ids, totals = whole
        self.model.show_rows(ids)
        self._tell(totals)

    @Slot(object)
    def _on_reloaded(self, loaded: Loaded) -> None:
        bar = self.tab.table.verticalScrollBar()
        at = bar.value()
        self.model.show_rows(loaded.ids, loaded.pages)
        if loaded.current >= 0:
            self.tab.table.go_to(loaded.current)
        bar.setValue(at)
        self._show_any()
        self._tell(loaded.totals)

    @Slot(object)
    def _on_pages_wanted(self, pages: list[int]) -> None:
        ids = {page: self.model.page_ids(page) for page in pages}

        def load(control: Control) -> dict[int, list[Any]]:
            loaded = {}
            for page, of_page in ids.items():
                control.check()
                loaded[page] = self._rows.page(of_page, control=control)
            return loaded

        def put(loaded: dict[int, list[Any]]) -> None:
            self.model.put_pages({p: r for p, r in loaded.items() if self.model.page_ids(p) == ids[p]})

        self.context.tasks.start(
            Lane.READ, load, done=put, failed=self._on_pages_failed, replaces=(id(self), "pages")
        )

    def _select(self, selection: Selection) -> None:
        self._selection = selection
        if self.tab.isVisible():
            self._start_over()
        else:
            self._fresh.go_stale()
            self.model.show_rows(array("q"), {})

    @Slot()
    def _on_choosing(self) -> None:
        spans = self.tab.table.selected_spans()
        row = self.model.row_at(spans[0].start) if len(spans) == 1 and len(spans[0]) == 1 else None
        if row != self._chosen:
            self._chosen = row
            self.row_chosen.emit(row)

    @Slot(object)
    def _on_order_wanted(self, _order: Order) -> None:
        self._start_over()

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        self._select(replace(self._selection, search=text))

    @Slot(str)
    def _on_copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        rows = self.context.formats.count(text.count("\n") - 1)
        self.context.window.say_briefly(self.tr("Copied {n} rows").format(n=rows))

    def _on_failed(self, error: UserError) -> None:
        self._fresh.go_stale()
        self.context.window.say_problem(str(error))

    def _on_pages_failed(self, error: UserError) -> None:
        self.model.forget_wishes()
        self._on_failed(error)

    def _on_ended(self) -> None:
        self._reading -= 1
        if not self._reading:
            self.tab.be_busy(busy=False)

    def _show_any(self) -> None:
        if self.model.ids:
            self.tab.show_table()
        elif self._selection.search:
            nothing = self.tr("Nothing matches “{text}”.").format(text=self._selection.search)
            self.tab.say_empty(nothing, self.tr("Clear the search"))
        else:
            self.say_empty()

    def _tell(self, totals: Any) -> None:
        self._told = self.words_for_totals(totals)
        self.totals_told.emit(self._told)
