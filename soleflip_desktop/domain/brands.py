"""The brand of a product from how its name begins."""

import csv
from collections.abc import Iterable

from soleflip_desktop.domain.text import text_key

_AROUND_WORDS = "\"'“”‘’()[],:;®™"


class BrandTable:
    """Brands by the words with which names of their products begin.

    A brand printed beside another counts for the one named first (`Telfar x UGG` is Telfar). A name
    that begins with a person or a label of no goods of its own stays unsure, and so does a prefix
    whose brand is empty: `Yeezy Gap` is neither adidas nor Gap alone. Yeezy shoes are adidas, who made
    them, with or without `adidas` in the name: the same shoe must not have two brands. A bare
    `Yeezy` with no known shoe behind it may be either maker's, so it is unsure.

    Args:
        rows: Prefix and brand; the longest prefix wins, whole words only, in any case and accent.
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._brands = {" ".join(_words(prefix)): brand.strip() for prefix, brand in rows}
        self._longest = max((prefix.count(" ") + 1 for prefix in self._brands), default=0)

    def brand_of(self, name: str) -> str | None:
        """Returns the brand of the product called `name`, `None` where that is unsure."""
        words = _words(name)
        for count in range(min(self._longest, len(words)), 0, -1):
            brand = self._brands.get(" ".join(words[:count]))
            if brand is not None:
                return brand or None
        return None


def read_brand_table(text: str) -> BrandTable:
    """Reads CSV text with the columns prefix and brand below one header line.

    Raises:
        ValueError: A row has more or fewer than two cells.
    """
    rows = list(csv.reader(text.splitlines()))[1:]
    return BrandTable((prefix, brand) for prefix, brand in filter(None, rows))


def _words(name: str) -> list[str]:
    return [word for word in (part.strip(_AROUND_WORDS) for part in text_key(name).split()) if word]
