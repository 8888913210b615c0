"""`soleflip import` of exchange rates, as a console does it."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.benchmarks.rates_files import rates as made_up
from tests.benchmarks.rates_files import write_daily, write_history
from tests.cli.conftest import Soleflip, row_counts


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return write_history(tmp_path / "eurofxref-hist.csv", 40)


def test_that_rates_are_imported_told_in_json_and_known_the_second_time(
    soleflip: Soleflip, history: Path, engine: Engine
) -> None:
    first = soleflip("import", history, "--json")
    assert (first.status, first.err) == (0, "")
    assert (first.file["source"], first.file["status"]) == ("ecb_rates", "imported")
    assert (first.file["new"], first.file["payout"]) == (40, {})
    assert row_counts(engine)["core.rate_days"] == 40
    before = row_counts(engine)
    again = soleflip("import", history, "--again", "--json")
    assert (again.status, again.file["status"], again.file["known"]) == (0, "known", 40)
    assert row_counts(engine) == before


def test_that_an_import_of_rates_is_undone(soleflip: Soleflip, history: Path, engine: Engine) -> None:
    before = row_counts(engine)
    batch = soleflip("import", history, "--json").file["batch"]
    undone = soleflip("revert", batch)
    assert (undone.status, undone.err) == (0, "")
    assert row_counts(engine) == before


def test_that_a_changed_day_is_told_by_its_day_and_currency(
    soleflip: Soleflip, history: Path, tmp_path: Path
) -> None:
    soleflip("import", history)
    day, of_day = made_up(1)[0]
    daily = write_daily(tmp_path / "eurofxref.csv", day, {**of_day, "USD": "2.5"})
    checked = soleflip("import", daily, "--validate-only", "--json")
    [difference] = checked.file["differences"]
    assert difference["key"] == str(day)
    assert difference["fields"]["USD"][1] == "2.5"
