"""What the keyboard reaches, and that Enter presses what has the focus."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from soleflip_desktop.domain.views import ColumnPlace
from soleflip_desktop.ui.dialogs.choose_pair import ChoosePairDialog
from soleflip_desktop.ui.dialogs.log import LogDialog
from soleflip_desktop.ui.dialogs.new_item import NewItemDialog
from soleflip_desktop.ui.dialogs.question import Question, nothing
from soleflip_desktop.ui.dialogs.settings import SettingsDialog
from soleflip_desktop.ui.dialogs.view_name import ViewName
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.theme import LIGHT, ThemeChoice
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.column_chooser import ColumnChooser
from soleflip_desktop.ui.widgets.reading_order import stops
from soleflip_desktop.ui.widgets.search_box import SearchBox
from tests.ui.acting import ANALYTICS, IMPORT, SALES_TAB, import_file, show
from tests.ui.conftest import settle


def _shown(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()


def _press_enter() -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)


def test_that_enter_in_a_field_saves_the_settings(qtbot: QtBot) -> None:
    dialog = SettingsDialog()
    _shown(qtbot, dialog)
    dialog.theme.setFocus()
    with qtbot.waitSignal(dialog.save_wanted):
        _press_enter()


def test_that_enter_takes_the_name_that_was_typed(qtbot: QtBot) -> None:
    dialog = ViewName("Save the view", "", "Save")
    _shown(qtbot, dialog)
    dialog.name.setText("Nike")
    dialog.name.setFocus()
    with qtbot.waitSignal(dialog.named) as named:
        _press_enter()
    assert named.args == ["Nike"]


def test_that_enter_gives_the_answer_that_has_the_focus(qtbot: QtBot) -> None:
    taken: list[str] = []
    dialog = Question("?", "", (), (("Do", lambda: taken.append("done")), ("Leave", nothing)))
    _shown(qtbot, dialog)
    dialog.button(0).setFocus()
    _press_enter()
    assert taken == ["done"]


@pytest.mark.parametrize("kind", ["pair", "item"])
def test_that_enter_on_cancel_cancels(qtbot: QtBot, formats: Formats, kind: str) -> None:
    pair, item = ChoosePairDialog(["Sold"], [], LIGHT), NewItemDialog("EUR", formats)
    dialog: QDialog = pair if kind == "pair" else item
    qtbot.addWidget(item if kind == "pair" else pair)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    _shown(qtbot, dialog)
    next(button for button in dialog.findChildren(Button) if button.text() == "Cancel").setFocus()
    with qtbot.waitSignal(dialog.rejected):
        _press_enter()


def _tab(window: QWidget, *, back: bool = False) -> str:
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
    focused = window.focusWidget()
    assert focused is not None
    return focused.accessibleName()


def _stops(window: QMainWindow) -> list[str]:
    inside = window.centralWidget()
    assert inside is not None
    return [each.accessibleName() for each in stops(inside)]


def test_that_tab_goes_through_the_window_as_it_is_read(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    window, table = session.window, session.window.sales.table
    table.go_to(0)
    qtbot.waitUntil(lambda: "Copy all details" in _stops(window))
    table.setFocus()
    read = [_tab(window) for _ in _stops(window)]
    assert read[-1] == "Sales", "around it came to where it began"
    places = [read.index(name) for name in ("Copy all details", "Where this came from", "History", "Tabs")]
    assert places == sorted(places)
    shown = read.index("Show the row as it came")  # made when the row was first shown, behind all others
    assert places[1] < shown < places[2]
    above = read[read.index("Search everything") + 1 : -1]
    assert above[0].startswith("Search product")
    assert above[-1] == "Details"
    assert _tab(window, back=True) == "Details"


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("tab", [SALES_TAB, IMPORT, ANALYTICS])
def test_that_whatever_has_the_focus_shows_it(
    session: Session, qtbot: QtBot, report: Path, theme: ThemeChoice, tab: int
) -> None:
    import_file(qtbot, session, report)
    session.theme.choose(theme)
    show(qtbot, session, tab)
    if tab == SALES_TAB:
        session.window.sales.table.go_to(0)
        qtbot.waitUntil(lambda: "Copy all details" in _stops(session.window))
    inside = session.window.centralWidget()
    assert inside is not None
    unseen = []
    for widget in stops(inside):
        if focused := session.window.focusWidget():
            focused.clearFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if widget.grab().toImage() == before:
            unseen.append(widget.accessibleName())
    assert not unseen


def test_that_a_notice_can_be_dismissed_by_keyboard(session: Session, qtbot: QtBot) -> None:
    session.window.say("Something new")
    [notice] = session.window.notices.notices()
    assert any(name.startswith("Dismiss") for name in _stops(session.window))
    notice.dismiss()


def test_that_enter_in_the_search_of_the_log_presses_nothing(qtbot: QtBot, session: Session) -> None:
    session.window.menus.logs.trigger()
    settle(qtbot, session)
    dialog = session.window.findChild(LogDialog)
    assert isinstance(dialog, LogDialog)
    box = dialog.findChild(SearchBox)
    assert isinstance(box, SearchBox)
    pressed: list[bool] = []
    for button in dialog.findChildren(Button):
        button.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not pressed


def test_that_enter_leaves_the_list_of_columns(qtbot: QtBot) -> None:
    places = (ColumnPlace("size", 80), ColumnPlace("price", 80))
    chooser = ColumnChooser({"size": "Size", "price": "Price"}, places)
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    _shown(qtbot, chooser)
    chooser.list.setFocus()
    _press_enter()
    assert not chooser.isVisible()
    assert chooser.places() == places, "nothing was moved"
