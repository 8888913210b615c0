"""Notes of several lines: typed in a cell and in the details panel, and undone."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from soleflip_desktop.services.editing import Editing, ItemField
from soleflip_desktop.services.inventory import Inventory
from soleflip_desktop.ui.models.paged import PagedTable
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.details_panel import DetailsPanel
from soleflip_desktop.ui.widgets.lines_editor import LinesEditor
from soleflip_desktop.ui.widgets.notes_field import NotesField
from tests.db.ledger import Ledger
from tests.ui.acting import INVENTORY, SALES_TAB, notices, show
from tests.ui.conftest import PATIENCE, OpenSession, settle

TWO_LINES = "box dented\nlid gone"
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pairs(engine: Engine) -> list[int]:
    """Two pairs, the first with notes, and a sale of it."""
    with engine.begin() as connection:
        ledger = Ledger(connection)
        pairs = [ledger.pair("50.00", date(2024, 1, day)) for day in (9, 8)]
        ledger.sale(pairs[0])
    Editing(engine, "command line").change(pairs[0], ItemField.NOTES, TWO_LINES)
    return pairs


@pytest.fixture
def inventory(pairs: list[int], open_session: OpenSession, qtbot: QtBot) -> Session:
    session = open_session()
    show(qtbot, session, INVENTORY)
    return session


def notes(engine: Engine, pair: int) -> str | None:
    [row] = Inventory(engine, "window").page([pair])
    return row.notes


def open_cell(session: Session, pair: int) -> LinesEditor:
    table = session.window.inventory.table
    model = table.model()
    assert isinstance(model, PagedTable)
    column = next(at for at, each in enumerate(model.columns) if each.name == "notes")
    table.setCurrentIndex(model.index(model.ids.index(pair), column))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(LinesEditor)
    assert isinstance(editor, LinesEditor)
    return editor


def panel_of(session: Session) -> DetailsPanel:
    tab = session.window.inventory if session.window.current_tab() == INVENTORY else session.window.sales
    return tab.findChildren(DetailsPanel)[0]


def open_panel(qtbot: QtBot, session: Session, row: int) -> NotesField:
    tab = session.window.inventory if session.window.current_tab() == INVENTORY else session.window.sales
    tab.table.go_to(row)
    qtbot.waitUntil(lambda: panel_of(session).shown_text() is not None, timeout=PATIENCE)
    settle(qtbot, session)
    return panel_of(session).notes


def test_that_notes_of_several_lines_are_typed_in_their_cell_and_undone(
    inventory: Session, qtbot: QtBot, engine: Engine, pairs: list[int]
) -> None:
    editor = open_cell(inventory, pairs[0])
    assert editor.toPlainText() == TWO_LINES
    assert editor.height() > 3 * editor.fontMetrics().lineSpacing()
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return, SHIFT)
    QTest.keyClicks(editor, "laces new")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, inventory)
    assert notes(engine, pairs[0]) == f"{TWO_LINES}\nlaces new"
    inventory.window.menus.undo.trigger()
    settle(qtbot, inventory)
    assert notes(engine, pairs[0]) == TWO_LINES


def test_that_looking_into_a_cell_of_notes_changes_nothing(
    inventory: Session, qtbot: QtBot, engine: Engine, pairs: list[int]
) -> None:
    strange = "a\u00a0b\r\nc"
    Editing(engine, "command line").change(pairs[1], ItemField.NOTES, strange)
    qtbot.waitUntil(lambda: "a b c" in str(open_row(inventory, pairs[1])), timeout=PATIENCE)
    editor = open_cell(inventory, pairs[1])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, inventory)
    assert notes(engine, pairs[1]) == strange


def open_row(session: Session, pair: int) -> object:
    model = session.window.inventory.table.model()
    assert isinstance(model, PagedTable)
    column = next(at for at, each in enumerate(model.columns) if each.name == "notes")
    text = model.index(model.ids.index(pair), column).data()
    return None if text is None else str(text).replace("\u00a0", " ")


def test_that_notes_are_typed_in_the_panel_and_kept_when_it_is_left(
    inventory: Session, qtbot: QtBot, engine: Engine, pairs: list[int]
) -> None:
    field = open_panel(qtbot, inventory, 0)
    assert field.lines.toPlainText() == TWO_LINES
    field.lines.setFocus()
    field.lines.moveCursor(field.lines.textCursor().MoveOperation.End)
    QTest.keyClick(field.lines, Qt.Key.Key_Return)
    QTest.keyClicks(field.lines, "laces new")
    inventory.window.inventory.table.setFocus()
    settle(qtbot, inventory)
    assert notes(engine, pairs[0]) == f"{TWO_LINES}\nlaces new"
    assert not field.is_typed()
    inventory.window.menus.undo.trigger()
    qtbot.waitUntil(lambda: field.lines.toPlainText() == TWO_LINES, timeout=PATIENCE)


def test_that_notes_of_a_sold_pair_are_typed_beside_its_sale(
    inventory: Session, qtbot: QtBot, engine: Engine, pairs: list[int]
) -> None:
    show(qtbot, inventory, SALES_TAB)
    field = open_panel(qtbot, inventory, 0)
    field.lines.setPlainText("")
    field.lines.setFocus()
    QTest.keyClicks(field.lines, "sold with two boxes")
    QTest.keyClick(field.lines, Qt.Key.Key_Return, CONTROL)
    settle(qtbot, inventory)
    assert notes(engine, pairs[0]) == "sold with two boxes"


def test_that_escape_and_another_row_leave_the_notes_as_they_were(
    inventory: Session, qtbot: QtBot, engine: Engine, pairs: list[int]
) -> None:
    field = open_panel(qtbot, inventory, 0)
    field.lines.setFocus()
    QTest.keyClicks(field.lines, "no ")
    QTest.keyClick(field.lines, Qt.Key.Key_Escape)
    assert field.lines.toPlainText() == TWO_LINES
    inventory.window.inventory.table.setFocus()
    inventory.window.inventory.table.go_to(1)
    qtbot.waitUntil(lambda: field.lines.toPlainText() == "", timeout=PATIENCE)
    settle(qtbot, inventory)
    assert [notes(engine, pair) for pair in pairs] == [TWO_LINES, None]


def test_that_notes_changed_meanwhile_are_not_overwritten_and_the_typed_ones_not_lost(
    inventory: Session, qtbot: QtBot, engine: Engine, pairs: list[int]
) -> None:
    field = open_panel(qtbot, inventory, 0)
    field.lines.setFocus()
    QTest.keyClicks(field.lines, "mine ")
    Editing(engine, "command line").change(pairs[0], ItemField.NOTES, "theirs")
    settle(qtbot, inventory)
    QTest.keyClick(field.lines, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: field.lines.toPlainText() == "theirs", timeout=PATIENCE)
    assert notes(engine, pairs[0]) == "theirs"
    [said] = notices(inventory)
    assert said == "The notes were changed meanwhile. What you typed was not written."
    copy = next(
        each for each in inventory.window.notices.findChildren(Button) if each.text() == "Copy what was typed"
    )
    copy.click()
    assert QGuiApplication.clipboard().text() == f"mine {TWO_LINES}"
