"""Days that end in their year, `05/06/24`: only whether the day or the month comes first is open."""

from collections.abc import Collection

from soleflip_desktop.domain.local_days import parse_local_day
from soleflip_desktop.domain.readings import DAY_FIRST, MONTH_FIRST, Readings
from soleflip_desktop.importers.files.readers import Table, header_key
from soleflip_desktop.importers.local_columns import LocalDay, LocalInstant, plausible


class SlashDay(LocalDay):
    """A `LocalDay` that never begins with a year of two figures."""

    def weigh(self, cells: Collection[str], currency: str) -> tuple[str, ...]:
        return plausible(cells, (DAY_FIRST, MONTH_FIRST), parse_local_day)


class SlashInstant(LocalInstant):
    """A `LocalInstant` that never begins with a year of two figures."""

    weigh = SlashDay.weigh


def usual_days(table: Table, mark: str, order: str, *headers: str) -> Readings:
    """How the columns of days are read in files of one country, which `mark` among the headers shows."""
    shown = header_key(mark) in map(header_key, table.header)
    return dict.fromkeys(headers, order) if shown else {}


def american_days(table: Table, mark: str, *headers: str) -> Readings:
    """How the columns of days are read where `mark`, a header of American files only, is in the file."""
    return usual_days(table, mark, MONTH_FIRST, *headers)
