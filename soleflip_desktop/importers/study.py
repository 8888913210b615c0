"""What has to be known about a whole file before its first row can be drafted."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from soleflip_desktop.domain.readings import ZONE, Readings
from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.column import Column
from soleflip_desktop.importers.files.readers import RawChunk

EXAMPLES = 5
Chunks = Callable[[], Iterable[RawChunk]]


@dataclass(frozen=True, slots=True)
class Habits:
    """What the user's settings say where a file is silent.

    Attributes:
        currency: ISO 4217 code of amounts without one.
        zone: IANA name of the time zone in which days are cut.
    """

    currency: str = "EUR"
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Study:
    """What a source learned from all records of a file.

    Attributes:
        readings: How its columns are read; kept with the batch, so that rows drafted again come out the same.
        gathered: What the source itself noted, such as how many rows an order has.
    """

    readings: Readings = field(default_factory=dict)
    gathered: object = None


NOTHING_LEARNED = Study()


@dataclass(frozen=True, slots=True)
class Open:
    """A question the file does not answer.

    Attributes:
        question: Header of the column, or `CURRENCY`.
        answers: The readings that are possible, the likelier first.
        examples: Some of its cells.
    """

    question: str
    answers: tuple[str, ...]
    examples: tuple[str, ...]


class UndecidedError(FileError):
    """A file can be read in several ways, with other values; the user has to say which.

    Args:
        file_name: Shown in the message.
        questions: What is open.
    """

    def __init__(self, file_name: str, questions: Sequence[Open]) -> None:
        first = questions[0]
        super().__init__(
            said(
                '{file} can be read in two ways: column "{column}" holds {examples}',
                file=file_name,
                column=first.question,
                examples=", ".join(first.examples[:3]),
            ),
            said("Say how it is written"),
        )
        self.file_name, self.questions = file_name, tuple(questions)

    def __reduce__(self) -> tuple[type["UndecidedError"], tuple[str, tuple[Open, ...]]]:
        return type(self), (self.file_name, self.questions)


def decide(
    columns: Iterable[Column],
    distinct: Mapping[str, Collection[str]],
    chosen: Readings,
    habits: Habits,
    file_name: str,
    witnesses: Iterable[Column] = (),
) -> dict[str, str]:
    """The reading of every column that needs one.

    What was chosen counts before what the cells show, and that before what the other columns of the same
    family show: a file whose sale days are day-first has day-first purchase days.

    Args:
        columns: Those with a question.
        distinct: The different cells of each header that is evidence for one of them, or for a witness.
        chosen: What the user or the batch says already.
        witnesses: Columns that ask nothing, but show their family how the file is written.

    Raises:
        UndecidedError: If a question stays open.
    """
    asking = {column.question: column for column in columns if column.question}
    heard = {column.question: column for column in witnesses if column.question and column.family} | asking
    plausible = {
        question: (chosen[question],)
        if question in chosen
        else column.weigh(_evidence(column, distinct), habits.currency)
        for question, column in heard.items()
    }
    settled = {question: answers[0] for question, answers in plausible.items() if len(answers) == 1}
    voices = {
        question: reading
        for question, reading in settled.items()
        if question in chosen or heard[question].speaks(_evidence(heard[question], distinct))
    }
    for question in [each for each in asking if each not in settled]:
        family = asking[question].family
        votes = {reading for other, reading in voices.items() if heard[other].family == family}
        if len(possible := votes.intersection(plausible[question])) == 1:
            settled[question] = possible.pop()
    if left := [question for question in asking if question not in settled]:
        raise UndecidedError(
            file_name,
            [Open(each, plausible[each], _examples(_evidence(asking[each], distinct))) for each in left],
        )
    return {question: settled[question] for question in asking} | {ZONE: chosen.get(ZONE, habits.zone)}


def distinct_cells(chunks: Iterable[RawChunk], places: Mapping[str, int]) -> dict[str, set[str]]:
    """The different cells of the columns at `places`, by their header."""
    found: dict[str, set[str]] = {header: set() for header in places}
    for chunk in chunks:
        for header, place in places.items():
            found[header].update(_cells(chunk, place))
    return found


def _evidence(column: Column, distinct: Mapping[str, Collection[str]]) -> set[str]:
    return {cell for header in column.evidence for cell in distinct.get(header, ())}


def _cells(chunk: RawChunk, place: int) -> Iterator[str]:
    if chunk.columns is not None and place < len(chunk.columns):
        return iter(chunk.columns[place])
    return (record[place] for record in chunk.cells if place < len(record))


def _examples(cells: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(str.strip, cells))[:EXAMPLES])
