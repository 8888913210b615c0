"""The sample data: loaded through the pipeline, removed without a trace, whatever was done meanwhile."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from soleflip_desktop.db.samples import FOLDER
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import Cancelled, UserError
from soleflip_desktop.importers.samples import FAULTS, LAST_DAY, SALES, write_sample_files
from soleflip_desktop.services.editing import Editing, NewPair
from soleflip_desktop.services.history import History, OnLaterChanges
from soleflip_desktop.services.item_goods import GoodsWanted
from soleflip_desktop.services.sales import Sales
from soleflip_desktop.services.sample_data import SampleData
from tests.benchmarks.stockx_files import write_purchases, write_report
from tests.db.imports import Imports, imports_on

HELD = "select count(*) from sales.sales where item_id is not null"
Contents = Mapping[str, list[Any]]


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


@pytest.fixture
def sample(imports: Imports, tmp_path: Path) -> SampleData:
    return SampleData(imports.engine, imports.importing, tmp_path, LAST_DAY)


def everything(imports: Imports) -> Contents:
    return imports.contents(schemas=("core", "products", "sales", "logging", "integration"))


def free_pairs(imports: Imports) -> int:
    """Pairs that no sale holds."""
    held = "select from sales.sales s where s.item_id = i.id and s.status not in"
    freeing = "('cancelled', 'returned', 'failed_verification')"
    return int(imports.one(f"select count(*) from products.items i where not exists ({held} {freeing})"))


def import_own_files(imports: Imports, folder: Path) -> None:
    purchases, report = folder / "own_purchases.csv", folder / "own_report.csv"
    write_purchases(purchases, 40, styles=12)
    write_report(report, 60, styles=12)
    assert {imports.run(path).status for path in (purchases, report)} == {"imported"}


def test_that_the_sample_is_what_its_seed_says(imports: Imports, sample: SampleData) -> None:
    sample.load(Control())
    assert sample.is_there()
    one = imports.one
    assert one("select count(*) from sales.sales") == SALES
    assert one("select sum(problems) from integration.import_batches") == FAULTS
    assert one("select sum(warnings) from integration.import_batches") >= 7
    assert (free_pairs(imports), imports.one(HELD)) == (154, 287)
    statuses = dict(imports.rows("select status, count(*) from sales.sales group by status"))
    assert statuses["returned"] >= 5
    assert statuses["cancelled"] >= 2
    assert statuses["shipped"] >= 2
    assert set(dict(imports.rows("select currency, count(*) from products.items group by 1"))) == {
        "EUR",
        "GBP",
        "USD",
    }
    payout = one("select sum(payout) from sales.sales where status = 'completed'")
    assert payout == Decimal("70752.67")


def test_that_removing_the_sample_leaves_no_trace(imports: Imports, sample: SampleData) -> None:
    before = everything(imports)
    sample.load(Control())
    sample.remove()
    assert not sample.is_there()
    assert everything(imports) == before


def test_that_own_files_stay(imports: Imports, sample: SampleData, tmp_path: Path) -> None:
    import_own_files(imports, tmp_path)
    before = everything(imports)
    sample.load(Control())
    sample.remove()
    assert everything(imports) == before


def test_that_files_imported_beside_the_sample_stay(
    imports: Imports, sample: SampleData, tmp_path: Path, engine: Engine
) -> None:
    sample.load(Control())
    import_own_files(imports, tmp_path)
    sample.remove()
    assert imports.one("select count(*) from sales.sales") == 60
    assert imports.one("select count(*) from products.items") == 40
    history = History(engine, "window")
    history.undo()
    history.undo()
    assert imports.one("select count(*) from sales.sales") == 0
    assert history.undoable() is None


def test_that_own_pairs_of_the_same_goods_stay_and_are_free_again(
    imports: Imports, sample: SampleData, tmp_path: Path
) -> None:
    sample.load(Control())
    before = imports.one(HELD)
    own = write_sample_files(tmp_path, seed=2)[0].rename(tmp_path / "own.csv")
    pairs = imports.run(own).counts.new
    assert imports.one(HELD) > before
    sample.remove()
    assert free_pairs(imports) == pairs
    assert imports.one("select count(*) from products.product_codes") > 20


def test_that_an_own_sale_loses_the_pair_of_the_sample_and_can_still_be_undone(
    imports: Imports, sample: SampleData, tmp_path: Path, engine: Engine
) -> None:
    import_own_files(imports, tmp_path)
    sample.load(Control())
    own = imports.one("select min(id) from sales.sales where item_id is null and order_key not like '6%'")
    pair = imports.one(
        "select max(id) from products.items i where item_key is not null"
        " and not exists (select from sales.sales s where s.item_id = i.id)"
    )
    with engine.begin() as connection:
        connection.exec_driver_sql(f"update sales.sales set item_id = {pair} where id = {own}")
    sample.remove()
    assert imports.one(f"select item_id from sales.sales where id = {own}") is None
    history = History(engine, "window")
    while history.undoable() is not None:
        history.undo(OnLaterChanges.INCLUDE)
    assert imports.one("select count(*) from sales.sales") == 0


def test_that_an_own_pair_of_a_sample_order_keeps_what_the_order_says(
    imports: Imports, sample: SampleData, engine: Engine
) -> None:
    sample.load(Control())
    said_of_orders = """
        select supplier.name, purchase.order_number, purchase.ordered_on from products.purchases purchase
        join core.suppliers supplier on supplier.id = supplier_id order by purchase.id
    """
    [order, *_] = imports.rows(said_of_orders)
    supplier, number, day = order
    pair = NewPair(GoodsWanted("Own"), supplier=supplier, order_number=number, bought_on=day)
    Editing(engine, "window").add(pair)
    sample.remove()
    assert imports.rows(said_of_orders) == [order]
    assert imports.one("select count(*) from products.items where purchase_id is not null") == 1
    assert not sample.is_there()


def test_that_a_cost_typed_for_a_sample_sale_goes_with_it(
    imports: Imports, sample: SampleData, engine: Engine
) -> None:
    before = imports.contents()
    sample.load(Control())
    bare = imports.one("select min(id) from sales.sales where item_id is null and status = 'completed'")
    Sales(engine, "window").type_cost(bare, Decimal(80), "EUR")
    sample.remove()
    assert imports.contents() == before
    assert History(engine, "window").undoable() is None


def test_that_undoing_the_sample_takes_the_mark_with_it_and_redoing_brings_it_back(
    imports: Imports, sample: SampleData, engine: Engine
) -> None:
    sample.load(Control())
    history = History(engine, "window")
    for _ in range(3):
        assert sample.is_there()
        history.undo()
    assert not sample.is_there()
    history.redo()
    assert sample.is_there()
    sample.remove()
    assert history.redoable() is None
    assert history.undoable() is None


def test_that_the_sample_can_be_loaded_again_after_its_removal_but_not_twice(
    imports: Imports, sample: SampleData
) -> None:
    sample.load(Control())
    with pytest.raises(UserError, match="there already"):
        sample.stage(Control())
    sample.remove()
    sample.load(Control())
    assert imports.one("select count(*) from sales.sales") == SALES


def test_that_a_cancelled_try_can_be_taken_away(imports: Imports, sample: SampleData, tmp_path: Path) -> None:
    before = everything(imports)
    staged = sample.stage(Control())
    control = Control()
    control.cancel()
    with pytest.raises(Cancelled):
        sample.commit(staged, control)
    sample.remove()
    assert everything(imports) == before
    assert not (tmp_path / FOLDER).exists()


def test_that_made_up_rates_never_stand_among_real_ones(imports: Imports, sample: SampleData) -> None:
    with imports.engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into core.exchange_rates (day, currency, per_eur) values ('2024-01-02', 'USD', 1.1)"
        )
    sample.load(Control())
    assert imports.one("select count(*) from core.exchange_rates") == 1
