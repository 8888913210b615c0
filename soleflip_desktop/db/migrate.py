"""Brings a database to the form this version of the program needs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, Text, column, func, select, table, text
from sqlalchemy.exc import DBAPIError

from soleflip_desktop.db.engine import data_folder, transaction
from soleflip_desktop.db.server_errors import first_line, server_error
from soleflip_desktop.db.tables import SCHEMAS
from soleflip_desktop.errors import DatabaseError, said

# Alembic takes 0.3 s to load, a fifth of a start, and only a database that is behind needs it.
if TYPE_CHECKING:
    from alembic.config import Config

OLDEST_SERVER = 150000
# Any number no other program takes for its advisory lock: "sole" in ASCII.
LOCK = 0x736F6C65

BeforeUpgrade = Callable[[str, str], None]


class Migrations:
    """The migrations in a folder.

    Args:
        location: The folder that holds `env.py` and `versions`.
    """

    def __init__(self, location: Path) -> None:
        self._location = location
        files = sorted(path.stem for path in (location / "versions").glob("[0-9]*.py"))
        self._revisions = [name.partition("_")[0] for name in files]

    @property
    def head_revision(self) -> str:
        """The revision this version of the program works with: files are named by theirs, in order."""
        return self._revisions[-1]

    def current_revision(self, engine: Engine) -> str | None:
        """The revision the database is at; `None` where SoleFlip never was.

        Raises:
            DatabaseError: If the server is gone or refuses.
        """
        with transaction(engine) as connection:
            return _revision(connection)

    def upgrade_to_head(self, engine: Engine, before_upgrade: BeforeUpgrade | None = None) -> None:
        """Brings the database to the head revision in one transaction; does nothing if it is there.

        Two programs that start at once migrate once: the second waits for the first.

        Args:
            engine: The database.
            before_upgrade: Called with the old and the new revision before a database that holds data is
                changed, with no table locked yet (for a backup). What it raises stops the upgrade.

        Raises:
            DatabaseError: If the server is too old or gone, the database is not UTF-8, was made by a newer
                program, holds other programs' tables in our schemas, or a migration failed; nothing is
                changed then.
        """
        with _changing(engine) as connection:
            _check_server(connection)
            old = self._known_revision(connection)
            if old == self.head_revision:
                return
            if old is None:
                _check_unused(connection)
            elif before_upgrade is not None:
                before_upgrade(old, self.head_revision)
            from alembic import command

            command.upgrade(self._config(connection), "head")

    def downgrade(self, engine: Engine, revision: str) -> None:
        """Takes the database back to `revision` ("base" for empty) in one transaction; data is lost.

        Raises:
            DatabaseError: As `upgrade_to_head`.
        """
        with _changing(engine) as connection:
            from alembic import command

            self._known_revision(connection)
            command.downgrade(self._config(connection), revision)

    def _config(self, connection: Connection | None = None) -> "Config":
        from alembic.config import Config

        config = Config()
        # ConfigParser reads a percent sign as the start of a reference.
        config.set_main_option("script_location", str(self._location).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        return config

    def _known_revision(self, connection: Connection) -> str | None:
        revision = _revision(connection)
        if revision is not None and revision not in self._revisions:
            raise DatabaseError(
                said(
                    "The database was written by a newer SoleFlip (its form is {revision}, this version "
                    "knows up to {head})",
                    revision=revision,
                    head=self.head_revision,
                ),
                said("Install the newest SoleFlip, or choose another data folder or database"),
            )
        return revision


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """One transaction under the lock that lets only one program migrate at a time."""
    try:
        with engine.begin() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
            yield connection
    except DBAPIError as error:
        told = server_error(error.orig, data_folder(engine)) or DatabaseError(
            said(
                "The database could not be brought to the form this version needs ({answer})",
                answer=first_line(error.orig),
            ),
            said("Nothing in it was changed; keep using the previous version and report this"),
        )
        raise told from error


def _revision(connection: Connection) -> str | None:
    """What Alembic noted, in its own table; `None` if it was never here."""
    if connection.execute(text("select to_regclass('public.alembic_version')")).scalar_one() is None:
        return None
    return connection.execute(text("select version_num from public.alembic_version")).scalar_one_or_none()


def _check_server(connection: Connection) -> None:
    version = connection.execute(text("show server_version_num")).scalar_one()
    if int(version) < OLDEST_SERVER:
        name = connection.execute(text("show server_version")).scalar_one()
        raise DatabaseError(
            said(
                "The server runs PostgreSQL {name}; SoleFlip needs {least} or later",
                name=name,
                least=OLDEST_SERVER // 10000,
            ),
            said("Upgrade the server, or let SoleFlip use its own"),
        )
    encoding = connection.execute(text("show server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise DatabaseError(
            said("The database stores text as {encoding}; SoleFlip needs UTF8", encoding=encoding),
            said("Create a database with ENCODING 'UTF8' TEMPLATE template0 and choose that"),
        )


def _check_unused(connection: Connection) -> None:
    tables = table("pg_tables", column("schemaname", Text), column("tablename", Text), schema="pg_catalog")
    found = select(tables).where(tables.c.schemaname.in_(SCHEMAS)).limit(1)
    row = connection.execute(found).one_or_none()
    if row is not None:
        raise DatabaseError(
            said(
                "The database already holds a table {schema}.{table} that SoleFlip did not make",
                schema=row.schemaname,
                table=row.tablename,
            ),
            said("Choose an empty database"),
        )
