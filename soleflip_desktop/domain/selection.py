"""Which rows of a long table are wanted: a search and filters."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias


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
