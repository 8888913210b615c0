"""What the panel beside a table shows, as texts."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One line.

    Attributes:
        tip: Why the value is unknown, or how it comes about.
        ink: Of the value, as `Label` has it.
        sum: The lines above add up to it: bold, with a rule above.
        heading: The name of the lines below; it has no value.
    """

    name: str
    value: str = ""
    tip: str = ""
    ink: str = ""
    sum: bool = False
    heading: bool = False

    @property
    def text(self) -> str:
        return f"{self.name}\t{self.value}" if self.value else self.name


@dataclass(frozen=True, slots=True)
class Moment:
    """One step as it is shown.

    Attributes:
        day: In words where nobody knows it.
        between: How long after the step before.
        words: The whole in one sentence, for who cannot see the line.
        known: Filled dot and plain ink; otherwise a ring and faint ink.
    """

    name: str
    day: str
    between: str = ""
    words: str = ""
    tip: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class SourceText:
    """One row of a file in words.

    Attributes:
        title: What kind of file it is and what it gave.
        path: Where the file lay.
        place: Row, line and time of the import.
        remark: What it changed, or that its import was undone.
        warnings: What the import warned of.
        cells: Header and value of every cell.
    """

    title: str
    file: str
    path: str
    place: str
    remark: str
    warnings: tuple[str, ...]
    cells: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        head = (self.title, self.file, self.place, self.remark, *self.warnings)
        cells = [f"{header}\t{' '.join(value.split())}" for header, value in self.cells]
        return "\n".join([*filter(None, head), *cells])


@dataclass(frozen=True, slots=True)
class Entry:
    """One action in words.

    Attributes:
        change_set_id: What `undo_wanted` carries.
        when: When and by whom.
        changes: One line for each field or row.
        undo: What its button says; empty without one.
    """

    change_set_id: int
    label: str
    when: str
    changes: tuple[str, ...]
    undo: str

    @property
    def text(self) -> str:
        return "\n".join((self.label, self.when, *self.changes))


@dataclass(frozen=True, slots=True)
class NotesText:
    """The notes of a pair, to be typed over; `None` where there are none."""

    pair: int
    product: str
    text: str | None


@dataclass(frozen=True, slots=True)
class DetailsText:
    """All that the panel shows of one row, in words; `notes` is `None` without a pair."""

    title: str
    subtitle: str
    life: Sequence[Moment]
    money: Sequence[Fact]
    particulars: Sequence[Fact]
    notes: NotesText | None
    sources: Sequence[SourceText]
    history: Sequence[Entry]
