"""What the user is told of an error of the server."""

import re
from dataclasses import dataclass
from pathlib import Path

import psycopg

from soleflip_desktop.db.disk import disk_full
from soleflip_desktop.errors import ConnectionLostError, DatabaseError, Said, said

_URL = said("in the database's URL (Settings, or the variable DATABASE_URL)")


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A kind of error the user can do something about.

    Attributes:
        states: Beginnings of its SQLSTATEs.
        words: What it says in English or German; while connecting, libpq passes on the words and no state.
        quotes: Whether the server's own words are worth reading.
    """

    states: tuple[str, ...]
    words: re.Pattern[str] | None
    what: Said
    next_step: Said
    quotes: bool = True

    def told(self, cause: psycopg.Error) -> DatabaseError:
        if not self.quotes:
            return DatabaseError(self.what, self.next_step)
        return DatabaseError(
            said("{what} ({answer})", what=self.what, answer=first_line(cause)), self.next_step
        )

    def fits(self, cause: psycopg.Error) -> bool:
        if cause.sqlstate:
            return cause.sqlstate.startswith(self.states) if self.states else False
        return self.words is not None and self.words.search(str(cause)) is not None


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


# The states are those of https://www.postgresql.org/docs/current/errcodes-appendix.html.
_REFUSALS = (
    _Refusal(
        (),
        _words(
            "does not support SSL",
            r"SSL[ -]\w+ required",
            "certificate",
            "Zertifikat",
            "sslmode",
            "SSL off",
            "no encryption",
            "keine Verschlüsselung",
            "unterstützt kein SSL",
        ),
        said("The connection to the database server cannot be encrypted as it should be"),
        said("Correct sslmode and sslrootcert {url}", url=_URL),
    ),
    _Refusal(
        ("28",),
        _words(
            "authentication failed",
            "no password supplied",
            "is not permitted to log in",
            r'role ".*" does not exist',
            "no pg_hba.conf entry",
            "pg_hba.conf rejects",
            "-Authentifizierung",
            "kein Passwort angegeben",
            "Rolle ».*« existiert nicht",
            "kein pg_hba.conf-Eintrag",
        ),
        said("The database server does not let this user in, or not with this password"),
        said("Correct both {url}", url=_URL),
    ),
    _Refusal(
        ("3D000",),
        _words(r'database ".*" does not exist', "Datenbank ».*« existiert nicht"),
        said("There is no such database on the server"),
        said("Create it, or correct its name {url}", url=_URL),
    ),
    _Refusal(
        ("53300",),
        _words(
            "too many clients", "too many connections", "connection slots", "zu viele", "Verbindungsslots"
        ),
        said("The database server has no connection left for SoleFlip"),
        said("Close other programs that use it, or raise its max_connections; then try again"),
    ),
    _Refusal(
        ("42501",),
        None,
        said("The database server does not allow this to the user"),
        said("Give the user the rights, or name another user {url}", url=_URL),
    ),
    _Refusal(
        ("25006",),
        None,
        said("The database server only lets read"),
        said("Name the server that takes changes {url}", url=_URL),
    ),
    _Refusal(
        ("40001", "40P01"),
        None,
        said("Another program changed the same rows at the same time"),
        said("Nothing was kept; try again"),
        quotes=False,
    ),
    # Too little memory, a fault of its disk, or a limit that a server of the user's own sets.
    _Refusal(
        ("53", "58", "55P03", "57014"),
        None,
        said("The database broke the work off"),
        said("Nothing half done was kept; try again, or see `soleflip doctor`"),
    ),
)
_LOST = ("08", "57P", "25P03")


def server_error(cause: BaseException | None, data_folder: Path | None = None) -> DatabaseError | None:
    """The error in words, with what to do about it; `None` if it is a bug.

    Args:
        cause: What psycopg raised.
        data_folder: Where the server keeps its files, if that is on this machine.
    """
    if not isinstance(cause, psycopg.Error):
        return None
    if cause.sqlstate == "53100":
        return disk_full(data_folder, first_line(cause))
    for refusal in _REFUSALS:
        if refusal.fits(cause):
            return refusal.told(cause)
    is_lost = cause.sqlstate.startswith(_LOST) if cause.sqlstate else _has_no_server(cause)
    return connection_lost(cause) if is_lost else None


def connection_lost(cause: BaseException | None) -> ConnectionLostError:
    """What the user is told when the server does not answer."""
    return ConnectionLostError(
        said("The database does not answer ({answer})", answer=first_line(cause)),
        said("Nothing half done was kept; try again, or see `soleflip doctor`"),
    )


def first_line(cause: BaseException | None) -> str:
    return next(iter(str(cause or "").strip().splitlines()), said("no answer"))


def _has_no_server(cause: psycopg.Error) -> bool:
    # Without a state it comes from the driver itself; all but a lost connection is a wrong use of it.
    return isinstance(cause, psycopg.OperationalError)
