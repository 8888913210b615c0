"""What headers of tables kept by hand mean, in five languages."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Final

from soleflip_desktop.domain.money import CURRENCIES
from soleflip_desktop.importers.headers import header_words
from soleflip_desktop.importers.own_tables.mapped_fields import FIELDS, Side

# In the place of a field: known, but not read; and a column that names buyers.
UNREAD: Final = "unread"
PERSONAL: Final = "personal"
ALL: Final = frozenset(FIELDS)

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_ASIDE: Final = frozenset(
    ("brutto", "inkl", "incl", "ttc", "total", "in", "the", "mwst", "iva", "tva", "vat")
)
_SHORTEST_PART = 4
_PURCHASE_WORDS: Final = (
    *("purchase", "purchased", "buy", "bought", "buying", "einkauf", "ek", "kauf", "gekauft"),
    *("achat", "acheté", "compra", "comprado", "acquisto", "acquistato", "supplier", "lieferant"),
)
_SALE_WORDS: Final = (
    *("sale", "sales", "sold", "sell", "selling", "verkauf", "vk", "verkauft", "vente", "vendu"),
    *("venta", "vendido", "vendita", "venduto", "payout", "auszahlung"),
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header may mean.

    Attributes:
        fields: Names of fields, `UNREAD` or `PERSONAL`; none if nobody knows the header.
        is_exact: The header is a known one; otherwise a part of it is.
        side: Of the life of a pair that a word of the header names; `None` if none does.
    """

    fields: frozenset[str]
    is_exact: bool
    side: Side | None


class Synonyms:
    """Headers by what they mean.

    Args:
        rows: Field and header; a header may stand for several fields, which only the others tell apart.
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._exact: defaultdict[str, set[str]] = defaultdict(set)
        for name, header in rows:
            self._exact[header_words(header)].add(name)
        self._words = max((key.count(" ") + 1 for key in self._exact), default=0)

    def meaning_of(self, header: str, group: str = "", among: Set[str] = ALL) -> Meaning:
        """What a header means.

        Args:
            header: As the file has it, or with a merged heading before it.
            group: The merged heading above it, empty if there is none.
            among: The fields that it may mean.
        """
        side = side_of(f"{group} {header}")
        for words in dict.fromkeys((header_words(header), _without_asides(header))):
            if fields := self._fields(words, among):
                return Meaning(fields, True, side)
        return Meaning(self._part(_without_asides(header).split(), among), False, side)

    def _fields(self, words: str, among: Set[str]) -> frozenset[str]:
        return frozenset(self._exact.get(words, ())) & {*among, UNREAD, PERSONAL}

    def _part(self, words: list[str], among: Set[str]) -> frozenset[str]:
        """What the longest known part of a header means, of equally long ones the first."""
        for count in range(min(self._words, len(words)), 0, -1):
            for at in range(len(words) - count + 1):
                part = " ".join(words[at : at + count])
                if len(part) >= _SHORTEST_PART and (fields := self._fields(part, among)):
                    return fields
        return frozenset()


def read_synonyms(text: str) -> Synonyms:
    """Reads CSV text with the columns field, language and header below one header line.

    Raises:
        ValueError: A row has more or fewer than three cells, or names no field.
    """
    rows = [(name, header) for name, _, header in filter(None, list(csv.reader(text.splitlines()))[1:])]
    unknown = {name for name, _ in rows} - {*FIELDS, UNREAD, PERSONAL}
    if unknown:
        raise ValueError(f"there are no fields {sorted(unknown)}")
    return Synonyms(rows)


def side_of(text: str) -> Side | None:
    """The side of which words of a header speak, `None` if none does or both do."""
    words = set(header_words(text).split())
    sides = {side for side, own in _SIDE_WORDS.items() if words & own}
    return sides.pop() if len(sides) == 1 else None


def currencies_in(text: str) -> set[str]:
    """The currencies that a header names: `Price (EUR)`, `VK in €`."""
    signs = {"€": "EUR", "£": "GBP"}
    codes = {word for word in re.findall(r"[A-Z]{3}", text) if word in CURRENCIES}
    return codes | {code for sign, code in signs.items() if sign in text}


def _without_asides(header: str) -> str:
    words = header_words(_BRACKETS.sub(" ", header)).split()
    kept = [word for word in words if word not in _ASIDE and word.upper() not in CURRENCIES]
    return " ".join(kept or words)


_SIDE_WORDS: Final = {
    Side.PURCHASE: frozenset(map(header_words, _PURCHASE_WORDS)),
    Side.SALE: frozenset(map(header_words, _SALE_WORDS)),
}
