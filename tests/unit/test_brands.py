"""Brands by the beginning of a name, and the key names are compared by."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.brands import BrandTable, read_brand_table
from soleflip_desktop.domain.text import text_key

ROOT = Path(__file__).parents[2]
REPORT = ROOT.parent / "shared/data/stockx_sales_report.csv"
SHIPPED = (ROOT / "resources/brands.csv").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def brands() -> BrandTable:
    return read_brand_table(SHIPPED)


@pytest.mark.parametrize(
    ("name", "brand"),
    [
        ("Nike Dunk Low Retro White Black Panda (GS)", "Nike"),
        ("NikeCraft General Purpose Shoe Tom Sachs Field Brown", "Nike"),
        ("Jordan 1 Low Lucky Green", "Jordan"),
        ("Air Jordan 4 Retro", "Jordan"),
        ("Nike Jordan Series ES", "Jordan"),
        ("Jordan x Travis Scott Cactus Jack Women's Tank Top", "Jordan"),
        ("Wmns Air Jordan 1 Mid", "Jordan"),
        ("adidas Samba OG", "adidas"),
        ("ADIDAS  Samba\u00a0OG", "adidas"),
        ("adidas Yeezy Slide Onyx", "adidas"),
        ("Yeezy Slide Onyx", "adidas"),
        ("Yeezy Boost 350 V2 Zebra", "adidas"),
        ("Yeezy Season 6 Sweatpants", "Yeezy"),
        ("New Balance 2002R Protection Pack", "New Balance"),
        ("New Era x Takashi Murakami Flower Waist Bag", "New Era"),
        ("Hoka One One Bondi 8", "Hoka"),
        ('OFF-WHITE "FOR KEYS" Quote Printed Keyring', "OFF-WHITE"),
        ("Off White Chain Wallet", "OFF-WHITE"),
        ("A Bathing Ape Bape Road Sta Green", "BAPE"),
        ("Telfar x UGG Throw Blanket", "Telfar"),
        ("Stüssy 8 Ball Tee", "Stüssy"),
        ("Stussy 8 Ball Tee", "Stüssy"),
        ("The North Face Nuptse", "The North Face"),
        ("LEGO: Star Wars AT-TE Walker Set 75337", "LEGO"),
        ("On Cloudmonster Undyed", "On"),
        ("Gap Re-Issue × Sean Wotherspoon Pants", "Gap"),
        ("Moon Boot Icon", "Moon Boot"),
    ],
)
def test_that_a_name_shows_its_brand(brands: BrandTable, name: str, brand: str) -> None:
    assert brands.brand_of(name) == brand


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "Yeezy",
        "Yeezy Gap Dove Longsleeve Tee Black",
        "Travis Scott x Jordan Flight Graphic T-Shirt",
        "Virgil Abloh x MCA Figures of Speech",
        "Keith Haring Haring-isms",
        "A Ma Maniere Hoodie",
        "Nikes of the world",  # whole words only
        "On the Road Hardcover Book",
        "The North",
        "2002R 'Sandstone Magnet'",
    ],
)
def test_that_an_unsure_brand_is_unknown(brands: BrandTable, name: str) -> None:
    assert brands.brand_of(name) is None


def test_that_the_longest_prefix_wins_whatever_the_order_of_rows() -> None:
    rows = [("Air Jordan", "Jordan"), ("Air", "Somebody"), ("Air Jordan Gap", "")]
    for order in (rows, rows[::-1]):
        table = BrandTable(order)
        assert table.brand_of("Air Jordan 1") == "Jordan"
        assert table.brand_of("Air Max") == "Somebody"
        assert table.brand_of("Air Jordan Gap Tee") is None


def test_that_an_empty_table_knows_no_brand() -> None:
    assert BrandTable([]).brand_of("Nike Dunk Low") is None


def test_that_a_ragged_row_is_refused() -> None:
    with pytest.raises(ValueError, match="values to unpack"):
        read_brand_table("prefix,brand\nNike,Nike,Jordan\n")


def test_that_the_shipped_table_has_each_prefix_once() -> None:
    rows = list(csv.reader(SHIPPED.splitlines()))
    assert rows[0] == ["prefix", "brand"]
    prefixes = [text_key(row[0]) for row in rows[1:]]
    assert len(prefixes) == len(set(prefixes))
    assert all(prefixes)


@pytest.mark.skipif(not REPORT.exists(), reason="the sample StockX report is not beside the repository")
def test_that_only_people_and_shared_labels_of_a_real_report_are_unknown(brands: BrandTable) -> None:
    with REPORT.open(encoding="utf-8", newline="") as file:
        names = {row["Item"] for row in csv.DictReader(file)}
    assert {name for name in names if brands.brand_of(name) is None} == {
        "Keith Haring Haring-isms Hardcover Book",
        "Travis Scott CACT.US CORP x Nike M NRG BH Quarter Zip Jacket Black",
        "Travis Scott x Jordan Flight Graphic T-Shirt Black",
        "Virgil Abloh x MCA Figures of Speech Book Multi",
        "Yeezy Gap Dove Longsleeve Tee Black",
        "Yeezy Gap Engineered by Balenciaga Logo 3/4 Sleeve T-shirt Red",
    }


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  Nike  Dunk\u00a0Low ", "nike dunk low"),
        ("Día De Muertos", "dia de muertos"),
        ("Maniére", "maniere"),
        ("STÜSSY", "stussy"),
        ("İstanbul", "istanbul"),
        ("Straße", "straße"),
        ("ﬁt ½", "fit 1⁄2"),
    ],
)
def test_that_a_text_key_ignores_case_accents_and_spacing(text: str, key: str) -> None:
    assert text_key(text) == key


@given(st.text())
def test_that_a_text_key_is_its_own_key_and_has_no_marks(text: str) -> None:
    key = text_key(text)
    assert text_key(key) == key
    assert not any(unicodedata.combining(sign) for sign in key)
    assert text_key(f" {text}\n") == key
