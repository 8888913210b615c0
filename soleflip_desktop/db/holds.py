"""The idle connection by which a program shows the others that it uses the embedded server."""

import time
from typing import TYPE_CHECKING, Any, Final

from soleflip_desktop.db.clusters import USER, Site
from soleflip_desktop.db.processes import Postmaster, live_postmaster
from soleflip_desktop.db.server_log import log_size, log_tail
from soleflip_desktop.errors import DatabaseError, said

if TYPE_CHECKING:  # psycopg takes 100 ms to import: not before there is a server to connect to
    import psycopg

    Connection = psycopg.Connection[Any]

HOST: Final = "127.0.0.1"
DATABASE: Final = "soleflip"
NAME: Final = "soleflip hold"
LEAVING_SECONDS = 0.5  # a backend is still listed for some milliseconds after its client has closed
POLL_SECONDS = 0.02
# The last two: a server that is just ending drops a connection without a word.
NOT_YET = (
    "starting up",
    "shutting down",
    "recovery",
    "not yet accepting",
    "refused",
    "closed the connection unexpectedly",
    "connection reset",
)
OTHER_PROGRAMS = """
    select count(*) from pg_stat_activity
    where application_name like 'soleflip%' and pid <> pg_backend_pid()
"""


class Hold:
    """At most one connection to the server; the system closes it when the program dies."""

    def __init__(self) -> None:
        self._connection: Connection | None = None

    def take(self, site: Site, postmaster: Postmaster, password: str, timeout: float) -> bool:
        """Connects anew, which proves that the server still lets programs in, and creates the database.

        Returns:
            False if the server ended meanwhile: it has to be started again.

        Raises:
            DatabaseError: If the server refuses, or does not accept within `timeout` seconds.
        """
        import psycopg

        self.let_go()
        before = log_size(site.log)
        deadline = time.monotonic() + timeout
        while True:
            try:
                _create_database(self._connected(postmaster, password))
            except psycopg.OperationalError as error:
                if live_postmaster(site.cluster) != postmaster:
                    return False
                answer = str(error).strip()
                if not any(text in answer for text in NOT_YET) or time.monotonic() > deadline:
                    raise _refused(answer, site, before) from error
            else:
                return True
            time.sleep(POLL_SECONDS)

    def others_are_there(self, postmaster: Postmaster, password: str) -> bool:
        """Whether another program is connected; True as well where the server does not say."""
        import psycopg

        deadline = time.monotonic() + LEAVING_SECONDS
        try:
            connection = self._connected(postmaster, password)
            while (found := connection.execute(OTHER_PROGRAMS).fetchone()) and found[0]:
                if time.monotonic() > deadline:
                    return True
                time.sleep(POLL_SECONDS)
        except psycopg.OperationalError:
            return True
        return False

    def let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connected(self, postmaster: Postmaster, password: str) -> "Connection":
        if self._connection is None or not _answers(self._connection):
            self.let_go()
            self._connection = _connect(postmaster.port, password)
        return self._connection


def _connect(port: int, password: str) -> "Connection":
    """A connection that no `PG*` variable of the environment can lead elsewhere."""
    import psycopg

    return psycopg.connect(
        host=HOST,
        hostaddr=HOST,
        port=port,
        user=USER,
        password=password,
        dbname="postgres",  # not the product's own database, which a restore may have to replace
        sslmode="disable",
        gssencmode="disable",
        options="",
        application_name=NAME,
        connect_timeout=10,
        autocommit=True,
    )


def _answers(connection: "Connection") -> bool:
    import psycopg

    try:
        connection.execute("select 1")
    except psycopg.OperationalError:
        return False
    return True


def _create_database(connection: "Connection") -> None:
    """Creates the database at the first start, or when a kill came before that."""
    found = connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone()
    if found is None:
        connection.execute(f"create database {DATABASE} template template0")


def _refused(answer: str, site: Site, log_before: int) -> DatabaseError:
    tail = log_tail(site.log, log_before)
    return DatabaseError(
        said(
            "PostgreSQL does not let SoleFlip in: {answer}. Its log {log} says:\n{tail}",
            answer=answer,
            log=site.log,
            tail=tail,
        )
    )
