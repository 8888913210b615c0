"""The amounts beside the bars of a chart."""

from decimal import Decimal

import pytest
from PySide6.QtGui import QPainter, QPicture
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from soleflip_desktop.ui.formats import NO_BREAK_SPACE, Formats
from soleflip_desktop.ui.theme import LIGHT, Theme
from soleflip_desktop.ui.widgets.axes import MoneyAxis
from soleflip_desktop.ui.widgets.group_chart import GroupBar, GroupChart
from soleflip_desktop.ui.widgets.month_chart import MonthBar, MonthChart


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


def _drawn(axis: MoneyAxis) -> list[str]:
    """The texts for which there is room."""
    picture = QPicture()
    painter = QPainter(picture)
    *_, texts = axis.generateDrawSpecs(painter)
    painter.end()
    return [text.replace(NO_BREAK_SPACE, " ") for _, _, text in texts]


def test_that_the_amounts_of_months_begin_with_nothing(qtbot: QtBot, formats: Formats) -> None:
    chart = MonthChart(formats)
    qtbot.addWidget(chart)
    chart.resize(1000, 230)
    chart.take_colours(LIGHT)
    chart.show_bars([MonthBar(f"{at}", Decimal(5000), Decimal(300)) for at in range(12)], "EUR")
    with qtbot.waitExposed(chart):
        chart.show()
    axis = chart.getPlotItem().getAxis("left")
    qtbot.waitUntil(lambda: _drawn(axis) == ["0 €", "2,000 €", "4,000 €"])


def test_that_the_amounts_of_groups_begin_with_nothing(qtbot: QtBot, formats: Formats) -> None:
    chart = GroupChart(formats)
    qtbot.addWidget(chart)
    chart.resize(600, 230)
    chart.take_colours(LIGHT)
    chart.show_bars([GroupBar("StockX", Decimal(5000), Decimal(300))], "EUR")
    with qtbot.waitExposed(chart):
        chart.show()
    axis = chart.getPlotItem().getAxis("bottom")
    qtbot.waitUntil(lambda: _drawn(axis)[:1] == ["0 €"])
