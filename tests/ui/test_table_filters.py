"""The chips above a table, on the real window."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from soleflip_desktop.domain.selection import Between, Is, OneOf, Selection
from soleflip_desktop.services.preferences import Booking, Preferences
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.models.choices import COUNT_ROLE
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.widgets.chip import Chip
from soleflip_desktop.ui.widgets.chip_popups import SpanPopup, ValuesPopup
from tests.ui.acting import IMPORT, SALES_TAB, import_file, sales_model, sales_table, show
from tests.ui.conftest import SALES, settle

BRAND, SOLD, COST_MISSING, LOSS = OneOf("brand", ()), Between("sold_on"), Is("cost_missing"), Is("loss")


@pytest.fixture
def filled(session: Session, qtbot: QtBot, report: Path) -> Session:
    import_file(qtbot, session, report)
    show(qtbot, session, SALES_TAB)
    return session


def _chip(session: Session, of: object) -> Chip:
    return session.window.sales.chips.chip(of)  # type: ignore[arg-type]


def _open_values(qtbot: QtBot, session: Session) -> ValuesPopup:
    _chip(session, BRAND).click()
    popup = session.window.sales.chips.popup
    assert isinstance(popup, ValuesPopup)
    qtbot.waitUntil(lambda: popup.model.rowCount() > 0)
    return popup


def _brands(session: Session) -> set[str]:
    model = sales_model(session)
    rows = [model.row_at(at) for at in range(min(50, model.rowCount()))]
    return {row.brand for row in rows if row is not None}


def test_that_a_ticked_value_narrows_the_table_at_once(filled: Session, qtbot: QtBot) -> None:
    popup = _open_values(qtbot, filled)
    count = int(str(popup.model.index(0).data(COUNT_ROLE)))
    brand = str(popup.model.index(0).data())
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    settle(qtbot, filled)
    assert sales_model(filled).rowCount() == count < SALES
    assert _brands(filled) == {brand}
    assert _chip(filled, BRAND).words() == f"Brand: {brand}"
    assert filled.window.status_text().startswith(f"{count} sales · ")
    popup.close()


def test_that_two_values_take_the_rows_of_both_and_enter_unticks(filled: Session, qtbot: QtBot) -> None:
    popup = _open_values(qtbot, filled)
    counts = [int(str(popup.model.index(row).data(COUNT_ROLE))) for row in range(2)]
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    settle(qtbot, filled)
    assert sales_model(filled).rowCount() == sum(counts)
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    settle(qtbot, filled)
    assert sales_model(filled).rowCount() == counts[0]
    popup.close()


def test_that_the_counts_heed_the_other_filters_but_not_their_own(filled: Session, qtbot: QtBot) -> None:
    table = sales_table(filled)
    table.show_selection(Selection(filters=(OneOf("brand", ("Nike",)),)))
    settle(qtbot, filled)
    nikes = sales_model(filled).rowCount()
    popup = _open_values(qtbot, filled)
    names = [str(popup.model.index(row).data()) for row in range(popup.model.rowCount())]
    assert names[0] == "Nike"  # what is ticked stands first
    assert len(names) > 1
    assert int(str(popup.model.index(0).data(COUNT_ROLE))) == nikes
    popup.close()


def test_that_today_is_the_day_of_the_books_as_in_analytics(
    session: Session, qtbot: QtBot, engine: Engine
) -> None:
    for zone in (
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    ):  # never on the same day
        Preferences(engine, "window").change(Booking("EUR", zone))
        session.context.bus.changed.emit(Change.ALL)
        settle(qtbot, session)
        show(qtbot, session, SALES_TAB)
        before = datetime.now(ZoneInfo(zone)).date()
        _chip(session, SOLD).click()
        popup = session.window.sales.chips.popup
        assert isinstance(popup, SpanPopup)
        popup.list.setCurrentRow(0)
        QTest.keyClick(popup.list, Qt.Key.Key_Return)
        settle(qtbot, session)
        [chosen] = session.window.sales.chips.filters
        assert isinstance(chosen, Between)
        today = datetime.now(ZoneInfo(zone)).date()
        assert before <= popup._today <= today
        assert _chip(session, SOLD).words() == "Sold: This month"


def test_that_a_period_is_chosen_by_name_or_from_day_to_day(filled: Session, qtbot: QtBot) -> None:
    _chip(filled, SOLD).click()
    popup = filled.window.sales.chips.popup
    assert isinstance(popup, SpanPopup)
    popup.first.setDate(QDate(2023, 12, 31))
    popup.last.setDate(QDate(2023, 1, 1))  # the wrong way round
    popup.take.click()
    settle(qtbot, filled)
    model = sales_model(filled)
    assert 0 < model.rowCount() < SALES
    years = {row.sold_on.year for row in map(model.row_at, range(50)) if row is not None}
    assert years == {2023}
    assert _chip(filled, SOLD).words() == "Sold: 01/01/2023 to 31/12/2023"
    _chip(filled, SOLD).click()
    popup = filled.window.sales.chips.popup
    assert isinstance(popup, SpanPopup)
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    settle(qtbot, filled)
    assert _chip(filled, SOLD).words() == "Sold: This month"


def test_that_a_fact_is_switched_on_and_off(filled: Session, qtbot: QtBot) -> None:
    _chip(filled, LOSS).click()
    settle(qtbot, filled)
    tab = filled.window.sales
    assert tab.empty.sentence() == "Nothing matches these filters."
    _chip(filled, LOSS).click()
    settle(qtbot, filled)
    assert sales_model(filled).rowCount() == SALES
    assert not tab.is_empty()


def test_that_delete_on_a_chip_and_clear_all_take_filters_away(filled: Session, qtbot: QtBot) -> None:
    chips = filled.window.sales.chips
    chips.take_filters((OneOf("brand", ("Nike",)), COST_MISSING))
    settle(qtbot, filled)
    QTest.keyClick(_chip(filled, BRAND), Qt.Key.Key_Delete)
    assert chips.filters == (COST_MISSING,)
    chips.take_filters((OneOf("brand", ("Nike",)), COST_MISSING))
    _chip(filled, BRAND).clear_button().click()
    assert chips.filters == (COST_MISSING,)
    chips.clear_all.click()
    settle(qtbot, filled)
    assert not chips.filters
    assert chips.clear_all.isHidden()
    assert sales_model(filled).rowCount() == SALES


def test_that_a_button_clears_what_leaves_no_rows(filled: Session, qtbot: QtBot) -> None:
    sales_table(filled).show_selection(Selection("no such pair", (LOSS,)))
    settle(qtbot, filled)
    tab = filled.window.sales
    assert tab.empty.sentence() == "Nothing matches “no such pair” with these filters."
    tab.empty.chosen.emit()
    settle(qtbot, filled)
    assert tab.search.text() == ""
    assert sales_model(filled).rowCount() == SALES


def test_that_a_filter_of_another_view_gets_a_chip_while_it_holds(filled: Session, qtbot: QtBot) -> None:
    product = sales_model(filled).row_at(0).product  # type: ignore[union-attr]
    show(qtbot, filled, IMPORT)
    sales_table(filled).show_selection(Selection(filters=(OneOf("product", (product,)),)))
    show(qtbot, filled, SALES_TAB)
    guest = _chip(filled, OneOf("product", ()))
    assert guest.words() == f"Product: {product}"
    assert 0 < sales_model(filled).rowCount() < SALES
    guest.clear_button().click()
    settle(qtbot, filled)
    assert sales_model(filled).rowCount() == SALES


def test_that_what_analytics_counts_has_a_chip_of_one_word_while_it_holds(
    filled: Session, qtbot: QtBot
) -> None:
    standing = Is("standing")
    sales_table(filled).show_selection(Selection(filters=(standing,)))
    settle(qtbot, filled)
    assert _chip(filled, standing).words() == "Counted sales"
    assert sales_model(filled).rowCount() == SALES
    QTest.keyClick(_chip(filled, standing), Qt.Key.Key_Delete)
    assert not filled.window.sales.chips.filters


def test_that_two_spans_of_one_field_are_one_chip_with_what_both_leave(filled: Session, qtbot: QtBot) -> None:
    first, last = date(2024, 1, 1), date(2024, 1, 31)
    spans = (Between("sold_on", first), Between("sold_on", None, last), Between("paid_on"))
    sales_table(filled).show_selection(Selection(filters=spans))
    settle(qtbot, filled)
    both = (Between("sold_on", first, last),)
    assert filled.window.sales.chips.filters == sales_table(filled).selection.filters == both
    assert _chip(filled, SOLD).words() == "Sold: 01/01/2024 to 31/01/2024"


def test_that_an_age_without_a_name_is_said_in_days(session: Session) -> None:
    chips = session.window.inventory.chips
    assert chips.words_of(Between("days_in_stock", 31, 400)) == "Age: 31 to 400 days"
    assert chips.words_of(Between("days_in_stock", 400)) == "Age: from 400 days"
    assert chips.words_of(Between("days_in_stock", 31, 60)) == "Age: 31 to 60 days"


def test_that_find_goes_to_the_search_box(filled: Session) -> None:
    tab = filled.window.sales
    QTest.keyClick(tab.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is tab.search


def test_that_find_searches_everything_where_there_is_no_table(filled: Session, qtbot: QtBot) -> None:
    filled.window.show_tab(3)
    settle(qtbot, filled)
    with qtbot.waitSignal(filled.window.search_wanted):
        filled.window.menus.find.trigger()


def test_that_chips_go_on_in_the_next_line_of_a_narrow_window(filled: Session, qtbot: QtBot) -> None:
    tab = filled.window.sales
    filled.window.resize(900, 600)
    chips = [chip for chip in tab.findChildren(Chip) if chip.isVisible()]
    qtbot.waitUntil(lambda: len({chip.y() for chip in chips}) > 1)
    assert all(chip.geometry().right() < tab.width() for chip in chips)
    assert all(
        not one.geometry().intersects(other.geometry())
        for one in chips
        for other in chips
        if one is not other
    )
