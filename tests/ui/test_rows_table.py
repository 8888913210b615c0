"""The table model whose rows are all at hand, and copying from tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import itemgetter

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.columns import ColumnSpec, tsv
from soleflip_desktop.ui.models.rows import RowsTable
from tests.ui.conftest import GERMAN

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True, slots=True)
class Price:
    name: str
    amount: Decimal | None


COLUMNS: list[ColumnSpec[Price]] = [
    ColumnSpec("name", "Name"),
    ColumnSpec("amount", "Amount", right=True),
]
PRICES = [Price("b", Decimal("10.5")), Price("a", None), Price("c", Decimal("9.5"))]


@pytest.fixture
def model(qapp: QApplication) -> Iterator[RowsTable]:
    model = RowsTable(COLUMNS)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_rows(PRICES)
    yield model
    tester.deleteLater()
    model.deleteLater()


@pytest.mark.parametrize(("order", "names"), [(UP, "cba"), (DOWN, "bca")])
def test_that_unknown_values_come_last_whichever_way_it_is_sorted(
    model: RowsTable, order: Qt.SortOrder, names: str
) -> None:
    model.sort(1, order)
    assert "".join(price.name for price in model.rows) == names


def test_that_new_rows_are_sorted_as_the_old_ones_were(model: RowsTable) -> None:
    model.sort(0, UP)
    model.show_rows([*PRICES, Price("aa", None)])
    assert [price.name for price in model.rows] == ["a", "aa", "b", "c"]


def test_that_what_is_current_follows_its_row_through_a_sort(model: RowsTable) -> None:
    current = QPersistentModelIndex(model.index(0, 1))
    model.sort(0, DOWN)
    assert (current.row(), current.column()) == (1, 1)
    assert current.data() == "10.5"


def test_that_copied_cells_are_what_a_spreadsheet_of_the_same_locale_reads() -> None:
    columns: list[ColumnSpec[tuple[object, ...]]] = [
        ColumnSpec(name, name.title(), get=itemgetter(at))
        for at, name in enumerate(("text", "amount", "day", "unknown"))
    ]
    rows: list[tuple[object, ...]] = [
        ("Dunk\tLow\n", Decimal("-1234.50"), date(2024, 3, 1), None),
        ("=1+1", Decimal(0), date(2024, 3, 2), None),
    ]
    assert tsv(columns, rows, Formats(GERMAN)).splitlines() == [
        "Text\tAmount\tDay\tUnknown",
        "Dunk Low\t-1234,50\t2024-03-01\t",
        "'=1+1\t0\t2024-03-02\t",
    ]
