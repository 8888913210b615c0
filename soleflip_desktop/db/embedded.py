"""The embedded PostgreSQL server's life: first start, start, sharing between programs, stop."""

import errno
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import fasteners

from soleflip_desktop.db.accounts import noted_location
from soleflip_desktop.db.binaries import Binaries, find_binaries
from soleflip_desktop.db.clusters import (
    USER,
    Site,
    ensure_cluster,
    is_cluster,
    last_port,
    locate,
    read_password,
    write_settings,
)
from soleflip_desktop.db.disk import NO_ROOM, disk_full, line_about_room
from soleflip_desktop.db.holds import DATABASE, HOST, Hold
from soleflip_desktop.db.processes import Postmaster, clear_stale_pid_file, live_postmaster
from soleflip_desktop.db.server_log import log_size, log_tail, prepare_log
from soleflip_desktop.errors import DatabaseError, said

START_TIMEOUT_SECONDS = 120.0  # replaying 2 GB of log after a crash takes up to a minute on a slow disk
STOP_TIMEOUT_SECONDS = 60
START_ATTEMPTS = 3
PORT_ATTEMPTS = 5
PORT_TAKEN = "could not create any TCP/IP sockets"

# The lock between processes belongs to a process as a whole, so threads of one need a lock of their own.
_one_thread = threading.Lock()


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """The embedded server as it is now.

    Attributes:
        running: Whether it runs.
        pid: Its process, `None` when it does not run.
        port: Its TCP port on 127.0.0.1, `None` when it does not run.
        version: The version of its programs, such as `18.6`.
        cluster: Its data directory; for root possibly outside of the data folder.
        binaries: The folder of its programs.
    """

    running: bool
    pid: int | None
    port: int | None
    version: str
    cluster: Path
    binaries: Path


class EmbeddedServer:
    """One program's hold on the server that all programs of a data folder share.

    From `url` to `release` or `stop` it keeps one idle connection, by which the other programs see that
    this one is there even between two connections of its own; the system closes it when the program dies.

    Run by root, the server runs as another user, since PostgreSQL refuses root: as `SOLEFLIP_POSTGRES_USER`,
    else `postgres`, else `nobody`. Where that user may not enter the data folder (root's home is closed) the
    cluster goes to a folder in `/var/lib/soleflip`, which `<cluster>.location` in the data folder names;
    programs in a closed place are copied there as well.

    Args:
        cluster: Data directory, made at the first start.
        secret: File of the password, made with it, readable by its owner only.
        lock: File that is locked while the server is made, started or stopped.
        log: What the server says; cut at a start when it is over 5 MB.
        binaries: Folder of the server's programs, `find_binaries()` if not given.
        settings: Server settings that outrank `clusters.SETTINGS`; tests turn `fsync` off.
        timeout: Seconds a start may take, recovery after a crash included.
    """

    def __init__(
        self,
        cluster: Path,
        secret: Path,
        lock: Path,
        log: Path,
        binaries: Path | None = None,
        *,
        settings: Mapping[str, str] | None = None,
        timeout: float = START_TIMEOUT_SECONDS,
    ) -> None:
        self._cluster = cluster.absolute()
        self._secret, self._lock, self._log = secret.absolute(), lock.absolute(), log.absolute()
        self._binaries = binaries
        self._settings = dict(settings or {})
        self._timeout = timeout
        self._hold = Hold()

    def url(self) -> str:
        """The URL of the database, for `create_engine`; makes and starts what is missing, whenever called.

        Raises:
            DatabaseError: If the server cannot be made or started; the end of its log is quoted.
        """
        with self._alone():
            site = self._site()
            ensure_cluster(site, self._secret, durable=self._settings.get("fsync") != "off")
            password = read_password(self._secret)
            for _ in range(START_ATTEMPTS):  # the one found running may just be ending
                postmaster = live_postmaster(site.cluster) or self._start(site)
                if self._hold.take(site, postmaster, password, self._timeout):
                    return f"postgresql+psycopg://{USER}:{password}@{HOST}:{postmaster.port}/{DATABASE}"
            raise DatabaseError(said("PostgreSQL ends right after its start; its log is {log}", log=site.log))

    def release(self) -> bool:
        """Ends this program's use of the server, after it has closed its own connections.

        Returns:
            Whether that stopped the server: not while another SoleFlip is connected (a connection whose
            application name begins with `soleflip`), and not if it was not running.
        """
        with self._alone():
            if not is_cluster(noted_location(self._cluster)):
                return False
            site = self._site()
            postmaster = live_postmaster(site.cluster)
            stops = postmaster is not None and not self._hold.others_are_there(
                postmaster, read_password(self._secret)
            )
            self._hold.let_go()
            if stops:
                _halt(site)
            return stops

    def stop(self) -> None:
        """Stops the server at once, whoever uses it; open transactions are rolled back.

        Raises:
            DatabaseError: If it does not stop.
        """
        with self._alone():
            self._hold.let_go()
            if is_cluster(noted_location(self._cluster)):
                site = self._site()
                if live_postmaster(site.cluster) is not None:
                    _halt(site)

    def status(self) -> ServerStatus:
        """What runs now; nothing is started or waited for."""
        binaries = Binaries(self._binaries or find_binaries())
        with self._refusals_worded():
            cluster = noted_location(self._cluster)
            found = live_postmaster(cluster)
        pid, port = (found.pid, found.port) if found else (None, None)
        return ServerStatus(found is not None, pid, port, binaries.version, cluster, binaries.folder)

    def _site(self) -> Site:
        return locate(self._cluster, self._log, self._binaries or find_binaries())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Holds off every other thread and process."""
        with self._refusals_worded(), _one_thread:
            self._cluster.parent.mkdir(parents=True, exist_ok=True)
            between_processes = fasteners.InterProcessLock(self._lock)
            self._acquire(between_processes)
            try:
                yield
            finally:
                between_processes.release()

    def _acquire(self, between_processes: fasteners.InterProcessLock) -> None:
        try:
            acquired = between_processes.acquire(timeout=self._timeout + STOP_TIMEOUT_SECONDS)
        except threading.ThreadError as error:  # what fasteners makes of a file system without locks
            raise OSError(str(error)) from error
        if not acquired:
            between_processes.lockfile.close()
            raise DatabaseError(
                said(
                    "Another SoleFlip has been starting or stopping the database for too long; it holds "
                    "{file}",
                    file=self._lock,
                ),
                said("Close the other SoleFlip and try again"),
            )

    @contextmanager
    def _refusals_worded(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            if not (line := line_about_room(error.what)):
                raise
            raise disk_full(noted_location(self._cluster).parent, line) from error
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise disk_full(self._cluster.parent, NO_ROOM) from error
            raise DatabaseError(
                said(
                    "The data folder {folder} cannot be used: {reason}",
                    folder=self._cluster.parent,
                    reason=error,
                ),
                said("Make sure that it belongs to you"),
            ) from error

    def _start(self, site: Site) -> Postmaster:
        clear_stale_pid_file(site.cluster)
        preferred = last_port(site.cluster)
        for _ in range(PORT_ATTEMPTS):
            write_settings(site, free_port(preferred), self._settings)
            tail = self._run_server(site)
            postmaster = live_postmaster(site.cluster)
            if tail is None and postmaster is not None:
                return postmaster
            if tail is None or PORT_TAKEN not in tail:
                break
            preferred = None
        if postmaster is not None:
            raise DatabaseError(
                said(
                    "PostgreSQL is still recovering after {seconds:.0f} seconds. Its log {log} ends "
                    "with:\n{tail}",
                    seconds=self._timeout,
                    log=site.log,
                    tail=tail,
                ),
                said("Wait a little and try again"),
            )
        raise DatabaseError(
            said(
                "PostgreSQL did not start. Its log {log} ends with:\n{tail}",
                log=site.log,
                tail=tail or said("(nothing)"),
            )
        )

    def _run_server(self, site: Site) -> str | None:
        """Starts the server and waits for it; returns `None` once it is ready, else the end of its log."""
        prepare_log(site)
        before = log_size(site.log)
        wait = ("-w", "-t", f"{self._timeout:.0f}")
        outcome = site.binaries.run(
            "pg_ctl", "start", "-D", site.cluster, "-l", site.log, *wait, timeout=self._timeout + 30
        )
        if outcome.code == 0:
            return None
        return log_tail(site.log, before) or outcome.text


def free_port(preferred: int | None = None) -> int:
    """A TCP port on 127.0.0.1 that nobody listens on: `preferred` if possible, else any."""
    for port in (preferred or 0, 0):
        with socket.socket() as probe:
            if sys.platform != "win32":  # where it would take a port away from its owner
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise DatabaseError(said("No TCP port is free on {host}", host=HOST))


def _halt(site: Site) -> None:
    for mode in ("fast", "immediate"):
        wait = ("-w", "-t", str(STOP_TIMEOUT_SECONDS))
        outcome = site.binaries.run(
            "pg_ctl", "stop", "-D", site.cluster, "-m", mode, *wait, timeout=STOP_TIMEOUT_SECONDS + 30
        )
        if outcome.code == 0 or live_postmaster(site.cluster) is None:
            return
    raise DatabaseError(
        said("PostgreSQL does not stop: {output}\n{tail}", output=outcome.text, tail=log_tail(site.log))
    )
