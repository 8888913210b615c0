"""Instants and days as files write them."""

import re
from datetime import UTC, date, datetime

FIRST_YEAR, LAST_YEAR = 2000, 2100  # of sales, payouts and everything else that has a time
FIRST_YEAR_OF_DAYS = 1900  # releases and exchange rates reach further back

_INSTANT = re.compile(
    r"""
    (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[ T]
    (?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)
    [ ]?(?P<offset>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)


class DayError(ValueError):
    """The text is no instant or no day; the message ends a sentence that begins with the value."""


def parse_instant(text: str) -> datetime:
    """Reads an ISO 8601 instant with its UTC offset, also with the two-digit offset that StockX writes.

    Returns:
        The instant in UTC. Digits beyond microseconds are dropped.

    Raises:
        DayError: The text is no instant, has no offset, names a day or time that does not exist, or
            lies outside 2000 to 2100.
    """
    # StockX's own form, 200,000 times in a large report: every third sign from the fifth on is one between
    # the figures, and one slice takes a third of the time of the pattern.
    if text[4::3] == "-- :: 0" and text[20:] == "+00":
        return _instant(text[:19] + "+00:00")
    found = _INSTANT.fullmatch(text.strip())
    if not found:
        raise DayError("is not a date and time such as 2024-05-31 14:05:00 +00")
    if not found["offset"]:
        raise DayError("has no UTC offset such as +00")
    return _instant(f"{found['day']}T{found['time']}{found['offset'].upper()}")


def _instant(iso: str) -> datetime:
    try:
        instant = datetime.fromisoformat(iso)
        if instant.tzinfo is not UTC:
            instant = instant.astimezone(UTC)
    except (ValueError, OverflowError):
        raise DayError("names a day or time that does not exist") from None
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise DayError(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return instant


def parse_day(text: str) -> date:
    """Reads a day written as `2024-05-31`.

    Raises:
        DayError: The text has another form, names a day that does not exist, or lies outside 1900 to
            2100.
    """
    text = text.strip()
    if len(text) != 10 or not text[4] == text[7] == "-":
        raise DayError("is not a day such as 2024-05-31")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise DayError("is not a day of the calendar such as 2024-05-31") from None
    if not FIRST_YEAR_OF_DAYS <= day.year <= LAST_YEAR:
        raise DayError(f"lies outside the years {FIRST_YEAR_OF_DAYS} to {LAST_YEAR}")
    return day
