"""What the command line accepts, and what it imports to do it."""

import subprocess
import sys
from pathlib import Path

import pytest

from soleflip_desktop import __version__
from tests.cli.conftest import Soleflip, environment, run


def test_that_the_version_is_printed_without_a_database() -> None:
    ended = run("--version", DATABASE_URL="nonsense")
    assert (ended.status, ended.out) == (0, f"SoleFlip {__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["improt", "x.csv"],
        ["import"],
        ["export", "profits", "x.csv"],
        ["revert"],
        ["revert", "one"],
        ["revert", "1", "--keep-later", "--include-later"],
        ["status", "--jsno"],
        ["--data-dir"],
    ],
)
def test_that_wrong_usage_ends_with_2_and_says_why(arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.status == 2
    assert ended.out == ""
    assert ended.err.startswith("usage: soleflip")


def test_that_no_command_imports_qt(tmp_path: Path, database_url: str) -> None:
    program = """if True:
        import sys
        from soleflip_desktop.__main__ import main
        folder, target = sys.argv[1:]
        for arguments in (["status"], ["imports", "--json"], ["import", "nowhere.csv"], ["undo"], ["redo"],
                          ["continue", "1"], ["discard", "1"], ["revert", "1"], ["doctor"],
                          ["export", "sales", target]):
            main([*arguments, "--data-dir", folder])
        found = [name for name in sys.modules if name.startswith(("PySide6", "pyqtgraph"))]
        found += [name for name in sys.modules if name.startswith("soleflip_desktop.ui")]
        sys.exit(f"imported: {found}" if found else 0)
    """
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "data"), str(tmp_path / "sales.csv")],
        capture_output=True,
        encoding="utf-8",
        env=environment(DATABASE_URL=database_url),
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "sales.csv").is_file()


def test_that_a_bug_is_told_in_one_line_and_its_traceback_kept(database_url: str, data_folder: Path) -> None:
    program = """if True:
        import sys
        from soleflip_desktop.__main__ import main
        from soleflip_desktop.services.importing import Importing
        Importing.history = lambda self: 1 / 0
        sys.exit(main(["imports"]))
    """
    variables = {"DATABASE_URL": database_url, "SOLEFLIP_DATA_DIR": str(data_folder)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        env=environment(**variables),
        timeout=120,
        check=False,
    )
    log = data_folder / "logs" / "soleflip.log"
    assert done.returncode == 70
    assert len(done.stderr.splitlines()) == 1
    assert str(log) in done.stderr
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_that_the_version_costs_neither_settings_nor_database() -> None:
    program = """if True:
        import sys
        from soleflip_desktop.__main__ import main
        try:
            main(["--version"])
        except SystemExit:
            pass
        heavy = {"pydantic", "sqlalchemy", "alembic", "psycopg", "pandas", "openpyxl", "tqdm", "numpy"}
        sys.exit(f"imported: {heavy & set(sys.modules)}" if heavy & set(sys.modules) else 0)
    """
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
def test_that_a_window_without_a_display_is_refused_in_words(soleflip: Soleflip) -> None:
    ended = soleflip(DISPLAY="", WAYLAND_DISPLAY="")
    assert ended.status == 1
    assert "There is no display" in ended.err
    assert "--demo" in ended.err


def test_that_the_data_folder_may_stand_before_and_behind_the_command(
    soleflip: Soleflip, tmp_path: Path
) -> None:
    before = soleflip("--data-dir", tmp_path / "before", "status", "--json")
    behind = soleflip("status", "--json", "--data-dir", tmp_path / "behind")
    assert before.json["data_folder"] == str(tmp_path / "before")
    assert behind.json["data_folder"] == str(tmp_path / "behind")


def test_that_a_wrong_settings_file_is_told_without_a_traceback(
    soleflip: Soleflip, data_folder: Path
) -> None:
    data_folder.mkdir()
    (data_folder / "settings.json").write_text('{"import_chunk_rows": "many"}', encoding="utf-8")
    ended = soleflip("status")
    assert ended.status == 1
    assert str(data_folder / "settings.json") in ended.err
    assert "'many'" in ended.err


def test_that_a_database_out_of_reach_is_told_without_its_password(data_folder: Path) -> None:
    url = "postgresql://me:geheim@127.0.0.1:1/nowhere"
    ended = run("status", DATABASE_URL=url, SOLEFLIP_DATA_DIR=str(data_folder))
    checked = run("doctor", "--json", DATABASE_URL=url, SOLEFLIP_DATA_DIR=str(data_folder))
    assert (ended.status, checked.status) == (1, 1)
    assert "database does not answer" in ended.err
    assert [each["name"] for each in checked.json if not each["ok"]] == ["Server"]
    log = (data_folder / "logs" / "soleflip.log").read_text(encoding="utf-8")
    assert "geheim" not in ended.err + ended.out + checked.err + checked.out + log


def test_that_doctor_reports_folder_server_migrations_and_settings(
    soleflip: Soleflip, data_folder: Path
) -> None:
    ended = soleflip("doctor", "--json")
    assert ended.status == 0
    found = {each["name"]: each["detail"] for each in ended.json}
    assert found["Data folder"] == str(data_folder)
    assert found["Server"].startswith("PostgreSQL ")
    assert "newest" in found["Migrations"]
    assert "pool size 5" in found["Settings"]


def test_that_doctor_hides_the_password_of_the_database(data_folder: Path, database_url: str) -> None:
    with_password = database_url.replace("//postgres@", "//postgres:geheim@")
    ended = run("doctor", DATABASE_URL=with_password, SOLEFLIP_DATA_DIR=str(data_folder), LOG_LEVEL="DEBUG")
    log = (data_folder / "logs" / "soleflip.log").read_text(encoding="utf-8")
    assert "geheim" not in ended.out + ended.err + log
