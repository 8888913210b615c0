"""The figures of the dashboards."""

from datetime import date
from decimal import Decimal

from soleflip_desktop.db import figures
from soleflip_desktop.db.engine import Engine, transaction
from soleflip_desktop.db.figures import By, Coverage, MonthFigures
from soleflip_desktop.domain.progress import Control

__all__ = ["By", "Coverage", "Figures", "MonthFigures"]

_NOTHING = Decimal("0.00")


class Figures:
    """Figures of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def monthly(self, by: By, *, control: Control | None = None) -> list[MonthFigures]:
        """Every month from the first to the last one with a sale, those without any between them too.

        Args:
            by: Whether a sale counts in the month it was sold or in the month it was paid out.
            control: Stops it, also on the server.
        """
        with transaction(self._engine, control) as connection:
            found = {each.month: each for each in figures.monthly(connection, by)}
        if not found:
            return []
        currency = next(iter(found.values())).currency
        return [found.get(month) or _quiet(month, currency) for month in _months(min(found), max(found))]

    def coverage(self, *, control: Control | None = None) -> Coverage:
        with transaction(self._engine, control) as connection:
            return figures.coverage(connection)


def _quiet(month: date, currency: str) -> MonthFigures:
    return MonthFigures(month, currency, _NOTHING, _NOTHING, sales=0, cost_known=0, unconverted=0)


def _months(first: date, last: date) -> list[date]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]
