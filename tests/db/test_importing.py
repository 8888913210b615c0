"""What an import leaves in the database, and what a second look at the same file does."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.db.engine import transaction
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, UserError
from tests.db.imports import SAMPLE, Imports, changed, imports_on, purchases, records, report, write

needs_sample = pytest.mark.skipif(not SAMPLE.exists(), reason="the sample report is not beside the checkout")


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


@needs_sample
def test_that_the_sample_report_gives_its_known_figures(imports: Imports) -> None:
    batch = imports.run(SAMPLE)

    assert batch.status == "imported"
    assert (batch.counts.rows, batch.counts.new, batch.counts.warnings) == (600, 600, 149)
    assert batch.payout == {"EUR": Decimal("53891.97")}
    assert imports.rows("select count(*), sum(gross), sum(payout), sum(invoice_amount) from sales.sales") == [
        (600, Decimal("61365.00"), Decimal("53891.97"), Decimal("53891.97"))
    ]
    booked = "select other_adjustment, count(*) from sales.sales group by 1 order by 1"
    assert imports.rows(booked) == [
        (Decimal("-0.01"), 19),
        (Decimal("0.00"), 422),
        (Decimal("0.01"), 10),
        (Decimal("8.00"), 149),
    ]
    without_code = """
        select count(*) from sales.sales
        where product_id not in (select product_id from products.product_codes)
    """
    assert imports.one(without_code) == 38
    twins = """
        select count(*) from (
            select product_id, size_id, gross, sold_at::date from sales.sales
            group by 1, 2, 3, 4 having count(*) > 1) as twins
    """
    assert imports.one(twins) > 0


@needs_sample
def test_that_every_code_of_a_list_leads_to_its_product(imports: Imports) -> None:
    imports.run(SAMPLE)

    codes = "select code, product_id from products.product_codes where code in ('DH0587-100', 'DM0587-100')"
    found = dict(imports.rows(codes))
    assert len(found) == 2
    assert len(set(found.values())) == 1


@pytest.mark.parametrize("again", [True, False], ids=["checked again", "known by its content"])
def test_that_a_repeated_file_changes_nothing(imports: Imports, tmp_path: Path, again: bool) -> None:
    path = report(tmp_path / "report.csv")
    imports.run(path)
    before = imports.contents(schemas=("core", "products", "sales", "logging"))

    repeated = imports.run(path, again=again)

    assert imports.contents(schemas=("core", "products", "sales", "logging")) == before
    if again:
        assert repeated.status == "known"
        assert (repeated.counts.rows, repeated.counts.known, repeated.counts.new) == (250, 250, 0)
    else:
        assert repeated.status == "imported"


def test_that_a_changed_payout_is_shown_and_taken_over(imports: Imports, tmp_path: Path) -> None:
    path = report(tmp_path / "report.csv")
    imports.run(path)
    order = records(path)[7]["Order Number"]
    payout = Decimal(records(path)[7]["Total Gross Amount (Total Payout)"])
    corrected = changed(
        path,
        tmp_path / "corrected.csv",
        {
            7: {
                "Total Gross Amount (Total Payout)": str(payout - 2),
                "Total Net Amount (Payout Excluding VAT)": "",
            }
        },
    )

    staged = imports.stage(corrected)
    differences = imports.importing.differences(staged.id)
    batch = imports.importing.commit(staged.id, Control())

    assert (batch.counts.changed, batch.counts.known, batch.counts.new) == (1, 249, 0)
    assert [(each.row_number, each.key) for each in differences] == [(8, order)]
    assert differences[0].fields["payout"] == (f"{payout:.2f}", f"{payout - 2:.2f}")
    assert imports.one("select payout from sales.sales where order_key = :order", order=order) == payout - 2


def test_that_a_field_the_user_typed_outranks_a_later_import(imports: Imports, tmp_path: Path) -> None:
    path = report(tmp_path / "report.csv", 20)
    imports.run(path)
    order = records(path)[3]["Order Number"]
    with transaction(imports.engine) as connection:
        connection.execute(
            text(
                "update sales.sales set buyer_city = 'Aachen', locked_fields = '{buyer_city}'"
                " where order_key = :order"
            ),
            {"order": order},
        )
    moved = changed(
        path,
        tmp_path / "moved.csv",
        {3: {"Buyer Destination City": "Ulm", "Buyer Destination Country": "Austria"}},
    )

    batch = imports.run(moved)

    assert batch.counts.changed == 1
    place = "select buyer_city, buyer_country from sales.sales where order_key = :order"
    assert imports.rows(place, order=order) == [("Aachen", "Austria")]


def test_that_a_row_repeated_within_a_file_is_taken_once(imports: Imports, tmp_path: Path) -> None:
    rows = records(report(tmp_path / "report.csv", 10))
    batch = imports.run(write(tmp_path / "twice.csv", [*rows, rows[4]]))

    assert (batch.counts.rows, batch.counts.new, batch.counts.duplicates) == (11, 10, 1)
    assert imports.one("select count(*) from sales.sales") == 10


def test_that_an_empty_fee_is_nought_only_where_the_payout_proves_it(
    imports: Imports, tmp_path: Path
) -> None:
    rows = records(report(tmp_path / "report.csv", 3))
    fees = {"Seller Fee": "", "Payment Processing": "", "Shipping Fee": "", "Listing Price": "100"}
    for row, payout in zip(rows, ("100", "92", "100.01"), strict=True):
        row.update(fees | {"Total Gross Amount (Total Payout)": payout})

    batch = imports.run(write(tmp_path / "fees.csv", rows))

    assert batch.counts.warnings == 1
    booked = "select platform_fee, shipping_fee, other_adjustment, payout from sales.sales order by id"
    nought = Decimal("0.00")
    assert imports.rows(booked) == [
        (nought, nought, nought, Decimal("100.00")),
        (None, None, Decimal("8.00"), Decimal("92.00")),
        (nought, nought, Decimal("-0.01"), Decimal("100.01")),
    ]


def test_that_rows_with_problems_are_left_out_and_named(imports: Imports, tmp_path: Path) -> None:
    path = report(tmp_path / "report.csv", 10)
    broken = changed(
        path,
        tmp_path / "broken.csv",
        {2: {"Listing Price": "abc"}, 5: {"Sale Date": "2024-13-45 00:00:00 +00"}},
    )

    staged = imports.stage(broken)
    problems = [each for each in imports.importing.findings(staged.id) if each.severity == "problem"]
    batch = imports.importing.commit(staged.id, Control())

    assert (batch.counts.new, batch.counts.problems) == (8, 2)
    assert [(each.row_number, each.column, each.value) for each in problems] == [
        (3, "Listing Price", "abc"),
        (6, "Sale Date", "2024-13-45 00:00:00 +00"),
    ]
    assert problems[0].physical_line == 6, "records of this report take two lines each"
    assert imports.one("select count(*) from sales.sales") == 8


def test_that_a_sale_in_the_future_is_a_problem(imports: Imports, tmp_path: Path) -> None:
    path = report(tmp_path / "report.csv", 5)
    future = changed(path, tmp_path / "future.csv", {1: {"Sale Date": "2099-01-01 00:00:00 +00"}})

    batch = imports.run(future)

    assert (batch.counts.new, batch.counts.problems) == (4, 1)


def test_that_a_quantity_becomes_that_many_sales(imports: Imports, tmp_path: Path) -> None:
    path = report(tmp_path / "report.csv", 3)
    price = Decimal(records(path)[0]["Listing Price"])
    batch = imports.run(changed(path, tmp_path / "two.csv", {0: {"Quantity": "2"}}))

    assert (batch.counts.rows, batch.counts.new) == (3, 3)
    two = "select line, gross from sales.sales where order_key = :order order by line"
    assert [line for line, _ in imports.rows(two, order=records(path)[0]["Order Number"])] == [1, 2]
    shares = imports.rows(two, order=records(path)[0]["Order Number"])
    assert sum(gross for _, gross in shares) == price


def test_that_the_raw_row_leads_from_a_sale_to_its_file_and_line(imports: Imports, tmp_path: Path) -> None:
    path = report(tmp_path / "report.csv", 5)
    imports.run(path)

    origin = """
        select batch.file_name, record.row_number, record.physical_line, record.raw
        from sales.sales
        cross join integration.sources_of('sales.sales', sales.id) target
        join integration.import_records record using (batch_id, row_number)
        join integration.import_batches batch on batch.id = target.batch_id
        where sales.order_key = :order
    """
    order = records(path)[3]["Order Number"]
    [(name, row, line, raw)] = imports.rows(origin, order=order)
    assert (name, row, line) == ("report.csv", 4, 8)
    assert raw.split("\x1f")[16] == order


def test_that_goods_without_a_style_code_are_found_again_by_name(imports: Imports, tmp_path: Path) -> None:
    rows = records(report(tmp_path / "report.csv", 3))
    names = ("LEGO Set 21328", "LEGO  set 21328", "Café Maniére")
    for row, name in zip(rows, names, strict=True):
        row.update({"Item": name, "Style": "N/A"})
    imports.run(write(tmp_path / "first.csv", rows))
    for number, row in enumerate(rows):
        row.update({"Order Number": f"9999999{number}-99999999", "Item": row["Item"].upper()})

    imports.run(write(tmp_path / "second.csv", rows))

    assert imports.one("select count(*) from sales.sales") == 6
    assert imports.one("select count(*) from products.products") == 2


def test_that_a_batch_checked_before_another_change_is_checked_again(
    imports: Imports, tmp_path: Path
) -> None:
    path = report(tmp_path / "report.csv", 20)
    first, second = imports.stage(path), imports.stage(path)
    assert second.counts.new == 20

    imports.importing.commit(first.id, Control())
    batch = imports.importing.commit(second.id, Control())

    assert (batch.status, batch.counts.new, batch.counts.known) == ("known", 0, 20)
    assert imports.one("select count(*) from sales.sales") == 20


def test_that_an_import_is_committed_only_once(imports: Imports, tmp_path: Path) -> None:
    batch = imports.run(report(tmp_path / "report.csv", 3))

    with pytest.raises(UserError, match="does not wait: it is imported"):
        imports.importing.commit(batch.id, Control())


def test_that_a_discarded_batch_leaves_only_its_line_in_the_history(imports: Imports, tmp_path: Path) -> None:
    before = imports.contents()
    staged = imports.stage(report(tmp_path / "report.csv", 20))

    imports.importing.discard(staged.id)

    assert imports.contents() == before
    assert imports.staged_rows() == 0
    assert [(each.status, each.file_name) for each in imports.importing.history()] == [
        ("discarded", "report.csv")
    ]


def test_that_a_file_nobody_can_read_is_kept_in_the_history(imports: Imports, tmp_path: Path) -> None:
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))

    with pytest.raises(FileError):
        imports.importing.open(path, Control())

    [failure] = imports.importing.history()
    assert failure.status == "failed"
    assert re.search(r"picture\.csv", failure.error or "")


def test_that_equal_pairs_of_a_purchase_stay_apart_in_any_order_of_rows(
    imports: Imports, tmp_path: Path
) -> None:
    pair = ("DD1391-100", "Panda", "10", 1, "89.99", "EUR", "2024-01-05", "Shop", "")
    dearer = (*pair[:4], "99.99", *pair[5:])
    imports.run(purchases(tmp_path / "first.csv", pair, dearer, pair))

    again = imports.run(purchases(tmp_path / "second.csv", dearer, pair, pair))
    more = imports.run(purchases(tmp_path / "third.csv", pair, pair, dearer, dearer))

    assert (again.counts.known, again.counts.new) == (3, 0)
    assert (more.counts.known, more.counts.new) == (3, 1)
    assert imports.rows("select price, count(*) from products.items group by 1 order by 1") == [
        (Decimal("89.99"), 2),
        (Decimal("99.99"), 2),
    ]


def test_that_pairs_of_one_order_share_their_purchase(imports: Imports, tmp_path: Path) -> None:
    imports.run(
        purchases(
            tmp_path / "orders.csv",
            ("DD1391-100", "Panda", "10", 2, "89.99", "EUR", "2024-01-05", "Shop", "A-1"),
            ("DD1391-101", "Other", "9", 1, "79.99", "EUR", "2024-01-05", "SHOP", "A-1"),
            ("DD1391-101", "Other", "9", 1, "79.99", "EUR", "2024-02-05", "", ""),
        )
    )

    assert imports.rows("select count(*), count(distinct purchase_id) from products.items") == [(4, 2)]
    assert imports.one("select count(*) from core.suppliers") == 1
