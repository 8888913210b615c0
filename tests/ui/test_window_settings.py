"""Settings on the real window: what is shown, refused, saved, and takes effect when."""

import json
import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, make_url, text

from soleflip_desktop.errors import DatabaseError
from soleflip_desktop.paths import default_data_folder, usual_data_folder
from soleflip_desktop.settings import VARIABLES, load_settings, parted_url
from soleflip_desktop.ui.dialogs.question import Question
from soleflip_desktop.ui.dialogs.settings import SettingsDialog
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.theme import ThemeChoice
from soleflip_desktop.ui.translation import Language
from soleflip_desktop.ui.widgets.table_view import ROW_HEIGHTS, Density
from soleflip_desktop.ui.window_state import WindowState
from tests.ui.acting import ANALYTICS, import_file, show
from tests.ui.conftest import ENGLISH, PATIENCE, OpenSession, end, settle


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(tmp_path / "config"))


@pytest.fixture
def _own_log_level() -> Iterator[None]:
    level = logging.getLogger().level
    yield
    logging.getLogger().setLevel(level)


def opened(qtbot: QtBot, session: Session) -> SettingsDialog:
    session.window.menus.settings.trigger()
    settle(qtbot, session)
    dialog = session.window.findChild(SettingsDialog)
    assert dialog is not None
    return dialog


def save(qtbot: QtBot, session: Session, dialog: SettingsDialog) -> None:
    dialog.save.click()
    settle(qtbot, session)


def folder_of(session: Session) -> Path:
    return session.frame.settings._folder.root


def choose(box: object, value: object) -> None:
    box.setCurrentIndex(box.findData(value))  # type: ignore[attr-defined]


def restart_questions(session: Session) -> list[Question]:
    return [each for each in session.window.findChildren(Question) if each.isVisible()]


def test_that_the_dialog_shows_what_holds(session: Session, qtbot: QtBot) -> None:
    dialog = opened(qtbot, session)
    form = dialog.form()
    assert (form.url, form.chunk_rows, form.log_level) == ("", 1000, "INFO")
    assert (form.currency, form.time_zone) == ("EUR", "Europe/Berlin")
    assert (form.language, form.theme) == (Language.SYSTEM, session.state.theme)
    assert dialog.url.isHidden()
    dialog.cancel.click()
    assert not (folder_of(session) / "settings.json").exists()
    again = session.frame.settings.show()
    assert again is not dialog
    settle(qtbot, session)
    assert again.isVisible()


def test_that_figures_follow_the_reporting_currency_and_undo(
    session: Session, qtbot: QtBot, report: Path, engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("insert into core.exchange_rates (day, currency, per_eur) values ('2000-01-03', 'USD', 2)")
        )
    import_file(qtbot, session, report)
    show(qtbot, session, ANALYTICS)
    dialog = opened(qtbot, session)
    dialog.currency.setCurrentText("USD")
    assert dialog.note("currency") == "A rate is known for 1 day."
    save(qtbot, session, dialog)
    assert session.window.menus.undo.text() == "Undo “Change reporting currency to USD”"
    assert not restart_questions(session)
    session.window.menus.undo.trigger()
    settle(qtbot, session)
    assert opened(qtbot, session).form().currency == "EUR"


def test_that_a_time_zone_is_found_by_any_part_of_its_name(session: Session, qtbot: QtBot) -> None:
    dialog = opened(qtbot, session)
    completer = dialog.time_zone.completer()
    assert completer is not None
    completer.setCompletionPrefix("vienna")
    assert completer.currentCompletion() == "Europe/Vienna"


def test_that_what_is_no_choice_is_refused_below_its_field(session: Session, qtbot: QtBot) -> None:
    dialog = opened(qtbot, session)
    dialog.time_zone.setCurrentText("Mars/Base")
    dialog.currency.setCurrentText("EURO")
    choose(dialog.server, "own")
    save(qtbot, session, dialog)
    assert dialog.isVisible()
    assert dialog.note("time_zone") == "Choose a time zone of the list"
    assert dialog.note("currency") == "Choose a currency of the list"
    assert dialog.note("url").startswith("Type the URL")
    assert not (folder_of(session) / "settings.json").exists()


def test_that_a_wrong_url_is_told_as_soon_as_it_is_typed(session: Session, qtbot: QtBot) -> None:
    dialog = opened(qtbot, session)
    choose(dialog.server, "own")
    dialog.url.setText("mysql://there/db")
    dialog.url.editingFinished.emit()
    assert dialog.note("url").startswith("This is no URL such as postgresql://")
    dialog.url.setText("postgresql://there")
    dialog.url.editingFinished.emit()
    assert dialog.note("url").startswith("This names no database")
    dialog.url.setText("postgresql://there/db")
    dialog.url.editingFinished.emit()
    assert dialog.note("url") == ""


def test_that_a_password_in_the_url_moves_out_of_sight_and_is_kept_for_the_owner_alone(
    session: Session, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    dialog = opened(qtbot, session)
    choose(dialog.server, "own")
    with caplog.at_level(logging.DEBUG):
        dialog.url.setText("postgresql://me:ge%2Fheim@there:5433/db")
        dialog.url.editingFinished.emit()
        assert dialog.url.text() == "postgresql://me@there:5433/db"
        assert dialog.password.text() == "ge/heim"
        assert dialog.password.echoMode() is QLineEdit.EchoMode.Password
        save(qtbot, session, dialog)
    file = folder_of(session) / "settings.json"
    assert json.loads(file.read_text()) == {"database_url": "postgresql://me:ge%2Fheim@there:5433/db"}
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "heim" not in caplog.text
    assert len(restart_questions(session)) == 1
    restart_questions(session)[0].button(1).click()
    again = opened(qtbot, session)
    assert again.form().url == "postgresql://me@there:5433/db"
    choose(again.server, "")
    save(qtbot, session, again)
    assert json.loads(file.read_text()) == {}


def test_that_a_server_is_tried_before_it_is_chosen(
    session: Session, qtbot: QtBot, database_url: str, engine: Engine
) -> None:
    dialog = opened(qtbot, session)
    choose(dialog.server, "own")
    url, password = parted_url(database_url)
    dialog.url.setText(url)
    dialog.password.setText(password)
    dialog.test.click()
    settle(qtbot, session)
    assert dialog.trial().startswith("PostgreSQL ")
    assert dialog.trial().endswith(f"answers, with your data in {make_url(database_url).database}")
    dialog.url.setText("postgresql://nobody@127.0.0.1:1/nowhere")
    dialog.password.setText("geheim")
    dialog.test.click()
    settle(qtbot, session)
    assert dialog.trial().startswith("The database does not answer")
    assert "geheim" not in dialog.trial()


def test_that_what_the_environment_sets_is_shown_and_fixed(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:geheim@there/db")
    dialog = opened(qtbot, session)
    assert dialog.form().log_level == "ERROR"
    assert not dialog.log_level.isEnabled()
    assert dialog.note("log_level") == "Set by the environment variable LOG_LEVEL."
    assert not any(field.isEnabled() for field in (dialog.server, dialog.url, dialog.password))
    assert dialog.url.text() == "postgresql://me@there/db"
    choose(dialog.theme, ThemeChoice.DARK)
    save(qtbot, session, dialog)
    assert not (folder_of(session) / "settings.json").exists()  # and is not written down


@pytest.mark.usefixtures("_own_log_level")
def test_that_theme_rows_and_log_level_take_effect_at_once(session: Session, qtbot: QtBot) -> None:
    dialog = opened(qtbot, session)
    choose(dialog.theme, ThemeChoice.DARK)
    choose(dialog.density, Density.COMPACT)
    choose(dialog.log_level, "ERROR")
    save(qtbot, session, dialog)
    assert session.theme.choice is ThemeChoice.DARK
    assert session.window.menus.themes[ThemeChoice.DARK].isChecked()
    height = session.window.sales.table.verticalHeader().defaultSectionSize()
    assert height == ROW_HEIGHTS[Density.COMPACT]
    assert logging.getLogger().level == logging.ERROR
    assert not restart_questions(session)
    assert load_settings(folder_of(session)).log_level == "ERROR"
    session.window.menus.themes[ThemeChoice.LIGHT].trigger()


def test_that_another_language_asks_for_a_restart_and_holds_then(
    open_session: OpenSession, qtbot: QtBot
) -> None:
    first = open_session()
    dialog = opened(qtbot, first)
    choose(dialog.language, Language.GERMAN)
    save(qtbot, first, dialog)
    [question] = restart_questions(first)
    question.button(0).click()
    assert first.restarts
    assert not first.window.isVisible()
    end(first)
    assert WindowState(folder_of(first)).language is Language.GERMAN
    second = open_session()
    assert second.context.formats.locale.language() is QLocale.Language.German
    choose(opened(qtbot, second).language, Language.ENGLISH)


def test_that_another_data_folder_is_made_and_named_for_the_next_start(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "usual"
    folder.mkdir()
    monkeypatch.setattr("soleflip_desktop.paths.usual_data_folder", lambda: folder)
    session = without_database(qapp, qtbot, folder)
    dialog = opened(qtbot, session)
    assert dialog.choose.isEnabled()
    dialog.folder.setText(str(tmp_path / "file" / "data"))
    (tmp_path / "file").write_text("")
    save(qtbot, session, dialog)
    assert "cannot be used" in dialog.fault()
    assert default_data_folder() == folder
    dialog.folder.setText(str(tmp_path / "new" / "data"))
    save(qtbot, session, dialog)
    assert (tmp_path / "new" / "data").is_dir()
    assert default_data_folder() == tmp_path / "new" / "data"
    end(session)


def test_that_a_folder_named_at_the_start_cannot_be_changed(session: Session, qtbot: QtBot) -> None:
    assert folder_of(session) != usual_data_folder()
    dialog = opened(qtbot, session)
    assert not dialog.choose.isEnabled()
    assert "--data-dir" in dialog.note("data_folder")


def test_that_the_server_can_be_set_while_the_database_is_closed(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    session = without_database(qapp, qtbot, tmp_path)
    dialog = opened(qtbot, session)
    assert not dialog.currency.isEnabled()
    assert "not open" in dialog.note("currency")
    choose(dialog.server, "own")
    dialog.url.setText("postgresql://me@there/db")
    save(qtbot, session, dialog)
    assert load_settings(tmp_path).database_url == "postgresql+psycopg://me@there/db"
    end(session)


def test_that_a_damaged_settings_file_is_told_in_the_dialog(session: Session, qtbot: QtBot) -> None:
    (folder_of(session) / "settings.json").write_text("{")
    dialog = opened(qtbot, session)
    assert "is damaged" in dialog.fault()
    assert dialog.save.text() == "Save", "nothing is being saved"
    assert not dialog.save.isEnabled(), "what could not be read is not to be written over"


def without_database(qapp: QApplication, qtbot: QtBot, folder: Path) -> Session:
    def refuse() -> None:
        raise DatabaseError("The database did not start")

    session = Session(qapp, refuse, folder, locale=ENGLISH)  # type: ignore[arg-type]
    session.start()
    qtbot.waitUntil(session.window.banner.isVisible, timeout=PATIENCE)
    return session
