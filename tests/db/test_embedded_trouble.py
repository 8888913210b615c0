"""The embedded server when its programs fail, or it is just ending."""

import shlex
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from soleflip_desktop.db.binaries import find_binaries
from soleflip_desktop.errors import DatabaseError
from tests.db.servers import ask, throw_away_server
from tests.postgres import discard, open_folder, server_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


@pytest.fixture
def programs() -> Iterator[Path]:
    """The server's programs, each of which a test may replace."""
    with open_folder() as folder:
        for program in find_binaries().iterdir():
            (folder / program.name).symlink_to(program)
        yield folder


def test_that_a_server_older_than_15_is_refused(programs: Path) -> None:
    _replace(programs, "postgres", "echo 'postgres (PostgreSQL) 14.9'")
    with throw_away_server(find_binaries()) as (_, folder):
        with pytest.raises(DatabaseError, match=r"holds PostgreSQL 14\.9, SoleFlip needs 15 or later"):
            server_in(folder, programs).url()
        assert not (folder / "postgres").exists()


def test_that_a_failing_initdb_is_quoted_and_leaves_nothing(programs: Path) -> None:
    _replace(programs, "initdb", "echo 'initdb: error: no space left' >&2; exit 1")
    with throw_away_server(find_binaries()) as (_, folder):
        with pytest.raises(DatabaseError, match=r"could not be created in .*\ninitdb: error: no space left"):
            server_in(folder, programs).url()
        assert not (folder / "postgres").exists()
        assert not list(folder.glob("postgres.new-*"))


def test_that_a_start_that_takes_too_long_goes_on_behind_the_error(programs: Path) -> None:
    real = shlex.quote(str(find_binaries() / "pg_ctl"))
    _replace(programs, "pg_ctl", f'{real} "$@"; test "$1" != start')
    with throw_away_server(find_binaries()) as (_, folder):
        slow = server_in(folder, programs)
        with pytest.raises(DatabaseError, match="still recovering") as failed:
            slow.url()
        assert "database system is ready to accept connections" in failed.value.what
        assert ask(slow.url(), "select 1") == 1
        slow.stop()


def test_that_a_server_that_dies_at_its_start_is_an_error(programs: Path) -> None:
    _replace(programs, "pg_ctl", "exit 0")
    with throw_away_server(find_binaries()) as (_, folder):
        server = server_in(folder, programs)
        with pytest.raises(DatabaseError, match="PostgreSQL did not start"):
            server.url()


def test_that_a_stop_that_is_not_heeded_becomes_an_immediate_one(programs: Path) -> None:
    real = shlex.quote(str(find_binaries() / "pg_ctl"))
    _replace(programs, "pg_ctl", f'case "$*" in *"-m fast"*) exit 1;; esac; exec {real} "$@"')
    with throw_away_server(find_binaries()) as (_, folder):
        stubborn = server_in(folder, programs)
        stubborn.url()
        stubborn.stop()
        assert not stubborn.status().running


def test_that_a_server_that_does_not_stop_is_an_error(programs: Path) -> None:
    real = shlex.quote(str(find_binaries() / "pg_ctl"))
    _replace(programs, "pg_ctl", f'test "$1" = stop && echo "still there" && exit 1; exec {real} "$@"')
    with open_folder() as folder:
        server = server_in(folder, programs)
        try:
            server.url()
            with pytest.raises(DatabaseError, match="PostgreSQL does not stop: still there"):
                server.stop()
        finally:
            discard(server_in(folder), folder)


def test_that_a_server_that_is_just_ending_is_waited_for_and_started_again() -> None:
    with throw_away_server() as (server, folder):
        url = server.url()
        ending = server.status().pid
        last = psycopg.connect(url.replace("+psycopg", ""), application_name="soleflip")
        assert not server.release()
        psutil.Process(ending).terminate()  # waits for the last client, as when the system ends a session
        with pytest.raises(psycopg.OperationalError, match="shutting down"):
            _ask_until_it_ends(url)
        other = server_in(folder)
        leave = threading.Timer(0.3, last.close)
        leave.start()
        try:
            assert ask(other.url(), "select 1") == 1
            assert other.status().pid != ending
        finally:
            leave.join()
            other.stop()


def _ask_until_it_ends(url: str) -> None:
    while True:
        ask(url, "select 1")


def _replace(programs: Path, name: str, script: str) -> None:
    (programs / name).unlink()
    (programs / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (programs / name).chmod(0o755)
