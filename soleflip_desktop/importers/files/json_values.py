"""JSON as it is written: numbers digit by digit, and nothing that is only nearly JSON."""

import json
import re
from collections.abc import Iterator
from typing import NoReturn, TypeAlias

from soleflip_desktop.errors import FileError, said

# Every value takes about a hundred bytes of memory.
MOST_VALUES = 3_000_000
MOST_CHARACTERS = 128 << 20
DEEPEST = 50
_BLANK = re.compile(r"[ \t\r\n\ufeff]*")


class Number(str):
    """A number as it was written."""

    __slots__ = ()


Value: TypeAlias = "str | Number | bool | list[Value] | dict[str, Value] | None"
Entry: TypeAlias = dict[str, Value]


class _NoJsonError(Exception):
    """Something that JSON does not have, though Python's reader would take it."""


def decode(text: str, name: str) -> Iterator[Value]:
    """The values that stand one behind the other in a text, which is one value or JSON lines.

    Raises:
        FileError: If the text is broken or unfinished, nested too deeply or too large, or an object has a
            name twice.
    """
    check_size(text, name)
    decoder = json.JSONDecoder(
        object_pairs_hook=_object, parse_float=Number, parse_int=Number, parse_constant=_refuse
    )
    at = _after_blanks(text, 0)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise _broken(error, name) from error
        except _NoJsonError as error:
            raise FileError(
                said("{file} is not JSON: {reason}", file=name, reason=error.args[0]), said("Export it again")
            ) from error
        except RecursionError as error:
            raise too_deep(name) from error
        yield value
        at = _after_blanks(text, at)


def check_size(text: str, name: str) -> None:
    values = text.count(",") + text.count("[") + text.count("{")
    if len(text) > MOST_CHARACTERS or values > MOST_VALUES:
        raise FileError(
            said("{file} holds more than {count:,} values", file=name, count=MOST_VALUES),
            said("Export it in parts, such as year by year"),
        )


def too_deep(name: str) -> FileError:
    return FileError(
        said("{file} is nested too deeply to be a table", file=name), said("Export it again as CSV")
    )


def cell(value: Value) -> str:
    """A value as the text of one cell; a list or an object as compact JSON."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return str(value)
        case _:
            return compact(value)


def compact(value: Value, depth: int = 0) -> str:
    """The value as JSON without blanks, with its numbers as they were written.

    Raises:
        RecursionError: If it is nested more than 50 deep.
    """
    check_depth(depth)
    match value:
        case Number():
            return str(value)
        case list():
            return "[" + ",".join(compact(each, depth + 1) for each in value) + "]"
        case dict():
            pairs = (f"{compact(name)}:{compact(each, depth + 1)}" for name, each in value.items())
            return "{" + ",".join(pairs) + "}"
        case _:
            return json.dumps(value, ensure_ascii=False)


def check_depth(depth: int) -> None:
    """Raises `RecursionError` long before Python would, which depends on who asks."""
    if depth > DEEPEST:
        raise RecursionError


def _after_blanks(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _object(pairs: list[tuple[str, Value]]) -> Entry:
    entry = dict(pairs)
    if len(entry) != len(pairs):
        names = [name for name, _ in pairs]
        doubled = next(name for name in names if names.count(name) > 1)
        raise _NoJsonError(said('an object has the name "{name}" twice', name=doubled))
    return entry


def _refuse(constant: str) -> NoReturn:
    raise _NoJsonError(said("it holds {value} in place of a number", value=constant))


def _broken(error: json.JSONDecodeError, name: str) -> FileError:
    if not error.doc[error.pos :].strip() or error.msg.startswith("Unterminated string"):
        what = said(
            "{file} is cut off in line {line}, column {column}",
            file=name,
            line=error.lineno,
            column=error.colno,
        )
    else:
        what = said(
            "{file} is broken JSON in line {line}, column {column}",
            file=name,
            line=error.lineno,
            column=error.colno,
        )
    return FileError(what, said("Export it again"))
