"""Figures as a file that spreadsheets open."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from soleflip_desktop.services.exporting import harmless, replacing

Cell: TypeAlias = str | int | Decimal | date | None


def write_figures(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Writes CSV as exports do: UTF-8 with a byte order mark, whole or not at all, nothing to be run.

    Raises:
        FileError: If the file cannot be written.
    """
    with (
        replacing(path) as unfinished,
        unfinished.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
