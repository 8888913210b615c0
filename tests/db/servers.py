"""What the tests of the embedded server share: folders of programs, and kills as a crash does them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from soleflip_desktop.db.binaries import OLDEST_MAJOR, Binaries, find_binaries
from soleflip_desktop.db.embedded import EmbeddedServer
from tests.postgres import discard, open_folder, server_in

REPOSITORY = Path(__file__).parents[2]


def system_binaries() -> Path | None:
    """The newest server that the system itself brings, as Debian lays it out."""
    found = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    found = [folder for folder in found if Binaries(folder).major >= OLDEST_MAJOR]
    return max(found, key=lambda folder: Binaries(folder).major, default=None)


SYSTEM = system_binaries()
FOLDERS = [
    pytest.param(find_binaries(), id="brought"),
    pytest.param(
        SYSTEM,
        id="system",
        marks=pytest.mark.skipif(SYSTEM is None, reason="no PostgreSQL in /usr/lib/postgresql"),
    ),
]


@contextmanager
def throw_away_server(binaries: Path | None = None) -> Iterator[tuple[EmbeddedServer, Path]]:
    """A server that is not started yet, and its folder; stopped and deleted at the end."""
    with open_folder() as folder:
        server = server_in(folder, binaries)
        try:
            yield server, folder
        finally:
            discard(server, folder)


def ask(url: str, question: str, **options: Any) -> Any:
    """The first value a query returns, asked on a connection of its own."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True, **options) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def run_script(*lines: str) -> "subprocess.Popen[str]":
    """A Python process of its own that runs `lines` in this repository."""
    script = "\n".join(lines)
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_everything(server: EmbeddedServer) -> None:
    """kill -9 for the server and all of its children, and waits until they are gone."""
    pid = server.status().pid
    assert pid is not None
    postmaster = psutil.Process(pid)
    family = [postmaster, *postmaster.children(recursive=True)]
    for process in family:
        process.kill()
    wait_for_end(family)


def wait_for_end(processes: list[psutil.Process]) -> None:
    """Waits until they have ended; a zombie that nobody reaps has."""
    while any(is_alive(process) for process in processes):
        psutil.wait_procs(processes, timeout=0.05)


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
