"""The embedded server's data directory: where it lives, how it is made, what is set in it."""

import os
import re
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from soleflip_desktop.db.accounts import (
    Account,
    noted_location,
    reachable_programs,
    server_account,
    settle,
)
from soleflip_desktop.db.binaries import OLDEST_MAJOR, Binaries
from soleflip_desktop.errors import DatabaseError, said

USER: Final = "soleflip"
BUILTIN_LOCALES_SINCE = 17
RENAME_PATIENCE_SECONDS = 10.0
SETTINGS_FILE = "app.conf"
SETTINGS: Final[Mapping[str, str]] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # the data folder's path may be longer than the 107 bytes of a socket's
    "max_connections": "40",  # a window takes about ten; several windows and a command line fit
    "shared_buffers": "64MB",  # more would keep twice what the system's cache has, for no gain
    "wal_buffers": "16MB",  # with the usual 4 MB an import stops at every page to write it out itself
    "wal_level": "minimal",  # nothing replicates, and a COPY into a table of the same transaction skips it
    "max_wal_senders": "0",  # demanded by wal_level
    "max_wal_size": "2GB",  # with the usual 1 GB an import of a million rows forces checkpoints
    "checkpoint_completion_target": "0.9",
    "fsync": "on",  # promise 1: a crash leaves the last committed state
    "jit": "off",  # compiling costs more than these queries take
    "password_encryption": "scram-sha-256",
    "lc_messages": "C",  # messages are looked at, and quoted in reports
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",  # the log is cut at the start of the server instead
    "log_checkpoints": "off",  # a line every five minutes that says nothing to a reseller
}
HOST_RULES = "host all all 127.0.0.1/32 scram-sha-256\n"


class UpgradeNeededError(DatabaseError):
    """The cluster was written by an older major version: to be dumped with that one, restored with this.

    Attributes:
        cluster: The data directory.
        written_by: The major version that wrote it.
        ours: The major version of the server at hand.
    """

    def __init__(self, cluster: Path, written_by: int, ours: int) -> None:
        super().__init__(
            said(
                "The database in {folder} was written by PostgreSQL {version}, this SoleFlip brings "
                "PostgreSQL {ours}",
                folder=cluster,
                version=written_by,
                ours=ours,
            ),
            said(
                "It has to be upgraded by dump and restore: back it up with the SoleFlip that wrote "
                "it, and restore that backup here into a new data folder"
            ),
        )
        self.cluster, self.written_by, self.ours = cluster, written_by, ours


@dataclass(frozen=True, slots=True)
class Site:
    """A cluster in its real place, with the log and the programs that its user can reach."""

    cluster: Path
    log: Path
    binaries: Binaries

    @property
    def account(self) -> Account | None:
        return self.binaries.account

    def hand_over(self, path: Path) -> None:
        """Gives `path` to the user the server runs as, where that is another one."""
        if self.account is not None:
            self.account.take(path)


def locate(cluster: Path, log: Path, programs: Path) -> Site:
    """The site of a data folder; for root it may lie outside of it (`soleflip_desktop.db.accounts`)."""
    place = noted_location(cluster)
    account = server_account(place)
    if account is None:
        return Site(place, log, Binaries(programs))
    if place == cluster and not is_cluster(place):
        place = settle(cluster, account)
    if not account.reaches(log.parent):
        log = place.with_name(log.name)
    return Site(place, log, Binaries(reachable_programs(programs, account), account))


def is_cluster(folder: Path) -> bool:
    return (folder / "PG_VERSION").is_file()


def ensure_cluster(site: Site, secret: Path, *, durable: bool = True) -> None:
    """Makes the cluster of `site` if there is none, and checks that this server can run it.

    It is made in a folder beside it and renamed, so a kill at any moment leaves a whole one or none.

    Args:
        site: Where it shall be.
        secret: The file for its password, written before the cluster appears.
        durable: Whether it is flushed to disk; only a cluster that is thrown away needs no flushing.

    Raises:
        DatabaseError: If it cannot be made, or was written by another major version.
    """
    if site.binaries.major < OLDEST_MAJOR:
        raise DatabaseError(
            said(
                "{folder} holds PostgreSQL {version}, SoleFlip needs {least} or later",
                folder=site.binaries.folder,
                version=site.binaries.version,
                least=OLDEST_MAJOR,
            )
        )
    if is_cluster(site.cluster):
        _check_version(site)
    else:
        _make_cluster(site, _new_password(secret), durable)


def read_password(secret: Path) -> str:
    """The password of the existing cluster.

    Raises:
        DatabaseError: If the file that holds it is gone or empty.
    """
    try:
        password = secret.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        password = ""
    if not password:
        raise DatabaseError(
            said("The password of the database is missing: {file} is gone or empty", file=secret),
            said("Bring that file back, or restore a backup into a new data folder"),
        )
    return password


def write_settings(site: Site, port: int, extra: Mapping[str, str]) -> None:
    """Writes the included settings file; `extra` outranks what SoleFlip sets."""
    settings = {**SETTINGS, **extra, "port": str(port)}
    lines = [f"{name} = '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in settings.items()]
    path = site.cluster / SETTINGS_FILE
    path.write_text("# Written by SoleFlip at each start.\n" + "".join(lines), encoding="utf-8", newline="\n")
    site.hand_over(path)


def last_port(cluster: Path) -> int | None:
    """The port of the last start: kept where it is still free, so that other programs find it again."""
    try:
        found = re.search(r"^port = '(\d+)'$", (cluster / SETTINGS_FILE).read_text("utf-8"), re.MULTILINE)
    except FileNotFoundError:
        return None
    return int(found[1]) if found else None


def _check_version(site: Site) -> None:
    written_by = int((site.cluster / "PG_VERSION").read_text("ascii").strip())
    ours = site.binaries.major
    if written_by > ours:
        raise DatabaseError(
            said(
                "The database in {folder} was written by PostgreSQL {version}, this SoleFlip brings "
                "only PostgreSQL {ours}",
                folder=site.cluster,
                version=written_by,
                ours=ours,
            ),
            said("Install the newer SoleFlip again that wrote it"),
        )
    if written_by < ours:
        raise UpgradeNeededError(site.cluster, written_by, ours)


def _make_cluster(site: Site, password: str, durable: bool) -> None:
    place = site.cluster
    if place.is_dir() and any(place.iterdir()):
        raise DatabaseError(
            said("{folder} holds files, but no database", folder=place),
            said("Move them elsewhere, or choose another data folder"),
        )
    prefix = f"{place.name}.new-"
    for left in place.parent.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)  # an initdb whose program was killed may still be busy in it
    work = Path(tempfile.mkdtemp(prefix=prefix, dir=place.parent))
    try:
        site.hand_over(work)
        _initdb(site, work, password, durable)
        publish(work / "data", place, durable)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _initdb(site: Site, work: Path, password: str, durable: bool) -> None:
    data, password_file = work / "data", work / "password"
    data.mkdir(mode=0o700)
    _write_private(password_file, password)
    for path in (data, password_file):
        site.hand_over(path)
    options = ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", *_locale_options(site.binaries.major)]
    if not durable:
        options.append("--no-sync")
    outcome = site.binaries.run(
        "initdb", "-D", data, "-U", USER, "--pwfile", password_file, *options, timeout=300
    )
    if outcome.code:
        raise DatabaseError(
            said(
                "The database could not be created in {folder}; initdb says:\n{output}",
                folder=site.cluster,
                output=outcome.text,
            )
        )
    with (data / "postgresql.conf").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write(f"\ninclude_if_exists = '{SETTINGS_FILE}'\n")
    (data / "pg_hba.conf").write_text(HOST_RULES, encoding="utf-8", newline="\n")


def _locale_options(major: int) -> list[str]:
    """Order by code point and Unicode's upper and lower case, the same on every system from 17 on."""
    if major >= BUILTIN_LOCALES_SINCE:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--lc-ctype=C.UTF-8"] if sys.platform == "linux" else []


def publish(made: Path, place: Path, durable: bool) -> None:
    """Gives the finished cluster its name, the moment from which it exists."""
    deadline = time.monotonic() + RENAME_PATIENCE_SECONDS
    if place.is_dir():
        place.rmdir()  # empty; Windows renames onto nothing that exists
    while True:
        try:
            made.rename(place)
            break
        except PermissionError:  # on Windows, while a virus scanner reads the new files
            if sys.platform != "win32" or time.monotonic() > deadline:
                raise
            time.sleep(0.2)
    if durable and sys.platform != "win32":
        _flush_folder(place.parent)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _new_password(secret: Path) -> str:
    """A random password in `secret`, closed to everybody else from its first moment.

    Windows knows no modes: there the folder's access list, the user's own, protects it.
    """
    password = secrets.token_urlsafe(32)
    unfinished = secret.with_name(f"{secret.name}.new")
    unfinished.unlink(missing_ok=True)
    _write_private(unfinished, password)
    unfinished.replace(secret)
    return password


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
