"""The details panel of the real window on a real database."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.services.details import Everything
from soleflip_desktop.ui.controllers.details import DetailsController
from soleflip_desktop.ui.dialogs.question import Question
from soleflip_desktop.ui.models.panel_text import DetailsText
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.widgets.details_panel import DetailsPanel
from tests.ui.acting import INVENTORY, SALES_TAB, cell, import_file, sales_model, sales_table, show
from tests.ui.conftest import PATIENCE, OpenSession, end, settle


def panel_of(session: Session, *, sales: bool = True) -> DetailsPanel:
    tab = session.window.sales if sales else session.window.inventory
    return tab.findChildren(DetailsPanel)[0]


def choose(qtbot: QtBot, session: Session, row: int) -> DetailsText:
    """Selects a sale and waits until the panel shows it."""
    table, panel = session.window.sales.table, panel_of(session)
    table.go_to(row)
    wanted = cell(session, row, "order_key")

    def is_shown() -> bool:
        if not table.selected_count():  # a reload that was under way took the selection with it
            table.go_to(row)
        return wanted in panel.as_text()

    qtbot.waitUntil(is_shown, timeout=PATIENCE)
    settle(qtbot, session)
    shown = panel.shown_text()
    assert shown is not None
    return shown


def open_sales(qtbot: QtBot, session: Session, report: Path) -> DetailsPanel:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    return panel_of(session)


def value(shown: DetailsText, name: str, number: int = 0) -> str:
    return [fact.value for fact in shown.money if fact.name == name][number]


def type_cost(qtbot: QtBot, session: Session, row: int, amount: str) -> None:
    model = sales_model(session)
    cost = next(at for at, each in enumerate(model.columns) if each.name == "cost")
    model.setData(model.index(row, cost), amount)
    settle(qtbot, session)


def test_that_the_panel_leads_from_a_sale_to_the_row_of_its_file(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    panel = open_sales(qtbot, session, report)
    assert panel.sentence() == "Select a row to see its life, its money and where it came from."
    shown = choose(qtbot, session, 3)
    assert shown.title == cell(session, 3, "product")
    assert value(shown, "Gross") == cell(session, 3, "gross")
    [card] = panel.sources.cards()
    card.button.click()
    raw = card.raw
    assert raw is not None
    assert raw.isVisible()
    cells = dict(raw.cells())
    with report.open(encoding="utf-8", newline="") as file:
        came = next(row for row in csv.DictReader(file) if row["Order Number"] == cells["Order Number"])
    assert cells["Order Number"] == cell(session, 3, "order_key")
    assert all(cells[name] in (text, "[removed]") for name, text in came.items())


def test_that_an_expanded_row_follows_the_selection(session: Session, qtbot: QtBot, report: Path) -> None:
    panel = open_sales(qtbot, session, report)
    choose(qtbot, session, 0)
    panel.sources.cards()[0].button.click()
    choose(qtbot, session, 1)
    raw = panel.sources.cards()[0].raw
    assert raw is not None
    assert raw.isVisible()
    assert dict(raw.cells())["Order Number"] == cell(session, 1, "order_key")


def test_that_a_typed_cost_shows_in_the_panel_and_is_undone_from_its_history(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    panel = open_sales(qtbot, session, report)
    assert value(choose(qtbot, session, 2), "Landed cost") == "—"
    type_cost(qtbot, session, 2, "10.50")
    shown = panel.shown_text()
    assert shown is not None
    assert value(shown, "Landed cost") == "10.50\u00a0€"
    assert value(shown, "Profit", 1) == cell(session, 2, "profit")
    newest = shown.history[0]
    assert newest.label == f"Cost of {cell(session, 2, 'order_key')}"
    assert newest.undo == "Undo"
    panel.history.undo_button(0).click()
    settle(qtbot, session)
    assert cell(session, 2, "cost") == "—"
    shown = panel.shown_text()
    assert shown is not None
    assert value(shown, "Landed cost") == "—"
    assert [(entry.label[:8], entry.undo) for entry in shown.history[:2]] == [
        ("Undone: ", ""),
        (newest.label[:8], ""),
    ]


def test_that_undoing_an_import_from_the_panel_says_how_much_goes_and_asks_about_later_changes(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    panel = open_sales(qtbot, session, report)
    choose(qtbot, session, 2)
    type_cost(qtbot, session, 2, "10.50")
    shown = panel.shown_text()
    assert shown is not None
    assert shown.history[1].undo == "Undo import of 260 sales"
    panel.history.undo_button(1).click()
    settle(qtbot, session)
    question = session.window.findChild(Question)
    assert question is not None
    assert question.windowTitle() == "Changed since"
    question.button(2).click()
    assert cell(session, 2, "cost") == "10.50\u00a0€"


def test_that_several_rows_are_summed_up_instead(session: Session, qtbot: QtBot, report: Path) -> None:
    panel = open_sales(qtbot, session, report)
    choose(qtbot, session, 0)
    QTest.keyClick(session.window.sales.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: panel.sentence().startswith("2 sales selected\npayout"), timeout=PATIENCE)
    assert panel.shown_text() is None
    session.window.sales.table.clearSelection()
    qtbot.waitUntil(lambda: panel.sentence().startswith("Select a row"), timeout=PATIENCE)


def test_that_a_slow_answer_leaves_the_old_row_dimmed_in_its_place(
    session: Session, qtbot: QtBot, report: Path, engine: Engine
) -> None:
    panel = open_sales(qtbot, session, report)
    old = choose(qtbot, session, 0)
    with engine.begin() as blocking:
        blocking.execute(text("lock table integration.record_targets in access exclusive mode"))
        session.window.sales.table.go_to(1)
        qtbot.waitUntil(panel.is_dimmed, timeout=PATIENCE)
        assert panel.shown_text() == old
        session.window.sales.table.go_to(2)  # replaces the read that waits
    qtbot.waitUntil(lambda: cell(session, 2, "order_key") in panel.as_text(), timeout=PATIENCE)
    settle(qtbot, session)
    assert not panel.is_dimmed()


def test_that_a_panel_that_is_folded_away_reads_nothing(session: Session, qtbot: QtBot, report: Path) -> None:
    panel = open_sales(qtbot, session, report)
    session.window.sales.side.fold(folded=True)
    controller, table = session.window.sales.findChild(DetailsController), sales_table(session)
    assert controller is not None
    read, wanted = controller._read, []

    def recorded(row_id: int, *, control: Control) -> Everything | None:
        wanted.append(row_id)
        return read(row_id, control=control)

    controller._read = recorded
    with qtbot.waitSignal(table.row_chosen, timeout=PATIENCE):
        table.tab.table.go_to(1)
    settle(qtbot, session)
    assert wanted == []
    assert panel.shown_text() is None
    session.window.sales.side.fold(folded=False)
    qtbot.waitUntil(lambda: cell(session, 1, "order_key") in panel.as_text(), timeout=PATIENCE)
    assert set(wanted) == {table.model.ids[1]}


def test_that_folded_sections_are_remembered(open_session: OpenSession, qtbot: QtBot, report: Path) -> None:
    session = open_session()
    panel = open_sales(qtbot, session, report)
    choose(qtbot, session, 0)
    heading = panel.section("money").heading
    QTest.keyClick(heading, Qt.Key.Key_Space)
    assert panel.money.isHidden()
    end(session)
    again = open_session()
    show(qtbot, again, SALES_TAB)
    assert panel_of(again).folded() == ["money"]
    assert panel_of(again, sales=False).folded() == []


def test_that_copy_on_a_heading_takes_its_section_and_not_the_table(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    panel = open_sales(qtbot, session, report)
    choose(qtbot, session, 0)
    heading = panel.section("money").heading
    heading.setFocus()
    QTest.keyClick(heading, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[:3] == ["Money", "Sale", f"Gross\t{cell(session, 0, 'gross')}"]


def test_that_all_of_the_panel_is_reached_by_tab_and_named(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    panel = open_sales(qtbot, session, report)
    choose(qtbot, session, 0)
    panel.sources.cards()[0].button.click()
    wanted = [
        each
        for each in panel.findChildren(QWidget)
        if each.isVisible() and isinstance(each, QPushButton | QTableWidget)
    ]
    session.window.sales.table.setFocus()
    reached: set[QWidget] = set()
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is not None:
            reached.add(focus)
    assert [each for each in wanted if each not in reached] == []
    assert all(each.accessibleName() for each in wanted)
    assert panel.life.accessibleDescription().startswith("Bought: Must have been")


def test_that_a_pair_shows_its_sale_as_well(session: Session, qtbot: QtBot, report: Path) -> None:
    open_sales(qtbot, session, report)
    type_cost(qtbot, session, 0, "20")
    order = cell(session, 0, "order_key")
    show(qtbot, session, INVENTORY)
    session.window.inventory.table.go_to(0)
    panel = panel_of(session, sales=False)
    qtbot.waitUntil(lambda: panel.shown_text() is not None, timeout=PATIENCE)
    assert order in panel.as_text()
    shown = panel.shown_text()
    assert shown is not None
    assert [moment.name for moment in shown.life][-2:] == ["Sold", "Paid out"]
