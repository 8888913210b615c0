"""Sizes as platforms, shops and spreadsheets write them, read into a system and a value."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

SYSTEMS = ("US_M", "US_W", "US_Y", "US_C", "EU", "UK", "CM", "LETTER", "WAIST", "ONE", "OTHER")

_LONGEST_NOTATION = 40

_ONE_SIZE = frozenset(
    {"", "-", "--", "n/a", "na", "one", "one size", "onesize", "os", "o/s", "osfa", "osfm", "tu"}
    | {"einheitsgröße", "einheitsgrösse", "einheitsgroesse", "taille unique"}
)

_LETTERS = ("3XS", "XXS", "XS", "S", "M", "L", "XL", "XXL", "3XL", "4XL", "5XL", "6XL")
_LETTER_NAMES = {letter.lower(): letter for letter in _LETTERS} | {
    **{"xxxs": "3XS", "2xs": "XXS", "2xl": "XXL", "xxxl": "3XL", "xxxxl": "4XL"},
    **{"small": "S", "medium": "M", "large": "L", "x-small": "XS", "x-large": "XL"},
}

_UNIT_WORDS = {
    **dict.fromkeys(("m", "men", "mens"), "m"),
    **dict.fromkeys(("w", "women", "womens", "wmns"), "w"),
    **dict.fromkeys(("y", "j", "gs"), "y"),  # youth, Crocs' junior, grade school
    **dict.fromkeys(("c", "k", "td"), "c"),  # child, adidas' kids, toddler
    **dict.fromkeys(("eu", "eur"), "eu"),
    **dict.fromkeys(("mm", "kr"), "mm"),
    **{"us": "us", "uk": "uk", "cm": "cm", "jp": "jp"},
}
_UNITS = {
    **dict.fromkeys(("us", "m", "m us"), "US_M"),
    **dict.fromkeys(("w", "us w"), "US_W"),
    **dict.fromkeys(("y", "us y"), "US_Y"),
    **dict.fromkeys(("c", "c us"), "US_C"),
    **dict.fromkeys(("cm", "jp", "cm jp"), "CM"),
    **{"eu": "EU", "uk": "UK", "mm": "MM"},
}
# What a shoe can have; beyond it the unit is a slip or another thing (`10Y` is an age, `140 cm` a height).
_RANGES = {
    "US_M": (0, 22),
    "US_W": (0, 22),
    "US_Y": (0, 9),
    "US_C": (0, 15),
    "EU": (14, 56),
    "UK": (0, 21),
    "CM": (7, 36),
}

_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{1,3}| (?:1/2|1/3|2/3))?"
_MEASURE = re.compile(
    rf"(?P<before>(?:[a-z][a-z' ]*:? ?)?)(?P<number>{_NUMBER})(?P<after>(?: ?[a-z][a-z' ]*)?)"
)
_EU_RANGE = re.compile(r"(?:eur? ?)?([0-9]{2}) ?[/-] ?([0-9]{2})")
_WAIST = re.compile(r"(w ?)?([0-9]{2})(w)? ?([/x×])? ?(l ?)?([0-9]{2})(l)?")

_THIRD, _TWO_THIRDS = Decimal("0.333"), Decimal("0.667")
_FRACTIONS = {
    **dict.fromkeys(("1/2",), Decimal("0.5")),
    **dict.fromkeys(("1/3", "33", "333"), _THIRD),
    **dict.fromkeys(("2/3", "66", "67", "666", "667"), _TWO_THIRDS),
}
_SIGNS = str.maketrans({"½": " 1/2", "⅓": " 1/3", "⅔": " 2/3", "⁄": "/", "’": "'", "–": "-"})


@dataclass(frozen=True, slots=True)
class Size:
    """A size of one system.

    Attributes:
        system: One of `SYSTEMS`.
        value: The size in the system's plain notation: `10.5`, `42.67`, `42/44`, `XXL`, `34/32`, `ONE`;
            as written where the system is OTHER.
        number: Orders the sizes of one system; three decimals at most. Thirds are 0.333 and 0.667, a
            range is its middle, a waist has the length in its decimals.
    """

    system: str
    value: str
    number: Decimal


def parse_size(text: str) -> Size:
    """Reads a size in any notation of the platforms and of hand-kept lists.

    Two notations of one size (`42 2/3`, `42.67`, `EU 42⅔`) give equal sizes. Of two systems side by
    side (`12W / 10.5M`) the first one counts. A bare number is US men's up to 18.5, EU from 35 to 52 and
    millimetres from 220 to 330; from 22 to 32 it may be centimetres, a child's EU size or a waist, and
    stays as written.

    Returns:
        The size; one that nobody knows is of the system OTHER with the text as its value.
    """
    if len(text) > _LONGEST_NOTATION:
        return _as_written(text)
    return _read(text)


@lru_cache(maxsize=4096)  # a report has a hundred spellings in a hundred thousand rows
def _read(text: str) -> Size:
    plain = " ".join(text.translate(_SIGNS).lower().split())
    if plain in _ONE_SIZE:
        return Size("ONE", "ONE", Decimal(0))
    found = _letter(plain) or _waist(plain) or _eu_range(plain) or _measure(plain) or _dual(plain)
    return found or _as_written(text)


def _as_written(text: str) -> Size:
    return Size("OTHER", text.strip(), Decimal(0))


def _letter(plain: str) -> Size | None:
    names = [plain] if plain in _LETTER_NAMES else [part.strip() for part in plain.split("/")]
    if len(names) > 2 or not all(name in _LETTER_NAMES for name in names):
        return None
    letters = [_LETTER_NAMES[name] for name in names]
    places = Decimal(sum(_LETTERS.index(letter) + 1 for letter in letters))
    return Size("LETTER", "/".join(letters), places / len(letters))


def _waist(plain: str) -> Size | None:
    found = _WAIST.fullmatch(plain)
    if not found:
        return None
    waist, length = int(found[2]), int(found[6])
    marked = any(found[group] for group in (1, 3, 5, 7)) or found[4] in ("x", "×")
    # Without a mark only a length up to the waist is surely jeans: 30/32 may be a range of shoes.
    if not marked and not (found[4] and length <= waist):
        return None
    if not (20 <= waist <= 60 and 24 <= length <= 40):
        return None
    return Size("WAIST", f"{waist}/{length}", Decimal(waist) + Decimal(length) / 1000)


def _eu_range(plain: str) -> Size | None:
    found = _EU_RANGE.fullmatch(plain)
    if not found:
        return None
    low, high = int(found[1]), int(found[2])
    lowest = 14 if plain.startswith("eu") else 35
    if not lowest <= low < high <= 52:
        return None
    return Size("EU", f"{low}/{high}", Decimal(low + high) / 2)


def _measure(plain: str) -> Size | None:
    """Reads one number, bare or with its units before, after or on both sides."""
    found = _MEASURE.fullmatch(plain)
    if not found:
        return None
    number = _number(found["number"])
    words = re.findall("[a-z]+", f"{found['before']} {found['after']}".replace("'", ""))
    if not words:
        return _bare(number)
    if words == ["w"] and 22 < number <= 60:
        return _size("WAIST", number)
    units = " ".join(sorted({_UNIT_WORDS.get(word, "?") for word in words}))
    return _within_range(_UNITS.get(units), number)


def _within_range(system: str | None, number: Decimal) -> Size | None:
    if system == "MM" and number % 1 == 0:
        system, number = "CM", number / 10
    if system not in _RANGES:
        return None
    lowest, highest = _RANGES[system]
    return _size(system, number) if lowest <= number <= highest else None


def _bare(number: Decimal) -> Size | None:
    in_halves = number % Decimal("0.5") == 0
    if 1 <= number <= Decimal("18.5") and in_halves:
        return _size("US_M", number)
    if 35 <= number <= 52 and (in_halves or number % 1 in (_THIRD, _TWO_THIRDS)):
        return _size("EU", number)
    if 220 <= number <= 330 and number % 5 == 0:
        return _size("CM", number / 10)
    return None


def _dual(plain: str) -> Size | None:
    """Reads the first of two notations, each with its unit; without one the slash means something else."""
    first, _, second = (part.strip() for part in plain.partition("/"))
    if not (re.search("[a-z]", first) and re.search("[a-z]", second) and re.search("[0-9]", second)):
        return None
    return _letter(first) or _measure(first)


def _number(written: str) -> Decimal:
    whole, _, rest = written.replace(",", ".").replace(" ", ".").partition(".")
    return Decimal(whole) + _FRACTIONS.get(rest, Decimal(f"0.{rest}") if rest.isdigit() else Decimal(0))


def _size(system: str, number: Decimal) -> Size:
    if number % 1 in (_THIRD, _TWO_THIRDS):
        return Size(system, f"{number:.2f}", number)
    return Size(system, f"{number.normalize():f}", number)
