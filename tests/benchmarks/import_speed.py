"""A whole import against a bare `\\copy` of the same file, in turn on one server.

    uv run python -m tests.benchmarks.import_speed --rows 100000 --json

The import is steps 1 to 5 and 7 of docs/architecture.md: products, sizes, matching to stock and history
included. Every round has databases of its own on one embedded server with the settings the product ships.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, make_url, text

from soleflip_desktop.db.binaries import find_binaries
from soleflip_desktop.db.engine import connect_engine
from soleflip_desktop.db.migrate import Migrations
from soleflip_desktop.domain.brands import read_brand_table
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.paths import shipped
from soleflip_desktop.services.importing import Importing
from soleflip_desktop.settings import Settings
from tests.benchmarks.stockx_files import HEADER, write_purchases, write_report
from tests.postgres import discard, open_folder, server_in

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue


@dataclass(frozen=True)
class Import:
    """What one import took; seconds, and the peak memory of its program in MB."""

    seconds: float
    steps: dict[str, float]
    memory_mb: float
    matched: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stock", type=int, default=0, help="pairs bought before, to be matched")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    result = measure(wanted.rows, wanted.rounds, wanted.stock)
    sys.stdout.write(json.dumps(result) + "\n" if wanted.json else _in_words(result))


def measure(rows: int, rounds: int, stock: int) -> dict[str, object]:
    """Medians over `rounds`, after a first round that does not count."""
    with open_folder() as folder:
        report, purchases = folder / "report.csv", folder / "purchases.csv"
        write_report(report, rows)
        if stock:
            write_purchases(purchases, stock)
        with _server(folder) as url:
            pairs = [
                (bare_copy(url, report), whole_import(url, report, purchases if stock else None))
                for _ in range(rounds + 1)
            ][1:]
        size = report.stat().st_size
    copies, imports = zip(*pairs, strict=True)
    middle = statistics.median
    return {
        "rows": rows,
        "megabytes": round(size / 1e6, 1),
        "rounds": rounds,
        "matched": imports[0].matched,
        "copy_seconds": round(middle(copies), 3),
        "import_seconds": round(middle(each.seconds for each in imports), 3),
        "ratio": round(middle(each.seconds / copy for copy, each in pairs), 2),
        "microseconds_per_row": round(middle(each.seconds for each in imports) / rows * 1e6, 1),
        "steps": {step: round(middle(each.steps[step] for each in imports), 3) for step in imports[0].steps},
        "memory_mb": round(max(each.memory_mb for each in imports), 1),
    }


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    server = server_in(folder, settings={})  # those the product ships: fsync is on
    try:
        yield server.url()
    finally:
        discard(server, folder)


@contextmanager
def _database(url: str) -> Iterator[str]:
    """A new database; the server has written out what came before, so that rounds start alike."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("drop database if exists benchmark with (force)"))
        connection.execute(text("create database benchmark"))
        connection.execute(text("checkpoint"))
        yield make_url(url).set(database="benchmark").render_as_string(hide_password=False)
        connection.execute(text("drop database benchmark with (force)"))
    engine.dispose()


def bare_copy(url: str, report: Path) -> float:
    """Seconds that psql needs to `\\copy` the file into a table of text columns."""
    with _database(url) as database:
        columns = ", ".join(f"c{number} text" for number in range(len(HEADER)))
        psql = [str(find_binaries() / "psql"), "-q", "-d", database.replace("+psycopg", "")]
        subprocess.run([*psql, "-c", f"create table bare ({columns})"], check=True)
        started = time.perf_counter()
        subprocess.run([*psql, "-c", f"\\copy bare from '{report}' with (format csv, header)"], check=True)
        return time.perf_counter() - started


def whole_import(url: str, report: Path, purchases: Path | None) -> Import:
    """Imports the file in a process of its own, so that its peak memory can be told."""
    with _database(url) as database:
        context = multiprocessing.get_context("spawn")
        answers = context.SimpleQueue()
        process = context.Process(target=_import, args=(database, report, purchases, answers))
        process.start()
        measured: Import = answers.get()
        process.join()
        return measured


def _import(database: str, report: Path, purchases: Path | None, answers: "SimpleQueue[Import]") -> None:
    engine = connect_engine(database)
    Migrations(shipped("migrations")).upgrade_to_head(engine)
    brands = read_brand_table((shipped("resources") / "brands.csv").read_text(encoding="utf-8"))
    importing = Importing(engine, brands.brand_of, Settings.model_fields["import_chunk_rows"].default)
    control = Control()
    if purchases is not None:
        [bought] = importing.open(purchases, control).files
        importing.commit(importing.stage(bought, control).batch.id, control)
    started = time.perf_counter()
    staged = importing.stage(importing.open(report, control).files[0], control)
    batch = importing.commit(staged.batch.id, control)
    seconds = time.perf_counter() - started
    with engine.connect() as connection:
        matched = connection.execute(text("select count(item_id) from sales.sales")).scalar_one()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    per_mb = 1 << (20 if sys.platform == "darwin" else 10)
    answers.put(Import(seconds, dict(batch.timings), peak / per_mb, matched))


def _in_words(result: dict[str, object]) -> str:
    return "".join(f"{name:>22}  {value}\n" for name, value in result.items())


if __name__ == "__main__":
    main()
