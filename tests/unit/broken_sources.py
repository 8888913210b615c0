"""Sound files of every source, to be broken in one way, and what becomes of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from soleflip_desktop.domain.drafts import RowProblem
from soleflip_desktop.errors import FileError
from soleflip_desktop.importers.base import Source, TableSource
from soleflip_desktop.importers.files.readers import header_key
from soleflip_desktop.importers.registry import SOURCES
from tests.golden.inputs import INPUTS
from tests.sources import claims_of, drafted, drafter_of
from tests.unit.bad_files import as_text, write

NAME = "broken.csv"
Row = list[str]
Drafts = list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Sound:
    """A file that its source reads without a fault.

    Attributes:
        slug: Of the source.
        header: Without what precedes it.
        rows: All records below it.
        drafts: What they become.
        passed_over: Numbers of the records that are no rows of their own.
        read: Indices of the columns that the source knows, without those that name buyers.
    """

    slug: str
    header: Row
    rows: tuple[Row, ...]
    drafts: Drafts
    passed_over: frozenset[int]
    read: tuple[int, ...]

    def text(self, rows: Sequence[Row] | None = None, header: Row | None = None, delimiter: str = ",") -> str:
        """The file as CSV, with other rows or another header in the place of its own."""
        return as_text([header or self.header, *(self.rows if rows is None else rows)], delimiter)

    def write(self, folder: Path, rows: Sequence[Row] | None = None, header: Row | None = None) -> Path:
        return write(folder / NAME, self.text(rows, header))

    def with_cell(self, column: int, value: str, row: int | None = None) -> list[Row]:
        """The rows with one cell replaced, of the first drafted row if none is named; 1 = first."""
        rows = [list(cells) for cells in self.rows]
        rows[(row or self.first) - 1][column] = value
        return rows

    @property
    def first(self) -> int:
        """Number of the first row that becomes a draft."""
        return int(str(self.drafts[0]["row"]))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a source makes of a file.

    Attributes:
        refusal: Why the whole file is refused; `None` if it is not.
        drafts: Of the rows without fault.
        problems: Of the others.
        passed_over: Numbers of the records that are no rows of their own.
        notices: What the user is told of the file.
    """

    refusal: FileError | None = None
    drafts: Drafts = field(default_factory=list)
    problems: Sequence[RowProblem] = ()
    passed_over: frozenset[int] = frozenset()
    notices: Sequence[str] = ()


@cache
def sound_file(slug: str) -> Sound:
    """The golden input of a source with most drafts, without the rows that are faulty on purpose."""
    source = next(each for each in SOURCES if each.slug == slug)
    paths = [path for path in INPUTS if path.parent.name == (source.family or slug)]
    claims = [claim for path in paths for claim in claims_of(path) if claim.source is source]
    best = max(claims, key=lambda claim: len(drafted(claim)[0]))
    faulty = {problem.row for problem in drafted(best)[1]}
    records = [cells for chunk in best.table.chunks() for cells in chunk.cells]
    rows = tuple(list(cells) for row, cells in enumerate(records, 1) if row not in faulty)
    with TemporaryDirectory() as folder:
        header = list(best.table.header)
        outcome = outcome_of(write(Path(folder) / "sound.csv", as_text([header, *rows])), slug)
    assert outcome.drafts, outcome.refusal
    assert not outcome.problems
    read = tuple(at for at, name in enumerate(header) if header_key(name) in known_headers(source))
    return Sound(slug, header, rows, outcome.drafts, outcome.passed_over, read)


def known_headers(source: Source) -> frozenset[str]:
    """Keys of the headers that a source has a use for, under all their names."""
    if not isinstance(source, TableSource):
        return frozenset(("date", "usd", "jpy", "gbp"))
    declared = {name for column in source.columns.values() for name in column.headers()}
    names = (declared | {*source.signature, *source.aliases}).difference(source.personal)
    return frozenset(header_key(each) for name in names for each in (name, *source.aliases.get(name, ())))


def outcome_of(path: Path, slug: str) -> Outcome:
    """What becomes of a file for one source; nothing but our own errors is caught."""
    try:
        claims = [claim for claim in claims_of(path) if claim.source.slug == slug]
        if not claims:
            return Outcome()
        drafts, problems, notes = drafted(claims[0])
        notices = tuple(map(str, drafter_of(claims[0]).notices))
    except FileError as error:
        return Outcome(error)
    return Outcome(None, drafts, problems, frozenset(note.row for note in notes), notices)
