"""What the user said the columns of tables are, kept under names for files with the same header."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from soleflip_desktop.db import profiles
from soleflip_desktop.db.change_sets import open_change_set
from soleflip_desktop.db.engine import Connection, Engine, transaction
from soleflip_desktop.db.profiles import StoredProfile
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.text import without_nul
from soleflip_desktop.errors import FileError, UserError, said
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.own_tables.mapped_table import on_header_of
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping, lacks
from soleflip_desktop.importers.own_tables.mapping_json import (
    ProfileFile,
    mapping_as_json,
    profile_as_text,
    read_profile,
)
from soleflip_desktop.services.known_tables import Profile, as_profile, profile_for

LONGEST_NAME = 60


class Profiles:
    """Keeps mappings; every change is audited and can be undone.

    Args:
        engine: The database they are kept in.
        actor: Who changes, one of `db.tables.logging.ACTORS`.
    """

    def __init__(self, engine: Engine, actor: str) -> None:
        self._engine = engine
        self._actor = actor

    def profiles(self, *, control: Control | None = None) -> list[Profile]:
        """All profiles by name."""
        with transaction(self._engine, control) as connection:
            return list(map(as_profile, profiles.profiles(connection)))

    def known(self, tables: Sequence[Table], *, control: Control | None = None) -> list[Profile | None]:
        """For each table the profile saved for its header, `None` where there is none."""
        with transaction(self._engine, control) as connection:
            return [profile_for(connection, table) for table in tables]

    def save(self, table: Table, mapping: ColumnMapping, name: str, *, control: Control | None = None) -> int:
        """Remembers a mapping for files with this header in place of an earlier one, and returns its id.

        Raises:
            UserError: If the name is none, or the mapping lacks something.
        """
        named = on_header_of(table, mapping)
        if missing := lacks(mapping):
            raise UserError(said("The columns cannot be remembered yet"), missing[0])
        return self._keep(ProfileFile(_checked(name), named.fingerprint, mapping), control)

    def rename(self, profile_id: int, name: str, *, control: Control | None = None) -> None:
        """Calls a profile something else.

        Raises:
            UserError: If the name is none, or the profile is gone.
        """
        name = _checked(name)
        with transaction(self._engine, control) as connection:
            before = _stored(connection, profile_id).name
            open_change_set(connection, self._actor, f"Rename column profile {before}")
            profiles.change(connection, profile_id, name=name)

    def delete(self, profile_id: int, *, control: Control | None = None) -> None:
        """Forgets a profile; files like its own are asked about again.

        Raises:
            UserError: If it is gone already.
        """
        with transaction(self._engine, control) as connection:
            before = _stored(connection, profile_id).name
            open_change_set(connection, self._actor, f"Delete column profile {before}")
            profiles.remove(connection, profile_id)

    def export(self, profile_id: int, path: Path, *, control: Control | None = None) -> None:
        """Writes a profile to a JSON file.

        Raises:
            UserError: If the profile is gone or unreadable, or the file cannot be written.
        """
        with transaction(self._engine, control) as connection:
            profile = as_profile(_stored(connection, profile_id))
        if profile.mapping is None:
            raise UserError(
                said("The profile “{name}” was saved by a later version", name=profile.name),
                said("Update SoleFlip"),
            )
        text = profile_as_text(ProfileFile(profile.name, profile.fingerprint, profile.mapping))
        try:
            path.write_text(text + "\n", encoding="utf-8", newline="\n")
        except OSError as error:
            raise FileError(
                said("{file} cannot be written: {reason}", file=path.name, reason=error.strerror or ""),
                said("Choose another folder"),
            ) from error

    def read_file(self, path: Path) -> ProfileFile:
        """The profile in a JSON file.

        Raises:
            FileError: If it holds none that is complete; says which part of it is wrong.
        """
        profile = read_profile(path)
        if missing := lacks(profile.mapping):
            raise FileError(said("{file} holds no complete profile", file=path.name), missing[0])
        return profile

    def import_file(self, path: Path, *, control: Control | None = None) -> int:
        """Keeps the profile in a JSON file, in place of one for the same header, and returns its id.

        Raises:
            FileError: If it holds none that is complete; says which part of it is wrong.
        """
        profile = self.read_file(path)
        return self._keep(replace(profile, name=_checked(profile.name)), control)

    def _keep(self, profile: ProfileFile, control: Control | None) -> int:
        values: dict[str, Any] = {
            "name": profile.name,
            "kind": profile.mapping.rows.value,
            "mapping": mapping_as_json(profile.mapping),
        }
        with transaction(self._engine, control) as connection:
            open_change_set(connection, self._actor, f"Save column profile {profile.name}")
            known = profiles.profiles_for(connection, [profile.fingerprint])
            if known:
                profiles.change(connection, known[0].id, **values)
                return known[0].id
            return profiles.add(connection, fingerprint=profile.fingerprint, **values)


def _checked(name: str) -> str:
    tidy = " ".join(without_nul(name).split())
    if not tidy:
        raise UserError(said("A profile needs a name"), said("Type one"))
    if len(tidy) > LONGEST_NAME:
        raise UserError(
            said("The name of the profile is too long"), said("Use at most {most} letters", most=LONGEST_NAME)
        )
    return tidy


def _stored(connection: Connection, profile_id: int) -> StoredProfile:
    stored = profiles.profile(connection, profile_id)
    if stored is None:
        raise UserError(said("The profile is gone"), said("Somebody else may have deleted it"))
    return stored
