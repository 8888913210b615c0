"""Dropped files once sources have claimed their tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from soleflip_desktop.db.draft_kinds import words_of
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.importers.base import Confidence, Source
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.own_tables.mapped import mapping_of
from soleflip_desktop.importers.own_tables.mapping_json import mapping_as_json
from soleflip_desktop.importers.registry import Claim, source_named, title_of

# Purchases before the sales and listings that are matched to them, sales before what was spent on them, rates
# before what is converted by them.
_ORDER = (
    *(DraftKind.RATES, DraftKind.PURCHASE, DraftKind.SALE, DraftKind.PAYOUT),
    *(DraftKind.EXPENSE, DraftKind.LISTING),
)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A table of a file that a source has claimed.

    Attributes:
        readings: How the user says days and amounts of its columns are read.
    """

    path: Path
    table: Table
    source: Source
    seconds: float
    readings: Readings = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenedFiles:
    """What a dropped file holds.

    Attributes:
        files: The tables that sources have claimed, at least one.
        unknown: Tables that no source knows.
    """

    files: tuple[OpenedFile, ...]
    unknown: tuple[Table, ...] = ()


def in_order(opened: Sequence[OpenedFile]) -> list[OpenedFile]:
    """Files in the order in which they are imported: purchases before the sales matched to them."""
    return sorted(opened, key=lambda each: _ORDER.index(each.source.kind))


def source_title(slug: str) -> str:
    """What the user knows a source by; its slug if this version has no such source."""
    return title_of(slug)


def is_written_from_a_file(slug: str) -> bool:
    """Whether the source was written from a real file of its kind, and not from somebody's description."""
    source = source_named(slug)
    return source is None or source.confidence is Confidence.FILE


def opened_claim(claim: Claim, seconds: float = 0.0) -> OpenedFile:
    """A table as it is staged; one that the user mapped is read as the mapping says."""
    mapping = mapping_of(claim.source)
    readings = mapping.readings if mapping else {}
    return OpenedFile(claim.table.facts.path, claim.table, claim.source, seconds, readings)


def described(opened: OpenedFile) -> dict[str, object]:
    """What a batch keeps of the file it comes from, by its columns."""
    table, facts = opened.table, opened.table.facts
    kept: dict[str, object] = {
        "source": opened.source.slug,
        "importer_version": opened.source.version,
        "kind": opened.source.kind,
        "file_name": opened.path.name,
        "file_path": str(opened.path),
        "file_size": facts.size,
        "sha256": bytes.fromhex(facts.sha256),
        "header": list(table.header),
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "part": table.part,
        "rank": int(opened.source.rank),
        "said": sorted(words_of(opened.source.said(table))),
    }
    mapping = mapping_kept(opened.source)
    return kept if mapping is None else kept | {"mapping": mapping}


def mapping_kept(source: Source) -> dict[str, object] | None:
    """What the user said the columns are, as a batch keeps it; `None` for a source of ours."""
    mapping = mapping_of(source)
    return mapping_as_json(mapping) if mapping else None
