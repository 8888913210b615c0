"""Sales files of shops and marketplaces through the whole import."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from soleflip_desktop.domain.progress import Control
from tests.db.imports import Imports, imports_on

GOLDEN = Path(__file__).parents[1] / "golden"
ETSY_ORDERS, ETSY_ITEMS = GOLDEN / "etsy_orders" / "us.csv", GOLDEN / "etsy_items" / "us.csv"
SHOPIFY = GOLDEN / "shopify_orders" / "orders.csv"
FOLDERS = (
    *("shopify_orders", "woocommerce_orders", "poshmark_sales", "mercari_sales", "depop_sales"),
    *("etsy_orders", "etsy_items", "amazon_orders", "paypal_activity", "stripe_payouts"),
)
FILES = sorted(
    path for folder in FOLDERS for path in (GOLDEN / folder).iterdir() if not path.name.endswith(".json")
)
# Who and where the golden buyer is; city and country may be kept.
PERSONAL = (
    "Buyer One",
    "buyerone",
    "buyer1@example.com",
    "Sample Street",
    "555 0100",
    "01109",
    "90001",
    "50667",
)
SALES = """
    select sales.order_key, sales.line, products.name, sizes.value, sales.gross, sales.processing_fee,
           sales.status
    from sales.sales
    join products.products on products.id = sales.product_id
    join core.sizes on sizes.id = sales.size_id
    order by sales.order_key, sales.line
"""


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


@pytest.mark.parametrize("first", [ETSY_ORDERS, ETSY_ITEMS], ids=["orders first", "items first"])
def test_that_the_two_reports_of_an_etsy_order_are_one_sale(imports: Imports, first: Path) -> None:
    second = ETSY_ITEMS if first is ETSY_ORDERS else ETSY_ORDERS
    imports.run(first)
    imports.run(second)
    sold = imports.rows(SALES)
    assert len(sold) == 10
    both = [row for row in sold if row[0] in ("3100000001", "3100000003")]
    assert [row[:2] + row[3:] for row in both] == [
        ("3100000001", 1, "10.5", Decimal("118.00"), Decimal("4.10"), "completed"),
        ("3100000003", 1, "ONE", Decimal("40.00"), Decimal("1.51"), "completed"),
    ]
    assert both[1][2] == "Canvas tote"
    for again in (first, second, first):
        counts = imports.run(again).counts
        assert (counts.new, counts.changed, counts.duplicates) == (0, 0, 0)
    assert imports.rows(SALES) == sold


def test_that_the_lines_of_a_shopify_order_are_sales_that_add_up_to_it(imports: Imports) -> None:
    batch = imports.run(SHOPIFY)
    assert (batch.status, batch.counts.new, batch.counts.problems) == ("imported", 11, 0)
    orders = """
        select split_part(order_key, '-', 1), count(*), sum(gross), currency from sales.sales
        where order_key ~ '^#100[28]' group by 1, 4 order by 1
    """
    assert imports.rows(orders) == [
        ("#1002", 3, Decimal("299.99"), "USD"),
        ("#1008", 3, Decimal("238.00"), "EUR"),
    ]
    counts = imports.run(SHOPIFY).counts
    assert (counts.new, counts.changed, counts.duplicates) == (0, 0, 0)


def test_that_an_order_refunded_since_the_last_export_is_a_change(imports: Imports, tmp_path: Path) -> None:
    imports.run(SHOPIFY)
    later = tmp_path / "later.csv"
    told = SHOPIFY.read_text(encoding="utf-8")
    later.write_text(
        told.replace("#1001,buyer1@example.com,paid", "#1001,buyer1@example.com,refunded"), "utf-8"
    )
    counts = imports.run(later).counts
    assert (counts.new, counts.changed) == (0, 1)
    assert imports.one("select status from sales.sales where order_key = '#1001'") == "returned"


def test_that_nothing_personal_of_a_buyer_is_kept(imports: Imports) -> None:
    for path in FILES:
        opened = imports.importing.open(path, Control()).files[0]
        imports.importing.stage(opened, Control(), again=True)
    kept = everything(imports.engine)
    assert [word for word in PERSONAL if word in kept] == []
    assert "Springfield" in kept


def everything(engine: Engine) -> str:
    """All rows of all tables as text."""
    with engine.connect() as connection:
        found = inspect(connection)
        tables = [
            f'"{schema}"."{table}"'
            for schema in ("core", "products", "sales", "integration", "logging")
            for table in found.get_table_names(schema)
        ]
        return "\n".join(
            str(row[0])
            for table in tables
            for row in connection.execute(text(f"select t::text from {table} t"))
        )
