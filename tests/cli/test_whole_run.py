"""The whole road on the product's own server, in a folder with a space and an umlaut in its name."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from soleflip_desktop.bootstrap import embedded_server
from soleflip_desktop.paths import DataFolder
from tests.cli.conftest import REPORT, Ended, needs_report, run
from tests.postgres import discard, open_folder

PAYOUT = "Total Gross Amount (Total Payout)"


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A data folder on the embedded server, which is stopped and deleted at the end."""
    with open_folder() as place:
        folder = place / "daten ü größe"
        try:
            yield folder
        finally:
            discard(embedded_server(DataFolder(folder)), place)


def with_one_payout_changed(target: Path) -> Path:
    """A copy of the report whose tenth sale brought one euro more."""
    with REPORT.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for column in (PAYOUT, "Listing Price"):
        place = rows[0].index(column)
        rows[10][place] = f"{Decimal(rows[10][place]) + 1}"
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return target


@needs_report
def test_that_a_report_is_imported_changed_undone_reverted_and_exported(
    own_folder: Path, tmp_path: Path
) -> None:
    def soleflip(*arguments: object) -> Ended:
        ended = run("--data-dir", own_folder, *arguments)
        assert ended.status == 0, ended.err
        return ended

    first = soleflip("import", REPORT, "--json").file
    assert (first["status"], first["rows"], first["new"]) == ("imported", 600, 600)
    assert first["payout"] == {"EUR": "53891.97"}
    assert (first["warnings"], first["problems"], first["duplicates"]) == (149, 0, 0)

    second = soleflip("import", REPORT, "--json").file
    assert (second["status"], second["known"]) == ("known", 600)

    changed = soleflip("import", with_one_payout_changed(tmp_path / "changed.csv"), "--json").file
    assert (changed["changed"], changed["known"], changed["new"]) == (1, 599, 0)
    [difference] = changed["differences"]
    old, new = difference["fields"]["payout"]
    assert Decimal(new) - Decimal(old) == 1

    assert soleflip("status", "--json").json["payout"] == {"EUR": "53892.97"}
    soleflip("undo")
    assert soleflip("status", "--json").json["payout"] == {"EUR": "53891.97"}

    sales = tmp_path / "sales.csv"
    soleflip("export", "sales", sales)
    with sales.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 601

    soleflip("revert", first["batch"])
    assert soleflip("status", "--json").json["sales"] == 0
    assert all(each["ok"] for each in soleflip("doctor", "--json").json)
    assert not embedded_server(DataFolder(own_folder)).status().running


def test_that_the_self_test_passes_here() -> None:
    pytest.importorskip("soleflip_desktop.ui.selftest")
    ended = run("--selftest", QT_QPA_PLATFORM="offscreen")
    assert "FAILED" not in ended.out
    assert ended.status == 0, ended.out + ended.err
    names = [line.split(":")[0].split()[1] for line in ended.out.splitlines()]
    assert names == [
        "Server",
        "Server",
        "Migrations",
        "Driver",
        "Import",
        "Export",
        "XLSX",
        "Chart",
        "Window",
        "Licences",
    ]


def test_that_the_self_test_says_what_fails(tmp_path: Path) -> None:
    ended = run("--selftest", SOLEFLIP_POSTGRES_BIN=str(tmp_path), QT_QPA_PLATFORM="offscreen")
    assert ended.status == 1
    assert "FAILED  Server programs: No PostgreSQL server in" in ended.out
    assert "ok      XLSX" in ended.out


def test_that_the_demo_without_a_display_prints_figures_on_known_and_unknown_costs() -> None:
    ended = run("--demo", DISPLAY="", WAYLAND_DISPLAY="", DATABASE_URL="nonsense")
    assert ended.status == 0, ended.err
    assert "There is no display" in ended.out
    assert "400" in ended.out
    assert "(cost known for" in ended.out
