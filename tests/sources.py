"""What a source makes of a file, without a database."""

from pathlib import Path

from soleflip_desktop.domain.drafts import RowProblem
from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.importers.base import Drafter, Source, draft_fields
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.files.survey import survey
from soleflip_desktop.importers.registry import Claim, open_sources
from soleflip_desktop.importers.study import Habits

CHUNK_ROWS = 5_000


def claims_of(path: Path) -> tuple[Claim, ...]:
    return open_sources(path, survey(path)).claims


def open_source(path: Path) -> tuple[Table, Source]:
    """The one table of a file and its one source."""
    [claim] = claims_of(path)
    return claim.table, claim.source


def drafter_of(claim: Claim, readings: Readings | None = None) -> Drafter:
    table, source = claim.table, claim.source
    if not source.studies:
        return source.bind(table)
    habits = Habits("EUR", "Europe/Berlin")
    study = source.study(table, lambda: table.chunks(CHUNK_ROWS), readings or {}, habits)
    return source.bind(table, study)


def drafted(
    claim: Claim, chunk_rows: int = CHUNK_ROWS, readings: Readings | None = None
) -> tuple[list[dict[str, object]], list[RowProblem], list[RowProblem]]:
    """The drafts, problems and notes of a table; its user keeps euros and lives in Berlin."""
    table, source = claim.table, claim.source
    drafter = drafter_of(claim, readings)
    names = draft_fields(source.kind)
    drafts: list[dict[str, object]] = []
    problems: list[RowProblem] = []
    notes: list[RowProblem] = []
    for chunk in table.chunks(chunk_rows):
        found = drafter.draft(chunk)
        drafts += [dict(zip(names, draft, strict=True)) for draft in found.drafts]
        problems += found.problems
        notes += found.notes
    return drafts, problems, notes
