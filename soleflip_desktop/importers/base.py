"""What a source of drafts is, and how one is declared by its columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import Any, ClassVar, Protocol

from soleflip_desktop.domain.drafts import (
    AnyDraft,
    DraftKind,
    ExpenseDraft,
    ListingDraft,
    PayoutDraft,
    PurchaseDraft,
    RateDraft,
    SaleDraft,
)
from soleflip_desktop.domain.readings import CURRENCY, Readings
from soleflip_desktop.errors import Said, said
from soleflip_desktop.importers.column import Column, Constant
from soleflip_desktop.importers.drafter import DraftChunk, Shape, TableDrafter
from soleflip_desktop.importers.drift import Drift, Version, drift_of, with_renamed
from soleflip_desktop.importers.files.readers import RawChunk, Table, header_key
from soleflip_desktop.importers.headers import (
    NO_ALIASES,
    Aliases,
    Record,
    find_column,
    header_places,
)
from soleflip_desktop.importers.personal import looks_personal
from soleflip_desktop.importers.study import (
    NOTHING_LEARNED,
    Chunks,
    Habits,
    Study,
    decide,
    distinct_cells,
)

DRAFT_CLASSES: dict[DraftKind, type[AnyDraft]] = {
    DraftKind.SALE: SaleDraft,
    DraftKind.PURCHASE: PurchaseDraft,
    DraftKind.RATES: RateDraft,
    DraftKind.PAYOUT: PayoutDraft,
    DraftKind.EXPENSE: ExpenseDraft,
    DraftKind.LISTING: ListingDraft,
}
Head = Sequence[Sequence[str]]
_FEES = frozenset({"platform_fee", "processing_fee", "shipping_fee"})


class Rank(IntEnum):
    """Whose word counts where two files differ about one sale: the higher one's."""

    SPREADSHEET = 0
    NOTION = 1
    API = 2
    PLATFORM_FILE = 3


class Confidence(StrEnum):
    """What a source was written from."""

    FILE = "file"  # a real file
    PARSER = "parser"  # public code that reads such files
    PAGE = "page"  # the platform's own description
    DESCRIPTION = "description"  # somebody else's


class Drafter(Protocol):
    """Turns the chunks of one table into drafts; made by `Source.bind`."""

    @property
    def personal(self) -> frozenset[int]:
        """Indices of the file's columns with buyers' personal data."""

    @property
    def notices(self) -> tuple[Said, ...]:
        """What the user has to know of the file as a whole, such as columns that are not read."""

    def draft(self, chunk: RawChunk) -> DraftChunk: ...


class Source(Protocol):
    """One kind of file that SoleFlip reads."""

    @property
    def slug(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> DraftKind: ...
    @property
    def version(self) -> int: ...
    @property
    def rank(self) -> Rank: ...
    @property
    def confidence(self) -> Confidence: ...
    @property
    def family(self) -> str:
        """Sources of one family share a file: one reads its purchases, another its sales. Empty: alone."""

    @property
    def signature(self) -> tuple[str, ...]: ...
    def header_row(self, head: Head) -> int | None:
        """Index of the record of `head` that is this source's header; `None` if there is none."""

    def missing(self, header: Sequence[str]) -> tuple[str, ...]:
        """The columns of the source's signature that `header` lacks."""

    def header_of(self, field: str) -> str:
        """The header of the column that a draft field is read from, empty if there is none."""

    def said(self, table: Table) -> tuple[str, ...]:
        """The draft fields that the file speaks of; what it leaves out it does not call empty."""

    @property
    def studies(self) -> bool:
        """Whether `study` has something to learn before rows can be drafted."""

    @property
    def gathers(self) -> bool:
        """Whether a row's drafts rest on other rows too."""

    def study(self, table: Table, chunks: Chunks, chosen: Readings, habits: Habits) -> Study:
        """Learns from all records what drafting one of them takes.

        Args:
            chunks: Returns the records from the first on, each time it is called.
            chosen: Readings that are decided already.

        Raises:
            UndecidedError: If the file can be read in several ways, with other values.
        """

    def bind(self, table: Table, study: Study = NOTHING_LEARNED) -> Drafter:
        """Prepares to draft `table`, whose header is this source's.

        Raises:
            FileError: If a header is doubled or a required one missing.
        """


class TableSource:
    """A source declared by its columns: class attributes named like the draft fields they fill.

    A field of the draft that has a default need not be declared.

    Attributes:
        slug: Names the source in the database; never changes.
        title: Names it to the user.
        kind: What its rows are.
        version: Raised when the same file would give other drafts.
        rank: Whose word counts against other sources.
        confidence: What it was written from.
        family: Shared with the sources that read other kinds of rows from the same file.
        signature: Headers that together identify it.
        aliases: The declared headers' names in other versions and languages of the file.
        personal: Headers of columns with buyers' names, streets, e-mail addresses, phone numbers.
        virtual: Headers of the cells that `shape` adds.
        witnesses: Columns that are not read, but show how others of their family are written.
        placeholders: What the file writes for nothing, such as "--".
        versions: Whole headers, each of a version of the file. What a file has beyond the nearest one, what
            it lacks and what it calls otherwise is read where it can be, and told.
    """

    slug: ClassVar[str]
    title: ClassVar[str]
    kind: ClassVar[DraftKind]
    version: ClassVar[int]
    rank: ClassVar[Rank] = Rank.PLATFORM_FILE
    confidence: ClassVar[Confidence] = Confidence.FILE
    family: ClassVar[str] = ""
    signature: ClassVar[tuple[str, ...]]
    aliases: ClassVar[Aliases] = NO_ALIASES
    personal: ClassVar[tuple[str, ...]] = ()
    virtual: ClassVar[tuple[str, ...]] = ()
    witnesses: ClassVar[tuple[Column, ...]] = ()
    placeholders: ClassVar[frozenset[str]] = frozenset()
    versions: ClassVar[tuple[Version, ...]] = ()
    columns: ClassVar[dict[str, Column]]

    def __init_subclass__(cls) -> None:
        if not hasattr(cls, "kind"):
            return  # what sources have in common is none
        cls.columns = {name: value for name, value in vars(cls).items() if isinstance(value, Column)}
        filled = {field for name, column in cls.columns.items() for field in column.fields(name)}
        wanted = set(draft_fields(cls.kind)) - {"row", "line"}
        unknown, lacking = filled - wanted - {"quantity"}, wanted - filled - defaults(cls.kind).keys()
        if unknown or lacking:
            raise TypeError(f"{cls.__name__} and its drafts differ in {sorted(unknown | lacking)}")

    def header_row(self, head: Head) -> int | None:
        return next((index for index, record in enumerate(head) if not self.missing(record)), None)

    def missing(self, header: Sequence[str]) -> tuple[str, ...]:
        keys = {header_key(name): at for at, name in enumerate(header)}
        missing = tuple(name for name in self.signature if find_column(name, keys, self.aliases) is None)
        if not missing or not self.versions or len(missing) * 2 > len(self.signature):
            return missing
        drift = _drift_of(self, tuple(header))
        return tuple(name for name in missing if not (drift.is_near and name in drift.renamed))

    def header_of(self, field: str) -> str:
        column = self.columns.get(field)
        return column.header if column is not None else ""

    def said(self, table: Table) -> tuple[str, ...]:
        heard = {*self._places(table), *self.virtual}
        return tuple(
            field
            for name, column in self.columns.items()
            for field in column.fields(name)
            if isinstance(column, Constant)
            # A currency that no column names is still that of the file's amounts.
            or column.question == CURRENCY
            or any(map(heard.__contains__, column.headers()))
        )

    @property
    def gathers(self) -> bool:
        return type(self).gather is not TableSource.gather

    @property
    def studies(self) -> bool:
        return self.gathers or any(column.question for column in self.columns.values())

    def study(self, table: Table, chunks: Chunks, chosen: Readings, habits: Habits) -> Study:
        places = self._places(table)
        asking = [column for column in self._present(places) if column.question]
        witnesses = [column for column in self.witnesses if column.header in places]
        cells: Mapping[str, set[str]] = {}
        if any(column.question not in chosen for column in asking):
            evidence = (header for column in (*asking, *witnesses) for header in column.evidence)
            cells = distinct_cells(chunks(), {name: places[name] for name in evidence if name in places})
        readings = decide(asking, cells, chosen, habits, table.facts.path.name, witnesses)
        gathered = None
        if self.gathers:
            gathered = self.gather(_records(chunks(), places, self.placeholders))
        return Study(readings, gathered)

    def bind(self, table: Table, study: Study = NOTHING_LEARNED) -> "TableDrafter":
        places = self._places(table)
        read: dict[Column, Column] = {}
        for column in self.columns.values():
            read.setdefault(column, column.read_as(study.readings))
        columns: dict[str, Column] = {
            field: Constant(default)
            for field, default in defaults(self.kind).items()
            if field not in self._filled
        }
        columns |= {name: read[column] for name, column in self.columns.items()}
        personal = self._personal(table, places)
        fields_of = draft_fields(self.kind)[2:]
        shape = self._shape(study)
        drafter = TableDrafter(columns, fields_of, places, personal, table, shape, self.placeholders)
        drafter.notices = (*self._drift(table).notices(), *self._unnamed_fees(table))
        return drafter

    def gather(self, records: Iterable[Record]) -> object:
        """What `shape` has to know of other records than its own, such as how many an order has."""
        raise NotImplementedError

    def shape(self, record: Record, gathered: Any) -> tuple[str, ...]:
        """The cells of the `virtual` columns of a record.

        Raises:
            PassedOver: If it is no row of its own: a footer, a total.
        """
        raise NotImplementedError

    @property
    def _filled(self) -> set[str]:
        return {field for name, column in self.columns.items() for field in column.fields(name)}

    def _shape(self, study: Study) -> Shape | None:
        if type(self).shape is TableSource.shape:
            return None
        return Shape(self.virtual, lambda record: self.shape(record, study.gathered))

    def _places(self, table: Table) -> dict[str, int]:
        read = (header for column in self.columns.values() for header in column.headers())
        known = dict.fromkeys((*self.signature, *read, *self.aliases, *self.personal))
        return header_places(table, known, with_renamed(self.aliases, self._drift(table)))

    def _personal(self, table: Table, places: Mapping[str, int]) -> frozenset[int]:
        """The columns declared as personal, and those that nobody ever declared and that look it."""
        declared = {places[name] for name in self.personal if name in places}
        known = {header_key(name) for version in self.versions for name in version}
        unnamed = set(range(len(table.header))).difference(places.values())
        gained = {at for at in unnamed if header_key(table.header[at]) not in known}
        return frozenset(declared | {at for at in gained if looks_personal(table.header[at])})

    def _unnamed_fees(self, table: Table) -> tuple[Said, ...]:
        spoken = frozenset(self.said(table))
        if not spoken >= {"gross", "payout"} or spoken & _FEES:
            return ()
        return (said("The file names no fees: what payouts lack of prices is booked as other adjustment"),)

    def _drift(self, table: Table) -> Drift:
        return _drift_of(self, tuple(table.header))

    def _present(self, places: Mapping[str, int]) -> list[Column]:
        """The columns that the file has, each once."""
        return [
            column
            for column in dict.fromkeys(self.columns.values())
            if column.question == CURRENCY or column.header in places or column.header in self.virtual
        ]


@lru_cache(maxsize=256)
def _drift_of(source: TableSource, header: tuple[str, ...]) -> Drift:
    declared = (name for column in source.columns.values() for name in column.headers())
    read = {*source.signature, *declared, *source.aliases}.difference(source.personal)
    return drift_of(header, source.versions, source.aliases, read)


def draft_fields(kind: DraftKind) -> tuple[str, ...]:
    """Names of the draft's fields in their order, which is that of the staging columns."""
    return tuple(field.name for field in fields(DRAFT_CLASSES[kind]))


def defaults(kind: DraftKind) -> dict[str, object]:
    """The values of the draft's fields that a source need not fill."""
    return {
        field.name: field.default for field in fields(DRAFT_CLASSES[kind]) if field.default is not MISSING
    }


def _records(
    chunks: Iterable[RawChunk], places: Mapping[str, int], placeholders: frozenset[str]
) -> Iterator[Record]:
    for chunk in chunks:
        for row, cells in enumerate(chunk.cells, chunk.first_row):
            yield Record(row, cells, places, placeholders)
