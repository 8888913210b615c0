"""Which records of a table kept by hand are rows of their own, and the shipping that rows share."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from soleflip_desktop.domain.money import split
from soleflip_desktop.domain.text import text_key
from soleflip_desktop.errors import said
from soleflip_desktop.importers.drafter import PassedOver
from soleflip_desktop.importers.files.table import header_key
from soleflip_desktop.importers.headers import Record
from soleflip_desktop.importers.local_columns import LocalAmount
from soleflip_desktop.importers.own_tables.mapped_columns import OwnQuantity
from soleflip_desktop.importers.own_tables.mapped_fields import FIELDS, Holds, Rows, Side
from soleflip_desktop.importers.own_tables.mapped_words import STATUS_WORDS, status_key
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping

_TOTALS: Final = frozenset(
    (
        *("total", "totals", "subtotal", "sum", "average"),
        *(
            "summe",
            "zwischensumme",
            "gesamt",
            "gesamtsumme",
            "endsumme",
            "insgesamt",
            "saldo",
            "durchschnitt",
        ),
        *("totaux", "somme", "sous-total", "moyenne", "suma", "totales", "promedio"),
        *("totale", "totali", "subtotale", "somma", "media"),
    )
)
_MAY_BE_TOTAL = re.compile(rf"\W*(?:grand |{'|'.join(map(re.escape, sorted(_TOTALS)))})", re.IGNORECASE)
_MONTHS: Final = (
    "jan|feb|mar|mär|mrz|apr|avr|abr|may|mai|mag|jun|juin|giu|jul|juil|lug|aug|août|aou|ago|sep|set"
    "|oct|okt|ott|nov|dec|dez|déc|dic|ene|gen|fév|fev"
)
_HEADING = re.compile(
    rf"(?:(?:{_MONTHS})[^\W\d]*\.?(?:[ /.-]*(?:(?:19|20)?[0-9]{{2}}))?|(?:19|20)[0-9]{{2}}"
    r"|(?:q[1-4]|[1-4]\. ?quartal|(?:kw|week|woche|semaine|semana) ?[0-9]{1,2})[ /-]*(?:[0-9]{4})?)",
    re.IGNORECASE,
)
_SURELY_NO_TOTAL: Final = (Holds.SIZES, Holds.STYLE_CODES, Holds.DAYS)
_PURCHASE_SIGNS: Final = ("price", "ordered_on", "supplier", "order_number")
_SALE_SIGNS: Final = ("sold_at", "gross", "payout")


class Judge:
    """Tells rows from titles, totals and headings, by what the columns are."""

    def __init__(self, mapping: ColumnMapping) -> None:
        self._mapping = mapping
        self._names = {each: header_key(each) for each in mapping.columns}
        names = mapping.columns.items()
        self._amounts = [each for each, name in names if _holds(name) in (Holds.AMOUNTS, Holds.COUNTS)]
        self._telling = [
            each
            for each, name in names
            if each not in self._amounts and name not in ("currency", "status", "notes")
        ]
        self._no_total = [each for each, name in names if _holds(name) in _SURELY_NO_TOTAL]
        self._measured = [each for each, name in names if _holds(name) in (Holds.AMOUNTS, Holds.DAYS)]
        self._first = next(iter((*self._measured, *mapping.columns)), "")
        self._signs = {
            Side.PURCHASE: [each for each, name in names if name in _PURCHASE_SIGNS],
            Side.SALE: [each for each, name in names if name in _SALE_SIGNS],
        }
        self._status = mapping.column_of("status")

    def check(self, record: Record) -> None:
        """Raises `PassedOver` if the record is no row of its own."""
        filled = [text for cell in record.cells if (text := cell.strip())]
        if not filled:
            raise PassedOver(said("is blank"))
        if _HEADING.fullmatch(filled[0]) and len(filled) == 1:
            raise PassedOver(said("is a heading"))
        if any(map(record.__getitem__, self._telling)):
            if self._is_total(record, filled):
                raise PassedOver(said("is a total"))
            if self._repeats_header(record):
                raise PassedOver(said("repeats the header"))
            if record.row <= 2 and self._is_second_header(record, filled):
                raise PassedOver(said("belongs to the header"))
        elif any(map(record.__getitem__, self._amounts)):
            raise PassedOver(said("has nothing but amounts"))
        else:
            raise PassedOver(said("has nothing in the columns that are read"))

    def check_side(self, record: Record, side: Side) -> None:
        """Raises `PassedOver` if the record says nothing of its purchase or its sale."""
        if side is Side.SALE and self._is_unsold(record):
            raise PassedOver(said("is of a pair that is not sold"))
        if self._mapping.rows is Rows.BOTH and not self.has_side(record, side):
            raise PassedOver(said("holds no sale") if side is Side.SALE else said("holds no purchase"))

    def has_side(self, record: Record, side: Side) -> bool:
        return any(map(record.__getitem__, self._signs[side]))

    def _is_unsold(self, record: Record) -> bool:
        """A status such as "in stock" in a row without a day or amount of a sale."""
        if not self._status or self.has_side(record, Side.SALE):
            return False
        status = record[self._status]
        return bool(status) and STATUS_WORDS.get(status_key(status)) == ""

    def _is_total(self, record: Record, filled: Sequence[str]) -> bool:
        for cell in filled[:2]:
            if not _MAY_BE_TOTAL.match(cell):
                continue
            key = text_key(cell).strip(" :=.")
            if key in _TOTALS or key == "grand total":
                return True
            if key.split(" ")[0].strip(":") in _TOTALS:
                return not any(map(record.__getitem__, self._no_total))
        return False

    def _repeats_header(self, record: Record) -> bool:
        """Most cells say what their column is called; a doubled name goes on behind what the file has."""
        first = record[self._first]
        if first and header_key(first) not in self._names[self._first]:
            return False
        pairs = [(cell, name) for each, name in self._names.items() if (cell := header_key(record[each]))]
        return sum(cell in name for cell, name in pairs) * 2 > len(pairs)

    def _is_second_header(self, record: Record, filled: Sequence[str]) -> bool:
        has_digit = any(sign.isdigit() for cell in filled for sign in cell)
        return not has_digit and any(map(record.__getitem__, self._measured))


def _holds(name: str) -> Holds:
    return FIELDS[name].holds


# Order number of a purchase -> row, quantity and shipping as written, of each of its rows.
ShippedOrders = dict[str, list[tuple[int, str, str]]]


def shares_of(orders: ShippedOrders, amount: LocalAmount) -> dict[int, Decimal]:
    """What of the shipping of its order falls on each row, to the cent.

    An amount that stands in one row of the order, or is the same in all of them, is for the whole order
    and split over its pairs; amounts that differ are each row's own.

    Args:
        orders: As gathered.
        amount: Reads the shipping as it is decided for the file.
    """
    count = OwnQuantity("")
    shares: dict[int, Decimal] = {}
    for order, rows in orders.items():
        amounts = {row: value for row, _, cell in rows if isinstance(value := amount.read(cell), Decimal)}
        pairs = {row: value if isinstance(value := count.read(cell), int) else 1 for row, cell, _ in rows}
        is_whole = len(amounts) == 1 or (len(amounts) == len(rows) and len(set(amounts.values())) == 1)
        if not order or not is_whole:
            shares |= amounts
            continue
        parts = iter(split(next(iter(amounts.values())), sum(pairs.values())))
        shares |= {row: sum((next(parts) for _ in range(pairs[row])), Decimal(0)) for row, _, _ in rows}
    return shares


def gather_shipping(
    records: Iterable[Record], judge: Judge, order: str, quantity: str, shipping: str
) -> ShippedOrders:
    """One pass over all records, for the shipping of orders; takes the headers of what it needs."""
    orders: ShippedOrders = {}
    for record in records:
        try:
            judge.check(record)
        except PassedOver:
            continue
        if record[order] or record[shipping]:
            orders.setdefault(record[order], []).append((record.row, record[quantity], record[shipping]))
    return orders
