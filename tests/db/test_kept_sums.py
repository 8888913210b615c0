"""Sums kept by day are what the sales add up to, whatever changes and whoever changes it."""

import random
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from soleflip_desktop.services.figures import Figures
from soleflip_desktop.services.history import History
from tests.db.imports import imports_on, report
from tests.db.ledger import Ledger
from tests.db.test_figures_recomputed import invent

SUMS = "sales, cost_known, payout_known, profit_known, unconverted, payout, profit, cost"
COMPUTED = """
    select by, day, platform_id, brand_id, count(*), count(*) filter (where cost_known), count(payout),
           count(profit), count(*) filter (where unconverted), coalesce(sum(payout), 0), sum(profit),
           sum(cost) filter (where profit is not null)
    from analytics.entries group by by, day, platform_id, brand_id"""
READ = f"select by, day, platform_id, brand_id, {SUMS} from analytics.sums"

ONE_SALE = """(
    select min(sale_id) from analytics.entries join sales.sales on sales.id = sale_id
    where profit is not null and tax_treatment = 'private' and extract(month from day) > 4)"""
ONE_PAIR = f"(select item_id from sales.sales where id = {ONE_SALE})"
ANOTHER_SALE = """
    insert into sales.sales (platform_id, account_id, order_key, product_id, size_id, sold_at, gross,
                             currency, other_adjustment, payout, status)
    select platform_id, account_id, 'another', product_id, size_id, sold_at, 100, 'EUR', 10, 90, 'completed'
    from sales.sales limit 1"""
CHANGES = {
    "a payout": f"update sales.sales set payout = payout + 5, gross = gross + 5 where id = {ONE_SALE}",
    "a sale's day": f"update sales.sales set sold_at = sold_at + interval '90 days' where id = {ONE_SALE}",
    "a payout's day": f"update sales.sales set paid_out_at = '2025-02-03' where id = {ONE_SALE}",
    "a cancelled sale": f"update sales.sales set status = 'cancelled' where id = {ONE_SALE}",
    "a sale taken away": """
        delete from sales.sales where id = (
            select max(id) from sales.sales where id not in (
                select sale_id from sales.expenses where sale_id is not null))""",
    "every sale's treatment": "update sales.sales set tax_treatment = 'margin', vat_rate = 19",
    "a pair's price": f"update products.items set price = 7, currency = 'USD' where id = {ONE_PAIR}",
    "a pair's order": f"""
        update products.items set currency = 'USD', purchase_id = (select max(id) from products.purchases)
        where id = {ONE_PAIR}""",
    "an order's day": "update products.purchases set ordered_on = '2024-12-01'",
    "a new expense": f"""
        insert into sales.expenses (spent_on, kind, amount, currency, sale_id)
        values ('2024-05-05', 'label', 3, 'EUR', {ONE_SALE})""",
    "a pair's expense": f"""
        insert into sales.expenses (spent_on, kind, amount, currency, item_id)
        values ('2024-05-05', 'label', 3, 'EUR', {ONE_PAIR})""",
    "an expense moved": f"update sales.expenses set sale_id = {ONE_SALE}, item_id = null",
    "expenses taken away": "delete from sales.expenses",
    "a product's brand": """
        insert into core.brands (name) values ('Asics');
        update products.products set brand_id = (select max(id) from core.brands)""",
    "new rates": "update core.exchange_rates set per_eur = per_eur * 2 where day > '2024-06-01'",
    "rates taken away": "delete from core.exchange_rates where currency = 'GBP'",
    "a rate that came": "insert into core.exchange_rates values ('2024-01-01', 'CHF', 0.95)",
    "no rates": "truncate core.exchange_rates",
    "the time zone": """
        update core.settings set value = '"Pacific/Auckland"' where name = 'booking_time_zone'""",
    "the currency": """update core.settings set value = '"USD"' where name = 'reporting_currency'""",
}


@pytest.fixture
def sold(connection: Connection) -> Connection:
    """A year of invented sales whose sums have been kept."""
    invent(Ledger(connection), random.Random(7), 80)
    keep(connection)
    return connection


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_that_sums_follow_what_changes_before_and_after_they_are_kept_anew(
    sold: Connection, change: str
) -> None:
    before = rows(sold, READ)
    for statement in change.split(";"):
        sold.execute(text(statement))
    computed = rows(sold, COMPUTED)
    assert computed != before, "the change was to alter a figure"
    assert rows(sold, READ) == computed
    keep(sold)
    assert rows(sold, READ) == computed


def test_that_what_is_kept_is_read_and_not_computed(sold: Connection) -> None:
    assert rows(sold, READ) == rows(sold, COMPUTED)
    sold.execute(text("update analytics.kept_sums set payout = payout + 1"))
    assert rows(sold, READ) != rows(sold, COMPUTED)


def test_that_changes_of_what_no_figure_rests_on_make_nothing_stale(sold: Connection) -> None:
    sold.execute(text("update products.items set location = 'Shelf 4'"))
    sold.execute(text("update products.products set colourway = 'Sail'"))
    sold.execute(text("update core.settings set value = value where name = 'reporting_currency' and false"))
    assert sold.execute(text("select count(*) from analytics.stale_days")).scalar_one() == 0


def test_that_a_change_that_is_not_committed_yet_is_not_lost(engine: Engine) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        ledger.rate("USD", date(2024, 1, 1), "1.10")
        sale = ledger.sale(payout="90.00")
    figures = Figures(engine)
    assert figures.monthly("sale")[0].payout == 90
    with engine.begin() as writer:
        writer.execute(
            text("update sales.sales set payout = 80, other_adjustment = 20 where id = :id"), {"id": sale}
        )
        with engine.begin() as other:
            other.execute(text(ANOTHER_SALE))
        assert figures.monthly("sale")[0].payout == 180
    assert figures.monthly("sale")[0].payout == 170


def test_that_sums_are_exact_while_somebody_else_renews_them(engine: Engine) -> None:
    with engine.begin() as connection:
        Ledger(connection).sale(payout="90.00")
    with engine.begin() as renewing:
        renewing.execute(text("select pg_advisory_xact_lock(hashtext('analytics.kept_sums'))"))
        assert Figures(engine).monthly("sale")[0].payout == 90


def test_that_sums_follow_imports_and_their_undo(engine: Engine, tmp_path: Path) -> None:
    figures, imports = Figures(engine), imports_on(engine)
    figures.keep()
    first, second = (
        report(tmp_path / f"{number}.csv", 40, seed=number, first_order=number * 10_000_000)
        for number in (1, 2)
    )
    for path in (first, second):
        batch = imports.run(path)
        assert_sums_are_exact(engine)
        figures.keep()
        assert_sums_are_exact(engine)
    History(engine, "window").revert_import(batch.id)
    assert_sums_are_exact(engine)
    assert figures.monthly("sale")


def test_that_no_trigger_of_ours_sleeps_while_an_import_holds_the_references(connection: Connection) -> None:
    asleep = """
        select tgrelid::regclass::text, tgname from pg_trigger
        join pg_class on pg_class.oid = tgrelid join pg_namespace on pg_namespace.oid = relnamespace
        where not tgisinternal and tgenabled <> 'A'
          and nspname in ('analytics', 'core', 'products', 'sales', 'integration', 'logging')"""
    assert rows(connection, asleep) == []


def assert_sums_are_exact(engine: Engine) -> None:
    with engine.connect() as connection:
        assert rows(connection, READ) == rows(connection, COMPUTED)


def keep(connection: Connection) -> None:
    assert connection.execute(text("select analytics.keep_sums()")).scalar_one() is True


def rows(connection: Connection, query: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row) for row in connection.execute(text(query))), key=str)
