"""Tables that no source knows: what their columns may be, how that reads, and profiles that remember it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from soleflip_desktop.db.engine import Engine
from soleflip_desktop.domain.drafts import AnyDraft, RowProblem
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.importers.mapped_fields import Rows
from soleflip_desktop.importers.mapping import ColumnMapping
from soleflip_desktop.importers.readers import Table
from soleflip_desktop.services.importing import OpenedFile

PREVIEW_ROWS = 20


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
class Proposal:
    """What a table may be.

    Attributes:
        table: On the header that the mapping is about.
        mapping: The likely one.
        guesses: One for each column, in their order.
        head: The first records of the table, titles and header included, to be shown above the drop-downs.
        lacks: What the user has to say before the table can be imported; none if it is complete.
    """

    table: Table
    mapping: ColumnMapping
    guesses: tuple[Guess, ...]
    head: tuple[tuple[str, ...], ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """A cell of a column that is read.

    Attributes:
        column: Its name in the mapping.
        field: The field that it fills.
        raw: As the file has it.
        value: What it was read as (`str`, `Decimal`, `date`, `datetime`, `Size`, `bool`, `int`), `None` if
            it says nothing or is faulty.
        fault: What is wrong with it, ends a sentence that begins with the value; empty if nothing.
        next_step: What the user can do about the fault.
    """

    column: str
    field: str
    raw: str
    value: object
    fault: str = ""
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A record as it is read under a mapping.

    Attributes:
        row: Its number, 1 = first data record.
        passed_over: Why it is none of its own, ends a sentence beginning "The row"; empty if it is one.
        cells: Of the columns that are read, in the order of the file.
        drafts: What would be imported of it, none if it is faulty.
        problems: Why it would not.
    """

    row: int
    passed_over: str
    cells: tuple[PreviewCell, ...]
    drafts: tuple[AnyDraft, ...]
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a table under a mapping.

    Attributes:
        lacks: What the user has to say before anything can be read; there are no rows then.
        rows: The first ones.
        readings: How days and amounts of each column were read here; where the first rows leave it open,
            the likelier reading.
    """

    lacks: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    readings: Readings


@dataclass(frozen=True, slots=True)
class Question:
    """What the cells of a whole table leave open; answered by a reading in `ColumnMapping.readings`.

    Attributes:
        column: Its name in the mapping.
        answers: The readings that are possible, the likelier first.
        examples: Some of its cells.
        results: For each answer, what the examples are read as; empty where an example has no such reading.
    """

    column: str
    answers: tuple[str, ...]
    examples: tuple[str, ...]
    results: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Studied:
    """What all rows of a table say about how its columns are read.

    Attributes:
        readings: Of the columns that are sure, and `CURRENCY`.
        questions: What is open; the table cannot be imported before they are answered.
    """

    readings: Readings
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A mapping under a name, used for every file with the same header.

    Attributes:
        mapping: `None` if a later version of the program saved it.
    """

    id: int
    name: str
    rows: Rows
    fingerprint: str
    mapping: ColumnMapping | None


class Mappings:
    """Proposes and tries out mappings, and keeps them as profiles; every change can be undone.

    Args:
        engine: The database they are kept in.
        actor: Who changes, one of `db.tables.logging.ACTORS`.
        synonyms: Headers in five languages.
    """

    def __init__(self, engine: Engine, actor: str, synonyms: object) -> None: ...

    def propose(
        self, table: Table, header_row: int | None = None, *, control: Control | None = None
    ) -> Proposal:
        """What the columns of a table may be; reads only its head.

        Args:
            header_row: Index of the header in `table.head`; `None` for the likeliest.

        Raises:
            FileError: If nothing follows the header.
        """
        raise NotImplementedError

    def preview(
        self,
        table: Table,
        mapping: ColumnMapping,
        rows: int = PREVIEW_ROWS,
        *,
        control: Control | None = None,
    ) -> Preview:
        """The first rows under a mapping; reads only the head of the table, so it is quick for any file."""
        raise NotImplementedError

    def study(self, table: Table, mapping: ColumnMapping, control: Control) -> Studied:
        """How the columns are read, inferred over all rows, and what stays open; reads the whole file.

        Raises:
            FileError: If the mapping lacks something, or the file turns out unreadable.
            Cancelled: If the watcher asked for it.
        """
        raise NotImplementedError

    def opened(self, table: Table, mapping: ColumnMapping) -> tuple[OpenedFile, ...]:
        """The table as files that `Importing.stage` takes: one, or purchases and sales of the same table.

        Raises:
            FileError: If the mapping lacks something, or columns that the table does not have.
        """
        raise NotImplementedError

    def profiles(self, *, control: Control | None = None) -> list[Profile]:
        """All profiles by name."""
        raise NotImplementedError

    def known(self, tables: Sequence[Table], *, control: Control | None = None) -> list[Profile | None]:
        """For each table the profile saved for its header, `None` where there is none."""
        raise NotImplementedError

    def save(self, table: Table, mapping: ColumnMapping, name: str, *, control: Control | None = None) -> int:
        """Remembers a mapping for files with this header in place of an earlier one, and returns its id.

        Raises:
            UserError: If the name is none, or the mapping lacks something.
        """
        raise NotImplementedError

    def rename(self, profile_id: int, name: str, *, control: Control | None = None) -> None:
        """Calls a profile something else.

        Raises:
            UserError: If the name is none, or the profile is gone.
        """
        raise NotImplementedError

    def delete(self, profile_id: int, *, control: Control | None = None) -> None:
        """Forgets a profile; files like its own are asked about again.

        Raises:
            UserError: If it is gone already.
        """
        raise NotImplementedError

    def export(self, profile_id: int, path: Path, *, control: Control | None = None) -> None:
        """Writes a profile to a JSON file.

        Raises:
            UserError: If the profile is gone or unreadable, or the file cannot be written.
        """
        raise NotImplementedError

    def import_file(self, path: Path, *, control: Control | None = None) -> int:
        """Keeps the profile in a JSON file, in place of one for the same header, and returns its id.

        Raises:
            FileError: If it holds no profile; says which part of it is wrong.
        """
        raise NotImplementedError
