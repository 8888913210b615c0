"""Cells to values, one by one and a chunk at a time."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.sizes import parse_size
from soleflip_desktop.importers import column as column_module
from soleflip_desktop.importers.column import Bad, Column, Constant, Memo, derived
from soleflip_desktop.importers.columns import (
    Amount,
    Currency,
    Day,
    Instant,
    OrderKey,
    Percent,
    Quantity,
    SizeOf,
    StyleCodes,
    Text,
    YesNo,
)

KINDS: list[Callable[[], Column]] = [
    lambda: Text("H"),
    lambda: Text("H", required=True, limit=5),
    lambda: OrderKey("H", required=True),
    lambda: Instant("H"),
    lambda: Instant("H", required=True),
    lambda: Day("H"),
    lambda: Amount("H", least=Decimal("0.01")),
    lambda: Currency("H", required=True),
    lambda: Percent("H"),
    lambda: YesNo("H", blank=False),
    lambda: Quantity("H"),
    lambda: StyleCodes("H"),
]
SAMPLES = (
    *("", " ", "N/A", "n/a", "0", "1", "-1", "39.5", "39.505", "1e30", "abc", "nan", "19 %", "12\n34", "yes"),
    *("EUR", "XXX", "46230274-46130033", " 46230274 - 46130033 ", "4.6E+15", "CW1590-100", "5.55E+08"),
    *("2022-07-08 03:23:37 +00", "2022-07-08 23:23:37 -05", "2022-07-08", "2024-13-45", "x" * 600),
)
CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(SAMPLES),
    st.dates().map(lambda day: f"{day} 12:34:56 +00"),
    st.integers().map(str),
)


def plain(value: object) -> object:
    return (value.message, value.next_step) if isinstance(value, Bad) else value


@pytest.mark.parametrize("kind", KINDS)
@given(chunks=st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=3))
def test_that_a_chunk_is_read_as_its_cells_are(kind: Callable[[], Column], chunks: list[list[str]]) -> None:
    column = kind()
    convert = column.converter()
    for cells in chunks:
        [values] = convert({"H": cells}, len(cells))
        assert list(map(plain, values)) == [plain(column.read(cell)) for cell in cells]


@given(st.lists(CELLS, min_size=1, max_size=6))
def test_that_a_size_fills_three_fields(cells: list[str]) -> None:
    values = SizeOf("H").converter()({"H": cells}, len(cells))
    for cell, system, value, number in zip(cells, *values, strict=True):
        size = parse_size("" if cell.strip().upper() == "N/A" else cell)
        expected = (size.system, size.value, size.number)
        assert (system, value, number) == expected or (isinstance(system, Bad) and len(cell.strip()) > 100)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        (Text("H"), "  Neustadt ", "Neustadt"),
        (Text("H"), "N/A", None),
        (Text("H", blank=""), "", ""),
        (OrderKey("H"), " 46230274 -46130033", "46230274-46130033"),
        (Instant("H"), "2022-07-08 03:23:37 +00", datetime(2022, 7, 8, 3, 23, 37, tzinfo=UTC)),
        (Day("H"), "2022-07-08 23:23:37 -05", date(2022, 7, 9)),
        (Day("H"), "2022-07-08", date(2022, 7, 8)),
        (Amount("H"), "-0.02", Decimal("-0.02")),
        (Amount("H", least=Decimal(0)), "0", Decimal(0)),
        (Amount("H"), "N/A", None),
        (Currency("H"), "eur", "EUR"),
        (Percent("H"), "19 %", Decimal(19)),
        (Percent("H"), "0", Decimal(0)),
        (YesNo("H"), "Ja", True),
        (YesNo("H"), "0", False),
        (Quantity("H"), "", 1),
        (Quantity("H"), "1000", 1000),
        (StyleCodes("H"), " DA6464-101 / DA6364-101", "DA6464-101/DA6364-101"),
        (StyleCodes("H"), "N/A", ""),
    ],
)
def test_that_a_cell_has_its_value(column: Column, cell: str, value: object) -> None:
    assert column.read(cell) == value


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        (Text("H", required=True), " ", "is empty"),
        (Text("H", required=True), "n/a", "means no value, but one is needed"),
        (Amount("H", required=True), "N/A", "means no value, but one is needed"),
        (Text("H", limit=3), "abcd", "has 4 characters"),
        (OrderKey("H"), "4.62E+15", "spreadsheet"),
        (Instant("H"), "2024-13-45", "date and time"),
        (Instant("H"), "1022-07-08 03:23:37 +00", "2000 to 2100"),
        (Day("H"), "8.7.2022", "is not a day"),
        (Day("H"), "8 July 2022", "is not a day such as 2024-05-31"),
        (Day("H"), "2024-05-31 or so", "is not a day such as 2024-05-31"),
        (Day("H"), "2024-05-31 14:05:00", "is not a day such as 2024-05-31"),
        (Day("H"), "2024-13-31 14:05:00 +00", "is not a day of the calendar"),
        (Day("H"), "1022-07-08 14:05:00 +00", "1900 to 2100"),
        (Amount("H"), "abc", "amount"),
        (Amount("H"), "1e30", "amount"),
        (Amount("H", least=Decimal(0)), "-1", "is negative"),
        (Amount("H", least=Decimal("0.01")), "0", "is less than 0.01"),
        (Currency("H"), "XXX", "currency in use"),
        (Percent("H"), "0.19", "percent"),
        (Percent("H"), "101", "percent"),
        (YesNo("H"), "maybe", "neither yes nor no"),
        (Quantity("H"), "0", "number of pairs"),
        (Quantity("H"), "1001", "number of pairs"),
        (Quantity("H"), "²", "number of pairs"),
        (StyleCodes("H"), "5.55088E+08", "spreadsheet"),
    ],
)
def test_that_a_cell_without_a_value_says_why_and_what_to_do(column: Column, cell: str, message: str) -> None:
    bad = column.read(cell)
    assert isinstance(bad, Bad)
    assert message in bad.message
    assert bad.next_step


@pytest.mark.parametrize(
    ("amount", "currency", "like", "fault"),
    [
        ("5", "EUR", "EUR", False),
        ("5", " eur", "EUR ", False),
        ("5", "USD", "EUR", True),
        ("5", "N/A", "EUR", True),
        ("0", "N/A", "EUR", False),
        ("0", "USD", "EUR", True),
        ("", "N/A", "EUR", False),
        ("N/A", "USD", "EUR", False),
        ("5", "EUR", "XXX", False),
    ],
)
def test_that_an_amount_must_be_in_the_currency_of_the_sale(
    amount: str, currency: str, like: str, fault: bool
) -> None:
    convert = Amount("Fee", currency="Own", like="Sale").converter()
    cells = {"Fee": ["1", amount], "Own": ["EUR", currency], "Sale": ["EUR", like]}
    [[_, value]] = convert(cells, 2)
    assert (isinstance(value, Bad) and value.header == "Own") == fault


def test_that_a_memo_is_cleared_before_it_grows_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(column_module, "MEMO_ENTRIES", 10)
    memo = Memo(int)
    for start in range(0, 100, 5):
        assert memo.read_all([str(number) for number in range(start, start + 5)]) == list(
            range(start, start + 5)
        )
    assert len(memo) <= 15


def test_that_a_derived_field_sees_its_cells_trimmed_and_blanks_empty() -> None:
    column = derived("A", "B", remedy="Fill one")(lambda first, second: f"<{first}|{second}>")
    [values] = column.converter()({"A": [" x ", "N/A"], "B": ["", "y"]}, 2)
    assert values == ["<x|>", "<|y>"]


def test_that_a_derived_field_turns_a_value_error_into_a_fault() -> None:
    [[value]] = derived("A", remedy="Fill it in")(int).converter()({"A": ["x" * 20]}, 1)
    assert isinstance(value, Bad)
    assert value.next_step == "Fill it in"


def test_that_a_constant_needs_no_column() -> None:
    assert Constant("stockx").headers() == ()
    assert Constant("stockx").absent(2) == [["stockx", "stockx"]]
