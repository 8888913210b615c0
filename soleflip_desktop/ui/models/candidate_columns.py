"""The columns of the pairs that may be the one a sale sold, and the reason in words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.ui.formats import UNKNOWN, Formats
from soleflip_desktop.ui.models.columns import ColumnSpec, Tone, itself

if TYPE_CHECKING:
    from soleflip_desktop.services.pairing import Candidate, Evidence

_translate = QCoreApplication.translate


def candidate_columns(formats: Formats) -> "list[ColumnSpec[Candidate]]":
    return [*_why(formats), *_what(formats)]


def reason_words(evidence: "Evidence", formats: Formats) -> str:
    """Why a pair may be the one: goods, size, day."""
    goods = {
        "CODE": _translate("Pairs", "Same style code"),
        "NAME": _translate("Pairs", "Same name"),
        "SIMILAR": _translate("Pairs", "Name {n} % alike").format(n=evidence.similarity),
        "OTHER_CODE": _translate("Pairs", "Other style code, name {n} % alike").format(n=evidence.similarity),
    }[evidence.goods.name]
    size = {
        "SAME": _translate("Pairs", "same size"),
        "OTHER": _translate("Pairs", "another size"),
        "UNKNOWN": _translate("Pairs", "size unknown"),
    }[evidence.fit.name]
    return ", ".join((goods, size, _day_words(evidence.days, formats)))


def _day_words(days: int | None, formats: Formats) -> str:
    if days is None:
        return _translate("Pairs", "day of purchase unknown")
    if days == 0:
        return _translate("Pairs", "bought on the day of the sale")
    if days == 1:
        return _translate("Pairs", "bought the day before")
    if days > 0:
        return _translate("Pairs", "bought {n} days before").format(n=formats.count(days))
    if days == -1:
        return _translate("Pairs", "bought the day after the sale")
    return _translate("Pairs", "bought {n} days after the sale").format(n=formats.count(-days))


def _why(formats: Formats) -> "list[ColumnSpec[Candidate]]":
    return [
        ColumnSpec(
            "score",
            _translate("Pairs", "Score"),
            64,
            lambda score, _: formats.count(score),
            right=True,
            tip=lambda _, row: reason_words(row.evidence, formats),
        ),
        ColumnSpec(
            "reason",
            _translate("Pairs", "Why"),
            448,
            get=lambda row: reason_words(row.evidence, formats),
            tip=itself,
            tone=lambda row: Tone.WARNING if (row.evidence.days or 0) < 0 else Tone.PLAIN,
        ),
    ]


def _what(formats: Formats) -> "list[ColumnSpec[Candidate]]":
    undated = _translate("Inventory", "No day of purchase was given")
    unpriced = _translate("Inventory", "No purchase price was given")
    return [
        ColumnSpec("product", _translate("Inventory", "Product"), 200, tip=itself),
        ColumnSpec("style_codes", _translate("Inventory", "Style code"), 104, tip=itself),
        ColumnSpec(
            "size",
            _translate("Inventory", "Size"),
            76,
            get=lambda row: None if row.size == UNKNOWN else row.size,
        ),
        ColumnSpec(
            "bought_on",
            _translate("Inventory", "Bought"),
            88,
            lambda day, _: formats.day(day),
            why_unknown=lambda _: undated,
        ),
        ColumnSpec(
            "price",
            _translate("Inventory", "Price"),
            92,
            lambda amount, row: formats.money(amount, row.currency or ""),
            right=True,
            why_unknown=lambda _: unpriced,
        ),
        ColumnSpec("supplier", _translate("Inventory", "Supplier"), 110, tip=itself),
        ColumnSpec("location", _translate("Inventory", "Location"), 96, tip=itself, hidden_at_first=True),
    ]
