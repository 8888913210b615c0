"""Numbers, money, days and durations as the user's locale writes them."""

from datetime import date, datetime, tzinfo
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from soleflip_desktop.domain.progress import Progress, Step

MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
UNKNOWN = "—"
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}

_translate = QCoreApplication.translate


def user_locale() -> QLocale:
    """The system's locale; where none is set, a European English one instead of C without grouping."""
    system = QLocale.system()
    if system.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return system


class Formats:
    """Writes values for reading; money is never rounded."""

    def __init__(self, locale: QLocale) -> None:
        self.locale = locale
        self.point = locale.decimalPoint()
        self.group = locale.groupSeparator()

    def count(self, number: int) -> str:
        return self._localised(f"{number:,}")

    def amount(self, value: Decimal, places: int = 2) -> str:
        """An amount without its currency, with a real minus."""
        text = self._localised(f"{abs(value):,.{places}f}")
        return MINUS + text if value < 0 else text

    def money(self, value: Decimal, currency: str) -> str:
        return f"{self.amount(value)}{NO_BREAK_SPACE}{symbol(currency)}"

    def gain(self, value: Decimal, currency: str) -> str:
        """Profit or loss: told apart by arrow and sign, not by colour alone."""
        if not value:
            return self.money(value, currency)
        text = f"{abs(value):,.2f}"
        lead = f"▲ +{self._localised(text)}" if value > 0 else f"▼ {MINUS}{self._localised(text)}"
        return f"{lead}{NO_BREAK_SPACE}{symbol(currency)}"

    def monies(self, values: dict[str, Decimal]) -> str:
        """Amounts in several currencies, which are never added up."""
        return " + ".join(self.money(value, code) for code, value in sorted(values.items()))

    def day(self, value: date) -> str:
        return self.locale.toString(_qdate(value), QLocale.FormatType.ShortFormat)

    def moment(self, value: datetime, zone: tzinfo | None = None) -> str:
        """Day and time; in the machine's own time zone if none is named."""
        local = value.astimezone(zone)
        at = QDateTime(_qdate(local), QTime(local.hour, local.minute, local.second))
        return self.locale.toString(at, QLocale.FormatType.ShortFormat)

    def month(self, value: date, *, long: bool = False) -> str:
        return self.locale.toString(_qdate(value), "MMMM yyyy" if long else "MMM yy")

    def duration(self, seconds: float) -> str:
        if seconds < 10:
            return _translate("Formats", "{n} s").format(n=self._localised(f"{seconds:.1f}"))
        if seconds < 90:
            return _translate("Formats", "{n} s").format(n=round(seconds))
        return _translate("Formats", "{n} min").format(n=round(seconds / 60))

    def progress(self, progress: Progress) -> str:
        """How far the work is, in words."""
        parts = [self._rows(progress)]
        left = progress.seconds_left
        # The rate of the first moments says nothing about the rest.
        if left is not None and progress.seconds > 1 and left >= 1:
            whole = round(left) if left < 90 else left
            parts.append(_translate("Formats", "{time} left").format(time=self._whole(whole)))
        return ", ".join(part for part in parts if part)

    def parse_amount(self, text: str) -> Decimal | None:
        """The amount typed in the locale's way, also with the other decimal sign where that is clear."""
        typed = text.strip().translate({ord(space): None for space in (" ", NO_BREAK_SPACE, "\u202f")})
        other = "," if self.point == "." else "."
        found = _read(typed, self.point, self.group)
        if found is None and other in typed:
            found = _read(typed, other, self.point, cents_needed=True)
        return found

    def _rows(self, progress: Progress) -> str:
        if progress.step is Step.IDENTIFY:
            return _translate("Formats", "Looking at the file")
        if progress.step is Step.CHECK:
            return _translate("Formats", "Checking against what is there")
        if not progress.rows:
            return _translate("Formats", "Starting")
        done = self.count(progress.rows)
        if progress.rows_total:
            text = _translate("Formats", "{done} of {total} rows")
            return text.format(done=done, total=self.count(progress.rows_total))
        return self._of_about(progress, done)

    def _of_about(self, progress: Progress, done: str) -> str:
        if not progress.fraction:
            return _translate("Formats", "{done} rows").format(done=done)
        if progress.fraction >= 1:
            return _translate("Formats", "{done} of {total} rows").format(done=done, total=done)
        about = round(progress.rows / progress.fraction, -2 if progress.rows > 1000 else 0)
        text = _translate("Formats", "{done} of about {total} rows")
        return text.format(done=done, total=self.count(max(int(about), progress.rows)))

    def _whole(self, seconds: float) -> str:
        if seconds >= 10:
            return self.duration(seconds)
        return _translate("Formats", "{n} s").format(n=round(seconds))

    def _localised(self, text: str) -> str:
        return text.translate({ord(","): self.group, ord("."): self.point})


def symbol(currency: str) -> str:
    return _SYMBOLS.get(currency, currency)


def _read(typed: str, point: str, group: str, *, cents_needed: bool = False) -> Decimal | None:
    whole, found, cents = typed.partition(point)
    if (found or cents_needed) and not (_is_number(cents) and len(cents) <= 2):
        return None
    plain = _without_groups(whole, group)
    return None if plain is None else Decimal(f"{plain}.{cents.ljust(2, '0')}")


def _without_groups(text: str, group: str) -> str | None:
    first, *rest = text.split(group)
    if (
        not _is_number(first)
        or len(first) > 10
        or any(len(part) != 3 or not _is_number(part) for part in rest)
    ):
        return None
    return None if rest and len(first) > 3 else first + "".join(rest)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _qdate(value: date) -> QDate:
    return QDate(value.year, value.month, value.day)
