"""What the keyboard reaches, and that Enter presses what has the focus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from soleflip_desktop.ui.dialogs.choose_pair import ChoosePairDialog
from soleflip_desktop.ui.dialogs.new_item import NewItemDialog
from soleflip_desktop.ui.dialogs.question import Question, nothing
from soleflip_desktop.ui.dialogs.settings import SettingsDialog
from soleflip_desktop.ui.dialogs.view_name import ViewName
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.theme import LIGHT
from soleflip_desktop.ui.widgets.buttons import Button


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
