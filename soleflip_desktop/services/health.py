"""Whether everything the program rests on is as it should be."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from soleflip_desktop.db.engine import Engine, connect_engine
from soleflip_desktop.db.migrate import OLDEST_SERVER, Migrations
from soleflip_desktop.db.server_facts import ServerFacts, server_facts
from soleflip_desktop.errors import DatabaseError, UserError, said
from soleflip_desktop.services.importing import Importing

LEAST_FREE_BYTES = 500 * 1024**2
_MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is as it should be, what was found, and what to do then."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


class Health:
    """The checks on an open database.

    Args:
        engine: The database.
        migrations: What it should be brought to.
        importing: Knows the imports that wait.
        data_folder: The folder that holds everything the program writes.
        settings: Says the settings in force, without secrets.
    """

    def __init__(
        self,
        engine: Engine,
        migrations: Migrations,
        importing: Importing,
        data_folder: Path,
        settings: Callable[[], str],
    ) -> None:
        self._engine = engine
        self._migrations = migrations
        self._importing = importing
        self._data_folder = data_folder
        self._settings = settings

    def report(self) -> list[Check]:
        """Everything that is checked, in the order in which it is shown.

        Raises:
            DatabaseError: If the server is gone.
        """
        return [
            *folder_checks(self._data_folder),
            self._server(),
            self._form(),
            self._waiting(),
            Check("Settings", True, self._settings()),
        ]

    def _server(self) -> Check:
        facts = server_facts(self._engine)
        place = f"{facts.host}:{facts.port}" if facts.port else facts.host
        found = said(
            "PostgreSQL {version} at {place}, {database}, {size:,.0f} MB",
            version=facts.version,
            place=place,
            database=facts.database,
            size=facts.size_bytes / _MEGABYTE,
        )
        return Check("Server", True, found)

    def _form(self) -> Check:
        current, head = self._migrations.current_revision(self._engine), self._migrations.head_revision
        found = said("at {current}, newest {head}", current=current or said("none"), head=head)
        remedy = "" if current == head else said("Start SoleFlip again: it brings the database up to date")
        return Check("Migrations", current == head, found, remedy)

    def _waiting(self) -> Check:
        waiting = [f"{batch.id} ({batch.file_name})" for batch in self._importing.waiting()]
        if not waiting:
            return Check("Imports", True, said("none waits"))
        found = said("waiting: {imports}", imports=", ".join(waiting))
        return Check("Imports", False, found, said("Continue or discard them"))


def folder_checks(folder: Path) -> list[Check]:
    """What can be said of the data folder without a database."""
    usable = folder.is_dir() and os.access(folder, os.R_OK | os.W_OK | os.X_OK)
    if not usable:
        remedy = said("Make sure that it is there and yours, or choose another folder")
        return [Check("Data folder", False, said("{folder} cannot be written", folder=folder), remedy)]
    free = shutil.disk_usage(folder).free
    enough = free >= LEAST_FREE_BYTES
    needed = said("Make room for at least {size:,.0f} MB on its disk", size=LEAST_FREE_BYTES / _MEGABYTE)
    return [
        Check("Data folder", True, str(folder)),
        Check("Free disk", enough, said("{size:,.0f} MB", size=free / _MEGABYTE), "" if enough else needed),
    ]


def checks_without_database(folder: Path, error: UserError) -> list[Check]:
    """What can be said where the database did not open."""
    return [*folder_checks(folder), Check("Server", False, error.what, error.next_step)]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a server that could be used said of itself.

    Attributes:
        holds_data: SoleFlip has been there before.
    """

    facts: ServerFacts
    holds_data: bool


def try_server(url: str, migrations: Migrations) -> Trial:
    """Connects to a server without changing anything on it.

    Raises:
        DatabaseError: If it does not answer, is too old, or lets nothing be made in the database.
    """
    engine = connect_engine(url, pool_size=1)
    try:
        facts = server_facts(engine)
        if facts.version_number < OLDEST_SERVER:
            least = OLDEST_SERVER // 10000
            raise DatabaseError(
                said(
                    "The server runs PostgreSQL {version}; SoleFlip needs {least} or later",
                    version=facts.version,
                    least=least,
                ),
                said("Upgrade it, or let SoleFlip use its own"),
            )
        holds_data = migrations.current_revision(engine) is not None
        if not (holds_data or facts.may_create):
            raise DatabaseError(
                said(
                    "The user {user} may make nothing in the database {database}",
                    user=facts.user,
                    database=facts.database,
                ),
                said("Grant CREATE on it, or name its owner in the URL"),
            )
        return Trial(facts, holds_data)
    finally:
        engine.dispose()
