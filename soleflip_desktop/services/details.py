"""Everything about one sale or one pair: its life, its money, where it came from, its history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from soleflip_desktop.db.biography import pair_biography, sale_biography
from soleflip_desktop.db.change_sets import Kind
from soleflip_desktop.db.engine import Connection, Engine, transaction
from soleflip_desktop.db.provenance import SourceRecord, source_records
from soleflip_desktop.db.row_history import (
    ROWS_COUNTED,
    FieldChange,
    HistoryEntry,
    Referred,
    RowChange,
    Value,
    row_history,
)
from soleflip_desktop.domain.biography import Biography
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.importers.raw import decode_row

__all__ = [
    "ROWS_COUNTED",
    "Cell",
    "Details",
    "Everything",
    "FieldChange",
    "HistoryEntry",
    "Kind",
    "Referred",
    "RowChange",
    "SourceRow",
    "Value",
]

Cell = tuple[str, str]
"""Header and value; the header is empty where the row is longer than the file's first."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of a file that gave or repeated what is known.

    Attributes:
        table: What it gave: `sales.sales` or `products.items`.
        source: Slug of what reads such files.
        fields: `None` if it gave all, otherwise what it changed; empty if it repeated what was known.
        row_number: Number of the record; the first below the header is 1.
        physical_line: Line of the file on which it begins, `None` if the record is not kept any more.
        cells: The row as it came, buyers' personal data `[removed]`; empty if it is not kept any more.
        undone: The import has been undone.
        findings: What the import warned of in it.
    """

    table: str
    fields: tuple[str, ...] | None
    batch_id: int
    source: str | None
    file_name: str
    file_path: str
    imported_at: datetime
    row_number: int
    physical_line: int | None
    cells: tuple[Cell, ...]
    undone: bool
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All that the program knows about one sale or pair."""

    biography: Biography
    sources: tuple[SourceRow, ...]
    history: tuple[HistoryEntry, ...]


class Details:
    """Reads one database.

    A read that is handed a control ends with `Cancelled` when that is cancelled, also on the server.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of_sale(self, sale_id: int, *, control: Control | None = None) -> Everything | None:
        """A sale with the pair it holds or held; `None` if it is gone."""
        return self._everything(lambda connection: sale_biography(connection, sale_id), control)

    def of_pair(self, item_id: int, *, control: Control | None = None) -> Everything | None:
        """A pair with its standing sale, if there is one; `None` if it is gone."""
        return self._everything(lambda connection: pair_biography(connection, item_id), control)

    def _everything(
        self, read: Callable[[Connection], Biography | None], control: Control | None
    ) -> Everything | None:
        with transaction(self._engine, control) as connection:
            biography = read(connection)
            if biography is None:
                return None
            rows = biography.rows
            sources = tuple(map(_source_row, source_records(connection, rows)))
            return Everything(biography, sources, tuple(row_history(connection, rows)))


def _source_row(record: SourceRecord) -> SourceRow:
    cells = [] if record.raw is None else decode_row(record.raw, record.first_record)
    header = record.header + ("",) * (len(cells) - len(record.header))
    return SourceRow(
        table=record.table,
        fields=record.fields,
        batch_id=record.batch_id,
        source=record.source,
        file_name=record.file_name,
        file_path=record.file_path,
        imported_at=record.imported_at,
        row_number=record.row_number,
        physical_line=record.physical_line,
        cells=tuple(zip(header, cells, strict=False)),
        undone=record.undone,
        findings=record.findings,
    )
