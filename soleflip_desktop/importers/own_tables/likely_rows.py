"""Whether the rows of a table are expenses or listings rather than purchases and sales."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from soleflip_desktop.importers.headers import header_words
from soleflip_desktop.importers.own_tables.cell_evidence import Evidence
from soleflip_desktop.importers.own_tables.mapped_fields import FIELDS, Holds, Rows, Side, fields_for
from soleflip_desktop.importers.own_tables.synonyms import Synonyms

_MANY: Final = 0.7
_NAMED: Final = frozenset(("style_codes", "product_name", "model"))
_GOODS: Final = _NAMED | {"brand", "colourway", "size", "quantity"}
# What only a table of purchases or sales has.
_DEAL: Final = frozenset(
    (
        *("price", "ordered_on", "delivered_on", "sold_at", "gross", "payout", "paid_out_at", "platform_fee"),
        *("processing_fee", "tracking_number", "status"),
    )
)
_OFFER: Final = frozenset(("ask", "listed_on"))
# Headers of goods that say no more of them than of anything else.
_DESCRIBING: Final = frozenset(
    map(header_words, ("Description", "Beschreibung", "Descripción", "Descrizione"))
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column by its header alone, and what its cells look like."""

    header: str
    group: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a header means in tables of pairs, expenses and listings; nothing where it is not known."""

    heading: Heading
    pairs: frozenset[str]
    expenses: frozenset[str]
    listings: frozenset[str]

    @property
    def of_deal(self) -> bool:
        """Whether it speaks of a purchase, or of a sale, and of nothing else."""
        sides = {FIELDS[name].side for name in self.pairs if name in FIELDS}
        return bool(self.pairs & _DEAL) and len(sides) == 1 and sides <= {Side.PURCHASE, Side.SALE}


def other_rows(headings: Iterable[Heading], synonyms: Synonyms) -> Rows | None:
    """`EXPENSES`, `LISTINGS`, or `None` for tables of pairs.

    Listings have a price that is asked or a day on which they began, goods, and neither purchase nor sale.
    Expenses have a day, an amount and no goods; an article alone may be either, so that something
    else must tell, such as a kind or the number of a receipt.
    """
    meant = [_meant(heading, synonyms) for heading in headings]
    if _are_listings(meant):
        return Rows.LISTINGS
    return Rows.EXPENSES if _are_expenses(meant) else None


def field_names(rows: Rows) -> frozenset[str]:
    return frozenset(field.name for field in fields_for(rows))


def _meant(heading: Heading, synonyms: Synonyms) -> _Meant:
    def exact(rows: Rows) -> frozenset[str]:
        names = field_names(rows)
        meaning = synonyms.meaning_of(heading.header, heading.group, names)
        return meaning.fields & names if meaning.is_exact else frozenset()

    return _Meant(heading, exact(Rows.BOTH), exact(Rows.EXPENSES), exact(Rows.LISTINGS))


def _are_listings(meant: Sequence[_Meant]) -> bool:
    offered = [each for each in meant if each.listings & _OFFER and not each.pairs & {"price", "ordered_on"}]
    dealt = any(each.of_deal and not each.listings & _OFFER for each in meant)
    return bool(offered) and not dealt and _has(meant, "pairs", _NAMED)


def _are_expenses(meant: Sequence[_Meant]) -> bool:
    articles = [each for each in meant if each.pairs & _GOODS]
    if any(not each.expenses & {"description"} or _looks_like_goods(each) for each in articles):
        return False
    if any(_looks_like_goods(each) for each in meant) or any(
        each.of_deal and not each.expenses for each in meant
    ):
        return False
    if not _has(meant, "expenses", {"spent_on"}) or not _has(meant, "expenses", {"amount"}):
        return False
    is_sure = any(each.expenses and not each.pairs for each in meant)
    return is_sure or all(header_words(each.heading.header) in _DESCRIBING for each in articles)


def _has(meant: Iterable[_Meant], rows: str, names: Set[str]) -> bool:
    return any(getattr(each, rows) & names for each in meant)


def _looks_like_goods(meant: _Meant) -> bool:
    evidence = meant.heading.evidence
    return evidence.share(Holds.STYLE_CODES) >= _MANY or evidence.with_unit >= _MANY
