"""A sheet of a workbook through the mapping."""

from pathlib import Path

from soleflip_desktop.importers.own_tables.mapped_table import named_table
from soleflip_desktop.importers.own_tables.proposals import likely_header, propose
from soleflip_desktop.importers.registry import mapped_claims
from tests.mapped.test_sheets import SYNONYMS
from tests.sources import drafted
from tests.unit.container_files import cell, row, sheet, tables_of, texts, workbook, write, zipped

DAY = 1  # of the styles that the workbook has
STOCK = (
    texts(1, "Sneakers 2024")
    + texts(3, "Shoe", "SKU", "EU Size", "Bought", "Cost", "Sold on", "Sold for")
    + row(
        4,
        cell("A4", "Dunk Low", "str"),
        cell("B4", "DD1391-100", "str"),
        cell("C4", 42.5),
        cell("D4", 45306, style=DAY),
        cell("E4", 110.05),
        cell("F4", 45342, style=DAY),
        cell("G4", 149.99999999999997),
    )
    + row(5, cell("A5", "Total", "str"), cell("E5", 110.05))
)


def test_that_a_sheet_below_its_title_becomes_pairs_and_sales(tmp_path: Path) -> None:
    notes = sheet(texts(1, "Nothing", "here") + texts(2, "a", "b"))
    members = workbook({"Notes": notes, "Stock": sheet(STOCK)})
    [_, table] = tables_of(write(tmp_path / "stock.xlsx", zipped(members)))
    named = named_table(table, likely_header(table, SYNONYMS))
    mapping, _ = propose(named.table, SYNONYMS)
    assert (mapping.sheet, mapping.header_row) == ("Stock", 1)
    [bought, sold] = [drafted(claim) for claim in mapped_claims(table, mapping)]
    [pair], [sale] = bought[0], sold[0]
    assert (str(pair["ordered_on"]), str(pair["price"])) == ("2024-01-15", "110.05")
    assert (pair["size_system"], pair["size_value"]) == ("EU", "42.5")
    assert (str(sale["sold_at"]), str(sale["gross"])) == ("2024-02-20 11:00:00+00:00", "150.00")
    assert [note.message for note in bought[2]] == ["is a total"]
