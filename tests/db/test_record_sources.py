"""Which record each row came from, kept as runs."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.db.imports import Imports, imports_on, records, report, write

SOURCES = """
    select sales.order_key, source.row_number
    from sales.sales cross join integration.sources_of('sales.sales', sales.id) source
    where source.batch_id = :batch order by source.row_number, sales.line
"""


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


def test_that_every_sale_is_led_back_to_its_own_record(imports: Imports, tmp_path: Path) -> None:
    rows = records(report(tmp_path / "report.csv", 2_300))
    rows[40]["Quantity"] = "3"
    rows[41]["Sale Date"] = "no day"
    rows[1_500]["Order Number"] = rows[1_499]["Order Number"]

    batch = imports.run(write(tmp_path / "odd.csv", rows))

    expected = [
        (row["Order Number"], number)
        for number, row in enumerate(rows, start=1)
        for _ in range(int(row["Quantity"] or 1))
        if number not in (42, 1_501)
    ]
    assert imports.rows(SOURCES, batch=batch.id) == expected


def test_that_a_repeated_file_leads_back_to_its_own_records_too(imports: Imports, tmp_path: Path) -> None:
    rows = records(report(tmp_path / "report.csv", 1_200))
    first = imports.run(write(tmp_path / "first.csv", rows))
    shuffled = rows[700:] + rows[:700]
    shuffled[3]["Buyer Destination City"] = "Elsewhere"

    again = imports.run(write(tmp_path / "again.csv", shuffled))

    for batch, listed in ((first, rows), (again, shuffled)):
        expected = [(row["Order Number"], number) for number, row in enumerate(listed, start=1)]
        assert imports.rows(SOURCES, batch=batch.id) == expected


def test_that_what_many_records_made_is_kept_as_few_runs(imports: Imports, tmp_path: Path) -> None:
    batch = imports.run(report(tmp_path / "report.csv", 2_500))

    kept = imports.one("select count(*) from integration.record_targets where batch_id = :id", id=batch.id)
    assert kept == 3
