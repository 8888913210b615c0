"""A folder whose new files are imported by themselves, and put away afterwards."""

from dataclasses import dataclass
from pathlib import Path

from soleflip_desktop.errors import UserError, said

IMPORTED, FAILED = "imported", "failed"
# What browsers and office programs call a file that is not finished.
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".lock")
_TEMPORARY = (".", "~$")


@dataclass(frozen=True, slots=True)
class _Look:
    """What a file looked like: while it is written, that changes."""

    size: int
    modified_ns: int


class WatchFolder:
    """Finds files that have come to rest, each once.

    Args:
        folder: Where files appear; files in folders inside it are left alone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._looks: dict[Path, _Look] = {}
        self._taken: set[Path] = set()

    def arrived(self) -> list[Path]:
        """The files that have not changed since the last look, in the order of their names.

        Raises:
            UserError: If the folder cannot be read.
        """
        try:
            looks = {path: _look(path) for path in self.folder.iterdir() if _is_meant(path)}
        except OSError as error:
            raise UserError(
                said("The watch folder {folder} cannot be read: {reason}", folder=self.folder, reason=error),
                said("Choose another in the settings, or bring this one back"),
            ) from error
        found = {path: look for path, look in looks.items() if look is not None}
        self._taken &= found.keys()
        resting = [
            path
            for path, look in found.items()
            if path not in self._taken and look.size and self._looks.get(path) == look
        ]
        self._looks = found
        self._taken.update(resting)
        return sorted(resting)

    def put_away(self, path: Path, reason: str = "") -> Path:
        """Moves a file to `imported`, or to `failed` with the reason in a text file beside it.

        A file of the same name that lies there already stays; the newer one gets a number.

        Returns:
            Where it lies now.

        Raises:
            UserError: If it cannot be moved.
        """
        place = self.folder / (FAILED if reason else IMPORTED)
        try:
            place.mkdir(exist_ok=True)
            moved = path.rename(_free(place / path.name))
            if reason:
                moved.with_name(f"{moved.name}.txt").write_text(f"{reason}\n", encoding="utf-8")
        except OSError as error:
            raise UserError(
                said(
                    "{file} cannot be moved to {folder}: {reason}", file=path.name, folder=place, reason=error
                ),
                said("Move it yourself, or it is read again at the next start"),
            ) from error
        self._taken.discard(path)
        return moved


def _is_meant(path: Path) -> bool:
    return not path.name.startswith(_TEMPORARY) and path.suffix.lower() not in _UNFINISHED


def _look(path: Path) -> _Look | None:
    """`None` for what is no file, or went meanwhile."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return _Look(status.st_size, status.st_mtime_ns) if path.is_file() else None


def _free(path: Path) -> Path:
    number = 1
    found = path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return found
