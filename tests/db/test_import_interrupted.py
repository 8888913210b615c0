"""Whatever stops an import, and wherever: it is whole or absent, and a staged batch is offered again."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from soleflip_desktop.db.engine import connect_engine
from soleflip_desktop.db.migrate import Migrations
from soleflip_desktop.domain.progress import Control, Progress, Step
from soleflip_desktop.errors import Cancelled, DatabaseError
from tests.conftest import MIGRATIONS
from tests.db.imports import ROOT, Imports, imports_on, report
from tests.db.servers import kill_everything, throw_away_server

BEFORE_STAGED = ("batch added", "chunk staged", "rows staged")
AFTER_STAGED = (
    "staged",
    "checked",
    "commit begun",
    "goods added",
    "changed rows written",
    "sales matched",
    "slice written",
    "before the end",
)


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


class Cancelling(Control):
    """Asks for a cancel when the work reaches `point`."""

    def __init__(self, point: str) -> None:
        super().__init__()
        self._point = point
        self.reached: list[str] = []

    def reach(self, point: str) -> None:
        self.reached.append(point)
        if point == self._point:
            self.cancel()
        super().reach(point)


def kill_at(point: str, url: str, path: Path) -> None:
    """Runs an import that is killed at `point`."""
    program = [sys.executable, "-m", "tests.db.killed_import", url, str(path), point]
    ended = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == -9, ended.stderr


def test_that_the_points_are_those_an_import_passes(imports: Imports, tmp_path: Path) -> None:
    control = Cancelling("nowhere")
    imports.importing.commit(imports.stage(report(tmp_path / "r.csv"), control=control).id, control)

    assert list(dict.fromkeys(control.reached)) == [*BEFORE_STAGED, "staged", *AFTER_STAGED[1:]]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("point", BEFORE_STAGED)
def test_that_a_program_killed_while_reading_leaves_nothing(
    imports: Imports, database_url: str, tmp_path: Path, point: str
) -> None:
    before = imports.contents()

    kill_at(point, database_url, report(tmp_path / "report.csv"))

    assert imports.contents() == before
    assert imports.staged_rows() == 0
    assert imports.importing.waiting() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("point", AFTER_STAGED)
def test_that_a_program_killed_after_staging_leaves_a_batch_to_continue(
    imports: Imports, database_url: str, tmp_path: Path, point: str
) -> None:
    before = imports.contents()

    kill_at(point, database_url, report(tmp_path / "report.csv"))

    assert imports.contents() == before
    [waiting] = imports.importing.waiting()
    resumed = imports.importing.resume(waiting.id, Control())
    assert resumed.counts.new == 250
    assert imports.importing.commit(resumed.id, Control()).status == "imported"
    assert imports.one("select count(*) from sales.sales") == 250
    assert imports.importing.waiting() == []


@pytest.mark.parametrize("point", [*BEFORE_STAGED, "staged", "checked"])
def test_that_a_cancel_before_the_review_leaves_nothing(imports: Imports, tmp_path: Path, point: str) -> None:
    before = imports.contents()

    with pytest.raises(Cancelled):
        imports.stage(report(tmp_path / "report.csv"), control=Cancelling(point))

    assert imports.contents() == before
    assert imports.staged_rows() == 0
    assert [each.status for each in imports.importing.history()] == ["cancelled"]


@pytest.mark.parametrize("point", AFTER_STAGED[2:])
def test_that_a_cancelled_commit_writes_nothing_and_the_batch_goes_on_waiting(
    imports: Imports, tmp_path: Path, point: str
) -> None:
    before = imports.contents(schemas=("core", "products", "sales", "logging"))
    staged = imports.stage(report(tmp_path / "report.csv"))

    with pytest.raises(Cancelled):
        imports.importing.commit(staged.id, Cancelling(point))

    assert imports.contents(schemas=("core", "products", "sales", "logging")) == before
    assert [each.id for each in imports.importing.waiting()] == [staged.id]
    assert imports.importing.commit(staged.id, Control()).status == "imported"


def test_that_a_cancel_interrupts_the_statement_that_runs(imports: Imports, tmp_path: Path) -> None:
    staged = imports.stage(report(tmp_path / "report.csv"))
    control = Control()
    with imports.engine.connect() as other:
        # The lock that lets one import in at a time: the commit waits inside a statement.
        other.exec_driver_sql("select pg_advisory_xact_lock(hashtextextended('soleflip merge', 0))")
        watching = threading.Thread(target=cancel_when_waiting, args=(imports, control))
        watching.start()
        with pytest.raises(Cancelled):
            imports.importing.commit(staged.id, control)
        watching.join()


def cancel_when_waiting(imports: Imports, control: Control) -> None:
    """Cancels as soon as a backend waits for an advisory lock."""
    while not imports.one("select count(*) from pg_locks where locktype = 'advisory' and not granted"):
        pass
    control.cancel()


def test_that_progress_names_each_step_in_turn(imports: Imports, tmp_path: Path) -> None:
    seen: list[Progress] = []
    control = Control(seen.append)

    imports.importing.commit(imports.stage(report(tmp_path / "r.csv"), control=control).id, control)

    assert list(dict.fromkeys(each.step for each in seen)) == list(Step)
    read = [each for each in seen if each.step is Step.READ]
    assert read[0].bytes_total > 0
    assert 0 < read[0].bytes_done <= read[0].bytes_total


@contextmanager
def imports_at(url: str) -> Iterator[Imports]:
    engine = connect_engine(url)
    try:
        yield imports_on(engine)
    finally:
        engine.dispose()


def test_that_drafts_the_server_lost_are_made_again_from_the_kept_rows(tmp_path: Path) -> None:
    path = report(tmp_path / "report.csv")
    with throw_away_server() as (server, _):
        with imports_at(server.url()) as imports:
            Migrations(MIGRATIONS).upgrade_to_head(imports.engine)
            expected = imports.stage(path)
            kill_everything(server)
            with pytest.raises(DatabaseError, match="does not answer"):
                imports.importing.commit(expected.id, Control())

        with imports_at(server.url()) as imports:
            assert imports.one("select count(*) from integration.staged_sales") == 0
            [waiting] = imports.importing.waiting()
            resumed = imports.importing.resume(waiting.id, Control())
            assert resumed.counts == expected.counts
            assert imports.importing.commit(resumed.id, Control()).status == "imported"
            assert imports.one("select count(*) from sales.sales") == 250
