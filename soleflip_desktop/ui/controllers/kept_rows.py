"""Keeps what is selected in a long table, and where it is scrolled to, while its rows are replaced."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from soleflip_desktop.ui.models.paged import PagedTable
from soleflip_desktop.ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from array import array

_LOOKED_FOR_ONE_BY_ONE = 4  # rows; a set of what is looked for takes longer than to look for so few


@contextmanager
def kept_rows(table: TableView, model: PagedTable) -> Iterator[None]:
    """Selects the same rows again where they are afterwards; those that are gone are left out."""
    before, spans, current = model.ids, table.selected_spans(), table.currentIndex().row()
    bars = [(bar, bar.value()) for bar in (table.horizontalScrollBar(), table.verticalScrollBar())]
    yield
    if table.selected_spans() != spans:
        table.select_spans(places(model.ids, before, spans))
    if 0 <= current != table.currentIndex().row() and model.ids:
        # Where the row is gone, the keyboard goes on from the one in its place.
        at = places(model.ids, before, [range(current, current + 1)])
        table.make_current(at[0].start if at else min(current, len(model.ids) - 1))
    for bar, value in bars:
        bar.setValue(value)


def places(ids: "array[int]", before: "array[int]", spans: Sequence[range]) -> list[range]:
    """Where in `ids` the rows are that stood at `spans` of `before`."""
    if all(ids[span.start : span.stop] == before[span.start : span.stop] for span in spans):
        return list(spans)
    wanted = {each for span in spans for each in before[span.start : span.stop]}
    if len(wanted) <= _LOOKED_FOR_ONE_BY_ONE:
        return _spans(sorted(ids.index(each) for each in wanted if each in ids))
    return _spans(row for row, each in enumerate(ids) if each in wanted)


def _spans(rows: Iterable[int]) -> list[range]:
    spans, start, stop = [], -1, -1
    for row in rows:
        if row != stop:
            spans.append(range(start, stop))
            start = row
        stop = row + 1
    return [*spans[1:], range(start, stop)] if spans else []
