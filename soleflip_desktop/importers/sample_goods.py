"""The goods of the made-up seller: real products, with the price at which they usually change hands."""

from dataclasses import dataclass
from typing import Final

MEN = ("7", "7.5", "8", "8.5", "9", "9.5", "10", "10.5", "11", "12")
WOMEN = ("5.5W", "6W", "6.5W", "7W", "7.5W", "8W", "8.5W", "9W")
GRADE_SCHOOL = ("4Y", "4.5Y", "5Y", "5.5Y", "6Y", "6.5Y", "7Y")
LETTERS = ("S", "M", "L", "XL")
NO_SIZE = ("N/A",)


@dataclass(frozen=True, slots=True)
class Goods:
    """A product: its name and style code as StockX writes them, the sizes it comes in, a price in EUR."""

    name: str
    style: str
    sizes: tuple[str, ...]
    price: int


GOODS: Final = (
    Goods("Jordan 1 Retro High OG Chicago Lost and Found", "DZ5485-612", MEN, 290),
    Goods("Jordan 1 Retro Low OG Black Phantom Travis Scott", "DM7866-001", MEN, 510),
    Goods("Jordan 1 Low Reverse Mocha Travis Scott", "DM7866-162", MEN, 690),
    Goods("Jordan 1 Mid Light Smoke Grey", "554724-092", MEN, 165),
    Goods("Jordan 3 Retro White Cement Reimagined", "DN3707-100", MEN, 235),
    Goods("Jordan 4 Retro Military Black", "DH6927-111", MEN, 330),
    Goods("Jordan 4 Retro Bred Reimagined", "FV5029-006", MEN, 245),
    Goods("Jordan 4 Retro Thunder (2023)", "DH6927-017", MEN, 225),
    Goods("Jordan 11 Retro Cherry (2022)", "CT8012-116", MEN, 210),
    Goods("Jordan 4 Retro Frozen Moments (Women's)", "AQ9129-001", WOMEN, 240),
    Goods("Nike Dunk Low Retro White Black Panda", "DD1391-100", MEN, 125),
    Goods("Nike Dunk Low Grey Fog", "DD1391-103", MEN, 140),
    Goods("Nike Dunk Low Photon Dust (Women's)", "DD1503-103", WOMEN, 115),
    Goods("Nike Dunk Low Retro White Black Panda (GS)", "CW1590-100", GRADE_SCHOOL, 95),
    Goods("Nike Air Force 1 Low '07 White", "CW2288-111", MEN, 105),
    Goods("Nike Air Max 1 '86 OG Big Bubble Sport Red", "DQ3989-100", MEN, 160),
    Goods("Nike SB Dunk Low Jarritos", "FD0860-001", MEN, 255),
    Goods("Nike Kobe 6 Protro Reverse Grinch", "FV4921-600", MEN, 365),
    Goods("adidas Yeezy Boost 350 V2 Bone", "HQ6316", MEN, 245),
    Goods("adidas Yeezy Slide Onyx", "HQ6448", MEN, 110),
    Goods("adidas Samba OG Cloud White Core Black", "B75806", MEN, 120),
    Goods("adidas Gazelle Indoor Bliss Pink Purple (Women's)", "IE7002", WOMEN, 130),
    Goods("adidas Campus 00s Core Black", "HQ8708", MEN, 105),
    Goods("New Balance 2002R Protection Pack Rain Cloud", "M2002RDA", MEN, 175),
    Goods("New Balance 550 White Green", "BB550WT1", MEN, 130),
    Goods("New Balance 9060 Rain Cloud Grey", "U9060GRY", MEN, 185),
    Goods("ASICS Gel-Kayano 14 Cream Black", "1201A019-108", MEN, 170),
    Goods("ASICS Gel-1130 White Clay Canyon", "1201A256-118", MEN, 115),
    Goods("Salomon XT-6 Black Phantom", "L41086600", MEN, 180),
    Goods("UGG Tasman Slipper Chestnut (Women's)", "5955-CHE", WOMEN, 135),
    Goods("Crocs Classic Clog Lightning McQueen", "205759-610", MEN, 110),
    Goods("Fear of God Essentials Hoodie Dark Oatmeal", "192BT212050F", LETTERS, 105),
    Goods("Supreme Box Logo Hooded Sweatshirt Black", "N/A", LETTERS, 390),
    Goods("Pokémon TCG Scarlet & Violet 151 Elite Trainer Box", "N/A", NO_SIZE, 85),
)
