"""What files of shops leave open, and what is said of them as a whole."""

from pathlib import Path

import pytest

from soleflip_desktop.importers.registry import UnknownFileError
from soleflip_desktop.importers.study import Habits, UndecidedError
from tests.sources import claims_of, drafted, open_source

GOLDEN = Path(__file__).parents[1] / "golden"


def edited(tmp_path: Path, name: str, *changes: tuple[str, str]) -> Path:
    """A copy of a golden file with other texts in it."""
    source = GOLDEN / name
    told = source.read_bytes()
    for old, new in changes:
        assert old.encode() in told
        told = told.replace(old.encode(), new.encode())
    path = tmp_path / source.name
    path.write_bytes(told)
    return path


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("etsy_orders/uk.csv", "16/05/24"),
        ("etsy_items/uk.csv", "16/05/24"),
        ("depop_sales/uk.csv", "14/06/2024"),
        ("paypal_activity/statement_english.csv", "31/05/2024"),
    ],
)
def test_that_day_and_month_are_asked_for_only_where_the_file_leaves_them_open(
    tmp_path: Path, name: str, day: str
) -> None:
    drafts, _, _ = drafted(claims_of(GOLDEN / name)[0])
    assert drafts
    ambiguous = edited(
        tmp_path, name, (day, "04/05/2024"), *((("17/06", "07/06"),) if "depop" in name else ())
    )
    with pytest.raises(UndecidedError) as undecided:
        drafted(claims_of(ambiguous)[0])
    assert all(question.answers == ("dmy", "mdy") for question in undecided.value.questions)


@pytest.mark.parametrize("name", ["etsy_orders/us.csv", "etsy_items/us.csv"])
def test_that_an_american_file_is_month_first_unless_the_user_says_otherwise(name: str) -> None:
    [claim] = claims_of(GOLDEN / name)
    drafts, _, _ = drafted(claim)
    assert str(drafts[0]["sold_at"]).startswith("2024-05-06")
    turned, _, _ = drafted(claim, readings={"Sale Date": "dmy"})
    assert str(turned[0]["sold_at"]).startswith("2024-06-05")


def test_that_orders_of_several_products_are_counted_in_the_notes_of_the_file() -> None:
    table, source = open_source(GOLDEN / "woocommerce_orders" / "orders.csv")
    drafter = source.bind(table, source.study(table, table.chunks, {}, Habits()))
    assert list(drafter.notices) == ["Orders of several products, each read as one sale: 1"]


def test_that_a_file_without_its_signs_is_nobodys(tmp_path: Path) -> None:
    """A header that is required is missing: the mapping view opens, nothing is guessed."""
    renamed = edited(tmp_path, "mercari_sales/sales.csv", ("Net Seller Proceeds", "Something"))
    with pytest.raises(UnknownFileError):
        claims_of(renamed)
