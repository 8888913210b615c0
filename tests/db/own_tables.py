"""Own tables of expenses and listings, written, staged and imported by a mapping."""

from dataclasses import replace
from pathlib import Path

from soleflip_desktop.db.batches import Batch
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.importers.own_tables.mapped_fields import Rows
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping
from soleflip_desktop.services.opened_files import OpenedFile
from tests.db.imports import Imports

EXPENSES = ColumnMapping(
    Rows.EXPENSES,
    {
        "Date": "spent_on",
        "Kind": "expense_kind",
        "What": "description",
        "Paid": "amount",
        "Shop": "supplier",
        "Receipt": "reference",
        "Order": "order_key",
    },
    {"currency": "EUR"},
)
LISTINGS = ColumnMapping(
    Rows.LISTINGS,
    {
        "SKU": "style_codes",
        "Size": "size",
        "Pairs": "quantity",
        "Where": "platform",
        "Ask": "ask",
        "Since": "listed_on",
        "Until": "ended_on",
        "Number": "external_id",
    },
    {"currency": "EUR"},
)


class OwnTable:
    """A table kept by hand, in a file that is written anew each time.

    Args:
        mapping: What its columns are; of it counts what the table has.
    """

    def __init__(self, imports: Imports, folder: Path, mapping: ColumnMapping) -> None:
        self._imports, self._folder, self._mapping = imports, folder, mapping

    def run(self, header: str, *rows: str) -> Batch:
        staged = self.stage(header, *rows)
        return self.commit(staged) if staged.status == "staged" else staged

    def stage(self, header: str, *rows: str) -> Batch:
        return self._imports.importing.stage(self.opened(header, *rows), Control(), again=True).batch

    def commit(self, batch: Batch) -> Batch:
        return self._imports.importing.commit(batch.id, Control())

    def opened(self, header: str, *rows: str) -> OpenedFile:
        path = self._folder / "own.csv"
        path.write_text("\n".join((header, *rows, "")), encoding="utf-8")
        columns = {name: field for name, field in self._mapping.columns.items() if name in header.split(",")}
        mapping = replace(self._mapping, columns=columns)
        [opened] = self._imports.importing.open(path, Control(), mapping).files
        return opened
