"""The real window on a real database: from drop to chart and back, and the frame around it."""

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.bootstrap import build_app
from soleflip_desktop.errors import DatabaseError
from soleflip_desktop.settings import Settings
from soleflip_desktop.ui.dialogs.error_dialog import ErrorDialog
from soleflip_desktop.ui.dialogs.question import Question
from soleflip_desktop.ui.models.review import Pile
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.tasks import Crash
from soleflip_desktop.ui.theme import ThemeChoice
from soleflip_desktop.ui.widgets.month_chart import MonthChart
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
    waits_for_a_lock,
)
from tests.ui.conftest import ENGLISH, PATIENCE, SALES, OpenSession, end, settle


def test_that_an_empty_program_says_what_to_import(session: Session, qtbot: QtBot) -> None:
    for tab in (INVENTORY, SALES_TAB, ANALYTICS):
        show(qtbot, session, tab)
    window = session.window
    assert window.sales.empty.sentence().startswith("No sales yet")
    assert window.inventory.is_empty()
    assert window.analytics.is_empty()


def test_that_a_dropped_report_is_reviewed_imported_shown_and_undone(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    window = session.window
    show(qtbot, session, SALES_TAB)
    drop(qtbot, session, [report], window.sales.search)  # from any tab, on anything
    review_of(qtbot, session)
    assert window.current_tab() == IMPORT
    assert window.imports.review.tiles.tile(Pile.NEW).count() == str(SALES)
    assert window.imports.review.import_button().text() == f"Import {SALES} sales"

    window.imports.review.import_button().click()
    settle(qtbot, session)
    assert notices(session)[0].startswith(f"Imported {SALES} sales from report.csv")
    assert window.imports.review.isHidden()
    assert window.menus.undo.text() == "Undo “Import report.csv”"

    show(qtbot, session, SALES_TAB)
    assert sales_model(session).rowCount() == SALES
    assert window.status_text().startswith(f"{SALES} sales · payout ")
    assert "cost known for 0" in window.status_text()

    show(qtbot, session, ANALYTICS)
    assert not window.analytics.is_empty()
    assert window.analytics.profit.value() == "—"
    assert window.analytics.profit.basis() == f"on 0 of {SALES} sales"
    assert window.analytics.coverage_words().startswith("No profit is known yet: import what the pairs cost")
    assert window.findChild(MonthChart) is not None

    window.menus.undo.trigger()
    settle(qtbot, session)
    assert window.analytics.is_empty()
    show(qtbot, session, SALES_TAB)
    assert window.sales.is_empty()
    assert window.menus.redo.text() == "Redo “Import report.csv”"


def test_that_the_window_remembers_tab_theme_density_and_columns(
    open_session: OpenSession, qtbot: QtBot
) -> None:
    first = open_session()
    first.window.show_tab(SALES_TAB)
    first.window.menus.themes[ThemeChoice.DARK].trigger()
    first.window.sales.table.horizontalHeader().resizeSection(2, 333)
    end(first)
    second = open_session()
    assert second.window.current_tab() == SALES_TAB
    assert second.window.menus.themes[ThemeChoice.DARK].isChecked()
    assert second.window.sales.table.horizontalHeader().sectionSize(2) == 333
    second.window.menus.themes[ThemeChoice.LIGHT].trigger()


def test_that_a_database_that_does_not_start_is_told_with_a_way_out(
    qapp: QApplication, qtbot: QtBot, database_url: str, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path, database_url=database_url)
    answers = [DatabaseError("The database did not start", "Free some space")]

    def opener():  # type: ignore[no-untyped-def]
        if answers:
            raise answers.pop()
        return build_app(settings, "window")

    session = Session(qapp, opener, tmp_path, locale=ENGLISH)
    session.start()
    banner = session.window.banner
    qtbot.waitUntil(banner.isVisible, timeout=PATIENCE)
    assert banner.text() == "The database did not start. Free some space"
    with qtbot.waitSignal(session.opened, timeout=PATIENCE):
        banner.retry_wanted.emit()
    assert banner.isHidden()
    settle(qtbot, session)
    end(session)


def test_that_closing_during_an_import_asks_first(
    session: Session, qtbot: QtBot, report: Path, engine: Engine
) -> None:
    with engine.connect() as other:
        other.execute(text("lock table integration.import_records in access exclusive mode"))
        drop(qtbot, session, [report])
        qtbot.waitUntil(lambda: waits_for_a_lock(engine), timeout=PATIENCE)
        assert not session.window.close()
        question = session.window.findChild(Question)
        assert question is not None
        question.button(1).click()
        assert session.window.isVisible()
        assert not session.window.close()
        stop = next(each for each in session.window.findChildren(Question) if each.isVisible())
        stop.button(0).click()
        assert not session.window.isVisible()
        session.close()
        session.setProperty("ended", True)
    with engine.connect() as connection:
        rows = connection.execute(text("select count(*) from integration.import_records")).scalar_one()
    assert rows == 0


def test_that_notices_stack_without_covering_each_other(session: Session, qtbot: QtBot) -> None:
    for number in range(5):
        session.window.say(f"News {number}")
    shown = session.window.notices.notices()
    assert [notice.text for notice in shown] == ["News 2", "News 3", "News 4"]
    qtbot.waitUntil(lambda: all(above.y() + above.height() < below.y() for above, below in pairwise(shown)))
    assert all(notice.height() >= notice.sizeHint().height() for notice in shown)
    shown[0].dismiss()
    assert len(session.window.notices.notices()) == 2


def test_that_one_fault_opens_one_dialog_with_a_report_to_copy(session: Session) -> None:
    for _ in range(3):
        session.crashes.show_crash(Crash("Traceback: a bug\n"))
    dialogs = session.window.findChildren(ErrorDialog)
    assert len(dialogs) == 1
    assert "Traceback: a bug" in dialogs[0].report()
    assert "Python" in dialogs[0].report()
    dialogs[0].close()


def test_that_every_control_in_reach_of_the_keyboard_has_a_name(session: Session) -> None:
    ours = [
        each for each in session.window.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    inner = ("qt_", "QTableCornerButton")
    unnamed = [
        each
        for each in ours
        if not each.accessibleName()
        and not each.objectName().startswith(inner)
        and not isinstance(each, QDialog)
        and type(each).__name__ not in ("QAbstractButton", "QMenu", "QMenuBar", "QToolButton")
        and each.isVisibleTo(session.window)
    ]
    assert not unnamed
