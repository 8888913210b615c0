"""Feeds a table tab: ids in order, pages as they come into sight, what narrows them down, totals."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.selection import EVERYTHING, Filter, Selection
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.chosen_rows import ChosenRows
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.freshness import Freshness
from soleflip_desktop.ui.controllers.kept_rows import kept_rows
from soleflip_desktop.ui.controllers.row_menu import RowMenu
from soleflip_desktop.ui.controllers.row_source import RowSource
from soleflip_desktop.ui.controllers.table_totals import TableTotals
from soleflip_desktop.ui.models.chips import ChipSpec
from soleflip_desktop.ui.models.columns import ColumnSpec
from soleflip_desktop.ui.models.paged import PAGE_ROWS, Order, PagedTable
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tabs.table_tab import TableTab
from soleflip_desktop.ui.tasks import Lane

Pages: TypeAlias = Mapping[int, Sequence[Any]]


class TableController(QObject):
    """Heirs say what the totals and an empty table are called.

    Args:
        order: How the rows are sorted as long as nobody asks for another order.
        shows: What the rows are made of.
        chips: What they can be filtered by.

    Signals:
        totals_told: Text for the status bar.
        row_chosen: The one selected row, `None` if there is none or several.
        selection_shown: The `Selection` the rows are narrowed down by now.
    """

    totals_told = Signal(str)
    row_chosen = Signal(object)
    selection_shown = Signal(object)

    def __init__(
        self,
        tab: TableTab,
        rows: RowSource,
        columns: list[ColumnSpec[Any]],
        order: Order,
        shows: Change,
        context: Context,
        chips: Sequence[ChipSpec] = (),
    ) -> None:
        super().__init__(tab)
        self.tab, self.context, self._rows = tab, context, rows
        self.model = PagedTable(columns, order, self)
        self._selection = EVERYTHING
        self._sought: int | None = None
        self._reading = 0
        self.model.take_colours(context.theme.colours)
        context.theme.changed.connect(self.model.take_colours)
        tab.show_model(self.model)
        tab.chips.offer(chips, {column.name: column.title for column in columns}, context.formats)
        self._chosen = ChosenRows(tab.table, self.model, rows, context, self)
        self._totals = TableTotals(rows, self._chosen, self.words_for_totals, context)
        self._menu = RowMenu(tab, self._chosen, chips, self)
        self._fresh = Freshness(tab, context.bus, shows, self._refresh, tab.table.is_editing)
        self._connect()

    @property
    def told(self) -> str:
        """The totals as they were last told."""
        return self._totals.text

    @property
    def selection(self) -> Selection:
        """What the rows are narrowed down by."""
        return self._selection

    def words_for_totals(self, totals: Any, *, selected: bool = False) -> str:
        """The totals of all rows, or with `selected` of those the user has selected."""
        raise NotImplementedError

    def say_empty(self) -> None:
        """Shows the tab's sentence for no rows at all."""
        raise NotImplementedError

    def catch_up(self) -> None:
        self._fresh.catch_up()

    def show_selection(self, selection: Selection, row_id: int | None = None) -> None:
        """Shows these rows, and in the search box and the chips what narrows them down.

        Args:
            row_id: Of the row to go to once it is there.
        """
        self.tab.search.show_text(selection.search)
        self.tab.chips.show_filters(selection.filters)
        self._select(replace(selection, filters=self.tab.chips.filters), row_id)

    def add_row_action(self, text: str, shortcut: str, callback: "Callable[[array[int]], None]") -> QAction:
        """Offers something to do with the selected rows, by the context menu and by keys (empty for none).

        Args:
            callback: Takes the ids of the selected rows from top to bottom; never none.
        """
        return self._menu.add_row_action(text, shortcut, callback)

    def selected_ids(self) -> "array[int]":
        """Ids of the selected rows from top to bottom."""
        return self._chosen.ids()

    def copy(self) -> None:
        """Puts the selected rows on the clipboard, also those that are not loaded."""
        self._chosen.copy()

    def _connect(self) -> None:
        self.model.pages_wanted.connect(self._on_pages_wanted)
        self.model.order_wanted.connect(self._on_order_wanted)
        self.tab.searched.connect(self._on_searched)
        self.tab.chips.filters_changed.connect(self._on_filters_changed)
        self.tab.chips.choices_wanted.connect(self._on_choices_wanted)
        self.tab.clear_wanted.connect(lambda: self.show_selection(EVERYTHING))
        self.tab.shown.connect(self._fresh.catch_up)
        self.tab.table.editing_ended.connect(self._fresh.catch_up)
        self.tab.table.copy_wanted.connect(self.copy)
        self._chosen.row_chosen.connect(self.row_chosen)
        self._totals.told.connect(self.totals_told)
        self._totals.failed.connect(self._on_failed)
        self._menu.selection_wanted.connect(self.show_selection)

    def _refresh(self) -> None:
        """Reloads in place: what is selected and the scroll position stay as they are when it arrives."""
        if not self.model.ids:
            self._totals.forget()
            self._start_over()
            return
        order, selection, pages = self.model.order, self._selection, self._pages_in_sight()

        def load(control: Control) -> "tuple[array[int], Pages]":
            ids = self._rows.ids(order=order, selection=selection, control=control)
            control.check()
            of_pages = ((page, ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]) for page in pages)
            return ids, {page: self._rows.page(each, control=control) for page, each in of_pages if each}

        self._read(load, self._on_reloaded)

    def _pages_in_sight(self) -> range:
        first, last = self.tab.table.rows_in_sight()
        return range(first // PAGE_ROWS, last // PAGE_ROWS + 1)

    def _start_over(self) -> None:
        """Shows the first rows at once, then the whole length."""
        order, selection = self.model.order, self._selection

        def load(control: Control) -> list[Any]:
            return self._rows.first(limit=PAGE_ROWS, order=order, selection=selection, control=control)

        self._read(load, self._on_first)

    def _read(self, work: Callable[[Control], Any], done: Callable[[Any], None]) -> None:
        self._reading += 1
        self.tab.be_busy(busy=True)
        self.context.tasks.start(
            Lane.READ,
            work,
            done=done,
            failed=self._on_failed,
            ended=self._on_ended,
            replaces=(id(self), "rows"),
        )

    def _select(self, selection: Selection, row_id: int | None = None) -> None:
        self._selection, self._sought = selection, row_id
        self._totals.forget()
        self.selection_shown.emit(selection)
        self._reload()

    def _reload(self) -> None:
        """Shows other rows, or the same in another order, as soon as the tab is in sight."""
        if self.tab.isVisible():
            self._start_over()
        else:
            self._fresh.go_stale()
            self.model.show_rows(array("q"), {})

    @Slot(object)
    def _on_first(self, rows: list[Any]) -> None:
        ids = array("q", (row.id for row in rows))
        self.model.show_rows(ids, {0: rows})
        self._show_any()
        self.tab.table.begin_at_top()
        order, selection = self.model.order, self._selection
        if len(rows) == 1 and selection != EVERYTHING:  # what was looked for: its details are wanted
            self.tab.table.go_to(0)
        self._go_to_sought()
        if len(rows) == PAGE_ROWS:
            self._read(
                lambda control: self._rows.ids(order=order, selection=selection, control=control),
                self._on_whole,
            )
        if not self._totals.are_known:  # in another order they are the same
            self._totals.add_up(selection)

    @Slot(object)
    def _on_whole(self, ids: "array[int]") -> None:
        self._replace(ids, None)

    @Slot(object)
    def _on_reloaded(self, loaded: "tuple[array[int], Pages]") -> None:
        if self._replace(*loaded):
            self._show_any()
            self._totals.add_up(self._selection)

    def _replace(self, ids: "array[int]", pages: Pages | None) -> bool:
        """Shows these rows in the place of others, unless that took from the user what is being typed."""
        if self.tab.table.is_editing() and not self.model.goes_on_in(ids, pages):
            self._fresh.go_stale()
            return False
        with kept_rows(self.tab.table, self.model):
            self.model.show_rows(ids, pages)
        self._go_to_sought()
        return True

    def _go_to_sought(self) -> None:
        """To the row that was asked for, as soon as it is among those that are shown."""
        if self._sought is not None and self._sought in self.model.ids:
            self.tab.table.go_to(self.model.ids.index(self._sought))
            self._sought = None

    @Slot(object)
    def _on_pages_wanted(self, pages: list[int]) -> None:
        """Fetches what is in sight, and when that is shown, its neighbours."""
        in_sight = self._pages_in_sight()
        first = [page for page in pages if page in in_sight]
        later = [page for page in pages if page not in in_sight]
        self._load_pages(first or later, then=later if first else ())

    def _load_pages(self, pages: Sequence[int], then: Sequence[int] = ()) -> None:
        ids = {page: self.model.page_ids(page) for page in pages}

        def load(control: Control) -> dict[int, list[Any]]:
            loaded = {}
            for page, of_page in ids.items():
                control.check()
                loaded[page] = self._rows.page(of_page, control=control)
            return loaded

        def put(loaded: dict[int, list[Any]]) -> None:
            self.model.put_pages({p: r for p, r in loaded.items() if self.model.page_ids(p) == ids[p]})
            if then:
                self._load_pages(then)

        self.context.tasks.start(
            Lane.READ, load, done=put, failed=self._on_pages_failed, replaces=(id(self), "pages")
        )

    @Slot(object)
    def _on_order_wanted(self, _order: Order) -> None:
        self._reload()

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        self._select(replace(self._selection, search=text))

    @Slot(object)
    def _on_filters_changed(self, filters: tuple[Filter, ...]) -> None:
        self._select(replace(self._selection, filters=filters))

    @Slot(str)
    def _on_choices_wanted(self, field: str) -> None:
        selection = self._selection
        self.context.tasks.start(
            Lane.READ,
            lambda control: self._rows.choices(field, selection, control=control),
            done=lambda choices: self.tab.chips.show_choices(field, choices),
            replaces=(id(self), "choices"),
        )

    def _on_failed(self, error: UserError) -> None:
        self._fresh.go_stale()
        self.context.window.say_problem(error_words(error))

    def _on_pages_failed(self, error: UserError) -> None:
        self.model.forget_wishes()
        self._on_failed(error)

    def _on_ended(self) -> None:
        self._reading -= 1
        if not self._reading:
            self.tab.be_busy(busy=False)

    def _show_any(self) -> None:
        search, filters = self._selection.search, self._selection.filters
        if self.model.ids:
            self.tab.show_table()
        elif search and filters:
            nothing = self.tr("Nothing matches “{text}” with these filters.").format(text=search)
            self.tab.say_nothing_found(nothing, self.tr("Clear search and filters"))
        elif search:
            nothing = self.tr("Nothing matches “{text}”.").format(text=search)
            self.tab.say_nothing_found(nothing, self.tr("Clear the search"))
        elif filters:
            self.tab.say_nothing_found(self.tr("Nothing matches these filters."), self.tr("Clear filters"))
        else:
            self.say_empty()
