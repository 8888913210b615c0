"""What the Sales table can be filtered by."""

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.ui.models.chips import ChipSpec, FactChip, SpanChip, ValuesChip, periods
from soleflip_desktop.ui.models.sale_columns import status_words

_translate = QCoreApplication.translate


def sale_chips() -> tuple[ChipSpec, ...]:
    none = _translate("Sales", "None")
    return (
        ValuesChip("status", _translate("Sales", "Status"), none, status_words),
        ValuesChip("brand", _translate("Sales", "Brand"), _translate("Sales", "No known brand")),
        ValuesChip("platform", _translate("Sales", "Platform"), none),
        SpanChip("sold_on", _translate("Sales", "Sold"), periods(), free=True),
        FactChip("cost_missing", _translate("Sales", "Cost missing")),
        FactChip("unpaid", _translate("Sales", "Unpaid")),
        FactChip("loss", _translate("Sales", "At a loss")),
        FactChip("standing", _translate("Sales", "Counted sales"), guest=True),
        FactChip("paid", _translate("Sales", "Paid out"), guest=True),
    )
