"""Which rows of a long table are wanted: a search and filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class OneOf:
    """Rows whose field has one of these values; `None` among them stands for unknown."""

    field: str
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Rows whose day or amount lies from `first` to `last`, both included; `None` leaves an end open."""

    field: str
    first: date | Decimal | int | None = None
    last: date | Decimal | int | None = None


@dataclass(frozen=True, slots=True)
class Is:
    """Rows of which a named fact holds, such as `cost_missing`."""

    fact: str


Filter: TypeAlias = OneOf | Between | Is


@dataclass(frozen=True, slots=True)
class Selection:
    """A row is wanted if the search finds it and every filter takes it."""

    search: str = ""
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a field has, `None` for unknown, and in how many rows."""

    value: str | None
    count: int


EVERYTHING = Selection()


def joined(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    """The same rows by one filter a field at most: two spans leave what lies in both, as two lists do.

    A span without ends is none.
    """
    found: dict[tuple[type[Filter], str], Filter] = {}
    for each in filters:
        match each:
            case Is(fact):
                found[Is, fact] = each
            case OneOf(field):
                other = found.get((OneOf, field))
                found[OneOf, field] = _common(other, each) if isinstance(other, OneOf) else each
            case Between(field, first, last) if (first, last) != (None, None):
                other = found.get((Between, field))
                found[Between, field] = _overlap(other, each) if isinstance(other, Between) else each
    return tuple(found.values())


def _common(one: OneOf, other: OneOf) -> OneOf:
    return OneOf(one.field, tuple(value for value in one.values if value in other.values))


def _overlap(one: Between, other: Between) -> Between:
    firsts: list[Any] = [each.first for each in (one, other) if each.first is not None]
    lasts: list[Any] = [each.last for each in (one, other) if each.last is not None]
    return Between(one.field, max(firsts, default=None), min(lasts, default=None))
