"""Every control of the window and its dialogs has a name for those who do not see it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from soleflip_desktop.domain.selection import Choice
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.widgets.chip_popups import ValuesPopup
from tests.ui.acting import drop, import_file, review_of, show
from tests.ui.conftest import settle

CONTROLS = (
    *(QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit),
    QTabBar,
)
Opens = Callable[[Session], object]
DIALOGS: dict[str, Opens] = {
    "settings": lambda session: session.window.menus.settings.trigger(),
    "log": lambda session: session.window.menus.logs.trigger(),
    "health": lambda session: session.window.menus.health.trigger(),
    "about": lambda session: session.window.menus.about.trigger(),
    "new item": lambda session: session.window.menus.new_item.trigger(),
    "columns": lambda session: session.window.sales.table.choose_columns(),
}


def _nameless(root: QWidget) -> list[str]:
    """Controls in sight below a widget of which only the kind can be said."""
    found = [each for kind in CONTROLS for each in root.findChildren(kind) if each.isVisibleTo(root)]
    return [f"{type(each).__name__} in {type(each.parent()).__name__}" for each in found if not _name(each)]


def _name(control: QWidget) -> str:
    if control.accessibleName():
        return control.accessibleName()
    parent = control.parent()
    if isinstance(control, QLineEdit | QAbstractItemView) and isinstance(
        parent, QComboBox | QAbstractSpinBox
    ):
        return parent.accessibleName()
    if isinstance(parent, QTableView | QScrollBar) or type(control).__name__ == "QTableCornerButton":
        return "a part of what is named"
    if isinstance(parent, QLineEdit):  # the button that clears it, which Escape and Ctrl+A do as well
        return parent.accessibleName()
    return control.text() if isinstance(control, QAbstractButton) else ""


@pytest.fixture
def filled(session: Session, qtbot: QtBot, report: Path) -> Session:
    import_file(qtbot, session, report)
    return session


def test_that_every_control_of_every_tab_is_named(filled: Session, qtbot: QtBot) -> None:
    for tab in range(4):
        show(qtbot, filled, tab)
        assert not _nameless(filled.window), f"tab {tab}"


def test_that_the_empty_window_and_a_review_are_named(session: Session, qtbot: QtBot, report: Path) -> None:
    assert not _nameless(session.window)
    drop(qtbot, session, [report])
    review_of(qtbot, session)
    assert not _nameless(session.window)


@pytest.mark.parametrize("dialog", DIALOGS)
def test_that_every_control_of_the_dialogs_is_named(filled: Session, qtbot: QtBot, dialog: str) -> None:
    DIALOGS[dialog](filled)
    settle(qtbot, filled)
    opened = [each for each in filled.window.findChildren(QDialog) if each.isVisible()]
    assert opened
    assert not [name for each in opened for name in _nameless(each)]


def test_that_what_a_chip_opens_is_named(filled: Session, qtbot: QtBot) -> None:
    show(qtbot, filled, 1)
    chips = filled.window.sales.chips
    spec = next(each for each in chips._specs.values() if getattr(each, "field", "") == "brand")
    chips.chip(spec).click()
    settle(qtbot, filled)
    popup = chips.popup
    assert isinstance(popup, ValuesPopup)
    popup.show_choices([Choice(str(number), 1) for number in range(20)])  # so many that they are searched
    assert not _nameless(popup)
    popup.close()


def test_that_combo_boxes_have_what_linux_reads_of_them(filled: Session, qtbot: QtBot) -> None:
    """There Qt says the choice instead of the name, which then must come from a label."""
    for tab in range(4):
        show(qtbot, filled, tab)
        boxes = {box for box in filled.window.findChildren(QComboBox) if box.isVisible()}
        assert not boxes - {label.buddy() for label in filled.window.findChildren(QLabel)}
