"""Every kind of file goes through the whole import twice, leaves no buyer's name, and no day to come."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.db.batches import Batch
from soleflip_desktop.db.tables import metadata
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.importers.raw import FOOTER_CELLS
from soleflip_desktop.importers.registry import SOURCES
from soleflip_desktop.services.opened_files import in_order
from tests.db.imports import Imports, imports_on
from tests.golden.inputs import INPUTS, named
from tests.sources import claims_of, drafter_of
from tests.unit.broken_sources import outcome_of, sound_file

EVERY_INPUT = pytest.mark.parametrize("path", INPUTS, ids=named)
FUTURE = (
    *("2099-05-31", "2099-05-31 10:00:00 +00", "2099-05-31T10:00:00+00:00", "05/31/2099", "31.05.2099"),
    *("May-31-99", "May 31, 2099", "31 May 2099"),
)
DAY_FIELDS = ("sold_at", "ordered_on", "day", "paid_on")
WITHOUT_DAY = ("tracker_purchases",)
# What shorter cells say ("UK", "10") stands in other columns too.
SHORTEST_NAME = 5


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


def import_whole(imports: Imports, path: Path) -> list[Batch]:
    """All tables of a file, in their order."""
    done = []
    for opened in in_order(imports.importing.open(path, Control()).files):
        batch = imports.importing.stage(opened, Control(), again=True).batch
        done.append(imports.importing.commit(batch.id, Control()) if batch.status == "staged" else batch)
    return done


@EVERY_INPUT
def test_that_a_file_imported_twice_changes_nothing_the_second_time(imports: Imports, path: Path) -> None:
    first = import_whole(imports, path)
    before = imports.contents()
    second = import_whole(imports, path)
    assert [(batch.counts.new, batch.counts.changed) for batch in second] == [(0, 0)] * len(first)
    assert imports.contents() == before


@EVERY_INPUT
def test_that_nothing_personal_of_a_file_is_kept(imports: Imports, path: Path) -> None:
    names = personal_cells(path)
    import_whole(imports, path)
    kept = "\n".join(everything(imports.engine)).casefold()
    assert [name for name in names if name in kept] == []


def personal_cells(path: Path) -> list[str]:
    """What only the personal columns of a file say; its header and its footer are kept with the batch."""
    personal: set[str] = set()
    others: set[str] = set()
    for claim in claims_of(path):
        others.update(" ".join(claim.table.header).casefold().split())
        drafter = drafter_of(claim)
        for chunk in claim.table.chunks():
            passed_over = {note.row - chunk.first_row for note in drafter.draft(chunk).notes}
            for at, record in enumerate(chunk.cells):
                is_footer = at in passed_over and len(record) <= FOOTER_CELLS
                for place, cell in enumerate(record):
                    is_personal = place in drafter.personal and not is_footer
                    (personal if is_personal else others).add(cell.strip().casefold())
    return sorted(name for name in personal - others if len(name) >= SHORTEST_NAME)


@pytest.mark.parametrize("slug", [source.slug for source in SOURCES if source.slug not in WITHOUT_DAY])
def test_that_a_day_in_the_future_is_told_with_what_to_do(
    imports: Imports, slug: str, tmp_path: Path
) -> None:
    path, row = in_future(slug, tmp_path)
    for opened in imports.importing.open(path, Control()).files:
        if opened.source.slug == slug:
            batch = imports.importing.stage(opened, Control(), again=True).batch
            found = imports.importing.findings(batch.id)
    told = [each for each in found if each.code.endswith("in_future") and each.row_number == row]
    assert [(each.next_step, each.severity in ("warning", "problem")) for each in told] == [
        ("Correct the day", True)
    ]


def in_future(slug: str, folder: Path) -> tuple[Path, int]:
    """The sound file of a source with one row in 2099, and its number."""
    sound = sound_file(slug)
    for at in sound.read:
        for day in FUTURE:
            path = sound.write(folder, sound.with_cell(at, day))
            for draft in outcome_of(path, slug).drafts:
                days = [draft.get(field) for field in DAY_FIELDS]
                if any(isinstance(each, date) and each.year == 2099 for each in days):
                    return path, int(str(draft["row"]))
    raise AssertionError(f"no column of {slug} takes a day")


def everything(engine: Engine) -> Iterator[str]:
    """Every row of every table of the database as text."""
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(text(f"select kept::text from {table.fullname} as kept"))
            yield from (row[0] for row in rows)
