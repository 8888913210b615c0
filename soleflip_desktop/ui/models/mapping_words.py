"""The mapping view in words: kinds of rows, fields, and what a cell was read as."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.money import Money
from soleflip_desktop.domain.readings import DAY_READINGS, MARK_READINGS
from soleflip_desktop.domain.size_labels import size_label
from soleflip_desktop.domain.sizes import Size
from soleflip_desktop.importers.own_tables.mapped_fields import FIELDS, Holds, Rows
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.columns import ColumnSpec, Tone
from soleflip_desktop.ui.models.expense_words import expense_kind_words
from soleflip_desktop.ui.models.problem_words import reader_words
from soleflip_desktop.ui.said import in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleflip_desktop.importers.own_tables.mapping import ColumnMapping
    from soleflip_desktop.services.mapping import PreviewCell, PreviewRow

_translate = QCoreApplication.translate
_READINGS = {Holds.DAYS: DAY_READINGS, Holds.AMOUNTS: MARK_READINGS}


def rows_of_words(rows: Rows) -> str:
    return {
        Rows.PURCHASES: _translate("Mapping", "Purchases"),
        Rows.SALES: _translate("Mapping", "Sales"),
        Rows.BOTH: _translate("Mapping", "Purchases and their sales"),
        Rows.EXPENSES: _translate("Mapping", "Expenses"),
        Rows.LISTINGS: _translate("Mapping", "Listings"),
    }[rows]


def constant_words(name: str) -> str:
    return {
        "currency": _translate("Mapping", "Currency"),
        "platform": _translate("Mapping", "Platform"),
        "status": _translate("Mapping", "Status"),
        "supplier": _translate("Mapping", "Supplier"),
        "expense_kind": _translate("Mapping", "Kind of expense"),
        "size_system": _translate("Mapping", "Sizes are"),
    }.get(name, name)


def field_words(name: str) -> str:
    return in_words(FIELDS[name].title) if name else _translate("Mapping", "Not read")


def readings_of(name: str) -> tuple[str, ...]:
    """How a column of this field may be read, nothing if its cells say that themselves."""
    return _READINGS.get(FIELDS[name].holds, ()) if name else ()


def value_words(value: object, formats: Formats) -> str:
    """What a cell was read as, in the user's own notation."""
    if isinstance(value, bool):
        return _translate("Mapping", "yes") if value else _translate("Mapping", "no")
    if isinstance(value, Money):
        return formats.money(value.amount, value.currency)
    if isinstance(value, Decimal):
        return formats.amount(value)
    if isinstance(value, Size):
        return size_label(value.system, value.value)
    if isinstance(value, date):  # of an instant, too: what counts is the day
        return formats.day(value)
    if isinstance(value, int):
        return formats.count(value)
    return in_words(str(value))


def preview_columns(mapping: "ColumnMapping", formats: Formats) -> "list[ColumnSpec[PreviewRow]]":
    """The fields of a mapping, with what each row's cells were read as, and what comes of the row."""
    return [
        ColumnSpec(
            "row", _translate("Mapping", "Row"), 56, lambda row, _: formats.count(row), right=True, sort=""
        ),
        *(_field_column(column, name, formats) for column, name in mapping.columns.items()),
        ColumnSpec(
            "outcome",
            _translate("Mapping", "What"),
            320,
            get=lambda row: _outcome(row),
            tone=lambda row: Tone.PROBLEM if row.problems else Tone.FAINT,
            sort="",
        ),
    ]


def _field_column(column: str, name: str, formats: Formats) -> "ColumnSpec[PreviewRow]":
    shown = _shown(column, formats)

    def get(row: "PreviewRow") -> str | None:
        text = shown(row)
        return expense_kind_words(text) if text and name == "expense_kind" else text

    def tone(row: "PreviewRow") -> Tone:
        cell = _cell(row, column)
        return Tone.PROBLEM if cell is not None and cell.fault else Tone.PLAIN

    def tip(_: object, row: "PreviewRow") -> str:
        cell = _cell(row, column)
        if cell is None or not cell.fault:
            return cell.raw if cell is not None else ""
        return f"{cell.raw} {reader_words(cell.fault)}. {reader_words(cell.next_step)}"

    figures = FIELDS[name].holds in (Holds.AMOUNTS, Holds.COUNTS, Holds.PERCENTS)
    return ColumnSpec(
        column,
        field_words(name),
        132,
        get=get,
        right=figures,
        tone=tone,
        tip=tip,
        sort="",
    )


def _shown(column: str, formats: Formats) -> "Callable[[PreviewRow], Any]":
    def get(row: "PreviewRow") -> str | None:
        cell = _cell(row, column)
        if cell is None:
            return None
        if cell.fault:
            return cell.raw.strip() or None
        return None if cell.value is None else value_words(cell.value, formats)

    return get


def _cell(row: "PreviewRow", column: str) -> "PreviewCell | None":
    return next((cell for cell in row.cells if cell.column == column), None)


def _outcome(row: "PreviewRow") -> str:
    if row.passed_over:
        return _translate("Mapping", "Not imported: the row {reason}").format(
            reason=reader_words(row.passed_over)
        )
    if row.problems:
        first = row.problems[0]
        words = f"{first.column} {reader_words(first.message)}".strip()
        return f"{words}. {reader_words(first.next_step)}"
    return _translate("Mapping", "Is read")
