"""Files of exchange rates: a day is a row, the history keeps days, figures convert by what they hold."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.db.batches import differences_of
from soleflip_desktop.db.engine import transaction
from soleflip_desktop.db.history import LaterChanges, OnLaterChanges
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.review import Pile
from soleflip_desktop.services.figures import Figures
from soleflip_desktop.services.history import History
from soleflip_desktop.services.opened_files import in_order
from soleflip_desktop.services.problem_rows import ProblemRows
from soleflip_desktop.services.reviewing import Reviewing
from tests.benchmarks.rates_files import CURRENCIES, rates, write_daily, write_history
from tests.db.imports import Imports, imports_on, report
from tests.db.ledger import Ledger

RATES = "select day, currency, per_eur from core.exchange_rates"


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


@pytest.fixture
def history(engine: Engine) -> History:
    return History(engine, "window")


def file(path: Path, days: Mapping[str, str], header: str = "Date,USD,GBP,EEK,") -> Path:
    """A file with the cells of each day as they would stand in it."""
    lines = [header, *(f"{day},{cells}," for day, cells in days.items())]
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
    return path


def known(imports: Imports) -> dict[tuple[str, str], Decimal]:
    """All rates, by day and currency."""
    return {(str(day), code): rate for day, code, rate in imports.rows(RATES)}


@pytest.fixture
def two_days(tmp_path: Path) -> Path:
    days = {"2024-03-28": "1.0811,163.45,0.8551,N/A", "2010-12-30": "1.3280,107.96,0.85765,15.6466"}
    return file(tmp_path / "two.csv", days, HEADER)


HEADER = "Date,USD,JPY,GBP,EEK,"


def test_that_every_rate_of_a_history_is_there_and_nothing_where_there_was_none(
    imports: Imports, tmp_path: Path
) -> None:
    batch = imports.run(write_history(tmp_path / "eurofxref-hist.csv", 600, last_day=date(2008, 6, 30)))
    assert (batch.status, batch.counts.new, batch.counts.problems) == ("imported", 600, 0)
    assert (batch.first_day, batch.last_day) == (date(2006, 3, 14), date(2008, 6, 30))
    assert known(imports) == {
        (str(day), code): Decimal(rate)
        for day, of_day in rates(600, date(2008, 6, 30))
        for code, rate in of_day.items()
        if rate != "N/A"
    }
    assert {code for _, code in known(imports)} >= {"CYP", "MTL", "SIT", "EEK"}  # gone, and kept


def test_that_the_file_of_a_day_adds_that_day(imports: Imports, tmp_path: Path) -> None:
    imports.run(write_history(tmp_path / "hist.csv", 20))
    before = known(imports)
    today, of_day = rates(1, date(2026, 4, 14), seed=2)[0]
    batch = imports.run(write_daily(tmp_path / "daily.csv", today, of_day))
    assert (batch.counts.new, batch.last_day) == (1, date(2026, 4, 14))
    added = {key: rate for key, rate in known(imports).items() if key not in before}
    assert added == {("2026-04-14", code): Decimal(rate) for code, rate in of_day.items() if rate != "N/A"}


def test_that_a_file_with_fewer_currencies_or_another_order_tells_nothing_new(
    imports: Imports, tmp_path: Path
) -> None:
    imports.run(write_history(tmp_path / "hist.csv", 50))
    before = imports.contents()
    some = sorted(CURRENCIES, reverse=True)[::2]
    again = imports.run(write_history(tmp_path / "fewer.csv", 30, currencies=sorted({*some, "JPY", "USD"})))
    assert (again.status, again.counts.known, again.counts.changed) == ("known", 30, 0)
    assert imports.contents() == before


def test_that_a_corrected_rate_and_a_new_currency_are_changes_that_name_the_currency(
    imports: Imports, two_days: Path, tmp_path: Path
) -> None:
    imports.run(two_days)
    days = {"2024-03-28": "1.0811,N/A,0.86,0.95", "2010-12-30": "1.328,N/A,N/A,N/A"}
    batch = imports.stage(file(tmp_path / "later.csv", days, "Date,USD,JPY,GBP,CHF,"))
    assert (batch.counts.changed, batch.counts.known) == (1, 1)
    with transaction(imports.engine) as connection:
        [difference] = differences_of(connection, batch.id)
    assert difference.key == "2024-03-28"
    assert difference.fields == {"GBP": ("0.8551", "0.86"), "CHF": (None, "0.95")}
    imports.importing.commit(batch.id, Control())
    assert known(imports)["2024-03-28", "GBP"] == Decimal("0.86")
    assert known(imports)["2024-03-28", "CHF"] == Decimal("0.95")
    assert known(imports)["2024-03-28", "JPY"] == Decimal("163.45")
    assert known(imports)["2010-12-30", "EEK"] == Decimal("15.6466")


def test_that_an_undo_removes_what_a_file_added_and_restores_what_it_changed(
    imports: Imports, history: History, two_days: Path, tmp_path: Path
) -> None:
    empty = imports.contents()
    first = imports.run(two_days)
    before = imports.contents()
    days = {"2024-03-28": "1.2,N/A,0.86,0.95", "2024-03-29": "1.3,160,0.8,0.96"}
    second = imports.run(file(tmp_path / "later.csv", days, "Date,USD,JPY,GBP,CHF,"))
    after = imports.contents()
    history.revert_import(second.id)
    assert same(imports.contents(), before)
    history.redo()
    assert same(imports.contents(), after)
    history.undo()
    history.revert_import(first.id)
    assert same(imports.contents(), empty)


def test_that_an_older_file_is_undone_under_a_newer_one_only_on_demand(
    imports: Imports, history: History, two_days: Path, tmp_path: Path
) -> None:
    first = imports.run(two_days)
    imports.run(file(tmp_path / "later.csv", {"2024-03-28": "1.2,163.45,0.8551,N/A"}, HEADER))
    with pytest.raises(LaterChanges):
        history.revert_import(first.id)
    history.revert_import(first.id, OnLaterChanges.KEEP)
    assert set(known(imports)) == {("2024-03-28", code) for code in ("USD", "JPY", "GBP")}
    assert known(imports)["2024-03-28", "USD"] == Decimal("1.2")


def test_that_a_rate_the_user_typed_stays_above_every_file(
    imports: Imports, history: History, two_days: Path
) -> None:
    with imports.engine.begin() as connection:
        connection.execute(
            text("insert into core.exchange_rates (day, currency, per_eur) values ('2024-03-28', 'USD', 2)")
        )
    batch = imports.run(two_days)
    assert known(imports)["2024-03-28", "USD"] == 2
    assert known(imports)["2024-03-28", "GBP"] == Decimal("0.8551")
    assert imports.run(two_days).status == "known"
    history.revert_import(batch.id)
    assert known(imports) == {("2024-03-28", "USD"): 2}


def test_that_broken_days_are_problems_and_a_doubled_one_counts_once(
    imports: Imports, tmp_path: Path
) -> None:
    source = Path(__file__).parent.parent / "golden" / "ecb_rates" / "broken_days.csv"
    batch = imports.run(source)
    assert (batch.counts.rows, batch.counts.new) == (14, 3)
    assert (batch.counts.problems, batch.counts.duplicates, batch.counts.warnings) == (10, 1, 1)
    [warned] = imports.importing.warnings(batch.id)
    assert warned.first.message == "The row repeats row 13 with other values; row 13 counts"
    assert known(imports)["2024-03-19", "USD"] == Decimal("1.0854")
    assert {day for day, _ in known(imports)} == {"2024-03-28", "2024-03-19"}
    # To be corrected and dropped again; the row that was cut off is filled up.
    exported = tmp_path / "problems.csv"
    assert ProblemRows(imports.engine).export(batch.id, exported, Control()) == 10
    assert imports.stage(exported).counts.problems == 9


def test_that_a_day_in_the_future_is_a_problem(imports: Imports, tmp_path: Path) -> None:
    later = date.today() + timedelta(days=10)  # noqa: DTZ011 - as the check asks
    batch = imports.stage(file(tmp_path / "a.csv", {str(later): "1,2,3,4", "2024-03-28": "1,2,3,4"}, HEADER))
    assert (batch.counts.problems, batch.counts.new) == (1, 1)
    row = Reviewing(imports.engine).page(batch.id, [1])[0]
    assert (row.verdict, row.fault and row.fault.header) == ("problem", "Date")


def test_that_a_column_that_is_no_currency_is_noticed_and_not_read(imports: Imports, tmp_path: Path) -> None:
    path = file(tmp_path / "a.csv", {"2024-03-28": "1.0811,163.45,1,99"}, "Date,USD,JPY,EUR,Average,")
    assert imports.run(path).notices == ('Column "Average" names no currency and is not read',)
    assert {code for _, code in known(imports)} == {"USD", "JPY"}


def test_that_an_archive_is_read_like_the_file_in_it(imports: Imports, tmp_path: Path) -> None:
    history = write_history(tmp_path / "eurofxref-hist.csv", 20)
    with ZipFile(tmp_path / "eurofxref-hist.zip", "w") as archive:
        archive.write(history, history.name)
    assert imports.run(tmp_path / "eurofxref-hist.zip").counts.new == 20
    assert imports.run(history).status == "known"


def test_that_made_up_rates_of_the_sample_give_way_to_those_of_a_file(
    imports: Imports, two_days: Path
) -> None:
    made_up = """
        with batch as (
            insert into integration.import_batches (file_name, file_path, status)
            values ('sample.csv', 'sample.csv', 'imported') returning id)
        insert into core.exchange_rates select '2024-03-28', 'USD', 9, id from batch"""
    with imports.engine.begin() as connection:
        connection.execute(text(made_up))
    imports.run(two_days)
    assert known(imports)["2024-03-28", "USD"] == Decimal("1.0811")


def test_that_the_review_lists_days_with_their_rates(imports: Imports, two_days: Path) -> None:
    batch = imports.stage(two_days)
    reviewing = Reviewing(imports.engine)
    [newer, older] = reviewing.page(batch.id, reviewing.ids(batch.id, order=(("day", True),)))
    assert (newer.verdict, newer.day, newer.pairs) == ("new", date(2024, 3, 28), 3)
    assert newer.product == "USD 1.0811, GBP 0.8551, JPY 163.45"
    assert older.product == "USD 1.3280, GBP 0.85765, JPY 107.96, EEK 15.6466"
    assert list(reviewing.ids(batch.id, search="eek")) == [older.id]
    assert reviewing.piles(batch.id).of(Pile.NEW) == 2


def test_that_a_day_left_out_stays_out(imports: Imports, two_days: Path) -> None:
    batch = imports.stage(two_days)
    Reviewing(imports.engine).take(batch.id, [2], taken=False)
    done = imports.importing.commit(batch.id, Control())
    assert (done.counts.new, done.first_day) == (1, date(2024, 3, 28))
    assert {day for day, _ in known(imports)} == {"2024-03-28"}


def test_that_a_corrected_cell_makes_its_day_importable(imports: Imports, tmp_path: Path) -> None:
    batch = imports.stage(file(tmp_path / "a.csv", {"2024-03-28": "-1.0811,163.45,0.8551,N/A"}, HEADER))
    reviewing = Reviewing(imports.engine)
    [row] = reviewing.page(batch.id, [1])
    assert row.fault is not None
    assert (row.fault.header, row.fault.text) == ("USD", "-1.0811")
    assert row.written == {"day": "2024-03-28"}
    corrected = reviewing.correct(batch.id, 1, "USD", "1.0811", Control())
    assert (corrected.counts.problems, corrected.counts.new) == (0, 1)
    imports.importing.commit(batch.id, Control())
    assert known(imports)["2024-03-28", "USD"] == Decimal("1.0811")


def test_that_days_lost_in_a_crash_are_drafted_again(imports: Imports, two_days: Path) -> None:
    batch = imports.stage(two_days)
    with imports.engine.begin() as connection:
        connection.execute(text("truncate integration.staged_rates"))
    assert imports.importing.resume(batch.id, Control()).counts.new == 2
    imports.importing.commit(batch.id, Control())
    assert len(known(imports)) == 7


def test_that_days_checked_before_another_file_came_are_checked_again(
    imports: Imports, two_days: Path, tmp_path: Path
) -> None:
    waiting = imports.stage(two_days)
    imports.run(file(tmp_path / "other.csv", {"2024-03-28": "1.0811,163.45,0.8,N/A"}, HEADER))
    done = imports.importing.commit(waiting.id, Control())
    assert (done.counts.new, done.counts.changed) == (1, 1)
    assert known(imports)["2024-03-28", "GBP"] == Decimal("0.8551")


def test_that_figures_follow_rates_that_come_and_go(
    engine: Engine, imports: Imports, history: History, two_days: Path
) -> None:
    with engine.begin() as connection:
        Ledger(connection).sale(payout="100.00", currency="USD", sold_at="2024-03-30 12:00+00")
    figures = Figures(engine)
    figures.keep()
    assert figures.monthly("sale")[0].payout == 0
    batch = imports.run(two_days)
    assert figures.monthly("sale")[0].payout == Decimal("92.50")
    figures.keep()
    history.revert_import(batch.id)
    assert figures.monthly("sale")[0].payout == 0


def test_that_rates_come_before_the_sales_that_were_dropped_with_them(
    imports: Imports, two_days: Path, tmp_path: Path
) -> None:
    sales = report(tmp_path / "a_report.csv", 2)
    opened = [each for path in (sales, two_days) for each in imports.importing.open(path, Control()).files]
    assert [each.path for each in in_order(opened)] == [two_days, sales]


def test_that_a_day_leads_to_the_row_of_the_file_that_gave_it(imports: Imports, two_days: Path) -> None:
    imports.run(two_days)
    sources = "select row_number from core.rate_days d, integration.sources_of('core.rate_days', d.id)"
    assert imports.rows(f"{sources} where day = '2010-12-30'") == [(2,)]


def same(mine: Mapping[str, list[Any]], theirs: Mapping[str, list[Any]]) -> bool:
    """Whether days and rates are the same; a row that went and came again has another version."""
    rates = mine["core.exchange_rates"] == theirs["core.exchange_rates"]
    return rates and days_of(mine) == days_of(theirs)


def days_of(contents: Mapping[str, list[Any]]) -> list[Any]:
    return [row[:4] for row in contents["core.rate_days"]]
