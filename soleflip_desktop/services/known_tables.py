"""Which tables the user has mapped before."""

from dataclasses import dataclass

from soleflip_desktop.db import profiles
from soleflip_desktop.db.engine import Connection
from soleflip_desktop.db.profiles import StoredProfile
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.own_tables.mapped_fields import Rows
from soleflip_desktop.importers.own_tables.mapped_table import fingerprints
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping, lacks
from soleflip_desktop.importers.own_tables.mapping_json import UnreadableMappingError, mapping_from_json


@dataclass(frozen=True, slots=True)
class Profile:
    """A mapping under a name, used for every file with the same header.

    Attributes:
        rows: What the rows of such tables are; `None` if a later version of the program saved it.
        fingerprint: Of the header.
        mapping: `None` if a later version saved it.
    """

    id: int
    name: str
    rows: Rows | None
    fingerprint: str
    mapping: ColumnMapping | None


def as_profile(stored: StoredProfile) -> Profile:
    try:
        mapping = mapping_from_json(stored.mapping)
    except UnreadableMappingError:
        return Profile(stored.id, stored.name, None, stored.fingerprint, None)
    return Profile(stored.id, stored.name, mapping.rows, stored.fingerprint, mapping)


def profile_for(connection: Connection, table: Table) -> Profile | None:
    """The profile for one of the records of a table that may be its header, the topmost of several."""
    rows = fingerprints(table)
    found = profiles.profiles_for(connection, rows.keys())
    nearest = min(found, key=lambda each: rows[each.fingerprint], default=None)
    return as_profile(nearest) if nearest else None


def known_mapping(connection: Connection, table: Table) -> ColumnMapping | None:
    """How a table that no source knows was read before; `None` if it was not, or what is kept is no use."""
    profile = profile_for(connection, table)
    mapping = profile.mapping if profile else None
    return mapping if mapping is not None and not lacks(mapping) else None
