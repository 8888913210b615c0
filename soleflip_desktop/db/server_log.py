"""The embedded server's log file: kept small, and quoted when something fails."""

import os
from pathlib import Path

from soleflip_desktop.db.clusters import Site

LARGEST_LOG_BYTES = 5 * 1024 * 1024
TAIL_LINES = 15
TAIL_BYTES = 4000


def prepare_log(site: Site) -> None:
    """Makes the log, private and writable by the server, before a start; one over 5 MB becomes `<log>.1`."""
    site.log.parent.mkdir(parents=True, exist_ok=True)
    if log_size(site.log) > LARGEST_LOG_BYTES:
        site.log.replace(site.log.with_name(f"{site.log.name}.1"))
    os.close(os.open(site.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    site.hand_over(site.log)


def log_size(log: Path) -> int:
    """Its size in bytes, 0 where there is none."""
    return log.stat().st_size if log.exists() else 0


def log_tail(log: Path, since: int = 0) -> str:
    """The last 15 lines of what was written after byte `since`."""
    if not log.exists():
        return ""
    with log.open("rb") as file:
        file.seek(max(since, log_size(log) - TAIL_BYTES))
        lines = file.read().decode("utf-8", "replace").splitlines()
    return "\n".join(lines[-TAIL_LINES:])
