"""Style codes and lists of them."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.style_codes import StyleCodeError, normalise_style_code, parse_style_codes

REPORT = Path(__file__).parents[3] / "shared/data/stockx_sales_report.csv"

AS_THE_MAKERS_WRITE_THEM = [
    *("DH4692-001", "555088-134", "GX3775", "B75806", "BB550WT1", "M2002RDI", "1191A266-102", "381905-01"),
    *("171545C", "A02277C", "207742-731", "207393-2DO", "1126855-AIAT", "1123190F-BBLC", "S70922-1"),
    *("L47061200", "1116109-CHE", "5950-BLK", "TB0A29HB2311", "NF0A3C8DJK3", "EK0A5BBC-S06", "13082102"),
    *("0560771", "OMNF015R21LEA001", "OWIC004S-MAT001-3200", "100000317", "536737 W2FA1 1810"),
    *("SPR17W_E1AB_F05S0_C_049", "VN0A4U39", "501-179451-55214", "1I20-191-006", "DD1391-100-10.5"),
]


@pytest.mark.parametrize("code", AS_THE_MAKERS_WRITE_THEM)
def test_that_a_code_stays_as_its_maker_writes_it(code: str) -> None:
    assert normalise_style_code(code) == code
    assert parse_style_codes(code) == (code,)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("dh4692-001", "DH4692-001"),
        ("\u00a0DH4692-001 ", "DH4692-001"),
        ("DH4692–001", "DH4692-001"),
        ("DH4692‑001", "DH4692-001"),
        ("DH4692−001", "DH4692-001"),
        ("\ufeffDH4692-\u200b001", "DH4692-001"),
        ("DQ9055- 010", "DQ9055-010"),
        ("DQ9055 -\u00a0010", "DQ9055-010"),
        ("DM7866 200", "DM7866-200"),
        ("555088 134", "555088-134"),
        ("381905 01", "381905-01"),
        ("207393 2do", "207393-2DO"),
        ("1201A476.112", "1201A476-112"),
        ("1201A476 112", "1201A476-112"),
        ("1126855 AIAT", "1126855-AIAT"),
        ("5950 BLK", "5950-BLK"),
        ("S70922 1", "S70922-1"),
        ("EK0A5BBC S06", "EK0A5BBC-S06"),
        ("HF0008010", "HF0008-010"),
        ("TB 0A5TFKA581L A581", "TB0A5TFKA581LA581"),
        ("536737  W2FA1 1810", "536737 W2FA1 1810"),
    ],
)
def test_that_spellings_of_one_code_become_one(written: str, code: str) -> None:
    assert normalise_style_code(written) == code


@pytest.mark.parametrize(
    "code",
    [
        "NFOA3C8DLE4-M",  # the letter O may be a slip; matching may ask, this must not decide
        "560771",  # Birkenstock's without its zero, or another maker's with six digits
        "ABC 123",
        "1201A476.1",
        "HF00080100",
        "501E-55214",
    ],
)
def test_that_a_code_of_no_known_form_is_not_guessed_at(code: str) -> None:
    assert normalise_style_code(code) == code


@pytest.mark.parametrize(
    "text", ["N/A", "n/a", " N/A ", "NA", "", "\u00a0", "-", "--", "—", "/", " / ", "N/A / N/A"]
)
def test_that_nothing_is_no_code(text: str) -> None:
    assert parse_style_codes(text) == ()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("DA6464-101/DA6364-101", ("DA6464-101", "DA6364-101")),
        ("13082102 / 13082203", ("13082102", "13082203")),
        ("1123190-BBLC/1123190F-BBLC", ("1123190-BBLC", "1123190F-BBLC")),
        ("GX9593/100045913", ("GX9593", "100045913")),
        ("DZ0482-003/dz0482 003/DX6930-003", ("DZ0482-003", "DX6930-003")),
        ("N/A/DH4692-001", ("DH4692-001",)),
        ("DH4692-001/--", ("DH4692-001",)),
        ("707850 UWV20 7162/HQ8850", ("707850 UWV20 7162", "HQ8850")),
    ],
)
def test_that_a_list_is_read_in_its_order_each_code_once(text: str, codes: tuple[str, ...]) -> None:
    assert parse_style_codes(text) == codes


@pytest.mark.parametrize("text", ["5.55088E+08", "5,55088e+08", "5E+08", "DH4692-001/5.55088E+08"])
def test_that_a_code_lost_to_a_spreadsheet_is_refused(text: str) -> None:
    with pytest.raises(StyleCodeError, match="a spreadsheet turned into a number"):
        parse_style_codes(text)


code_like = st.text("ABENSTO0123456789-–. /+\u00a0", max_size=20)


@given(st.text() | code_like)
def test_that_any_text_is_codes_or_a_style_code_error(text: str) -> None:
    try:
        codes = parse_style_codes(text)
    except StyleCodeError:
        return
    assert len(set(codes)) == len(codes)
    assert all(code == code.strip() != "" for code in codes)


@given(
    st.text() | code_like | st.sampled_from(AS_THE_MAKERS_WRITE_THEM).map(lambda code: code.replace("-", " "))
)
def test_that_a_normalised_code_stays_what_it_is(text: str) -> None:
    try:
        code = normalise_style_code(text)
    except StyleCodeError:
        return
    assert normalise_style_code(code) == code


@pytest.mark.skipif(not REPORT.exists(), reason="the sample StockX report is not beside the repository")
def test_that_every_style_of_a_real_report_is_read() -> None:
    with REPORT.open(encoding="utf-8", newline="") as file:
        styles = [row["Style"] for row in csv.DictReader(file)]
    assert len(set(styles)) == 319
    assert sum(not parse_style_codes(style) for style in styles) == 38
    changed = {style for style in styles if "/" not in style and parse_style_codes(style) != (style,)}
    assert changed == {"DQ9055- 010", "1201A476.112", "TB 0A5TFKA581L A581"}
