"""The watch folder: files are taken once they rest, and put away with a reason if they failed."""

from pathlib import Path

import pytest

from soleflip_desktop.errors import UserError
from soleflip_desktop.services.watch_folder import WatchFolder


def test_that_a_file_is_taken_once_it_has_stopped_growing(tmp_path: Path) -> None:
    watched, file = WatchFolder(tmp_path), tmp_path / "report.csv"
    file.write_text("a")
    assert watched.arrived() == []
    file.write_text("a,b")
    assert watched.arrived() == []
    assert watched.arrived() == [file]
    assert watched.arrived() == []


def test_that_unfinished_hidden_and_empty_files_and_folders_are_left_alone(tmp_path: Path) -> None:
    for name in ("report.csv.part", "report.crdownload", "~$book.xlsx", ".hidden"):
        (tmp_path / name).write_text("x")
    (tmp_path / "empty.csv").touch()
    (tmp_path / "imported").mkdir()
    watched = WatchFolder(tmp_path)
    assert [watched.arrived() for _ in range(3)] == [[], [], []]


def test_that_a_file_is_put_away_beside_its_reason_and_never_over_another(tmp_path: Path) -> None:
    watched = WatchFolder(tmp_path)
    for number in range(2):
        file = tmp_path / "report.csv"
        file.write_text(str(number))
        watched.put_away(file, "report.csv holds no rows")
    failed = tmp_path / "failed"
    assert (failed / "report.csv").read_text() == "0"
    assert (failed / "report (2).csv").read_text() == "1"
    assert (failed / "report (2).csv.txt").read_text(encoding="utf-8") == "report.csv holds no rows\n"


def test_that_a_file_that_comes_again_is_taken_again(tmp_path: Path) -> None:
    watched, file = WatchFolder(tmp_path), tmp_path / "report.csv"
    for _ in range(2):
        file.write_text("a")
        watched.arrived()
        assert watched.arrived() == [file]
        watched.put_away(file)
    assert {path.name for path in (tmp_path / "imported").iterdir()} == {"report.csv", "report (2).csv"}


def test_that_a_folder_that_is_gone_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gone cannot be read.*settings"):
        WatchFolder(tmp_path / "gone").arrived()
