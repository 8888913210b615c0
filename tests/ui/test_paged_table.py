"""The table model that holds only the pages in sight."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from soleflip_desktop.ui.models.columns import ColumnSpec
from soleflip_desktop.ui.models.paged import KEPT_PAGES, PAGE_ROWS, PagedTable

Role = Qt.ItemDataRole
TESTER_MODE = QAbstractItemModelTester.FailureReportingMode.Warning  # a warning fails the test


@dataclass(frozen=True, slots=True)
class Pair:
    id: int
    name: str | None = None


def _parse(text: str) -> int:
    if not text.isdecimal():
        raise ValueError(f"“{text}” is not a number")
    return int(text)


COLUMNS: list[ColumnSpec[Pair]] = [
    ColumnSpec("id", "Id", right=True),
    ColumnSpec(
        "name",
        "Name",
        why_unknown=lambda _: "Nobody named it",
        parse=_parse,
        may_edit=lambda pair: pair.name is None,
    ),
    ColumnSpec("fixed", "Fixed", get=lambda pair: "x", sort=""),
]


@pytest.fixture
def model(qapp: QApplication) -> Iterator[PagedTable]:
    model = PagedTable(COLUMNS, (("id", True),))
    tester = QAbstractItemModelTester(model, TESTER_MODE)
    yield model
    tester.deleteLater()
    model.deleteLater()


def _ids(count: int) -> "array[int]":
    return array("q", range(1, count + 1))


def _rows(model: PagedTable, page: int) -> list[Pair]:
    return [Pair(each) for each in model.page_ids(page)]


def _text(model: PagedTable, row: int, column: int = 0) -> str:
    return str(model.index(row, column).data())


def test_that_it_has_as_many_rows_as_ids_and_none_below_a_row(model: PagedTable) -> None:
    model.show_rows(_ids(2_000), {})
    assert model.rowCount() == 2_000
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0


def test_that_a_row_is_found_in_the_pages_that_are_held_and_nowhere_else(model: PagedTable) -> None:
    model.show_rows(_ids(2_000), {})
    model.put_pages({page: _rows(model, page) for page in (0, 4)})
    assert [model.loaded_place(each) for each in (1, 200, 201, 801, 1_000, 2_001)] == [
        *(0, 199, None, 800, 999, None)
    ]


def test_that_a_page_that_is_missing_shows_placeholders_and_is_asked_for(
    model: PagedTable, qtbot: QtBot
) -> None:
    model.show_rows(_ids(1000), {})
    with qtbot.waitSignal(model.pages_wanted) as wanted:
        assert _text(model, 450) == "…"
    assert wanted.args is not None
    assert set(wanted.args[0]) >= {1, 2, 3}
    model.put_pages({2: _rows(model, 2)})
    assert _text(model, 450) == "451"


def test_that_filling_a_page_tells_the_view_of_just_its_rows(model: PagedTable, qtbot: QtBot) -> None:
    model.show_rows(_ids(450), {})
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.put_pages({2: _rows(model, 2)})
    assert changed.args is not None
    first, last = changed.args[0], changed.args[1]
    assert (first.row(), last.row(), last.column()) == (400, 449, 2)
    assert not changed.args[2]  # no roles named: all of them


def test_that_only_the_newest_pages_are_kept(qapp: QApplication) -> None:
    model = PagedTable(COLUMNS, (("id", True),))  # the tester would look at each of 6,400 rows every time
    model.show_rows(_ids(PAGE_ROWS * (KEPT_PAGES + 2)), {})
    for page in range(KEPT_PAGES + 2):
        model.put_pages({page: _rows(model, page)})
    assert _text(model, 0) == "…"
    assert _text(model, PAGE_ROWS * (KEPT_PAGES + 1)) != "…"


def test_that_a_row_that_is_gone_keeps_its_placeholder_and_is_not_asked_for_again(
    model: PagedTable, qtbot: QtBot
) -> None:
    model.show_rows(array("q", [1, 2, 3]), {0: [Pair(1), Pair(3)]})
    with qtbot.assertNotEmitted(model.pages_wanted, wait=20):
        assert [_text(model, row) for row in range(3)] == ["1", "…", "3"]


def test_that_the_first_rows_stay_when_the_rest_of_the_ids_arrives(model: PagedTable, qtbot: QtBot) -> None:
    model.show_rows(_ids(200), {0: [Pair(each) for each in _ids(200)]})
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        model.show_rows(_ids(600))
    assert model.rowCount() == 600
    assert _text(model, 199) == "200"


def test_that_other_ids_replace_everything(model: PagedTable, qtbot: QtBot) -> None:
    model.show_rows(_ids(3), {0: _three()})
    with qtbot.waitSignal(model.modelReset):
        model.show_rows(array("q", [9, 8]), {0: [Pair(9), Pair(8)]})
    assert [_text(model, row) for row in range(2)] == ["9", "8"]


def test_that_sorting_asks_for_another_order_and_not_twice(model: PagedTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.order_wanted) as wanted:
        model.sort(1, Qt.SortOrder.AscendingOrder)
    assert wanted.args == [(("name", False),)]
    assert model.sorted_by() == ((1, False),)
    with qtbot.assertNotEmitted(model.order_wanted):
        model.sort(1, Qt.SortOrder.AscendingOrder)
        model.sort(2, Qt.SortOrder.AscendingOrder)  # a column the server cannot sort by


def test_that_an_unknown_value_is_a_faint_dash_that_says_why(model: PagedTable) -> None:
    model.show_rows(_ids(1), {0: [Pair(1)]})
    index = model.index(0, 1)
    assert index.data() == "—"
    assert index.data(Role.ToolTipRole) == "Nobody named it"
    assert index.data(Role.ForegroundRole) is not None


def test_that_a_typed_value_is_passed_on_and_changes_nothing_by_itself(
    model: PagedTable, qtbot: QtBot
) -> None:
    model.show_rows(_ids(1), {0: [Pair(1)]})
    with qtbot.waitSignal(model.edit_requested) as asked:
        assert not model.setData(model.index(0, 1), "12")
    assert asked.args is not None
    assert (asked.args[0], asked.args[1].name, asked.args[2]) == (Pair(1), "name", 12)
    assert _text(model, 0, 1) == "—"


def test_that_a_typed_text_that_means_nothing_is_refused_with_the_reason(
    model: PagedTable, qtbot: QtBot
) -> None:
    model.show_rows(_ids(1), {0: [Pair(1)]})
    with qtbot.assertNotEmitted(model.edit_requested), qtbot.waitSignal(model.edit_refused) as refused:
        model.setData(model.index(0, 1), "abc")
    assert refused.args == ["“abc” is not a number"]


def test_that_an_empty_text_is_no_edit(model: PagedTable, qtbot: QtBot) -> None:
    model.show_rows(_ids(1), {0: [Pair(1)]})
    with qtbot.assertNotEmitted(model.edit_requested), qtbot.assertNotEmitted(model.edit_refused):
        model.setData(model.index(0, 1), "  ")


def test_that_only_cells_that_take_typing_can_be_edited(model: PagedTable) -> None:
    model.show_rows(_ids(2), {0: [Pair(1), Pair(2, "Dunk")]})
    editable = Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(0, 1)) & editable
    assert not model.flags(model.index(1, 1)) & editable
    assert not model.flags(model.index(0, 0)) & editable


def test_that_an_index_outside_the_table_has_no_data(model: PagedTable) -> None:
    assert model.data(QModelIndex()) is None


def _three() -> list[Pair]:
    return [Pair(1), Pair(2), Pair(3)]
