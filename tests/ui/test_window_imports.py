"""Imports in the real window on a real database, and their ends."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.services.importing import Importing
from soleflip_desktop.ui.controllers.jobs import Stage
from soleflip_desktop.ui.dialogs.error_dialog import ErrorDialog
from soleflip_desktop.ui.dialogs.question import Question
from soleflip_desktop.ui.models.review import Pile
from soleflip_desktop.ui.session import Session
from tests.conftest import ExpectedLog
from tests.ui.acting import (
    IMPORT,
    SALES_TAB,
    drop,
    import_file,
    notices,
    review_of,
    sales_model,
    show,
    waits_for_a_lock,
)
from tests.ui.conftest import PATIENCE, SALES, OpenSession, end, settle


def test_that_files_given_at_the_start_are_imported_like_dropped_ones(
    open_session: OpenSession, qtbot: QtBot, report: Path
) -> None:
    session = open_session(report)
    review_of(qtbot, session)
    assert session.window.current_tab() == IMPORT


def test_that_an_import_cancelled_while_it_is_written_can_still_be_imported(
    session: Session, qtbot: QtBot, report: Path, engine: Engine
) -> None:
    drop(qtbot, session, [report])
    review_of(qtbot, session)
    job = session.imports.jobs[0]
    with engine.connect() as other:
        other.execute(text("lock table sales.sales in access exclusive mode"))
        session.window.imports.review.import_button().click()
        qtbot.waitUntil(lambda: waits_for_a_lock(engine), timeout=PATIENCE)
        session.window.imports.queue.row(job).button("cancel").click()
        qtbot.waitUntil(lambda: job.stage is Stage.REVIEW, timeout=PATIENCE)
    assert "Cancelled. Nothing of report.csv was imported" in notices(session)
    session.window.imports.review.import_button().click()
    settle(qtbot, session)
    show(qtbot, session, SALES_TAB)
    assert sales_model(session).rowCount() == SALES


def test_that_a_file_cancelled_while_it_is_read_leaves_only_its_line_in_the_history(
    session: Session, qtbot: QtBot, report: Path, engine: Engine
) -> None:
    with engine.connect() as other:
        other.execute(text("lock table integration.import_records in access exclusive mode"))
        drop(qtbot, session, [report])
        qtbot.waitUntil(lambda: waits_for_a_lock(engine), timeout=PATIENCE)
        job = session.imports.jobs[0]
        session.window.imports.queue.row(job).button("cancel").click()
        qtbot.waitUntil(lambda: not session.imports.jobs, timeout=PATIENCE)
    settle(qtbot, session)
    with engine.connect() as connection:
        states = connection.execute(text("select status from integration.import_batches")).scalars().all()
        rows = connection.execute(text("select count(*) from integration.import_records")).scalar_one()
    assert (list(states), rows) == (["cancelled"], 0)


def test_that_a_fault_while_reading_leaves_a_line_that_can_be_dismissed(
    session: Session, qtbot: QtBot, report: Path, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectedLog
) -> None:
    monkeypatch.setattr(Importing, "stage", lambda *_, **__: 1 // 0)
    with expected_log("a task failed"):
        drop(qtbot, session, [report])
        settle(qtbot, session)
    dialog = session.window.findChild(ErrorDialog)
    assert dialog is not None
    assert "ZeroDivisionError" in dialog.report()
    row = session.window.imports.queue.rows()[0]
    assert row.words().startswith("A fault of SoleFlip stopped it")
    row.button("dismiss").click()
    assert not session.imports.jobs


def test_that_a_file_nobody_knows_says_so_where_it_stands_in_the_queue(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    unknown = tmp_path / "holiday.csv"
    unknown.write_text("a,b\n1,2\n")
    drop(qtbot, session, [unknown])
    settle(qtbot, session)
    row = session.window.imports.queue.rows()[0]
    assert row.words().startswith("No source knows it. Say what its columns are")
    row.button("dismiss").click()
    assert not session.window.imports.queue.rows()


def test_that_the_same_file_again_is_answered_at_once(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    drop(qtbot, session, [report])
    settle(qtbot, session)
    row = session.window.imports.queue.rows()[0]
    assert row.words().startswith("The very same file was imported on")
    row.button("again").click()
    review_of(qtbot, session)
    assert session.window.imports.review.tiles.tile(Pile.KNOWN).count() == str(SALES)
    assert session.window.imports.review.import_button().text() == "Close, nothing to import"


def test_that_a_discarded_file_leaves_nothing_behind(session: Session, qtbot: QtBot, report: Path) -> None:
    drop(qtbot, session, [report])
    review_of(qtbot, session)
    session.window.imports.review.discard_button().click()
    settle(qtbot, session)
    assert session.window.imports.review.isHidden()
    assert not session.imports.jobs
    show(qtbot, session, SALES_TAB)
    assert session.window.sales.is_empty()


def test_that_several_files_are_reviewed_one_after_the_other(
    session: Session, qtbot: QtBot, report: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "second.csv"
    shutil.copy(report, copy)
    with copy.open("a") as file:
        file.write("")
    drop(qtbot, session, [report, copy])
    review_of(qtbot, session)
    assert [job.stage for job in session.imports.jobs] == [Stage.REVIEW, Stage.REVIEW]
    session.window.imports.review.import_button().click()
    settle(qtbot, session)
    assert session.window.imports.review.isVisible()
    assert session.imports.review.job is session.imports.jobs[0]
    assert session.imports.jobs[0].path == copy


def test_that_a_file_left_waiting_is_offered_again_and_can_be_continued(
    open_session: OpenSession, qtbot: QtBot, report: Path
) -> None:
    first = open_session()
    drop(qtbot, first, [report])
    review_of(qtbot, first)
    end(first)
    second = open_session()
    assert "A file was read but not imported when SoleFlip last ran" in notices(second)
    row = second.window.imports.queue.rows()[0]
    row.button("continue").click()
    review_of(qtbot, second)
    second.window.imports.review.import_button().click()
    settle(qtbot, second)
    show(qtbot, second, SALES_TAB)
    assert sales_model(second).rowCount() == SALES


def test_that_undoing_is_offered_once_there_is_an_import_and_says_which(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    show(qtbot, session, IMPORT)
    undo = session.window.imports.undo_button()
    assert not undo.isVisible()
    import_file(qtbot, session, report)
    qtbot.waitUntil(undo.isVisible)
    session.window.imports.history.clearSelection()
    assert not undo.isEnabled()
    assert undo.toolTip() == "Select an import that took something into the books"
    session.window.imports.history.go_to(0)
    assert (undo.isEnabled(), undo.toolTip()) == (True, "")


def test_that_undoing_an_import_asks_about_later_changes(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    model = sales_model(session)
    cost = next(at for at, each in enumerate(model.columns) if each.name == "cost")
    model.setData(model.index(0, cost), "10")
    settle(qtbot, session)
    show(qtbot, session, IMPORT)
    session.window.imports.history.go_to(0)
    assert session.window.imports.undo_button().text() == f"Undo import of {SALES} sales"
    session.window.imports.undo_button().click()
    qtbot.waitUntil(lambda: session.window.findChild(Question) is not None, timeout=PATIENCE)
    question = session.window.findChild(Question)
    assert question is not None
    assert [question.button(n).text() for n in range(3)] == [
        "Undo the rest",
        "Undo those too",
        "Leave it as it is",
    ]
    question.button(0).click()
    settle(qtbot, session)
    show(qtbot, session, SALES_TAB)
    assert sales_model(session).rowCount() == 1
