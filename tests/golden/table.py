"""The table of sources in docs/importers.md: its rows, and the numbers in it that can be counted."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from soleflip_desktop import importers
from soleflip_desktop.importers.registry import SOURCES
from tests.golden.inputs import INPUTS

DOCUMENT = Path(__file__).parents[2] / "docs" / "importers.md"
SHEETS = Path(__file__).parents[1] / "mapped" / "sheets"
OWN_TABLES = "mapped.py"
COLUMNS = ("Source", "File", "Kind", "Versions read", "Confidence", "Key", "Quirks", "Cases", "Lines")
_FILE = re.compile(r"`(\w+\.py)`")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, cell by cell."""

    cells: tuple[str, ...]

    @property
    def files(self) -> list[str]:
        return _FILE.findall(self["File"])

    def __getitem__(self, column: str) -> str:
        return self.cells[COLUMNS.index(column)]

    def __str__(self) -> str:
        return f"| {' | '.join(self.cells)} |"


def rows(text: str) -> list[Row]:
    """The lines below the header, as they stand."""
    lines = text.splitlines()
    first = lines.index(f"| {' | '.join(COLUMNS)} |") + 2
    found = []
    for line in lines[first:]:
        if not line.startswith("|"):
            break
        found.append(Row(tuple(cell.strip() for cell in line.strip("|").split("|"))))
    return found


def counted(row: Row) -> Row:
    """The same line with its golden cases and lines of code as they are now."""
    numbers = {"Cases": str(_cases(row.files)), "Lines": f"{_lines(row.files):,}"}
    cells = zip(COLUMNS, row.cells, strict=True)
    return replace(row, cells=tuple(numbers.get(column, cell) for column, cell in cells))


def written(text: str) -> str:
    """The document with its numbers counted anew."""
    for row in rows(text):
        text = text.replace(str(row), str(counted(row)))
    return text


def file_of(source: object) -> str:
    return type(source).__module__.rpartition(".")[2] + ".py"


def _cases(files: list[str]) -> int:
    if files == [OWN_TABLES]:
        return len(list(SHEETS.glob("*.csv")))
    folders = {each.family or each.slug for each in SOURCES if file_of(each) in files}
    return sum(path.parent.name in folders for path in INPUTS)


def _lines(files: list[str]) -> int:
    folder = Path(importers.__file__).parent
    return sum(len(next(folder.rglob(name)).read_text("utf-8").splitlines()) for name in files)
