"""The window as a process: how it ends on a signal, and what it says when it cannot open."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.ui.app import show_startup_error
from tests.cli.conftest import command, environment
from tests.postgres import open_folder

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send to a child")
OPEN = text("""
    select count(*) from pg_stat_activity
    where datname = current_database() and application_name = 'soleflip window'
""")
PATIENCE = 60  # seconds


@contextmanager
def open_window(folder: Path, **variables: str) -> Iterator["subprocess.Popen[str]"]:
    here = {"SOLEFLIP_DATA_DIR": str(folder), "QT_QPA_PLATFORM": "offscreen", **variables}
    program = subprocess.Popen(
        command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment(**here)
    )
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def until_open(program: "subprocess.Popen[str]", engine: Engine) -> None:
    """Waits until the window has opened its database, and a second more: an idle loop runs no Python."""
    deadline = time.monotonic() + PATIENCE
    with engine.connect() as watcher:
        while not watcher.execute(OPEN).scalar_one():
            watcher.rollback()
            watcher.execute(text("select pg_sleep(0.05)"))
            assert program.poll() is None, "the window ended by itself"
            assert time.monotonic() < deadline, "the window never opened its database"
        watcher.execute(text("select pg_sleep(1)"))


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_that_a_signal_closes_the_window_and_leaves_the_database(
    engine: Engine, database_url: str, tmp_path: Path, number: int
) -> None:
    with open_window(tmp_path / "data", DATABASE_URL=database_url) as program:
        until_open(program, engine)
        os.kill(program.pid, number)
        out, err = program.communicate(timeout=10)
    assert (program.returncode, out, err) == (128 + number, "", "")
    with engine.connect() as connection:
        assert connection.execute(OPEN).scalar_one() == 0
    assert (tmp_path / "data" / "window.ini").is_file(), "the window was not closed"


@posix
def test_that_a_signal_stops_the_embedded_server_with_the_window() -> None:
    with open_folder() as folder, open_window(folder) as program:
        deadline = time.monotonic() + PATIENCE
        while not list(folder.rglob("postmaster.pid")):
            assert program.poll() is None, "the window ended by itself"
            assert time.monotonic() < deadline, "the server never started"
            with suppress(subprocess.TimeoutExpired):
                program.wait(0.1)
        os.kill(program.pid, signal.SIGTERM)
        _, err = program.communicate(timeout=30)
        assert (program.returncode, err) == (128 + signal.SIGTERM, "")
        assert not list(folder.rglob("postmaster.pid"))


def test_that_a_start_that_failed_is_told_in_a_window(qapp: QApplication, qtbot: QtBot) -> None:
    told: list[str] = []
    QTimer.singleShot(0, lambda: _close_box(told))
    show_startup_error("The settings file is damaged")
    assert told == ["The settings file is damaged"]


def _close_box(told: list[str]) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    told.append(box.text())
    box.reject()
