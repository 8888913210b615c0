"""The embedded PostgreSQL server's life: first start, start, sharing between programs, stop."""

import socket
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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
from soleflip_desktop.db.processes import Postmaster, clear_stale_pid_file, live_postmaster
from soleflip_desktop.db.server_log import log_size, log_tail, prepare_log
from soleflip_desktop.errors import DatabaseError

if TYPE_CHECKING:
    import psycopg

DATABASE: Final = "soleflip"
HOST: Final = "127.0.0.1"
START_TIMEOUT_SECONDS = 120.0  # replaying 2 GB of log after a crash takes up to a minute on a slow disk
STOP_TIMEOUT_SECONDS = 60
LEAVING_SECONDS = 0.5  # a backend is still listed for some milliseconds after its client has closed
POLL_SECONDS = 0.02
PORT_ATTEMPTS = 5
PORT_TAKEN = "could not create any TCP/IP sockets"
NOT_YET = ("starting up", "shutting down", "recovery", "not yet accepting", "refused")
OTHER_PROGRAMS = """
    select count(*) from pg_stat_activity
    where application_name like 'soleflip%' and pid <> pg_backend_pid()
"""

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
        self._hold: psycopg.Connection[Any] | None = None

    def url(self) -> str:
        """The URL of the database, for `create_engine`; makes and starts what is missing, whenever called.

        Raises:
            DatabaseError: If the server cannot be made or started; the end of its log is quoted.
        """
        with self._alone():
            site = self._site()
            ensure_cluster(site, self._secret, durable=self._settings.get("fsync") != "off")
            password = read_password(self._secret)
            postmaster = live_postmaster(site.cluster) or self._start(site)
            self._take_hold(site, postmaster, password)
            return f"postgresql+psycopg://{USER}:{password}@{HOST}:{postmaster.port}/{DATABASE}"

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
            if postmaster is None or self._others_are_connected(postmaster):
                self._let_go()
                return False
            self._let_go()
            _halt(site)
            return True

    def stop(self) -> None:
        """Stops the server at once, whoever uses it; open transactions are rolled back.

        Raises:
            DatabaseError: If it does not stop.
        """
        with self._alone():
            self._let_go()
            if is_cluster(noted_location(self._cluster)):
                site = self._site()
                if live_postmaster(site.cluster) is not None:
                    _halt(site)

    def status(self) -> ServerStatus:
        """What runs now; nothing is started or waited for."""
        cluster = noted_location(self._cluster)
        binaries = Binaries(self._binaries or find_binaries())
        found = live_postmaster(cluster)
        pid, port = (found.pid, found.port) if found else (None, None)
        return ServerStatus(found is not None, pid, port, binaries.version, cluster, binaries.folder)

    def _site(self) -> Site:
        return locate(self._cluster, self._log, self._binaries or find_binaries())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Holds off every other thread and process, and words what the system refuses."""
        try:
            self._cluster.parent.mkdir(parents=True, exist_ok=True)
            between_processes = fasteners.InterProcessLock(self._lock)
            with _one_thread:
                if not between_processes.acquire(timeout=self._timeout + STOP_TIMEOUT_SECONDS):
                    raise DatabaseError(
                        f"Another SoleFlip has been starting or stopping the database for too long; it holds "
                        f"{self._lock}",
                        "Close the other SoleFlip and try again",
                    )
                try:
                    yield
                finally:
                    between_processes.release()
        except OSError as error:
            raise DatabaseError(
                f"The data folder {self._cluster.parent} cannot be used: {error}",
                "Make sure that it belongs to you and that the disk is not full",
            ) from error

    def _start(self, site: Site) -> Postmaster:
        clear_stale_pid_file(site.cluster)
        preferred = last_port(site.cluster)
        for _ in range(PORT_ATTEMPTS):
            write_settings(site, free_port(preferred), self._settings)
            said = self._run_server(site)
            postmaster = live_postmaster(site.cluster)
            if said is None and postmaster is not None:
                return postmaster
            if said is None or PORT_TAKEN not in said:
                break
            preferred = None
        if postmaster is not None:
            raise DatabaseError(
                f"PostgreSQL is still recovering after {self._timeout:.0f} seconds. Its log {site.log} ends "
                f"with:\n{said}",
                "Wait a little and try again",
            )
        raise DatabaseError(f"PostgreSQL did not start. Its log {site.log} ends with:\n{said or '(nothing)'}")

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

    def _take_hold(self, site: Site, postmaster: Postmaster, password: str) -> None:
        """Connects, if not connected already, and creates the database if a kill came before that."""
        if self._hold is None or not _answers(self._hold):
            self._let_go()
            self._hold = self._connect(site, postmaster, password)
        found = self._hold.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone()
        if found is None:
            self._hold.execute(f"create database {DATABASE} template template0")

    def _connect(self, site: Site, postmaster: Postmaster, password: str) -> "psycopg.Connection[Any]":
        """Connects as soon as the server lets us: after a crash it may recover first."""
        import psycopg

        before = log_size(site.log)
        deadline = time.monotonic() + self._timeout
        while True:
            try:
                return _connected(postmaster.port, password)
            except psycopg.OperationalError as error:
                said = str(error)
                if not any(text in said for text in NOT_YET) or time.monotonic() > deadline:
                    tail = log_tail(site.log, before)
                    raise DatabaseError(
                        f"PostgreSQL does not let SoleFlip in: {said}. Its log {site.log} ends with:\n{tail}"
                    ) from error
            time.sleep(POLL_SECONDS)

    def _others_are_connected(self, postmaster: Postmaster) -> bool:
        import psycopg

        deadline = time.monotonic() + LEAVING_SECONDS
        try:
            if self._hold is None or not _answers(self._hold):
                self._let_go()
                self._hold = _connected(postmaster.port, read_password(self._secret))
            while (count := self._hold.execute(OTHER_PROGRAMS).fetchone()) and count[0]:
                if time.monotonic() > deadline:
                    return True
                time.sleep(POLL_SECONDS)
        except psycopg.OperationalError:
            return True  # nobody knows, so it is left to the next program
        return False

    def _let_go(self) -> None:
        if self._hold is not None:
            self._hold.close()
            self._hold = None


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
    raise DatabaseError(f"No TCP port is free on {HOST}")


def _halt(site: Site) -> None:
    for mode in ("fast", "immediate"):
        wait = ("-w", "-t", str(STOP_TIMEOUT_SECONDS))
        outcome = site.binaries.run(
            "pg_ctl", "stop", "-D", site.cluster, "-m", mode, *wait, timeout=STOP_TIMEOUT_SECONDS + 30
        )
        if outcome.code == 0 or live_postmaster(site.cluster) is None:
            return
    raise DatabaseError(f"PostgreSQL does not stop: {outcome.text}\n{log_tail(site.log)}")


def _connected(port: int, password: str) -> "psycopg.Connection[Any]":
    """A connection that no `PG*` variable of the environment can lead elsewhere."""
    import psycopg

    return psycopg.connect(
        host=HOST,
        hostaddr=HOST,
        port=port,
        user=USER,
        password=password,
        dbname="postgres",
        sslmode="disable",
        gssencmode="disable",
        options="",
        application_name=f"{DATABASE} hold",
        connect_timeout=10,
        autocommit=True,
    )


def _answers(connection: "psycopg.Connection[Any]") -> bool:
    import psycopg

    try:
        connection.execute("select 1")
    except psycopg.OperationalError:
        return False
    return True
