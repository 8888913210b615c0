"""What the import history says of a file."""

from pathlib import Path

from sqlalchemy import Engine

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.services.reviewing import Reviewing
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.batch_columns import counts_words
from soleflip_desktop.ui.models.batch_words import batch_details
from tests.db.imports import imports_on, report


def test_that_the_history_says_how_many_rows_were_left_out(
    engine: Engine, formats: Formats, tmp_path: Path
) -> None:
    imports = imports_on(engine)
    waiting = imports.stage(report(tmp_path / "report.csv", 5))
    Reviewing(engine).take(waiting.id, [2, 4], taken=False)
    [waiting] = imports.importing.history()
    assert counts_words(waiting, formats) == "5 new, 1 warning"

    imports.importing.commit(waiting.id, Control())

    [imported] = imports.importing.history()
    assert counts_words(imported, formats) == "3 new, 2 left out, 1 warning"
    assert ("Left out", "2") in batch_details(imported, formats)
