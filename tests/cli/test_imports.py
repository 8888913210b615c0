"""`soleflip import` and what is done about an import afterwards, each a run of its own."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.cli.conftest import Ended, Soleflip, row_counts
from tests.unit.bad_files import BAD_FILES, REPORT, REPORT_ROWS, BadFile, as_text, records, with_cell

PURCHASES = """\
Style code,Product,Size,Price,Currency,Purchase date,Supplier
DD1391-100,Nike Dunk Low Retro White Black Panda,US 9,80.00,EUR,2022-05-02,Snipes
DD1391-100,Nike Dunk Low Retro White Black Panda,US 10,85.50,EUR,2022-05-02,Snipes
"""


def one_payout_changed() -> str:
    """The report with the payout of its second sale one euro higher, and the price to match."""
    rows = records()
    header = rows[0]
    for name in ("Total Gross Amount (Total Payout)", "Listing Price"):
        place = header.index(name)
        rows[2][place] = f"{Decimal(rows[2][place]) + 1}"
    return as_text(rows)


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    path = tmp_path / "changed.csv"
    path.write_text(one_payout_changed(), encoding="utf-8")
    return path


def test_that_an_import_answers_in_json_and_a_second_one_knows_the_file(
    soleflip: Soleflip, engine: Engine
) -> None:
    first = soleflip("import", REPORT, "--json")
    assert first.err == ""  # no progress bar in a pipe
    after_first = row_counts(engine)
    second = soleflip("import", REPORT, "--json")
    assert (first.status, second.status) == (0, 0)
    assert first.file["status"] == "imported"
    assert first.file["source"] == "stockx_sales"
    assert first.file["rows"] == first.file["new"] == REPORT_ROWS
    assert set(first.file["payout"]) == {"EUR"}
    assert first.file["error"] is None
    assert first.file["seconds"] > 0
    assert second.file["status"] == "known"
    assert second.file["known"] == second.file["rows"] == REPORT_ROWS
    assert second.file["new"] == 0
    assert second.file["payout"] == first.file["payout"]
    assert second.file["batch"] == first.file["batch"]
    assert row_counts(engine) == after_first


def test_that_a_file_read_again_is_compared_row_by_row(soleflip: Soleflip, engine: Engine) -> None:
    soleflip("import", REPORT)
    before = row_counts(engine)
    again = soleflip("import", REPORT, "--again", "--json")
    assert again.status == 0
    assert (again.file["status"], again.file["known"]) == ("known", REPORT_ROWS)
    assert row_counts(engine) == before


def test_that_a_changed_payout_is_shown_old_and_new(soleflip: Soleflip, changed: Path) -> None:
    soleflip("import", REPORT)
    checked = soleflip("import", changed, "--validate-only", "--json")
    assert (checked.status, checked.file["status"]) == (0, "valid")
    assert (checked.file["changed"], checked.file["known"]) == (1, REPORT_ROWS - 1)
    [difference] = checked.file["differences"]
    old, new = difference["fields"]["payout"]
    assert difference["row"] == 2
    assert Decimal(new) - Decimal(old) == 1
    told = soleflip("import", changed)
    assert (told.status, told.err) == (0, "")
    assert "1 changed" in told.out
    assert f"changed: row 2, {difference['key']}" in told.out
    assert f"payout: {old} → {new}" in told.out


def test_that_validate_only_writes_nothing_that_counts(soleflip: Soleflip, engine: Engine) -> None:
    before = row_counts(engine)
    ended = soleflip("import", REPORT, "--validate-only", "--json")
    assert ended.status == 0
    assert (ended.file["status"], ended.file["new"]) == ("valid", REPORT_ROWS)
    assert row_counts(engine) == before
    assert soleflip("status", "--json").json["waiting"] == []


def test_that_results_keep_the_order_given_while_purchases_go_first(
    soleflip: Soleflip, tmp_path: Path
) -> None:
    purchases = tmp_path / "purchases.csv"
    purchases.write_text(PURCHASES, encoding="utf-8")
    ended = soleflip("import", REPORT, tmp_path / "gone.csv", purchases, "--json")
    assert ended.status == 1
    assert [each["status"] for each in ended.json] == ["imported", "failed", "imported"]
    assert [each["source"] for each in ended.json] == ["stockx_sales", None, "purchases"]
    assert ended.json[0]["batch"] > ended.json[2]["batch"]
    assert "gone.csv is not there" in ended.json[1]["error"]


def test_that_rows_with_problems_hold_a_file_back_until_they_are_skipped(
    soleflip: Soleflip, engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "report.csv"
    path.write_text(with_cell("Listing Price", "abc", row=2), encoding="utf-8")
    before = row_counts(engine)
    held_back = soleflip("import", path)
    assert held_back.status == 1
    assert "--skip-problems" in held_back.err
    assert row_counts(engine) == before
    skipped = soleflip("import", path, "--skip-problems", "--json")
    assert skipped.status == 0
    assert (skipped.file["status"], skipped.file["new"]) == ("imported", REPORT_ROWS - 1)
    assert skipped.file["problems"] == 1
    [finding] = skipped.file["findings"]
    assert (finding["row_number"], finding["column"], finding["value"]) == (2, "Listing Price", "abc")


def test_that_undo_and_redo_take_back_and_bring_back_an_import(soleflip: Soleflip, engine: Engine) -> None:
    soleflip("import", REPORT)
    imported = row_counts(engine)["sales.sales"]
    undone = soleflip("undo")
    assert (undone.status, row_counts(engine)["sales.sales"]) == (0, 0)
    assert f"Undone: Import {REPORT.name}" in undone.out
    assert soleflip("imports", "--json").json[0]["status"] == "reverted"
    assert soleflip("redo").status == 0
    assert row_counts(engine)["sales.sales"] == imported
    assert soleflip("undo").status == 0
    nothing_left = soleflip("undo")
    assert nothing_left.status == 1
    assert "othing" in nothing_left.err


def test_that_a_revert_with_later_changes_names_the_ways_out(
    soleflip: Soleflip, engine: Engine, changed: Path
) -> None:
    batch = soleflip("import", REPORT, "--json").file["batch"]
    soleflip("import", changed)
    refused = soleflip("revert", batch)
    assert refused.status == 1
    assert "Import changed.csv" in refused.err
    assert "--keep-later" in refused.err
    assert "--include-later" in refused.err
    kept = soleflip("revert", batch, "--keep-later")
    assert kept.status == 0
    assert row_counts(engine)["sales.sales"] == 1


def test_that_an_import_is_reverted_by_its_number(soleflip: Soleflip, engine: Engine) -> None:
    batch = soleflip("import", REPORT, "--json").file["batch"]
    ended = soleflip("revert", batch)
    assert ended.status == 0
    assert f"Reverted import {batch} ({REPORT.name})" in ended.out
    assert row_counts(engine)["sales.sales"] == 0
    unknown = soleflip("revert", 999)
    assert unknown.status == 1
    assert "There is no import 999" in unknown.err


def test_that_imports_and_status_say_the_same_in_words_and_json(soleflip: Soleflip) -> None:
    soleflip("import", REPORT)
    [batch] = soleflip("imports", "--json").json
    table = soleflip("imports").out.splitlines()
    assert batch["file"] == REPORT.name
    assert REPORT.name in table[1]
    status = soleflip("status", "--json").json
    words = soleflip("status").out
    assert status["payout"] == batch["payout"]
    assert f"{float(status['payout']['EUR']):,.2f} EUR" in words
    assert status["undo"] == f"Import {REPORT.name}"
    assert f"cost known for {status['cost_known']} of {status['sales']} sales" in words


@pytest.mark.parametrize("name", ["sales.csv", "sales.xlsx"])
def test_that_sales_are_exported(soleflip: Soleflip, tmp_path: Path, name: str) -> None:
    soleflip("import", REPORT)
    ended = soleflip("export", "sales", tmp_path / name)
    assert ended.status == 0
    sales = soleflip("status", "--json").json["sales"]
    assert f"Wrote {sales} rows" in ended.out
    if name.endswith("csv"):
        text = (tmp_path / name).read_text(encoding="utf-8-sig")
        assert len(list(csv.reader(io.StringIO(text)))) == sales + 1


@pytest.fixture(scope="module")
def bad_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BadFile]:
    return {name: build(tmp_path_factory.mktemp("bad")) for name, build in BAD_FILES.items()}


def test_that_every_bad_file_is_told_and_changes_nothing(
    soleflip: Soleflip, engine: Engine, bad_files: dict[str, BadFile]
) -> None:
    soleflip("import", REPORT)
    before = row_counts(engine)
    ended = soleflip("import", *(bad.path for bad in bad_files.values()), "--json")
    assert ended.status == 1
    assert row_counts(engine) == before
    for (name, bad), result in zip(bad_files.items(), ended.json, strict=True):
        assert result["status"] == ("failed" if bad.refused else "problems"), name
        assert bad.refused == bool(result["error"]), name


def missing(fragments: Sequence[str], ended: Ended) -> list[str]:
    return [part for part in fragments if part not in ended.err]


def test_that_what_is_wrong_with_bad_files_is_on_stderr(
    soleflip: Soleflip, bad_files: dict[str, BadFile]
) -> None:
    ended = soleflip("import", *(bad.path for bad in bad_files.values()))
    assert ended.status == 1
    said = {name: missing(bad.fragments, ended) for name, bad in bad_files.items()}
    assert {name: parts for name, parts in said.items() if parts} == {}, ended.err


@pytest.mark.parametrize("name", ["empty", "impossible date", "folder"])
def test_that_one_bad_file_alone_ends_with_1(
    soleflip: Soleflip, bad_files: dict[str, BadFile], name: str
) -> None:
    ended = soleflip("import", bad_files[name].path)
    assert ended.status == 1
    assert missing(bad_files[name].fragments, ended) == []
