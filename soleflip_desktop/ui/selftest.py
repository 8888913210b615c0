"""Proves without a screen that a frozen program has all the window needs: charts, icon, languages."""

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


def check_looks(folder: Path) -> str:
    """Draws the icon and speaks every language once; says what there is.

    Args:
        folder: Where a file that was not shipped compiled may be kept.

    Raises:
        UserError: If a part of it is not there.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QApplication

    from soleflip_desktop.ui.icon import application_icon
    from soleflip_desktop.ui.translation import TRANSLATED, Translation

    application = QApplication.instance() or QApplication(["soleflip"])
    picture = application_icon().pixmap(32, 32).toImage()
    if picture.isNull() or not picture.pixelColor(picture.width() // 2, 2).alpha():
        raise UserError("The icon is not drawn", "Install SoleFlip again")
    translation = Translation(application, folder)
    for language in TRANSLATED:
        translation.speak(language)
        cancel = QCoreApplication.translate("QPlatformTheme", "Cancel")
        missing = translation.missing
        translation.fall_silent()
        if missing or cancel == "Cancel":
            raise UserError(f"The language {language} is not there", "Install SoleFlip again")
    return f"icon, {', '.join(TRANSLATED)}"
