"""The table of sales as its user has it: the real window, drawn off screen."""

import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QLocale, Qt
from PySide6.QtWidgets import QApplication

from soleflip_desktop.bootstrap import build_app
from soleflip_desktop.domain.selection import EVERYTHING, OneOf, Selection
from soleflip_desktop.settings import Settings
from soleflip_desktop.ui.models.paged import PagedTable
from soleflip_desktop.ui.session import Session
from tests.benchmarks.timing import Milliseconds, summed_up, timed

SALES = 1  # number of the tab
PATIENCE = 60.0  # seconds


class Table:
    """The sales of an open window, and when they have come."""

    def __init__(self, application: QApplication, database: str, folder: Path) -> None:
        self._application = application
        settings = Settings(data_dir=folder, database_url=database)
        self.session = Session(application, lambda: build_app(settings, "window"), folder, (), QLocale.c())
        self.session.opened.connect(self._on_opened)
        self._is_open = False
        self._resets = 0
        self.session.window.resize(1280, 800)
        self.session.start()
        self._until(lambda: self._is_open)
        self.session.window.show_tab(SALES)
        self.settle()
        self.view = self.session.window.sales.table
        model = self.view.model()
        assert isinstance(model, PagedTable)
        self.model = model
        self.model.modelReset.connect(self._on_reset)

    def select(self, selection: Selection) -> None:
        """Asks for other rows, and waits until the first of them are drawn."""
        self._renewed(lambda: self.session.search.rows_wanted.emit(SALES, selection, None))

    def sort(self, key: str, order: Qt.SortOrder) -> None:
        column = next(at for at, each in enumerate(self.model.columns) if each.sort_key == key)
        self._renewed(lambda: self.model.sort(column, order))

    def scroll_to(self, place: int) -> None:
        """Moves the scroll bar, and waits until the rows in sight are drawn."""
        self.view.verticalScrollBar().setValue(place)
        self._until_drawn()

    def settle(self) -> None:
        """Waits until ids and totals are there as well."""
        self._until(lambda: not self.session.tasks.is_busy())

    def close(self) -> None:
        self.session.window.close()
        self.session.close()

    def _renewed(self, act: Callable[[], None]) -> None:
        before = self._resets
        act()
        self._until(lambda: self._resets > before)
        self._until_drawn()

    def _until_drawn(self) -> None:
        self._until(self._is_loaded)
        self.view.viewport().repaint()

    def _is_loaded(self) -> bool:
        first, last = self.view.rows_in_sight()
        # Every row is looked at, so that all missing pages are asked for.
        rows = [self.model.row_at(row) for row in range(first, min(last + 1, self.model.rowCount()))]
        return None not in rows

    def _until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, "waited in vain for the table"
            self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    def _on_opened(self) -> None:
        self._is_open = True

    def _on_reset(self) -> None:
        self._resets += 1


def measured_in_window(database: str, folder: Path, runs: int) -> dict[str, Milliseconds]:
    """From the user's act until the rows are drawn; `… whole` until all ids and the totals are there."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    table = Table(application, database, folder)
    try:
        return {**_asked(table, runs), **_scrolled(table, runs * 5)}
    finally:
        table.close()


def _asked(table: Table, runs: int) -> dict[str, Milliseconds]:
    wanted = {
        "filter by brand": Selection("", (OneOf("brand", ("Nike",)),)),
        "search for a word": Selection("retro"),
        "search for a mistyped word": Selection("rtero"),
        "no filter": EVERYTHING,
    }
    found: dict[str, Milliseconds] = {}
    for name, selection in wanted.items():
        other = Selection("court") if selection == EVERYTHING else EVERYTHING
        found |= _both(table, name, partial(table.select, selection), partial(table.select, other), runs)
    up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    by_product, by_gross = partial(table.sort, "product", up), partial(table.sort, "gross", down)
    return found | _both(table, "sort by product", by_product, by_gross, runs)


def _both(
    table: Table, name: str, act: Callable[[], None], back: Callable[[], None], runs: int
) -> dict[str, Milliseconds]:
    first, whole = [], []
    for _ in range(runs):
        back()
        table.settle()
        drawn = timed(act)
        first.append(drawn)
        whole.append(drawn + timed(table.settle))
    return {name: summed_up(first), f"{name}, whole": summed_up(whole)}


def _scrolled(table: Table, steps: int) -> dict[str, Milliseconds]:
    bar, choose = table.view.verticalScrollBar(), random.Random(1)
    table.scroll_to(0)
    down = [timed(lambda: table.scroll_to(bar.value() + bar.pageStep())) for _ in range(steps)]
    table.settle()
    jumps = []
    for _ in range(steps // 2):
        place = choose.randrange(bar.maximum())
        jumps.append(timed(partial(table.scroll_to, place)))
        table.settle()
    return {"page down": summed_up(down), "jump of the thumb": summed_up(jumps)}
