"""The Analytics tab on real sales: figures, what is behind them, and what can be taken away."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pyqtgraph import BarGraphItem
from PySide6.QtCore import QDate, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.domain.periods import Span
from soleflip_desktop.domain.selection import Between, Is, OneOf
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.charts import ChartsPresenter
from soleflip_desktop.ui.models.choices import COUNT_ROLE
from soleflip_desktop.ui.models.paged import PagedTable
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.tabs.analytics_tab import AnalyticsTab
from soleflip_desktop.ui.tabs.table_tab import TableTab
from soleflip_desktop.ui.theme import DARK, ThemeChoice
from soleflip_desktop.ui.widgets.chart import BarChart
from soleflip_desktop.ui.widgets.chart_card import ChartCard
from soleflip_desktop.ui.widgets.chip_popups import ValuesPopup
from soleflip_desktop.ui.widgets.group_chart import GroupChart
from soleflip_desktop.ui.widgets.month_chart import MonthChart
from tests.db.ledger import Ledger
from tests.ui.acting import ANALYTICS, INVENTORY, SALES_TAB, notices, show
from tests.ui.conftest import OpenSession, settle


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


@pytest.fixture
def tab(engine: Engine, open_session: OpenSession, qtbot: QtBot) -> AnalyticsTab:
    """Two years: a Nike and a Puma with profits of 40 and -10 in March, one of unknown cost in May 2024."""
    with engine.begin() as connection:
        ledger = Ledger(connection)
        nike, puma = ledger.goods("Dunk", brand="Nike"), ledger.goods("=Suede", brand="=Puma")
        ledger.sale(ledger.pair("50.00", date(2024, 1, 5)), product_id=nike)
        ledger.sale(ledger.pair("80.00", date(2024, 2, 1)), payout="70.00", product_id=puma)
        ledger.sale(None, payout="30.00", sold_at=noon(2024, 5, 2), paid_out_at=noon(2024, 6, 3))
        ledger.sale(
            ledger.pair("20.00", date(2023, 1, 1)),
            sold_at=noon(2023, 3, 9),
            paid_out_at=noon(2023, 3, 12),
            payout="40.00",
            product_id=nike,
        )
        ledger.sale(ledger.pair("1.00"), status="cancelled", product_id=nike)
        ledger.pair("25.00", date(2024, 6, 1), product_id=puma)
    session = open_session()
    session.window.resize(1280, 800)
    show(qtbot, session, ANALYTICS)
    settle(qtbot, session)
    tab = session.window.analytics
    tab.setProperty("session", session)
    return tab


def session_of(tab: AnalyticsTab) -> Session:
    session = tab.property("session")
    assert isinstance(session, Session)
    return session


def months_of(tab: AnalyticsTab) -> MonthChart:
    chart = tab.findChild(MonthChart)
    assert isinstance(chart, MonthChart)
    return chart


def groups_of(card: ChartCard) -> GroupChart:
    chart = card.findChild(GroupChart)
    assert isinstance(chart, GroupChart)
    return chart


def presenter_of(tab: AnalyticsTab) -> ChartsPresenter:
    presenter = tab.findChild(ChartsPresenter)
    assert isinstance(presenter, ChartsPresenter)
    return presenter


def row_count(tab: TableTab) -> int:
    model = tab.table.model()
    assert isinstance(model, PagedTable)
    return len(model.ids)


def ask_for(tab: AnalyticsTab, qtbot: QtBot, first: QDate, last: QDate) -> None:
    tab.period.spans[Span.CUSTOM].click()
    tab.period.first.setDate(first)
    tab.period.last.setDate(last)
    settle(qtbot, session_of(tab))


def whole_2024(tab: AnalyticsTab, qtbot: QtBot) -> None:
    ask_for(tab, qtbot, QDate(2024, 1, 1), QDate(2024, 12, 31))


def test_that_a_year_without_sales_gives_way_to_all_there_are(tab: AnalyticsTab) -> None:
    assert tab.period.span is Span.ALL
    assert tab.payout.value() == "230.00\u00a0€"
    assert (tab.profit.value(), tab.profit.basis()) == ("50.00\u00a0€", "on 3 of 4 sales")
    assert tab.coverage_words() == "Profit rests on 3 of 4 sales."
    assert (tab.sold.value(), tab.coverage.value()) == ("4", "75\u00a0%")
    assert tab.roi.value() == "33\u00a0%"  # 50 on 150
    assert tab.sell_through.value() == "67\u00a0%"  # 4 of 4 + 2 in hand
    assert (tab.stock.value(), tab.stock.basis()) == ("26.00\u00a0€", "2 pairs on hand today")


def test_that_bars_of_payout_are_drawn_with_the_edge_that_stands_out(tab: AnalyticsTab) -> None:
    colours = session_of(tab).theme.colours
    for chart in (months_of(tab), groups_of(tab.platforms), groups_of(tab.brands)):
        drawn = [each.opts for each in chart.getPlotItem().items if isinstance(each, BarGraphItem)]
        edges = [each["pen"].color().name() for each in drawn if each["brush"] == QColor(colours.payout)]
        assert edges == [colours.payout_edge.lower()]


def test_that_a_period_is_compared_with_another_and_says_what_it_cannot(
    tab: AnalyticsTab, qtbot: QtBot
) -> None:
    whole_2024(tab, qtbot)
    assert (tab.payout.value(), tab.payout.change()) == ("190.00\u00a0€", "▲\u00a0375\u00a0%")
    assert (tab.profit.value(), tab.profit.change()) == ("30.00\u00a0€", "▲\u00a050\u00a0%")
    assert tab.coverage.change() == "▼ 33.3 points"
    assert tab.coverage_words().endswith("Compared with 01/01/2023 to 31/12/2023.")
    tab.period.comparison.setCurrentIndex(2)
    tab.period.comparison.activated.emit(2)
    settle(qtbot, session_of(tab))
    assert tab.payout.change() == tab.coverage.change() == ""
    ask_for(tab, qtbot, QDate(2023, 1, 1), QDate(2023, 12, 31))
    tab.period.comparison.setCurrentIndex(0)
    tab.period.comparison.activated.emit(0)
    settle(qtbot, session_of(tab))
    assert tab.payout.change() == "change unknown"


def test_that_the_payout_day_moves_a_sale_and_a_chip_narrows_every_figure(
    tab: AnalyticsTab, qtbot: QtBot
) -> None:
    ask_for(tab, qtbot, QDate(2024, 6, 1), QDate(2024, 6, 30))
    assert tab.is_quiet()
    assert tab.quiet.sentence() == "Nothing was sold in this period."
    tab.period.days["payout"].click()
    settle(qtbot, session_of(tab))
    assert not tab.is_quiet()
    assert tab.payout.value() == "30.00\u00a0€"
    tab.all_wanted.emit()
    tab.chips.take_filters((OneOf("brand", ("Nike",)),))
    settle(qtbot, session_of(tab))
    assert (tab.sold.value(), tab.profit.value()) == ("2", "60.00\u00a0€")
    tab.chips.take_filters((OneOf("platform", ("StockX",)),))
    settle(qtbot, session_of(tab))
    assert (tab.sold.value(), tab.sell_through.value()) == ("4", "—")


def test_that_a_chip_offers_the_platforms_and_brands_that_were_sold(tab: AnalyticsTab, qtbot: QtBot) -> None:
    tab.chips.chip(OneOf("brand", ())).click()
    settle(qtbot, session_of(tab))
    popup = tab.chips.popup
    assert isinstance(popup, ValuesPopup)
    model = popup.model
    rows = [(model.index(row).data(), model.index(row).data(COUNT_ROLE)) for row in range(model.rowCount())]
    assert rows == [("Nike", "2"), ("=Puma", "1"), ("No known brand", "1")]
    popup.close()


def test_that_arrow_keys_say_each_month_and_enter_opens_its_sales(tab: AnalyticsTab, qtbot: QtBot) -> None:
    whole_2024(tab, qtbot)
    chart = months_of(tab)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    assert tab.months.said().startswith("May 2024 · payout 30.00\u00a0€ · profit unknown")
    for key, said in ((Qt.Key.Key_Left, "April 2024"), (Qt.Key.Key_Home, "March 2024")):
        QTest.keyClick(chart, key)
        assert tab.months.said().startswith(said)
        assert said in chart.accessibleName()
    assert "▲ +30.00\u00a0€ (cost known for 2 of 2)" in tab.months.said()
    QTest.keyClick(chart, Qt.Key.Key_Return)
    settle(qtbot, session_of(tab))
    session = session_of(tab)
    assert session.window.current_tab() == SALES_TAB
    assert set(session.window.sales.chips.filters) == {
        Is("standing"),
        Between("sold_on", date(2024, 3, 1), date(2024, 3, 31)),
    }
    assert row_count(session.window.sales) == 2


def test_that_a_click_on_a_bar_opens_the_sales_of_that_brand(tab: AnalyticsTab, qtbot: QtBot) -> None:
    whole_2024(tab, qtbot)
    chart = groups_of(tab.brands)
    at = place_of(chart, 1)
    hover(chart, at)
    assert tab.brands.said().startswith("=Puma · payout 70.00\u00a0€ · profit ▼ −10.00\u00a0€")
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle(qtbot, session_of(tab))
    window = session_of(tab).window
    assert window.current_tab() == SALES_TAB
    assert OneOf("brand", ("=Puma",)) in window.sales.chips.filters
    assert row_count(window.sales) == 1


def test_that_tiles_open_the_rows_they_add_up(tab: AnalyticsTab, qtbot: QtBot) -> None:
    window = session_of(tab).window
    tab.stock.click()
    settle(qtbot, session_of(tab))
    assert window.current_tab() == INVENTORY
    assert window.inventory.chips.filters == (Is("on_hand"),)
    assert row_count(window.inventory) == 2
    show(qtbot, session_of(tab), ANALYTICS)
    tab.coverage.setFocus()
    QTest.keyClick(tab.coverage, Qt.Key.Key_Return)
    settle(qtbot, session_of(tab))
    assert window.current_tab() == SALES_TAB
    assert Is("cost_missing") in window.sales.chips.filters
    assert row_count(window.sales) == 1


def test_that_the_figures_are_said_in_words(tab: AnalyticsTab) -> None:
    assert tab.profit.accessibleName() == "Profit: 50.00\u00a0€, on 3 of 4 sales"
    words = months_of(tab).accessibleDescription().splitlines()
    assert len(words) == 15  # March 2023 to May 2024
    assert words[0] == "March 2023 · payout 40.00\u00a0€ · profit ▲ +20.00\u00a0€ (cost known for 1 of 1)"
    assert groups_of(tab.platforms).accessibleName() == "By platform"


def test_that_picture_and_data_of_a_chart_are_saved(tab: AnalyticsTab, qtbot: QtBot, tmp_path: Path) -> None:
    exports = presenter_of(tab).exports
    exports[0].save_picture(tmp_path / "months.png")
    exports[2].save_data(tmp_path / "brands.csv")
    settle(qtbot, session_of(tab))
    picture = QImage(str(tmp_path / "months.png"))
    assert picture.width() == tab.months.width() * 2
    with (tmp_path / "brands.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:3] == ["Brand", "Net payout", "Profit"]
    assert [row[:3] for row in rows[1:]] == [
        ["Nike", "130.00", "60.00"],
        ["'=Puma", "70.00", "-10.00"],
        ["No known brand", "30.00", ""],
    ]
    exports[1].save_data(tmp_path / "nowhere" / "platforms.csv")
    settle(qtbot, session_of(tab))
    assert any("cannot be written" in notice for notice in notices(session_of(tab)))


def test_that_charts_change_colours_with_the_theme(tab: AnalyticsTab) -> None:
    session_of(tab).theme.choose(ThemeChoice.DARK)
    chart = months_of(tab)
    assert chart.backgroundBrush().color().name().upper() == DARK.base
    assert chart.grab().toImage().pixelColor(2, 2).name().upper() == DARK.base


def test_that_a_sale_of_another_program_is_in_the_figures_after_a_reload(
    tab: AnalyticsTab, engine: Engine, qtbot: QtBot
) -> None:
    with engine.begin() as connection:
        connection.execute(text("update sales.sales set status = 'cancelled' where payout = 30"))
    session_of(tab).context.bus.changed.emit(Change.SALES)
    settle(qtbot, session_of(tab))
    assert (tab.sold.value(), tab.coverage.value()) == ("3", "100\u00a0%")


def test_that_sums_are_renewed_while_another_tab_is_shown(
    tab: AnalyticsTab, engine: Engine, qtbot: QtBot
) -> None:
    show(qtbot, session_of(tab), SALES_TAB)
    with engine.begin() as connection:
        connection.execute(text("update sales.sales set status = 'cancelled' where payout = 30"))
    session_of(tab).context.bus.changed.emit(Change.SALES)
    settle(qtbot, session_of(tab))
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from analytics.stale_days")).scalar_one() == 0


def test_that_a_narrow_window_keeps_every_tile_whole(tab: AnalyticsTab, qtbot: QtBot) -> None:
    window = session_of(tab).window
    window.resize(900, 700)
    QApplication.sendPostedEvents()
    qtbot.waitUntil(lambda: tab.platforms.y() < tab.brands.y())
    for tile in tab.tiles:
        corner = tile.mapTo(tab, QPoint(tile.width(), 0))
        assert tile.width() >= 144
        assert corner.x() <= tab.width()


def test_that_a_failed_read_is_told_and_tried_again(
    tab: AnalyticsTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(tab)
    figures = session._app.figures  # type: ignore[union-attr]

    def fail(*_: object, **__: object) -> None:
        raise UserError("The database does not answer", "Try again")

    with monkeypatch.context() as broken:
        broken.setattr(type(figures), "dashboard", fail)
        tab.period.spans[Span.YEAR].click()
        settle(qtbot, session)
    assert any("does not answer" in notice for notice in notices(session))
    show(qtbot, session, SALES_TAB)
    show(qtbot, session, ANALYTICS)
    settle(qtbot, session)
    assert tab.payout.value() == "0.00\u00a0€"


def test_that_money_is_exact_however_many_sales_are_added_up(tab: AnalyticsTab) -> None:
    header, rows = presenter_of(tab).month_table()
    assert header[-1] == "Profit so far"
    assert rows[0] == ("2023-03", Decimal("40.00"), Decimal("20.00"), "EUR", 1, 1, 0, Decimal("20.00"))
    assert rows[-1][-1] == Decimal("50.00")


def place_of(chart: BarChart, number: int) -> QPoint:
    """A point on a lying bar, near its root."""
    box = chart.getPlotItem().vb
    place = chart.mapFromScene(box.mapViewToScene(QPointF(1.0, float(number))))
    assert isinstance(place, QPoint)
    return place


def hover(chart: BarChart, at: QPoint) -> None:
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(chart.viewport().mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(chart.viewport(), moved)
