"""The columns of a review, for each kind of rows, and which of them a pile shows."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.review import Pile
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.columns import ColumnSpec, Tone, itself
from soleflip_desktop.ui.models.expense_words import expense_kind_words
from soleflip_desktop.ui.models.review_words import rates_words, row_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from soleflip_desktop.services.reviewing import ReviewRow

TICK, CELL = "taken", "fault"

_translate = QCoreApplication.translate
# A day of exchange rates has none of it.
_NOT_OF_RATES = frozenset(("order", "size", "partner", "price"))
_TONES = {"problem": Tone.PROBLEM, "known": Tone.FAINT, "duplicate": Tone.FAINT}


def review_columns(kind: str, formats: Formats) -> "list[ColumnSpec[ReviewRow]]":
    """The columns for a kind of rows; as many for each, so that their widths can be remembered."""
    head = [
        ColumnSpec(TICK, _translate("Review", "Take"), 50, sort=""),
        ColumnSpec(
            "row",
            _translate("Review", "Row"),
            60,
            lambda row, _: formats.count(row),
            get=lambda row: row.id,
            right=True,
            tip=lambda _, row: _place(row),
        ),
        _column("order", _order_title(kind), 160, tip=itself),
    ]
    return [*head, *_PARTS.get(kind, _sale_columns)(formats), _fault_column(), _what_column(formats)]


def _order_title(kind: str) -> str:
    return {
        "payout": _translate("Review", "Reference"),
        "expense": _translate("Review", "Receipt"),
        "listing": _translate("Review", "Listing"),
    }.get(kind, _translate("Review", "Order"))


def correction_words(header: str) -> str:
    """What typing into a cell at fault does."""
    return _translate("Review", "Correct {column}").format(column=header)


def search_words(kind: str) -> str:
    """What the rows of a kind can be searched for."""
    return {
        "rate": _translate("Review", "Search day"),
        "payout": _translate("Review", "Search reference, movement, day"),
        "expense": _translate("Review", "Search receipt, supplier, words, day"),
        "listing": _translate("Review", "Search listing, product, style code, day"),
    }.get(kind, _translate("Review", "Search order, product, style code, day"))


def hidden_columns(pile: Pile, kind: str = "sale") -> frozenset[str]:
    """What a pile does not show: cells to correct where there are none, ticks and sums where they say
    nothing."""
    if kind == "payout":
        return _hidden_in(pile) | {"size"}
    if kind != "rate":
        return _hidden_in(pile)
    return _hidden_in(pile) | _NOT_OF_RATES | ({"product"} if pile is Pile.PROBLEMS else set())


def _hidden_in(pile: Pile) -> frozenset[str]:
    if pile is Pile.PROBLEMS:
        return frozenset((TICK, "fees", "payout", "pairs"))
    if pile is Pile.CHANGED:
        return frozenset((CELL, "fees"))
    return frozenset((CELL, TICK) if pile in (Pile.KNOWN, Pile.DUPLICATES) else (CELL,))


def _column(name: str, title: str, width: int, **more: Any) -> "ColumnSpec[ReviewRow]":
    """A column that shows what the row was read as, or what is written there if it could not be read."""
    return ColumnSpec(name, title, width, get=lambda row: _read_or_written(row, name), **more)


def _read_or_written(row: "ReviewRow", name: str) -> Any:
    if row.written is not None:
        return row.written.get(name)
    return getattr(row, name)


def _sale_columns(formats: Formats) -> "list[ColumnSpec[ReviewRow]]":
    unnamed = _translate("Sales", "The platform named no fees")
    unpaid = _translate("Sales", "Not paid out yet, or the file did not say")
    return [
        _column("day", _translate("Sales", "Sold"), 102, text=_day(formats)),
        _product(),
        _size(),
        _column("price", _translate("Sales", "Gross"), 88, text=_money(formats), right=True),
        _column(
            "fees",
            _translate("Sales", "Fees"),
            78,
            text=_money(formats),
            right=True,
            why_unknown=lambda _: unnamed,
        ),
        _column(
            "payout",
            _translate("Sales", "Payout"),
            88,
            text=_money(formats),
            right=True,
            why_unknown=lambda _: unpaid,
        ),
    ]


def _purchase_columns(formats: Formats) -> "list[ColumnSpec[ReviewRow]]":
    unnamed = _translate("Review", "The file names no supplier")
    return [
        _column("day", _translate("Review", "Bought"), 102, text=_day(formats)),
        _product(),
        _size(),
        _column("partner", _translate("Review", "Supplier"), 130, tip=itself, why_unknown=lambda _: unnamed),
        _column(
            "pairs",
            _translate("Review", "Pairs"),
            60,
            text=lambda pairs, _: formats.count(pairs),
            right=True,
        ),
        _column("price", _translate("Review", "Price"), 92, text=_money(formats), right=True),
    ]


def _rate_columns(formats: Formats) -> "list[ColumnSpec[ReviewRow]]":
    none = _translate("Review", "The file has no rate of that day")
    unread = _translate("Review", "The row could not be read")
    return [
        _column("day", _translate("Review", "Day"), 102, text=_day(formats)),
        _column(
            "pairs",
            _translate("Review", "Currencies"),
            92,
            text=lambda currencies, _: formats.count(currencies),
            right=True,
        ),
        _column(
            "product",
            _translate("Review", "One euro is"),
            520,
            text=lambda rates, _: rates_words(rates, formats),
            tip=lambda rates, _: rates_words(rates, formats),
            why_unknown=lambda row: none if row.written is None else unread,
        ),
        # Never shown, but there, as of every kind.
        *(column for column in _purchase_columns(formats) if column.name in _NOT_OF_RATES),
    ]


def _payout_columns(formats: Formats) -> "list[ColumnSpec[ReviewRow]]":
    unnamed = _translate("Review", "The file names no fee")
    amounts = (
        ("price", _translate("Review", "Gross"), 104),
        ("fees", _translate("Review", "Fee"), 78),
        ("payout", _translate("Review", "Net"), 104),
    )
    return [
        _column("day", _translate("Review", "Day"), 102, text=_day(formats)),
        _column("product", _translate("Review", "Movement"), 214, tip=itself),
        _size(),
        *(
            _column(name, title, width, text=_money(formats), right=True, why_unknown=lambda _: unnamed)
            for name, title, width in amounts
        ),
    ]


def _expense_columns(formats: Formats) -> "list[ColumnSpec[ReviewRow]]":
    unnamed = _translate("Review", "The file names no supplier")
    untaxed = _translate("Review", "The file names no VAT")
    return [
        _column("day", _translate("Review", "Day"), 102, text=_day(formats)),
        _column(
            "size",
            _translate("Review", "Kind"),
            112,
            text=lambda kind, _: expense_kind_words(kind),
            tip=itself,
        ),
        _column(
            "product",
            _translate("Review", "What for"),
            198,
            tip=itself,
            why_unknown=lambda _: _translate("Review", "The file does not say what for"),
        ),
        _column("partner", _translate("Review", "Supplier"), 130, tip=itself, why_unknown=lambda _: unnamed),
        _column(
            "fees",
            _translate("Review", "VAT"),
            78,
            text=_money(formats),
            right=True,
            why_unknown=lambda _: untaxed,
        ),
        _column("price", _translate("Review", "Amount"), 92, text=_money(formats), right=True),
    ]


def _listing_columns(formats: Formats) -> "list[ColumnSpec[ReviewRow]]":
    unasked = _translate("Review", "The file names no asking price")
    return [
        _column("day", _translate("Review", "Listed"), 102, text=_day(formats)),
        _product(),
        _size(),
        _column("partner", _translate("Review", "Platform"), 110, tip=itself),
        _column(
            "pairs",
            _translate("Review", "Pairs"),
            60,
            text=lambda pairs, _: pairs if isinstance(pairs, str) else formats.count(pairs),
            right=True,
        ),
        _column(
            "price",
            _translate("Review", "Asked"),
            92,
            text=_money(formats),
            right=True,
            why_unknown=lambda _: unasked,
        ),
    ]


_PARTS = {
    "purchase": _purchase_columns,
    "rate": _rate_columns,
    "payout": _payout_columns,
    "expense": _expense_columns,
    "listing": _listing_columns,
}


def _product() -> "ColumnSpec[ReviewRow]":
    return _column("product", _translate("Review", "Item"), 214, tip=_product_tip)


def _size() -> "ColumnSpec[ReviewRow]":
    one = _translate("Sales", "Sold without a size")
    return _column("size", _translate("Sales", "Size"), 72, why_unknown=lambda _: one)


def _fault_column() -> "ColumnSpec[ReviewRow]":
    tip = _translate("Review", "{header}: press F2 to correct what the file has")
    sound = _translate("Review", "There is no single cell to correct")
    return ColumnSpec(
        CELL,
        _translate("Review", "In the file"),
        150,
        lambda text, row: text.strip() or _translate("Review", "(empty)"),
        # A cell that is empty may be at fault too, so it is not unknown.
        get=lambda row: None if row.fault is None else row.fault.text or " ",
        sort="",
        tone=lambda _: Tone.PROBLEM,
        tip=lambda _, row: tip.format(header=row.fault.header),
        why_unknown=lambda _: sound,
    )


def _what_column(formats: Formats) -> "ColumnSpec[ReviewRow]":
    return ColumnSpec(
        "what",
        _translate("Review", "What"),
        240,
        get=lambda row: row_words(row, formats),
        sort="",
        tone=_tone,
        tip=itself,
    )


def _tone(row: "ReviewRow") -> Tone:
    if any(finding.severity == "warning" for finding in row.findings):
        return Tone.WARNING
    return Tone.FAINT if row.taken is False else _TONES.get(row.verdict, Tone.PLAIN)


def _day(formats: Formats) -> "Callable[[date | str, ReviewRow], str]":
    return lambda day, _: day if isinstance(day, str) else formats.day(day)


def _money(formats: Formats) -> "Callable[[Decimal | str, ReviewRow], str]":
    return lambda money, row: money if isinstance(money, str) else formats.money(money, row.currency or "")


def _product_tip(product: str, row: "ReviewRow") -> str:
    return f"{product} ({row.style_codes})" if row.style_codes else product


def _place(row: "ReviewRow") -> str:
    text = _translate("Review", "Row {row} of the file, beginning in line {line}")
    return text.format(row=row.id, line=row.physical_line)
