"""Logs, health and About on the real window."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.bootstrap import database_words
from soleflip_desktop.errors import DatabaseError, Said
from soleflip_desktop.logs import FILE_NAME, start_logging, stop_logging
from soleflip_desktop.paths import shipped
from soleflip_desktop.redaction import without_password
from soleflip_desktop.services.licences import shipped_parts
from soleflip_desktop.settings import Settings
from soleflip_desktop.ui.dialogs.about import AboutDialog
from soleflip_desktop.ui.dialogs.health import HealthDialog
from soleflip_desktop.ui.dialogs.log import LogDialog
from soleflip_desktop.ui.models.log import LogTable
from soleflip_desktop.ui.session import Session
from tests.ui.acting import import_file
from tests.ui.conftest import ENGLISH, PATIENCE, settle

LOG = logging.getLogger("soleflip.test")


@pytest.fixture
def _logged(session: Session) -> Iterator[None]:
    """The window's own log, as the program has it."""
    level = logging.getLogger().level
    start_logging(session.frame.logs._folder, "DEBUG")
    yield
    stop_logging()
    logging.getLogger().setLevel(level)
    logging.captureWarnings(False)


def open_log(qtbot: QtBot, session: Session) -> LogDialog:
    session.window.menus.logs.trigger()
    settle(qtbot, session)
    dialog = session.window.findChild(LogDialog)
    assert dialog is not None
    return dialog


def messages(dialog: LogDialog) -> list[str]:
    model = dialog.table.model()
    assert isinstance(model, LogTable)
    return [record.text for record in model.records if record.source == LOG.name]


@pytest.mark.usefixtures("_logged")
def test_that_the_log_follows_what_is_logged(session: Session, qtbot: QtBot) -> None:
    LOG.info("before it was opened")
    dialog = open_log(qtbot, session)
    assert messages(dialog) == ["before it was opened"]
    QAbstractItemModelTester(dialog.table.model())
    LOG.debug("while it is open, by postgresql://me:geheim@there/db")
    qtbot.waitUntil(lambda: len(messages(dialog)) == 2, timeout=PATIENCE)
    assert messages(dialog)[1] == "while it is open, by postgresql://me:***@there/db"
    last = dialog.table.model().rowCount() - 1
    assert dialog.table.rows_in_sight()[1] >= last
    dialog.close()
    assert not session.frame.logs._looking.isActive()


@pytest.mark.usefixtures("_logged")
def test_that_level_and_text_narrow_the_log_down(session: Session, qtbot: QtBot) -> None:
    for number in range(5):
        LOG.debug("quiet %d", number)
    LOG.info("louder")
    dialog = open_log(qtbot, session)
    dialog.choose_level("INFO")
    settle(qtbot, session)
    assert messages(dialog) == ["louder"]
    dialog.choose_level("DEBUG")
    dialog.search("QUIET 3")
    qtbot.waitUntil(lambda: messages(dialog) == ["quiet 3"], timeout=PATIENCE)


@pytest.mark.usefixtures("_logged")
def test_that_a_record_is_shown_whole_and_copied(session: Session, qtbot: QtBot, qapp: QApplication) -> None:
    try:
        raise RuntimeError("a bug")
    except RuntimeError:
        LOG.info("with its traceback", exc_info=True)
    LOG.info("another")
    dialog = open_log(qtbot, session)
    dialog.search(LOG.name)
    qtbot.waitUntil(lambda: dialog.table.model().rowCount() == 2, timeout=PATIENCE)
    dialog.table.go_to(0)
    assert "RuntimeError: a bug" in dialog.detail.toPlainText()
    dialog._copy.click()
    copied = qapp.clipboard().text()
    assert "with its traceback\nTraceback" in copied
    assert "another" not in copied
    dialog.table.clearSelection()
    dialog._copy.click()
    assert "another" in qapp.clipboard().text()


def test_that_a_long_log_is_read_a_page_at_a_time(session: Session, qtbot: QtBot) -> None:
    folder = session.frame.logs._folder
    folder.logs.mkdir(exist_ok=True)
    line = "2026-03-01 10:00:00,123 INFO soleflip.test [42] record number {}\n"
    (folder.logs / FILE_NAME).write_text("".join(line.format(number) for number in range(12_000)))
    dialog = open_log(qtbot, session)
    first = messages(dialog)
    assert first[-1] == "record number 11999"
    assert 1000 <= len(first) < 12_000
    assert dialog._state.text().startswith("The newest ")
    while dialog._older.isEnabled():
        dialog._older.click()
        settle(qtbot, session)
    assert messages(dialog)[0] == "record number 0"
    assert dialog._state.text() == "12,000 records"


def open_health(qtbot: QtBot, session: Session) -> HealthDialog:
    session.window.menus.health.trigger()
    settle(qtbot, session)
    dialog = session.window.findChild(HealthDialog)
    assert dialog is not None
    return dialog


def test_that_health_says_what_the_command_line_says(
    session: Session, qtbot: QtBot, qapp: QApplication, database_url: str
) -> None:
    dialog = open_health(qtbot, session)
    assert dialog.title() == "Everything is as it should be"
    assert [line.split(": ")[:2] for line in dialog.lines()] == [
        ["OK", "Data folder"],
        ["OK", "Free disk"],
        ["OK", "Server"],
        ["OK", "Form of the data"],
        ["OK", "Imports"],
        ["OK", "Settings"],
    ]
    dialog._copy.click()
    assert qapp.clipboard().text().splitlines() == dialog.lines()
    assert f"database {without_password(database_url)}, " in qapp.clipboard().text()


def test_that_all_of_a_health_report_can_be_said_in_another_language(session: Session) -> None:
    app = session._app
    assert app is not None
    plain = [check.name for check in app.health.report() if not isinstance(check.detail, Said)]
    assert plain == ["Data folder"]  # a path is one in all of them
    assert isinstance(database_words(Settings(data_dir=app.folder.root)), Said)


def test_that_health_names_what_is_amiss_and_what_to_do(
    session: Session, qtbot: QtBot, report: Path, engine: Engine
) -> None:
    import_file(qtbot, session, report)
    with engine.begin() as connection:
        connection.execute(text("update integration.import_batches set status = 'staged'"))
    dialog = open_health(qtbot, session)
    assert dialog.title() == "1 thing needs a look"
    [line] = [line for line in dialog.lines() if not line.startswith("OK")]
    assert line.startswith("Look at this: Imports: waiting: ")
    assert line.endswith("Continue or discard them")
    with engine.begin() as connection:
        connection.execute(text("update integration.import_batches set status = 'imported'"))
    dialog._again.click()
    settle(qtbot, session)
    assert dialog.title() == "Everything is as it should be"


def test_that_health_answers_without_a_database(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    def refuse() -> None:
        raise DatabaseError("The database did not start")

    session = Session(qapp, refuse, tmp_path, locale=ENGLISH)  # type: ignore[arg-type]
    session.start()
    qtbot.waitUntil(session.window.banner.isVisible, timeout=PATIENCE)
    dialog = open_health(qtbot, session)
    assert "Look at this: Server: The database is not open" in dialog.lines()[-1]
    session.window.close()
    session.close()


def test_that_about_names_every_part_with_its_licence(session: Session, qtbot: QtBot) -> None:
    session.window.menus.about.trigger()
    settle(qtbot, session)
    dialog = session.window.findChild(AboutDialog)
    assert dialog is not None
    for part, words in (
        ("soleflip-desktop", "MIT"),
        ("PostgreSQL", "PostgreSQL Global Development Group"),
        ("Qt ", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("psycopg ", "LESSER GENERAL PUBLIC"),
        ("Python 3", "PSF-2.0"),
        ("SQLAlchemy", "MIT"),
    ):
        found = dialog.list.findItems(part, Qt.MatchFlag.MatchStartsWith)
        assert found, part
        dialog.list.setCurrentItem(found[0])
        assert words in dialog.text.toPlainText(), part
    dialog.close()


def test_that_every_part_has_a_licence_and_its_text() -> None:

    parts = shipped_parts(shipped("resources/licences"))
    assert [part.name for part in parts if not (part.licence and part.text)] == []
