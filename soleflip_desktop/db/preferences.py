"""The settings that change figures, which live in the database: `core.settings`."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, text

_READ = text("select name, value #>> '{}' as value from core.settings where name = any(:names)")
_WRITE = text("""
    update core.settings set value = to_jsonb(cast(:value as text))
    where name = :name and value is distinct from to_jsonb(cast(:value as text))
""")
# One entry stands for several spellings of the same place; these name none.
_ZONES = text(r"""
    select name from pg_timezone_names
    where name ~ '^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/'
       or name = 'UTC'
    order by name
""")
_TODAY = text("""
    select (now() at time zone (value #>> '{}'))::date from core.settings where name = 'booking_time_zone'
""")
_CURRENCIES = text("select currency, count(*) as days from core.exchange_rates group by currency")


def read(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """The values by name."""
    found = connection.execute(_READ, {"names": list(names)})
    return {row.name: row.value for row in found}


def write(connection: Connection, name: str, value: str) -> bool:
    """Sets one value, in the change set that is open; returns whether it was another before."""
    return connection.execute(_WRITE, {"name": name, "value": value}).rowcount > 0


def today(connection: Connection) -> date:
    """Which day it is in the booking time zone."""
    day: date = connection.execute(_TODAY).scalar_one()
    return day


def time_zones(connection: Connection) -> list[str]:
    """The places whose time the server knows."""
    return list(connection.execute(_ZONES).scalars())


def rated_currencies(connection: Connection) -> dict[str, int]:
    """On how many days a rate is known, by currency."""
    return {row.currency: row.days for row in connection.execute(_CURRENCIES)}
