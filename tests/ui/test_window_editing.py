"""Editing in the real window on a real database: cells, new pairs, deleted pairs, the pair of a sale."""

from array import array
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from soleflip_desktop.domain.money import Money
from soleflip_desktop.services.editing import Editing, ItemField
from soleflip_desktop.services.inventory import Inventory, ItemRow
from soleflip_desktop.services.pairing import Pairing
from soleflip_desktop.services.sales import Sales
from soleflip_desktop.ui.controllers.inventory import InventoryController
from soleflip_desktop.ui.dialogs.choose_pair import ChoosePairDialog
from soleflip_desktop.ui.dialogs.new_item import NewItemDialog
from soleflip_desktop.ui.dialogs.question import Question
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.widgets.table_view import TableView
from tests.db.ledger import Ledger
from tests.ui.acting import INVENTORY, SALES_TAB, notices, show
from tests.ui.conftest import PATIENCE, OpenSession, settle

EURO = "\u00a0€"


class Stock:
    """Two pairs of one order, the first bought last, and a sale that lacks its pair."""

    def __init__(self, engine: Engine) -> None:
        with engine.begin() as connection:
            ledger = Ledger(connection)
            self.first = ledger.pair("100.00", date(2024, 3, 2), supplier="BSTN", location="Shelf 1")
            self.second = ledger.pair("90.00", date(2024, 3, 1))
            self.sale = ledger.sale(order_key="4711")
            ledger.goods("adidas Samba OG", "B75806", brand="adidas")


@pytest.fixture
def stock(engine: Engine) -> Stock:
    return Stock(engine)


@pytest.fixture
def inventory(stock: Stock, open_session: OpenSession, qtbot: QtBot) -> Session:
    session = open_session()
    show(qtbot, session, INVENTORY)
    return session


def table_of(session: Session, tab: int = INVENTORY) -> TableView:
    return (session.window.inventory if tab == INVENTORY else session.window.sales).table


def place(table: TableView, name: str) -> int:
    return next(at for at, column in enumerate(table.columns()) if column.name == name)


def cell(table: TableView, row: int, name: str) -> str:
    return str(table.model().index(row, place(table, name)).data())


def open_editor(table: TableView, row: int, name: str) -> QLineEdit:
    table.setCurrentIndex(table.model().index(row, place(table, name)))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    return editor


def popup_of(editor: QLineEdit) -> QWidget:
    popup = editor.completer().popup()
    assert popup is not None
    return popup


def type_over(editor: QLineEdit, text: str) -> None:
    QTest.keyClicks(editor, text)


def row_of(engine: Engine, item_id: int) -> ItemRow:
    [row] = Inventory(engine, "window").page([item_id])
    return row


def test_that_extra_costs_are_typed_in_a_column_of_their_own(
    inventory: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    table = table_of(inventory)
    assert table.isColumnHidden(place(table, "extra_costs"))
    table.setColumnHidden(place(table, "extra_costs"), False)
    for costs in ("12.50", "13.00"):
        editor = open_editor(table, 0, "extra_costs")
        type_over(editor, costs)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        settle(qtbot, inventory)
        assert cell(table, 0, "extra_costs") == f"{costs}{EURO}"
    assert row_of(engine, stock.first).landed_cost == Decimal("113.00")


def test_that_f2_selects_the_present_value_and_enter_commits_and_goes_down(
    inventory: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    table = table_of(inventory)
    editor = open_editor(table, 0, "price")
    assert (editor.text(), editor.selectedText(), editor.accessibleName()) == ("100.00", "100.00", "Price")
    type_over(editor, "115.99")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert not table.is_editing()
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, place(table, "price"))
    settle(qtbot, inventory)
    assert cell(table, 0, "price") == f"115.99{EURO}"
    assert row_of(engine, stock.first).price == Decimal("115.99")
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, place(table, "price"))


def test_that_it_is_said_where_else_a_brand_changes(
    inventory: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    table = table_of(inventory)
    table.model().setData(table.model().index(0, place(table, "brand")), "Jordan")
    qtbot.waitUntil(lambda: "changed" in inventory.window.status_text(), timeout=PATIENCE)
    assert inventory.window.status_text() == "Brand of Nike Dunk Low changed, for 2 pairs and 1 sale"
    settle(qtbot, inventory)
    assert cell(table, 1, "brand") == "Jordan"
    assert inventory.window.menus.undo.text().startswith("Undo “Brand of Nike Dunk Low (pairs: 2, sales: 1)")


def test_that_typing_opens_the_editor_and_escape_leaves_the_cell_as_it_was(
    inventory: Session, qtbot: QtBot
) -> None:
    table = table_of(inventory)
    table.setCurrentIndex(table.model().index(0, place(table, "order_number")))
    QTest.keyClicks(table, "7")
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "7"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    settle(qtbot, inventory)
    assert cell(table, 0, "order_number") == "—"
    assert inventory.window.menus.undo.text() == "Undo “change by another program”"


def test_that_tab_goes_to_the_next_cell_that_can_be_typed_into(
    inventory: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    table = table_of(inventory)
    editor = open_editor(table, 0, "price")
    type_over(editor, "80")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    # Landed cost is computed: the day comes next.
    assert table.currentIndex().column() == place(table, "bought_on")
    assert table.is_editing()
    day = next(each for each in table.viewport().findChildren(QLineEdit) if each is not editor)
    assert day.text() == "02/03/2024"
    type_over(day, "5.3.24" if "." in day.text() else "5/3/24")
    QTest.keyClick(day, Qt.Key.Key_Return)
    settle(qtbot, inventory)
    row = row_of(engine, stock.first)
    assert (row.price, row.bought_on) == (Decimal("80.00"), date(2024, 3, 5))


def test_that_a_text_that_means_nothing_keeps_the_editor_open_and_says_why(
    inventory: Session, qtbot: QtBot
) -> None:
    table = table_of(inventory)
    editor = open_editor(table, 0, "price")
    type_over(editor, "a lot")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert table.is_editing()
    assert editor.accessibleDescription() == "“a lot” is not an amount such as 1,115.99"
    editor.selectAll()
    type_over(editor, "12 USD")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, inventory)
    assert cell(table, 0, "price") == "12.00\u00a0$"


def test_that_a_field_suggests_what_is_in_use_and_one_enter_takes_it(
    inventory: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    table = table_of(inventory)
    editor = open_editor(table, 1, "supplier")
    settle(qtbot, inventory)
    type_over(editor, "bs")
    popup = popup_of(editor)
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not table.is_editing())
    settle(qtbot, inventory)
    assert row_of(engine, stock.second).supplier == "BSTN"


def test_that_a_known_product_is_found_while_typing(
    inventory: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    table = table_of(inventory)
    editor = open_editor(table, 0, "product")
    type_over(editor, "samb")
    qtbot.waitUntil(lambda: popup_of(editor).isVisible(), timeout=PATIENCE)
    QTest.keyClick(popup_of(editor), Qt.Key.Key_Down)
    QTest.keyClick(popup_of(editor), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not table.is_editing())
    settle(qtbot, inventory)
    row = row_of(engine, stock.first)
    assert (row.product, row.style_codes, row.brand) == ("adidas Samba OG", "B75806", "adidas")


def test_that_a_state_is_chosen_among_those_it_may_move_to(
    inventory: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    table = table_of(inventory)
    table.setCurrentIndex(table.model().index(0, place(table, "state")))
    QTest.keyClick(table, Qt.Key.Key_F2)
    combo = table.viewport().findChild(QComboBox)
    assert combo is not None
    texts = [combo.itemText(at) for at in range(combo.count())]
    assert texts == ["In stock", "Consigned", "Returned to supplier", "Written off"]
    combo.setCurrentIndex(1)
    combo.hidePopup()
    combo.activated.emit(1)
    settle(qtbot, inventory)
    assert row_of(engine, stock.first).state == "consigned"


def test_that_an_edit_is_undone_and_redone_from_the_menu(inventory: Session, qtbot: QtBot) -> None:
    table, menus = table_of(inventory), inventory.window.menus
    editor = open_editor(table, 0, "location")
    type_over(editor, "Shelf 9")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, inventory)
    assert menus.undo.text() == "Undo “Location of Nike Dunk Low to Shelf 9”"
    menus.undo.trigger()
    settle(qtbot, inventory)
    assert cell(table, 0, "location") == "Shelf 1"
    menus.redo.trigger()
    settle(qtbot, inventory)
    assert cell(table, 0, "location") == "Shelf 9"


def test_that_a_field_changed_elsewhere_is_not_overwritten_and_can_be_looked_at(
    inventory: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    table = table_of(inventory)
    editor = open_editor(table, 0, "price")
    other = Editing(engine, "command line")
    other.change(stock.first, ItemField.PRICE, Money(Decimal("120.00"), "EUR"))
    type_over(editor, "115.99")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, inventory)
    assert row_of(engine, stock.first).price == Decimal("120.00")
    notice = next(each for each in inventory.window.notices.notices() if "Changed meanwhile" in each.text)
    assert "“Price of Nike Dunk Low to 120.00 EUR”" in notice.text
    look = next(each for each in notice.findChildren(QPushButton) if each.text() == "Show what it is now")
    look.click()
    settle(qtbot, inventory)
    assert cell(table, 0, "price") == f"120.00{EURO}"
    assert table.selected_rows() == [0]


def test_that_del_deletes_the_selected_pairs_and_the_notice_undoes_it(
    inventory: Session, qtbot: QtBot
) -> None:
    table = table_of(inventory)
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settle(qtbot, inventory)
    assert inventory.window.inventory.is_empty()
    assert notices(inventory) == ["Deleted 2 pairs"]
    [notice] = inventory.window.notices.notices()
    next(each for each in notice.findChildren(QPushButton) if each.text() == "Undo").click()
    settle(qtbot, inventory)
    assert table.model().rowCount() == 2


def test_that_the_undo_of_a_notice_takes_back_what_the_notice_tells_of(
    inventory: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    table = table_of(inventory)
    table.setCurrentIndex(table.model().index(0, place(table, "price")))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settle(qtbot, inventory)
    Editing(engine, "command line").change(stock.second, ItemField.LOCATION, "Shelf 7")
    [notice] = inventory.window.notices.notices()
    next(each for each in notice.findChildren(QPushButton) if each.text() == "Undo").click()
    settle(qtbot, inventory)
    assert row_of(engine, stock.first).price == Decimal("100.00")
    assert row_of(engine, stock.second).location == "Shelf 7"
    assert "Undone: Delete Nike Dunk Low" in notices(inventory)


def test_that_the_edit_menu_takes_back_what_it_names(
    inventory: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    Editing(engine, "window").change(stock.first, ItemField.LOCATION, "Shelf 9")
    undo = inventory.window.menus.undo
    qtbot.waitUntil(lambda: "Shelf 9" in undo.text(), timeout=PATIENCE)
    settle(qtbot, inventory)
    Editing(engine, "command line").change(stock.second, ItemField.LOCATION, "Shelf 7")
    undo.trigger()  # before the window has heard of it
    settle(qtbot, inventory)
    assert row_of(engine, stock.first).location == "Shelf 1"
    assert row_of(engine, stock.second).location == "Shelf 7"
    assert notices(inventory) == ["Undone: Location of Nike Dunk Low to Shelf 9"]


def test_that_pairs_of_sales_are_deleted_only_after_a_question(
    inventory: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    Pairing(engine, "window").choose(stock.sale, stock.first)
    table = table_of(inventory)
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settle(qtbot, inventory)
    question = inventory.window.findChild(Question)
    assert question is not None
    assert [question.button(at).text() for at in range(3)] == [
        "Free the sale and delete",
        "Delete only the other pair",
        "Keep the pairs",
    ]
    question.button(1).click()
    settle(qtbot, inventory)
    assert [row.id for row in Inventory(engine, "window").first()] == [stock.first]


def test_that_the_question_about_a_single_pair_speaks_of_one(
    inventory: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    Pairing(engine, "window").choose(stock.sale, stock.first)
    controller = inventory.window.inventory.findChild(InventoryController)
    assert controller is not None
    controller.delete(array("q", [stock.first]))
    settle(qtbot, inventory)
    question = inventory.window.findChild(Question)
    assert question is not None
    assert [question.button(at).text() for at in range(2)] == ["Free the sale and delete", "Keep the pair"]
    question.button(1).click()
    assert row_of(engine, stock.first).id == stock.first


def new_item(session: Session, qtbot: QtBot) -> NewItemDialog:
    session.window.menus.new_item.trigger()
    settle(qtbot, session)
    dialog = session.window.findChild(NewItemDialog)
    assert dialog is not None
    return dialog


def test_that_a_new_pair_is_typed_with_the_keyboard_and_undone(
    inventory: Session, qtbot: QtBot, engine: Engine
) -> None:
    dialog = new_item(inventory, qtbot)
    QTest.keyClicks(dialog.product, "samb")
    popup = popup_of(dialog.product)
    qtbot.waitUntil(popup.isVisible, timeout=PATIENCE)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.style_codes.text() == "B75806")
    assert (dialog.product.text(), dialog.brand.text()) == ("adidas Samba OG", "adidas")
    QTest.keyClicks(dialog.size_box, "42 2/3")
    dialog.quantity.setValue(2)
    QTest.keyClicks(dialog.price, "119")
    QTest.keyClicks(dialog.bought_on, "1/4/2024")
    QTest.keyClicks(dialog.supplier, "Solebox")
    QTest.keyClicks(dialog.vat_rate, "19")
    dialog.vat_reclaimable.setChecked(True)
    QTest.keyClick(dialog.supplier, Qt.Key.Key_Return)
    settle(qtbot, inventory)
    assert notices(inventory) == ["Added 2 pairs of adidas Samba OG"]
    rows = Inventory(engine, "window").first()
    assert len(rows) == 4
    assert {(row.size, row.landed_cost, row.supplier) for row in rows[:2]} == {
        ("EU 42⅔", Decimal("100.00"), "Solebox")
    }
    inventory.window.menus.undo.trigger()
    settle(qtbot, inventory)
    assert len(Inventory(engine, "window").first()) == 2


def test_that_the_form_says_what_is_wrong_and_stays(inventory: Session, qtbot: QtBot) -> None:
    dialog = new_item(inventory, qtbot)
    QTest.keyClicks(dialog.price, "cheap")
    QTest.keyClicks(dialog.bought_on, "yesterday")
    dialog.add_button().click()
    assert dialog.fault("product") == "Type the product or its style code"
    assert dialog.fault("price") == "“cheap” is not an amount such as 1,115.99"
    assert dialog.fault("bought_on") == "“yesterday” is not a day such as 31/05/2024"
    assert dialog.isVisible()
    assert not dialog.fault("vat_rate")


def test_that_another_pair_is_added_in_the_same_form(
    inventory: Session, qtbot: QtBot, engine: Engine
) -> None:
    dialog = new_item(inventory, qtbot)
    QTest.keyClicks(dialog.product, "Puma Suede")
    QTest.keyClicks(dialog.supplier, "Solebox")
    dialog.add_another_button().click()
    settle(qtbot, inventory)
    assert dialog.isVisible()
    assert (dialog.product.text(), dialog.supplier.text()) == ("", "Solebox")
    assert {row.product for row in Inventory(engine, "window").first()} == {"Nike Dunk Low", "Puma Suede"}
    dialog.reject()


@pytest.fixture
def sales(stock: Stock, open_session: OpenSession, qtbot: QtBot) -> Session:
    session = open_session()
    show(qtbot, session, SALES_TAB)
    return session


def cost(engine: Engine, sale_id: int) -> Decimal | None:
    [row] = Sales(engine, "window").page([sale_id])
    return row.cost


def choose(session: Session, qtbot: QtBot) -> ChoosePairDialog:
    table = table_of(session, SALES_TAB)
    table.go_to(0)
    QTest.keyClick(table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, session)
    dialog = session.window.findChild(ChoosePairDialog)
    assert dialog is not None
    return dialog


def test_that_a_pair_is_chosen_with_the_keyboard_and_released_again(
    sales: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    dialog = choose(sales, qtbot)
    reasons = [dialog.model.columns[1].shown(row) for row in dialog.model.rows]
    assert reasons == [
        "Same style code, same size, bought 9 days before",
        "Same style code, same size, bought 8 days before",
    ]
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    settle(qtbot, sales)
    assert cost(engine, stock.sale) == Decimal("100.00")
    table = table_of(sales, SALES_TAB)
    assert cell(table, 0, "cost") == f"100.00{EURO}"
    sales.window.activateWindow()  # a real window system does that when a dialog goes
    qtbot.waitUntil(table.hasFocus)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(table, Qt.Key.Key_M, keys)
    settle(qtbot, sales)
    assert cost(engine, stock.sale) is None
    sales.window.menus.undo.trigger()
    settle(qtbot, sales)
    assert cell(table, 0, "cost") == f"100.00{EURO}"


def test_that_the_stock_is_searched_for_the_pair(sales: Session, qtbot: QtBot) -> None:
    dialog = choose(sales, qtbot)
    with qtbot.waitSignal(dialog.searched):
        dialog.search.setText("samba")
    settle(qtbot, sales)
    assert not dialog.model.rows
    assert not dialog.take_button().isEnabled()
    dialog.reject()


def test_that_a_cost_is_typed_and_changed_in_place(
    sales: Session, qtbot: QtBot, engine: Engine, stock: Stock
) -> None:
    table = table_of(sales, SALES_TAB)
    for typed, stands in (("62.50", "62.50"), ("70", "70.00")):
        editor = open_editor(table, 0, "cost")
        type_over(editor, typed)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        settle(qtbot, sales)
        assert cell(table, 0, "cost") == stands + EURO
    assert cost(engine, stock.sale) == Decimal("70.00")
    assert len(Inventory(engine, "window").first()) == 3


def test_that_the_edit_menu_offers_what_can_be_done_with_the_rows_in_sight(
    inventory: Session, qtbot: QtBot
) -> None:
    menu = next(each for each in inventory.window.menuBar().actions() if each.text() == "&Edit").menu()
    assert isinstance(menu, QMenu)
    ours = {INVENTORY: {"Delete pairs"}, SALES_TAB: {"Choose the pair…", "Release the pair"}}
    for tab, offered in ours.items():
        show(qtbot, inventory, tab)
        menu.aboutToShow.emit()
        shown = {action.text() for action in menu.actions() if action.isVisible()}
        assert shown & {words for each in ours.values() for words in each} == offered
        menu.aboutToHide.emit()
