"""The kinds of columns that tables kept by hand are read with."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from soleflip_desktop.domain.local_amounts import currency_of
from soleflip_desktop.domain.money import parse_currency
from soleflip_desktop.domain.sizes import Size, parse_size
from soleflip_desktop.domain.text import text_key
from soleflip_desktop.importers.column import BLANK, Bad, Cells, Column, Converter, Memo, Values
from soleflip_desktop.importers.columns import OrderKey, OrderNumber, Percent, Quantity, SizeOf, Text, YesNo
from soleflip_desktop.importers.local_columns import CurrencyOf, LocalAmount
from soleflip_desktop.importers.own_tables.expense_kinds import kind_of_expense
from soleflip_desktop.importers.own_tables.mapped_words import (
    CURRENCY_NAMES,
    STATUS_WORDS,
    platform_slug,
    status_key,
)

# What people and their spreadsheets write for nothing.
PLACEHOLDERS: Final = frozenset({"-", "--", "---", "–", "—", "/", "?", '="-"', '=""'})
_BARE_SIZE = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2}| ?[0-9]/[0-9]| ?[½⅓⅔])?")


class OwnOrderKey(OrderKey):
    """An order number without any spaces."""

    remedy = "Format the column as text in the spreadsheet, and enter the order number again"


class OwnOrderNumber(OrderNumber):
    """An order number of a supplier, as written."""

    remedy = OwnOrderKey.remedy


class OwnQuantity(Quantity):
    """How many pairs the row stands for; a spreadsheet may write `2.0`."""

    def parse(self, text: str) -> int:
        return super().parse(re.sub(r"[.,]0+$", "", text))


class OwnPercent(Percent):
    """A rate in percent: `19`, `19 %`, `5,5 %`."""

    def parse(self, text: str) -> object:
        return super().parse(text.replace(",", "."))


class OwnYesNo(YesNo):
    """Yes or no in five languages."""

    _answers: Mapping[str, bool] = {
        **dict.fromkeys(
            ("yes", "y", "true", "wahr", "1", "x", "✓", "ja", "j", "oui", "sí", "si", "sì"), True
        ),
        **dict.fromkeys(("no", "n", "false", "falsch", "0", "nein", "non"), False),
    }


class CurrencyCell(Column):
    """The currency of a row by its code, sign or name."""

    remedy = "Write its three letters, such as EUR"

    def parse(self, text: str) -> str:
        return parse_currency(CURRENCY_NAMES.get(text_key(text)) or currency_of(f"1 {text}") or text)


class CurrencyBeside(CurrencyOf):
    """The currency of a row: its own cell, else the sign by one of its amounts, else that of the table."""

    def read_row(self, *cells: str) -> object:
        if not self.header or is_blank(cells[0]):
            return super().read_row(*cells)
        own = CurrencyCell(self.header).read("USD" if cells[0].strip() == "$" else cells[0])
        return own if isinstance(own, Bad) else super().read_row(str(own), *cells[1:])


class PlatformOf(Column):
    """The slug of a platform: a known one by its names, another by its own."""

    remedy = "Write the name of the platform"

    def __init__(self, header: str, blank: str | None, *, required: bool = False) -> None:
        super().__init__(header, blank=blank, required=required and not blank, limit=100)

    def parse(self, text: str) -> str:
        slug = platform_slug(text)
        if not slug:
            raise ValueError("is not the name of a platform")
        return slug


class ExpenseKindOf(Column):
    """The kind of an expense: one that is known, or the user's own word."""

    def __init__(self, header: str, blank: str) -> None:
        super().__init__(header, blank=blank, limit=100)

    def parse(self, text: str) -> str:
        return kind_of_expense(text)


class ExpenseAmount(LocalAmount):
    """What was spent, negative for a credit; nothing is not spent."""

    def read(self, cell: str) -> object:
        amount = super().read(cell)
        return Bad("is 0", "Correct the amount") if amount == 0 else amount


class StatusOf(Column):
    """The status of a sale, in the words of five languages."""

    remedy = "Write sold, pending, shipped, cancelled or returned"

    def __init__(self, header: str, blank: str) -> None:
        super().__init__(header, blank=blank, limit=100)

    def parse(self, text: str) -> str:
        status = STATUS_WORDS.get(status_key(text))
        if status is None:
            raise ValueError("is not the status of a sale")
        if not status:
            raise ValueError("says that the pair is not sold, but the row has a sale")
        return status


class SizeIn(SizeOf):
    """A size; a bare number is of the system that the user named for the table."""

    def __init__(self, header: str, system: str) -> None:
        super().__init__(header)
        self.system = system

    def parse(self, text: str) -> Size:
        if self.system and _BARE_SIZE.fullmatch(text):
            size = parse_size(f"{self.system} {text}")
            if size.system != "OTHER":
                return size
        return super().parse(text)


class NameOf(Column):
    """The product's name, or what brand, model and colourway make of one; a style code alone will do.

    Args:
        product: Header of the name, empty if there is none.
        parts: Headers of brand, model and colourway, as far as they are there.
        code: Header of the style code, empty if there is none.
    """

    sparse = True
    remedy = "Fill in the product or the style code"

    def __init__(self, product: str, parts: tuple[str, ...], code: str) -> None:
        super().__init__(product or (parts or (code,))[0], required=True)
        self._product, self._parts, self._code = product, parts, code
        self._text = Text(self.header)

    def headers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (self._product, *self._parts, self._code))))

    def read_row(self, cells: Mapping[str, str]) -> object:
        read = {header: self._text.read(cell) for header, cell in cells.items()}
        for header, value in read.items():
            if isinstance(value, Bad) and header != self._code:
                return Bad(value.message, value.next_step, header)
        name = read.get(self._product) or " ".join(str(read[each]) for each in self._parts if read[each])
        if not name and not read.get(self._code):
            return Bad("is empty, and so is the style code", self.remedy)
        return name or ""

    def converter(self) -> Converter:
        headers = self.headers()
        memo: Memo[tuple[str, ...], object] = Memo(
            lambda row: self.read_row(dict(zip(headers, row, strict=True)))
        )

        def convert(cells: Cells, count: int) -> list[Values]:
            return [memo.read_all(list(zip(*(cells[header] for header in headers), strict=True)))]

        return convert


class ShippingShare(LocalAmount):
    """What of the order's shipping falls on the pairs of a row.

    Args:
        header: Of the shipping as the file has it, of which a faulty cell is told.
        share: Header of the added cell with the share, which is empty where none is known.
    """

    def __init__(self, header: str, share: str) -> None:
        super().__init__(header, least=Decimal(0))
        self._share = share

    def needs(self) -> tuple[str, ...]:
        return (self._share,)

    def converter(self) -> Converter:
        memo = Memo(self.read)

        def convert(cells: Cells, count: int) -> list[Values]:
            written = memo.read_all(cells[self.header])
            shares = cells[self._share]
            return [
                [
                    each if isinstance(each, Bad) else Decimal(share) if share else None
                    for each, share in zip(written, shares, strict=True)
                ]
            ]

        return convert


class RowNumber(Column):
    """The number of a row in an added cell."""

    def parse(self, text: str) -> int:
        return int(text)


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing."""
    text = cell.strip()
    return text.upper() in BLANK or text in PLACEHOLDERS
