"""A data folder that is gone when the program ends: for the demo and the self-test."""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from soleflip_desktop.bootstrap import embedded_server
from soleflip_desktop.errors import UserError
from soleflip_desktop.paths import DataFolder

_PREFIX = "soleflip-throwaway-"


@contextmanager
def throw_away_folder() -> Iterator[DataFolder]:
    """A data folder with nothing in it; at the end its server is stopped and everything in it deleted."""
    _sweep()
    place = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    try:
        if sys.platform != "win32" and os.geteuid() == 0:
            place.chmod(0o711)  # root's server runs as another user, who has to pass
        yield DataFolder(place / "data").prepare()
    finally:
        _discard(place)


def _discard(place: Path) -> None:
    server = embedded_server(DataFolder(place / "data"))
    with suppress(UserError):  # without its binaries there is nothing to stop
        server.stop()
        cluster = server.status().cluster
        if not cluster.is_relative_to(place):
            shutil.rmtree(cluster.parent, ignore_errors=True)
    shutil.rmtree(place, ignore_errors=True)


def _sweep() -> None:
    """Removes what a killed program left: it could not do so itself."""
    for place in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        owner = place.name.removeprefix(_PREFIX).partition("-")[0]
        if _is_ours(place) and owner.isdigit() and not psutil.pid_exists(int(owner)):
            _discard(place)


def _is_ours(place: Path) -> bool:
    """In a temporary folder that all users share, another one may have laid out a trap by that name."""
    if sys.platform == "win32":  # where every user has one of his own
        return True
    found = place.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
