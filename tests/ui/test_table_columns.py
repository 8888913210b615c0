"""Sorting by several columns, and which columns stand where, on the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from soleflip_desktop.ui.models.sorting import clicked
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.widgets.column_chooser import ColumnChooser
from soleflip_desktop.ui.widgets.header import SortHeader
from tests.ui.acting import SALES_TAB, import_file, sales_model, show
from tests.ui.conftest import OpenSession, end, settle

RISING, FALLING = False, True


@pytest.fixture
def filled(session: Session, qtbot: QtBot, report: Path) -> Session:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    return session


def _column(session: Session, name: str) -> int:
    return next(at for at, each in enumerate(sales_model(session).columns) if each.name == name)


def _header(session: Session) -> SortHeader:
    header = session.window.sales.table.horizontalHeader()
    assert isinstance(header, SortHeader)
    return header


def _click(session: Session, name: str, *, shift: bool = False) -> None:
    header, column = _header(session), _column(session, name)
    table = session.window.sales.table
    table.scrollTo(table.model().index(0, column))
    place = header.rect().topLeft()
    place.setX(header.sectionViewportPosition(column) + header.sectionSize(column) // 2)
    place.setY(header.height() // 2)
    keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_that_a_click_sorts_and_turns_and_shift_adds_turns_and_removes() -> None:
    assert clicked(((0, FALLING),), 3, adding=False) == ((3, RISING),)
    assert clicked(((3, RISING),), 3, adding=False) == ((3, FALLING),)
    assert clicked(((3, FALLING),), 3, adding=False) == ((3, RISING),)
    two = clicked(((3, RISING),), 5, adding=True)
    assert two == ((3, RISING), (5, RISING))
    assert clicked(two, 5, adding=True) == ((3, RISING), (5, FALLING))
    assert clicked(((3, RISING), (5, FALLING)), 5, adding=True) == ((3, RISING),)
    assert clicked(((3, FALLING),), 3, adding=True) == ((3, RISING),)  # something always sorts


def test_that_shift_and_click_sorts_by_a_second_column(filled: Session, qtbot: QtBot) -> None:
    _click(filled, "product")
    _click(filled, "gross", shift=True)
    settle(qtbot, filled)
    model, header = sales_model(filled), _header(filled)
    assert model.order == (("product", RISING), ("gross", RISING))
    rows = [model.row_at(at) for at in range(60)]
    keys = [(row.product.lower(), row.gross) for row in rows if row is not None]
    assert keys == sorted(keys)
    assert header.mark(_column(filled, "product")) == " ↑₁"
    assert header.mark(_column(filled, "gross")) == " ↑₂"
    spoken = model.headerData(
        _column(filled, "gross"), Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
    )
    assert spoken == "Gross, ascending"


def test_that_columns_and_order_are_remembered(open_session: OpenSession, qtbot: QtBot, report: Path) -> None:
    session = open_session()
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    header = _header(session)
    header.moveSection(header.visualIndex(_column(session, "profit")), 0)
    header.resizeSection(_column(session, "product"), 333)
    header.setSectionHidden(_column(session, "tracking_number"), True)
    sales_model(session).sort_by(((_column(session, "gross"), FALLING), (_column(session, "size"), RISING)))
    settle(qtbot, session)
    end(session)
    again = open_session()
    show(qtbot, again, SALES_TAB)
    header, model = _header(again), sales_model(again)
    assert header.visualIndex(_column(again, "profit")) == 0
    assert header.sectionSize(_column(again, "product")) == 333
    assert header.isSectionHidden(_column(again, "tracking_number"))
    assert model.order == (("gross", FALLING), ("size", RISING))
    amounts = [model.row_at(at).gross for at in range(50)]  # type: ignore[union-attr]
    assert amounts == sorted(amounts, reverse=True)


def test_that_a_layout_survives_a_column_that_is_new(session: Session) -> None:
    table = session.window.sales.table
    places = [place for place in table.places() if place.name != "fees"]
    table.use_places(tuple(reversed(places)))
    header = _header(session)
    before = _column(session, "fees") - 1
    assert header.visualIndex(_column(session, "fees")) == header.visualIndex(before) + 1


def test_that_a_column_for_few_is_hidden_until_it_is_asked_for(filled: Session) -> None:
    table, roi = filled.window.sales.table, _column(filled, "roi")
    older = tuple(place for place in table.places() if place.name != "roi")
    table.use_places(older)  # as a layout has it that was saved before there was such a column
    assert roi not in table.shown_columns()
    filled.window.menus.columns.trigger()
    chooser = filled.window.findChild(ColumnChooser)
    assert chooser is not None
    item = chooser.list.findItems("ROI", Qt.MatchFlag.MatchExactly)[0]
    assert item.checkState() is Qt.CheckState.Unchecked
    item.setCheckState(Qt.CheckState.Checked)
    assert roi in table.shown_columns()
    chooser.reset.click()
    assert roi not in table.shown_columns()
    chooser.close()


def test_that_what_a_sale_brought_is_in_sight_beside_the_details(filled: Session) -> None:
    filled.window.resize(1280, 800)
    sales = filled.window.sales
    sales.side.fold(folded=False)
    assert sales.side.panel is not None
    QTest.qWait(0)
    header, width = _header(filled), sales.table.viewport().width()
    assert width < 1280 - sales.side.panel.minimumWidth()
    for name in ("sold_on", "product", "style_codes", "size", "gross", "payout", "cost", "profit"):
        column = _column(filled, name)
        assert header.sectionViewportPosition(column) + header.sectionSize(column) <= width, name


def test_that_the_chooser_hides_moves_and_resets_at_once(filled: Session, qtbot: QtBot) -> None:
    filled.window.menus.columns.trigger()
    chooser = filled.window.findChild(ColumnChooser)
    assert chooser is not None
    header, order = _header(filled), _column(filled, "order_key")
    before = filled.window.sales.table.shown_columns()
    item = chooser.list.findItems("Order", Qt.MatchFlag.MatchExactly)[0]
    item.setCheckState(Qt.CheckState.Unchecked)
    assert header.isSectionHidden(order)
    chooser.list.setCurrentRow(0)
    chooser.down.click()
    assert header.visualIndex(before[0]) == 1
    chooser.reset.click()
    assert filled.window.sales.table.shown_columns() == before
    chooser.close()


def test_that_the_last_column_cannot_be_hidden(filled: Session) -> None:
    filled.window.menus.columns.trigger()
    chooser = filled.window.findChild(ColumnChooser)
    assert chooser is not None
    for row in range(chooser.list.count()):
        chooser.list.setCurrentRow(row)
        chooser.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert len(filled.window.sales.table.shown_columns()) == 1
    chooser.close()


def test_that_copying_takes_the_columns_in_sight_in_their_order(filled: Session, qtbot: QtBot) -> None:
    table, header = filled.window.sales.table, _header(filled)
    for column in table.shown_columns():
        header.setSectionHidden(
            column, column not in (_column(filled, "order_key"), _column(filled, "gross"))
        )
    header.moveSection(header.visualIndex(_column(filled, "gross")), 0)
    table.go_to(0)
    filled.window.menus.copy.trigger()
    settle(qtbot, filled)
    row = sales_model(filled).row_at(0)
    assert row is not None
    expected = f"Gross\tOrder\n{row.gross}\t{row.order_key}\n"
    assert QGuiApplication.clipboard().text() == expected


def test_that_a_column_is_hidden_from_its_menu(filled: Session) -> None:
    table, fees = filled.window.sales.table, _column(filled, "fees")
    menu = table.column_menu(fees)
    next(action for action in menu.actions() if action.text() == "Hide “Fees”").trigger()
    assert fees not in table.shown_columns()
    next(action for action in menu.actions() if action.text() == "Reset columns").trigger()
    assert fees in table.shown_columns()
    menu.deleteLater()
