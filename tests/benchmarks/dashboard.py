"""How long a dashboard takes over many sales, through the service the window asks.

    uv run python -m tests.benchmarks.dashboard --rows 100000 --json

Every question is asked once before it counts. `renew_all` comes before the first figure after an import that
touches every day, `renew_one` after one sale was edited. A tenth of the sales and a twenty-fifth of the pairs
are in dollars, four fifths of the sales have a pair, one in a hundred an expense.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

from sqlalchemy import Engine, text

from soleflip_desktop.db.engine import connect_engine
from soleflip_desktop.db.migrate import Migrations
from soleflip_desktop.domain.periods import Comparison, Period, Span
from soleflip_desktop.paths import shipped
from soleflip_desktop.services.figures import Figures, Question
from tests.postgres import discard, open_folder, server_in

LAST_YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
QUESTIONS = {
    "all": Question(span=Span.ALL),
    "year_and_the_one_before": Question(span=Span.CUSTOM, custom=LAST_YEAR),
    "by_payout_day": Question(by="payout", span=Span.CUSTOM, custom=LAST_YEAR),
    "one_brand_on_one_platform": Question(
        span=Span.ALL, platforms=("StockX",), brands=("Brand 7",), comparison=Comparison.NOTHING
    ),
}
# Triggers and checks have been measured elsewhere; here they would only take time.
FILL = """
set local session_replication_role = replica;
insert into core.brands (name) select 'Brand ' || n from generate_series(1, 25) n;
insert into core.accounts (platform_id, handle) select id, 'me' from core.platforms;
insert into core.sizes (system, value, number) select 'EU', n::text, n from generate_series(36, 47) n;
insert into products.products (name, brand_id)
select 'Product ' || n, case when n % 30 > 0
    then (select min(id) from core.brands) + (n * n % 97) % 25 end from generate_series(1, 3000) n;
insert into core.exchange_rates (day, currency, per_eur)
select date '2020-01-01' + n, 'USD', 1.05 + n % 100 / 1000.0 from generate_series(0, 2500) n;
insert into products.purchases (purchase_key, ordered_on)
select 'p' || n, date '2021-06-01' + (n::bigint * 5000 / {rows})::int from generate_series(1, {rows} / 5) n;
insert into products.items (product_id, size_id, purchase_id, price, currency, vat_reclaimable, purchase_vat)
select (select min(id) from products.products) + n::bigint * 7919 % 3000,
       (select min(id) from core.sizes) + n % 12,
       (select min(id) from products.purchases) + n::bigint * ({rows} / 5 - 1) / {rows},
       case when n % 20 > 0 then 40 + n % 160 end, case when n % 25 = 0 then 'USD' else 'EUR' end,
       n % 3 = 0, case when n % 3 = 0 then 8 end
from generate_series(1, {rows} * 82 / 100) n;
insert into sales.sales (platform_id, account_id, order_key, item_id, product_id, size_id, sold_at,
    paid_out_at, gross, currency, platform_fee, payout, other_adjustment, status, tax_treatment, vat_rate)
select a.platform_id, a.id, 'o' || n, case when n % 5 > 0 then i.id end, coalesce(i.product_id, g.first),
       coalesce(i.size_id, g.size), s.sold_at, case when n % 100 > 0 then s.sold_at + interval '7 days' end,
       60 + n % 300, case when a.slug = 'alias' then 'USD' else 'EUR' end, 5, 50 + n % 300, 5,
       case when n % 31 = 0 then 'cancelled' else 'completed' end,
       case when a.slug = 'stockx' then 'intra_eu' when n % 2 = 0 then 'margin' else 'private' end, 19
from generate_series(1, {rows}) n
cross join (select min(p.id) as first, (select min(id) from core.sizes) as size
            from products.products p) g
cross join lateral (
    select timestamptz '2022-07-01' + n * (interval '90000000 s' / {rows}) as sold_at) s
join (select accounts.id, platform_id, slug from core.accounts
      join core.platforms on platforms.id = platform_id) a
  on a.slug = (array['stockx', 'stockx', 'stockx', 'stockx', 'stockx', 'stockx', 'alias', 'ebay', 'vinted',
                     'kleinanzeigen'])[1 + n % 10]
left join products.items i
  on n % 5 > 0 and i.id = (select min(id) from products.items) + n::bigint * 4 / 5;
insert into sales.expenses (spent_on, kind, amount, currency, sale_id)
select date '2023-01-01', 'label', 4.5, 'EUR', id from sales.sales where id % 100 = 0;
"""
EDIT = "update sales.sales set gross = gross + 1, other_adjustment = other_adjustment + 1 where id = :id"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    with filled(wanted.rows) as engine:
        result = measure(engine, wanted.rows, wanted.rounds)
    sys.stdout.write(json.dumps(result) + "\n" if wanted.json else _in_words(result))


@contextmanager
def filled(rows: int) -> Iterator[Engine]:
    """A server with the settings the product ships, and a database with so many sales."""
    with open_folder() as folder:
        server = server_in(folder, settings={})
        engine = connect_engine(server.url())
        try:
            Migrations(shipped("migrations")).upgrade_to_head(engine)
            with engine.begin() as connection:
                for statement in FILL.format(rows=rows).split(";\n")[:-1]:
                    connection.execute(text(statement))
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("vacuum analyze"))
            yield engine
        finally:
            engine.dispose()
            discard(server, folder)


def measure(engine: Engine, rows: int, rounds: int) -> dict[str, object]:
    """Milliseconds, the median over `rounds`."""
    figures = Figures(engine)
    result: dict[str, object] = {"rows": rows, "renew_all": _milliseconds(figures.keep)}
    with engine.begin() as connection:
        result["kept_rows"] = connection.execute(text("select count(*) from analytics.kept_sums")).scalar()
        some = connection.execute(text("select min(id) + 500 from sales.sales")).scalar_one()
    times: dict[str, Callable[[], object]] = {
        f"dashboard_{name}": partial(figures.dashboard, question) for name, question in QUESTIONS.items()
    }
    times["stock_now"] = lambda: figures.stock(QUESTIONS["all"])
    times["stock_at_three_days"] = lambda: figures.stock(QUESTIONS["year_and_the_one_before"])
    times["choices"] = lambda: figures.choices("brands", QUESTIONS["all"])
    for name, work in times.items():
        work()
        result[name] = round(statistics.median(_milliseconds(work) for _ in range(rounds)), 1)
    renewals = []
    for number in range(rounds):
        with engine.begin() as connection:
            connection.execute(text(EDIT), {"id": some + number})
        renewals.append(_milliseconds(figures.keep))
    result["renew_one"] = round(statistics.median(renewals), 1)
    return result


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return round((time.perf_counter() - started) * 1000, 1)


def _in_words(result: dict[str, object]) -> str:
    return "".join(f"{name:>36}  {value}\n" for name, value in result.items())


if __name__ == "__main__":
    main()
