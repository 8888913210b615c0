"""Files of payment processors: what they moved is kept beside the sales, never as one."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from soleflip_desktop.db.batches import differences_of
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.review import Pile
from soleflip_desktop.services.history import History
from soleflip_desktop.services.reviewing import Reviewing
from tests.db.imports import Imports, imports_on

GOLDEN = Path(__file__).parents[1] / "golden"
PAYPAL = GOLDEN / "paypal_activity" / "english.csv"
STRIPE = GOLDEN / "stripe_payouts" / "payouts.csv"
BROKEN = GOLDEN / "paypal_activity" / "problems.csv"
PAYOUTS = """
    select processor, reference, paid_on, gross, fee, amount, currency, description, transfer
    from sales.payouts order by processor, reference
"""


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


def edited(tmp_path: Path, old: str, new: str, source: Path = STRIPE) -> Path:
    told = source.read_text(encoding="utf-8")
    assert old in told
    path = tmp_path / "edited.csv"
    path.write_text(told.replace(old, new), encoding="utf-8")
    return path


def test_that_payouts_are_kept_and_no_sale_comes_of_them(imports: Imports) -> None:
    batch = imports.run(PAYPAL)
    assert (batch.status, batch.counts.new, batch.counts.problems) == ("imported", 5, 0)
    assert (batch.first_day, batch.last_day) == (date(2024, 5, 31), date(2024, 6, 6))
    assert imports.run(STRIPE).counts.new == 4
    rows = imports.rows(PAYOUTS)
    assert len(rows) == 9
    amounts = (Decimal("120.00"), Decimal("3.73"), Decimal("116.27"))
    assert rows[5] == ("stripe", "txn_0001", date(2024, 5, 10), *amounts, "EUR", "charge", "po_0001")
    assert imports.one("select count(*) from sales.sales") == 0
    assert imports.one("select count(*) from products.products") == 0
    assert imports.staged_rows() == imports.one(
        "select count(*) from integration.import_records"
    ) + imports.one("select count(*) from integration.findings")


def test_that_a_file_of_payouts_read_again_changes_nothing(imports: Imports) -> None:
    for path in (PAYPAL, STRIPE):
        imports.run(path)
    before = imports.rows(PAYOUTS)
    for path in (STRIPE, PAYPAL):
        batch = imports.run(path)
        assert (batch.status, batch.counts.new, batch.counts.changed) == ("known", 0, 0)
    assert imports.rows(PAYOUTS) == before


def test_that_a_corrected_payout_is_a_change_and_a_repeated_one_counts_once(
    imports: Imports, tmp_path: Path
) -> None:
    imports.run(STRIPE)
    batch = imports.stage(edited(tmp_path, "120.00,3.73,116.27,charge", "120.00,4.73,115.27,charge"))
    assert (batch.counts.new, batch.counts.changed, batch.counts.known) == (0, 1, 3)
    with imports.engine.connect() as connection:
        [difference] = differences_of(connection, batch.id)
    assert difference.key == "txn_0001"
    assert difference.fields == {"fee": ("3.73", "4.73"), "amount": ("116.27", "115.27")}
    imports.importing.commit(batch.id, Control())
    assert imports.one("select amount from sales.payouts where reference = 'txn_0001'") == Decimal("115.27")
    twice = imports.run(edited(tmp_path, "txn_0004", "txn_0001"))
    assert twice.counts.duplicates == 1


def test_that_an_import_of_payouts_is_undone(imports: Imports, engine: Engine, tmp_path: Path) -> None:
    imports.run(STRIPE)
    before = imports.rows(PAYOUTS)
    history = History(engine, "window")
    changed = imports.run(edited(tmp_path, "116.27,charge", "116.25,charge"))
    assert changed.counts.changed == 1
    history.undo()
    assert imports.rows(PAYOUTS) == before
    history.undo()
    assert imports.rows(PAYOUTS) == []


def test_that_amounts_that_do_not_add_up_are_noticed_and_a_broken_row_is_put_right(
    imports: Imports, engine: Engine
) -> None:
    batch = imports.stage(BROKEN)
    assert (batch.counts.new, batch.counts.problems, batch.counts.warnings) == (0, 3, 0)
    reviewing = Reviewing(engine)
    reviewing.correct(batch.id, 3, "Transaction ID", "7AB00000000000013", Control())
    piles = reviewing.piles(batch.id)
    assert (piles.rows[Pile.NEW], piles.rows[Pile.PROBLEMS], piles.rows[Pile.WARNINGS]) == (1, 2, 1)
    [row] = reviewing.page(batch.id, reviewing.ids(batch.id, Pile.NEW, (("payout", True),), "7ab"))
    assert (row.order, row.partner, row.product) == ("7AB00000000000013", "paypal", "Website Payment")
    assert (row.price, row.fees, row.payout) == (Decimal("10.00"), Decimal("0.65"), Decimal("8.00"))
