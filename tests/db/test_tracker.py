"""A row of a tracker is a pair and its sale, and gives way to the platform's own file."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.services.opened_files import in_order
from tests.db.imports import Imports, imports_on, write

GOLDEN = Path(__file__).parent.parent / "golden"
ORDERS = GOLDEN / "ebay_orders" / "us.csv"


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


def import_tracker(imports: Imports, path: Path) -> None:
    for opened in in_order(imports.importing.open(path, Control()).files):
        batch = imports.importing.stage(opened, Control(), again=True).batch
        if batch.status == "staged":
            imports.importing.commit(batch.id, Control())


def test_that_the_sale_of_a_row_takes_the_pair_of_its_row(imports: Imports) -> None:
    import_tracker(imports, GOLDEN / "tracker" / "german.csv")
    paired = imports.rows(
        "select items.price, sales.gross from sales.sales join products.items on items.id = sales.item_id"
        " where sales.status = 'completed'"
    )
    assert paired == [(Decimal("1190.00"), Decimal("1428.00"))]
    assert imports.one("select count(*) from products.items") == 4


@pytest.mark.parametrize("tracker_first", [True, False])
def test_that_a_tracker_and_a_report_tell_of_one_sale(
    imports: Imports, tmp_path: Path, *, tracker_first: bool
) -> None:
    row = {"SKU": "DD1391-100", "Product Name": "Nike Dunk Low Panda DD1391-100 US 10", "Gross Buy": "100.00"}
    row |= {"Gross Sale": "$134.95", "Sale Date": "2026-09-27", "Status": "sold", "Platform": "eBay"}
    tracker = write(tmp_path / "tracker.csv", [row])
    if tracker_first:
        import_tracker(imports, tracker)
    imports.run(ORDERS)
    if not tracker_first:
        import_tracker(imports, tracker)
    told = "select order_key, gross, tracking_number is not null, item_id is not null from sales.sales"
    assert imports.rows(f"{told} where gross = 134.95") == [("11-00001-00001", Decimal("134.95"), True, True)]
