"""The system user a server runs as when the program itself runs as root, which PostgreSQL refuses."""

import hashlib
import os
import shutil
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from soleflip_desktop.errors import DatabaseError, said

CHOICE = "SOLEFLIP_POSTGRES_USER"
USUAL_ACCOUNTS = ("postgres", "nobody")
SHELTER = Path("/var/lib/soleflip")


@dataclass(frozen=True, slots=True)
class Account:
    """A system user other than root."""

    name: str
    uid: int
    gid: int

    def reaches(self, path: Path) -> bool:
        """Whether every folder on the way to `path`, and `path` itself, lets this user in."""
        resolved = path.resolve()
        return all(self._enters(step) for step in (resolved, *resolved.parents) if step.exists())

    def take(self, path: Path) -> None:
        """Makes this user the owner of `path`."""
        if sys.platform != "win32":
            os.chown(path, self.uid, self.gid)

    def _enters(self, path: Path) -> bool:
        found = path.stat()
        owner, group, others = stat.S_IXUSR, stat.S_IXGRP, stat.S_IXOTH
        bit = owner if found.st_uid == self.uid else group if found.st_gid == self.gid else others
        return bool(found.st_mode & bit)


def server_account(cluster: Path) -> Account | None:
    """The user the server on `cluster` has to run as.

    Returns:
        `None`, the current user, unless that is root. Then the owner of an existing cluster (PostgreSQL
        accepts no other), else the user named by `SOLEFLIP_POSTGRES_USER`, else `postgres` or `nobody`.

    Raises:
        DatabaseError: If there is no such user, or it is root.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    if cluster.exists() and (owner := cluster.stat().st_uid) != 0:
        return Account(str(owner), owner, cluster.stat().st_gid)
    return _chosen_account()


def _chosen_account() -> Account:
    import pwd

    chosen = os.environ.get(CHOICE)
    for name in [chosen] if chosen else USUAL_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise DatabaseError(
        said(
            "PostgreSQL refuses to run as root, and there is no other user {user}",
            user=chosen or said("postgres or nobody"),
        ),
        said(
            "Start SoleFlip as an ordinary user, or name an existing system user in {variable}",
            variable=CHOICE,
        ),
    )


def location_note(cluster: Path) -> Path:
    """The file in the data folder that says where the cluster lives if it is not there itself."""
    return cluster.with_name(f"{cluster.name}.location")


def noted_location(cluster: Path) -> Path:
    """Where the cluster of this data folder lives: `cluster`, or the place its location note names.

    Raises:
        DatabaseError: If that place is gone; beginning with an empty database there would hide the loss.
    """
    try:
        noted = Path(location_note(cluster).read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return cluster
    if not noted.parent.is_dir():
        raise DatabaseError(
            said(
                "The database of {folder} was kept in {place}, which is gone",
                folder=cluster.parent,
                place=noted,
            ),
            said(
                "Bring that folder back; to begin with an empty database, delete {note}",
                note=location_note(cluster),
            ),
        )
    return noted


def settle(cluster: Path, account: Account) -> Path:
    """Finds a place for a new cluster that `account` can reach, and notes it in the data folder.

    Root's own home is closed to everybody else (mode 700), so below it the cluster moves to a folder of its
    own in `/var/lib/soleflip`. The name is random: a data folder made anew at the same path must not meet
    the cluster, and the unknown password, of an earlier one.

    Returns:
        `cluster` itself where `account` can reach it.

    Raises:
        DatabaseError: If no such place can be made.
    """
    if account.reaches(cluster.parent):
        return cluster
    home = _sheltered_folder("cluster-", account, cluster.parent)
    place = home / cluster.name
    note = location_note(cluster)
    unfinished = note.with_name(f"{note.name}.new")
    unfinished.write_text(f"{place}\n", encoding="utf-8")
    unfinished.replace(note)
    return place


def reachable_programs(folder: Path, account: Account) -> Path:
    """A folder of the same programs as `folder` that `account` can run.

    Returns:
        `folder` itself, or a copy in `/var/lib/soleflip` where it lies in a closed place, such as a
        virtual environment below root's home. The copy is made once for each build of the server.

    Raises:
        DatabaseError: If no copy can be made.
    """
    server = folder / "postgres"
    if account.reaches(server):
        return folder
    found = server.stat()
    mark = hashlib.sha256(f"{server} {found.st_size} {found.st_mtime_ns}".encode()).hexdigest()[:16]
    copy = SHELTER / f"programs-{mark}"
    if not copy.exists():
        unfinished = _sheltered_folder("programs-new-", account, folder)
        _copy_programs(folder, unfinished)
        try:
            unfinished.rename(copy)
        except OSError:  # another program was first
            shutil.rmtree(unfinished)
    return copy.joinpath(*folder.parts[-3:])


def _copy_programs(folder: Path, target: Path) -> None:
    """Copies `<package>/<install>/bin` with its siblings, and the libraries beside the package."""
    install = folder.parent
    ignore = shutil.ignore_patterns("include", "*.a", "__pycache__")
    shutil.copytree(install, target / install.parent.name / install.name, ignore=ignore)
    libraries = install.parent.with_name(f"{install.parent.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)
    for path in target.rglob("*"):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.parent.name == "bin" else 0o444))
    target.chmod(0o755)


def _sheltered_folder(prefix: str, account: Account, instead_of: Path) -> Path:
    try:
        if not SHELTER.is_dir():
            SHELTER.mkdir(parents=True)
            SHELTER.chmod(0o755)  # whatever root's umask is
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=SHELTER))
        account.take(folder)
    except OSError as error:
        raise DatabaseError(
            said(
                "SoleFlip runs as root, so its database server runs as the user {user}, who may not "
                "enter {folder}; the folder {shelter} cannot be used instead: {reason}",
                user=account.name,
                folder=instead_of,
                shelter=SHELTER,
                reason=error,
            ),
            said(
                "Start SoleFlip as an ordinary user, or open the folder with: chmod o+x {folder}",
                folder=instead_of,
            ),
        ) from error
    if not account.reaches(folder):
        raise DatabaseError(
            said("The user {user} may not enter {shelter}", user=account.name, shelter=SHELTER),
            said("Open it with: chmod o+x {shelter}", shelter=SHELTER),
        )
    return folder
