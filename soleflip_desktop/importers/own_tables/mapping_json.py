"""Mappings and profiles as JSON: in the database, and in files that are passed on."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic import Field as Limited

from soleflip_desktop.domain.readings import DAY_READINGS, MARK_READINGS
from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.files.table import HEAD_ROWS, MOST_COLUMNS
from soleflip_desktop.importers.own_tables.mapped_fields import FIELDS, Rows
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping

LONGEST_PROFILE: Final = 4 << 20


class UnreadableMappingError(ValueError):
    """The JSON is no mapping of this version; the message says which part of it is why."""


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds a NUL")
    return text


def _field(name: str) -> str:
    if name not in FIELDS:
        raise ValueError(f"there is no field {name!r}")
    return name


def _reading(name: str) -> str:
    if name not in (*DAY_READINGS, *MARK_READINGS):
        raise ValueError(f"there is no reading {name!r}")
    return name


_Text = Annotated[str, StringConstraints(max_length=5_000), AfterValidator(_without_nul)]
_Column = Annotated[_Text, StringConstraints(min_length=1)]


class _Mapping(BaseModel):
    """A `ColumnMapping`."""

    model_config = ConfigDict(extra="forbid", strict=True)

    rows: Annotated[Rows, Limited(strict=False)]
    columns: Annotated[
        dict[_Column, Annotated[str, AfterValidator(_field)]], Limited(max_length=MOST_COLUMNS)
    ]
    constants: Annotated[dict[_Text, _Text], Limited(max_length=100)] = {}
    readings: Annotated[
        dict[_Column, Annotated[str, AfterValidator(_reading)]], Limited(max_length=MOST_COLUMNS)
    ] = {}
    negated: Annotated[list[_Column], Limited(max_length=MOST_COLUMNS)] = []
    personal: Annotated[list[_Column], Limited(max_length=MOST_COLUMNS)] = []
    per_pair: bool = False
    header_row: Annotated[int, Limited(ge=0, lt=HEAD_ROWS)] = 0
    sheet: _Text = ""


class _Profile(BaseModel):
    """A `ProfileFile`."""

    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal["soleflip column profile"]
    version: Literal[1]
    name: Annotated[_Text, StringConstraints(min_length=1, max_length=60)]
    fingerprint: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    mapping: _Mapping


@dataclass(frozen=True, slots=True)
class ProfileFile:
    """A profile outside the database.

    Attributes:
        fingerprint: Of the header that it is for, as `Table.fingerprint` has it.
    """

    name: str
    fingerprint: str
    mapping: ColumnMapping


def mapping_as_json(mapping: ColumnMapping) -> dict[str, Any]:
    return {
        "rows": mapping.rows.value,
        "columns": dict(mapping.columns),
        "constants": dict(mapping.constants),
        "readings": dict(mapping.readings),
        "negated": sorted(mapping.negated),
        "personal": sorted(mapping.personal),
        "per_pair": mapping.per_pair,
        "header_row": mapping.header_row,
        "sheet": mapping.sheet,
    }


def mapping_from_json(value: object) -> ColumnMapping:
    """Reads what `mapping_as_json` made.

    Raises:
        UnreadableMappingError: If it is something else.
    """
    try:
        return _mapping(_Mapping.model_validate(value))
    except ValidationError as error:
        raise UnreadableMappingError(_first(error)) from error


def profile_as_text(profile: ProfileFile) -> str:
    """The content of a profile's file."""
    content = {"format": "soleflip column profile", "version": 1, "name": profile.name}
    content |= {"fingerprint": profile.fingerprint}
    return json.dumps(content | {"mapping": mapping_as_json(profile.mapping)}, indent=2, ensure_ascii=False)


def read_profile(path: Path) -> ProfileFile:
    """Reads the file of a profile.

    Raises:
        FileError: If it cannot be read or holds no profile; says which part of it is wrong.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST_PROFILE + 1)
        if len(content) > LONGEST_PROFILE:
            raise _no_profile(path, said("it is larger than {most} MB", most=LONGEST_PROFILE >> 20))
        profile = _Profile.model_validate_json(content.removeprefix(b"\xef\xbb\xbf"))
    except OSError as error:
        raise FileError(
            said("{file} cannot be read: {reason}", file=path.name, reason=error.strerror or "")
        ) from error
    except ValidationError as error:
        raise _no_profile(path, _first(error)) from error
    return ProfileFile(profile.name, profile.fingerprint, _mapping(profile.mapping))


def _mapping(read: _Mapping) -> ColumnMapping:
    return ColumnMapping(
        rows=read.rows,
        columns=read.columns,
        constants=read.constants,
        readings=read.readings,
        negated=frozenset(read.negated),
        personal=frozenset(read.personal),
        per_pair=read.per_pair,
        header_row=read.header_row,
        sheet=read.sheet,
    )


def _no_profile(path: Path, reason: str) -> FileError:
    return FileError(
        said("{file} is no column profile: {reason}", file=path.name, reason=reason),
        said("Choose a file that was exported from the list of profiles"),
    )


def _first(error: ValidationError) -> str:
    """The first thing that is wrong, with its place."""
    fault = error.errors()[0]
    place = ".".join(str(part) for part in fault["loc"])
    reason = fault["msg"].removeprefix("Value error, ")
    return f"{place}: {reason}" if place else reason
