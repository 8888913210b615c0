"""What the user can set: the environment first, then `settings.json` in the data folder, then a default."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, get_args
from urllib.parse import quote, unquote, urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from soleflip_desktop.errors import Said, UserError, said
from soleflip_desktop.paths import FOLDER_VARIABLE, DataFolder, data_folder, default_data_folder

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
WatchMode = Literal["review", "import"]

# Field name -> variable of the environment that sets it.
VARIABLES: Final = {
    "data_dir": FOLDER_VARIABLE,
    "database_url": "DATABASE_URL",
    "database_pool_size": "DATABASE_POOL_SIZE",
    "log_level": "LOG_LEVEL",
    "import_chunk_rows": "SOLEFLIP_IMPORT_CHUNK_ROWS",
    "watch_folder": "SOLEFLIP_WATCH_FOLDER",
    "watch_mode": "SOLEFLIP_WATCH_MODE",
}
_REMEDY = said("Correct the file, or delete it to have the defaults")
SCHEMES = ("postgresql", "postgresql+psycopg", "postgres")


class Settings(BaseSettings):
    """The settings of one run.

    Attributes:
        data_dir: Folder that holds everything the program writes.
        database_url: A PostgreSQL server that replaces the embedded one, as `postgresql+psycopg://…`.
        database_pool_size: Connections kept open at most.
        log_level: From which severity on the log file takes records.
        import_chunk_rows: Rows of a file that are read, checked and copied at a time.
        watch_folder: Files that appear in it are taken by the window; `None` for no such folder.
        watch_mode: Whether they wait for a review, or are imported if nothing is wrong with them.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, case_sensitive=True, env_ignore_empty=True
    )

    data_dir: Path = Field(default_factory=default_data_folder, validation_alias=VARIABLES["data_dir"])
    database_url: str | None = Field(None, validation_alias=VARIABLES["database_url"], repr=False)
    database_pool_size: int = Field(5, ge=1, le=100, validation_alias=VARIABLES["database_pool_size"])
    log_level: LogLevel = Field("INFO", validation_alias=VARIABLES["log_level"])
    import_chunk_rows: int = Field(1_000, ge=1, le=100_000, validation_alias=VARIABLES["import_chunk_rows"])

    watch_folder: Path | None = Field(None, validation_alias=VARIABLES["watch_folder"])
    watch_mode: WatchMode = Field("review", validation_alias=VARIABLES["watch_mode"])

    @field_validator("data_dir", "watch_folder")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        return value.expanduser().absolute() if value else None

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper_case(cls, value: object) -> object:
        upper = value.strip().upper() if isinstance(value, str) else value
        return upper if upper in get_args(LogLevel) else value

    @field_validator("database_url")
    @classmethod
    def _for_psycopg(cls, value: str | None) -> str | None:
        return postgresql_url(value) if value and not value.isspace() else None


def load_settings(data_dir: Path | None = None) -> Settings:
    """The settings of the run's data folder, `data_dir` if it was named.

    Raises:
        UserError: If the file or a variable holds something that cannot be used; names it, the field and
            the value.
    """
    folder = data_folder(data_dir)
    of_file = _read(folder.settings_file)
    below_environment = {name: value for name, value in of_file.items() if not _in_environment(name)}
    try:
        return Settings(**{**below_environment, "data_dir": folder.root})
    except ValidationError as error:
        raise _unusable(error.errors(include_url=False)[0], folder.settings_file) from None


def save_settings(folder: DataFolder, changes: Mapping[str, object]) -> None:
    """Writes `changes` into the file; `None` takes a setting out of it, so that its default holds again.

    The file may hold a password: only its owner can read it.

    Raises:
        UserError: If the file is damaged or cannot be written.
    """
    file = folder.settings_file
    kept = {name: value for name, value in {**_read(file), **changes}.items() if value is not None}
    making = file.with_suffix(".part")
    try:
        making.unlink(missing_ok=True)
        handle = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="utf-8") as stream:  # noqa: PTH123 - of a handle
            stream.write(json.dumps(kept, indent=2, ensure_ascii=False) + "\n")
        making.replace(file)
    except OSError as error:
        raise UserError(
            said("The settings file {file} cannot be written: {reason}", file=file, reason=error.strerror)
        ) from error


def set_by_environment(field: str) -> str:
    """The variable of the environment that sets this field, empty if none does."""
    return VARIABLES[field] if _in_environment(field) else ""


def fault_of(field: str, value: object) -> str:
    """Why a value cannot be used, a sentence that begins with the value; empty if it can."""
    defaults = {
        name: info.get_default(call_default_factory=True) for name, info in Settings.model_fields.items()
    }
    try:
        Settings(**{**defaults, field: value})
    except ValidationError as error:
        return _reason(error.errors(include_url=False)[0])
    return ""


def parted_url(url: str) -> tuple[str, str]:
    """A server's URL without its password, and the password; unchanged if it is no such URL."""
    scheme, found, rest = url.strip().partition("://")
    try:
        parts = urlsplit(f"postgresql://{rest}")
        password = parts.password
    except ValueError:
        return url.strip(), ""
    if not found or password is None:
        return url.strip(), ""
    user = parts.netloc.rpartition("@")[0].partition(":")[0]
    bare = parts._replace(netloc=f"{user}@{parts.netloc.rpartition('@')[2]}").geturl()
    return f"{scheme}://{bare.removeprefix('postgresql://')}", unquote(password)


def joined_url(url: str, password: str) -> str:
    """The inverse of `parted_url`; a password needs a user before it."""
    scheme, found, rest = url.strip().partition("://")
    user, at, host = rest.partition("@")
    if not (found and at and password):
        return url.strip()
    return f"{scheme}://{user}:{quote(password, safe='')}@{host}"


def postgresql_url(text: str) -> str:
    """`text` as SQLAlchemy wants it, with psycopg as the driver.

    Raises:
        ValueError: If it is no URL of a PostgreSQL database; the message names no password.
    """
    scheme, found, rest = text.strip().partition("://")
    if not found or scheme not in SCHEMES:
        raise ValueError(said("is no URL such as postgresql://user:password@host:5432/database"))
    try:
        parts = urlsplit(f"postgresql://{rest}")
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:  # its text may quote a part of the password
        raise ValueError(said("is no URL; write / : @ in a password as %2F %3A %40")) from None
    if not parts.path.strip("/"):
        raise ValueError(said("names no database, as in postgresql://user:password@host:5432/database"))
    return f"postgresql+psycopg://{rest}"


def _in_environment(field: str) -> bool:
    return bool(os.environ.get(VARIABLES.get(field, "")))


def _read(file: Path) -> dict[str, Any]:
    """What the file says, nothing if there is none."""
    try:
        found = json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise UserError(
            said("The settings file {file} cannot be read: {reason}", file=file, reason=error.strerror)
        ) from error
    except ValueError as error:
        raise UserError(
            said("The settings file {file} is damaged: {reason}", file=file, reason=error), _REMEDY
        ) from error
    if not isinstance(found, dict):
        raise UserError(said("The settings file {file} holds no JSON object", file=file), _REMEDY)
    for name in found:
        if name not in Settings.model_fields or name == "data_dir":
            raise UserError(
                said('The settings file {file} sets "{name}", which is no setting', file=file, name=name),
                _REMEDY,
            )
    return found


def _unusable(error: ErrorDetails, file: Path) -> UserError:
    at = str(error["loc"][0])
    field = next((name for name, variable in VARIABLES.items() if variable == at), at)
    value = error["input"]
    shown = said("its value") if field == "database_url" else repr(value)
    reason = _reason(error)
    if _in_environment(field):
        return UserError(
            said(
                "The environment variable {variable}: {shown} {reason}",
                variable=VARIABLES[field],
                shown=shown,
                reason=reason,
            ),
            said("Correct or unset it"),
        )
    return UserError(
        said(
            'The settings file {file}, "{field}": {shown} {reason}',
            file=file,
            field=field,
            shown=shown,
            reason=reason,
        ),
        _REMEDY,
    )


def _reason(error: ErrorDetails) -> str:
    own = error.get("ctx", {}).get("error")
    if isinstance(own, ValueError) and isinstance(own.args[0], Said):
        return own.args[0]
    return said("cannot be used: {reason}", reason=_sentence(error["msg"].removeprefix("Value error, ")))


def _sentence(reason: str) -> str:
    return reason.replace("Input should", "it should").replace("'", "")
