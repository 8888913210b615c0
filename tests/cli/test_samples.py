"""The sample files of the demo: always the same, and faultless."""

from datetime import timedelta
from pathlib import Path

from soleflip_desktop.importers.samples import FAULTS, SALES, sample_rates, write_sample_files
from tests.sources import open_source


def written(folder: Path, seed: int) -> list[bytes]:
    folder.mkdir()
    return [path.read_bytes() for path in write_sample_files(folder, seed)]


def test_that_a_seed_always_writes_the_same_files(tmp_path: Path) -> None:
    first = written(tmp_path / "first", 7)
    assert written(tmp_path / "second", 7) == first
    assert written(tmp_path / "third", 8) != first


def test_that_both_files_are_claimed_and_read_without_a_problem(tmp_path: Path) -> None:
    drafts = {}
    for path in write_sample_files(tmp_path):
        table, source = open_source(path)
        drafter = source.bind(table)
        chunks = [drafter.draft(chunk) for chunk in table.chunks()]
        assert [problem for chunk in chunks for problem in chunk.problems] == []
        drafts[source.slug] = sum(len(chunk.drafts) for chunk in chunks)
    assert drafts["stockx_sales"] == SALES
    assert 400 <= drafts["purchases"] <= 500


def test_that_wanted_faults_are_found_and_the_rest_is_read(tmp_path: Path) -> None:
    report = write_sample_files(tmp_path, faults=True)[1]
    table, source = open_source(report)
    chunks = [source.bind(table).draft(chunk) for chunk in table.chunks()]
    assert sum(len(chunk.drafts) for chunk in chunks) == SALES
    assert len({problem.row for chunk in chunks for problem in chunk.problems}) == FAULTS


def test_that_another_last_day_moves_the_days_and_nothing_else() -> None:
    first, later = sample_rates(), sample_rates(sample_rates()[0].day + timedelta(days=9))
    assert [(rate.currency, rate.per_eur) for rate in first] == [
        (rate.currency, rate.per_eur) for rate in later
    ]
    assert {each.day - rate.day for rate, each in zip(first, later, strict=True)} == {timedelta(days=9)}
