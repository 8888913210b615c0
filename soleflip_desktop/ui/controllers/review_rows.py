"""The rows of the file under review: one pile of them, found and ordered, by pages."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.review import Pile
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.jobs import empty_pile_words
from soleflip_desktop.ui.models.columns import tsv
from soleflip_desktop.ui.models.paged import PAGE_ROWS, Order
from soleflip_desktop.ui.models.review import (
    CELL,
    TICK,
    ReviewTable,
    hidden_columns,
    review_columns,
    search_words,
)
from soleflip_desktop.ui.models.review_words import row_words
from soleflip_desktop.ui.models.typed_values import parse_day
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.widgets.review_panel import ReviewPanel

if TYPE_CHECKING:
    from soleflip_desktop.services.reviewing import Reviewing, ReviewRow

COPIED_AT_MOST = 100_000
Pages = Mapping[int, Sequence["ReviewRow"]]


@dataclass(frozen=True, slots=True)
class _View:
    """What of which file is listed, and how."""

    batch_id: int
    pile: Pile
    order: Order
    search: str


KINDS = ("sale", "purchase", "rate", "payout", "expense", "listing")


class ReviewRows(QObject):
    """Lists rows of one file.

    Signals:
        selected: Other rows are selected, or they have changed.
        tick_wanted: Numbers of rows, and whether they are to be taken.
        correction_wanted: A row with a cell at fault, and the text that was typed there.
    """

    selected = Signal()
    tick_wanted = Signal(object, bool)
    correction_wanted = Signal(object, str)

    def __init__(self, panel: ReviewPanel, reviewing: "Reviewing", context: Context) -> None:
        super().__init__(panel)
        self._panel, self._reviewing, self._context = panel, reviewing, context
        self._batch_id: int | None = None
        self._kind = "sale"
        self._pile = Pile.ALL
        self._search = ""
        self._late = False
        self._models = {kind: self._new_model(kind) for kind in KINDS}
        self._show_model("sale")
        panel.pile_chosen.connect(self.choose)
        panel.searched.connect(self._on_searched)
        panel.table.copy_wanted.connect(self.copy)
        panel.table.editing_ended.connect(self._on_editing_ended)

    @property
    def model(self) -> ReviewTable:
        model = self._panel.table.model()
        assert isinstance(model, ReviewTable), "the panel shows one of the models from the start"
        return model

    def begin(self, batch_id: int, kind: str, pile: Pile) -> None:
        """Lists a pile of another file."""
        self._batch_id, self._kind, self._search = batch_id, kind, ""
        self._panel.search.hint(search_words(kind))
        self._panel.search.show_text("")
        self._show_model(kind)
        self.model.show_rows(array("q"), {})
        self.choose(pile)

    def end(self) -> None:
        """Lists nothing any more."""
        self._batch_id = None

    @Slot(object)
    def choose(self, pile: Pile) -> None:
        self._pile = pile
        self._panel.tiles.choose(pile)
        self._panel.hide_columns(hidden_columns(pile, self._kind))
        self._panel.table.scrollToTop()
        self.load()

    def load(self, current: int = -1) -> None:
        """Lists the pile anew; `current` is the place to go to."""
        if self._batch_id is None:
            return
        self._late = False
        view = self._view(self._batch_id)
        pages, needle = self._pages_in_sight(), self._needle()

        def load(control: Control) -> "tuple[array[int], Pages]":
            ids = self._reviewing.ids(view.batch_id, view.pile, view.order, needle, control=control)
            control.check()
            wanted = [page for page in pages if page * PAGE_ROWS < len(ids)] or [0]
            of_pages = {page: ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS] for page in wanted}
            return ids, self._read_pages(view.batch_id, of_pages, control)

        def loaded(found: "tuple[array[int], Pages]") -> None:
            if self._batch_id is not None and view == self._view(self._batch_id):
                self._show(*found, current)

        self._read(load, loaded, "rows")

    def refresh(self) -> None:
        """Shows the rows in sight as they are now, without moving anything."""
        if self._batch_id is None:
            return
        batch_id, ids = self._batch_id, {page: self.model.page_ids(page) for page in self._pages_in_sight()}

        def put(pages: Pages) -> None:
            if all(self.model.page_ids(page) == ids[page] for page in pages):
                self.model.put_fresh(pages)
                self._on_selected()

        self._read(lambda control: self._read_pages(batch_id, ids, control), put, "rows in sight")

    def selected_ids(self) -> list[int]:
        ids = self.model.ids
        return [ids[row] for row in self._panel.table.selected_rows() if row < len(ids)]

    def selected_rows(self) -> "list[ReviewRow]":
        """The selected rows, of very many the first ones that are loaded."""
        rows = (self.model.row_at(row) for row in self._panel.table.selected_rows()[:PAGE_ROWS])
        return [row for row in rows if row is not None]

    def copy(self) -> None:
        """Puts the selected rows on the clipboard, also those that are not loaded."""
        chosen, batch_id = self.selected_ids()[:COPIED_AT_MOST], self._batch_id
        columns = [each for each in self.model.columns if each.name != TICK]
        if not chosen or batch_id is None:
            return

        def read(control: Control) -> str:
            rows: list[ReviewRow] = []
            for start in range(0, len(chosen), PAGE_ROWS * 5):
                control.check()
                part = chosen[start : start + PAGE_ROWS * 5]
                rows += self._reviewing.page(batch_id, part, control=control)
            return tsv(columns, rows, self._context.formats)

        self._read(read, QGuiApplication.clipboard().setText, "copy")

    def _new_model(self, kind: str) -> ReviewTable:
        model = ReviewTable(review_columns(kind, self._context.formats), self)
        model.take_colours(self._context.theme.colours)
        self._context.theme.changed.connect(model.take_colours)
        model.pages_wanted.connect(self._on_pages_wanted)
        model.order_wanted.connect(lambda _: self.load())
        model.tick_wanted.connect(lambda row, taken: self.tick_wanted.emit([row], taken))
        model.correction_wanted.connect(self.correction_wanted)
        return model

    def _show_model(self, kind: str) -> None:
        model = self._models[kind]
        if self._panel.table.model() is not model:
            self._panel.show_model(model)
            self._panel.table.selectionModel().selectionChanged.connect(self._on_selected)

    def _view(self, batch_id: int) -> _View:
        return _View(batch_id, self._pile, self.model.order, self._search)

    def _pages_in_sight(self) -> range:
        first, last = self._panel.table.rows_in_sight()
        return range(first // PAGE_ROWS, last // PAGE_ROWS + 1)

    def _show(self, ids: "array[int]", pages: Pages, current: int) -> None:
        if self._panel.table.is_editing():  # a reset would take away what is being typed
            self._late = True
            return
        bar = self._panel.table.verticalScrollBar()
        at = bar.value()
        self.model.show_rows(ids, pages)
        bar.setValue(at)
        if ids:
            self._panel.show_list()
            if current >= 0:
                self._go_to(min(current, len(ids) - 1))
            else:
                self._panel.table.make_current(self._panel.table.rows_in_sight()[0])
        elif self._search:
            words = self.tr("No row here matches “{text}”.").format(text=self._search)
            self._panel.say_nothing_listed(words, self.tr("Clear the search"))
        else:
            self._panel.say_nothing_listed(empty_pile_words(self._pile))
        self._on_selected()

    def _go_to(self, row: int) -> None:
        """To the next cell to correct, where there is one."""
        table, column = self._panel.table, self.model.place_of(CELL)
        table.go_to(row)
        if not table.isColumnHidden(column):
            selection = table.selectionModel()
            selection.setCurrentIndex(self.model.index(row, column), selection.SelectionFlag.NoUpdate)

    def _read_pages(self, batch_id: int, ids: "Mapping[int, array[int]]", control: Control) -> Pages:
        pages = {}
        for page, of_page in ids.items():
            control.check()
            pages[page] = self._reviewing.page(batch_id, of_page, control=control)
        return pages

    def _read(self, work: Any, done: Callable[[Any], object], purpose: str) -> None:
        self._context.tasks.start(
            Lane.READ, work, done=done, failed=self._on_failed, replaces=(id(self), purpose)
        )

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        self._search = text
        self._panel.table.scrollToTop()
        self.load()

    def _needle(self) -> str:
        """What is searched for; a day as the database writes it."""
        try:
            day = parse_day(self._search, self._context.formats)
        except ValueError:
            return self._search
        return self._search if day is None else day.isoformat()

    @Slot(object)
    def _on_pages_wanted(self, pages: list[int]) -> None:
        if self._batch_id is None:
            return
        batch_id, ids = self._batch_id, {page: self.model.page_ids(page) for page in pages}

        def put(loaded: Pages) -> None:
            self.model.put_pages({p: r for p, r in loaded.items() if self.model.page_ids(p) == ids[p]})

        self._read(lambda control: self._read_pages(batch_id, ids, control), put, "pages")

    @Slot()
    def _on_editing_ended(self) -> None:
        if self._late:
            self.load(self._panel.table.currentIndex().row())

    @Slot()
    def _on_selected(self) -> None:
        rows = self.selected_rows()
        self._panel.tell(row_words(rows[0], self._context.formats) if len(rows) == 1 else "")
        self.selected.emit()

    def _on_failed(self, error: UserError) -> None:
        self.model.forget_wishes()
        self._context.window.say_problem(error_words(error))
