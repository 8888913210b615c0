"""What the user says the columns of a table are that no source knows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from soleflip_desktop.domain.money import CURRENCIES
from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.domain.sale_status import STATUSES
from soleflip_desktop.errors import Said, said
from soleflip_desktop.importers.files.table import header_key, letters_of
from soleflip_desktop.importers.own_tables.mapped_fields import (
    CONSTANTS,
    FIELDS,
    SIZE_SYSTEMS,
    Holds,
    Rows,
    fields_for,
)
from soleflip_desktop.importers.own_tables.mapped_words import platform_slug

GOODS: Final = ("product_name", "style_codes", "model")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How the rows of a table are to be read; columns go by the names that `column_names` gives them.

    Attributes:
        rows: What its rows are.
        columns: Column -> name of the field it fills; a column that is not in it is kept and not read.
        constants: One of `CONSTANTS` -> its value for every row whose own cell says nothing.
        readings: Column -> how its days or amounts are read, as far as that is decided.
        negated: Columns of deductions that the file writes as negative.
        personal: Columns that name buyers, which are kept as [removed].
        per_pair: Amounts of a row with a quantity are of one pair; otherwise of all of them together.
        header_row: Where the header was: how many records with content stood above it.
        sheet: Of the workbook, or the member of the archive; empty for a file that is one table.
    """

    rows: Rows
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    readings: Readings = field(default_factory=dict)
    negated: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    per_pair: bool = False
    header_row: int = 0
    sheet: str = ""

    def column_of(self, name: str) -> str:
        """The column that fills a field, empty if none does."""
        return next((column for column, filled in self.columns.items() if filled == name), "")

    def has(self, *names: str) -> bool:
        """Whether a column fills one of the fields."""
        return not set(names).isdisjoint(self.columns.values())

    def with_field(self, column: str, name: str) -> "ColumnMapping":
        """The mapping after the user chose a field for a column; an empty name: it is not read.

        The field leaves the column that filled it before, and a column that is read is not personal.
        """
        columns = {each: filled for each, filled in self.columns.items() if each != column and filled != name}
        if name:
            columns[column] = name
        personal = self.personal - {column} if name else self.personal
        readings = {each: reading for each, reading in self.readings.items() if each != column}
        return replace(
            self, columns=columns, personal=personal, readings=readings, negated=self.negated & columns.keys()
        )

    def for_rows(self, rows: Rows) -> "ColumnMapping":
        """The mapping after the user chose another kind of rows, without what such rows do not have."""
        offered = {each.name for each in fields_for(rows)}
        columns = {column: name for column, name in self.columns.items() if name in offered}
        return replace(self, rows=rows, columns=columns, negated=self.negated & columns.keys())


_OF_GOODS = (said("Say which column is the product, the style code or the model"), GOODS)
_OF_SALES = (
    (said("Say which column is the sale date"), ("sold_at",)),
    (said("Say which column is the sale price or the payout"), ("gross", "payout")),
)
_OF_PURCHASES = (
    said("Say which column is the purchase price, the purchase date or the supplier"),
    ("price", "ordered_on", "supplier"),
)
# What has to be said of rows, and the fields one of which says it.
_NEEDED: Final[Mapping[Rows, tuple[tuple[Said, tuple[str, ...]], ...]]] = {
    Rows.PURCHASES: (_OF_GOODS,),
    Rows.SALES: (_OF_GOODS, *_OF_SALES),
    Rows.BOTH: (_OF_GOODS, *_OF_SALES, _OF_PURCHASES),
    Rows.EXPENSES: (
        (said("Say which column is the date"), ("spent_on",)),
        (said("Say which column is the amount"), ("amount",)),
    ),
    Rows.LISTINGS: (_OF_GOODS, (said("Say which column is the day of the listing"), ("listed_on",))),
}


def lacks(mapping: ColumnMapping) -> tuple[Said, ...]:
    """What has to be said before rows can be read under a mapping; none if it is complete."""
    found = [words for words, names in _NEEDED[mapping.rows] if not mapping.has(*names)]
    if mapping.rows is Rows.LISTINGS and not mapping.has("platform") and "platform" not in mapping.constants:
        found.append(said("Say which column is the platform, or name it for the whole table"))
    return (*found, *_contradictions(mapping))


def _contradictions(mapping: ColumnMapping) -> tuple[Said, ...]:
    offered = {each.name for each in fields_for(mapping.rows)}
    titles = {name: each.title for name, each in FIELDS.items()}
    found = [
        said("Two columns are the field “{field}”: choose one", field=titles.get(name, name))
        for name, count in Counter(mapping.columns.values()).items()
        if count > 1
    ]
    found += [
        said("Such rows have no field “{field}”", field=titles.get(name, name))
        for name in mapping.columns.values()
        if name not in offered
    ]
    found += [
        said("Column “{column}” names buyers: it is not read", column=column)
        for column in mapping.columns
        if column in mapping.personal
    ]
    found += [
        said("“{value}” cannot be said of a whole table as “{name}”", value=value, name=name)
        for name, value in mapping.constants.items()
        if not _may_be(name, value)
    ]
    return tuple(found)


def _may_be(name: str, value: str) -> bool:
    known = {"currency": CURRENCIES, "status": STATUSES, "size_system": SIZE_SYSTEMS}
    if name == "platform":
        return bool(platform_slug(value))
    return name in CONSTANTS and bool(value.strip()) and (name not in known or value in known[name])


def column_names(head: Sequence[Sequence[str]], header_row: int) -> tuple[str, ...]:
    """A name for each column of a table, no two of them equal, whatever the header lacks or doubles.

    A column without a header is called after its letter, `[C]`. Of equal headers each is called with the
    merged heading above it, `Purchase Date` and `Sale Date`, or by number, `Date` and `Date (2)`.
    """
    header = [" ".join(cell.replace("\ufeff", "").split()) for cell in head[header_row]]
    width = max(len(header), *map(_filled_width, head[header_row:]))
    header += [""] * (width - len(header))
    counted = Counter(map(header_key, header))
    groups = group_headings(head, header_row, width)
    names: dict[str, str] = {}
    for at, text in enumerate(header):
        name = text or f"[{letters_of(at)}]"
        if text and counted[header_key(text)] > 1 and groups[at]:
            name = f"{groups[at]} {text}"
        number, unique = 1, name
        while header_key(unique) in names:
            number += 1
            unique = f"{name} ({number})"
        names[header_key(unique)] = unique
    return tuple(names.values())


def group_headings(head: Sequence[Sequence[str]], header_row: int, width: int) -> list[str]:
    """The heading that spans each column in the row above the header; empty strings if there is none.

    One heading alone is the title of the sheet and groups nothing.
    """
    above = [cell.strip() for cell in head[header_row - 1]] if header_row else []
    above += [""] * (width - len(above))
    filled = [at for at, cell in enumerate(above) if cell]
    if len(filled) < 2:
        return [""] * width
    return [above[max((each for each in filled if each <= at), default=at)] for at in range(width)]


def _filled_width(record: Sequence[str]) -> int:
    return max((at for at, cell in enumerate(record, 1) if cell.strip()), default=0)


def holds(name: str) -> Holds:
    """How the cells of a field are read."""
    return FIELDS[name].holds
