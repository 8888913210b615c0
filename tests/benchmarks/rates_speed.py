"""Seconds to import a whole history of exchange rates, to import it once more, and to undo it.

    uv run python -m tests.benchmarks.rates_speed

Prints JSON. Every round has a database of its own on one embedded server with the settings the product ships.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url, text

from soleflip_desktop.db.engine import connect_engine, transaction
from soleflip_desktop.db.history import revert
from soleflip_desktop.db.migrate import Migrations
from soleflip_desktop.paths import shipped
from soleflip_desktop.settings import Settings
from tests.benchmarks.rates_files import CURRENCIES, write_history
from tests.db.imports import imports_on
from tests.postgres import discard, open_folder, server_in

ALL_DAYS = 6983


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=ALL_DAYS)
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    with open_folder() as folder:
        path = write_history(folder / "eurofxref-hist.csv", wanted.days)
        server = server_in(folder, settings={})  # those the product ships: fsync is on
        try:
            rounds = [_measured(server.url(), path) for _ in range(wanted.rounds + 1)][1:]
        finally:
            discard(server, folder)
    middle = {name: round(statistics.median(each[name] for each in rounds), 3) for name in rounds[0]}
    sys.stdout.write(json.dumps({"days": wanted.days, "currencies": len(CURRENCIES), **middle}) + "\n")


def _measured(url: str, path: Path) -> dict[str, float]:
    with _database(url) as engine:
        imports = imports_on(engine, Settings.model_fields["import_chunk_rows"].default)
        started = time.perf_counter()
        first = imports.run(path)
        imported = time.perf_counter()
        again = imports.run(path)
        repeated = time.perf_counter()
        assert first.change_set_id is not None
        assert again.status == "known"
        with transaction(engine) as connection:
            revert(connection, first.change_set_id, "command line")
        return {
            "import_seconds": imported - started,
            "again_seconds": repeated - imported,
            "undo_seconds": time.perf_counter() - repeated,
            **first.timings,
        }


@contextmanager
def _database(url: str) -> Iterator[Engine]:
    """A new database; the server has written out what came before, so that rounds start alike."""
    outside = create_engine(url, isolation_level="AUTOCOMMIT")
    with outside.connect() as connection:
        connection.execute(text("drop database if exists benchmark with (force)"))
        connection.execute(text("create database benchmark"))
        connection.execute(text("checkpoint"))
        engine = connect_engine(make_url(url).set(database="benchmark").render_as_string(hide_password=False))
        Migrations(shipped("migrations")).upgrade_to_head(engine)
        yield engine
        engine.dispose()
        connection.execute(text("drop database benchmark with (force)"))
    outside.dispose()


if __name__ == "__main__":
    main()
