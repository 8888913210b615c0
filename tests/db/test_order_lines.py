"""Orders of several pairs in a table kept by hand, whose rows know no more than the order's number."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from soleflip_desktop.db.engine import transaction
from soleflip_desktop.db.history import open_change_set
from tests.db.imports import imports_on
from tests.db.merging import NOTION, REPORT, TRACKER, Files, Row, sale

DUNK = {"Style": "DD1391-100", "Product": "Dunk Low"}
JORDAN = {"Style": "555088-134", "Product": "Jordan 1 High"}
FIELDS = ("order_key", "line", "product", "size", "gross")


@pytest.fixture
def files(engine: Engine, tmp_path: Path) -> Files:
    return Files(imports_on(engine), tmp_path)


def pair(order: str = "W-1", size: str = "9", gross: str = "100", **cells: object) -> Row:
    return sale(**{"Order": order, "Size": size, "Gross": gross, **DUNK, **cells})


def test_that_equal_rows_of_one_order_are_two_pairs_however_often_they_come(files: Files) -> None:
    assert files.bring(TRACKER, pair(), pair()) == {"new": 2}
    assert files.sales("order_key", "size") == [("W-1", "US_M 9"), ("W-1/2", "US_M 9")]
    assert files.bring(TRACKER, pair(), pair()) == {"known": 2}
    assert files.bring(TRACKER, pair()) == {"known": 1}
    assert files.bring(TRACKER, pair("W-2"), pair(), pair(), pair()) == {"known": 2, "new": 2}
    assert [order for (order,) in files.sales("order_key")] == ["W-1", "W-1/2", "W-1/3", "W-2"]


def test_that_a_part_of_an_order_is_the_pairs_it_names(files: Files) -> None:
    rows = [pair(), pair(**JORDAN), pair(size="10")]
    files.bring(TRACKER, *rows)
    before = files.sales(*FIELDS)
    assert len(before) == 3

    for part in ([rows[1]], [rows[2]], [rows[2], rows[0]], rows[::-1]):
        assert files.bring(TRACKER, *part) == {"known": len(part)}
    assert files.bring(TRACKER, pair(size="11"), rows[1]) == {"known": 1, "new": 1}
    assert files.sales(*FIELDS) == [*before, ("W-1/4", "1", "Dunk Low", "US_M 11", "100.00")]


def test_that_a_price_corrected_in_one_of_several_rows_is_that_rows(files: Files) -> None:
    files.bring(TRACKER, pair(), pair(gross="90"), pair(**JORDAN))
    assert files.bring(TRACKER, pair(**JORDAN, gross="110"), pair(gross="90"), pair()) == {
        "known": 2,
        "changed": 1,
    }
    assert [row[2:] for row in files.sales(*FIELDS)] == [
        ("Dunk Low", "US_M 9", "100.00"),
        ("Dunk Low", "US_M 9", "90.00"),
        ("Jordan 1 High", "US_M 9", "110.00"),
    ]


def test_that_a_size_filled_in_later_is_no_further_pair(files: Files) -> None:
    files.bring(TRACKER, pair(size=""), pair(**JORDAN))
    assert files.bring(TRACKER, pair(), pair(**JORDAN)) == {"changed": 1, "known": 1}


def test_that_goods_corrected_in_a_whole_order_are_no_further_pair(files: Files) -> None:
    files.bring(TRACKER, pair(), pair(size="10", gross="120"))
    changed = [pair(), pair(size="10", gross="120", **JORDAN)]
    assert files.bring(TRACKER, *changed) == {"known": 1, "changed": 1}
    assert files.bring(TRACKER, *changed) == {"known": 2}


@pytest.mark.parametrize("hand_first", [True, False])
def test_that_an_order_of_one_pair_is_the_platforms_own(files: Files, hand_first: bool) -> None:
    by_hand = [(TRACKER, [pair(Product="My Dunk", Style="", gross="95")])]
    reported = [(REPORT, [pair(Account="me")])]
    for source, rows in by_hand + reported if hand_first else reported + by_hand:
        files.bring(source, *rows)
    assert files.sales("order_key", "account", "product", "gross") == [("W-1", "me", "Dunk Low", "100.00")]
    assert files.bring(TRACKER, *by_hand[0][1]) == {"known": 1}


def test_that_rows_find_the_lines_that_the_platform_gave_keys_of_its_own(files: Files) -> None:
    files.bring(REPORT, pair("W-1/111"), pair("W-1/222/5", **JORDAN), pair("W-10"))
    assert files.bring(TRACKER, pair(**JORDAN), pair()) == {"known": 2}


def test_that_two_rows_are_the_two_pairs_of_a_quantity(files: Files) -> None:
    files.bring(REPORT, pair())
    with transaction(files.imports.engine) as connection:
        open_change_set(connection, "window", "a second line")
        connection.execute(
            text("""
                insert into sales.sales (order_key, line, platform_id, account_id, product_id, size_id,
                                         sold_at, gross, currency, status)
                select order_key, 2, platform_id, account_id, product_id, size_id,
                       sold_at, gross, currency, status from sales.sales""")
        )
    assert files.bring(TRACKER, pair(), pair()) == {"known": 2}
    assert files.bring(TRACKER, pair(gross="200", size="")) == {"known": 1}


def test_that_an_order_number_of_two_platforms_belongs_to_either(files: Files) -> None:
    files.bring(TRACKER, pair(), pair(Platform="ebay", gross="80"))
    assert files.bring(TRACKER, pair(Platform="ebay", gross="80"), pair()) == {"known": 2}
    assert files.bring(TRACKER, pair(Platform="")) == {"new": 1}


def test_that_an_order_found_without_its_platform_is_known(files: Files) -> None:
    files.bring(TRACKER, pair(Platform=""), pair(Platform="", **JORDAN))
    assert files.bring(TRACKER, pair(**JORDAN), pair()) == {"changed": 2}
    assert files.bring(TRACKER, pair(Platform="", **JORDAN), pair(Platform="")) == {"known": 2}


def test_that_numbers_with_a_stroke_are_orders_of_their_own(files: Files) -> None:
    rows = [pair("2024/1"), pair("2024/2"), pair("2024/2"), pair("2024")]
    files.bring(TRACKER, *rows)
    assert [order for (order,) in files.sales("order_key")] == ["2024", "2024/1", "2024/2", "2024/2/2"]
    assert files.bring(TRACKER, *rows[::-1]) == {"known": 4}


def test_that_a_repeated_row_of_a_source_with_keys_is_a_repetition(files: Files) -> None:
    staged = files.stage(NOTION, pair(), pair())
    assert (staged.counts.new, staged.counts.duplicates) == (1, 1)


SHEET = st.lists(
    st.tuples(st.sampled_from("AB"), st.sampled_from(["9", "10"]), st.sampled_from([True, False])),
    min_size=1,
    max_size=8,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheet=SHEET, cuts=st.lists(st.integers(0, 8), max_size=3), seed=st.integers(0, 99))
def test_that_a_sheet_is_itself_in_parts_and_any_order(
    files: Files, sheet: Sequence[tuple[str, str, bool]], cuts: Sequence[int], seed: int
) -> None:
    prefix = f"{seed}-{files.imports.one('select count(*) from sales.sales')}"
    rows = [pair(f"{prefix}{order}", size, **(DUNK if dunk else JORDAN)) for order, size, dunk in sheet]
    shuffled = random.Random(seed)
    before = files.imports.one("select count(*) from sales.sales")
    for cut in cuts:
        if part := rows[:cut]:
            files.bring(TRACKER, *shuffled.sample(part, len(part)))
    files.bring(TRACKER, *rows)
    assert files.imports.one("select count(*) from sales.sales") == before + len(rows)
    assert files.bring(TRACKER, *shuffled.sample(rows, len(rows))) == {"known": len(rows)}
