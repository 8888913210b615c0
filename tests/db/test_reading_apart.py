"""A large file read by a second process: the same as by the first, also when it goes wrong."""

import multiprocessing
import socket
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url

from soleflip_desktop.db.engine import connect_engine
from soleflip_desktop.db.link import Link
from soleflip_desktop.db.migrate import Migrations
from soleflip_desktop.domain.brands import read_brand_table
from soleflip_desktop.domain.progress import Control, Progress, Step
from soleflip_desktop.errors import Cancelled, FileError
from soleflip_desktop.paths import shipped
from soleflip_desktop.services import reading_apart
from soleflip_desktop.services.reading_apart import ImportingApart, Way
from tests.db.imports import ROOT, Imports, imports_on, report
from tests.db.servers import throw_away_server

WAITING = 60  # seconds


@pytest.fixture
def apart(engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch) -> ImportingApart:
    """Reads every file apart, however small."""
    monkeypatch.setattr(reading_apart, "LARGE_FILE_BYTES", 0)
    brands = read_brand_table((ROOT / "resources" / "brands.csv").read_text(encoding="utf-8"))
    return ImportingApart(engine, brands.brand_of, 100, lambda: Way(database_url, embedded=False))


def test_that_a_file_read_apart_is_staged_as_one_read_here(
    apart: ImportingApart, engine: Engine, tmp_path: Path
) -> None:
    path = report(tmp_path / "report.csv", 300)
    here = imports_on(engine).stage(path)
    told: list[Progress] = []

    control = Control(told.append)
    there = apart.stage(apart.open(path, control).files[0], control, again=True).batch

    assert there.counts == here.counts
    assert there.payout == here.payout
    assert {Step.READ, Step.CHECK} <= {each.step for each in told}


def test_that_a_known_file_is_not_read_again_apart(apart: ImportingApart, tmp_path: Path) -> None:
    control, path = Control(), report(tmp_path / "report.csv", 20)
    apart.commit(apart.stage(apart.open(path, control).files[0], control).batch.id, control)
    assert apart.stage(apart.open(path, control).files[0], control).already_imported


def test_that_what_is_wrong_with_a_file_is_told_by_the_first_process(
    apart: ImportingApart, engine: Engine, tmp_path: Path
) -> None:
    path = report(tmp_path / "report.csv", 300)
    opened = apart.open(path, Control()).files[0]
    path.write_text("gone over", encoding="utf-8")

    with pytest.raises(FileError, match=r"report\.csv was changed"):
        apart.stage(opened, Control())
    assert Imports(engine, apart).staged_rows() == 0


def test_that_cancelling_ends_the_second_process_and_keeps_nothing(
    apart: ImportingApart, engine: Engine, tmp_path: Path
) -> None:
    path = report(tmp_path / "report.csv", 5_000)
    reading = threading.Event()
    control = Control(lambda progress: reading.set() if progress.rows else None)

    def cancel() -> None:
        reading.wait(WAITING)
        control.cancel()

    cancelling = threading.Thread(target=cancel)
    cancelling.start()

    with pytest.raises(Cancelled):
        apart.stage(apart.open(path, control).files[0], control)
    cancelling.join()

    assert Imports(engine, apart).staged_rows() == 0
    assert not multiprocessing.active_children()


def test_that_a_reader_that_is_killed_leaves_nothing_and_is_a_bug(
    apart: ImportingApart, engine: Engine, tmp_path: Path
) -> None:
    path = report(tmp_path / "report.csv", 5_000)

    def kill(progress: Progress) -> None:
        if progress.rows:
            for child in multiprocessing.active_children():
                child.kill()

    control = Control(kill)
    with pytest.raises(RuntimeError, match=r"the reader of report\.csv ended"):
        apart.stage(apart.open(path, control).files[0], control)
    assert Imports(engine, apart).staged_rows() == 0


def test_that_a_small_file_is_read_here(engine: Engine, database_url: str, tmp_path: Path) -> None:
    unreachable = make_url(database_url).set(port=1).render_as_string(hide_password=False)
    importing = ImportingApart(engine, lambda _: None, 100, lambda: Way(unreachable, embedded=False))
    control = Control()
    opened = importing.open(report(tmp_path / "report.csv", 5), control).files[0]
    assert importing.stage(opened, control).batch.counts.new == 5


def test_that_the_reader_finds_a_server_that_was_started_again_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_apart, "LARGE_FILE_BYTES", 0)
    with throw_away_server() as (server, _), ExitStack() as closing:
        moved = connect_engine(server.url(), embedded=True)
        closing.callback(moved.dispose)
        Migrations(shipped("migrations")).upgrade_to_head(moved)
        link = Link(moved, server.url)
        importing = ImportingApart(moved, no_brand, 100, lambda: Way(link.url, embedded=True))
        control = Control()
        opened = importing.open(report(tmp_path / "report.csv", 5), control).files[0]

        server.stop()
        with socket.create_server(("127.0.0.1", moved.url.port or 0)):
            link.restore()

            assert make_url(link.url).port != moved.url.port
            assert importing.stage(opened, control).batch.counts.new == 5


def test_that_a_bug_in_the_reader_comes_with_its_traceback(
    apart: ImportingApart, engine: Engine, tmp_path: Path
) -> None:
    opened = apart.open(report(tmp_path / "report.csv", 5), Control()).files[0]
    astray = ImportingApart(engine, no_brand, 100, lambda: Way("nonsense://", embedded=False))
    with pytest.raises(RuntimeError, match=r"(?s)the reader of report\.csv failed.*NoSuchModuleError"):
        astray.stage(opened, Control())


def no_brand(_: str) -> str | None:
    """A lambda cannot be sent to another process."""
    return None
