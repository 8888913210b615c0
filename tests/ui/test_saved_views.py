"""Views of a table saved under a name, on the real window."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from soleflip_desktop.domain.selection import EVERYTHING, Between, Is, OneOf, Selection
from soleflip_desktop.domain.views import TableLayout, View
from soleflip_desktop.ui.controllers.views import ViewsController
from soleflip_desktop.ui.dialogs.view_name import ViewName
from soleflip_desktop.ui.session import Session
from tests.ui.acting import SALES_TAB, import_file, notices, sales_model, sales_table, show
from tests.ui.conftest import SALES, OpenSession, end, settle


@pytest.fixture
def filled(session: Session, qtbot: QtBot, report: Path) -> Session:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    return session


def _views(session: Session) -> ViewsController:
    return session.window.sales.findChildren(ViewsController)[0]


def _choose(qtbot: QtBot, session: Session, text: str) -> None:
    menu = _views(session).menu()
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()
    settle(qtbot, session)


def _name(qtbot: QtBot, session: Session, entry: str, name: str) -> None:
    _choose(qtbot, session, entry)
    dialog = next(each for each in session.window.findChildren(ViewName) if each.isVisible())
    dialog.name.clear()
    QTest.keyClicks(dialog.name, name)
    dialog.take.click()
    settle(qtbot, session)


def _texts(session: Session) -> list[str]:
    menu = _views(session).menu()
    texts = [action.text() for action in menu.actions()]
    menu.deleteLater()
    return texts


def test_that_a_view_comes_back_after_a_restart(
    open_session: OpenSession, qtbot: QtBot, report: Path
) -> None:
    session = open_session()
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    selection = Selection(filters=(OneOf("brand", ("Nike",)), Is("cost_missing")))
    sales_table(session).show_selection(selection)
    gross = next(at for at, each in enumerate(sales_model(session).columns) if each.name == "gross")
    sales_model(session).sort_by(((gross, True),))
    session.window.sales.table.horizontalHeader().setSectionHidden(0, True)
    settle(qtbot, session)
    rows = sales_model(session).rowCount()
    _name(qtbot, session, "Save view…", "Nike without cost")
    assert session.window.sales.views.words() == "View: Nike without cost"
    _choose(qtbot, session, "All rows")
    session.window.sales.table.reset_columns()
    assert sales_model(session).rowCount() == SALES
    end(session)
    again = open_session()
    show(qtbot, again, SALES_TAB)
    _choose(qtbot, again, "Nike without cost")
    assert sales_table(again).selection == selection
    assert sales_model(again).rowCount() == rows
    assert sales_model(again).order == (("gross", True),)
    assert 0 not in again.window.sales.table.shown_columns()


def test_that_saving_a_view_is_undone_from_the_menu(filled: Session, qtbot: QtBot) -> None:
    sales_table(filled).show_selection(Selection("nike"))
    _name(qtbot, filled, "Save view…", "Nikes")
    assert "Nikes" in _texts(filled)
    assert filled.window.menus.undo.text() == "Undo “Save view Nikes”"
    filled.window.menus.undo.trigger()
    settle(qtbot, filled)
    assert "Nikes" not in _texts(filled)


def test_that_a_view_is_changed_renamed_and_deleted(filled: Session, qtbot: QtBot) -> None:
    sales_table(filled).show_selection(Selection("nike"))
    _name(qtbot, filled, "Save view…", "Nikes")
    sales_table(filled).show_selection(Selection("puma"))
    _choose(qtbot, filled, "Save changes to “Nikes”")
    _name(qtbot, filled, "Rename…", "Pumas")
    assert _texts(filled)[0] == "Pumas"
    _choose(qtbot, filled, "All rows")
    _choose(qtbot, filled, "Pumas")
    assert filled.window.sales.search.text() == "puma"
    _choose(qtbot, filled, "Delete “Pumas”")
    assert "Pumas" not in _texts(filled)


def test_that_a_name_that_is_taken_is_refused(filled: Session, qtbot: QtBot) -> None:
    for name in ("One", "Two"):
        sales_table(filled).show_selection(Selection(name))
        _name(qtbot, filled, "Save view…", name)
    _name(qtbot, filled, "Rename…", "one")
    assert notices(filled)[-1].startswith("There is a view “one” already")
    assert _texts(filled)[:2] == ["One", "Two"]


def test_that_a_period_with_a_name_means_the_one_of_today(filled: Session) -> None:
    chips = filled.window.sales.chips
    may = Between("sold_on", date(2025, 5, 1), date(2025, 5, 31))
    saved = View(Selection(filters=(may,)), TableLayout(), {"sold_on": "this_month"})
    shown = chips.as_of_today(saved).filters[0]
    assert isinstance(shown, Between)
    assert shown.first != may.first
    assert chips.as_of_today(View(Selection(filters=(may,)))).filters == (may,)
    chips.show_filters((shown,))
    assert chips.named_periods() == {"sold_on": "this_month"}
    chips.show_filters(())
    assert sales_table(filled).selection == EVERYTHING
