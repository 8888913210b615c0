"""The euro foreign exchange reference rates of the European Central Bank, of all days or of one."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import compress
from typing import Final

from soleflip_desktop.domain.days import FIRST_YEAR_OF_DAYS, LAST_YEAR, DayError, parse_day
from soleflip_desktop.domain.drafts import DraftKind, RowProblem
from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, Head, Rank
from soleflip_desktop.importers.column import BLANK, Bad, Memo, Values
from soleflip_desktop.importers.drafter import Draft, DraftChunk
from soleflip_desktop.importers.files.readers import RawChunk, Table, header_key
from soleflip_desktop.importers.headers import header_places
from soleflip_desktop.importers.personal import looks_personal
from soleflip_desktop.importers.study import NOTHING_LEARNED, Chunks, Habits, Study

DAY: Final = "Date"
_CODE = re.compile(r"[A-Za-z]{3}")
# What numeric(18,6) holds, without a leading zero, which JSON does not know.
_RATE = re.compile(r"(?![0.]+$)(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?")
_NUMBER = re.compile(r"[+-]?[0-9]*\.?[0-9]+")
_WRITTEN_DAY = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4})")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class EcbRates:
    """`eurofxref-hist.csv` and the daily `eurofxref.csv`: a row is a day, a column a currency.

    A rate is what one euro buys. Columns differ between downloads, so they are read by name; those of
    currencies that are no more (CYP, EEK, HRK, BGN) stay in the file and are read as well. N/A is a day
    without a rate. Every line, the header's too, ends in a comma. The daily file puts a space behind each
    comma and writes its day as `13 April 2026`.
    """

    slug = "ecb_rates"
    title = said("ECB reference rates")
    kind = DraftKind.RATES
    version = 1
    rank = Rank.PLATFORM_FILE
    confidence = Confidence.FILE
    family = ""
    signature = (DAY, "USD", "JPY")
    studies = False
    gathers = False

    def header_row(self, head: Head) -> int | None:
        return next((index for index, record in enumerate(head) if not self.missing(record)), None)

    def missing(self, header: Sequence[str]) -> tuple[str, ...]:
        """What the signature has and `header` not; all of it if the file has days and a few currencies,
        but is about something else."""
        keys = set(map(header_key, header))
        lacking = tuple(name for name in self.signature if header_key(name) not in keys)
        return lacking or (() if _is_about_currencies(header) else self.signature)

    def header_of(self, field: str) -> str:
        return DAY if field == "day" else ""

    def said(self, table: Table) -> tuple[str, ...]:
        return ("day", "rates")

    def study(self, table: Table, chunks: Chunks, chosen: Readings, habits: Habits) -> Study:
        return NOTHING_LEARNED

    def bind(self, table: Table, study: Study = NOTHING_LEARNED) -> "RatesDrafter":
        return RatesDrafter(table)


class RatesDrafter:
    """Drafts the days of one table.

    Attributes:
        notices: Columns that are not read, and why.
        personal: Indices of columns that somebody added and that look like names of people.

    Raises:
        FileError: If the column of the days or of a currency is there twice.
    """

    def __init__(self, table: Table) -> None:
        self.personal = frozenset(at for at, name in enumerate(table.header) if looks_personal(name))
        names = [name.strip() for name in table.header]
        codes = [name for name in names if is_currency(name)]
        places = header_places(table, (DAY, *codes))
        self._names = names
        self._day = places[DAY]
        self._places = [places[code] for code in codes]
        self._rates = [Memo(partial(read_rate, code.upper())) for code in codes]
        # What follows is the nothing behind the last comma.
        self._width = 1 + max(at for at, name in enumerate(names) if name)
        self._unnamed = [at for at, name in enumerate(names) if not name]
        self.notices = tuple(
            said('Column "{column}" names no currency and is not read', column=name)
            for name in names
            if name and name not in (names[self._day], "EUR", *codes)
        )

    def draft(self, chunk: RawChunk) -> DraftChunk:
        """One draft for each day, and every problem of the days that have one."""
        fits = [self._fits(cells) for cells in chunk.cells]
        problems = [
            self._ragged(chunk, place, cells) for place, cells in enumerate(chunk.cells) if not fits[place]
        ]
        places = list(compress(range(len(fits)), fits))
        columns = list(zip(*(chunk.cells[place][: self._width] for place in places), strict=True))
        if not columns:
            return DraftChunk([], problems)
        days = list(map(parse_written_day, columns[self._day]))
        rates = [memo.read_all(columns[at]) for memo, at in zip(self._rates, self._places, strict=True)]
        read: list[Values] = [days, *rates]
        problems += [
            self._problem(chunk, place, at, value)
            for at, values in zip((self._day, *self._places), read, strict=True)
            if Bad in set(map(type, values))
            for place, value in zip(places, values, strict=True)
            if isinstance(value, Bad)
        ]
        bad = {problem.row for problem in problems}
        drafts: list[Draft] = [
            (chunk.first_row + place, 1, day, "{" + ",".join(filter(None, of_day)) + "}")
            for place, day, of_day in zip(places, days, zip(*rates, strict=True), strict=True)
            if chunk.first_row + place not in bad
        ]
        return DraftChunk(drafts, sorted(problems, key=self._order))

    def _fits(self, cells: Sequence[str]) -> bool:
        return len(cells) >= self._width and not self._has_stray(cells)

    def _has_stray(self, cells: Sequence[str]) -> bool:
        """Whether a value stands where nothing but the end of a line may be."""
        unnamed = (cells[at] for at in self._unnamed if at < len(cells))
        return any(map(str.strip, (*unnamed, *cells[len(self._names) :])))

    def _ragged(self, chunk: RawChunk, place: int, cells: Sequence[str]) -> RowProblem:
        short = f"has {len(cells):,} cells, the header has {self._width:,}"
        return RowProblem(
            chunk.first_row + place,
            chunk.lines[place],
            "",
            "",
            short if len(cells) < self._width else "has a value in a column without a header",
            "Check the row for a missing or surplus delimiter or quote",
        )

    def _problem(self, chunk: RawChunk, place: int, at: int, bad: Bad) -> RowProblem:
        row, line, cell = chunk.first_row + place, chunk.lines[place], chunk.cells[place][at]
        return RowProblem(row, line, self._names[at], cell, bad.message, bad.next_step)

    def _order(self, problem: RowProblem) -> tuple[int, int]:
        return problem.row, self._names.index(problem.column) if problem.column else -1


def read_rate(code: str, cell: str) -> str | Bad | None:
    """The rate of a currency as a member of a JSON object; `None` is no rate on that day."""
    text = cell.strip()
    if text.upper() in BLANK:
        return None
    if _RATE.fullmatch(text):
        return f'"{code}":{text}'
    remedy = "Write how much of the currency one euro buys, or N/A"
    if not _NUMBER.fullmatch(text):
        return Bad("is not a rate such as 1.0847", remedy)
    if text.startswith("-") or not text.strip("+0."):
        return Bad("is not more than 0", remedy)
    return Bad("has more digits than a rate has", remedy)


def is_currency(name: str) -> bool:
    """Whether a header names a currency; the euro is what the others are counted in."""
    return bool(_CODE.fullmatch(name)) and name.upper() != "EUR"


def _is_about_currencies(header: Sequence[str]) -> bool:
    """Whether the day comes first, and a third of the columns or more are currencies."""
    names = [name.strip() for name in header if name.strip()]
    return header_key(header[0]) == header_key(DAY) and sum(map(is_currency, names)) * 3 >= len(names)


def parse_written_day(cell: str) -> date | Bad:
    """The day in `2026-04-13` or `13 April 2026`."""
    text = cell.strip()
    found = _WRITTEN_DAY.fullmatch(text)
    try:
        if not found:
            return parse_day(text)
        if found[2] in _MONTHS and FIRST_YEAR_OF_DAYS <= int(found[3]) <= LAST_YEAR:
            return date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
    except DayError as error:
        return Bad("is empty" if not text else str(error), "Write it as 2024-05-31")
    except ValueError:  # such as 31 April
        return Bad("is not a day of the calendar such as 2024-05-31", "Correct the day")
    return Bad("is not a day such as 2024-05-31", "Write it as 2024-05-31")
