"""Size notations of platforms, shops and spreadsheets."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.sizes import SYSTEMS, Size, parse_size

REPORT = Path(__file__).parents[3] / "shared/data/stockx_sales_report.csv"

NOTATIONS = [
    # bare numbers
    ("1", "US_M", "1"),
    ("10.5", "US_M", "10.5"),
    ("10,5", "US_M", "10.5"),
    ("10.0", "US_M", "10"),
    ("10½", "US_M", "10.5"),
    ("18.5", "US_M", "18.5"),
    ("35", "EU", "35"),
    ("42", "EU", "42"),
    ("42.5", "EU", "42.5"),
    ("42,5", "EU", "42.5"),
    ("42 2/3", "EU", "42.67"),
    ("42⅔", "EU", "42.67"),
    ("42 ⅔", "EU", "42.67"),
    ("42.67", "EU", "42.67"),
    ("42.66", "EU", "42.67"),
    ("42.667", "EU", "42.67"),
    ("41⅓", "EU", "41.33"),
    ("52", "EU", "52"),
    ("220", "CM", "22"),
    ("270", "CM", "27"),
    ("275", "CM", "27.5"),
    # a number with its unit
    ("12W", "US_W", "12"),
    ("W 9.5", "US_W", "9.5"),
    ("US 9.5W", "US_W", "9.5"),
    ("Women's 8", "US_W", "8"),
    ("6.5Y", "US_Y", "6.5"),
    ("US 6.5Y", "US_Y", "6.5"),
    ("3J", "US_Y", "3"),
    ("10C", "US_C", "10"),
    ("US 10C", "US_C", "10"),
    ("10K", "US_C", "10"),
    ("13.5C", "US_C", "13.5"),
    ("8 US", "US_M", "8"),
    ("US 8", "US_M", "8"),
    ("US:9.5", "US_M", "9.5"),
    ("us m 9.5", "US_M", "9.5"),
    ("Men's US 10", "US_M", "10"),
    ("M 8", "US_M", "8"),
    ("EU 42 2/3", "EU", "42.67"),
    ("EU42", "EU", "42"),
    ("42 EUR", "EU", "42"),
    ("EU 27", "EU", "27"),
    ("UK 8", "UK", "8"),
    ("8 UK", "UK", "8"),
    ("uk 8½", "UK", "8.5"),
    ("27 cm", "CM", "27"),
    ("27,5cm", "CM", "27.5"),
    ("JP 27", "CM", "27"),
    ("270 mm", "CM", "27"),
    ("KR 270", "CM", "27"),
    # two systems side by side: the first one counts
    ("12W / 10.5M", "US_W", "12"),
    ("12W/10.5M", "US_W", "12"),
    ("US M 10 / W 11.5", "US_M", "10"),
    ("M 8 / W 9.5", "US_M", "8"),
    ("UK 8 / EU 42.5", "UK", "8"),
    ("US 9 / UK 8 / EU 42 2/3", "US_M", "9"),
    ("S / Men's 9-10", "LETTER", "S"),
    # clothes
    ("XS", "LETTER", "XS"),
    ("s", "LETTER", "S"),
    ("M", "LETTER", "M"),
    ("L", "LETTER", "L"),
    ("XL", "LETTER", "XL"),
    ("XXL", "LETTER", "XXL"),
    ("2XL", "LETTER", "XXL"),
    ("3XL", "LETTER", "3XL"),
    ("XXXL", "LETTER", "3XL"),
    ("Medium", "LETTER", "M"),
    ("S/M", "LETTER", "S/M"),
    ("M / L", "LETTER", "M/L"),
    ("L/XL", "LETTER", "L/XL"),
    ("W34", "WAIST", "34"),
    ("34W", "WAIST", "34"),
    ("34W/32L", "WAIST", "34/32"),
    ("W34 L32", "WAIST", "34/32"),
    ("34x32", "WAIST", "34/32"),
    ("30 x 32", "WAIST", "30/32"),
    ("34/32", "WAIST", "34/32"),
    # ranges of shoes
    ("42/44", "EU", "42/44"),
    ("36/38", "EU", "36/38"),
    ("36-38", "EU", "36/38"),
    ("EU 27/30", "EU", "27/30"),
    # no size
    ("N/A", "ONE", "ONE"),
    ("", "ONE", "ONE"),
    ("\u00a0", "ONE", "ONE"),
    ("--", "ONE", "ONE"),
    ("One Size", "ONE", "ONE"),
    ("OS", "ONE", "ONE"),
    ("O/S", "ONE", "ONE"),
    ("OSFA", "ONE", "ONE"),
    ("TU", "ONE", "ONE"),
    ("Einheitsgröße", "ONE", "ONE"),
]

UNKNOWN = [
    *("106", "PSA 10", "11.5x2, 12", "us m", "10. Mai", "19", "20.5", "10.3", "42.3", "53", "0", ".5", "-10"),
    *("22", "27", "27.5", "32"),  # centimetres, a child's EU size or a waist
    *("30/32", "9-10", "7/8", "44/42", "10 / 12", "UK 8/9", "S / 10", "11x12", "42 44"),
    *("US 42", "EU 10", "10Y", "140 cm", "128", "221", "335", "267.5 mm", "10 EE", "XYZ", "S/L/XL", "⅔"),
    "1" * 50,
]


@pytest.mark.parametrize(("text", "system", "value"), NOTATIONS)
def test_that_a_notation_is_read_into_system_and_value(text: str, system: str, value: str) -> None:
    size = parse_size(text)
    assert (size.system, size.value) == (system, value)


@pytest.mark.parametrize("text", UNKNOWN)
def test_that_what_nobody_knows_stays_as_written(text: str) -> None:
    assert parse_size(f" {text} ") == Size("OTHER", text, Decimal(0))


@pytest.mark.parametrize(("text", "system", "value"), NOTATIONS)
def test_that_a_plain_value_with_its_unit_reads_as_the_same_size(text: str, system: str, value: str) -> None:
    before = {"US_W": "W ", "EU": "EU ", "UK": "UK ", "WAIST": "W"}.get(system, "")
    after = {"US_Y": "Y", "US_C": "C", "CM": " cm"}.get(system, "")
    assert parse_size(f"{before}{value}{after}") == parse_size(text)


@pytest.mark.parametrize(
    "ascending",
    [
        ["9", "9.5", "10", "10.5", "11"],
        ["EU 38 1/3", "38.5", "38⅔", "39", "36/44", "42/44"],
        ["XXS", "XS", "S", "S/M", "M", "M/L", "L", "XL", "2XL", "3XL"],
        ["W30", "30x30", "30x32", "W31", "34x32"],
    ],
)
def test_that_numbers_order_the_sizes_of_a_system(ascending: list[str]) -> None:
    numbers = [parse_size(text).number for text in ascending]
    assert numbers == sorted(set(numbers))


def test_that_thirds_are_kept_to_three_decimals() -> None:
    assert parse_size("42 2/3").number == Decimal("42.667")
    assert parse_size("42 1/3").number == Decimal("42.333")


@pytest.mark.skipif(not REPORT.exists(), reason="the sample StockX report is not beside the repository")
def test_that_every_size_of_a_real_report_is_known() -> None:
    with REPORT.open(encoding="utf-8", newline="") as file:
        spellings = [row["Sku Size"] for row in csv.DictReader(file)]
    assert len(set(spellings)) == 71
    assert Counter(parse_size(spelling).system for spelling in spellings) == {
        "US_M": sum(spelling.replace(".", "").isdigit() and float(spelling) < 19 for spelling in spellings),
        "US_W": sum("W" in spelling and "L" not in spelling for spelling in spellings),
        "US_Y": sum(spelling.endswith(("Y", "J")) for spelling in spellings),
        "US_C": sum(spelling.endswith("C") for spelling in spellings),
        "EU": 5,  # 39, 43, 44, 36/38, 42/44
        "LETTER": 62,
        "WAIST": 2,
        "ONE": 44,
    }


@given(st.text() | st.text("0123456789.,/ -xXWMYCLSEUK'½⅔", max_size=12))
def test_that_any_text_is_a_size_of_some_system(text: str) -> None:
    size = parse_size(text)
    assert size.system in SYSTEMS
    assert size.value or not text.strip()
    assert size.number == round(size.number, 3)
    assert 0 <= size.number < 100
    if size.system == "OTHER":
        assert size.value == text.strip()


@given(st.decimals(min_value=1, max_value=18, places=0), st.sampled_from(["", ".5", ",5", "½", " 1/2"]))
def test_that_a_size_is_the_same_in_every_spelling_of_its_half(whole: Decimal, half: str) -> None:
    assert parse_size(f"{whole}{half}").number == whole + (Decimal("0.5") if half else 0)
