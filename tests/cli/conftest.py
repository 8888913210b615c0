"""Real runs of the program, as a user's console starts them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

REPORT = Path(__file__).resolve().parents[3] / "shared" / "data" / "stockx_sales_report.csv"
needs_report = pytest.mark.skipif(not REPORT.is_file(), reason=f"{REPORT.name} is not beside this checkout")
OWN_VARIABLES = ("DATABASE_URL", "DATABASE_POOL_SIZE", "LOG_LEVEL", "SOLEFLIP_DATA_DIR", "QT_QPA_PLATFORM")


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that has ended: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def file(self) -> dict[str, Any]:
        """The result of the only file of an import."""
        [result] = self.json
        assert isinstance(result, dict)
        return result


Soleflip = Callable[..., Ended]


def environment(**variables: str) -> dict[str, str]:
    """This process's environment without what would lead a run elsewhere, and with `variables`."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN_VARIABLES}
    return kept | {"PYTHONWARNINGS": "error", "PYTHONIOENCODING": "utf-8"} | variables


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "soleflip_desktop", *map(str, arguments)]


def run(*arguments: object, **variables: str) -> Ended:
    done = subprocess.run(
        command(*arguments),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env=environment(**variables),
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    return tmp_path / "data ü"


@pytest.fixture
def soleflip(database_url: str, data_folder: Path) -> Soleflip:
    """Runs `soleflip` with these arguments on the test's own database."""

    def run_here(*arguments: object, **variables: str) -> Ended:
        here = {"DATABASE_URL": database_url, "SOLEFLIP_DATA_DIR": str(data_folder)}
        return run(*arguments, **(here | variables))

    return run_here


def row_counts(engine: Engine) -> dict[str, int]:
    """Rows of every table in which an import would leave something that counts."""
    tables = text("select schemaname || '.' || tablename from pg_tables where schemaname = any(:schemas)")
    with engine.connect() as connection:
        found = connection.execute(tables, {"schemas": ["core", "products", "sales"]}).scalars().all()
        return {
            each: connection.execute(text(f"select count(*) from {each}")).scalar_one()
            for each in sorted(found)
        }
