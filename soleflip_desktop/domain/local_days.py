"""Days and times as people, marketplaces and spreadsheets write them, in five languages."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from soleflip_desktop.domain.days import FIRST_YEAR, FIRST_YEAR_OF_DAYS, LAST_YEAR, DayError
from soleflip_desktop.domain.readings import DAY_FIRST, MONTH_FIRST, SERIAL, YEAR_FIRST

# English, German, French, Spanish, Italian and Dutch names, each longer than what tells it apart.
_MONTHS: Final = (
    ("january", "januar", "jänner", "janvier", "enero", "gennaio", "januari", "janv", "ene", "gen"),
    (
        "february",
        "februar",
        "février",
        "fevrier",
        "febrero",
        "febbraio",
        "februari",
        "févr",
        "fevr",
        "fév",
        "fev",
    ),
    ("march", "märz", "maerz", "mrz", "mars", "marzo", "maart", "mär", "mrt"),
    ("april", "avril", "abril", "aprile", "avr", "abr"),
    ("may", "mai", "mayo", "maggio", "mei", "mag"),
    ("june", "juni", "juin", "junio", "giugno", "giu"),
    ("july", "juli", "juillet", "julio", "luglio", "juil", "lug"),
    ("august", "août", "aout", "agosto", "augustus", "ago"),
    ("september", "septembre", "septiembre", "settembre", "sept", "set"),
    ("october", "oktober", "octobre", "octubre", "ottobre", "okt", "ott"),
    ("november", "novembre", "noviembre"),
    ("december", "dezember", "décembre", "decembre", "diciembre", "dicembre", "dez", "déc", "dic"),
)
_MONTH_OF: Final = {
    name: number for number, names in enumerate(_MONTHS, 1) for full in names for name in (full, full[:3])
}
# Not the first letters of one month alone: French June and July, and what they would shorten to.
del _MONTH_OF["jui"]

_SHORT_ZONES: Final = {
    **dict.fromkeys(("Z", "UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("CET", "MEZ", "BST", "WEST"), 1),
    **dict.fromkeys(("CEST", "MESZ"), 2),
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
}
_TIME = re.compile(
    r"""
    (?:\s*,?\s*(?:\bat\b|\bum\b|\bà\b|T|\s)\s*)
    (?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?
    (?:\s*(?P<half>[ap])\.?m\.?)?(?:\s*Uhr)?
    (?:\s*\(?(?P<zone>[A-Z]{1,4})?(?P<offset>[+-][0-9]{1,2}(?::?[0-9]{2})?)?\)?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SEPARATED = re.compile(r"(?:[\s./,\-\u2013]|\bde[l]?\b)+", re.IGNORECASE)
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]+)?")
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er|º|°)", re.IGNORECASE)
_SPREADSHEET_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)  # Excel's day 0, for all days since March 1900
_CENTURY_TURNS = 70
_NOON = time(12)
_WIDEST = timedelta(hours=14)  # of all time zones: Kiribati


def parse_local_day(text: str, order: str) -> date:
    """Reads a day, of a time too; `order` is one of `DAY_READINGS`.

    Year first is seen by its four digits and a month by its name, whatever `order` says. Two digits mean
    1970 to 2069.

    Raises:
        DayError: The text is no day in this order, or lies outside 1900 to 2100.
    """
    day, _ = _parts(text, order)
    return day


def parse_local_instant(text: str, order: str, zone: str) -> datetime:
    """Reads a day with or without a time.

    Args:
        zone: IANA name of the time zone of a time that names none. A day without a time is its noon
            there, so that it stays that day in every report.

    Returns:
        The instant in UTC.

    Raises:
        DayError: The text is no day or time in this order, or lies outside 2000 to 2100.
    """
    day, clock = _parts(text, order)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DayError(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    clock = clock or _NOON
    local = datetime.combine(day, clock, clock.tzinfo or ZoneInfo(zone))
    return local.astimezone(UTC)


@lru_cache(maxsize=4096)
def _parts(text: str, order: str) -> tuple[date, time | None]:
    text = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
    if order == SERIAL and _SERIAL.fullmatch(text):
        moment = _SPREADSHEET_EPOCH + timedelta(days=float(text))
        return moment.date(), moment.time() if "." in text else None
    found = _TIME.search(text)
    clock = None
    if found and found.end() == len(text):
        clock, text = _clock(found), text[: found.start()]
    return _day(text, order), clock


def _clock(found: re.Match[str]) -> time:
    hour = int(found["hour"])
    if half := (found["half"] or "").lower():
        if not 1 <= hour <= 12:
            raise DayError("names a time that does not exist")
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = _zone(found)
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0), tzinfo=zone)
    except ValueError:
        raise DayError("names a time that does not exist") from None


def _zone(found: re.Match[str]) -> tzinfo | None:
    name, offset = (found["zone"] or "").upper(), found["offset"] or ""
    if name and name not in _SHORT_ZONES:
        raise DayError("is in a time zone that is not known")
    if not name and not offset:
        return None
    hours, minutes = re.fullmatch(r"[+-]([0-9]{1,2}):?([0-9]{2})?", offset or "+0").groups()  # type: ignore[union-attr]
    shift = timedelta(hours=int(hours), minutes=int(minutes or 0))
    shift = timedelta(hours=_SHORT_ZONES.get(name, 0)) + (-shift if offset[:1] == "-" else shift)
    if not -_WIDEST <= shift <= _WIDEST:
        raise DayError("is in a time zone that is not known")
    return timezone(shift)


def _day(text: str, order: str) -> date:
    tokens = [token for token in _SEPARATED.split(text.strip()) if token]
    if len(tokens) == 1 and re.fullmatch(r"(?:19|20)[0-9]{6}", tokens[0]):
        tokens = [tokens[0][:4], tokens[0][4:6], tokens[0][6:]]
    if len(tokens) != 3:
        raise DayError("is not a day")
    named = [at for at, token in enumerate(tokens) if token.casefold() in _MONTH_OF]
    if len(named) == 1:
        month = _MONTH_OF[tokens.pop(named[0]).casefold()]
        first, second = (_number(token) for token in tokens)
        return _date(first, month, second) if len(tokens[0]) == 4 else _date(second, month, first)
    numbers = [_number(token) for token in tokens]
    if len(tokens[0]) == 4:
        return _date(*numbers)
    if order == DAY_FIRST:
        return _date(numbers[2], numbers[1], numbers[0], written=tokens[2])
    if order == MONTH_FIRST:
        return _date(numbers[2], numbers[0], numbers[1], written=tokens[2])
    if order == YEAR_FIRST:
        return _date(*numbers, written=tokens[0])
    raise DayError("is not a day")


def _number(token: str) -> int:
    ordinal = _ORDINAL.fullmatch(token)
    digits = ordinal[1] if ordinal else token
    if not digits.isascii() or not digits.isdecimal() or len(digits) not in (1, 2, 4):
        raise DayError("is not a day")
    return int(digits)


def _date(year: int, month: int, day: int, *, written: str = "") -> date:
    if len(written) == 1:
        raise DayError("is not a day")
    if year < 100:
        year += 2000 if year < _CENTURY_TURNS else 1900
    try:
        found = date(year, month, day)
    except ValueError:
        raise DayError("is not a day of the calendar") from None
    if not FIRST_YEAR_OF_DAYS <= found.year <= LAST_YEAR:
        raise DayError(f"lies outside the years {FIRST_YEAR_OF_DAYS} to {LAST_YEAR}")
    return found
