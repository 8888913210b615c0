"""Searches and filters as SQL, their values always bound."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from soleflip_desktop.domain.selection import Between, Filter, Is, OneOf, Selection
from soleflip_desktop.domain.style_codes import StyleCodeError, normalise_style_code
from soleflip_desktop.domain.text import text_key

# What is pasted by mistake is long; the last word is then the rest of it, and finds nothing.
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a search.

    Attributes:
        key: As keys of text have it.
        written: As typed, in lower case.
        instead: What is meant by it, if nothing is so written.
    """

    key: str
    written: str
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search looks for; blank if everything.

    Attributes:
        phrase: As typed, without blanks around it.
        words: Of the phrase; a row has every one of them.
    """

    phrase: str
    words: tuple[Word, ...]

    def __bool__(self) -> bool:
        return bool(self.phrase)

    def values(self) -> dict[str, Any]:
        """What is bound in the conditions of a search."""
        values = needles(self.phrase)
        for number, word in enumerate(self.words):
            meant = word.instead or (word.key,)
            values[f"word_{number}"] = [_part(each) for each in meant]
            values[f"note_{number}"] = [_part(each) for each in {*meant, word.written}]
            values[f"code_{number}"] = [_part(each) for each in _codes(word.written)]
        return values


def sought(search: str) -> Sought:
    """What `search` looks for as it is written."""
    # No text of the database holds NUL, and the server takes none.
    phrase = search.replace("\0", "").strip()
    each = list(dict.fromkeys(phrase.lower().split()))
    each[MOST_WORDS - 1 :] = [" ".join(each[MOST_WORDS - 1 :])]
    return Sought(phrase, tuple(Word(key, written) for written in each if (key := text_key(written))))


def needles(search: str) -> dict[str, Any]:
    """What a search looks for as a whole: the text, and the text as a style code; nothing if it is blank."""
    if not (phrase := sought(search).phrase):
        return {}
    code, tidy_code = _codes(phrase)
    return {"needle": phrase, "code": code, "tidy_code": tidy_code}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A WHERE clause, empty for all rows, and the values bound in it."""

    where: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search looks at and filters may name.

    Attributes:
        has_phrase: Condition for the rows that are found by the whole search, with `:needle`, `:code` and
            `:tidy_code` bound.
        has_word: Condition for the rows that have the word `{n}` of the search, with patterns of LIKE bound:
            `:word_{n}` for keys of text, `:note_{n}` for text in lower case, `:code_{n}` for style codes.
        fields: SQL of the texts that `OneOf` asks for, by field.
        ranges: SQL of the days, amounts and numbers that `Between` asks for, by field.
        facts: Conditions that `Is` asks for, by fact.
    """

    has_phrase: str
    has_word: str
    fields: Mapping[str, str]
    ranges: Mapping[str, str]
    facts: Mapping[str, str]

    def narrowed(self, wanted: Sought, filters: Sequence[Filter] = ()) -> Narrowed:
        """The rows that the search finds and every filter takes.

        Raises:
            ValueError: If a filter names a field or fact that is not declared.
        """
        values = wanted.values()
        conditions = [self._found(wanted)] if wanted else []
        for number, each in enumerate(filters):
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

    def _found(self, wanted: Sought) -> str:
        words = " and ".join(f"({self.has_word.format(n=number)})" for number in range(len(wanted.words)))
        return f"{self.has_phrase} or ({words or 'false'})"

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


def _one_of(sql: str, values: Sequence[str | None], name: str) -> tuple[str, dict[str, Any]]:
    known = [value for value in values if value is not None and "\0" not in value]
    condition = f"{sql} = any(cast(:{name} as text[]))"
    return f"{condition} or {sql} is null" if None in values else condition, {name: known}


def _between(sql: str, first: Any, last: Any, name: str) -> tuple[str, dict[str, Any]]:
    if first is None and last is None:
        return f"{sql} is not null", {}
    if first is not None and last is not None and first > last:
        return "false", {}
    # One operator, since two comparisons would compute a profit twice.
    is_day = isinstance(last if first is None else first, date)
    of, kind, value = ("daterange", "date", sql) if is_day else ("numrange", "numeric", f"({sql})::numeric")
    ends = ", ".join(f"cast(:{name}_{end} as {kind})" for end in ("first", "last"))
    return f"{of}({ends}, '[]') @> {value}", {f"{name}_first": first, f"{name}_last": last}


def _declared(declared: Mapping[str, str], name: str, what: str) -> str:
    if name not in declared:
        raise ValueError(f"there is no {what} {name!r}")
    return declared[name]


def _codes(written: str) -> tuple[str, str]:
    """The text as a style code, as written and as makers write it."""
    code = " ".join(written.upper().split())
    try:
        return code, normalise_style_code(written)
    except StyleCodeError:
        return code, code


def _part(text: str) -> str:
    """The pattern of LIKE for what has `text` anywhere."""
    for special in "\\%_":
        text = text.replace(special, f"\\{special}")
    return f"%{text}%"
