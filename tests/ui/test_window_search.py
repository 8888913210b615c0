"""The search over everything, on the real window."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.ui.controllers.table import TableController
from soleflip_desktop.ui.dialogs.search import SearchPalette
from soleflip_desktop.ui.session import Session
from tests.db.ledger import Ledger
from tests.ui.acting import IMPORT, INVENTORY, SALES_TAB, import_file, sales_model, show
from tests.ui.conftest import PATIENCE, settle


@pytest.fixture
def filled(session: Session, qtbot: QtBot, report: Path) -> Session:
    import_file(qtbot, session, report)
    session.window.activateWindow()
    return session


def opened(qtbot: QtBot, session: Session) -> SearchPalette:
    session.window.menus.search.trigger()
    palette = session.search.palette
    assert palette.isVisible()
    return palette


def type_in(qtbot: QtBot, session: Session, words: str) -> SearchPalette:
    palette = opened(qtbot, session)
    QTest.keyClicks(palette.box, words)
    qtbot.waitUntil(lambda: palette._shown_for == words, timeout=PATIENCE)
    settle(qtbot, session)
    return palette


def rows(palette: SearchPalette) -> list[str]:
    model = palette.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def an_order(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.execute(text("select min(order_key) from sales.sales")).scalar_one())


def test_that_an_order_is_found_and_opened_by_keyboard_alone(
    filled: Session, qtbot: QtBot, engine: Engine
) -> None:
    order = an_order(engine)
    palette = type_in(qtbot, filled, order)
    assert rows(palette) == ["Sales", order]
    QAbstractItemModelTester(palette.list.model())
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    settle(qtbot, filled)
    assert palette.isHidden()
    assert filled.window.current_tab() == SALES_TAB
    assert filled.window.sales.search.text() == order
    assert sales_model(filled).rowCount() == 1


def test_that_a_pair_leads_to_that_pair_among_others_of_its_product(
    session: Session, qtbot: QtBot, engine: Engine
) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        [wanted, *_] = [
            ledger.pair("100.00", date(2024, 3, day), location=f"Shelf {day}") for day in range(1, 5)
        ]
    palette = type_in(qtbot, session, "Shelf 1")
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    settle(qtbot, session)
    table = session.window.inventory.table
    controller = session.window.inventory.findChild(TableController)
    assert controller is not None
    assert session.window.current_tab() == INVENTORY
    assert len(controller.model.ids) == 4
    assert table.currentIndex().row() == 3, "the one bought first stands last"
    assert list(controller.selected_ids()) == [wanted]


def test_that_arrows_pass_over_headings(filled: Session, qtbot: QtBot) -> None:
    palette = type_in(qtbot, filled, "nike")
    found = rows(palette)
    assert found[0] == "Products"
    assert "Brands" in found
    seen = [found[palette.list.currentIndex().row()]]
    for _ in range(len(found)):
        QTest.keyClick(palette.box, Qt.Key.Key_Down)
        seen.append(found[palette.list.currentIndex().row()])
    assert not {"Products", "Brands"} & set(seen)
    assert palette.list.currentIndex().row() == len(found) - 1
    for _ in range(len(found)):
        QTest.keyClick(palette.box, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 1


def test_that_enter_typed_ahead_opens_what_is_found_then(
    filled: Session, qtbot: QtBot, engine: Engine
) -> None:
    palette = opened(qtbot, filled)
    QTest.keyClicks(palette.box, an_order(engine))
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    qtbot.waitUntil(palette.isHidden, timeout=PATIENCE)
    settle(qtbot, filled)
    assert sales_model(filled).rowCount() == 1


def test_that_escape_closes_it_and_gives_the_focus_back(filled: Session, qtbot: QtBot) -> None:
    show(qtbot, filled, SALES_TAB)
    filled.window.sales.search.setFocus()
    palette = opened(qtbot, filled)
    assert palette.box.hasFocus()
    QTest.keyClick(palette.box, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert filled.window.sales.search.hasFocus()


def test_that_it_is_gone_once_something_else_is_clicked(filled: Session, qtbot: QtBot) -> None:
    show(qtbot, filled, SALES_TAB)
    palette = opened(qtbot, filled)
    filled.window.sales.table.setFocus(Qt.FocusReason.MouseFocusReason)
    assert palette.isHidden()


def test_that_nothing_found_is_said_with_the_words(filled: Session, qtbot: QtBot) -> None:
    palette = type_in(qtbot, filled, "qqqqqqqq")
    assert palette.sentence() == "Nothing found for “qqqqqqqq”"
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_that_the_button_in_the_header_opens_it(filled: Session, qtbot: QtBot) -> None:
    show(qtbot, filled, IMPORT)
    button = next(
        each
        for each in filled.window.findChildren(QPushButton)
        if each.accessibleName() == "Search everything"
    )
    assert "Ctrl+K" in button.text()
    button.click()
    assert filled.search.palette.isVisible()
    button.click()
    assert filled.search.palette.isHidden()
