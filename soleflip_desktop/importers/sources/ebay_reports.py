"""What eBay's reports have in common: the keys of their sales, amounts, and what titles and labels say."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import lru_cache

from soleflip_desktop.domain.local_amounts import parse_local_amount
from soleflip_desktop.domain.money import CURRENCIES, AmountError, split
from soleflip_desktop.domain.readings import COMMA, DAY_FIRST, POINT
from soleflip_desktop.domain.sale_status import STATUSES
from soleflip_desktop.importers.column import Bad, Cells, Column, Converter, Memo, Values
from soleflip_desktop.importers.headers import Record
from soleflip_desktop.importers.local_columns import LocalInstant
from soleflip_desktop.importers.sources.ebay_headers import GERMAN_ONLY

# What eBay writes for nothing.
NOTHING = frozenset({"--"})
CURRENCY_REMEDY = "Write its three letters, such as EUR"
CENT, ZERO = Decimal("0.01"), Decimal(0)

_DOTTED_DAY = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}(?: .*)?")

# Whole labels and words of titles that have the form of a style code. A label is the seller's own and mostly
# names a shelf or a supplier; a wrong code would book the sale on another product.
_LABEL_CODE = re.compile(
    r"((?:[A-Z]{2}[0-9]{4}|[0-9]{6})-[0-9]{3}|[A-Z]{2}[0-9]{4}|[A-Z][0-9]{5}|[0-9]{4}[AB][0-9]{3}-[0-9]{3}"
    r"|[0-9]{6}-[0-9]{2}|(?:M|W|U|M[LRTS]|W[LRS]|BB|CT|GC|PC|IZ|UXC|PV|IV)[0-9]{2,5}[A-Z]{1,3}[0-9]?"
    r"|[0-9]{6}C|A[0-9]{5}C|[0-9]{7}[A-Z]?-[A-Z]{3,5})(?:[ _/|].*)?",
    re.IGNORECASE,
)
_TITLE_CODE = re.compile(
    r"(?<![\w-])((?:[A-Z]{2}[0-9]{4}|[0-9]{6})-[0-9]{3}|[0-9]{4}[AB][0-9]{3}-[0-9]{3})(?![\w-])",
    re.IGNORECASE,
)
_NUMBER = r"[0-9]{1,2}(?:[.,]5| 1/2| ?[½⅓⅔]| [12]/3)?"
_SIZE_IN_VARIATION = re.compile(
    r"(?:^|[\[,;|(])\s*([^:\[\],;|()]*(?:size|größe|groesse)[^:]*):\s*((?:[^\],;|]|,(?=[0-9]))+)", re.I
)
_SIZE_IN_TITLE = re.compile(
    rf"(?<!\w)(?:(US|UK|EU|EUR)\s?((?:M|W|Y|C|Men'?s?|Women'?s?)\s?)?({_NUMBER})(Y|C|W|M)?"
    r"|(?:Größe|Groesse|Gr\.?|Size|Sz\.?)\s?:?\s?"
    r"((?:3[5-9]|4[0-9]|5[0-2])(?:[.,]5| [12]/3| ?[½⅓⅔])?))(?![\w.,/]\w)",
    re.IGNORECASE,
)
_LONGEST = 500
_LONGEST_AMOUNT = 100
# The same under both marks, and most cells.
_PLAIN = re.compile(r"-?[0-9]{1,10}(?:\.[0-9]{1,2})?")
_SYSTEM = re.compile(r"\b(US|UK|EU)\b", re.IGNORECASE)


def sale_keys(order: str, items: Sequence[tuple[str, str]]) -> list[str]:
    """The order keys of an order's sales, the same from every report.

    An order of one item is known by its number; of several, each is known by the number and that of its
    listing, and by its transaction too where the buyer took two sizes of one listing.

    Args:
        order: Its number.
        items: Listing number and transaction of each.
    """
    if len(items) == 1:
        return [order]
    listings = Counter(listing for listing, _ in items)
    return [
        "/".join(filter(None, (order, listing, transaction if listings[listing] > 1 else "")))
        for listing, transaction in items
    ]


def mark_of(record: Record) -> str:
    """What stands before the decimals of a report in the record's language."""
    return COMMA if any(record[header] for header in GERMAN_ONLY) else POINT


def read_amount(cell: str, mark: str) -> Decimal | None:
    """The amount of a cell, 0 if it is blank; `None` if it is none under either mark."""
    if not cell or cell in NOTHING:
        return ZERO
    if _PLAIN.fullmatch(cell):
        return Decimal(cell).quantize(CENT)
    return _local_amount(cell, mark) if len(cell) <= _LONGEST_AMOUNT else None


@lru_cache(maxsize=4096)
def _local_amount(cell: str, mark: str) -> Decimal | None:
    for each in (mark, POINT if mark == COMMA else COMMA):
        try:
            return parse_local_amount(cell, each)
        except AmountError:
            continue
    return None


def amount_in(record: Record, header: str) -> Decimal | None:
    """The amount of a cell, as `read_amount` reads it in the language of the record."""
    cell = record[header]
    return ZERO if not cell else read_amount(cell, POINT if _PLAIN.fullmatch(cell) else mark_of(record))


def amount_of(record: Record, header: str) -> Decimal:
    """The amount of a cell; an `Outcome` says so of one that cannot be read, which counts as 0 until then."""
    return amount_in(record, header) or ZERO


def quantity_of(record: Record, header: str = "Quantity") -> int:
    """How many pairs; the column of the quantity says so if the cell is no number."""
    cell = record[header]
    return max(int(cell), 1) if re.fullmatch("[0-9]{1,4}", cell) else 1


def shares(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Splits `total` by weight, to the cent; the parts sum to it exactly."""
    whole = sum(weights, Decimal(0))
    if whole <= 0 or min(weights) < 0:
        return split(total, len(weights))
    parts: list[Decimal] = []
    so_far = given = Decimal(0)
    for weight in weights:
        so_far += weight
        until = (total * so_far / whole).quantize(CENT)
        parts.append(until - given)
        given = until
    return parts


def code_in(label: str, title: str) -> str:
    """The style code that the seller's label is, or else one in the title; empty if there is none."""
    found = _LABEL_CODE.fullmatch(label[:_LONGEST]) or _TITLE_CODE.search(title[:_LONGEST])
    return found[1] if found else ""


def size_in(variation: str, title: str) -> str:
    """The size among a variation's details (`[US Shoe Size:10]`), or else one in the title.

    A bare number is no size: on eBay.co.uk 9 is British, on eBay.com American. Only from 35 on it is
    European.
    """
    if found := _SIZE_IN_VARIATION.search(variation[:_LONGEST]):
        system = _SYSTEM.search(found[1])
        text = found[2].strip()
        if system and not _SYSTEM.search(text):
            return f"{system[1].upper()} {text}"
        return text if not re.fullmatch(_NUMBER, text) or _is_european(text) else ""
    found = _SIZE_IN_TITLE.search(title[:_LONGEST])
    if not found:
        return ""
    if found[5]:
        return f"EU {found[5]}"
    unit = (found[4] or found[2] or "").strip()[:1].upper()
    system_name = found[1].upper()
    return (
        f"{found[3]}{unit}"
        if unit in ("W", "Y", "C") and system_name == "US"
        else f"{system_name} {found[3]}"
    )


def _is_european(text: str) -> bool:
    return int(re.split(r"\D", text, maxsplit=1)[0]) >= 35


class ReportInstant(LocalInstant):
    """A day or time of a report; with dots between its numbers it is German, so the day comes first."""

    def weigh(self, cells: Collection[str], currency: str) -> tuple[str, ...]:
        if any(_DOTTED_DAY.fullmatch(cell.strip()) for cell in cells):
            return (DAY_FIRST,)
        return super().weigh(cells, currency)


class Outcome(Column):
    """The status that `shape` found, once every amount of the row can be read.

    Args:
        header: Of the cell with the status, or with what is wrong with the row, which ends a sentence.
        blamed: Header of the cell that is shown as wrong then.
        amounts: Headers of the amounts that `shape` has read.
        remedy: As of every column.
        prices: Those of them that are never negative.
        currencies: Headers of codes of currencies, which may be blank.
    """

    sparse = True

    def __init__(
        self,
        header: str,
        *,
        blamed: str,
        amounts: tuple[str, ...],
        remedy: str,
        prices: tuple[str, ...] = (),
        currencies: tuple[str, ...] = (),
    ) -> None:
        super().__init__(header)
        self.blamed, self.amounts, self.remedy = blamed, amounts, remedy
        self.prices, self.currencies = frozenset(prices), currencies

    def headers(self) -> tuple[str, ...]:
        return (self.header, self.blamed, *self.amounts, *self.currencies)

    def read_row(self, status: str, _: str, *cells: str) -> object:
        amounts = dict(zip(self.amounts, map(str.strip, cells), strict=False))
        for header, cell in amounts.items():
            if (amount := read_amount(cell, POINT)) is None:
                return Bad("is not an amount of money", "Write it as 1234.50", header)
            if amount < 0 and header in self.prices:
                return Bad("is negative", "Correct the amount", header)
        for header, cell in zip(self.currencies, cells[len(self.amounts) :], strict=True):
            if cell.strip() and cell.strip().upper() not in CURRENCIES:
                return Bad("is not the code of a currency in use, such as EUR", CURRENCY_REMEDY, header)
        return status if status in STATUSES else Bad(status, self.remedy, self.blamed)

    def converter(self) -> Converter:
        memo: Memo[tuple[str, ...], object] = Memo(lambda row: self.read_row(*row))

        def convert(cells: Cells, count: int) -> list[Values]:
            return [memo.read_all(list(zip(*(cells[header] for header in self.headers()), strict=True)))]

        return convert
