"""What is read from Excel workbooks and OpenDocument spreadsheets."""

import pickle
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from soleflip_desktop.errors import FileError
from soleflip_desktop.importers.files.cell_texts import (
    EPOCH_1904,
    CellStyle,
    Format,
    format_of,
    number_text,
    serial_text,
    style_of,
)
from soleflip_desktop.importers.files.kinds import Container
from soleflip_desktop.importers.files.survey import survey
from soleflip_desktop.importers.files.table import Table
from tests.sources import claims_of, drafter_of
from tests.unit.container_files import (
    cell,
    headers_of,
    lines_of,
    ods,
    one_sheet,
    records_of,
    row,
    sheet,
    table_in,
    tables_of,
    texts,
    workbook,
    write,
)

HEADER = texts(1, "Name", "Value")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("12", "12"),
        ("12.50", "12.5"),
        ("1E3", "1000"),
        ("1.23E+11", "123000000000"),
        ("586612181", "586612181"),
        ("39230274391300330", "39230274391300330"),
        ("3.923027439130033E+16", "39230274391300330"),
        ("0.30000000000000004", "0.3"),
        ("89.990000000000009", "89.99"),
        ("1.0000000000000001E-5", "0.00001"),
        ("-0.0", "0"),
        ("-0", "0"),
        ("007", "7"),
        ("-5", "-5"),
        ("1E+400", "1E+400"),
        ("1E+99999999", "1E+99999999"),
        ("NaN", "NaN"),
        ("word", "word"),
    ],
)
def test_that_numbers_are_kept_without_noise_and_whole_ones_exactly(number: str, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        ("45443", Format.DATE, "2024-05-31"),
        ("45443.58680555556", Format.DATE_AND_TIME, "2024-05-31 14:05:00"),
        ("45443.58680555556", Format.DATE, "2024-05-31"),
        ("45443.58680555556", Format.TIME, "2024-05-31 14:05:00"),
        ("45443", Format.DATE_AND_TIME, "2024-05-31 00:00:00"),
        ("0.5868055555555556", Format.TIME, "14:05:00"),
        ("1.25", Format.DURATION, "30:00:00"),
        ("1", Format.DATE, "1900-01-01"),
        ("59", Format.DATE, "1900-02-28"),
        ("61", Format.DATE, "1900-03-01"),
        ("2958465", Format.DATE, "9999-12-31"),
        ("2958465.999999999", Format.DATE_AND_TIME, "2958466"),
        ("2958466", Format.DATE, "2958466"),
        ("-1", Format.DATE, "-1"),
        ("1E+300", Format.DURATION, "1E+300"),
        ("NaN", Format.DATE, "NaN"),
        ("word", Format.DATE, "word"),
    ],
)
def test_that_serial_numbers_become_iso_dates(number: str, form: Format, text: str) -> None:
    assert serial_text(number, form) == text


def test_that_the_calendar_of_old_macs_is_read() -> None:
    assert serial_text("43981", Format.DATE, EPOCH_1904) == "2024-05-31"


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("yyyy-mm-dd", Format.DATE),
        ("[$-407]d. mmmm yyyy;@", Format.DATE),
        ("mmm", Format.DATE),
        ("d/m/yy h:mm", Format.DATE_AND_TIME),
        ("hh:mm:ss AM/PM", Format.TIME),
        ("mm:ss.0", Format.TIME),
        ("[h]:mm:ss", Format.DURATION),
        ("[mm]:ss", Format.DURATION),
        ("General", Format.NUMBER),
        ('#,##0.00 "days"', Format.NUMBER),
        ("0.00\\ \\d", Format.NUMBER),
        ("[Red]-#,##0.00;[Blue]0", Format.NUMBER),
        ("_-* #,##0.00 [$€-407]_-", Format.NUMBER),
        ("0.00E+00", Format.NUMBER),
        ("@", Format.NUMBER),
    ],
)
def test_that_a_format_tells_dates_from_numbers(code: str, form: Format) -> None:
    assert format_of(200, code) is form


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("_-* #,##0.00 [$€-407]_-", "€"),
        ('"$"#,##0.00', "$"),
        ("$#,##0.00_);[Red]($#,##0.00)", "$"),
        ("\\$#,##0", "$"),
        ("[$EUR] #,##0.00", "EUR"),
        ("[$US$-409]#,##0", "US$"),
        ("#,##0.00 [$kr-41D]", "SEK"),
        ("#,##0.00 [$kr-414]", "NOK"),
        ("#,##0.00\\ [$kr]", "kr"),
        ('#,##0.00 "€"', "€"),
        ('#,##0 "pcs"', ""),
        ("[$-409]#,##0", ""),
        ("[Red]#,##0.00", ""),
        ("0.00%", ""),
        ("_$* 0", ""),
        ("[$-407]d. mmmm yyyy", ""),
        ("", ""),
    ],
)
def test_that_a_format_names_the_currency_of_an_amount(code: str, currency: str) -> None:
    assert style_of(44, code) == CellStyle(format_of(44, code), currency)


def saved_by_excel(path: Path) -> Path:
    """A workbook as a library writes it that follows Excel."""
    book = openpyxl.Workbook()
    active = book.active
    assert active is not None
    active.title = "Sales"
    active.append(["Day", "At", "Clock", "Took", "Price", "Whole", "Paid", "Note"])
    active.append(
        [
            date(2024, 5, 31),
            datetime(2024, 5, 31, 14, 5),  # noqa: DTZ001 - Excel has no time zones
            time(14, 5),
            timedelta(hours=30),
            0.1 + 0.2,
            586612181,
            True,
            "two\nlines & <more>",
        ]
    )
    active.append([None, None, None, None, "=E2*2", 90.0, False, "#REF!"])
    active.row_dimensions[3].hidden = True
    book.create_sheet("Empty")
    book.create_sheet("Stock").append(["SKU"])
    book["Stock"].append(["CW1590-100"])
    book["Stock"].sheet_state = "hidden"
    book.save(path)
    return path


def test_that_the_cells_of_a_workbook_become_texts(tmp_path: Path) -> None:
    sales, _ = tables_of(saved_by_excel(tmp_path / "book.xlsx"))
    assert sales.header == ("Day", "At", "Clock", "Took", "Price", "Whole", "Paid", "Note")
    assert records_of(sales) == [
        [
            *("2024-05-31", "2024-05-31 14:05:00", "14:05:00", "30:00:00", "0.3", "586612181", "TRUE"),
            "two\nlines & <more>",
        ],
        ["", "", "", "", "=E2*2", "90", "FALSE", "#REF!"],
    ]


def test_that_every_filled_sheet_is_a_table_and_hidden_ones_say_so(tmp_path: Path) -> None:
    path = saved_by_excel(tmp_path / "book.xlsx")
    tables = tables_of(path)
    assert survey(path).container is Container.WORKBOOK
    assert [(table.part, table.hidden) for table in tables] == [("Sales", False), ("Stock", True)]
    assert (tables[0].name, tables[0].encoding, tables[0].delimiter) == ("book.xlsx/Sales", "", "")


def test_that_hidden_rows_are_read_like_all_others(tmp_path: Path) -> None:
    sales, _ = tables_of(saved_by_excel(tmp_path / "book.xlsx"))
    assert lines_of(sales) == [2, 3]


def test_that_a_table_can_be_read_in_another_process(tmp_path: Path) -> None:
    sales, _ = tables_of(saved_by_excel(tmp_path / "book.xlsx"))
    again = pickle.loads(pickle.dumps(sales))
    assert (again, records_of(again)) == (sales, records_of(sales))


def test_that_lines_are_the_numbers_of_the_rows_and_blank_rows_count(tmp_path: Path) -> None:
    rows = (
        texts(1, "Sales 2024")
        + '<row r="2"/>'
        + texts(4, "Name", "Value")
        + texts(7, "a", "1")
        + texts(9, "b", "2")
    )
    table = table_in(write(tmp_path / "book.xlsx", one_sheet(rows)))
    assert (table.header_row, table.header) == (1, ("Name", "Value"))
    assert (lines_of(table), records_of(table)) == ([7, 9], [["a", "1"], ["b", "2"]])
    assert lines_of(table.at_header(0)) == [4, 7, 9]


def test_that_chunks_number_their_records_on(tmp_path: Path) -> None:
    rows = HEADER + "".join(texts(number, "x", str(number)) for number in range(2, 9))
    table = table_in(write(tmp_path / "book.xlsx", one_sheet(rows)))
    chunks = list(table.chunks(size=3))
    assert [(chunk.first_row, len(chunk.cells)) for chunk in chunks] == [(1, 3), (4, 3), (7, 1)]
    assert all(chunk.columns is not None and chunk.bytes_read <= table.facts.size for chunk in chunks)


def test_that_cells_behind_the_last_column_are_counted_and_dropped(tmp_path: Path) -> None:
    rows = (
        HEADER
        + "".join(texts(number, "x", "1") for number in range(2, 60))
        + row(60, cell("A60", 1), cell("C60", ""), cell("AB60", 2))
        + row(61, cell("C61", 3))
        + row(62, cell("A62", 1), cell("C62", "a\rb", "str"))
    )
    table = table_in(write(tmp_path / "book.xlsx", one_sheet(rows)))
    assert records_of(table)[-2:] == [["1", ""], ["1", ""]]
    assert beyond(table) == (
        "Cells to the right of all columns, which have no header and are not read: 3,"
        " the first in row 60, column AB"
    )


def test_that_cells_behind_the_last_column_of_an_opendocument_spreadsheet_are_counted(tmp_path: Path) -> None:
    rows = "".join(ods_row(ods_text("a"), ods_text("b")) for _ in range(50))
    rows += ods_row(ods_text("a"), ods_text("b", repeated=3)) + ods_row(BLANK_TO_THE_EDGES, ods_text("c"))
    table = table_in(write(tmp_path / "book.ods", ods(table_xml("Sales", rows))))
    assert records_of(table)[-1] == ["a", "b"]
    assert beyond(table).endswith("not read: 3, the first in row 51, column C")


def test_that_a_file_says_once_which_cells_were_dropped(tmp_path: Path) -> None:
    named = texts(1, "SKU", "Sale Date", "Status", "Gross Sale")
    sold = "".join(texts(number, "A1-1", "2025-04-30", "sold", "100") for number in range(2, 60))
    aside = row(60, cell("A60", "A1-1", "str"), cell("B60", "2025-04-30", "str"), cell("H60", "note", "str"))
    for claim in claims_of(write(tmp_path / "book.xlsx", one_sheet(named + sold + aside))):
        drafter = drafter_of(claim)
        for chunk in claim.table.chunks(10):
            drafter.draft(chunk)
        assert [notice for notice in drafter.notices if "column H" in notice] == [
            "Cells to the right of all columns, which have no header and are not read: 1,"
            " the first in row 60, column H"
        ]


def beyond(table: Table) -> str:
    *_, last = table.chunks()
    return last.beyond.notice()


AWKWARD = {
    "formula by value": (cell("B2", 5).replace("<v>", "<f>SUM(A1:A3)</f><v>"), "5"),
    "formula that calls out": (
        cell("B2", 5).replace("<v>", "<f>WEBSERVICE(&quot;http://x&quot;)</f><v>"),
        "5",
    ),
    "formula never calculated": ('<c r="B2"><f>A1+1</f><v></v></c>', "=A1+1"),
    "formula never calculated, without value": ('<c r="B2"><f>A1+1</f></c>', "=A1+1"),
    "formula that gives nothing": ('<c r="B2" t="str"><f>""</f><v></v></c>', ""),
    "error": (cell("B2", "#REF!", "e"), "#REF!"),
    "error of a formula": ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
    "shared text": (cell("B2", 0, "s"), "plain"),
    "shared text of fragments": (cell("B2", 1, "s"), "rich text"),
    "shared text with a reading": (cell("B2", 2, "s"), "東京"),
    "shared text that is empty": (cell("B2", 3, "s"), ""),
    "shared text behind it": (cell("B2", 4, "s"), "a & b\rc"),
    "inline text": ('<c r="B2" t="inlineStr"><is><t>in &lt;line&gt;</t></is></c>', "in <line>"),
    "inline fragments": (
        '<c r="B2" t="inlineStr"><is><r><t>in </t></r><r><t>line</t></r></is></c>',
        "in line",
    ),
    "boolean": (cell("B2", 1, "b"), "TRUE"),
    "date as text": (cell("B2", "2024-05-31T14:05:00", "d"), "2024-05-31 14:05:00"),
    "date": (cell("B2", 45443, style=1), "2024-05-31"),
    "month": (cell("B2", 45443, style=5), "2024-05-31"),
    "number with days in its format": (cell("B2", 45443, style=6), "45443"),
    "percent": (cell("B2", 0.19, style=7), "0.19"),
    "style that is none": (cell("B2", 7, style=99), "7"),
    "character reference": (cell("B2", "&#x20AC;&#8364;", "str"), "€€"),
    "character data": ('<c r="B2" t="str"><v><![CDATA[<b>]]></v></c>', "<b>"),
    "no place": ("<c><v>1</v></c>", "1"),
    "other quotes": ("<c r='B2'><v>1</v></c>", "1"),
    "other order": ('<c t="str" r="B2"><v>1</v></c>', "1"),
    "unknown attribute": ('<c r="B2" cm="1"><v>1</v></c>', "1"),
    "comment": ('<c r="B2"><!-- one --><v>1</v></c>', "1"),
    "line ends": (cell("B2", "one\r\ntwo", "str"), "one\ntwo"),
}
SHARED = (
    "<si><t>plain</t></si><si><r><t>rich</t></r><r><t> text</t></r></si>"
    '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si/><si><t>a &amp; b_x000D_c</t></si>'
)


@pytest.mark.parametrize("name", AWKWARD)
def test_that_a_cell_is_read_however_it_is_written(name: str, tmp_path: Path) -> None:
    xml, expected = AWKWARD[name]
    rows = HEADER + row(2, cell("A2", "x", "str"), xml)
    path = write(tmp_path / "book.xlsx", workbook({"Sheet": sheet(rows)}, shared=SHARED))
    assert records_of(table_in(path)) == [["x", expected]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_that_the_xml_may_be_in_any_encoding_and_with_prefixes(encoding: str, tmp_path: Path) -> None:
    rows = HEADER + row(2, cell("A2", "Größe", "str"), cell("B2", 45443, style=1))
    for plain in (
        sheet(rows),
        sheet(rows).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:"),
    ):
        xml = plain.replace("<x:?xml", "<?xml").replace("xmlns=", "xmlns:x=") if "<x:" in plain else plain
        xml = xml.replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
        members = workbook({"Sheet": ""}) | {"xl/worksheets/sheet1.xml": xml.encode(encoding)}
        assert records_of(table_in(write(tmp_path / "book.xlsx", members))) == [["Größe", "2024-05-31"]]


def test_that_rows_without_numbers_count_on(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row>" * 3
    table = table_in(write(tmp_path / "book.xlsx", one_sheet(rows)))
    assert (lines_of(table), records_of(table)) == ([2, 3], [["1", "2"]] * 2)


def test_that_a_workbook_of_1904_is_read(tmp_path: Path) -> None:
    rows = HEADER + row(2, cell("A2", "x", "str"), cell("B2", 43981, style=1))
    members = workbook({"Sheet": sheet(rows)}, more='<workbookPr date1904="1"/>')
    assert records_of(table_in(write(tmp_path / "book.xlsx", members))) == [["x", "2024-05-31"]]


def test_that_a_row_cut_by_a_block_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = HEADER + "".join(texts(number, "é東京", "&amp;") for number in range(2, 30))
    path = write(tmp_path / "book.xlsx", one_sheet(rows))
    for size in (300, 301, 307):
        monkeypatch.setattr("soleflip_desktop.importers.files.xlsx_rows.PIECE", size)
        assert records_of(table_in(path)) == [["é東京", "&"]] * 28


SHEET_CELL = st.one_of(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
        max_size=8,
    ).map(str.strip),  # whether a cell of blanks alone is one, readers do not agree
    st.integers(-(10**15), 10**15),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 4)),
    st.booleans(),
    st.none(),
)


@given(st.lists(st.lists(SHEET_CELL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_that_the_same_is_read_as_by_the_fastest_reader(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.xlsx"
    book = openpyxl.Workbook(write_only=True)
    written = book.create_sheet("Any")
    filled: list[list[object]] = [["a", "b", "c", "d"], *rows, ["end", "end", "end", "end"]]
    for cells in filled:
        written.append([None if isinstance(each, str) and each.startswith("=") else each for each in cells])
    book.save(path)
    theirs = CalamineWorkbook.from_path(path).get_sheet_by_name("Any").to_python()[1:]
    assert records_of(table_in(path)) == [
        list(map(as_text, cells)) for cells in theirs if any(map(as_text, cells))
    ]


def as_text(value: object) -> str:
    """A value of that reader as we write it; it takes every number for a float."""
    if isinstance(value, bool):
        return str(value).upper()
    return number_text(repr(value)) if isinstance(value, float) else str(value)


def table_xml(name: str, rows: str, style: str = "shown") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def ods_row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def ods_text(text: str, repeated: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeated}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def ods_value(kind: str, value: str, shown: str = "?") -> str:
    name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
    cell_of = f'<table:table-cell office:value-type="{kind}" office:{name}="{value}">'
    return f"{cell_of}<text:p>{shown}</text:p></table:table-cell>"


HIDING = '<style:style style:name="hiding"><style:table-properties table:display="false"/></style:style>'
BLANK_TO_THE_EDGES = '<table:table-cell table:number-columns-repeated="16380"/>'


def test_that_an_opendocument_spreadsheet_is_read(tmp_path: Path) -> None:
    rows = (
        ods_row(*map(ods_text, ("Text", "Number", "Day", "At", "Took", "Paid")), BLANK_TO_THE_EDGES)
        + ods_row(BLANK_TO_THE_EDGES, repeated=2)
        + ods_row(
            ods_text('two<text:s text:c="2"/>words<text:line-break/>and</text:p><text:p>more'),
            ods_value("currency", "89.99", "89,99 €"),
            ods_value("date", "2024-05-31"),
            ods_value("date", "2024-05-31T14:05:00"),
            ods_value("time", "PT30H00M00S"),
            ods_value("boolean", "true"),
            BLANK_TO_THE_EDGES,
        )
        + ods_row(ods_text("same", repeated=2), repeated=2)
        + ods_row(BLANK_TO_THE_EDGES, repeated=1_048_570)
    )
    note = "<office:annotation><text:p>a note</text:p></office:annotation><text:p>B</text:p>"
    hidden = ods_row(ods_text("A")) + ods_row(
        f'<table:table-cell office:value-type="string">{note}</table:table-cell>'
    )
    xml = ods(
        table_xml("Sales", rows) + table_xml("Stock", hidden, "hiding") + table_xml("Empty", ""), HIDING
    )
    sales, stock = tables_of(write(tmp_path / "book.ods", xml))
    assert lines_of(sales) == [4, 5, 6]
    assert records_of(sales) == [
        ["two  words\nand\nmore", "89.99 €", "2024-05-31", "2024-05-31 14:05:00", "30:00:00", "TRUE"],
        *[["same", "same", "", "", "", ""]] * 2,
    ]
    assert (stock.part, stock.hidden, records_of(stock)) == ("Stock", True, [["B"]])


@pytest.mark.parametrize(
    ("attributes", "shown", "text"),
    [
        ('office:value-type="float"', "$210.00", "210 $"),
        ('office:value-type="float"', "-$210.00", "210 $"),
        ('office:value-type="float"', "210,00", "210"),
        ('office:value-type="float"', "210 pairs", "210"),
        ('office:value-type="percentage"', "21000%", "210"),
        ('office:value-type="currency" office:currency="EUR"', "210,00\u00a0€", "210 €"),
        ('office:value-type="currency" office:currency="CHF"', "210.00", "210 CHF"),
        ('office:value-type="currency" office:currency="EUR"', "£210", "210 EUR"),
    ],
)
def test_that_an_amount_in_an_opendocument_spreadsheet_keeps_its_currency(
    tmp_path: Path, attributes: str, shown: str, text: str
) -> None:
    amount = f'<table:table-cell {attributes} office:value="210"><text:p>{shown}</text:p></table:table-cell>'
    xml = ods(table_xml("Sales", ods_row(ods_text("Price")) + ods_row(amount)))
    [table] = tables_of(write(tmp_path / "book.ods", xml))
    assert records_of(table) == [[text]]


def test_that_a_workbook_with_too_many_columns_is_refused(tmp_path: Path) -> None:
    rows = row(1, cell("A1", 1), cell("ALM1", 2)) + row(2, cell("A2", 1))
    with pytest.raises(FileError, match=r"book\.xlsx/Sheet has 1,001 columns, at most 1,000"):
        tables_of(write(tmp_path / "book.xlsx", one_sheet(rows)))


def test_that_sheets_are_known_by_their_names(tmp_path: Path) -> None:
    both = HEADER + texts(2, "x", "1")
    members = workbook({"2023 &amp; older": sheet(both), "2024": sheet(both)}, states={"2024": "veryHidden"})
    tables = tables_of(write(tmp_path / "book.xlsx", members))
    assert headers_of(tables) == {"2023 & older": ("Name", "Value"), "2024": ("Name", "Value")}
    assert [table.hidden for table in tables] == [False, True]
