"""Searches and filters as SQL, their values always bound."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from soleflip_desktop.domain.selection import Between, Filter, Is, OneOf, Selection
from soleflip_desktop.domain.style_codes import StyleCodeError, normalise_style_code


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A WHERE clause, empty for all rows, and the values bound in it."""

    where: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search looks at and filters may name.

    Attributes:
        found: Condition for the rows a search finds, with `:needle`, `:code` and `:tidy_code` bound.
        fields: SQL of the texts that `OneOf` asks for, by field.
        ranges: SQL of the days, amounts and numbers that `Between` asks for, by field.
        facts: Conditions that `Is` asks for, by fact.
    """

    found: str
    fields: Mapping[str, str]
    ranges: Mapping[str, str]
    facts: Mapping[str, str]

    def narrowed(self, selection: Selection) -> Narrowed:
        """The rows of `selection`.

        Raises:
            ValueError: If a filter names a field or fact that is not declared.
        """
        values = needles(selection.search)
        conditions = [self.found] if values else []
        for number, each in enumerate(selection.filters):
            condition, bound = self._condition(each, f"filter_{number}")
            conditions.append(condition)
            values |= bound
        where = "where " + " and ".join(f"({condition})" for condition in conditions) if conditions else ""
        return Narrowed(where, values)

    def value_of(self, field: str) -> str:
        """The SQL of a field that `OneOf` may name.

        Raises:
            ValueError: If there is none.
        """
        return _declared(self.fields, field, "field to choose values of")

    def _condition(self, wanted: Filter, name: str) -> tuple[str, dict[str, Any]]:
        match wanted:
            case OneOf(field, values):
                return _one_of(self.value_of(field), values, name)
            case Between(field, first, last):
                sql = _declared(self.ranges, field, "field with a range")
                return _between(sql, first, last, name)
            case Is(fact):
                return _declared(self.facts, fact, "fact"), {}


def without(selection: Selection, field: str) -> Selection:
    """`selection` with no filter on `field`."""
    kept = (each for each in selection.filters if isinstance(each, Is) or each.field != field)
    return Selection(selection.search, tuple(kept))


def needles(search: str) -> dict[str, Any]:
    """What a search looks for: the text, and the text read as a style code; nothing if it is blank."""
    # No text of the database holds NUL, and the server takes none.
    if not (needle := search.replace("\0", "").strip()):
        return {}
    code = " ".join(needle.upper().split())
    try:
        tidy = normalise_style_code(needle)
    except StyleCodeError:
        tidy = code
    return {"needle": needle, "code": code, "tidy_code": tidy}


def _one_of(sql: str, values: Sequence[str | None], name: str) -> tuple[str, dict[str, Any]]:
    known = [value.replace("\0", "") for value in values if value is not None]
    condition = f"{sql} = any(cast(:{name} as text[]))"
    return f"{condition} or {sql} is null" if None in values else condition, {name: known}


def _between(sql: str, first: Any, last: Any, name: str) -> tuple[str, dict[str, Any]]:
    ends = {f"{name}_first": (">=", first), f"{name}_last": ("<=", last)}
    asked = {end: (sign, value) for end, (sign, value) in ends.items() if value is not None}
    conditions = [f"{sql} {sign} :{end}" for end, (sign, _) in asked.items()] or [f"{sql} is not null"]
    return " and ".join(conditions), {end: value for end, (_, value) in asked.items()}


def _declared(declared: Mapping[str, str], name: str, what: str) -> str:
    if name not in declared:
        raise ValueError(f"there is no {what} {name!r}")
    return declared[name]
