"""What a sheet of a workbook is, and a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from soleflip_desktop.importers.files.table import Beyond, Record


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of cells.

    Attributes:
        name: As the reseller calls it.
        place: Where the workbook keeps it.
        hidden: The spreadsheet does not show it.
    """

    name: str
    place: str
    hidden: bool


class Workbook(Protocol):
    """An opened workbook of any format."""

    @property
    def sheets(self) -> tuple[Sheet, ...]: ...
    def rows(self, sheet: Sheet, width: int, beyond: Beyond, *, few: bool = False) -> Iterator[Record]:
        """The rows of a sheet that hold anything, each of `width` cells, with their numbers; hidden ones too.

        Args:
            sheet: One of `sheets`.
            width: Cells of every row; those further to the right are dropped.
            beyond: Is told of what is dropped.
            few: Only the first rows are wanted, and soon.

        Raises:
            FileError: If the sheet is damaged.
        """
