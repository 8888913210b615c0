"""What the Inventory table can be filtered by."""

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.ui.models.chips import ChipSpec, FactChip, Preset, SpanChip, ValuesChip, periods
from soleflip_desktop.ui.models.item_columns import state_words

_translate = QCoreApplication.translate


def item_chips() -> tuple[ChipSpec, ...]:
    return (
        ValuesChip("state", _translate("Inventory", "State"), _translate("Inventory", "None"), state_words),
        ValuesChip("brand", _translate("Inventory", "Brand"), _translate("Inventory", "No known brand")),
        ValuesChip("supplier", _translate("Inventory", "Supplier"), _translate("Inventory", "No supplier")),
        ValuesChip("location", _translate("Inventory", "Location"), _translate("Inventory", "No location")),
        SpanChip(
            "days_in_stock",
            _translate("Inventory", "Age"),
            _ages(),
            counted=_translate("Inventory", "{n} days"),
        ),
        SpanChip("bought_on", _translate("Inventory", "Bought"), periods(), free=True),
        FactChip("cost_missing", _translate("Inventory", "Cost missing")),
        FactChip("on_hand", _translate("Inventory", "On hand")),
    )


def _ages() -> tuple[Preset, ...]:
    """Half a year and a year count for more than the months between them."""
    return (
        _age("0_30", _translate("Inventory", "Up to 30 days"), 0, 30),
        _age("31_60", _translate("Inventory", "31 to 60 days"), 31, 60),
        _age("61_90", _translate("Inventory", "61 to 90 days"), 61, 90),
        _age("91_180", _translate("Inventory", "91 to 180 days"), 91, 180),
        _age("181_365", _translate("Inventory", "181 to 365 days"), 181, 365),
        _age("365_up", _translate("Inventory", "More than a year"), 366, None),
    )


def _age(name: str, words: str, first: int, last: int | None) -> Preset:
    return Preset(name, words, lambda _: (first, last))
