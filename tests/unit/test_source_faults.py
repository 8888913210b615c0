"""Whatever is wrong with a file, every source says where and what to do, and drafts nothing false."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.errors import FileError
from soleflip_desktop.importers.base import Source
from soleflip_desktop.importers.registry import SOURCES, identify, source_named
from tests.unit.bad_files import as_text, write
from tests.unit.broken_sources import NAME, Drafts, Outcome, Row, Sound, outcome_of, sound_file

EVERY_SOURCE = pytest.mark.parametrize("slug", [source.slug for source in SOURCES])
# Tables that people keep by hand: every column but the signature's may be left out of them.
BY_HAND = ("notion_purchases", "notion_sales", "tracker_purchases", "tracker_sales", "purchases", "ecb_rates")
# Fields that take any text as it is, or say of it that it is not known.
TEXTS = {
    *("account", "account_vat_id", "product_name", "style_codes", "brand", "supplier", "location", "notes"),
    *("size_system", "size_value", "size_number", "order_key", "order_number", "invoice_number", "platform"),
    *("tracking_number", "buyer_country", "buyer_city", "payout_reference", "reference", "transfer"),
    *("description",),
}
# What rests on a word that is a free text, a flag or the name of a platform: (source, column, field).
RESTS_ON_TEXT = {
    ("stockx_sales", "Special references", "tax_treatment"),
    ("notion_purchases", "VAT?", "purchase_vat_rate"),
    ("notion_purchases", "VAT?", "vat_reclaimable"),
    ("notion_sales", "Sale Platform", "gross"),
    ("tracker_sales", "Platform", "gross"),
    # Other rows are about the order that now has another number; they are problems.
    *(("ebay_transactions", "Order number", field) for field in ("platform_fee", "shipping_fee", "payout")),
}
# What such a row says is told by the source of the purchases in it.
READ_TWICE = ("notion_sales", "tracker_sales")
FOOTER_CELLS = 5

Break = Callable[[Sound, Path], Path]


def changes(found: Outcome, expected: Drafts) -> dict[str, object]:
    """Fields with another value than expected, and "row" if there are other drafts."""
    before = {(draft["row"], draft["line"]): draft for draft in expected}
    changed: dict[str, object] = {}
    for draft in found.drafts:
        known = before.get((draft["row"], draft["line"]))
        if known is None:
            return {"row": draft["row"]}
        changed |= {name: value for name, value in draft.items() if value != known[name]}
    return changed


def is_told(found: Outcome, row: int, column: str, value: str) -> bool:
    """Whether the file is refused with a next step, or the row with column, value and remedy."""
    if found.refusal is not None:
        return NAME in found.refusal.what and bool(found.refusal.next_step)
    return any(
        (problem.row, problem.column, problem.value) == (row, column.strip(), value) and problem.next_step
        for problem in found.problems
    )


def is_refused_about(found: Outcome, *fragments: str) -> bool:
    text = str(found.refusal)
    return found.refusal is not None and all(
        each in text for each in (NAME, *fragments, found.refusal.next_step)
    )


def header_only(sound: Sound, folder: Path) -> Path:
    return sound.write(folder, [])


def never_closed(sound: Sound, folder: Path) -> Path:
    return write(folder / NAME, sound.text() + '"cut off')


def with_nul(sound: Sound, folder: Path) -> Path:
    return sound.write(folder, sound.with_cell(sound.read[0], "Du\0nk"))


def with_huge_cell(sound: Sound, folder: Path) -> Path:
    return sound.write(folder, sound.with_cell(sound.read[0], "x" * 1_100_000))


def with_doubled_header(sound: Sound, folder: Path) -> Path:
    at = sound.read[0]
    rows = [[*cells, cells[at]] for cells in sound.rows if len(cells) == len(sound.header)]
    return sound.write(folder, rows, [*sound.header, f" {sound.header[at].upper()} "])


REFUSED: dict[str, tuple[Break, tuple[str, ...]]] = {
    "header only": (header_only, ("has no rows",)),
    "quote never closed": (never_closed, ("never closed", "line")),
    "NUL": (with_nul, ("NUL", "line")),
    "1 MB cell": (with_huge_cell, ("1,100,000 characters", "row", "column")),
    "doubled header": (with_doubled_header, ("twice", "column")),
}


@EVERY_SOURCE
@pytest.mark.parametrize("name", REFUSED)
def test_that_a_broken_file_is_refused_with_what_and_where(name: str, slug: str, tmp_path: Path) -> None:
    build, fragments = REFUSED[name]
    found = outcome_of(build(sound_file(slug), tmp_path), slug)
    assert is_refused_about(found, *fragments), found


def encoded(encoding: str) -> Break:
    return lambda sound, folder: write(folder / NAME, sound.text(), encoding)


def delimited(delimiter: str) -> Break:
    return lambda sound, folder: write(folder / NAME, sound.text(delimiter=delimiter))


def with_windows_line_ends(sound: Sound, folder: Path) -> Path:
    return write(folder / NAME, as_text([sound.header, *sound.rows]).replace("\n", "\r\n"))


def below_a_title(sound: Sound, folder: Path) -> Path:
    return write(folder / NAME, "Export of today\n\n,,\n" + sound.text())


def in_other_case(sound: Sound, folder: Path) -> Path:
    return sound.write(folder, header=[f"  {name.upper()} " for name in sound.header])


READ_ALIKE: dict[str, Break] = {
    "UTF-8 with mark": encoded("utf-8-sig"),
    "UTF-16": encoded("utf-16"),
    "semicolons": delimited(";"),
    "tabs": delimited("\t"),
    "bars": delimited("|"),
    "Windows line ends": with_windows_line_ends,
    "title above": below_a_title,
    "header in other case": in_other_case,
}


def values(drafts: Drafts) -> list[dict[str, object]]:
    """The drafts; line ends inside cells are the file's own."""
    return [
        {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in each.items()
        }
        for each in drafts
    ]


@EVERY_SOURCE
@pytest.mark.parametrize("name", READ_ALIKE)
def test_that_an_odd_file_is_read_alike(name: str, slug: str, tmp_path: Path) -> None:
    sound = sound_file(slug)
    found = outcome_of(READ_ALIKE[name](sound, tmp_path), slug)
    assert (found.refusal, found.problems) == (None, [])
    assert values(found.drafts) == values(sound.drafts)


@EVERY_SOURCE
def test_that_a_file_in_cp1252_is_read_alike(slug: str, tmp_path: Path) -> None:
    sound = sound_file(slug)
    text = sound.text().encode("cp1252", "replace").decode("cp1252")
    expected = outcome_of(write(tmp_path / NAME, text), slug)
    assert expected.drafts
    assert outcome_of(write(tmp_path / NAME, text, "cp1252"), slug).drafts == expected.drafts


@EVERY_SOURCE
def test_that_rows_with_another_delimiter_than_the_header_give_no_drafts(slug: str, tmp_path: Path) -> None:
    sound = sound_file(slug)
    header, *rows = sound.text(delimiter=";").splitlines(keepends=True)
    found = outcome_of(write(tmp_path / NAME, as_text([sound.header]) + "".join(rows)), slug)
    assert found.drafts == []
    assert header.count(";") + 1 >= len(sound.header)
    assert is_refused_about(found) or found.problems or not found.passed_over


def shortened(cells: Row) -> Row:
    return cells[: len(cells) // 2]


def lengthened(cells: Row) -> Row:
    return [*cells, "surplus"]


@EVERY_SOURCE
@pytest.mark.parametrize("change", [shortened, lengthened])
def test_that_a_ragged_row_is_a_problem_of_that_row(
    change: Callable[[Row], Row], slug: str, tmp_path: Path
) -> None:
    sound = sound_file(slug)
    rows = [change(cells) if row == sound.first else cells for row, cells in enumerate(sound.rows, 1)]
    found = outcome_of(sound.write(tmp_path, rows), slug)
    assert found.refusal is None
    about = [problem for problem in found.problems if problem.row == sound.first]
    assert (slug in READ_TWICE and sound.first in found.passed_over) or any(
        "cells" in problem.message or "without a header" in problem.message for problem in about
    )
    assert all(problem.next_step for problem in about)
    assert sound.first not in {draft["row"] for draft in found.drafts}


@EVERY_SOURCE
@pytest.mark.parametrize("word", ["", "Total", "Totals:", "Summe"])
def test_that_a_total_or_a_second_header_in_the_middle_is_no_draft(
    word: str, slug: str, tmp_path: Path
) -> None:
    """Without a word the row is the header once more."""
    sound = sound_file(slug)
    amounts = [cell if is_amount(cell) else "" for cell in sound.rows[sound.first - 1]]
    total = [word, *amounts[1:]] if word else list(sound.header)
    rows = [*sound.rows[: sound.first], total, *sound.rows[sound.first :]]
    found = outcome_of(sound.write(tmp_path, rows), slug)
    number = sound.first + 1
    assert found.refusal is None or is_refused_about(found)
    assert number not in {draft["row"] for draft in found.drafts}
    assert found.refusal or number in {*found.passed_over, *(problem.row for problem in found.problems)}
    assert found.refusal or len(found.drafts) == len(sound.drafts)


def is_amount(cell: str) -> bool:
    plain = cell.strip("$€£ -")
    return plain.replace(".", "", 1).replace(",", "", 1).isdecimal() and not plain.isdecimal()


@EVERY_SOURCE
def test_that_a_footer_may_be_missing(slug: str, tmp_path: Path) -> None:
    sound = sound_file(slug)
    last = len(sound.rows)
    while last in sound.passed_over and sum(map(bool, sound.rows[last - 1])) <= FOOTER_CELLS:
        last -= 1
    found = outcome_of(sound.write(tmp_path, sound.rows[:last]), slug)
    told = {name: value for name, value in changes(found, sound.drafts).items() if name != "account"}
    assert told == {}  # eBay's footer names the seller's account
    assert (len(found.drafts), found.problems) == (len(sound.drafts), [])


@EVERY_SOURCE
def test_that_a_missing_column_is_refused_or_told_or_leaves_its_fields_unknown(
    slug: str, tmp_path: Path
) -> None:
    sound = sound_file(slug)
    for at in sound.read:
        rows = [cells[:at] + cells[at + 1 :] for cells in sound.rows]
        header = sound.header[:at] + sound.header[at + 1 :]
        found = outcome_of(sound.write(tmp_path, rows, header), slug)
        if slug in BY_HAND or not found.drafts:
            assert found.refusal is None or found.refusal.next_step
        elif not any(sound.header[at].strip() in notice for notice in found.notices):
            false = {
                name: value
                for name, value in changes(found, sound.drafts).items()
                if value not in (None, "", "ONE", Decimal(0), False)
            }
            assert false == {}, sound.header[at]


@EVERY_SOURCE
@pytest.mark.parametrize("bad", ["#REF!", "#NV"])
def test_that_an_error_of_a_spreadsheet_is_never_a_value(bad: str, slug: str, tmp_path: Path) -> None:
    sound = sound_file(slug)
    for at in sound.read:
        found = outcome_of(sound.write(tmp_path, sound.with_cell(at, bad)), slug)
        told = is_told(found, sound.first, sound.header[at], bad)
        assert told or (found.drafts == sound.drafts and not found.problems), sound.header[at]


@EVERY_SOURCE
@pytest.mark.parametrize("bad", ["abc", "XXX", "2024-13-45", "5 ledna 2024", "1e30", "1.23E+11"])
def test_that_what_is_no_value_is_a_problem_or_a_text(bad: str, slug: str, tmp_path: Path) -> None:
    sound = sound_file(slug)
    for at in sound.read:
        header = sound.header[at].strip()
        found = outcome_of(sound.write(tmp_path, sound.with_cell(at, bad)), slug)
        if is_told(found, sound.first, header, bad):
            continue
        changed = changes(found, sound.drafts)
        allowed = TEXTS | {
            field for source, column, field in RESTS_ON_TEXT if (source, column) == (slug, header)
        }
        assert changed.keys() <= allowed, header
        assert "currency" not in changed
        keys = (changed.get("order_key"), changed.get("order_number"))
        assert bad != "1.23E+11" or bad not in keys, header
        assert found.problems == [] or all(problem.next_step for problem in found.problems)


@EVERY_SOURCE
def test_that_a_formula_for_nothing_is_nothing(slug: str, tmp_path: Path) -> None:
    sound = sound_file(slug)
    for at in sound.read:
        blank = outcome_of(sound.write(tmp_path, sound.with_cell(at, "")), slug)
        found = outcome_of(sound.write(tmp_path, sound.with_cell(at, '="-"')), slug)
        assert found.drafts == blank.drafts or is_told(found, sound.first, sound.header[at], '="-"')


@EVERY_SOURCE
def test_that_a_negative_price_is_never_taken_for_one(slug: str, tmp_path: Path) -> None:
    source = source_named(slug)
    assert source is not None
    if source.kind not in (DraftKind.SALE, DraftKind.PURCHASE):
        return  # a transfer may go either way, and a rate says so itself
    sound = sound_file(slug)
    for at in sound.read:
        header = sound.header[at]
        found = outcome_of(sound.write(tmp_path, sound.with_cell(at, "-5.00")), slug)
        changed = changes(found, sound.drafts)
        assert {"gross", "price"}.isdisjoint(changed) or header.casefold().endswith(
            ("discount", "discount amount", "platform")
        ), header


@EVERY_SOURCE
def test_that_a_spreadsheets_number_of_a_day_is_that_day_or_a_problem(slug: str, tmp_path: Path) -> None:
    sound = sound_file(slug)
    for at in sound.read:
        found = outcome_of(sound.write(tmp_path, sound.with_cell(at, "45356")), slug)
        for value in changes(found, sound.drafts).values():
            if isinstance(value, date):
                day = value.date() if isinstance(value, datetime) else value
                assert day == date(2024, 3, 5), sound.header[at]


@EVERY_SOURCE
def test_that_two_styles_of_decimals_in_one_column_are_never_mistaken(slug: str, tmp_path: Path) -> None:
    sound = sound_file(slug)
    first, *others = dict.fromkeys(int(str(draft["row"])) for draft in sound.drafts)
    other = others[0] if others else first
    for at in sound.read:
        rows = sound.with_cell(at, "1.234,56", first)
        rows[other - 1][at] = "7,654.32"
        found = outcome_of(sound.write(tmp_path, rows), slug)
        plain = sound.with_cell(at, "1234.56", first)
        plain[other - 1][at] = "7654.32"
        meant = outcome_of(sound.write(tmp_path, plain), slug)
        amounts = {
            name: value
            for name, value in changes(found, meant.drafts or sound.drafts).items()
            if isinstance(value, Decimal)
        }
        assert found.refusal or not amounts, (sound.header[at], amounts)


@EVERY_SOURCE
def test_that_a_file_with_the_columns_of_another_source_is_refused_naming_both(slug: str) -> None:
    source = source_named(slug)
    assert source is not None
    for other in SOURCES:
        if (other.family or other.slug) == (source.family or source.slug):
            continue
        both = [[*sound_file(slug).header, *sound_file(other.slug).header]]
        families = {each.family or each.slug for each in claimants(both)}
        assert families <= {source.family or slug, other.family or other.slug}


def claimants(head: list[Row]) -> tuple[Source, ...]:
    """The sources that claim a header; those that a refusal names if they are no family."""
    try:
        return identify(head, NAME)
    except FileError as error:
        refusal = error
    assert NAME in refusal.what
    assert refusal.next_step
    named = tuple(each for each in SOURCES if each.title in refusal.what)
    assert len({each.family or each.slug for each in named}) == 2
    return named
