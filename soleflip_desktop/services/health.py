"""Whether everything the program rests on is as it should be."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from soleflip_desktop.db.engine import Engine
from soleflip_desktop.db.migrate import Migrations
from soleflip_desktop.db.server_facts import server_facts
from soleflip_desktop.services.importing import Importing

LEAST_FREE_BYTES = 500 * 1024**2
_MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it is as it should be, and what was found."""

    name: str
    ok: bool
    detail: str


class Health:
    """The checks on an open database.

    Args:
        engine: The database.
        migrations: What it should be brought to.
        importing: Knows the imports that wait.
        data_folder: The folder that holds everything the program writes.
        settings: The settings in force as name and value, without secrets.
    """

    def __init__(
        self,
        engine: Engine,
        migrations: Migrations,
        importing: Importing,
        data_folder: Path,
        settings: Callable[[], list[tuple[str, str]]],
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
        settings = ", ".join(f"{name} {value}" for name, value in self._settings())
        return [
            *folder_checks(self._data_folder),
            self._server(),
            self._form(),
            self._waiting(),
            Check("Settings", True, settings),
        ]

    def _server(self) -> Check:
        facts = server_facts(self._engine)
        place = f"{facts.host}:{facts.port}" if facts.port else facts.host
        size = f"{facts.size_bytes / _MEGABYTE:,.0f} MB"
        return Check("Server", True, f"PostgreSQL {facts.version} at {place}, {facts.database}, {size}")

    def _form(self) -> Check:
        current, head = self._migrations.current_revision(self._engine), self._migrations.head_revision
        return Check("Migrations", current == head, f"at {current or 'none'}, newest {head}")

    def _waiting(self) -> Check:
        waiting = [f"{batch.id} ({batch.file_name})" for batch in self._importing.waiting()]
        detail = f"waiting: {', '.join(waiting)}; continue or discard them" if waiting else "none waits"
        return Check("Imports", not waiting, detail)


def folder_checks(folder: Path) -> list[Check]:
    """What can be said of the data folder without a database."""
    usable = folder.is_dir() and os.access(folder, os.R_OK | os.W_OK | os.X_OK)
    found = Check("Data folder", usable, str(folder) if usable else f"{folder} cannot be written")
    if not usable:
        return [found]
    free = shutil.disk_usage(folder).free
    return [found, Check("Free disk", free >= LEAST_FREE_BYTES, f"{free / _MEGABYTE:,.0f} MB")]
