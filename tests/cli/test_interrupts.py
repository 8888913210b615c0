"""Ctrl-C and termination requests while an import runs: it ends at once, with nothing half done."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tests.cli.conftest import Soleflip, command, environment, row_counts
from tests.unit.bad_files import REPORT, REPORT_ROWS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send to a child")

WAITS_FOR_LOCK = text("""
    select count(*) from pg_stat_activity
    where datname = current_database() and application_name = 'soleflip command line'
      and wait_event_type = 'Lock'
""")
LEFT_BEHIND = text("""
    select (select count(*) from integration.import_records) + (select count(*) from integration.staged_sales)
""")


@contextmanager
def held_up_at(engine: Engine, table: str) -> Iterator[Callable[[], None]]:
    """Locks `table`; the function it yields returns once the program stands before that lock."""
    with engine.connect() as holder, engine.connect() as watcher:
        holder.execute(text(f"lock table {table} in access exclusive mode"))

        def wait() -> None:
            deadline = time.monotonic() + 60
            while not watcher.execute(WAITS_FOR_LOCK).scalar_one():
                watcher.rollback()
                watcher.execute(text("select pg_sleep(0.02)"))
                assert time.monotonic() < deadline, "the program never came to the lock"

        yield wait
        holder.rollback()


def interrupted_import(
    engine: Engine, database_url: str, data_folder: Path, table: str, number: int
) -> tuple[int, str, float]:
    """Interrupts an import before `table`: its exit status, its output, the seconds it still took."""
    variables = {"DATABASE_URL": database_url, "SOLEFLIP_DATA_DIR": str(data_folder)}
    with held_up_at(engine, table) as wait:
        program = subprocess.Popen(
            command("import", REPORT, REPORT, "--json"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment(**variables),
        )
        wait()
        began = time.monotonic()
        os.kill(program.pid, number)
        out, err = program.communicate(timeout=30)
    assert "Traceback" not in err
    return program.returncode, out, time.monotonic() - began


# Before the rows are copied in, and in the middle of the commit.
@pytest.mark.parametrize("table", ["integration.import_records", "sales.sales"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_that_a_signal_ends_an_import_and_leaves_nothing(
    engine: Engine, database_url: str, data_folder: Path, soleflip: Soleflip, table: str, number: int
) -> None:
    before = row_counts(engine)
    status, out, seconds = interrupted_import(engine, database_url, data_folder, table, number)
    assert status == 128 + number
    assert [each["status"] for each in json.loads(out)] == ["cancelled", "cancelled"]
    assert seconds < 10  # about 0.3 on an idle machine
    assert row_counts(engine) == before
    with engine.connect() as connection:
        assert connection.execute(LEFT_BEHIND).scalar_one() == 0
    assert [each["status"] for each in soleflip("imports", "--json").json] == ["cancelled"]
    after = soleflip("import", REPORT, "--json").file
    assert (after["status"], after["new"]) == ("imported", REPORT_ROWS)


def test_that_a_batch_left_by_a_kill_can_be_continued(
    engine: Engine, database_url: str, data_folder: Path, soleflip: Soleflip
) -> None:
    before = row_counts(engine)
    variables = {"DATABASE_URL": database_url, "SOLEFLIP_DATA_DIR": str(data_folder)}
    with held_up_at(engine, "sales.sales") as wait:
        program = subprocess.Popen(command("import", REPORT), env=environment(**variables))
        wait()
        program.kill()
        program.wait(timeout=30)
    assert row_counts(engine) == before
    [waiting] = soleflip("status", "--json").json["waiting"]
    assert waiting["rows"] == REPORT_ROWS
    done = soleflip("continue", waiting["batch"], "--json")
    assert (done.status, done.file["status"]) == (0, "imported")
    assert row_counts(engine)["sales.sales"] > 0


def test_that_a_batch_left_by_a_kill_can_be_discarded(
    engine: Engine, database_url: str, data_folder: Path, soleflip: Soleflip
) -> None:
    variables = {"DATABASE_URL": database_url, "SOLEFLIP_DATA_DIR": str(data_folder)}
    with held_up_at(engine, "sales.sales") as wait:
        program = subprocess.Popen(command("import", REPORT), env=environment(**variables))
        wait()
        program.kill()
        program.wait(timeout=30)
    doctor = soleflip("doctor", "--json")
    assert doctor.status == 1
    [waiting] = soleflip("status", "--json").json["waiting"]
    assert soleflip("discard", waiting["batch"]).status == 0
    assert soleflip("doctor", "--json").status == 0
    again = soleflip("discard", waiting["batch"])
    assert again.status == 1
    assert "does not wait" in again.err
