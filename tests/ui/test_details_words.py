"""What the details panel says: amounts that add up, and a reason wherever something is unknown."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine

from soleflip_desktop.domain.money import Money
from soleflip_desktop.services.details import Details
from soleflip_desktop.services.editing import Editing, ItemField, NewPair
from soleflip_desktop.services.item_goods import GoodsWanted
from soleflip_desktop.ui.formats import UNKNOWN, Formats
from soleflip_desktop.ui.models.details import details_text
from soleflip_desktop.ui.models.panel_text import DetailsText, Fact
from tests.db.ledger import Ledger

BOUGHT = date(2024, 1, 15)
SPACE = "\u00a0"


def told(engine: Engine, formats: Formats, write: Callable[[Ledger], int]) -> DetailsText:
    """The words of the sale that `write` returns."""
    with engine.begin() as connection:
        sale_id = write(Ledger(connection))
    found = Details(engine).of_sale(sale_id)
    assert found is not None
    return details_text(found, formats)


def fact(text: DetailsText, block: str, name: str) -> Fact:
    """The line called `name` below the heading `block`."""
    at = next(number for number, each in enumerate(text.money) if each.heading and each.name == block)
    return next(each for each in text.money[at + 1 :] if each.name == name)


def test_that_the_golden_pair_reads_as_a_loss_of_8_99(engine: Engine, formats: Formats) -> None:
    def write(ledger: Ledger) -> int:
        vat: dict[str, Any] = {"purchase_vat_rate": 19, "purchase_vat": Decimal("18.52")}
        pair = ledger.pair("115.99", BOUGHT, vat_reclaimable=True, **vat)
        fees = {"platform_fee": "10.00", "tax_treatment": "intra_eu"}
        return ledger.sale(pair, "105.00", payout="88.48", **fees)

    text = told(engine, formats, write)
    assert fact(text, "Sale", "Platform fee").value == f"−10.00{SPACE}€"
    assert fact(text, "Sale", "Other adjustment").value == f"−6.52{SPACE}€"
    assert fact(text, "Cost", "Reclaimable VAT") == Fact(
        "Reclaimable VAT", f"−18.52{SPACE}€", f"19.0{SPACE}%"
    )
    assert fact(text, "Cost", "Landed cost").value == f"97.47{SPACE}€"
    assert fact(text, "Profit", "VAT owed").tip == "Supply within the EU"
    profit = fact(text, "Profit", "Profit")
    assert (profit.value, profit.ink, profit.sum) == (f"▼ −8.99{SPACE}€", "loss", True)
    assert fact(text, "Profit", "ROI").value == f"−9.2{SPACE}%"


def test_that_every_unknown_amount_says_why(engine: Engine, formats: Formats) -> None:
    text = told(engine, formats, lambda ledger: ledger.sale(payout=None, tax_treatment="domestic"))
    unknown = [each for each in text.money if each.value == UNKNOWN]
    assert len(unknown) == 12
    assert all(each.tip and each.ink == "faint" for each in unknown)
    why = fact(text, "Profit", "Profit").tip
    assert why == "Unknown, because this is: payout, VAT owed, landed cost"


def test_that_foreign_amounts_stand_in_both_currencies_with_the_day_of_the_rate(
    engine: Engine, formats: Formats
) -> None:
    def write(ledger: Ledger) -> int:
        ledger.rate("USD", date(2024, 3, 8), "1.25")
        return ledger.sale(ledger.pair("60.00"), "120.00", currency="USD", payout="100.00")

    text = told(engine, formats, write)
    assert fact(text, "Profit", "Landed cost").value == f"−75.00{SPACE}$"
    assert fact(text, "Profit", "Profit").value == f"▲ +25.00{SPACE}$"
    assert fact(text, "In EUR, by the day of the sale", "Profit").value == f"▲ +20.00{SPACE}€"
    rate = fact(text, "Exchange rates per EUR", "USD for 10/03/2024")
    assert rate.value == "1.2500 of 08/03/2024"


def test_that_a_missing_rate_is_named_with_its_day(engine: Engine, formats: Formats) -> None:
    text = told(
        engine, formats, lambda ledger: ledger.sale(ledger.pair("60.00"), currency="USD", payout="90.00")
    )
    rate = fact(text, "Exchange rates per EUR", "USD for 10/03/2024")
    assert (rate.value, rate.ink) == ("no rate", "warning")
    assert rate.tip == "There is no rate of USD on or before 10/03/2024"
    assert fact(text, "Profit", "Landed cost").tip == "No exchange rate is known for the day it was bought"


def test_that_a_life_is_told_in_sentences_with_the_days_between(engine: Engine, formats: Formats) -> None:
    text = told(engine, formats, lambda ledger: ledger.sale(ledger.pair("60.00", BOUGHT)))
    assert [moment.words for moment in text.life] == [
        "Bought 15/01/2024",
        "Received: Must have been, but nobody noted the day",
        "Listed: Must have been, but nobody noted the day",
        "Sold 10/03/2024, 55 days later than “Bought”",
        "Paid out 15/03/2024, 5 days later than “Sold”",
    ]
    assert [moment.day for moment in text.life][1:3] == ["day unknown"] * 2


def test_that_a_pair_added_by_hand_is_told_once_and_not_field_by_field(
    engine: Engine, formats: Formats
) -> None:
    editing, details = Editing(engine, "window"), Details(engine)
    typed = NewPair(GoodsWanted("Samba"), price=Money(Decimal("80.00"), "EUR"), location="Shelf 3")
    [added] = editing.add(typed).result
    editing.change(added, ItemField.NOTES, "lid torn")
    with engine.begin() as connection:
        imported = Ledger(connection).pair("60.00", item_key="a file's")
    editing.change(imported, ItemField.NOTES, "lid torn")

    def by_hand(pair: int) -> list[tuple[str, str]]:
        found = details.of_pair(pair)
        assert found is not None
        return [
            (each.name, each.value)
            for each in details_text(found, formats).particulars
            if "hand" in each.text
        ]

    assert by_hand(added) == [("Pair", "Added by hand")]
    assert by_hand(imported) == [("Typed by hand", "Notes")]


def test_that_without_a_price_nothing_is_said_to_be_explained(engine: Engine, formats: Formats) -> None:
    text = told(engine, formats, lambda ledger: ledger.sale(gross=None, payout="88.48"))
    assert fact(text, "Sale", "Gross").value == UNKNOWN
    assert fact(text, "Sale", "Other adjustment").value == UNKNOWN
    assert fact(text, "Sale", "Payout").value == f"88.48{SPACE}€"
