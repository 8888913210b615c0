"""The real window on a real database: what the reseller does from drop to chart and back."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.bootstrap import build_app
from soleflip_desktop.errors import DatabaseError
from soleflip_desktop.settings import Settings
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.jobs import Stage
from soleflip_desktop.ui.dialogs.error_dialog import ErrorDialog
from soleflip_desktop.ui.dialogs.question import Question
from soleflip_desktop.ui.models.paged import PagedTable
from soleflip_desktop.ui.models.review import Pile
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.tasks import Crash
from soleflip_desktop.ui.theme import ThemeChoice
from soleflip_desktop.ui.widgets.month_chart import MonthChart
from tests.ui.conftest import ENGLISH, PATIENCE, SALES, OpenSession, end, settle

INVENTORY, SALES_TAB, IMPORT, ANALYTICS = range(4)


def drop(qtbot: QtBot, session: Session, files: Sequence[Path], target: QWidget | None = None) -> None:
    target = target or session.window
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    middle = QPointF(target.rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(middle.toPoint(), action, data, buttons, keys)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(session.window.files_dropped):
        QApplication.sendEvent(target, QDropEvent(middle, action, data, buttons, keys))


def review_of(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.window.imports.review.isVisible(), timeout=PATIENCE)
    settle(qtbot, session)


def import_file(qtbot: QtBot, session: Session, file: Path) -> None:
    drop(qtbot, session, [file])
    review_of(qtbot, session)
    session.window.imports.review.import_button().click()
    settle(qtbot, session)


def show(qtbot: QtBot, session: Session, tab: int) -> None:
    session.window.show_tab(tab)
    settle(qtbot, session)


def notices(session: Session) -> list[str]:
    return [notice.text for notice in session.window.notices.notices()]


def sales_model(session: Session) -> PagedTable:
    model = session.window.sales.table.model()
    assert isinstance(model, PagedTable)
    return model


def cell(session: Session, row: int, name: str) -> str:
    model = sales_model(session)
    column = next(at for at, each in enumerate(model.columns) if each.name == name)
    return str(model.index(row, column).data())


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
    assert window.analytics.profit.basis() == f"cost known for 0 of {SALES} sales"
    assert window.findChild(MonthChart) is not None

    window.menus.undo.trigger()
    settle(qtbot, session)
    assert window.analytics.is_empty()
    show(qtbot, session, SALES_TAB)
    assert window.sales.is_empty()
    assert window.menus.redo.text() == "Redo “Import report.csv”"


def test_that_files_given_at_the_start_are_imported_like_dropped_ones(
    open_session: OpenSession, qtbot: QtBot, report: Path
) -> None:
    session = open_session(report)
    review_of(qtbot, session)
    assert session.window.current_tab() == IMPORT


def test_that_rows_below_the_first_page_are_fetched_when_they_come_into_sight(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    session.window.sales.table.scrollToBottom()
    qtbot.waitUntil(lambda: cell(session, SALES - 1, "order_key") != "…", timeout=PATIENCE)


def test_that_a_header_sorts_on_the_server(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    model = sales_model(session)
    gross = next(at for at, each in enumerate(model.columns) if each.name == "gross")
    session.window.sales.table.sortByColumn(gross, Qt.SortOrder.AscendingOrder)
    settle(qtbot, session)
    amounts = [model.row_at(row).gross for row in range(50)]  # type: ignore[union-attr]
    assert amounts == sorted(amounts)
    assert model.rowCount() == SALES


def test_that_a_search_narrows_the_table_and_its_totals(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    wanted = cell(session, 0, "order_key")
    with qtbot.waitSignal(session.window.sales.searched):
        session.window.sales.search.setText(wanted)
    settle(qtbot, session)
    assert sales_model(session).rowCount() == 1
    assert session.window.status_text().startswith("1 sale · ")
    with qtbot.waitSignal(session.window.sales.searched):
        session.window.sales.search.setText("no such pair")
    settle(qtbot, session)
    assert session.window.sales.empty.sentence() == "Nothing matches “no such pair”."


def test_that_a_typed_cost_gives_a_profit_and_is_undone_from_the_menu(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    model, order = sales_model(session), cell(session, 2, "order_key")
    cost = next(at for at, each in enumerate(model.columns) if each.name == "cost")
    model.setData(model.index(2, cost), "10.50")
    settle(qtbot, session)
    assert cell(session, 2, "order_key") == order
    assert cell(session, 2, "cost") == "10.50\u00a0€"
    assert cell(session, 2, "profit")[0] in "▲▼"
    assert "cost known for 1" in session.window.status_text() or session.window.status_text().startswith(
        "Cost of"
    )
    session.window.menus.undo.trigger()
    settle(qtbot, session)
    assert cell(session, 2, "cost") == "—"


def test_that_a_mistyped_cost_is_refused_and_says_why(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    model = sales_model(session)
    cost = next(at for at, each in enumerate(model.columns) if each.name == "cost")
    model.setData(model.index(0, cost), "ten")
    assert "“ten” is not an amount such as 1,115.99" in notices(session)


def test_that_selected_rows_are_copied_as_a_table(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    session.window.sales.table.selectAll()
    session.window.menus.copy.trigger()
    settle(qtbot, session)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["Sold", "Order"]
    assert len(lines) == SALES + 1


def test_that_an_import_cancelled_while_it_is_written_can_still_be_imported(
    session: Session, qtbot: QtBot, report: Path, engine: Engine
) -> None:
    drop(qtbot, session, [report])
    review_of(qtbot, session)
    job = session.imports.jobs[0]
    with engine.connect() as other:
        other.execute(text("lock table sales.sales in access exclusive mode"))
        session.window.imports.review.import_button().click()
        qtbot.waitUntil(lambda: _waits_for_a_lock(engine), timeout=PATIENCE)
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
        qtbot.waitUntil(lambda: _waits_for_a_lock(engine), timeout=PATIENCE)
        job = session.imports.jobs[0]
        session.window.imports.queue.row(job).button("cancel").click()
        qtbot.waitUntil(lambda: not session.imports.jobs, timeout=PATIENCE)
    settle(qtbot, session)
    with engine.connect() as connection:
        states = connection.execute(text("select status from integration.import_batches")).scalars().all()
        rows = connection.execute(text("select count(*) from integration.import_records")).scalar_one()
    assert (list(states), rows) == (["cancelled"], 0)


def test_that_a_file_nobody_knows_says_so_where_it_stands_in_the_queue(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    unknown = tmp_path / "holiday.csv"
    unknown.write_text("a,b\n1,2\n")
    drop(qtbot, session, [unknown])
    settle(qtbot, session)
    row = session.window.imports.queue.rows()[0]
    assert row.words().startswith("holiday.csv is of a kind that is not known")
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


def test_that_a_hidden_tab_reloads_only_when_it_is_shown(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    import_file(qtbot, session, report)
    assert sales_model(session).rowCount() == 0  # never shown so far
    show(qtbot, session, SALES_TAB)
    assert sales_model(session).rowCount() == SALES
    session.context.bus.changed.emit(Change.IMPORTS)
    assert not session.tasks.is_busy()


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
        qtbot.waitUntil(lambda: _waits_for_a_lock(engine), timeout=PATIENCE)
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


def _waits_for_a_lock(engine: Engine) -> bool:
    waiting = """
        select exists (select from pg_locks join pg_database on pg_database.oid = pg_locks.database
                       where not granted and datname = current_database())
    """
    with engine.connect() as connection:
        return bool(connection.execute(text(waiting)).scalar_one())
