"""Tables that no source knows: what their columns may be, how that reads, and profiles that remember it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from soleflip_desktop.db.engine import Engine, transaction
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.errors import FileError, Said, said
from soleflip_desktop.importers.files.readers import RawChunk, Table
from soleflip_desktop.importers.own_tables.mapped_fields import Rows
from soleflip_desktop.importers.own_tables.mapped_table import NamedTable, named_table, on_header_of
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping, lacks
from soleflip_desktop.importers.own_tables.mapping_preview import (
    Preview,
    PreviewCell,
    PreviewRow,
    preview,
    read_example,
)
from soleflip_desktop.importers.own_tables.proposals import Guess, likely_header, propose
from soleflip_desktop.importers.own_tables.synonyms import Synonyms, read_synonyms
from soleflip_desktop.importers.registry import mapped_claims, table_name
from soleflip_desktop.importers.study import Habits, Open, UndecidedError
from soleflip_desktop.services.known_tables import Profile
from soleflip_desktop.services.opened_files import OpenedFile, opened_claim
from soleflip_desktop.services.preferences import booking_of
from soleflip_desktop.services.profiles import Profiles

__all__ = [
    "Guess",
    "Mappings",
    "Preview",
    "PreviewCell",
    "PreviewRow",
    "Profile",
    "Proposal",
    "Question",
    "Studied",
]

PREVIEW_ROWS = 20


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table may be.

    Attributes:
        table: On the header that the mapping is about, with a name for each column.
        mapping: The likely one.
        guesses: One for each column, in their order.
        head: The first records of the table, titles and header included, to be shown above the drop-downs.
        lacks: What the user has to say before the table can be imported; none if it is complete.
    """

    table: NamedTable
    mapping: ColumnMapping
    guesses: tuple[Guess, ...]
    head: tuple[tuple[str, ...], ...]
    lacks: tuple[Said, ...]


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


class Mappings(Profiles):
    """Proposes mappings and tries them out, and keeps them as profiles.

    Args:
        engine: The database they are kept in.
        actor: Who changes, one of `db.tables.logging.ACTORS`.
        synonyms: CSV file of headers in five languages, read when it is first needed.
    """

    def __init__(self, engine: Engine, actor: str, synonyms: Path) -> None:
        super().__init__(engine, actor)
        self._file = synonyms

    @cached_property
    def _synonyms(self) -> Synonyms:
        return read_synonyms(self._file.read_text(encoding="utf-8"))

    def propose(
        self,
        table: Table,
        header_row: int | None = None,
        rows: Rows | None = None,
        *,
        control: Control | None = None,
    ) -> Proposal:
        """What the columns of a table may be; reads only its head.

        Args:
            header_row: Index of the header in `table.head`; `None` for the likeliest.
            rows: What its rows are; `None` for what is likely.

        Raises:
            FileError: If nothing follows the header.
        """
        (control or Control()).check()
        header = likely_header(table, self._synonyms) if header_row is None else header_row
        named = named_table(table, header)
        mapping, guesses = propose(named.table, self._synonyms, rows)
        return Proposal(named, mapping, guesses, table.head, lacks(mapping))

    def preview(
        self,
        table: Table,
        mapping: ColumnMapping,
        rows: int = PREVIEW_ROWS,
        *,
        control: Control | None = None,
    ) -> Preview:
        """The first rows under a mapping; reads only the head of the table, so it is quick for any file."""
        if missing := lacks(mapping):
            return Preview(missing, (), mapping.readings)
        return preview(on_header_of(table, mapping), mapping, self._habits(control), rows)

    def study(self, table: Table, mapping: ColumnMapping, control: Control) -> Studied:
        """How the columns are read, inferred over all rows, and what stays open; reads the whole file.

        Raises:
            FileError: If the mapping lacks something, or the file turns out unreadable.
            Cancelled: If the watcher asked for it.
        """
        opened, habits = self.opened(table, mapping), self._habits(control)
        readings: dict[str, str] = dict(mapping.readings)
        questions: dict[str, Question] = {}
        for each in opened:
            studied = _studied(each, habits, control)
            readings |= studied.readings
            questions |= {question.column: question for question in studied.questions}
        return Studied(readings, tuple(questions.values()))

    def opened(self, table: Table, mapping: ColumnMapping) -> tuple[OpenedFile, ...]:
        """The table as files that `Importing.stage` takes: one, or purchases and sales of the same table.

        Raises:
            FileError: If the mapping lacks something, or names columns that the table does not have.
        """
        if missing := lacks(mapping):
            raise FileError(
                said("{file} cannot be read yet", file=table_name(table)), said("{steps}", steps=missing[0])
            )
        on_header_of(table, mapping)
        return tuple(opened_claim(claim) for claim in mapped_claims(table, mapping))

    def _habits(self, control: Control | None) -> Habits:
        with transaction(self._engine, control) as connection:
            booking = booking_of(connection)
        return Habits(booking.currency, booking.time_zone)


def _studied(opened: OpenedFile, habits: Habits, control: Control) -> Studied:
    """What one side of the rows says, and what it leaves open."""

    def chunks() -> Iterator[RawChunk]:
        return opened.table.chunks(control=control)

    try:
        study = opened.source.study(opened.table, chunks, opened.readings, habits)
    except UndecidedError as error:
        likely = {asked.question: asked.answers[0] for asked in error.questions}
        study = opened.source.study(opened.table, chunks, {**opened.readings, **likely}, habits)
        sure = {name: reading for name, reading in study.readings.items() if name not in likely}
        return Studied(sure, tuple(map(_question, error.questions)))
    return Studied(study.readings, ())


def _question(asked: Open) -> Question:
    """The question with what its examples are read as, those first whose readings differ."""
    read = {
        example: tuple(read_example(example, answer) for answer in asked.answers)
        for example in asked.examples
    }
    examples = sorted(asked.examples, key=lambda each: len(set(read[each])) == 1)
    results = tuple(tuple(read[each][at] for each in examples) for at in range(len(asked.answers)))
    return Question(asked.question, asked.answers, tuple(examples), results)
