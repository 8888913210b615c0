"""Keeps what is selected in a long table, and where it is scrolled to, while its rows are replaced."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from soleflip_desktop.ui.controllers.row_places import compare, places_with_pauses
from soleflip_desktop.ui.models.paged import PagedTable
from soleflip_desktop.ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from array import array

TURN = 0.008  # seconds of a search before the window gets its turn


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What is selected of which rows, and the row the keyboard is in."""

    ids: "array[int]"
    spans: list[range]
    current: int

    @property
    def current_span(self) -> list[range]:
        return [range(self.current, self.current + 1)] if self.current >= 0 else []


@contextmanager
def kept_rows(table: TableView, model: PagedTable) -> Iterator[None]:
    """Selects the same rows again where they are afterwards; those that are gone are left out."""
    searched = table.findChild(_Search)
    chosen = searched.give_up() if searched is not None else _chosen(table, model)
    bars = [(bar, bar.value()) for bar in (table.horizontalScrollBar(), table.verticalScrollBar())]
    yield
    if searched is not None or _chosen(table, model) != _Chosen(model.ids, chosen.spans, chosen.current):
        _choose_again(table, model, chosen)
    for bar, value in bars:
        bar.setValue(value)


def _chosen(table: TableView, model: PagedTable) -> _Chosen:
    return _Chosen(model.ids, table.selected_spans(), table.currentIndex().row())


def _choose_again(table: TableView, model: PagedTable, chosen: _Chosen) -> None:
    compared = compare(model.ids, chosen.ids)
    if compared is None:
        _go_on_from(table, model, chosen.current)
        _Search(table, model, chosen)
        return
    table.select_spans(compared.places(chosen.spans))
    at = compared.places(chosen.current_span)
    _go_on_from(table, model, at[0].start if at else chosen.current)


def _go_on_from(table: TableView, model: PagedTable, row: int) -> None:
    """Where the row of the keyboard is gone, it goes on from the one in its place."""
    if row >= 0 and model.ids:
        table.make_current(min(row, len(model.ids) - 1))


class _Search(QObject):
    """Finds the rows in a list that has little in common with the old one, a moment at a time.

    It ends when other rows are shown, or when the user selects something meanwhile.
    """

    def __init__(self, table: TableView, model: PagedTable, chosen: _Chosen) -> None:
        super().__init__(table)
        self._table, self._model, self._chosen = table, model, chosen
        self._ids, self._current = model.ids, table.currentIndex()
        self._work = self._find()
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._on_turn)
        self._turns.start(0)
        self._on_turn()  # of a list that is not long that is all

    def give_up(self) -> _Chosen:
        """Ends without a result; answers what was to be found."""
        self._turns.stop()
        self.setParent(None)
        self.deleteLater()
        return self._chosen

    @Slot()
    def _on_turn(self) -> None:
        end = perf_counter() + TURN
        while perf_counter() < end:
            is_needed = self._model.ids is self._ids and not self._table.selected_spans()
            if not (is_needed and next(self._work, False)):
                self.give_up()
                return

    def _find(self) -> Iterator[bool]:
        for places in places_with_pauses(self._ids, self._chosen.ids, self._chosen.current_span):
            if places and self._table.currentIndex() == self._current:
                self._table.make_current(places[0].start)
            yield True
        for places in places_with_pauses(self._ids, self._chosen.ids, self._chosen.spans):
            if places:
                self._table.select_spans(places)
            yield True
