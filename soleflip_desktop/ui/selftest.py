"""Draws one chart without a screen, to prove that a frozen program has all it needs."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

from soleflip_desktop.errors import UserError


def draw_chart(path: Path) -> None:
    """Draws payout and profit of three made-up months into a PNG.

    Raises:
        UserError: If the file cannot be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from soleflip_desktop.ui.formats import Formats
    from soleflip_desktop.ui.theme import LIGHT
    from soleflip_desktop.ui.widgets.month_chart import MonthBar, MonthChart

    application = QApplication.instance() or QApplication(["soleflip"])
    formats = Formats(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    chart = MonthChart(formats)
    chart.resize(800, 400)
    chart.take_colours(LIGHT)
    months = ((date(2024, 1, 1), "900.00", "120.50"), (date(2024, 2, 1), "640.00", "-35.00"))
    bars = [MonthBar(formats.month(month), Decimal(paid), Decimal(gain)) for month, paid, gain in months]
    chart.show_bars([*bars, MonthBar(formats.month(date(2024, 3, 1)), Decimal("410.00"), None)], "EUR")
    drawn = chart.grab().save(str(path), "PNG")
    chart.close()
    chart.deleteLater()
    application.sendPostedEvents()
    if not drawn:
        raise UserError(f"The chart {path} cannot be written", "Choose a folder that can be written to")
