"""The errors a user can do something about; anything else that escapes is a bug."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Self


class Said(str):
    """English text that remembers what it was made of, so that the window can say it in another language.

    For everything else it is its text: in a terminal, a log, the database, JSON and a comparison.

    Attributes:
        template: The text with its places, such as `{file}`.
        values: What fills them: plain values, which a pipe can carry, and texts of this kind.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, values: Mapping[str, Any]) -> Self:
        text = super().__new__(cls, template.format_map(values))
        text.template, text.values = template, values
        return text

    def __reduce__(self) -> tuple[type[Self], tuple[str, Mapping[str, Any]]]:
        return type(self), (self.template, self.values)


def said(template: str, /, **values: object) -> Said:
    """Fills the places of `template`, which has to be a literal: the texts to translate are found by it."""
    plain = (str, int, float, Decimal, date)
    return Said(
        template, {name: each if isinstance(each, plain) else str(each) for name, each in values.items()}
    )


def listed(texts: Iterable[str], between: str = ", ") -> Said:
    """The texts with commas between them, each of which can be said in another language."""
    values = {f"text{number}": text for number, text in enumerate(texts)}
    return Said(between.join(f"{{{name}}}" for name in values), values)


class UserError(Exception):
    """The environment or the data stands in the way; shown as text, never as a traceback.

    Args:
        what: What happened and where, a sentence without its full stop; `said` where a window may show it.
        next_step: What the user can do about it, a sentence without its full stop; empty if nothing.
    """

    def __init__(self, what: str, next_step: str = "") -> None:
        super().__init__(what, next_step)
        self.what = what
        self.next_step = next_step

    def __str__(self) -> str:
        return ". ".join(part for part in (self.what, self.next_step) if part)


class FileError(UserError):
    """A file as a whole cannot be read; the message names it."""


class DatabaseError(UserError):
    """The database cannot be reached, started or used as it is."""


class ConnectionLostError(DatabaseError):
    """The database was there or should be, and does not answer: it is worth asking again by itself."""


class Cancelled(Exception):  # noqa: N818 - the user's wish, not an error
    """The user cancelled; nothing of the cancelled work stays."""
