"""What the tests of an import share: a pipeline on a database, files, and a look at all tables."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from soleflip_desktop.db.batches import Batch
from soleflip_desktop.db.tables import metadata
from soleflip_desktop.domain.brands import read_brand_table
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.services.importing import Importing
from tests.benchmarks.stockx_files import write_report

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT.parent / "shared" / "data" / "stockx_sales_report.csv"
PURCHASE_HEADER = (
    "Style code",
    "Product",
    "Size",
    "Quantity",
    "Price",
    "Currency",
    "Purchase date",
    "Supplier",
    "Order number",
)


@dataclass(frozen=True)
class Imports:
    """The import pipeline on one database."""

    engine: Engine
    importing: Importing

    def run(self, path: Path, *, again: bool = True) -> Batch:
        """Imports the file as the command line does, and returns its batch."""
        staged = self.stage(path, again=again)
        return staged if staged.status != "staged" else self.importing.commit(staged.id, Control())

    def stage(self, path: Path, *, again: bool = True, control: Control | None = None) -> Batch:
        control = control or Control()
        opened = self.importing.open(path, control).files[0]
        return self.importing.stage(opened, control, again=again).batch

    def rows(self, query: str, **values: object) -> list[Any]:
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query), values)]

    def one(self, query: str, **values: object) -> Any:
        with self.engine.connect() as connection:
            return connection.execute(text(query), values).scalar_one()

    def contents(self, *, schemas: tuple[str, ...] = ("core", "products", "sales")) -> dict[str, list[Any]]:
        """Every row of every table of `schemas`, in the order of its key."""
        with self.engine.connect() as connection:
            return {
                table.fullname: [
                    tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key))
                ]
                for table in metadata.sorted_tables
                if table.schema in schemas
            }

    def staged_rows(self) -> int:
        """Rows that only a waiting or imported batch may have."""
        return sum(
            self.one(f"select count(*) from integration.{table}")
            for table in (
                "import_records",
                "staged_sales",
                "staged_purchases",
                "staged_rates",
                "staged_payouts",
                "staged_expenses",
                "staged_listings",
                "staged_goods",
                "staged_sizes",
                "staged_accounts",
                "record_checks",
                "findings",
            )
        )


def imports_on(engine: Engine, chunk_rows: int = 100) -> Imports:
    brands = read_brand_table((ROOT / "resources" / "brands.csv").read_text(encoding="utf-8"))
    return Imports(engine, Importing(engine, brands.brand_of, chunk_rows))


def report(
    path: Path, rows: int = 250, *, seed: int = 1, styles: int = 40, first_order: int = 10_000_000
) -> Path:
    write_report(path, rows, styles=styles, seed=seed, first_order=first_order)
    return path


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """Writes records of one shape as CSV with their keys as the header."""
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(listed[0]))
        writer.writeheader()
        writer.writerows(listed)
    return path


def changed(source: Path, target: Path, changes: Mapping[int, Mapping[str, str]]) -> Path:
    """A copy of a report with some cells changed, by index of the record."""
    rows = records(source)
    for index, cells in changes.items():
        rows[index].update(cells)
    return write(target, rows)


def purchases(path: Path, *rows: tuple[object, ...]) -> Path:
    """A purchases file; the cells of a row are those of `PURCHASE_HEADER`."""
    return write(path, [dict(zip(PURCHASE_HEADER, row, strict=True)) for row in rows])
