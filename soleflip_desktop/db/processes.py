"""Which server processes of a cluster are alive: a pid file alone cannot tell."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from soleflip_desktop.errors import DatabaseError, said

PID_FILE = "postmaster.pid"
PID_LINE, START_LINE, PORT_LINE = 0, 2, 3  # as PostgreSQL's src/include/utils/pidfile.h has it
START_TOLERANCE_SECONDS = 30.0
ORPHAN_PATIENCE_SECONDS = 10.0
KILL_SECONDS = 10.0
POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Postmaster:
    """A live server: its process and the TCP port it was told to listen on."""

    pid: int
    port: int


def live_postmaster(cluster: Path) -> Postmaster | None:
    """The server that runs on `cluster` now; `None` if there is none.

    After a kill -9 the pid file stays, and its pid may be a zombie or belong to another program by now
    (`pg_ctl status` calls both "running"), so the process itself is looked at.
    """
    try:
        lines = (cluster / PID_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
        pid, started, port = (int(lines[line]) for line in (PID_LINE, START_LINE, PORT_LINE))
        process = psutil.Process(pid)
        serves = _is_server(process) and _serves(process, cluster, started)
    except (FileNotFoundError, ValueError, IndexError, psutil.Error):
        return None
    return Postmaster(pid, port) if serves else None


def clear_stale_pid_file(cluster: Path, patience: float = ORPHAN_PATIENCE_SECONDS) -> None:
    """Removes the pid file of a dead server, once the last of its children is gone.

    Children hold the dead server's shared memory, and a new server refuses to start beside them. They
    leave by themselves as soon as they notice; one that has not after `patience` seconds is killed, which
    loses nothing: the new server recovers from its log either way.

    Raises:
        DatabaseError: If one does not end even so.
    """
    pid_file = cluster / PID_FILE
    if not pid_file.exists():
        return
    deadline = time.monotonic() + patience
    while orphans := list(_orphans(cluster)):
        if time.monotonic() > deadline:
            for orphan in orphans:
                _kill(orphan)
        if time.monotonic() > deadline + KILL_SECONDS:
            raise DatabaseError(
                said(
                    "The process {process} of a killed database server on {folder} does not end",
                    process=orphans[0].pid,
                    folder=cluster,
                ),
                said("Restart the computer"),
            )
        time.sleep(POLL_SECONDS)
    pid_file.unlink(missing_ok=True)


def _is_server(process: psutil.Process) -> bool:
    return process.status() != psutil.STATUS_ZOMBIE and process.name().lower().startswith("postgres")


def _serves(process: psutil.Process, cluster: Path, started: int) -> bool:
    try:
        return any(_same_folder(argument, cluster) for argument in process.cmdline()[1:])
    except psutil.AccessDenied:  # another user's process: when it began is open to everybody
        return abs(process.create_time() - started) < START_TOLERANCE_SECONDS


def _orphans(cluster: Path) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        try:
            if _is_server(process) and _same_folder(process.cwd(), cluster):
                yield process
        except psutil.Error:
            continue  # gone meanwhile, or another user's: not one of ours


def _kill(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return


def _same_folder(path: str, folder: Path) -> bool:
    try:
        return Path(path).is_absolute() and folder.samefile(path)
    except OSError:
        return False
