"""A PostgreSQL server of the tests' own: made in a temporary folder, gone when they end."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from soleflip_desktop.db.embedded import START_TIMEOUT_SECONDS, EmbeddedServer
from soleflip_desktop.errors import UserError

PREFIX = "soleflip-tests-"
# Nobody needs these clusters after a power cut; a commit must still outlive kill -9, so it stays synchronous.
THROW_AWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "100",
}


@contextmanager
def running_server(binaries: Path | None = None) -> Iterator[str]:
    """A server of its own, stopped and deleted when the block ends, however it ends.

    Args:
        binaries: Folder of PostgreSQL programs, the product's own if not given.

    Yields:
        A superuser's URL to the database `postgres`, `postgresql+psycopg://…`.
    """
    _sweep()
    with open_folder() as folder:
        server = server_in(folder, binaries)
        try:
            yield urlsplit(server.url())._replace(path="/postgres").geturl()
        finally:
            discard(server, folder)


def discard(server: EmbeddedServer, folder: Path) -> None:
    """Stops the server and deletes its cluster, also where that had to move out of `folder`."""
    server.stop()
    cluster = server.status().cluster
    if not cluster.is_relative_to(folder):
        shutil.rmtree(cluster.parent)


def server_in(
    folder: Path,
    binaries: Path | None = None,
    settings: Mapping[str, str] = THROW_AWAY,
    timeout: float = START_TIMEOUT_SECONDS,
) -> EmbeddedServer:
    """The server of `folder`, not started; one to throw away unless `settings` say otherwise."""
    return EmbeddedServer(
        folder / "postgres",
        folder / "postgres.secret",
        folder / "postgres.lock",
        folder / "postgres.log",
        binaries,
        settings=settings,
        timeout=timeout,
    )


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that the server's user can enter when the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")).resolve()
    try:
        if sys.platform != "win32":
            folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=sys.platform == "win32")


def _sweep() -> None:
    """Removes what a killed test run left: it could not do so itself."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = folder.name.removeprefix(PREFIX).split("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            with suppress(UserError):  # another test run sweeps it as well
                discard(server_in(folder), folder)
            shutil.rmtree(folder, ignore_errors=True)
