"""Sales without an order number: the same one in any file, order and overlap, and twins that stay two."""

import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from soleflip_desktop.db.engine import transaction
from soleflip_desktop.db.history import open_change_set
from soleflip_desktop.importers.base import Source
from soleflip_desktop.services.history import History
from tests.db.imports import imports_on
from tests.db.merging import API, NOTION, REPORT, TRACKER, Files, Row, sale


@pytest.fixture
def files(engine: Engine, tmp_path: Path) -> Files:
    return Files(imports_on(engine), tmp_path)


def orders(files: Files) -> list[object]:
    return [order for (order,) in files.sales("order_key")]


def test_that_a_repeated_file_without_order_numbers_is_known(files: Files) -> None:
    rows = [sale(Size="10", Gross="100"), sale(Size="10", Gross="90"), sale(Size="", Gross="")]
    assert files.bring(TRACKER, *rows) == {"new": 3}

    assert files.bring(TRACKER, *reversed(rows)) == {"known": 3}
    assert all(str(order).startswith("~2024-05-31#") for order in orders(files))


def test_that_real_twins_stay_two_however_often_and_wherever_they_come(files: Files) -> None:
    twin = sale(Size="10", Gross="100")
    assert files.bring(TRACKER, twin) == {"new": 1}
    assert files.bring(TRACKER, twin, twin) == {"known": 1, "new": 1}
    assert files.bring(TRACKER, twin) == {"known": 1}
    assert files.bring(TRACKER, twin, twin, name="other.csv") == {"known": 2}


def test_that_the_day_of_such_a_sale_is_cut_in_the_booking_time_zone(files: Files) -> None:
    # Half past midnight of 1 June in Berlin.
    files.bring(REPORT, sale(Order="1", Size="10", Sold="2024-05-31 22:30:00 +00"))

    assert files.bring(TRACKER, sale(Size="10", Sold="2024-05-31 10:00:00 +00")) == {"new": 1}
    assert files.bring(TRACKER, sale(Size="10", Sold="2024-06-01 10:00:00 +00")) == {"known": 1}


@pytest.mark.parametrize(
    "said",
    [
        {"Size": "10", "Gross": "100"},
        {"Size": "10", "Gross": ""},
        {"Size": "", "Gross": "100"},
        {"Size": "", "Gross": ""},
        {"Platform": "", "Size": "10", "Gross": "100"},
    ],
)
@pytest.mark.parametrize("report_first", [True, False])
def test_that_a_tracked_sale_is_the_platforms_whichever_comes_first(
    files: Files, said: Mapping[str, object], report_first: bool
) -> None:
    tracked: tuple[Source, Row] = (TRACKER, sale(**said))
    reported: tuple[Source, Row] = (REPORT, sale(Order="1", Size="10", Gross="100", Account="me"))
    for source, row in [reported, tracked] if report_first else [tracked, reported]:
        files.bring(source, row)

    fields = ("order_key", "platform", "account", "size", "gross")
    assert files.sales(*fields) == [("1", "stockx", "me", "US_M 10", "100.00")]
    for source, row in (reported, tracked):
        assert files.bring(source, row) == {"known": 1}


@pytest.mark.parametrize(
    "other",
    [
        {"Size": "11"},
        {"Gross": "90"},
        {"Style": "DH0587-100", "Product": "Jordan"},
        {"Sold": "2024-06-01 12:00:00 +00"},
        {"Platform": "ebay"},
    ],
)
def test_that_a_sale_that_differs_is_another_one(files: Files, other: Mapping[str, object]) -> None:
    files.bring(REPORT, sale(Order="1", Size="10", Gross="100"))
    assert files.bring(TRACKER, sale(**{"Size": "10", "Gross": "100", **other})) == {"new": 1}


def test_that_prices_of_two_currencies_do_not_tell_sales_apart(files: Files) -> None:
    files.bring(REPORT, sale(Order="1", Size="10", Gross="100", Currency="USD"))
    assert files.bring(TRACKER, sale(Size="10", Gross="92", Currency="EUR")) == {"known": 1}
    assert files.sales("gross", "currency") == [("100.00", "USD")]


@pytest.mark.parametrize("report_first", [True, False])
def test_that_an_ambiguous_sale_is_not_merged_but_warned_of(files: Files, report_first: bool) -> None:
    tracked: tuple[Source, list[Row]] = (TRACKER, [sale(Gross="")])
    reported: tuple[Source, list[Row]] = (
        REPORT,
        [sale(Order="1", Size="10", Gross="100"), sale(Order="2", Size="11", Gross="110")],
    )
    first, second = (reported, tracked) if report_first else (tracked, reported)
    files.bring(first[0], *first[1])
    staged = files.stage(second[0], *second[1])

    warned = [found for found in files.imports.importing.findings(staged.id, "warning")]
    assert {found.code for found in warned} == {"may_be_known"}
    if report_first:
        assert [found.message for found in warned] == ["The row may be the same sale as 1 or 2"]
    files.commit(staged)
    assert len(orders(files)) == 3
    for source, rows in (first, second):
        assert files.bring(source, *rows) == {"known": len(rows)}


def test_that_as_many_equal_rows_as_sales_are_these_sales(files: Files) -> None:
    files.bring(REPORT, sale(Order="1", Size="10", Gross="100"), sale(Order="2", Size="11", Gross="110"))
    assert files.bring(TRACKER, sale(Gross=""), sale(Gross="")) == {"known": 2}


def test_that_the_tracker_finds_its_sale_after_the_user_moved_its_day(files: Files) -> None:
    tracked = sale(Size="10", Gross="100")
    files.bring(TRACKER, tracked)
    files.bring(REPORT, sale(Order="1", Size="10", Gross="100"))
    with transaction(files.imports.engine) as connection:
        open_change_set(connection, "window", "typed")
        connection.execute(
            text("update sales.sales set sold_at = sold_at - interval '3 days', locked_fields = '{sold_at}'")
        )

    assert files.bring(TRACKER, tracked) == {"known": 1}


def test_that_a_price_filled_in_later_is_no_further_sale(files: Files) -> None:
    files.bring(TRACKER, sale(Size="10", Gross=""))
    assert files.bring(TRACKER, sale(Size="10", Gross="100")) == {"changed": 1}
    assert files.bring(TRACKER, sale(Size="10", Gross="100")) == {"known": 1}


def test_that_a_sale_named_by_its_number_in_the_same_file_is_not_taken_twice(files: Files) -> None:
    files.bring(REPORT, sale(Order="1", Size="10", Gross="100"))
    rows = [sale(Order="1", Size="10", Gross="100"), sale(Order="", Size="10", Gross="100")]
    assert files.bring(NOTION, *rows) == {"known": 1, "new": 1}


def test_that_an_adopted_sale_is_given_up_again_by_undo(files: Files, engine: Engine) -> None:
    files.bring(TRACKER, sale(Size="10", Gross="100"))
    before = files.sales("order_key", "gross", "account")
    files.bring(REPORT, sale(Order="1", Size="10", Gross="100", Account="me"))

    History(engine, "window").undo()
    assert files.sales("order_key", "gross", "account") == before
    History(engine, "window").redo()
    assert orders(files) == ["1"]


def test_that_a_platforms_report_brings_a_new_sale_beside_those_without_number(files: Files) -> None:
    files.bring(TRACKER, sale(Size="10", Gross="100"))
    reported = sale(Order="1", Size="10", Gross="100")
    assert files.bring(REPORT, reported, {**reported, "Order": "2"}) == {"changed": 1, "new": 1}


# What truly was sold: of each product and day, sales of different sizes and prices, some of them twice.
sold = st.lists(
    st.tuples(
        st.sampled_from(["DD1391-100", "DH0587-100"]),
        st.sampled_from(["2024-05-30", "2024-05-31"]),
        st.sampled_from(["10", "11"]),
        st.sampled_from(["100", "120"]),
    ),
    min_size=1,
    max_size=7,
)


SOURCES = (
    (TRACKER,),
    (REPORT, TRACKER),
    (API, TRACKER),
    (REPORT, NOTION, TRACKER),
    (REPORT, API, NOTION, TRACKER),
)


def told_by(source: Source, number: int, true: tuple[str, str, str, str]) -> Row:
    """What a source says of a sale: each its own mistakes, always the same ones."""
    code, day, size, gross = true
    row = {
        **sale(Style=code, Product=code, Size=size, Gross=gross, Sold=f"{day} 12:00:00 +00"),
        "Status": "completed",
        "Country": "",
        "Tracking": "",
    }
    if source is TRACKER:
        return {**row, "Country": "Italy"}
    order = {"Order": str(number)}
    if source is NOTION:
        return {**row, **order, "Country": "Italien", "Tracking": "by hand"}
    if source is API:
        return {**row, **order, "Country": "IT", "Fee": "10", "Payout": str(int(gross) - 10)}
    return {**row, **order, "Account": "me", "Country": "Italy", "Fee": "10", "Payout": str(int(gross) - 10)}


BOOKS = ("order_key", "product", "size", "sold_at", "gross", "payout", "buyer_country", "tracking_number")


def books(files: Files) -> Counter[tuple[object, ...]]:
    return Counter(
        ("~" if str(order).startswith("~") else order, *others) for order, *others in files.sales(*BOOKS)
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sold=sold, seed=st.integers(0, 2**32), sources=st.sampled_from(SOURCES))
def test_that_the_books_are_the_same_in_any_order_of_files_whole_or_overlapping(
    files: Files, sold: list[tuple[str, str, str, str]], seed: int, sources: tuple[Source, ...]
) -> None:
    randomly = random.Random(seed)
    whole = [(source, list(enumerate(sold))) for source in sources]
    empty(files)
    bring_all(files, whole)
    expected = books(files)
    assert sum(expected.values()) == len(sold)

    for _ in range(2):
        empty(files)
        parts = [part for source, rows in whole for part in overlapping(randomly, source, rows)]
        randomly.shuffle(parts)
        bring_all(files, parts)
        assert books(files) == expected
        bring_all(files, randomly.sample(parts, len(parts)), known=True)
        bring_all(files, whole, known=True)
        assert books(files) == expected


Part = tuple[Source, list[tuple[int, tuple[str, str, str, str]]]]


def bring_all(files: Files, parts: list[Part], *, known: bool = False) -> None:
    for source, rows in parts:
        came = files.bring(source, *(told_by(source, number, true) for number, true in rows))
        assert not known or came == {"known": len(rows)}


def overlapping(randomly: random.Random, source: Source, rows: list[tuple[int, Any]]) -> list[Part]:
    """Files that hold all rows together, some rows in two of them; twins of a file come in one."""
    if len(rows) == 1 or randomly.random() < 0.3:
        return [(source, randomly.sample(rows, len(rows)))]
    distinct = sorted({true for _, true in rows})
    first = set(randomly.sample(distinct, randomly.randint(1, len(distinct))))
    second = set(distinct) - first | set(randomly.sample(distinct, randomly.randint(0, len(distinct))))
    halves = ([row for row in rows if row[1] in half] for half in (first, second))
    return [(source, randomly.sample(half, len(half))) for half in halves if half]


def empty(files: Files) -> None:
    """Forgets all imports: a new database for every example takes too long."""
    with transaction(files.imports.engine) as connection:
        connection.execute(
            text(
                "truncate sales.sales, products.items, integration.import_batches,"
                " integration.import_records, integration.record_checks, integration.record_targets,"
                " integration.findings, integration.sale_marks cascade"
            )
        )


@pytest.mark.parametrize("report_first", [True, False])
def test_that_a_number_finds_its_sale_where_a_table_does_not_say_the_platform(
    files: Files, report_first: bool
) -> None:
    tracked = (TRACKER, sale(Order="1", Platform="", Gross="100"))
    reported = (REPORT, sale(Order="1", Gross="100"))
    for source, row in [reported, tracked] if report_first else [tracked, reported]:
        files.bring(source, row)
    assert files.sales("platform", "order_key", "gross") == [("stockx", "1", "100.00")]


def test_that_a_number_of_two_platforms_is_no_ones_without_the_platform(files: Files) -> None:
    files.bring(REPORT, sale(Order="1"), sale(Order="1", Platform="ebay"))
    assert files.bring(TRACKER, sale(Order="1", Platform="")) == {"new": 1}
