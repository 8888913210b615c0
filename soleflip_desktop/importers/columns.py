"""The kinds of columns that sources are declared with."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from soleflip_desktop.domain.days import DayError, parse_day, parse_instant
from soleflip_desktop.domain.money import CURRENCIES, parse_amount, parse_currency
from soleflip_desktop.domain.sizes import Size, parse_size
from soleflip_desktop.domain.style_codes import parse_style_codes
from soleflip_desktop.importers.column import BLANK, Bad, Cells, Column, Converter, Memo, Values
from soleflip_desktop.importers.files.spreadsheets import ERRORS

MAX_QUANTITY = 1_000


class Text(Column):
    """Text as written, trimmed."""

    def converter(self) -> Converter:
        special = {cell: self.read(cell) for cell in (*BLANK, "n/a", "N/a", "n/A", *ERRORS)}

        def convert(cells: Cells, count: int) -> list[Values]:
            texts = list(map(str.strip, cells[self.header]))
            if max(map(len, texts)) > self.limit:
                return [list(map(self.read, texts))]
            if special.keys().isdisjoint(texts):
                return [texts]
            return [[special.get(text, text) for text in texts]]

        return convert


class OrderNumber(Column):
    """An order number as written."""

    remedy = "Export the file again without opening it in a spreadsheet"
    _spoiled = re.compile(r"[0-9][.,]?[0-9]*E\+?[0-9]+", re.IGNORECASE)

    def parse(self, text: str) -> str:
        if self._spoiled.fullmatch(text):
            raise ValueError("is an order number that a spreadsheet turned into a number")
        return text


class OrderKey(OrderNumber):
    """An order number without any spaces, so that the same order is the same in every file."""

    _plain = re.compile(r"(?:[0-9-]{1,100}\n)*")

    def parse(self, text: str) -> str:
        return "".join(super().parse(text).split())

    def converter(self) -> Converter:
        # Every order number is another one: to remember them costs more than to read them.
        def convert(cells: Cells, count: int) -> list[Values]:
            texts = cells[self.header]
            joined = "\n".join((*texts, ""))
            if joined.count("\n") == count and self._plain.fullmatch(joined):
                return [texts]
            return [list(map(self.read, texts))]

        return convert


class Instant(Column):
    """A point in time with its UTC offset."""

    remedy = "Correct it, or export the file again"

    def parse(self, text: str) -> object:
        return parse_instant(text)

    def converter(self) -> Converter:
        def convert(cells: Cells, count: int) -> list[Values]:
            try:
                return [list(map(parse_instant, cells[self.header]))]
            except DayError:
                return [list(map(self.read, cells[self.header]))]

        return convert


class Day(Column):
    """A day; of an instant, the day it is in UTC."""

    remedy = "Write it as 2024-05-31"

    def parse(self, text: str) -> date:
        if len(text) <= len("2024-03-31"):
            return parse_day(text)
        try:
            return parse_instant(text).date()
        except DayError:
            parse_day(text[:10])  # names what is wrong with the day, if it is that; nobody asked for a time
            raise DayError("is not a day such as 2024-05-31") from None

    def converter(self) -> Converter:
        memo = Memo(self.read)

        def convert(cells: Cells, count: int) -> list[Values]:
            try:
                return [[instant.date() for instant in map(parse_instant, cells[self.header])]]
            except DayError:
                return [memo.read_all(cells[self.header])]

        return convert


class Amount(Column):
    """An amount of money in the currency of the draft.

    Args:
        header: Of the amount.
        currency: Header of the currency beside it, if there is one.
        like: Header of the currency of the draft, which the one beside a filled amount must equal.
        least: The smallest amount allowed.
        shared: The amount is for the whole row and split over its quantity.
    """

    remedy = "Write it as 1234.50"

    def __init__(
        self,
        header: str,
        *,
        currency: str = "",
        like: str = "",
        least: Decimal | None = None,
        shared: bool = True,
        required: bool = False,
    ) -> None:
        super().__init__(header, required=required)
        self.currency = currency
        self.like = like
        self.least = least
        self.shared = shared

    def needs(self) -> tuple[str, ...]:
        return tuple(header for header in (self.currency, self.like) if header)

    def parse(self, text: str) -> object:
        return parse_amount(text)

    def read(self, cell: str) -> object:
        amount = super().read(cell)
        if self.least is None or not isinstance(amount, Decimal) or amount >= self.least:
            return amount
        return Bad("is negative" if amount < 0 else f"is less than {self.least}", "Correct the amount")

    def converter(self) -> Converter:
        alone = Memo(self.read)
        beside: Memo[tuple[str, ...], object] = Memo(lambda row: self.read_beside(*row))

        def convert(cells: Cells, count: int) -> list[Values]:
            amounts = cells[self.header]
            if not self.like or cells[self.currency] == cells[self.like] or not any(amounts):
                return [alone.read_all(amounts)]
            rows = zip(amounts, cells[self.currency], cells[self.like], strict=True)
            return [beside.read_all(list(rows))]

        return convert

    def read_beside(self, cell: str, currency: str, like: str) -> object:
        """The value of a cell with the currency beside it; nothing and 0.00 need none."""
        amount = self.read(cell)
        own, wanted = currency.strip().upper(), like.strip().upper()
        if amount is None or isinstance(amount, Bad) or own == wanted or (not amount and own in BLANK):
            return amount
        if wanted not in CURRENCIES:
            return amount  # the column of that currency says so itself
        return Bad(
            f"is not the currency of the sale, {wanted}",
            "Give all amounts of the row in one currency",
            self.currency,
        )


class Currency(Column):
    """The code of a currency in use."""

    remedy = "Write its three letters, such as EUR"

    def parse(self, text: str) -> object:
        return parse_currency(text)


class Percent(Column):
    """A rate in percent, from 0 to 100: 19 or 19 %."""

    remedy = "Write 19 for 19 %"

    def parse(self, text: str) -> object:
        rate = parse_amount(text.removesuffix("%").strip())
        if not 0 <= rate <= 100 or 0 < rate < 1:
            raise ValueError("is not a rate in percent")
        return rate


class YesNo(Column):
    """Yes or no, also in German."""

    remedy = "Write yes or no"
    _answers: Mapping[str, bool] = {
        **dict.fromkeys(("yes", "y", "true", "1", "ja", "j"), True),
        **dict.fromkeys(("no", "n", "false", "0", "nein"), False),
    }

    def parse(self, text: str) -> object:
        try:
            return self._answers[text.casefold()]
        except KeyError:
            raise ValueError("is neither yes nor no") from None


class Quantity(Column):
    """How many pairs the row stands for, 1 to 1,000."""

    remedy = f"Write a whole number from 1 to {MAX_QUANTITY:,}"

    def __init__(self, header: str) -> None:
        super().__init__(header, blank=1)

    def parse(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= MAX_QUANTITY:
            raise ValueError("is not a number of pairs")
        return int(text)


class StyleCodes(Column):
    """The normalised style codes of the product, joined by "/"."""

    remedy = "Write the code as the maker does, and keep its column as text"

    def __init__(self, header: str) -> None:
        super().__init__(header, blank="")

    def parse(self, text: str) -> str:
        return "/".join(parse_style_codes(text))


class SizeOf(Column):
    """A size in any notation; fills system, value and number. A blank cell means one size."""

    def __init__(self, header: str, *, required: bool = False) -> None:
        super().__init__(header, required=required, blank=parse_size(""), limit=100)

    def fields(self, name: str) -> tuple[str, ...]:
        return (f"{name}_system", f"{name}_value", f"{name}_number")

    def parse(self, text: str) -> Size:
        return parse_size(text)

    def converter(self) -> Converter:
        memo = Memo(self._parts)

        def convert(cells: Cells, count: int) -> list[Values]:
            parts = memo.read_all(cells[self.header])
            return [[part[at] for part in parts] for at in range(3)]

        return convert

    def absent(self, count: int) -> list[Values]:
        return [[part] * count for part in self._parts("")]

    def _parts(self, cell: str) -> tuple[object, object, object]:
        size = self.read(cell)
        if not isinstance(size, Size):
            return size, None, None
        return size.system, size.value, size.number
