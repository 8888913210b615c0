"""Figures of any period within a blink: sums per day, platform and brand are kept, and never out of date.

A million sales take seconds to convert and add up. So the sums are kept in `analytics.kept_sums`, and
triggers write into `analytics.stale_days`, in the transaction that changes a sale or what its profit rests
on, which days are no longer true. `analytics.sums` reads what is kept for all other days and computes those,
so it is exact whoever reads it and whenever; `analytics.keep_sums()` only makes the next read fast
(docs/adr/0007-sums-are-kept-by-day.md).
"""

import runpy
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What it replaces called itself three times for one conversion: 25 µs each, of a million sales 8 s.
CONVERTED = """
create or replace function analytics.converted(amount numeric, of char(3), wanted char(3), on_day date)
returns numeric language plpgsql stable strict parallel safe cost 20 as $$
declare
    of_rate numeric := 1;
    wanted_rate numeric := 1;
begin
    if of = wanted then
        return amount;
    end if;
    if of <> 'EUR' then
        of_rate := (select per_eur from core.exchange_rates
                    where currency = of and day <= on_day order by day desc limit 1);
    end if;
    if wanted <> 'EUR' then
        wanted_rate := (select per_eur from core.exchange_rates
                        where currency = wanted and day <= on_day order by day desc limit 1);
    end if;
    return round(amount * wanted_rate / of_rate, 2);
end $$
"""
CONVERTED_BEFORE = """
create or replace function analytics.converted(amount numeric, of char(3), wanted char(3), on_day date)
returns numeric language plpgsql stable strict parallel safe cost 20 as $$
begin
    if of = wanted then
        return amount;
    end if;
    return round(amount * analytics.per_eur(wanted, on_day) / analytics.per_eur(of, on_day), 2);
end $$
"""


def entries(narrowed: str = "") -> str:
    """A standing sale once by its sale day and once by its payout day.

    Each OFFSET 0 keeps the planner from computing an amount once more for every place it goes into. It also
    keeps conditions out, so the ones that matter come in by `narrowed`. LATERAL would need neither, and keep
    a million sales from being read in parallel.
    """
    return f"""
    select sale_id, by, day, platform_id, brand_id, currency, cost_known, payout,
           net - cost - expenses as profit,
           case when net is not null and expenses is not null then cost end as cost,
           rate_missing or payout_told and payout is null or net_told and net is null as unconverted
    from (
        select sale_id, by, day, platform_id, brand_id, wanted as currency, cost_known, cost, expenses,
               rate_missing, own_payout is not null as payout_told, own_net is not null as net_told,
               case when currency = wanted then own_payout
                    else analytics.converted(own_payout, currency, wanted, day) end as payout,
               case when currency = wanted then own_net
                    else analytics.converted(own_net, currency, wanted, day) end as net
        from (
            select amounts.*, days.by,
                   case days.by when 'sale' then sold_on else paid_on end as day
            from (
                select figures.sale_id, figures.platform_id, products.brand_id, figures.sold_on,
                       figures.paid_on, figures.currency, figures.reporting_currency as wanted,
                       figures.cost_known, figures.payout as own_payout,
                       figures.proceeds - figures.vat_owed as own_net,
                       figures.reporting_landed_cost as cost, figures.reporting_expenses as expenses,
                       figures.cost_rate_missing as rate_missing
                from analytics.sale_figures as figures
                join products.products on products.id = figures.product_id
                where figures.active {narrowed}
                offset 0
            ) as amounts
            cross join (values ('sale'), ('payout')) as days (by)
            offset 0
        ) as on_day
        where day is not null
        offset 0
    ) as entry"""


ENTRIES = f"create view analytics.entries as {entries()}"
# A condition on the view itself would be tested when every sale has been converted.
ENTRIES_OF = f"""
create function analytics.entries_of(wanted bigint[]) returns setof analytics.entries
language sql stable parallel safe as $$ {entries("and figures.sale_id = any(wanted)")} $$
"""
SUMS = """count(*) as sales, count(*) filter (where cost_known) as cost_known,
       count(payout) as payout_known, count(profit) as profit_known,
       count(*) filter (where unconverted) as unconverted,
       coalesce(sum(payout), 0.00) as payout, sum(profit) as profit,
       sum(cost) filter (where profit is not null) as cost"""
KEY = "by, day, platform_id, brand_id"
COLUMNS = f"{KEY}, sales, cost_known, payout_known, profit_known, unconverted, payout, profit, cost"
IS_STALE = "exists (select from analytics.stale_days where day between first_day and last_day)"

ALL_SUMS = f"""
create view analytics.sums as
select {COLUMNS} from analytics.kept_sums
where not exists (select from analytics.stale_days) or not {IS_STALE}
union all
select {KEY}, {SUMS} from analytics.entries
where exists (select from analytics.stale_days) and {IS_STALE}
group by {KEY}
"""


MOST_TOUCHED = 20_000
# What is computed may be newer than the marks that were taken: then other marks stand for what came after.
# So it takes no lock on what is written meanwhile, and a temporary table lets several processes compute.
# Not many sales are found by index: reading a whole table after each typed cost would be felt.
KEEP = f"""
create function analytics.keep_sums() returns boolean language plpgsql as $$
declare
    taken bigint[];
    spans datemultirange;
    finite boolean;
    touched bigint[];
begin
    if not exists (select from analytics.stale_days) then
        return true;
    end if;
    if not pg_try_advisory_xact_lock(hashtext('analytics.kept_sums')) then
        return false;
    end if;
    select array_agg(id), range_agg(daterange(first_day, last_day, '[]')),
           bool_and(isfinite(first_day) and isfinite(last_day))
    into taken, spans, finite from analytics.stale_days;
    if finite then
        touched := array(
            select id from (
                -- Within a day, whatever the booking time zone is.
                select sales.id from sales.sales join unnest(spans) as span
                  on sales.sold_at >= lower(span) - 1 and sales.sold_at < upper(span) + 1
                union
                select sales.id from sales.sales join unnest(spans) as span
                  on sales.paid_out_at >= lower(span) - 1 and sales.paid_out_at < upper(span) + 1
            ) as near limit {MOST_TOUCHED + 1});
    end if;
    if finite and cardinality(touched) <= {MOST_TOUCHED} then
        create temporary table new_sums on commit drop as
        select {KEY}, {SUMS} from analytics.entries_of(touched) as near
        where spans @> day group by {KEY};
    else
        create temporary table new_sums on commit drop as
        select {KEY}, {SUMS} from analytics.entries where spans @> day group by {KEY};
    end if;
    delete from analytics.kept_sums where spans @> day;
    insert into analytics.kept_sums ({COLUMNS}) select {COLUMNS} from new_sums;
    delete from analytics.stale_days where id = any(taken);
    drop table new_sums;
    return true;
end $$
"""

MARK_ALL = """
    insert into analytics.stale_days (first_day, last_day) values ('-infinity', 'infinity');"""
# A day to either side covers every time zone.
MARK_SALES = """
    insert into analytics.stale_days (first_day, last_day)
    select (min(least(sold_at, paid_out_at)) at time zone 'UTC')::date - 1,
           (max(greatest(sold_at, paid_out_at)) at time zone 'UTC')::date + 1
    from ({sales}) as touched having count(*) > 0;"""
SALES_OF_ITEMS = """
    select sold_at, paid_out_at from sales.sales where item_id in ({items})"""
CHANGED_ITEMS = """
    select new_rows.id from new_rows join old_rows using (id)
    where (new_rows.price, new_rows.extra_costs, new_rows.currency, new_rows.purchase_vat,
           new_rows.vat_reclaimable, new_rows.purchase_id)
        is distinct from (old_rows.price, old_rows.extra_costs, old_rows.currency, old_rows.purchase_vat,
                          old_rows.vat_reclaimable, old_rows.purchase_id)"""
CHANGED_PURCHASES = """
    select items.id from products.items join new_rows on new_rows.id = items.purchase_id
    join old_rows on old_rows.id = new_rows.id
    where new_rows.ordered_on is distinct from old_rows.ordered_on"""
CHANGED_PRODUCTS = """
    select sold_at, paid_out_at from sales.sales
    where product_id in (select new_rows.id from new_rows join old_rows using (id)
                         where new_rows.brand_id is distinct from old_rows.brand_id)"""
SALES_OF_EXPENSES = """
    select sold_at, paid_out_at from sales.sales where id in (select sale_id from {rows})
    union all
    select sold_at, paid_out_at from sales.sales where item_id in (select item_id from {rows})"""
CHANGED_SETTINGS = """
    if exists (select from {rows} where name in ('booking_time_zone', 'reporting_currency')) then""" + (
    MARK_ALL + "\n    end if;"
)


def sold(rows: str) -> str:
    return MARK_SALES.format(sales=f"select sold_at, paid_out_at from {rows}")


def spent(rows: str) -> str:
    return MARK_SALES.format(sales=SALES_OF_EXPENSES.format(rows=rows))


def rated(rows: str) -> str:
    return f"if exists (select from {rows}) then {MARK_ALL} end if;"


# What a statement on a table makes stale, by event. A pair, an order or a product that is new or goes has
# no sale yet or any more; a sale's brand, platform and status are its own or its product's.
MARKS = {
    "sales.sales": {
        "insert": sold("new_rows"),
        "update": sold("old_rows") + sold("new_rows"),
        "delete": sold("old_rows"),
    },
    "sales.expenses": {
        "insert": spent("new_rows"),
        "update": spent("old_rows") + spent("new_rows"),
        "delete": spent("old_rows"),
    },
    "products.items": {"update": MARK_SALES.format(sales=SALES_OF_ITEMS.format(items=CHANGED_ITEMS))},
    "products.purchases": {"update": MARK_SALES.format(sales=SALES_OF_ITEMS.format(items=CHANGED_PURCHASES))},
    "products.products": {"update": MARK_SALES.format(sales=CHANGED_PRODUCTS)},
    "core.exchange_rates": {
        "insert": rated("new_rows"),
        "update": rated("new_rows"),
        "delete": rated("old_rows"),
    },
    "core.settings": {
        "insert": CHANGED_SETTINGS.format(rows="new_rows"),
        "update": CHANGED_SETTINGS.format(rows="new_rows"),
        "delete": CHANGED_SETTINGS.format(rows="old_rows"),
    },
}
# TRUNCATE fires no other trigger, and no trigger sees rows of it.
EMPTIED = ("sales.sales", "sales.expenses", "core.exchange_rates")
SEEN = {
    "insert": "new table as new_rows",
    "delete": "old table as old_rows",
    "update": "old table as old_rows new table as new_rows",
}


def mark(table: str, event: str, body: str) -> None:
    name = f"{table.partition('.')[2]}_{event}"
    seen = f"referencing {SEEN[event]}" if event in SEEN else ""
    op.execute(f"""
        create function analytics.stale_by_{name}() returns trigger language plpgsql as $$
        begin {body} return null; end $$""")
    op.execute(f"""
        create trigger stale_by_{event} after {event} on {table} {seen}
        for each statement execute function analytics.stale_by_{name}()""")
    # Also while an import holds the references itself, as the triggers of the history do (adr/0002).
    op.execute(f"alter table {table} enable always trigger stale_by_{event}")


def marks() -> list[tuple[str, str, str]]:
    by_event = [(table, event, body) for table, events in MARKS.items() for event, body in events.items()]
    return by_event + [(table, "truncate", MARK_ALL) for table in EMPTIED]


def tables() -> None:
    money = sa.Numeric(18, 2)
    op.create_table(
        "kept_sums",
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("platform_id", sa.BigInteger, nullable=False),
        sa.Column("brand_id", sa.BigInteger),
        *(
            sa.Column(name, sa.BigInteger, nullable=False)
            for name in ("sales", "cost_known", "payout_known", "profit_known", "unconverted")
        ),
        sa.Column("payout", money, nullable=False),
        sa.Column("profit", money),
        sa.Column("cost", money),
        schema="analytics",
    )
    op.create_index("ix_kept_sums_by_day", "kept_sums", ["by", "day"], schema="analytics")
    op.create_table(
        "stale_days",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        schema="analytics",
    )


SETTING = """(select (value #>> '{}')::char(3) as currency from core.settings
    where name = 'reporting_currency')"""
DAILY = f"""
create or replace view analytics.daily as
select by, day, {SETTING} as currency, sum(sales)::bigint as sales, sum(cost_known)::bigint as cost_known,
       sum(unconverted)::bigint as unconverted, sum(payout) as payout, sum(profit) as profit
from analytics.sums
group by by, day
"""

ZONE = """(
    select (value #>> '{}') as zone from core.settings where name = 'booking_time_zone') as setting"""
LANDED_COST = """items.price + coalesce(items.extra_costs, 0)
           - case when items.vat_reclaimable then items.purchase_vat else 0 end"""
STANDS = "status not in ('cancelled', 'failed_verification', 'returned')"


def held(on_hand: str, gone_on: str, source: str) -> str:
    return f"""
    select items.id as item_id, products.brand_id, purchases.ordered_on as bought_on,
           {gone_on} as gone_on, {on_hand} as on_hand,
           {LANDED_COST} as landed_cost, items.currency
    from products.items
    join products.products on products.id = items.product_id
    left join products.purchases on purchases.id = items.purchase_id
    {source}"""


# The days on which a pair was in hand: from `bought_on` until the day before `gone_on`. On hand is what
# `item_figures` has in stock, consigned or listed. Three selects, of which the planner drops or narrows
# those it needs not: most pairs of a long history are sold.
LISTED = """exists (select from products.listings
        where listings.item_id = items.id and listings.ended_on is null)"""
LEFT = """(select min(day) from products.item_events
               where item_events.item_id = items.id and item_events.kind = items.state)"""
SOLD = f"join sales.sales on sales.item_id = items.id and sales.{STANDS}"
UNSOLD = f"""
    where not exists (select from sales.sales where sales.item_id = items.id and sales.{STANDS})"""
STOCK = f"""
create view analytics.stock as
{held("true", "null::date", UNSOLD)}
      and (items.state in ('in_stock', 'consigned') or items.state = 'incoming' and {LISTED})
union all
{held("false", "(sales.sold_at at time zone setting.zone)::date", f"{SOLD} cross join {ZONE}")}
union all
{held("false", LEFT, UNSOLD)}
      and items.state in ('returned_to_supplier', 'written_off')
"""


def upgrade() -> None:
    tables()
    for statement in (CONVERTED, ENTRIES, ENTRIES_OF, ALL_SUMS, KEEP, STOCK):
        op.execute(statement)
    for table, event, body in marks():
        mark(table, event, body)
    op.execute(DAILY)
    op.execute(MARK_ALL)


def downgrade() -> None:
    for view in ("monthly", "daily"):
        op.execute(f"drop view analytics.{view}")
    for table, event, _ in marks():
        op.execute(f"drop trigger stale_by_{event} on {table}")
        op.execute(f"drop function analytics.stale_by_{table.partition('.')[2]}_{event}()")
    op.execute("drop function analytics.keep_sums()")
    op.execute("drop function analytics.entries_of(bigint[])")
    for view in ("stock", "sums", "entries"):
        op.execute(f"drop view analytics.{view}")
    for table in ("stale_days", "kept_sums"):
        op.drop_table(table, schema="analytics")
    op.execute(CONVERTED_BEFORE)
    before = runpy.run_path(str(Path(__file__).with_name("0003_figures.py")))
    for view in ("DAILY", "MONTHLY"):
        op.execute(before[view])
