"""Sample data in the window: on wish from every tab, marked as such, gone with one click."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.bootstrap import App
from soleflip_desktop.db.samples import FOLDER
from soleflip_desktop.importers.samples import SALES
from soleflip_desktop.ui.controllers import sample_data
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.widgets.empty_state import EmptyState
from tests.ui.acting import (
    ANALYTICS,
    IMPORT,
    INVENTORY,
    SALES_TAB,
    drop,
    notices,
    review_of,
    sales_model,
    show,
)
from tests.ui.conftest import ENGLISH, PATIENCE, OpenSession, end, settle


def sales_in(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("select count(*) from sales.sales")).scalar_one())


def try_sample(qtbot: QtBot, session: Session, tab: int) -> None:
    show(qtbot, session, tab)
    [button] = [
        state.sample_button()
        for state in session.window.findChildren(EmptyState)
        if state.sample_button().isVisible()
    ]
    button.click()
    qtbot.waitUntil(lambda: bool(is_marked(session)), timeout=PATIENCE)
    settle(qtbot, session)


def is_marked(session: Session) -> bool:
    bar = session.window.sample_bar
    return bar.isVisible() and "made-up" in bar.text()


@pytest.mark.parametrize("tab", [INVENTORY, SALES_TAB, IMPORT, ANALYTICS])
def test_that_sample_data_can_be_tried_from_every_empty_tab(
    qtbot: QtBot, session: Session, tab: int, engine: Engine
) -> None:
    assert not session.window.sample_bar.isVisible()
    try_sample(qtbot, session, tab)
    assert sales_in(engine) == SALES
    show(qtbot, session, SALES_TAB)
    assert len(sales_model(session).ids) == SALES


def test_that_the_mark_survives_a_restart_and_one_click_removes_the_sample(
    qtbot: QtBot, open_session: OpenSession, engine: Engine
) -> None:
    first = open_session()
    try_sample(qtbot, first, SALES_TAB)
    end(first)
    session = open_session()
    assert is_marked(session)
    [remove] = session.window.sample_bar.buttons()
    remove.click()
    settle(qtbot, session)
    assert sales_in(engine) == 0
    assert not session.window.sample_bar.isVisible()
    show(qtbot, session, SALES_TAB)
    assert session.window.sales.is_empty()
    assert not session.window.menus.undo.isEnabled()


def test_that_a_file_of_ones_own_keeps_its_rows(qtbot: QtBot, session: Session, report, engine) -> None:  # type: ignore[no-untyped-def]
    try_sample(qtbot, session, IMPORT)
    drop(qtbot, session, [report])
    review_of(qtbot, session)
    session.window.imports.review.import_button().click()
    settle(qtbot, session)
    both = sales_in(engine)
    session.window.sample_bar.buttons()[0].click()
    settle(qtbot, session)
    assert sales_in(engine) == both - SALES


def test_that_a_sample_that_cannot_be_written_is_told_in_the_language_of_the_window(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    (session.frame._folder.root / FOLDER).write_text("")
    monkeypatch.setattr(sample_data, "error_words", lambda error: f"Auf Deutsch: {error.next_step}")
    show(qtbot, session, SALES_TAB)
    session.sample.load()
    settle(qtbot, session)
    assert notices(session) == ["Auf Deutsch: Make room, then try again"]


def test_that_loading_can_be_cancelled(qtbot: QtBot, session: Session, engine: Engine) -> None:
    show(qtbot, session, SALES_TAB)
    session.sample.load()
    session.window.sample_bar.buttons()[0].click()
    settle(qtbot, session)
    assert sales_in(engine) == 0
    assert not session.window.sample_bar.isVisible()


def test_that_a_window_on_sample_data_alone_opens_on_its_figures(qapp: QApplication, tmp_path: Path) -> None:
    def never() -> App:
        raise AssertionError("it is not started")

    session = Session(qapp, never, tmp_path, (), ENGLISH, throw_away=True)
    assert session.window.current_tab() == ANALYTICS
    assert "gone when this window closes" in session.window.windowTitle()
    end(session)
