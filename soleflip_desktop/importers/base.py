"""What a source of drafts is, and how one is declared by its columns."""

from collections.abc import Sequence
from dataclasses import fields
from typing import ClassVar, Protocol

from soleflip_desktop.domain.drafts import DraftKind, PurchaseDraft, SaleDraft
from soleflip_desktop.importers.column import Column
from soleflip_desktop.importers.drafter import DraftChunk, TableDrafter
from soleflip_desktop.importers.readers import RawChunk, Table, header_key

DRAFT_CLASSES: dict[DraftKind, type[SaleDraft] | type[PurchaseDraft]] = {
    DraftKind.SALE: SaleDraft,
    DraftKind.PURCHASE: PurchaseDraft,
}
Head = Sequence[Sequence[str]]


class Drafter(Protocol):
    """Turns the chunks of one table into drafts; made by `Source.bind`."""

    @property
    def personal(self) -> frozenset[int]:
        """Indices of the file's columns with buyers' personal data."""

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
    def signature(self) -> tuple[str, ...]: ...
    def header_row(self, head: Head) -> int | None:
        """Index of the record of `head` that is this source's header; `None` if there is none."""

    def missing(self, header: Sequence[str]) -> tuple[str, ...]:
        """The columns of the source's signature that `header` lacks."""

    def header_of(self, field: str) -> str:
        """The header of the column that a draft field is read from, empty if there is none."""

    def bind(self, table: Table) -> Drafter:
        """Prepares to draft `table`, whose header is this source's.

        Raises:
            FileError: If a header is doubled or a required one missing.
        """


class TableSource:
    """A source declared by its columns: class attributes named like the draft fields they fill.

    Attributes:
        slug: Names the source in the database; never changes.
        title: Names it to the user.
        kind: What its rows are.
        version: Raised when the same file would give other drafts.
        signature: Headers that together identify it.
        personal: Headers of columns with buyers' names, streets, e-mail addresses, phone numbers.
    """

    slug: ClassVar[str]
    title: ClassVar[str]
    kind: ClassVar[DraftKind]
    version: ClassVar[int]
    signature: ClassVar[tuple[str, ...]]
    personal: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[dict[str, Column]]

    def __init_subclass__(cls) -> None:
        cls.columns = {name: value for name, value in vars(cls).items() if isinstance(value, Column)}
        filled = {field for name, column in cls.columns.items() for field in column.fields(name)}
        wanted = set(draft_fields(cls.kind)) - {"row", "line"}
        if filled - {"quantity"} != wanted:
            raise TypeError(f"{cls.__name__} and its drafts differ in {sorted(filled ^ wanted)}")

    def header_row(self, head: Head) -> int | None:
        return next((index for index, record in enumerate(head) if not self.missing(record)), None)

    def missing(self, header: Sequence[str]) -> tuple[str, ...]:
        keys = set(map(header_key, header))
        return tuple(name for name in self.signature if header_key(name) not in keys)

    def header_of(self, field: str) -> str:
        column = self.columns.get(field)
        return column.header if column is not None else ""

    def bind(self, table: Table) -> "TableDrafter":
        return TableDrafter(self.columns, draft_fields(self.kind)[2:], self.personal, table)


def draft_fields(kind: DraftKind) -> tuple[str, ...]:
    """Names of the draft's fields in their order, which is that of the staging columns."""
    return tuple(field.name for field in fields(DRAFT_CLASSES[kind]))
