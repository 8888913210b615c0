"""What the columns of a table are likely to be, by their headers and their first cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from soleflip_desktop.errors import Said, said
from soleflip_desktop.importers.files.readers import HEAD_ROWS, Table
from soleflip_desktop.importers.headers import header_words
from soleflip_desktop.importers.own_tables.cell_evidence import Evidence, evidence_of
from soleflip_desktop.importers.own_tables.cost_sums import parts_of_sums
from soleflip_desktop.importers.own_tables.likely_rows import Heading, field_names, other_rows
from soleflip_desktop.importers.own_tables.mapped_fields import FIELDS, PAIRS, SIZE_SYSTEMS, Holds, Rows, Side
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping, column_names, group_headings
from soleflip_desktop.importers.own_tables.synonyms import (
    UNREAD,
    Meaning,
    Synonyms,
    currencies_in,
)
from soleflip_desktop.importers.personal import looks_personal

NOTHING_SAID: Final = said("")
_SAMPLES = 3
_LIKELY = 0.35  # below it nothing is proposed
_EXACT, _AMBIGUOUS, _PART = 0.85, 0.55, 0.5
_OF_CONTEXT = 0.15
_AGREES, _DIFFERS = 0.1, 0.35
_A_BIT = 0.02
_RARER: Final = ("order_shipping", "vat_reclaimable")
_MANY, _FEW = 0.7, 0.3
_SALE_ONLY: Final = ("sold_at", "gross", "payout", "platform", "platform_fee", "order_key", "paid_out_at")
_PURCHASE_ONLY: Final = ("price", "ordered_on", "supplier", "purchase_vat_rate", "delivered_on")
_FEES: Final = ("platform_fee", "processing_fee", "shipping_fee", "amount", "expense_vat_amount")
_AMOUNTS: Final = ("price", "gross", "amount", "ask")
_PROSE: Final = ("product_name", "description")
_NAMES: Final = frozenset(("name", "nom", "nombre", "nome"))
_EACH: Final = frozenset(("unit", "each", "stuck", "stuckpreis", "unitaire", "unitario", "einzelpreis"))
_KINDS: Final[Mapping[Holds, Said]] = {
    Holds.STYLE_CODES: said("style codes"),
    Holds.SIZES: said("sizes"),
    Holds.DAYS: said("days"),
    Holds.AMOUNTS: said("amounts of money"),
    Holds.COUNTS: said("small whole numbers"),
    Holds.CURRENCIES: said("currencies"),
    Holds.PLATFORMS: said("platforms"),
    Holds.EXPENSE_KINDS: said("kinds of expenses"),
    Holds.STATUSES: said("words for a status"),
    Holds.ORDER_NUMBERS: said("order numbers"),
    Holds.PERCENTS: said("percentages"),
    Holds.ANSWERS: said("yes or no"),
}
# What cells tell without a header, and how surely.
_BY_CELLS: Final = (
    (Holds.STYLE_CODES, 0.65, ("style_codes",)),
    (Holds.PLATFORMS, 0.6, ("platform",)),
    (Holds.CURRENCIES, 0.6, ("currency",)),
    (Holds.EXPENSE_KINDS, 0.55, ("expense_kind",)),
    (Holds.STATUSES, 0.5, ("status",)),
    (Holds.DAYS, 0.45, ("ordered_on", "sold_at", "spent_on", "listed_on")),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column may be.

    Attributes:
        column: Its name in the mapping.
        field: Name of the likely field, empty if none is likely or another column is likelier.
        score: How likely, 0 to 1.
        reason: Why, a sentence without its full stop; empty if there is none.
        personal: It looks like one that names buyers.
        samples: Some of its first cells.
    """

    column: str
    field: str
    score: float
    reason: str
    personal: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """A column before it is decided what it is."""

    column: str
    meaning: Meaning
    evidence: Evidence
    samples: tuple[str, ...]

    @property
    def personal(self) -> bool:
        return self.evidence.private or looks_personal(self.column)


def likely_header(table: Table, synonyms: Synonyms) -> int:
    """Index of the record with the most known headers; the fullest one if there are hardly any."""
    known = {row: _known(table.head[row], synonyms) for row in range(min(HEAD_ROWS, len(table.head) - 1))}
    best = max(known, key=lambda row: (known[row], -row))
    fullest = table.header_row
    is_data = any(sign.isdigit() for cell in table.head[fullest] for sign in cell)
    return best if known[best] > max(0 if is_data else 1, known.get(fullest, 0)) else fullest


def propose(
    table: Table, synonyms: Synonyms, wanted: Rows | None = None
) -> tuple[ColumnMapping, tuple[Guess, ...]]:
    """The likely mapping of a table on its header, and why each column is what it seems.

    Args:
        wanted: What its rows are, as the user says; `None` for what is likely.
    """
    names = column_names(table.head, table.header_row)
    headings = _headings(table, len(names))
    rows = other_rows(headings, synonyms) if wanted is None else wanted if wanted not in PAIRS else None
    offered = field_names(rows or wanted or Rows.BOTH)
    looks = _looks(table, names, headings, synonyms, offered)
    context = None if rows else _context(looks)
    scored = {look.column: _scores(look, context, offered) for look in looks}
    sums = _sums(table, scored)
    scored |= {column: {} for column in sums}
    chosen = _assign(scored)
    mapping = _mapping(table, looks, chosen, rows or wanted)
    read = mapping.columns
    guesses = tuple(
        Guess(
            look.column,
            read.get(look.column, ""),
            round(scored[look.column].get(read.get(look.column, ""), 0.0), 2),
            _reason(look, read.get(look.column, ""), sums.get(look.column, "")),
            look.column in mapping.personal,
            look.samples,
        )
        for look in looks
    )
    return mapping, guesses


def _sums(table: Table, scored: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """Columns that are part of what a pair cost -> the column of the whole."""
    names = list(scored)
    prices = [at for at, name in enumerate(names) if scored[name].get("price", 0) >= _LIKELY]
    parts = parts_of_sums(table.sample, prices) if len(prices) > 1 else {}
    return {names[part]: names[whole] for part, whole in parts.items()}


def _headings(table: Table, width: int) -> list[Heading]:
    groups = group_headings(table.head, table.header_row, width)
    header = [*table.header, *[""] * (width - len(table.header))]
    return [Heading(header[at], groups[at], evidence_of(_cells(table, at))) for at in range(width)]


def _cells(table: Table, at: int) -> list[str]:
    rows = (record for record in table.sample if any(cell.strip() for cell in record))
    return [record[at] for record in rows if at < len(record)]


def _looks(
    table: Table,
    names: Sequence[str],
    headings: Sequence[Heading],
    synonyms: Synonyms,
    offered: frozenset[str],
) -> list[_Look]:
    looks = []
    for at, (name, heading) in enumerate(zip(names, headings, strict=True)):
        samples = tuple(dict.fromkeys(cell.strip() for cell in _cells(table, at) if cell.strip()))[:_SAMPLES]
        meaning = synonyms.meaning_of(heading.header, heading.group, offered)
        looks.append(_Look(name, meaning, heading.evidence, samples))
    return looks


def _known(record: Sequence[str], synonyms: Synonyms) -> int:
    meanings = (synonyms.meaning_of(cell) for cell in record if cell.strip())
    return sum(meaning.is_exact for meaning in meanings)


def _context(looks: Sequence[_Look]) -> Side | None:
    """The side of which the unmistakable headers speak, `None` if of both or neither."""
    sure = {
        FIELDS[name].side
        for look in looks
        for name in look.meaning.fields
        if look.meaning.is_exact and name in FIELDS and _is_clear(look.meaning)
    }
    sides = sure & {Side.PURCHASE, Side.SALE}
    return sides.pop() if len(sides) == 1 else None


def _is_clear(meaning: Meaning) -> bool:
    """Whether all it can mean is of one side."""
    sides = {FIELDS[name].side for name in meaning.fields if name in FIELDS}
    return len(sides) == 1


def _scores(look: _Look, context: Side | None, offered: frozenset[str]) -> dict[str, float]:
    """How likely each field is."""
    if look.personal or (UNREAD in look.meaning.fields and not look.meaning.fields & FIELDS.keys()):
        return {}
    names = [name for name in look.meaning.fields if name in FIELDS]
    if look.meaning.side is not None:
        own = [name for name in names if FIELDS[name].side in (look.meaning.side, Side.PAIR)]
        names = own or names
    sure = (_EXACT if len(names) == 1 else _AMBIGUOUS) if look.meaning.is_exact else _PART
    scores = {name: _with_context(name, names, sure, context) for name in names}
    scores = {name: _with_cells(name, score, look.evidence) for name, score in scores.items()}
    return scores if scores else _by_cells(look.evidence, context, offered)


def _with_context(name: str, names: Sequence[str], score: float, context: Side | None) -> float:
    if len(names) < 2:
        return score
    score -= _A_BIT if name in _RARER else 0
    if context is None:
        return score
    return score + _OF_CONTEXT if FIELDS[name].side is context else score - _OF_CONTEXT


def _with_cells(name: str, score: float, evidence: Evidence) -> float:
    kind = FIELDS[name].holds
    if not evidence.count:
        return score
    share = evidence.share(kind)
    if kind is Holds.DAYS:
        share = max(share, evidence.serials)
    if name == "order_key" and evidence.sales >= _MANY:
        return min(0.99, score + _OF_CONTEXT)
    if kind in (Holds.TEXT, Holds.ORDER_NUMBERS):
        is_odd = evidence.share(Holds.DAYS) >= _MANY or (kind is Holds.TEXT and evidence.numbers >= _MANY)
        return score * _DIFFERS if is_odd and name not in ("location", "tracking_number") else score
    if share >= _MANY:
        return min(0.99, score + _AGREES)
    is_vague = kind in (Holds.PLATFORMS, Holds.STYLE_CODES, Holds.EXPENSE_KINDS)  # nobody knows them all
    return score * _DIFFERS if share < _FEW and not is_vague else score


def _by_cells(evidence: Evidence, context: Side | None, offered: frozenset[str]) -> dict[str, float]:
    def scored(score: float, *wanted: str) -> dict[str, float]:
        names = [name for name in wanted if name in offered]
        return {name: _with_context(name, names, score, context) for name in names}

    if evidence.count < 2:
        return {}
    for kind, score, names in _BY_CELLS:
        if evidence.share(kind) >= _MANY and (scores := scored(score, *names)):
            return scores
    if evidence.share(Holds.SIZES) >= _MANY and evidence.with_unit >= _FEW:
        return scored(0.55, "size")
    if evidence.signed >= _MANY:
        return scored(0.4, *_AMOUNTS)
    return scored(0.4, *_PROSE) if evidence.prose else {}


def _assign(scored: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """Column -> field, the likeliest pairs first, no field twice."""
    places = {column: at for at, column in enumerate(scored)}
    order = {name: at for at, name in enumerate(FIELDS)}
    pairs = sorted(
        (-score, places[column], order[name], column, name)
        for column, scores in scored.items()
        for name, score in scores.items()
        if score >= _LIKELY
    )
    chosen: dict[str, str] = {}
    for *_, column, name in pairs:
        if column not in chosen and name not in chosen.values():
            chosen[column] = name
    return chosen


def _mapping(
    table: Table, looks: Sequence[_Look], chosen: Mapping[str, str], other: Rows | None
) -> ColumnMapping:
    columns = {look.column: chosen[look.column] for look in looks if look.column in chosen}
    rows = other or _rows(set(columns.values()))
    personal = {look.column for look in looks if look.personal}
    if "product_name" in columns.values():
        names = (look.column for look in looks if header_words(look.column) in _NAMES)
        personal |= {name for name in names if columns.get(name) != "product_name"}
    return ColumnMapping(
        rows=rows,
        columns={column: name for column, name in columns.items() if column not in personal},
        constants=_constants(looks, columns),
        negated=frozenset(_negated(looks, columns)),
        personal=frozenset(personal),
        per_pair=_is_per_pair(columns),
        header_row=table.header_row,
        sheet=table.part,
    ).for_rows(rows)


def _rows(names: set[str]) -> Rows:
    has_sale = not names.isdisjoint(_SALE_ONLY)
    has_purchase = not names.isdisjoint(_PURCHASE_ONLY)
    if has_sale and has_purchase:
        return Rows.BOTH if names & {"sold_at", "gross", "payout"} else Rows.PURCHASES
    return Rows.SALES if has_sale else Rows.PURCHASES


def _constants(looks: Sequence[_Look], columns: Mapping[str, str]) -> dict[str, str]:
    constants = {}
    amounts = [column for column, name in columns.items() if FIELDS[name].holds is Holds.AMOUNTS]
    codes = set().union(*map(currencies_in, amounts))
    if len(codes) == 1 and "currency" not in columns.values():
        constants["currency"] = codes.pop()
    for look in looks:
        if columns.get(look.column) == "size":
            systems = set(header_words(look.column).upper().split()) & set(SIZE_SYSTEMS)
            if len(systems) == 1:
                constants["size_system"] = systems.pop()
    return constants


def _negated(looks: Sequence[_Look], columns: Mapping[str, str]) -> list[str]:
    return [
        look.column for look in looks if columns.get(look.column) in _FEES and look.evidence.negative > 0.5
    ]


def _is_per_pair(columns: Mapping[str, str]) -> bool:
    amounts = (column for column, name in columns.items() if name in ("price", "gross"))
    words = {word for column in amounts for word in header_words(column).split()}
    return "quantity" in columns.values() and not words.isdisjoint(_EACH)


def _reason(look: _Look, name: str, whole: str) -> str:
    if whole:
        return said("It is part of {column}", column=whole)
    if not name:
        return said("It looks like a column that names buyers") if look.personal else NOTHING_SAID
    kind = FIELDS[name].holds
    count = round(look.evidence.share(kind) * look.evidence.count)
    cells = said(
        "{count} of {all} cells are {kind}", count=count, all=look.evidence.count, kind=_KINDS.get(kind, "")
    )
    if name not in look.meaning.fields:
        return cells if count else said("The cells look like names of products")
    header = said("The header says so")
    return said("{header}, and {cells}", header=header, cells=cells) if count and kind in _KINDS else header
