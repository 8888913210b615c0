"""Where the program keeps its data and finds what it was shipped with."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import platformdirs

from soleflip_desktop.errors import UserError, said

APPLICATION = "SoleFlip"
FOLDER_VARIABLE = "SOLEFLIP_DATA_DIR"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The one folder that holds everything the program writes; nothing is created by naming it."""

    root: Path

    @property
    def cluster(self) -> Path:
        """The embedded server's data directory."""
        return self.root / "postgres"

    @property
    def secret(self) -> Path:
        """The embedded server's password, readable by its owner only."""
        return self.root / "postgres.secret"

    @property
    def lock(self) -> Path:
        """Held by the process that creates, starts or stops the embedded server."""
        return self.root / "postgres.lock"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def server_log(self) -> Path:
        return self.logs / "postgres.log"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def settings_file(self) -> Path:
        return self.root / "settings.json"

    def prepare(self) -> Self:
        """Makes the folder if there is none, closed to other users; those of Windows' profile are anyway.

        Root's can be passed through, not listed, since its database server runs as another user.
        """
        is_root = sys.platform != "win32" and os.geteuid() == 0
        self.root.mkdir(mode=0o711 if is_root else 0o700, parents=True, exist_ok=True)
        return self


def data_folder(named: Path | None = None) -> DataFolder:
    """The folder of this run: the one named, or the one the environment names, or the default one.

    Raises:
        UserError: As `default_data_folder`.
    """
    chosen = named or os.environ.get(FOLDER_VARIABLE) or default_data_folder()
    return DataFolder(Path(chosen).expanduser().absolute())


def default_data_folder() -> Path:
    """The folder the user chose in the settings, else `usual_data_folder`.

    Raises:
        UserError: If the note of that choice cannot be read; another folder would look as if all were lost.
    """
    note = _note_of_choice()
    try:
        chosen = note.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return usual_data_folder()
    except (OSError, ValueError) as error:
        raise UserError(
            said("The note {note} of the data folder cannot be read: {reason}", note=note, reason=error),
            said("Correct or delete it, or name the folder with --data-dir"),
        ) from error
    return Path(chosen) if chosen else usual_data_folder()


def usual_data_folder() -> Path:
    """The user's own data folder: not the roaming profile, a database must not be synchronised."""
    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False, roaming=False))


def choose_data_folder(folder: Path) -> None:
    """Makes `folder` the default one from the next start on; what lies in the old one stays there."""
    note = _note_of_choice()
    if folder == usual_data_folder():
        note.unlink(missing_ok=True)
        return
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(f"{folder}\n", encoding="utf-8")


def _note_of_choice() -> Path:
    """Names the chosen folder; it cannot lie in that folder itself."""
    return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False, roaming=False)) / "data-folder"


def shipped(name: str) -> Path:
    """Where a file or folder lies that comes with the program.

    Args:
        name: `migrations`, `resources`, `docs/guide` or `alembic.ini`, or a path below one of them.

    Returns:
        Its path in the frozen program, in the installed wheel or in the source checkout.
    """
    unpacked = getattr(sys, "_MEIPASS", None)
    if unpacked is not None:
        return Path(unpacked) / name
    package = Path(__file__).resolve().parent
    in_wheel = package / "_shipped"
    return (in_wheel if in_wheel.is_dir() else package.parent) / name
