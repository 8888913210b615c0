"""What an eBay order left its seller, item by item, from the rows that speak of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from soleflip_desktop.importers.sources.ebay_reports import CENT, shares

NONE = Decimal(0)


@dataclass(slots=True)
class Item:
    """One item of an order.

    Attributes:
        row: Of the file.
        listing: Its number.
        transaction: The number of its sale.
        title: As written.
        price: What the buyer paid for it with its shipping and the tax that the seller collects, in the
            currency of the sale.
        fees: Deducted, positive, in the currency of the payout until `settle`; so are label and net.
        label: The shipping label.
        net: What is left.
        refunded: To the buyer, positive, in the currency of the sale.
        labelled: Whether a row or column speaks of the label.
    """

    row: int
    listing: str
    transaction: str
    title: str
    price: Decimal
    fees: Decimal
    label: Decimal = NONE
    net: Decimal = NONE
    refunded: Decimal = NONE
    labelled: bool = False

    @property
    def status(self) -> str:
        return "returned" if self.refunded >= self.price > 0 else "completed"


@dataclass(frozen=True, slots=True)
class Movement:
    """A row about an order that is not the sale itself.

    Attributes:
        listing: Number of the item it is about, empty if it does not say.
        title: Likewise.
        net: In the currency of the payout, negative if it was deducted.
        fees: What of `net` is fees, negative; positive if they were credited.
        label: What of `net` is a shipping label, negative.
        refunded: To the buyer, positive, in the currency of the sale.
    """

    listing: str
    title: str
    net: Decimal
    fees: Decimal = NONE
    label: Decimal = NONE
    refunded: Decimal = NONE


@dataclass(slots=True)
class Order:
    """The rows of a file about one order.

    Attributes:
        items: In the order of the file.
        movements: What came after the sale.
        gross: The price as the order's total states it, in the currency of the sale.
        net: The payout of the sale alone as its total states it.
        rate: Units of the payout's currency for one of the sale's; `None` where it is not told.
    """

    items: list[Item] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    gross: Decimal | None = None
    net: Decimal | None = None
    rate: Decimal | None = Decimal(1)

    def settle(self) -> None:
        """Spreads over the items what is only told of the order, and turns all into the sale's currency.

        What eBay states for the whole order counts; where the items do not add up to it, they share the
        difference by their prices.
        """
        if not self.items or self.rate is None:
            return
        if self.gross:
            _spread(self.items, self.gross - sum(item.price for item in self.items), _add_price)
        for item in self.items:
            item.net = (item.price * self.rate).quantize(CENT, ROUND_HALF_UP) - item.fees
        if self.net is not None:
            _spread(self.items, self.net - sum(item.net for item in self.items), _add_net)
        for movement in self.movements:
            self._move(movement)
        for item in self.items:
            item.fees, item.label, item.net = (
                (amount / self.rate).quantize(CENT, ROUND_HALF_UP)
                for amount in (item.fees, item.label, item.net)
            )

    def _move(self, movement: Movement) -> None:
        about = self._about(movement)
        _spread(about, movement.net, _add_net)
        _spread(about, -movement.fees, _add_fees)
        _spread(about, movement.refunded, _add_refund)
        if movement.label:
            _spread(about, -movement.label, _add_label)

    def _about(self, movement: Movement) -> list[Item]:
        """The one item that a row names by listing or title, or else all of them."""
        for named in (
            [item for item in self.items if movement.listing and item.listing == movement.listing],
            [item for item in self.items if movement.title and item.title == movement.title],
        ):
            if len(named) == 1:
                return named
        return self.items


def _spread(items: Sequence[Item], amount: Decimal, add: Callable[[Item, Decimal], None]) -> None:
    for item, share in zip(items, shares(amount, [each.price for each in items]), strict=True):
        add(item, share)


def _add_price(item: Item, amount: Decimal) -> None:
    item.price += amount


def _add_net(item: Item, amount: Decimal) -> None:
    item.net += amount


def _add_fees(item: Item, amount: Decimal) -> None:
    item.fees += amount


def _add_refund(item: Item, amount: Decimal) -> None:
    item.refunded += amount


def _add_label(item: Item, amount: Decimal) -> None:
    item.label += amount
    item.labelled = True
