"""Columns whose cells do not say by themselves how they are read: days, times and amounts of people."""

import re
from collections.abc import Callable, Collection, Iterable
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Self

from soleflip_desktop.domain.days import DayError
from soleflip_desktop.domain.local_amounts import currency_of, parse_local_amount
from soleflip_desktop.domain.local_days import parse_local_day, parse_local_instant
from soleflip_desktop.domain.money import AmountError, parse_currency
from soleflip_desktop.domain.readings import (
    CURRENCY,
    DAY_FIRST,
    MARK_READINGS,
    MONTH_FIRST,
    POINT,
    SERIAL,
    YEAR_FIRST,
    ZONE,
    Readings,
)
from soleflip_desktop.importers.column import BLANK, Bad, Cells, Column, Converter, Memo, Values
from soleflip_desktop.importers.columns import Amount

_POINTED = re.compile(r"[0-9]{1,2}\.\s?[0-9]{1,2}\.")
DOLLARS = ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN")


class LocalDay(Column):
    """A day in whichever order the file writes it.

    Args:
        header: As of every column.
        order: One of `DAY_READINGS` if the platform always writes it so; otherwise the file is asked.
        required: As of every column.
    """

    remedy = "Write it as 2024-05-31"
    family = "days"

    def __init__(self, header: str, *, order: str = "", required: bool = False) -> None:
        super().__init__(header, required=required, limit=100)
        self.order = order
        self.question = "" if order else header

    def parse(self, text: str) -> object:
        return parse_local_day(text, self.order)

    def weigh(self, cells: Collection[str], currency: str) -> tuple[str, ...]:
        """Two figures for a year in the first place are rare: only where nothing else reads more cells.

        With points no language puts the month first (CLDR: none of 711 locales).
        """
        usual = plausible(cells, (DAY_FIRST, MONTH_FIRST, SERIAL), parse_local_day)
        if set(usual) == {DAY_FIRST, MONTH_FIRST} and all(map(_POINTED.match, _written(cells))):
            usual = (DAY_FIRST,)
        rare = plausible(cells, (usual[0], YEAR_FIRST), parse_local_day)
        if rare == (YEAR_FIRST,):
            return rare
        hyphens = all("-" in cell for cell in _written(cells))
        return (*usual, YEAR_FIRST) if len(rare) > 1 and hyphens else usual

    def speaks(self, cells: Collection[str]) -> bool:
        return _differ(self, cells, DAY_FIRST, MONTH_FIRST)

    def read_as(self, readings: Readings) -> Self:
        column = copy(self)
        column.order = self.order or readings.get(self.header, YEAR_FIRST)
        return column


class LocalInstant(LocalDay):
    """A day with or without a time; a day alone is its noon.

    Args:
        header: As of every column.
        order: As of `LocalDay`.
        zone: IANA name of the zone of times that name none; the user's own if it is empty.
        required: As of every column.
    """

    def __init__(self, header: str, *, order: str = "", zone: str = "", required: bool = False) -> None:
        super().__init__(header, order=order, required=required)
        self.zone = zone

    def parse(self, text: str) -> object:
        return parse_local_instant(text, self.order, self.zone or "UTC")

    def read_as(self, readings: Readings) -> Self:
        column = super().read_as(readings)
        column.zone = self.zone or readings.get(ZONE, "UTC")
        return column


class LocalAmount(Amount):
    """An amount with whichever mark before its decimals, and maybe the sign of its currency.

    Args:
        header: As of every column.
        mark: One of `MARK_READINGS` if the platform always writes it so; otherwise the file is asked.
        negated: The file writes what was deducted as negative.
        least: As of `Amount`, after the sign was turned.
        shared: As of `Amount`.
        required: As of every column.
    """

    family = "amounts"

    def __init__(
        self,
        header: str,
        *,
        mark: str = "",
        negated: bool = False,
        least: Decimal | None = None,
        shared: bool = True,
        required: bool = False,
    ) -> None:
        super().__init__(header, least=least, shared=shared, required=required)
        self.mark, self.negated = mark, negated
        self.question = "" if mark else header

    def parse(self, text: str) -> object:
        amount = parse_local_amount(text, self.mark)
        return -amount if self.negated and amount else amount

    def weigh(self, cells: Collection[str], currency: str) -> tuple[str, ...]:
        return plausible(cells, MARK_READINGS, parse_local_amount)

    def speaks(self, cells: Collection[str]) -> bool:
        return _differ(self, cells, *MARK_READINGS)

    def read_as(self, readings: Readings) -> Self:
        column = copy(self)
        column.mark = self.mark or readings.get(self.header, POINT)
        return column


class CurrencyOf(Column):
    """The currency of a row: its own cell, else the sign by one of its amounts, else that of the file.

    Args:
        header: Of the column with codes, empty if there is none.
        amounts: Headers of amounts that may carry signs.
        default: Code of the currency of such files; the user's own if it is empty.
    """

    question = CURRENCY
    sparse = True
    remedy = "Write its three letters, such as EUR"

    def __init__(self, header: str = "", *, amounts: tuple[str, ...] = (), default: str = "") -> None:
        super().__init__(header)
        self.amounts, self.default = amounts, default
        self.assumed = default

    @property
    def evidence(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.header, *self.amounts)))

    def headers(self) -> tuple[str, ...]:
        return self.evidence

    def weigh(self, cells: Collection[str], currency: str) -> tuple[str, ...]:
        """What all signs and codes say. A dollar is the user's own dollar, or else that of the United States.

        A few signs say nothing of many amounts without any, unless they are the codes of a column.
        """
        own = currency if currency in DOLLARS else "USD"
        signs = {cell: own if sign == "$" else sign for cell in cells if (sign := _sign(cell))}
        found, assumed = set(signs.values()), self.default or currency
        bare = [cell for cell in cells if cell not in signs and any(map(str.isdigit, cell))]
        if len(found) != 1 or assumed in found:
            return (assumed,)
        if len(bare) > len(signs) and all(any(map(str.isdigit, cell)) for cell in signs):
            return (assumed,) if self.default else (assumed, *found)
        return (*found,)

    def read_as(self, readings: Readings) -> Self:
        column = copy(self)
        column.assumed = readings.get(CURRENCY, self.default)
        return column

    def read_row(self, *cells: str) -> object:
        own, *amounts = cells if self.header else ("", *cells)
        if own.strip().upper() not in BLANK:
            try:
                code = parse_currency(own)
            except AmountError as error:
                return Bad(str(error), self.remedy, self.header)
            return self._beside(code, {currency_of(cell) for cell in amounts} - {""})
        signs = {currency_of(cell) for cell in amounts} - {""}
        if "$" in signs:
            signs = signs - {"$"} | {self.assumed if self.assumed in DOLLARS else "USD"}
        if len(signs) > 1:
            return Bad("stands beside an amount of another currency", "Give all amounts in one currency")
        if not signs and not self.assumed:
            return Bad("has no currency", self.remedy)
        return signs.pop() if signs else self.assumed

    def _beside(self, code: str, signs: set[str]) -> object:
        """The code of a row whose amounts carry these signs."""
        if all(sign == code or (sign == "$" and code in DOLLARS) for sign in signs):
            return code
        return Bad(
            "is not the currency that an amount of the row is written in",
            "Give all amounts of the row in one currency",
            self.header,
        )

    def converter(self) -> Converter:
        memo: Memo[tuple[str, ...], object] = Memo(lambda row: self.read_row(*row))
        headers = self.headers()

        def convert(cells: Cells, count: int) -> list[Values]:
            if not headers:
                return [[self.assumed] * count]
            return [memo.read_all(list(zip(*(cells[header] for header in headers), strict=True)))]

        return convert


def plausible(
    cells: Collection[str], readings: Iterable[str], parse: Callable[[str, str], date | Decimal]
) -> tuple[str, ...]:
    """The readings under which the fewest cells are faulty; one of them if they give the same values."""
    texts = _written(cells)
    values = {reading: [_value(text, reading, parse) for text in texts] for reading in readings}
    faults = {reading: found.count(None) for reading, found in values.items()}
    fewest = min(faults.values())
    best = [reading for reading, count in faults.items() if count == fewest]
    same = all(values[reading] == values[best[0]] for reading in best)
    return (best[0],) if same else tuple(best)


def _differ(column: Column, cells: Collection[str], one: str, other: str) -> bool:
    """Whether a cell is something else under the other reading, or nothing."""
    first, second = (column.read_as({column.header: reading}) for reading in (one, other))
    return any(_parsed(first, text) != _parsed(second, text) for text in _written(cells))


def _parsed(column: Column, text: str) -> object:
    try:
        return column.parse(text)
    except ValueError:
        return None


def _written(cells: Iterable[str]) -> list[str]:
    return [text for cell in cells if (text := cell.strip()).upper() not in BLANK]


def _value(text: str, reading: str, parse: Callable[[str, str], date | Decimal]) -> date | Decimal | None:
    try:
        return parse(text, reading)
    except (DayError, AmountError):
        return None


def _sign(cell: str) -> str:
    try:
        return parse_currency(cell)
    except AmountError:
        return currency_of(cell)
