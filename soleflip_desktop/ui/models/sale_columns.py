"""The columns of the Sales table."""

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.sale_status import FREEING
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.columns import ColumnSpec, Tone

if TYPE_CHECKING:
    from soleflip_desktop.services.sales import SaleRow

_translate = QCoreApplication.translate

_STATUS_TONES = {"cancelled": Tone.FAINT, "returned": Tone.WARNING, "failed_verification": Tone.PROBLEM}


def sale_columns(formats: Formats) -> "list[ColumnSpec[SaleRow]]":
    return [*_what(formats), *_money(formats), *_course(formats)]


def parse_cost(text: str, formats: Formats) -> Decimal:
    """The cost a user typed.

    Raises:
        ValueError: With the reason, in words.
    """
    amount = formats.parse_amount(text)
    if amount is None:
        example = formats.amount(Decimal("1115.99"))
        message = _translate("Sales", "“{text}” is not an amount such as {example}")
        raise ValueError(message.format(text=text.strip(), example=example))
    return amount


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
            get=lambda row: row.sold_on,
            text=lambda value, _: formats.day(value),
            tip=lambda _, row: formats.moment(row.sold_at),
            width=92,
            sort="sold_at",
        ),
        ColumnSpec(
            "order_key",
            _translate("Sales", "Order"),
            get=lambda row: row.order_key,
            width=164,
            sort="order_key",
        ),
        ColumnSpec(
            "product",
            _translate("Sales", "Product"),
            get=lambda row: row.product,
            tip=lambda value, _: value,
            why_unknown=lambda _: _translate("Sales", "The file named no product"),
            width=290,
            sort="product",
        ),
        ColumnSpec(
            "style_codes",
            _translate("Sales", "Style code"),
            get=lambda row: row.style_codes or None,
            tip=lambda value, _: value,
            why_unknown=lambda _: _translate("Sales", "The file gave no style code"),
            width=112,
            sort="style_codes",
        ),
        ColumnSpec(
            "size",
            _translate("Sales", "Size"),
            get=lambda row: row.size if row.size != "—" else None,
            why_unknown=lambda _: _translate("Sales", "Sold without a size"),
            width=78,
            sort="size",
        ),
    ]


def _money(formats: Formats) -> "list[ColumnSpec[SaleRow]]":
    return [
        ColumnSpec(
            "gross",
            _translate("Sales", "Gross"),
            get=lambda row: row.gross,
            text=lambda value, row: formats.money(value, row.currency),
            width=98,
            right=True,
            sort="gross",
        ),
        ColumnSpec(
            "fees",
            _translate("Sales", "Fees"),
            get=lambda row: row.fees,
            text=lambda value, row: formats.money(value, row.currency),
            why_unknown=lambda _: _translate("Sales", "The platform named no fees"),
            width=90,
            right=True,
            sort="fees",
        ),
        ColumnSpec(
            "payout",
            _translate("Sales", "Payout"),
            get=lambda row: row.payout,
            text=lambda value, row: formats.money(value, row.currency),
            why_unknown=lambda _: _translate("Sales", "Not paid out yet, or the file did not say"),
            width=98,
            right=True,
            sort="payout",
        ),
        ColumnSpec(
            "cost",
            _translate("Sales", "Cost"),
            get=lambda row: row.cost,
            text=lambda value, row: formats.money(value, row.currency),
            why_unknown=_why_no_cost,
            width=98,
            right=True,
            sort="cost",
            parse=lambda text: parse_cost(text, formats),
            may_edit=lambda row: row.item_id is None and row.status not in FREEING,
        ),
        ColumnSpec(
            "profit",
            _translate("Sales", "Profit"),
            get=lambda row: row.profit,
            text=lambda value, row: formats.gain(value, row.currency),
            why_unknown=_why_no_profit,
            tone=lambda row: gain_tone(row.profit),
            width=116,
            right=True,
            sort="profit",
        ),
    ]


def _course(formats: Formats) -> "list[ColumnSpec[SaleRow]]":
    return [
        ColumnSpec(
            "paid_on",
            _translate("Sales", "Paid"),
            get=lambda row: row.paid_on,
            text=lambda value, _: formats.day(value),
            why_unknown=lambda _: _translate("Sales", "Not paid out yet, or the file did not say"),
            width=92,
            sort="paid_on",
        ),
        ColumnSpec(
            "status",
            _translate("Sales", "Status"),
            get=lambda row: row.status,
            text=lambda value, _: status_words(value),
            tone=lambda row: _STATUS_TONES.get(row.status, Tone.PLAIN),
            width=104,
            sort="status",
        ),
        ColumnSpec(
            "brand",
            _translate("Sales", "Brand"),
            get=lambda row: row.brand,
            why_unknown=lambda _: _translate("Sales", "The name does not begin with a known brand"),
            width=110,
            sort="brand",
        ),
        ColumnSpec(
            "platform",
            _translate("Sales", "Platform"),
            get=lambda row: row.platform,
            width=90,
            sort="platform",
        ),
        ColumnSpec(
            "tracking_number",
            _translate("Sales", "Tracking"),
            get=lambda row: row.tracking_number,
            why_unknown=lambda _: _translate("Sales", "The file gave no tracking number"),
            width=170,
            sort="tracking_number",
        ),
    ]


def _why_no_cost(row: "SaleRow") -> str:
    if row.item_id is not None:
        return _translate("Sales", "The pair that was sold has no known cost")
    if row.status in FREEING:
        return _translate("Sales", "The sale did not stand, so it holds no pair")
    return _translate("Sales", "No pair is known for this sale. Press F2 to type what it cost")


def _why_no_profit(row: "SaleRow") -> str:
    if row.status in FREEING:
        return _translate("Sales", "The sale did not stand, so it made none")
    if row.payout is None:
        return _translate("Sales", "Unknown, because the payout is")
    return _translate("Sales", "Unknown, because the cost is")
