"""Which source a file belongs to, and what the sources make of real reports."""

from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest

from soleflip_desktop.domain.drafts import DraftKind, RowProblem, SaleDraft
from soleflip_desktop.domain.sizes import SYSTEMS
from soleflip_desktop.errors import FileError
from soleflip_desktop.importers import registry
from soleflip_desktop.importers.base import TableSource, draft_fields
from soleflip_desktop.importers.column import Constant
from soleflip_desktop.importers.registry import SOURCES, identify
from soleflip_desktop.importers.sources.purchases import Purchases
from soleflip_desktop.importers.sources.stockx import StockXSales
from tests.sources import open_source
from tests.unit.bad_files import REPORT, as_text, records, write

SHARED_REPORT = Path(__file__).parents[3] / "shared" / "data" / "stockx_sales_report.csv"


def sales_of(path: Path) -> tuple[list[SaleDraft], list[RowProblem]]:
    table, source = open_source(path)
    drafter = source.bind(table)
    drafted = [drafter.draft(chunk) for chunk in table.chunks()]
    drafts = [SaleDraft(*cast("Any", draft)) for part in drafted for draft in part.drafts]
    return drafts, [problem for part in drafted for problem in part.problems]


@pytest.mark.skipif(not SHARED_REPORT.exists(), reason="the shared sample report is not beside this checkout")
def test_that_the_sample_report_has_its_known_sums() -> None:
    drafts, problems = sales_of(SHARED_REPORT)
    assert (len(drafts), problems) == (600, [])
    assert sum(draft.gross or 0 for draft in drafts) == Decimal("61365.00")
    assert sum(draft.payout or 0 for draft in drafts) == Decimal("53891.97")
    assert sum(draft.invoice_amount or 0 for draft in drafts) == Decimal("53891.97")
    assert sum(not draft.style_codes for draft in drafts) == 38
    assert len({draft.order_key for draft in drafts}) == 600
    assert {draft.size_system for draft in drafts} <= set(SYSTEMS)
    assert {(draft.currency, draft.tax_treatment) for draft in drafts} == {("EUR", "intra_eu")}


@pytest.mark.skipif(not SHARED_REPORT.exists(), reason="the shared sample report is not beside this checkout")
def test_that_the_sample_report_keeps_its_raw_style_cells() -> None:
    table, _ = open_source(SHARED_REPORT)
    at = table.header.index("Style")
    assert len({record[at] for chunk in table.chunks(100) for record in chunk.cells}) == 319


def test_that_a_blank_fee_is_unknown_and_a_written_zero_is_zero(tmp_path: Path) -> None:
    rows = records()[:3]
    fee, currency = rows[0].index("Seller Fee"), rows[0].index("Seller Fee Currency")
    rows[1][fee], rows[1][currency] = "", "N/A"
    rows[2][fee], rows[2][currency] = "0", "EUR"
    drafts, _ = sales_of(write(tmp_path / "report.csv", as_text(rows)))
    assert [draft.platform_fee for draft in drafts] == [None, Decimal(0)]


def test_that_twins_and_a_quantity_become_drafts_of_their_own() -> None:
    drafts, _ = sales_of(REPORT)
    twins = [draft for draft in drafts if draft.style_codes == "206991-001"]
    assert len({draft.order_key for draft in twins}) == 2
    pairs = [draft for draft in drafts if draft.row == 13]
    assert [draft.line for draft in pairs] == [1, 2]
    assert [draft.payout for draft in pairs] == [Decimal("28.88"), Decimal("28.87")]


def test_that_a_column_the_report_lacks_leaves_its_fields_unknown(tmp_path: Path) -> None:
    rows = records()
    gone = [
        rows[0].index(name) for name in ("Shipping Fee", "Shipping Fee Currency", "Quantity", "Payout date")
    ]
    kept = [[cell for at, cell in enumerate(row) if at not in gone] for row in rows]
    drafts, problems = sales_of(write(tmp_path / "report.csv", as_text(kept)))
    assert (len(drafts), problems) == (14, [])
    assert {(draft.shipping_fee, draft.paid_out_at, draft.line) for draft in drafts} == {(None, None, 1)}


def test_that_an_amount_without_its_currency_column_is_refused(tmp_path: Path) -> None:
    rows = records()
    rows[0][rows[0].index("Seller Fee Currency")] = "Remark"
    with pytest.raises(FileError, match='no column "Seller Fee Currency"'):
        sales_of(write(tmp_path / "report.csv", as_text(rows)))


def test_that_purchases_need_a_style_code_or_a_product_column(tmp_path: Path) -> None:
    path = write(tmp_path / "pairs.csv", "Size,Price,Currency,Purchase date\n9,10,EUR,2024-01-01\n")
    with pytest.raises(FileError, match='no column "Product" or "Style code"'):
        sales_of(path)


@pytest.mark.parametrize(
    ("header", "advice"),
    [
        ("Style code,Sizes,Price,Currency,Purchase date", 'If "Size" is called "Sizes" there, rename it'),
        ("Style code,Size,Price,Curency,Purchase date", 'If "Currency" is called "Curency" there, rename it'),
        ("Style code,EU,Price,Currency,Purchase date", "Export it again with all columns"),
        # A column of its own is not called otherwise.
        ("Style code,Size,Price,Brand,Purchase date", "Export the file again with all columns"),
    ],
)
def test_that_a_column_under_another_name_is_found_for_the_user(
    tmp_path: Path, header: str, advice: str
) -> None:
    path = write(tmp_path / "bought.csv", f"{header}\nDD1391-100,9,100,EUR,2024-05-31\n")
    with pytest.raises(FileError) as refused:
        sales_of(path)
    assert refused.value.next_step.startswith(advice)


def test_that_a_file_is_known_by_its_header_not_by_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "purchases.csv", REPORT.read_bytes())
    assert open_source(path)[1].slug == "stockx_sales"


def test_that_a_header_below_the_fifteenth_row_is_nobodys() -> None:
    header = records()[0]
    preamble = [["note"]]
    assert identify([*preamble * 14, header])
    assert not identify([*preamble * 15, header])


def test_that_a_file_two_sources_claim_is_refused_naming_both() -> None:
    both = [[*StockXSales.signature, *Purchases.signature]]
    with pytest.raises(FileError, match=r"report\.csv could be StockX sales report and Purchases CSV"):
        identify(both, "report.csv")


def test_that_a_header_without_rows_below_it_is_refused_for_its_source(tmp_path: Path) -> None:
    path = write(tmp_path / "report.csv", "Sales\n" + as_text(records()[:1]))
    with pytest.raises(FileError, match=r"report\.csv has no rows"):
        open_source(path)


def test_that_every_source_has_a_slug_of_its_own() -> None:
    assert len({source.slug for source in SOURCES}) == len(SOURCES) == len(registry.SOURCES)


def test_that_drafts_have_the_order_of_the_class() -> None:
    assert draft_fields(DraftKind.SALE) == tuple(field.name for field in fields(SaleDraft))


def test_that_a_source_that_forgets_a_field_cannot_be_declared() -> None:
    with pytest.raises(TypeError, match="sold_at"):

        class Forgetful(TableSource):
            kind: ClassVar = DraftKind.SALE
            platform = Constant("nobody")


def test_that_a_problem_names_file_row_line_column_value_and_remedy() -> None:
    problem = RowProblem(3, 7, "Sale Date", "2024-13-45", "is not a day", "Correct it")
    assert problem.text("report.csv") == (
        'report.csv, row 3 (line 7), column "Sale Date": "2024-13-45" is not a day. Correct it'
    )


def test_that_a_long_value_is_cut_for_display() -> None:
    assert len(RowProblem(1, 2, "Item", "x" * 5_000, "is bad", "Shorten it").value) == 200
