"""What changes figures: the currency they are reported in, and the time zone that cuts the days."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import available_timezones

from soleflip_desktop.db import preferences
from soleflip_desktop.db.change_sets import open_change_set
from soleflip_desktop.db.engine import Connection, Engine, transaction
from soleflip_desktop.domain.money import CURRENCIES
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError, said

CURRENCY, ZONE = "reporting_currency", "booking_time_zone"
BASE_CURRENCY = "EUR"  # the rates are per euro


@dataclass(frozen=True, slots=True)
class Booking:
    """How figures are reckoned.

    Attributes:
        currency: Code of the currency they are reported in.
        time_zone: Name of the zone whose midnight ends a day, such as `Europe/Berlin`.
    """

    currency: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen.

    Attributes:
        rated: On how many days an exchange rate is known, by currency; the euro needs none.
    """

    currencies: tuple[str, ...]
    rated: Mapping[str, int]
    time_zones: tuple[str, ...]


class Preferences:
    """Reads and changes them; a change is audited and can be undone.

    Args:
        engine: The database they are kept in.
        actor: Who changes, one of `db.tables.logging.ACTORS`.
    """

    def __init__(self, engine: Engine, actor: str) -> None:
        self._engine = engine
        self._actor = actor

    def booking(self, *, control: Control | None = None) -> Booking:
        with transaction(self._engine, control) as connection:
            return booking_of(connection)

    def choices(self, *, control: Control | None = None) -> Choices:
        """The currencies, those with rates first, and the time zones that program and server both know."""
        with transaction(self._engine, control) as connection:
            rated = preferences.rated_currencies(connection)
            zones = preferences.time_zones(connection)
        here = available_timezones()
        first = (BASE_CURRENCY, *sorted(rated.keys() - {BASE_CURRENCY}))
        return Choices(
            currencies=(*first, *sorted(CURRENCIES - set(first))),
            rated=rated,
            time_zones=tuple(zone for zone in zones if zone in here),
        )

    def change(self, booking: Booking, *, control: Control | None = None) -> None:
        """Takes new ones; what is as it was leaves no trace in the history.

        Raises:
            UserError: If there is no such currency or time zone.
        """
        if booking.currency not in CURRENCIES:
            raise UserError(
                said("“{currency}” is no currency", currency=booking.currency), said("Choose one of the list")
            )
        if booking.time_zone not in available_timezones():
            raise UserError(
                said("“{zone}” is no time zone", zone=booking.time_zone), said("Choose one of the list")
            )
        with transaction(self._engine, control) as connection:
            before = booking_of(connection)
            if booking != before:
                open_change_set(connection, self._actor, _label(before, booking))
                preferences.write(connection, CURRENCY, booking.currency)
                preferences.write(connection, ZONE, booking.time_zone)


def booking_of(connection: Connection) -> Booking:
    found = preferences.read(connection, (CURRENCY, ZONE))
    return Booking(found[CURRENCY], found[ZONE])


def _label(before: Booking, after: Booking) -> str:
    changed = []
    if after.currency != before.currency:
        changed.append(f"reporting currency to {after.currency}")
    if after.time_zone != before.time_zone:
        changed.append(f"time zone to {after.time_zone}")
    return f"Change {' and '.join(changed)}"
