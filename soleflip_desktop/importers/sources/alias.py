"""The sales report of alias, the sellers' side of GOAT."""

import re
from collections.abc import Collection
from copy import copy
from decimal import Decimal
from statistics import median
from typing import Final, Self

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.local_days import parse_local_day
from soleflip_desktop.domain.money import AmountError, parse_amount
from soleflip_desktop.domain.readings import CENTS, DAY_FIRST, MONTH_FIRST, WHOLE, Readings
from soleflip_desktop.domain.sizes import Size, parse_size
from soleflip_desktop.errors import said
from soleflip_desktop.importers.base import Confidence, TableSource
from soleflip_desktop.importers.column import Cells, Column, Constant, Converter, Memo, Values
from soleflip_desktop.importers.columns import OrderKey, SizeOf, StyleCodes, Text
from soleflip_desktop.importers.local_columns import CurrencyOf, LocalInstant, plausible

# Half the prices above this, and most of them round: 39900 is a pair for 399, not a pair for a house.
DEAREST_MEDIAN: Final = 2_000
_NUMBER = re.compile(r"[0-9]{1,2}(?:\.5)?")
_WOMENS = re.compile(r"\b(?:wmns|women['\u2019]?s)(?!\w)", re.IGNORECASE)
_GRADE_SCHOOL, _PRESCHOOL, _TODDLER = (re.compile(rf"\b{word}\b") for word in ("GS", "PS", "TD"))
_LOWEST_CHILD = Decimal("7.5")  # of preschool sizes; below it they are counted as youth's again


class YearLast(LocalInstant):
    """A day whose year, of two digits, comes last: only which comes first, day or month, may be open."""

    def weigh(self, cells: Collection[str], currency: str) -> tuple[str, ...]:
        return plausible(cells, (DAY_FIRST, MONTH_FIRST), parse_local_day)


class PriceInUnits(Column):
    """A price in whole units or in cents, as all prices of the file show.

    Args:
        header: As of every column.
    """

    remedy = "Write it as the other prices"
    family = "units"

    def __init__(self, header: str) -> None:
        super().__init__(header, required=True)
        self.question = header
        self.unit = WHOLE

    def weigh(self, cells: Collection[str], currency: str) -> tuple[str, ...]:
        prices = [price for cell in cells if (price := _price(cell)) is not None]
        if not prices or any(price % 1 for price in prices) or median(prices) <= DEAREST_MEDIAN:
            return (WHOLE,)
        are_round = sum(price % 100 == 0 for price in prices) * 2 > len(prices)
        return (CENTS,) if are_round else (CENTS, WHOLE)

    def read_as(self, readings: Readings) -> Self:
        column = copy(self)
        column.unit = readings.get(self.header, WHOLE)
        return column

    def parse(self, text: str) -> Decimal:
        price = parse_amount(text)
        if price <= 0:
            raise ValueError("is not more than 0")
        if self.unit != CENTS:
            return price
        if price % 1:
            raise ValueError("is not a whole number of cents")
        return price / 100


class SizeByName(SizeOf):
    """A bare number as a size; whose it is, is said by the product's name.

    Args:
        header: Of the size.
        name: Header of the product's name.
    """

    def __init__(self, header: str, *, name: str) -> None:
        super().__init__(header)
        self._name = name

    def needs(self) -> tuple[str, ...]:
        return (self._name,)

    def converter(self) -> Converter:
        memo: Memo[tuple[str, ...], tuple[object, object, object]] = Memo(
            lambda row: self._parts(row[0] + unit_of(row[0].strip(), row[1]))
        )

        def convert(cells: Cells, count: int) -> list[Values]:
            parts = memo.read_all(list(zip(cells[self.header], cells[self._name], strict=True)))
            return [[part[at] for part in parts] for at in range(3)]

        return convert

    def parse(self, text: str) -> Size:
        return parse_size(text)


class AliasSales(TableSource):
    """Sales that alias has credited; the report holds no others, no fees and no currency.

    The name of the price's column speaks of cents, the one real report holds whole dollars. Whether the
    price is before or after alias's commission is not stated: it is read as the price, the payout stays
    unknown. Days are day first in the real report (`18/12/24`), which is decided over the whole file. The
    style code has a space where its maker writes a hyphen. Sizes are bare numbers; "Wmns", "GS", "PS" and
    "TD" in the name say whose. The currency is taken to be dollars, and can be changed.
    """

    slug = "alias_sales"
    title = said("alias sales report")
    kind = DraftKind.SALE
    version = 1
    confidence = Confidence.FILE
    signature = (
        *("USERNAME", "ORDER_NUMBER", "SKU", "SIZE", "NAME"),
        *("PRODUCT_PRICE_CENTS_SALE_PRICE", "CREDIT_DATE", "PURCHASED_DATE"),
    )
    personal = ()
    versions = (signature,)

    platform = Constant("alias")
    account = Text("USERNAME", blank="")
    order_key = OrderKey("ORDER_NUMBER", required=True)
    sold_at = YearLast("PURCHASED_DATE", required=True)
    paid_out_at = YearLast("CREDIT_DATE")
    product_name = Text("NAME", required=True)
    style_codes = StyleCodes("SKU")
    size = SizeByName("SIZE", name="NAME")
    gross = PriceInUnits("PRODUCT_PRICE_CENTS_SALE_PRICE")
    currency = CurrencyOf(default="USD")
    status = Constant("completed")


def unit_of(size: str, name: str) -> str:
    """What a bare number lacks to be the size of this product: W, Y, C or nothing."""
    if not _NUMBER.fullmatch(size):
        return ""
    if _WOMENS.search(name):
        return "W"
    if _TODDLER.search(name) or (_PRESCHOOL.search(name) and Decimal(size) >= _LOWEST_CHILD):
        return "C"
    return "Y" if _GRADE_SCHOOL.search(name) or _PRESCHOOL.search(name) else ""


def _price(cell: str) -> Decimal | None:
    try:
        return parse_amount(cell.strip())
    except AmountError:
        return None
