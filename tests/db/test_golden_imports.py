"""Every kind of file goes through the whole import twice, and leaves no buyer's name behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.db.batches import Batch
from soleflip_desktop.db.tables import metadata
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.services.opened_files import in_order
from tests.db.imports import Imports, imports_on
from tests.golden.inputs import INPUTS, named
from tests.sources import claims_of, drafter_of

EVERY_INPUT = pytest.mark.parametrize("path", INPUTS, ids=named)
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
    """What only the personal columns of a file say."""
    personal: set[str] = set()
    others: set[str] = set()
    for claim in claims_of(path):
        places = drafter_of(claim).personal
        for chunk in claim.table.chunks():
            for record in chunk.cells:
                for place, cell in enumerate(record):
                    (personal if place in places else others).add(cell.strip().casefold())
    return sorted(name for name in personal - others if len(name) >= SHORTEST_NAME)


def everything(engine: Engine) -> Iterator[str]:
    """Every row of every table of the database as text."""
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(text(f"select kept::text from {table.fullname} as kept"))
            yield from (row[0] for row in rows)
