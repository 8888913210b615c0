"""StockX, alias and Notion through the whole import: one sale of several files, and nobody's e-mail."""

import json
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.db.batches import Batch
from soleflip_desktop.db.tables import metadata
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.readings import CENTS, CURRENCY
from soleflip_desktop.importers.sources.alias import AliasSales
from tests.db.imports import Imports, changed, imports_on
from tests.unit.bad_files import GOLDEN, REPORT

ORDER = "68237673-68137432"
INVENTORY = GOLDEN / "notion" / "inventory.csv"
QUERY = GOLDEN / "notion" / "query.json"
EMAIL = "buyer1@example.com"


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


def bring(imports: Imports, path: Path) -> list[Batch]:
    """Imports every table of a file, purchases before sales."""
    opened = imports.importing.open(path, Control()).files
    done = []
    for each in sorted(opened, key=lambda file: file.source.kind is DraftKind.SALE):
        staged = imports.importing.stage(each, Control(), again=True).batch
        done.append(imports.importing.commit(staged.id, Control()))
    return done


def report(path: Path) -> Path:
    """StockX's own word on the sale of the Notion sample."""
    sale = {
        **{"Order Number": ORDER, "Style": "FZ4159-100", "Item": "Jordan 4 RM White Black", "Sku Size": "8"},
        **{"Sale Date": "2024-10-04 19:20:21 +00", "Payout date": "2024-10-09 08:00:00 +00"},
        **{"Listing Price": "105", "Seller Fee": "8.4", "Payment Processing": "3.15", "Shipping Fee": "4.97"},
        **{"Total Gross Amount (Total Payout)": "88.48"},
    }
    return changed(REPORT, path, {0: sale})


def answer(path: Path) -> Path:
    """The same sale as the API tells it, still without its payout."""
    order = {
        **{"orderNumber": ORDER, "amount": "105", "currencyCode": "EUR", "status": "AUTHENTICATED"},
        **{"askId": "1", "createdAt": "2024-10-04T19:20:21.000Z", "payout": None},
        "product": {"productName": "Jordan 4 RM White Black", "styleId": "FZ4159-100"},
        "variant": {"variantValue": "8"},
        "shipment": {"trackingNumber": "1Z7"},
    }
    path.write_text(json.dumps({"orders": [order], "hasNextPage": False}), encoding="utf-8")
    return path


@pytest.mark.parametrize("order", list(permutations(("report.csv", "answer.json", "inventory.csv"))))
def test_that_a_sale_of_three_files_is_one_in_any_order(
    imports: Imports, tmp_path: Path, order: tuple[str, ...]
) -> None:
    files = {
        "report.csv": report(tmp_path / "report.csv"),
        "answer.json": answer(tmp_path / "answer.json"),
        "inventory.csv": INVENTORY,
    }
    for name in order:
        bring(imports, files[name])
    [sale] = imports.rows(
        "select sale_id, profit from analytics.sale_figures where order_key = :order", order=ORDER
    )
    assert sale[1] == Decimal("-8.99")
    [facts] = imports.rows(
        "select gross, payout, status, tracking_number, to_char(sold_at at time zone 'UTC', 'HH24:MI'),"
        " items.price, items.purchase_vat, suppliers.name"
        " from sales.sales join products.items on items.id = sales.item_id"
        " join products.purchases on purchases.id = items.purchase_id"
        " join core.suppliers on suppliers.id = purchases.supplier_id where order_key = :order",
        order=ORDER,
    )
    assert facts[:3] == (Decimal("105.00"), Decimal("88.48"), "completed")
    assert facts[4:] == ("19:20", Decimal("115.99"), Decimal("18.52"), "BSTN")
    told = imports.rows(
        "select batch.source from integration.sources_of('sales.sales', :sale) as source"
        " join integration.import_batches batch on batch.id = source.batch_id",
        sale=sale[0],
    )
    assert {name for (name,) in told} == {"stockx_sales", "stockx_orders", "notion_sales"}


@pytest.mark.parametrize("order", list(permutations(("alias.csv", "inventory.csv"))))
def test_that_dollars_of_alias_and_euros_of_notion_never_stand_in_one_sale(
    imports: Imports, tmp_path: Path, order: tuple[str, ...]
) -> None:
    report_of_alias = tmp_path / "alias.csv"
    report_of_alias.write_text(
        ",".join(AliasSales.signature) + "\nseller1,514496694,IF6442,8.5,Campus 00s,255,20/8/24,13/8/24\n",
        encoding="utf-8",
    )
    files = {"alias.csv": report_of_alias, "inventory.csv": INVENTORY}
    for name in order:
        bring(imports, files[name])
    assert imports.rows("select gross, payout, currency from sales.sales where order_key = '514496694'") == [
        (Decimal("255.00"), None, "USD")
    ]


def test_that_files_that_come_again_are_known(imports: Imports, tmp_path: Path) -> None:
    paths = [report(tmp_path / "report.csv"), answer(tmp_path / "answer.json"), INVENTORY]
    for path in paths:
        bring(imports, path)
    for path in paths:
        assert {batch.status for batch in bring(imports, path)} == {"known"}


def test_that_the_same_inventory_from_the_api_adds_nothing_to_the_export(imports: Imports) -> None:
    bring(imports, INVENTORY)
    of_sample = "select count(*) from products.items join products.product_codes using (product_id)"
    before = imports.one(f"{of_sample} where code = 'FZ4159-100'")
    bring(imports, QUERY)
    assert before == imports.one(f"{of_sample} where code = 'FZ4159-100'") == 1
    assert imports.one("select count(*) from sales.sales where order_key = :order", order=ORDER) == 1


@pytest.mark.parametrize("name", ["inventory.csv", "deutsch.csv", "query.json", "n8n_v1.json", "n8n_v2.json"])
def test_that_an_inventory_leaves_no_e_mail_behind(imports: Imports, name: str) -> None:
    bring(imports, GOLDEN / "notion" / name)
    assert_that_nothing_says(imports, EMAIL, "kaeufer1@example.com", "Buyer One")


def test_that_orders_leave_no_way_to_their_labels_behind(imports: Imports) -> None:
    bring(imports, GOLDEN / "stockx_orders" / "history.json")
    assert_that_nothing_says(imports, "labels.example", "slips.example", "parcels.example")


def assert_that_nothing_says(imports: Imports, *words: str) -> None:
    with imports.engine.connect() as connection:
        for table in metadata.sorted_tables:
            found = connection.execute(
                text(
                    f"select count(*) from {table.fullname} as line"
                    " where to_jsonb(line)::text ilike any(:words)"
                ),
                {"words": [f"%{word}%" for word in words]},
            ).scalar_one()
            assert not found, table.fullname


def test_that_a_credit_before_its_purchase_is_noticed(imports: Imports) -> None:
    [batch] = bring(imports, GOLDEN / "alias_sales" / "whole_dollars.csv")
    warned = imports.importing.findings(batch.id, "warning")
    assert [(finding.code, finding.row_number) for finding in warned] == [("paid_before_sold", 8)]


def test_that_a_report_of_alias_can_be_read_in_cents_and_in_another_currency(imports: Imports) -> None:
    opened = imports.importing.open(GOLDEN / "alias_sales" / "whole_dollars.csv", Control()).files[0]
    staged = imports.importing.stage(opened, Control()).batch
    assert staged.readings["PRODUCT_PRICE_CENTS_SALE_PRICE"] == "whole"
    assert staged.readings[CURRENCY] == "USD"

    readings = {"PRODUCT_PRICE_CENTS_SALE_PRICE": CENTS, CURRENCY: "EUR"}
    imports.importing.read_as(staged.id, readings, Control())
    imports.importing.commit(staged.id, Control())
    assert imports.rows("select gross, currency from sales.sales where order_key = '586612181'") == [
        (Decimal("3.99"), "EUR")
    ]


def test_that_stages_say_where_a_pair_is(imports: Imports) -> None:
    bring(imports, INVENTORY)
    states = dict(
        imports.rows(
            "select code, state from products.items join products.product_codes using (product_id)"
            " where code in ('DD1503-118', 'BB550WT1', 'DZ5485-612', 'B75806')"
        )
    )
    assert states == {
        **{"DD1503-118": "incoming", "BB550WT1": "in_stock", "DZ5485-612": "consigned"},
        "B75806": "returned_to_supplier",
    }
