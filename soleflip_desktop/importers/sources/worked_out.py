"""Amounts that no single cell says: a line's share of its order, a price with the shipping the buyer paid."""

from collections.abc import Mapping
from decimal import Decimal

from soleflip_desktop.domain.local_amounts import parse_local_amount
from soleflip_desktop.domain.money import AmountError
from soleflip_desktop.domain.readings import POINT
from soleflip_desktop.importers.column import BLANK, Bad
from soleflip_desktop.importers.columns import Amount
from soleflip_desktop.importers.headers import Record

_BLAMED = "\x1f"


class WorkedOut(Amount):
    """An amount that `shape` works out of several cells.

    Args:
        header: Of the cell that `shape` adds: the amount as text, empty, or `blame(…)`.
        of: Headers of the cells that it is worked out of.
        least: As of `Amount`.
        shared: As of `Amount`.
        required: As of every column.
    """

    sparse = True

    def __init__(
        self,
        header: str,
        of: tuple[str, ...],
        *,
        least: Decimal | None = None,
        shared: bool = True,
        required: bool = False,
    ) -> None:
        super().__init__(header, least=least, shared=shared, required=required)
        self.of = of

    def headers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.header, *self.of)))

    def read(self, cell: str) -> object:
        if not cell.startswith(_BLAMED):
            amount = super().read(cell)
            if not isinstance(amount, Bad) or not self.of or not cell:
                return amount
            what = f"and the cells beside it come to {cell}, which {amount.message}"
            return Bad(what, amount.next_step, self.of[0])
        _, header, message, next_step = cell.split(_BLAMED)
        return Bad(message, next_step, header)


class CellError(ValueError):
    """A cell that an amount is worked out of is none.

    Args:
        header: Of the cell.
        message: Ends a sentence that begins with its value.
        next_step: What the user can do, without its full stop.
    """

    def __init__(self, header: str, message: str, next_step: str = "Write it as 1234.50") -> None:
        super().__init__(message)
        self.header, self.next_step = header, next_step


def blame(error: CellError) -> str:
    """The cell of a `WorkedOut` that says which other cell is at fault."""
    return _BLAMED.join(("", error.header, str(error), error.next_step))


def price_of(record: Record | Mapping[str, str], header: str) -> Decimal:
    """As `amount_of`, of what a buyer pays.

    Raises:
        CellError: It is no amount, or negative.
    """
    amount = amount_of(record, header)
    if amount < 0:
        raise CellError(header, "is negative", "Correct the amount")
    return amount


def amount_of(record: Record | Mapping[str, str], header: str) -> Decimal:
    """The amount in a cell with a decimal point, 0 if it is blank.

    Raises:
        CellError: It is none.
    """
    cell = record[header]
    if cell.upper() in BLANK:
        return Decimal(0)
    try:
        return parse_local_amount(cell, POINT)
    except AmountError as error:
        raise CellError(header, str(error)) from None
