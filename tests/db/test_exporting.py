"""Exported files: whole or absent, exact amounts, nothing in them that a spreadsheet would run."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import Cancelled, FileError
from soleflip_desktop.services.exporting import PAGE_ROWS, Exporting, harmless

SOLD = datetime(2024, 5, 31, 14, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    product: str
    price: Decimal | None
    bought_on: date | None
    sold_at: datetime | None


class Rows:
    """A table in memory that counts the pages it is asked for."""

    def __init__(self, rows: Sequence[Row], at_page: Control | None = None) -> None:
        self._rows = {row.id: row for row in rows}
        self._cancelled_by = at_page
        self.pages = 0
        self.controls: list[Control | None] = []

    def ids(self, *, control: Control | None = None) -> list[int]:
        self.controls.append(control)
        return list(self._rows)

    def page(self, ids: Sequence[int], *, control: Control | None = None) -> list[Row]:
        self.controls.append(control)
        self.pages += 1
        if self._cancelled_by is not None:
            self._cancelled_by.cancel()
        return [self._rows[each] for each in ids]


ROWS = (
    Row(1, "Größe 46 ⅔, “Bred”", Decimal("-8.90"), date(2024, 5, 1), SOLD),
    Row(2, "=cmd|' /C calc'!A0", None, None, None),
    Row(3, "two\nlines", Decimal("1234567.50"), date(2022, 12, 31), SOLD),
)


def exporting(rows: Rows) -> Exporting:
    return Exporting({"sales": (Row, rows)})


def test_that_a_csv_file_holds_every_row_and_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    assert exporting(Rows(ROWS)).write("sales", path, Control()) == 3
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["id", "product", "price", "bought_on", "sold_at"]
    assert rows == [
        ["1", "Größe 46 ⅔, “Bred”", "-8.90", "2024-05-01", "2024-05-31 14:05:00+00:00"],
        ["2", "'=cmd|' /C calc'!A0", "", "", ""],
        ["3", "two\nlines", "1234567.50", "2022-12-31", "2024-05-31 14:05:00+00:00"],
    ]


def test_that_an_xlsx_file_keeps_numbers_and_days_and_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "sales.XLSX"
    assert exporting(Rows(ROWS)).write("sales", path, Control()) == 3
    book = load_workbook(path)
    sheet = book.worksheets[0]
    cells = list(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in cells[0][:3]] == [1, "Größe 46 ⅔, “Bred”", -8.9]
    assert cells[0][3].value == datetime(2024, 5, 1)  # noqa: DTZ001 - a spreadsheet knows no zones
    assert cells[1][1].value == "'=cmd|' /C calc'!A0"
    assert {cell.data_type for row in cells for cell in row} <= {"n", "s", "d"}
    book.close()


@pytest.mark.parametrize("name", ["sales.csv", "sales.xlsx"])
def test_that_no_file_appears_when_the_export_is_cancelled(tmp_path: Path, name: str) -> None:
    control = Control()
    many = [Row(number, "x", None, None, None) for number in range(PAGE_ROWS + 1)]
    rows = Rows(many, control)
    with pytest.raises(Cancelled):
        exporting(rows).write("sales", tmp_path / name, control)
    assert rows.pages == 1
    assert list(tmp_path.iterdir()) == []


def test_that_what_is_read_for_an_export_can_be_cancelled_on_the_server(tmp_path: Path) -> None:
    control, rows = Control(), Rows(ROWS)
    exporting(rows).write("sales", tmp_path / "sales.csv", control)
    assert rows.controls == [control, control]


def test_that_a_file_of_before_is_replaced_only_by_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("of before")
    control = Control()
    with pytest.raises(Cancelled):
        exporting(Rows(ROWS, control)).write("sales", path, control)
    assert path.read_text() == "of before"
    exporting(Rows(ROWS)).write("sales", path, Control())
    assert "of before" not in path.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["sales.ods", "sales", "nowhere/sales.csv"])
def test_that_a_file_that_cannot_be_written_is_refused_with_a_remedy(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError) as refused:
        exporting(Rows(ROWS)).write("sales", tmp_path / name, Control())
    assert "sales" in refused.value.what
    assert refused.value.next_step


def test_that_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.mkdir()
    with pytest.raises(FileError, match="folder"):
        exporting(Rows(ROWS)).write("sales", path, Control())
    assert list(tmp_path.iterdir()) == [path]


# How a formula begins, also in the letters of East Asian keyboards.
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
SPACES = " \u00a0\u3000"


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    ("before", "marked"),
    [
        ("", "'"),
        (" ", "' "),
        ("Shoe;", "Shoe;'"),
        ("Shoe; ", "Shoe;' "),
        ('Shoe;"', "Shoe;'\""),
        ("Shoe,", "Shoe,'"),
        ("Shoe\t", "Shoe\t'"),
        ("Shoe\r\n", "Shoe\r\n'"),
        (";;", ";;'"),
    ],
)
def test_that_no_formula_stands_where_a_cell_may_begin(before: str, marked: str, sign: str) -> None:
    assert harmless(f"{before}{sign}1+1") == f"{marked}{sign}1+1"


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_that_no_cell_is_a_formula_in_a_program_that_parts_cells_elsewhere(
    tmp_path: Path, delimiter: str
) -> None:
    path = tmp_path / "sales.csv"
    texts = ("Shoe;=1+1", "Shoe\t@SUM(1)", "Shoe, -1+1", 'Shoe;"=1+1"', 'a "b"\n=1+1', "\uff1d1+1;+1")
    rows = Rows([Row(at, each, Decimal("-8.90"), None, None) for at, each in enumerate(texts)])
    exporting(rows).write("sales", path, Control())
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=delimiter) for cell in row]
    # A number of its own, or a cell that ends in the numbers of the columns behind it, is none.
    texts_only = [cell for cell in cells if not cell.startswith("-8.90")]
    assert not [cell for cell in texts_only if cell.lstrip(SPACES).startswith(tuple(SIGNS))]
    assert "-8.90" in path.read_text(encoding="utf-8")


@given(st.text(alphabet=st.sampled_from([*SIGNS, *SPACES, *";,\t\r\n\"'a1"])))
def test_that_no_text_holds_a_formula_where_a_cell_may_begin(text: str) -> None:
    written = harmless(text)
    for part in re.split(r"[;,\t\r\n]", written):
        assert not part.lstrip(SPACES + '"').startswith(tuple(SIGNS))
    assert harmless(written) == written
    assert written.replace("'", "") == text.replace("'", "")


@given(st.text(alphabet=st.characters(min_codepoint=97, max_codepoint=122), min_size=1))
def test_that_harmless_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
    assert harmless(f"{text}=1-2") == f"{text}=1-2"
