"""What a column of a source is: header in, values or faults out, a whole chunk at a time."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self, TypeVar

from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.importers.files.spreadsheets import ERROR_MESSAGE, ERROR_REMEDY, ERRORS, unforced

MEMO_ENTRIES = 100_000
# Depop's way to write that there is nothing is a formula.
BLANK = frozenset({"", "N/A", '="-"'})

Values = Sequence[object]
Cells = Mapping[str, Sequence[str]]  # header as declared -> the chunk's cells of that column
Converter = Callable[[Cells, int], list[Values]]  # cells and row count -> one sequence per draft field

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True, eq=False)
class Bad:
    """Stands in a column where a value should be, and says what is wrong with the cell.

    Attributes:
        message: Ends a sentence that begins with the value.
        next_step: What the user can do, without its full stop.
        header: The column at fault if it is not the one declared.
    """

    message: str
    next_step: str
    header: str = ""


_EMPTY = Bad("is empty", "Fill the cell in")
_BROKEN = Bad(ERROR_MESSAGE, ERROR_REMEDY)
_MISSING = Bad("means no value, but one is needed", "Fill the cell in")


class Memo(dict[KeyT, ValueT]):
    """Remembers what each cell was read as, so that a repeated one costs one look-up."""

    def __init__(self, read: Callable[[KeyT], ValueT]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: KeyT) -> ValueT:
        value = self[cell] = self._read(cell)
        return value

    def read_all(self, cells: Sequence[KeyT]) -> list[ValueT]:
        if len(self) > MEMO_ENTRIES:
            self.clear()
        return list(map(self.__getitem__, cells))


class Column:
    """One column of a source; the attribute it is assigned to names the draft field.

    Args:
        header: As the platform writes it.
        required: The header must be there and no cell may be blank ("" or "N/A").
        blank: What a blank cell, or a header that is not there, is read as.
        limit: Most characters of a cell.

    Attributes:
        question: What has to be decided over the whole file before a cell can be read, a key of
            `Readings`; empty where every cell says itself how it is read.
        family: Columns of one family in a file are read alike where one of them leaves it open.
        sparse: It also reads where some of its headers, or all of them, are not there.
    """

    remedy = "Correct the cell"
    family: ClassVar[str] = ""
    sparse: ClassVar[bool] = False
    question = ""

    def __init__(
        self, header: str, *, required: bool = False, blank: object = None, limit: int = 500
    ) -> None:
        self.header = header
        self.required = required
        self.blank = blank
        self.limit = limit

    @property
    def evidence(self) -> tuple[str, ...]:
        """The headers whose cells `weigh` wants to see."""
        return (self.header,)

    def weigh(self, cells: Collection[str], currency: str) -> tuple[str, ...]:
        """The readings that the different cells of a file allow, the likelier first; one if it is certain.

        Only asked of a column with a question. `currency` is the user's own.
        """
        raise NotImplementedError

    def speaks(self, cells: Collection[str]) -> bool:
        """Whether these cells show how others of the family are read: not if all readings agree on them."""
        return True

    def read_as(self, readings: Readings) -> Self:
        """This column once it is decided how the file is read."""
        return self

    def fields(self, name: str) -> tuple[str, ...]:
        """The draft fields that the column called `name` fills."""
        return (name,)

    def needs(self) -> tuple[str, ...]:
        """Further headers that must be there if the column's own is."""
        return ()

    def headers(self) -> tuple[str, ...]:
        """All headers whose cells it reads."""
        return (self.header, *self.needs()) if self.header else ()

    def parse(self, text: str) -> object:
        """The value of a trimmed cell that is not blank.

        Raises:
            ValueError: With a message that ends a sentence beginning with the value.
        """
        return text

    def read(self, cell: str) -> object:
        """The value of a cell, or a `Bad`."""
        text = cell.strip()
        if text.upper() in BLANK:
            if not self.required:
                return self.blank
            return _MISSING if text else _EMPTY
        if text in ERRORS:
            return _BROKEN
        if len(text) > self.limit:
            return Bad(f"has {len(text):,} characters, at most {self.limit:,} are kept", "Shorten the cell")
        try:
            return self.parse(unforced(text))
        except ValueError as error:
            return Bad(str(error), self.remedy)

    def converter(self) -> Converter:
        """What turns the chunks of one file into values; it may remember cells between chunks."""
        memo = Memo(self.read)
        return lambda cells, count: [memo.read_all(cells[self.header])]

    def absent(self, count: int) -> list[Values]:
        """The values where the file lacks the column."""
        return [[self.blank] * count]


class Constant(Column):
    """The same value in every draft, of no column of the file."""

    def __init__(self, value: object) -> None:
        super().__init__("", blank=value)


class Derived(Column):
    """A value read from several cells by a function; the first header is blamed for what is wrong.

    Args:
        headers: Their trimmed cells are handed over in this order, "" for one that is blank or not there.
        function: Raises `ValueError` with a message that ends a sentence beginning with the value.
        remedy: The next step shown with such a message.
        required: At least one of the headers must be there.
    """

    sparse = True

    def __init__(
        self, headers: tuple[str, ...], function: Callable[..., object], remedy: str, required: bool
    ) -> None:
        super().__init__(headers[0], required=required)
        self._headers = headers
        self.remedy = remedy
        self._function = function

    def headers(self) -> tuple[str, ...]:
        return self._headers

    def read_row(self, *cells: str) -> object:
        texts = ["" if cell.strip().upper() in BLANK else cell.strip() for cell in cells]
        if not ERRORS.isdisjoint(texts):
            at = next(at for at, text in enumerate(texts) if text in ERRORS)
            return Bad(ERROR_MESSAGE, ERROR_REMEDY, self._headers[at])
        longest = max(map(len, texts))
        if longest > self.limit:
            return Bad(f"has {longest:,} characters, at most {self.limit:,} are kept", "Shorten the cell")
        try:
            return self._function(*texts)
        except ValueError as error:
            return Bad(str(error), self.remedy)

    def converter(self) -> Converter:
        if len(self._headers) == 1:
            alone = Memo(self.read_row)
            return lambda cells, count: [alone.read_all(cells[self.header])]
        memo: Memo[tuple[str, ...], object] = Memo(lambda row: self.read_row(*row))

        def convert(cells: Cells, count: int) -> list[Values]:
            return [memo.read_all(list(zip(*(cells[header] for header in self._headers), strict=True)))]

        return convert


def derived(
    *headers: str, remedy: str = "Correct the cell", required: bool = False
) -> Callable[[Callable[..., object]], Derived]:
    """Makes a static method of a source the draft field of its name, read from these columns."""
    return lambda function: Derived(headers, function, remedy, required)
