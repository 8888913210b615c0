"""What the layers below the window say, in the user's language and as the user's locale writes it."""

from datetime import date, datetime
from decimal import Decimal
from string import Formatter
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from soleflip_desktop.errors import Said, UserError
from soleflip_desktop.ui.formats import Formats


def in_words(text: str) -> str:
    """A text in the user's language if it was made by `said`, any other as it is."""
    if not isinstance(text, Said):
        return text
    return _Filling().vformat(kept_words(text.template), (), text.values)


def kept_words(text: str) -> str:
    """A text without places that was kept as plain English, in the user's language."""
    return QCoreApplication.translate("Said", text)


def error_words(error: UserError) -> str:
    """What `str(error)` says in English."""
    return ". ".join(in_words(part) for part in (error.what, error.next_step) if part)


class _Filling(Formatter):
    """Fills the places of a translated text."""

    def format_field(self, value: Any, format_spec: str) -> str:
        formats = Formats(QLocale())
        if isinstance(value, str):
            return format(in_words(value), format_spec)
        if isinstance(value, datetime) and (not format_spec or "%H" in format_spec):
            return formats.moment(value)
        if isinstance(value, date):
            return formats.day(value)
        text = format(value, format_spec)
        if isinstance(value, float | Decimal) or "," in format_spec:
            return text.translate({ord(","): formats.group, ord("."): formats.point})
        return text
