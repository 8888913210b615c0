"""What the user is told when the disk of the database is full."""

import shutil
from pathlib import Path

from soleflip_desktop.errors import DatabaseError, said

NO_ROOM = "No space left on device"
_MEGABYTE = 1024**2


def disk_full(folder: Path | None, found_out: str) -> DatabaseError:
    """The error with how much is free where.

    Args:
        folder: Where the server keeps its files, if that is on this machine.
        found_out: What the one that found out said.
    """
    what = said("The disk of the database is full")
    if folder is not None and folder.exists():
        free = shutil.disk_usage(folder).free / _MEGABYTE
        what = said("{what}: {size:,.1f} MB are free in {folder}", what=what, size=free, folder=folder)
    return DatabaseError(
        said("{what} ({answer})", what=what, answer=found_out),
        said("Nothing half done was kept; make room there, then try again"),
    )


def line_about_room(text: str) -> str:
    """The last line of a program's output or log that says so; empty if none does."""
    return next((line.strip() for line in reversed(text.splitlines()) if NO_ROOM in line), "")
