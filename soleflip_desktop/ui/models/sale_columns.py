"""The columns of the Sales table."""

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.sale_status import FREEING
from soleflip_desktop.ui.formats import UNKNOWN, Formats
from soleflip_desktop.ui.models.columns import ColumnSpec, Editor, Tone, itself
from soleflip_desktop.ui.models.figure_words import percent
from soleflip_desktop.ui.models.typed_values import parse_money

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleflip_desktop.services.sales import SaleRow

_translate = QCoreApplication.translate


_STATUS_TONES = {"cancelled": Tone.FAINT, "returned": Tone.WARNING, "failed_verification": Tone.PROBLEM}


def sale_columns(formats: Formats) -> "list[ColumnSpec[SaleRow]]":
    """What a sale was and brought comes first: up to its status it fits beside the details at 1280 px."""
    return [*_what(formats), *_money(formats), *_course(formats), *_rarely_asked(formats)]


def status_words(status: str) -> str:
    return {
        "pending": _translate("Sales", "Pending"),
        "shipped": _translate("Sales", "Shipped"),
        "authenticated": _translate("Sales", "Authenticated"),
        "completed": _translate("Sales", "Completed"),
        "cancelled": _translate("Sales", "Cancelled"),
        "returned": _translate("Sales", "Returned"),
        "failed_verification": _translate("Sales", "Failed verification"),
    }.get(status, status)


def gain_tone(amount: Decimal | None) -> Tone:
    if not amount:
        return Tone.PLAIN
    return Tone.PROFIT if amount > 0 else Tone.LOSS


def _what(formats: Formats) -> "list[ColumnSpec[SaleRow]]":
    return [
        ColumnSpec(
            "sold_on",
            _translate("Sales", "Sold"),
            92,
            lambda day, _: formats.day(day),
            sort="sold_at",
            tip=lambda _, row: formats.moment(row.sold_at),
        ),
        ColumnSpec("product", _translate("Sales", "Product"), 190, tip=itself),
        ColumnSpec(
            "style_codes",
            _translate("Sales", "Style code"),
            108,
            tip=itself,
            why_unknown=lambda _: _translate("Sales", "The file gave no style code"),
        ),
        ColumnSpec(
            "size",
            _translate("Sales", "Size"),
            68,
            get=lambda row: None if row.size == UNKNOWN else row.size,
            why_unknown=lambda _: _translate("Sales", "Sold without a size"),
        ),
    ]


def _money(formats: Formats) -> "list[ColumnSpec[SaleRow]]":
    def money(name: str, title: str, why_unknown: "Callable[[SaleRow], str] | None") -> "ColumnSpec[SaleRow]":
        return ColumnSpec(name, title, 88, _money_text(formats), right=True, why_unknown=why_unknown)

    unpaid = _unpaid()
    return [
        money("gross", _translate("Sales", "Gross"), None),
        money("payout", _translate("Sales", "Payout"), lambda _: unpaid),
        replace(
            money("cost", _translate("Sales", "Cost"), _why_no_cost),
            parse=lambda text: parse_money(text, formats),
            may_edit=lambda row: row.status not in FREEING,
            editor=Editor.MONEY,
            begins=lambda row: "" if row.cost is None else formats.amount(row.cost),
        ),
        ColumnSpec(
            "profit",
            _translate("Sales", "Profit"),
            104,
            lambda amount, row: formats.gain(amount, row.currency),
            right=True,
            why_unknown=_why_no_profit,
            tone=lambda row: gain_tone(row.profit),
        ),
    ]


def _course(formats: Formats) -> "list[ColumnSpec[SaleRow]]":
    unpaid, unnamed = _unpaid(), _translate("Sales", "The platform named no fees")
    unbranded = _translate("Sales", "The name does not begin with a known brand")
    untracked = _translate("Sales", "The file gave no tracking number")
    return [
        ColumnSpec(
            "status",
            _translate("Sales", "Status"),
            104,
            lambda status, _: status_words(status),
            tone=lambda row: _STATUS_TONES.get(row.status, Tone.PLAIN),
        ),
        ColumnSpec("order_key", _translate("Sales", "Order"), 164),
        ColumnSpec(
            "fees",
            _translate("Sales", "Fees"),
            88,
            _money_text(formats),
            right=True,
            why_unknown=lambda _: unnamed,
        ),
        ColumnSpec(
            "paid_on",
            _translate("Sales", "Paid"),
            92,
            lambda day, _: formats.day(day),
            why_unknown=lambda _: unpaid,
        ),
        ColumnSpec("platform", _translate("Sales", "Platform"), 90),
        ColumnSpec("brand", _translate("Sales", "Brand"), 110, why_unknown=lambda _: unbranded),
        ColumnSpec("tracking_number", _translate("Sales", "Tracking"), 170, why_unknown=lambda _: untracked),
    ]


def _rarely_asked(formats: Formats) -> "list[ColumnSpec[SaleRow]]":
    def share(name: str, title: str) -> "ColumnSpec[SaleRow]":
        return ColumnSpec(
            name,
            title,
            80,
            lambda share, _: percent(share, formats),
            right=True,
            why_unknown=_why_no_profit,
            hidden_at_first=True,
        )

    undated = _translate("Sales", "Unknown, because the day of purchase is")
    unsaid = _translate("Sales", "The file gave no country")
    return [
        share("roi", _translate("Sales", "ROI")),
        share("margin", _translate("Sales", "Margin")),
        ColumnSpec(
            "shelf_days",
            _translate("Sales", "Shelf days"),
            88,
            lambda days, _: formats.count(days),
            right=True,
            why_unknown=lambda _: undated,
            hidden_at_first=True,
        ),
        ColumnSpec(
            "buyer_country",
            _translate("Sales", "Country"),
            100,
            why_unknown=lambda _: unsaid,
            hidden_at_first=True,
        ),
    ]


def _money_text(formats: Formats) -> "Callable[[Decimal, SaleRow], str]":
    return lambda amount, row: formats.money(amount, row.currency)


def _unpaid() -> str:
    return _translate("Sales", "Not paid out yet, or the file did not say")


def _why_no_cost(row: "SaleRow") -> str:
    if row.item_id is not None:
        return _translate("Sales", "The pair that was sold has no known cost. Press F2 to type it")
    if row.status in FREEING:
        return _translate("Sales", "The sale did not stand, so it holds no pair")
    return _translate(
        "Sales", "No pair is known for this sale. Press F2 to type what it cost, or Ctrl+M to choose the pair"
    )


def _why_no_profit(row: "SaleRow") -> str:
    if row.status in FREEING:
        return _translate("Sales", "The sale did not stand, so it made none")
    if row.payout is None:
        return _translate("Sales", "Unknown, because the payout is")
    return _translate("Sales", "Unknown, because the cost is")
