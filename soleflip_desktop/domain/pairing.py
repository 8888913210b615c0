"""How likely it is that a pair is the one a sale sold, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from soleflip_desktop.domain.text import text_key

# Points of 100. Goods by a shared style code are proven; by their name they are at best likely, and two
# different style codes speak against them however alike the names are.
GOODS, LIKELY_GOODS, DOUBTFUL_GOODS = 60, 45, 25
SIZE, UNKNOWN_SIZE = 25, 8
DAY, LONG_BEFORE, UNKNOWN_DAY = 15, 10, 6
LONG = 365  # days on the shelf


class Goods(StrEnum):
    """What speaks for the goods being the same."""

    CODE = "same style code"
    NAME = "same name"
    SIMILAR = "similar name"
    OTHER_CODE = "another style code"


class Fit(StrEnum):
    """Whether the sizes are the same."""

    SAME = "same size"
    OTHER = "another size"
    UNKNOWN = "a size is missing"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a pair may be the one, from which the score follows.

    Attributes:
        similarity: Of the two names, 0 to 100.
        days: From the purchase to the sale, negative if it was bought after it; `None` if nobody knows.
    """

    goods: Goods
    similarity: int
    fit: Fit
    days: int | None

    @property
    def score(self) -> int:
        """0 to 100: 60 points for the goods, 25 for the size, 15 for the day."""
        return round(self._goods + self._size + self._day)

    @property
    def is_proven(self) -> bool:
        """Style code and size are the same."""
        return self.goods is Goods.CODE and self.fit is Fit.SAME

    @property
    def _goods(self) -> float:
        if self.goods is Goods.CODE:
            return GOODS
        most = DOUBTFUL_GOODS if self.goods is Goods.OTHER_CODE else LIKELY_GOODS
        return most * self.similarity / 100

    @property
    def _size(self) -> int:
        return {Fit.SAME: SIZE, Fit.UNKNOWN: UNKNOWN_SIZE, Fit.OTHER: 0}[self.fit]

    @property
    def _day(self) -> int:
        if self.days is None:
            return UNKNOWN_DAY
        if self.days < 0:
            return 0
        return DAY if self.days <= LONG else LONG_BEFORE


def similarity(one: str, other: str) -> int:
    """How alike two names of goods are, 0 to 100, whatever the order of their words, case and accents."""
    from rapidfuzz import fuzz  # 30 ms of a start that no choice of a pair may follow

    return round(fuzz.token_sort_ratio(text_key(one), text_key(other)))


def goods_evidence(
    *, same_product: bool, similarity: int, sold_codes: frozenset[str], codes: frozenset[str]
) -> Goods:
    if same_product or sold_codes & codes:
        return Goods.CODE if codes or not same_product else Goods.NAME
    if sold_codes and codes:
        return Goods.OTHER_CODE
    return Goods.NAME if similarity == 100 else Goods.SIMILAR


def days_before(bought_on: date | None, sold_on: date) -> int | None:
    return None if bought_on is None else (sold_on - bought_on).days
