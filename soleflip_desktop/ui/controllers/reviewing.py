"""The review of one file: piles as filters, its rows by pages, ticks, corrections, the decision."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.review import Pile, Piles
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.jobs import Job, empty_pile_words, piles_of, review_summary
from soleflip_desktop.ui.models.columns import tsv
from soleflip_desktop.ui.models.paged import PAGE_ROWS, Order
from soleflip_desktop.ui.models.review import CELL, TICK, ReviewTable, hidden_columns, review_columns
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.widgets.review_panel import Choices, ReviewPanel

if TYPE_CHECKING:
    from soleflip_desktop.db.batches import Batch
    from soleflip_desktop.services.problem_rows import ProblemRows
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


class Review(QObject):
    """Shows `job`, if there is one; signals carry it."""

    import_wanted = Signal(object)
    discard_wanted = Signal(object)

    def __init__(
        self, panel: ReviewPanel, reviewing: "Reviewing", problem_rows: "ProblemRows", context: Context
    ) -> None:
        super().__init__(panel)
        self._panel, self._context = panel, context
        self._reviewing, self._problem_rows = reviewing, problem_rows
        self.job: Job | None = None
        self._piles = Piles()
        self._pile = Pile.ALL
        self._search = ""
        self._deciding = True
        self._correcting = 0
        self._models = {kind: self._new_model(kind) for kind in ("sale", "purchase")}
        self._show_model("sale")
        self._connect()

    @property
    def model(self) -> ReviewTable:
        model = self._panel.table.model()
        assert isinstance(model, ReviewTable), "the panel shows one of the models from the start"
        return model

    def show_job(self) -> None:
        """Shows the counts at once and lists the rows as soon as they are fetched."""
        batch = self._batch
        self._piles = piles_of(batch)
        self._search = ""
        self._panel.search.show_text("")
        self._panel.leave_problems_out(left_out=False)
        self._show_model(str(batch.kind))
        self.model.show_rows(array("q"), {})
        self._correcting = 0
        self.allow(deciding=True)
        self._choose(_gravest(self._piles))
        self._panel.take_focus()
        self._load_piles()

    def allow(self, *, deciding: bool) -> None:
        self._deciding = deciding
        self._tell()

    def copy(self) -> None:
        """Puts the selected rows on the clipboard, also those that are not loaded."""
        chosen = self._selected_ids()[:COPIED_AT_MOST]
        batch_id, columns = self._batch.id, [each for each in self.model.columns if each.name != TICK]

        def read(control: Control) -> str:
            rows: list[ReviewRow] = []
            for start in range(0, len(chosen), PAGE_ROWS * 5):
                control.check()
                part = chosen[start : start + PAGE_ROWS * 5]
                rows += self._reviewing.page(batch_id, part, control=control)
            return tsv(columns, rows, self._context.formats)

        if chosen:
            copied = QGuiApplication.clipboard().setText
            self._context.tasks.start(Lane.READ, read, done=copied, replaces="copy review")

    @property
    def _batch(self) -> "Batch":
        assert self.job is not None, "a review is of a file"
        assert self.job.batch is not None, "only a staged batch is reviewed"
        return self.job.batch

    def _new_model(self, kind: str) -> ReviewTable:
        model = ReviewTable(review_columns(kind, self._context.formats), self)
        model.take_colours(self._context.theme.colours)
        self._context.theme.changed.connect(model.take_colours)
        model.pages_wanted.connect(self._on_pages_wanted)
        model.order_wanted.connect(lambda _: self._load_rows())
        model.tick_wanted.connect(lambda row, taken: self._take([row], taken=taken))
        model.correction_wanted.connect(self._on_correction_wanted)
        return model

    def _show_model(self, kind: str) -> None:
        model = self._models[kind]
        if self._panel.table.model() is not model:
            self._panel.show_model(model)
            self._panel.table.selectionModel().selectionChanged.connect(self._on_selected)

    def _connect(self) -> None:
        panel = self._panel
        panel.pile_chosen.connect(self._choose)
        panel.searched.connect(self._on_searched)
        panel.toggle_wanted.connect(self._on_toggle_wanted)
        panel.alike_wanted.connect(self._on_alike_wanted)
        panel.leave_out_changed.connect(self._tell)
        panel.export_wanted.connect(self._on_export_wanted)
        panel.import_wanted.connect(lambda: self.import_wanted.emit(self.job))
        panel.discard_wanted.connect(lambda: self.discard_wanted.emit(self.job))
        panel.table.copy_wanted.connect(self.copy)

    @Slot(object)
    def _choose(self, pile: Pile) -> None:
        self._pile = pile
        self._panel.tiles.choose(pile)
        any_problem = bool(self._piles.of(Pile.PROBLEMS))
        self._panel.hide_columns(hidden_columns(pile, any_problem=any_problem))
        self._panel.table.scrollToTop()
        self._load_rows()

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        self._search = text
        self._load_rows()

    def _view(self) -> _View:
        return _View(self._batch.id, self._pile, self.model.order, self._search)

    def _load_rows(self, current: int = -1) -> None:
        """Lists the pile anew; `current` is the place to go to."""
        if self.job is None:
            return
        view = self._view()
        first, last = self._panel.table.rows_in_sight()
        pages = range(first // PAGE_ROWS, last // PAGE_ROWS + 1)

        def load(control: Control) -> "tuple[array[int], Pages]":
            ids = self._reviewing.ids(view.batch_id, view.pile, view.order, view.search, control=control)
            control.check()
            wanted = [page for page in pages if page * PAGE_ROWS < len(ids)] or [0]
            return ids, self._read_pages(
                view.batch_id, {page: _ids_of(ids, page) for page in wanted}, control
            )

        def loaded(found: "tuple[array[int], Pages]") -> None:
            if self.job is not None and view == self._view():
                self._show_rows(*found, current)

        self._read(load, loaded, "review rows")

    def _show_rows(self, ids: "array[int]", pages: Pages, current: int) -> None:
        bar = self._panel.table.verticalScrollBar()
        at = bar.value()
        self.model.show_rows(ids, pages)
        bar.setValue(at)
        if not ids:
            self._say_nothing_listed()
            return
        self._panel.show_list()
        if current >= 0:
            self._go_to(min(current, len(ids) - 1))
        self._on_selected()

    def _go_to(self, row: int) -> None:
        """To the next cell to correct, where there is one."""
        table, column = self._panel.table, self.model.place_of(CELL)
        table.go_to(row)
        if not table.isColumnHidden(column):
            selection = table.selectionModel()
            selection.setCurrentIndex(self.model.index(row, column), selection.SelectionFlag.NoUpdate)

    def _say_nothing_listed(self) -> None:
        if self._search:
            words = self.tr("No row here matches “{text}”.").format(text=self._search)
            self._panel.say_nothing_listed(words, self.tr("Clear the search"))
        else:
            self._panel.say_nothing_listed(empty_pile_words(self._pile))

    def _read_pages(self, batch_id: int, ids: "Mapping[int, array[int]]", control: Control) -> Pages:
        pages = {}
        for page, of_page in ids.items():
            control.check()
            pages[page] = self._reviewing.page(batch_id, of_page, control=control)
        return pages

    def _refresh(self) -> None:
        """Counts anew and shows the rows in sight as they are now, without moving anything."""
        if self.job is None:
            return
        self._load_piles()
        batch_id = self._batch.id
        first, last = self._panel.table.rows_in_sight()
        ids = {page: self.model.page_ids(page) for page in range(first // PAGE_ROWS, last // PAGE_ROWS + 1)}

        def put(pages: Pages) -> None:
            if all(self.model.page_ids(page) == ids[page] for page in pages):
                self.model.put_fresh(pages)
                self._on_selected()

        self._read(lambda control: self._read_pages(batch_id, ids, control), put, "review pages in sight")

    def _load_piles(self) -> None:
        batch_id = self._batch.id

        def loaded(piles: Piles) -> None:
            if self.job is not None and self._batch.id == batch_id:
                self._piles = piles
                self._tell()

        self._read(lambda control: self._reviewing.piles(batch_id, control=control), loaded, "review piles")

    def _read(self, work: Any, done: Callable[[Any], None], purpose: str) -> None:
        self._context.tasks.start(
            Lane.READ, work, done=done, failed=self._on_failed, replaces=(id(self), purpose)
        )

    @Slot(object)
    def _on_pages_wanted(self, pages: list[int]) -> None:
        if self.job is None:
            return
        batch_id, ids = self._batch.id, {page: self.model.page_ids(page) for page in pages}

        def put(loaded: Pages) -> None:
            self.model.put_pages({p: r for p, r in loaded.items() if self.model.page_ids(p) == ids[p]})

        self._read(lambda control: self._read_pages(batch_id, ids, control), put, "review pages")

    @Slot()
    def _tell(self) -> None:
        if self.job is None:
            return
        leaves_out = self._panel.leaves_problems_out()
        summary = review_summary(
            self._batch, self._piles, self._context.formats, leave_problems_out=leaves_out
        )
        self._panel.show_summary(summary)
        if not self._deciding or self._correcting:
            self._panel.allow(deciding=False)
        else:
            self._panel.allow(deciding=True)
            self._panel.import_button().setEnabled(summary.may_import)

    def _selected_ids(self) -> list[int]:
        ids = self.model.ids
        return [ids[row] for row in self._panel.table.selected_rows() if row < len(ids)]

    def _selected_rows(self) -> "list[ReviewRow]":
        """The selected rows that are loaded and can be taken or left out."""
        rows = (self.model.row_at(row) for row in self._panel.table.selected_rows()[:PAGE_ROWS])
        return [row for row in rows if row is not None and row.taken is not None]

    @Slot()
    def _on_selected(self) -> None:
        rows = self._selected_rows()
        if not rows or not self._deciding:
            self._panel.offer(Choices())
            return
        taken = any(row.taken for row in rows)
        count = len(self._selected_ids())
        one, many = (
            (self.tr("Leave row out"), self.tr("Leave {n} rows out"))
            if taken
            else (self.tr("Take row"), self.tr("Take {n} rows"))
        )
        alike = self.tr("Leave out all like this") if taken else self.tr("Take all like this")
        words = (one if count == 1 else many).format(n=self._context.formats.count(count))
        self._panel.offer(Choices(words, alike if len(rows) == 1 else ""))

    @Slot()
    def _on_toggle_wanted(self) -> None:
        rows = self._selected_rows()
        if rows:
            self._take(self._selected_ids(), taken=not any(row.taken for row in rows))

    @Slot()
    def _on_alike_wanted(self) -> None:
        rows = self._selected_rows()
        if len(rows) != 1:
            return
        batch_id, row = self._batch.id, rows[0]

        def take(control: Control) -> None:
            alike = self._reviewing.alike(batch_id, row, control=control)
            self._reviewing.take(batch_id, alike, taken=not row.taken)

        self._write(take)

    def _take(self, rows: Sequence[int], *, taken: bool) -> None:
        batch_id = self._batch.id
        self._write(lambda _: self._reviewing.take(batch_id, rows, taken=taken))

    def _write(self, work: Callable[[Control], None]) -> None:
        self._context.tasks.start(Lane.WRITE, work, done=lambda _: self._refresh(), failed=self._on_failed)

    @Slot(object, str)
    def _on_correction_wanted(self, row: "ReviewRow", text: str) -> None:
        """Corrects in the stage lane; nothing is decided until the file is checked anew."""
        fault, batch_id = row.fault, self._batch.id
        assert fault is not None, "only a cell at fault is corrected"
        place = self._panel.table.currentIndex().row()
        self._correcting += 1
        self._tell()

        def ended() -> None:
            self._correcting -= 1
            if self.job is not None and self._batch.id == batch_id:
                self._load_rows(place)
                self._load_piles()

        self._context.tasks.start(
            Lane.STAGE,
            lambda control: self._reviewing.correct(batch_id, row.id, fault.header, text, control),
            failed=self._on_failed,
            ended=ended,
        )

    @Slot()
    def _on_export_wanted(self) -> None:
        name = f"{Path(self._batch.file_name).stem}-{self.tr('problems')}.csv"
        dialog = QFileDialog(self._panel, self.tr("Export problem rows"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilters([self.tr("CSV (*.csv)")])
        dialog.setDirectory(str(Path(self._batch.file_path).parent))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: self.export(Path(path)))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        dialog.open()

    def export(self, path: Path) -> None:
        """Writes the rows with problems to a file that can be corrected and dropped again."""
        batch_id = self._batch.id

        def exported(rows: int) -> None:
            one, many = (
                self.tr("Exported 1 problem row to {file}"),
                self.tr("Exported {n} problem rows to {file}"),
            )
            text = (one if rows == 1 else many).format(n=self._context.formats.count(rows), file=path.name)
            self._context.window.say(text)

        self._context.tasks.start(
            Lane.READ, lambda control: self._problem_rows.export(batch_id, path, control), done=exported
        )

    def _on_failed(self, error: UserError) -> None:
        self.model.forget_wishes()
        self._context.window.say_problem(str(error))


def _ids_of(ids: "array[int]", page: int) -> "array[int]":
    return ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]


def _gravest(piles: Piles) -> Pile:
    grave = (Pile.PROBLEMS, Pile.WARNINGS, Pile.CHANGED)
    return next((pile for pile in grave if piles.of(pile)), Pile.ALL)
