"""The watch folder in the real window."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from soleflip_desktop.ui.controllers.jobs import Stage
from soleflip_desktop.ui.session import Session
from tests.ui.acting import IMPORT, SALES_TAB, notices, review_of, sales_model, show
from tests.ui.conftest import PATIENCE, SALES, settle


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    folder = tmp_path / "watch me ü"
    folder.mkdir()
    return folder


def look_twice(qtbot: QtBot, session: Session) -> None:
    """A file has to rest from one look to the next."""
    for _ in range(2):
        session.watching.look()
        settle(qtbot, session)


def test_that_a_file_waits_for_its_review_and_is_then_put_away(
    session: Session, qtbot: QtBot, report: Path, watched: Path
) -> None:
    session.watching.watch(watched, at_once=False)
    shutil.copy(report, watched)
    look_twice(qtbot, session)
    session.window.show_tab(IMPORT)
    review_of(qtbot, session)
    assert (watched / "report.csv").exists()
    session.window.imports.review.import_button().click()
    qtbot.waitUntil(lambda: (watched / "imported" / "report.csv").exists(), timeout=PATIENCE)
    assert not (watched / "report.csv").exists()


def test_that_a_faultless_file_is_imported_at_once_if_that_is_wanted(
    session: Session, qtbot: QtBot, report: Path, watched: Path
) -> None:
    session.watching.watch(watched, at_once=True)
    shutil.copy(report, watched)
    look_twice(qtbot, session)
    qtbot.waitUntil(lambda: (watched / "imported" / "report.csv").exists(), timeout=PATIENCE)
    settle(qtbot, session)
    show(qtbot, session, SALES_TAB)
    assert sales_model(session).rowCount() == SALES


def test_that_a_file_with_problems_waits_even_then(
    session: Session, qtbot: QtBot, report: Path, watched: Path
) -> None:
    session.watching.watch(watched, at_once=True)
    text = report.read_text(encoding="utf-8")
    (watched / "report.csv").write_text(text.replace("EUR", "EURO", 1), encoding="utf-8")
    look_twice(qtbot, session)
    qtbot.waitUntil(lambda: session.imports.jobs[0].stage is Stage.REVIEW, timeout=PATIENCE)
    assert (watched / "report.csv").exists()


def test_that_a_file_nobody_knows_fails_with_the_reason_beside_it(
    session: Session, qtbot: QtBot, watched: Path
) -> None:
    session.watching.watch(watched, at_once=True)
    (watched / "holiday.csv").write_text("Day,Place\n1,Sea\n", encoding="utf-8")
    look_twice(qtbot, session)
    reason = watched / "failed" / "holiday.csv.txt"
    qtbot.waitUntil(reason.exists, timeout=PATIENCE)
    assert "is of a kind that is not known" in reason.read_text(encoding="utf-8")


def test_that_a_folder_that_went_is_told_once(session: Session, qtbot: QtBot, watched: Path) -> None:
    session.watching.watch(watched, at_once=False)
    watched.rmdir()
    look_twice(qtbot, session)
    assert sum("cannot be read" in words for words in notices(session)) == 1
