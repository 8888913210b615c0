"""What a table can be filtered by: a chip each, and the words of a filter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.periods import Span, period_of
from soleflip_desktop.domain.selection import Between, Filter, Is, OneOf
from soleflip_desktop.ui.formats import Formats

_NAMED_VALUES = 2

_translate = QCoreApplication.translate

End: TypeAlias = date | Decimal | int | None


@dataclass(frozen=True, slots=True)
class ValuesChip:
    """Values of a field to tick.

    Attributes:
        unknown: Words for rows without a value.
        words: What a value is called, if it is not called what it is.
    """

    field: str
    title: str
    unknown: str
    words: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Preset:
    """A span with a name: "This month".

    Attributes:
        name: Stable, for saved views.
        span: From where to where, both included, on a given day.
    """

    name: str
    words: str
    span: Callable[[date], tuple[End, End]]


@dataclass(frozen=True, slots=True)
class SpanChip:
    """A span of days or numbers to choose; with `free` any days from and to.

    Attributes:
        counted: Numbers with what they count, as “{n} days”.
    """

    field: str
    title: str
    presets: tuple[Preset, ...]
    free: bool = False
    counted: str = "{n}"


@dataclass(frozen=True, slots=True)
class FactChip:
    """A fact that holds or not.

    Attributes:
        guest: There is a chip only while it holds, by the wish of another view.
    """

    fact: str
    title: str
    guest: bool = False


ChipSpec: TypeAlias = ValuesChip | SpanChip | FactChip


def key_of(one: ChipSpec | Filter) -> tuple[str, str]:
    """What a chip and its filter have in common."""
    match one:
        case ValuesChip(field) | OneOf(field):
            return "values", field
        case SpanChip(field) | Between(field):
            return "span", field
        case FactChip(fact) | Is(fact):
            return "fact", fact


def preset_of(chip: SpanChip, span: Between, today: date) -> Preset | None:
    """The preset that means just this span today."""
    return next((each for each in chip.presets if each.span(today) == (span.first, span.last)), None)


def filter_words(
    each: Filter, chip: ChipSpec | None, titles: Mapping[str, str], formats: Formats, today: date
) -> str:
    """A filter in words, such as “Brand: Nike, adidas”.

    Args:
        chip: The chip it belongs to, if there is one.
        titles: What the fields without a chip are called.
    """
    match each:
        case Is(fact):
            return chip.title if chip else titles.get(fact, fact.replace("_", " ").capitalize())
        case OneOf(field, values):
            words = _values(values, chip if isinstance(chip, ValuesChip) else None)
        case Between(field):
            words = _span(each, chip if isinstance(chip, SpanChip) else None, formats, today)
    title = chip.title if chip else titles.get(field, field.replace("_", " ").capitalize())
    return _translate("Chips", "{field}: {values}").format(field=title, values=words)


def value_words(value: str | None, chip: ValuesChip | None) -> str:
    if value is None:
        return chip.unknown if chip else _translate("Chips", "Unknown")
    return chip.words(value) if chip else value


def periods() -> tuple[Preset, ...]:
    """The same days as in Analytics, and last month."""
    return (
        Preset("this_month", _translate("Chips", "This month"), _until_today(Span.MONTH)),
        Preset("last_month", _translate("Chips", "Last month"), _last_month),
        Preset("this_quarter", _translate("Chips", "This quarter"), _until_today(Span.QUARTER)),
        Preset("this_year", _translate("Chips", "This year"), _until_today(Span.YEAR)),
        Preset("12_months", _translate("Chips", "12 months"), _until_today(Span.TWELVE_MONTHS)),
    )


def _until_today(span: Span) -> Callable[[date], tuple[End, End]]:
    def days(today: date) -> tuple[End, End]:
        period = period_of(span, today)
        return (None, None) if period is None else (period.first, period.last)

    return days


def _last_month(today: date) -> tuple[date, date]:
    end = today.replace(day=1) - timedelta(days=1)
    return end.replace(day=1), end


def _values(values: Sequence[str | None], chip: ValuesChip | None) -> str:
    if not values:
        return _translate("Chips", "none")
    named = ", ".join(value_words(value, chip) for value in values[:_NAMED_VALUES])
    more = len(values) - _NAMED_VALUES
    return _translate("Chips", "{values} +{n}").format(values=named, n=more) if more > 0 else named


def _span(span: Between, chip: SpanChip | None, formats: Formats, today: date) -> str:
    if chip and (preset := preset_of(chip, span, today)) is not None:
        return preset.words
    first, last = (None if end is None else _end(end, formats) for end in (span.first, span.last))
    if first is None and last is None:
        return _translate("Chips", "known")
    if last is None:
        words = _translate("Chips", "from {first}").format(first=first)
    elif first is None:
        words = _translate("Chips", "up to {last}").format(last=last)
    elif first == last:
        words = first
    else:
        words = _translate("Chips", "{first} to {last}").format(first=first, last=last)
    return chip.counted.format(n=words) if chip else words


def _end(end: date | Decimal | int, formats: Formats) -> str:
    if isinstance(end, date):
        return formats.day(end)
    return formats.amount(end) if isinstance(end, Decimal) else formats.count(end)
