"""The figures of sales and pairs, each defined once, as views in `analytics` (docs/metrics.md).

An amount is converted once, from the currency it was paid in, at the rate of its own day: the last fixing on
or before it. An amount in the wanted currency never touches the rates; a missing rate leaves the figure
unknown. The views are layers of plain selects, so that the planner merges them into the query that reads
them and drops the joins and figures it does not ask for.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ACTIVE = "status not in ('cancelled', 'failed_verification', 'returned')"
ZONE = "(select value #>> '{}' from core.settings where name = 'booking_time_zone')"
# One row whatever is set. Not two scalar subqueries: those would keep the sales from being read in parallel.
SETTING = """(
    select max(value #>> '{}') filter (where name = 'booking_time_zone') as zone,
           (max(value #>> '{}') filter (where name = 'reporting_currency'))::char(3) as currency
    from core.settings) as setting"""

# Functions and not subqueries, for the planner: it would take the lookups that almost no row needs for most
# of the query's cost, and spend 14 ms on the plan of one page of sales.
FUNCTIONS = """
create function analytics.per_eur(wanted char(3), on_day date) returns numeric
language plpgsql stable strict parallel safe cost 10 as $$
begin
    if wanted = 'EUR' then
        return 1;
    end if;
    return (select per_eur from core.exchange_rates
            where currency = wanted and day <= on_day order by day desc limit 1);
end $$;

create function analytics.converted(amount numeric, of char(3), wanted char(3), on_day date) returns numeric
language plpgsql stable strict parallel safe cost 20 as $$
begin
    if of = wanted then
        return amount;
    end if;
    return round(amount * analytics.per_eur(wanted, on_day) / analytics.per_eur(of, on_day), 2);
end $$;

-- A cost at the rate of the day the pair was bought; where nobody knows it, of the day it was sold.
create function analytics.cost_converted(
    amount numeric, of char(3), wanted char(3), purchase bigint, sold_on date
) returns numeric
language plpgsql stable parallel safe cost 30 as $$
begin
    return analytics.converted(amount, of, wanted, coalesce(
        (select ordered_on from products.purchases where id = purchase), sold_on));
end $$;

-- A sale's expenses in a currency that not all of them are in; NULL if one has no rate.
create function analytics.expenses_of(of_sale bigint, wanted char(3)) returns numeric
language plpgsql stable strict parallel safe cost 50 as $$
begin
    return (
        select case when count(*) = count(amount) then sum(amount) end
        from (select analytics.converted(amount, currency, wanted, spent_on) as amount
              from analytics.linked_expenses where sale_id = of_sale) as linked
    );
end $$;
"""
ROUTINES = (
    "analytics.cost_converted(numeric, char, char, bigint, date)",
    "analytics.expenses_of(bigint, char)",
    "analytics.converted(numeric, char, char, date)",
    "analytics.per_eur(char, date)",
)


# A pair's expenses go to the sale that holds it, unless they name a sale themselves.
LINKED_EXPENSES = f"""
create view analytics.linked_expenses as
select expenses.id as expense_id, expenses.sale_id, expenses.spent_on, expenses.amount, expenses.currency
from sales.expenses where expenses.sale_id is not null
union all
select expenses.id, sales.id, expenses.spent_on, expenses.amount, expenses.currency
from sales.expenses
join sales.sales on sales.item_id = expenses.item_id and sales.{ACTIVE}
where expenses.sale_id is null and expenses.item_id is not null
"""
LINKED = """(
    select sale_id, sum(amount) as amount,
           case when min(currency) = max(currency) then min(currency) end as currency
    from analytics.linked_expenses group by sale_id) as linked"""


def converted(amount: str, of: str, wanted: str, day: str) -> str:
    """SQL for `amount` in the wanted currency, to the cent; calls nothing where it is in that already."""
    return f"""case when {of} = {wanted} then {amount}
        when {amount} is not null then analytics.converted({amount}, {of}, {wanted}, {day}) end"""


def expenses_in(currency: str) -> str:
    return f"""case when paired.expenses is null then 0.00
        when paired.expense_currency = {currency} then paired.expenses
        else analytics.expenses_of(paired.sale_id, {currency}) end"""


LANDED_COST = """items.price + coalesce(items.extra_costs, 0)
    - case when items.vat_reclaimable then items.purchase_vat else 0 end"""

# What stands in the tables, and the days.
PAIRED = f"""
    select sales.id as sale_id, sales.order_key, sales.line, sales.tracking_number, sales.platform_id,
           sales.account_id, sales.product_id, sales.size_id, sales.item_id,
           sales.status, sales.{ACTIVE} as active,
           sales.sold_at, (sales.sold_at at time zone setting.zone)::date as sold_on,
           sales.paid_out_at, (sales.paid_out_at at time zone setting.zone)::date as paid_on,
           sales.currency, sales.gross, sales.platform_fee, sales.processing_fee, sales.shipping_fee,
           sales.other_adjustment, sales.payout, sales.tax_treatment, sales.vat_rate, sales.vat_amount,
           case when sales.payout is not null then sales.gross - sales.payout
                else sales.platform_fee + sales.processing_fee + sales.shipping_fee
                     + coalesce(sales.other_adjustment, 0) end as fees,
           case when sales.tax_treatment = 'intra_eu' then coalesce(sales.invoice_amount, sales.payout)
                else sales.payout end as proceeds,
           items.purchase_id, purchases.ordered_on as bought_on,
           items.currency as item_currency, items.price as item_price, {LANDED_COST} as item_landed_cost,
           linked.amount as expenses, linked.currency as expense_currency,
           setting.currency as reporting_currency
    from sales.sales
    cross join {SETTING}
    left join products.items on items.id = sales.item_id
    left join products.purchases on purchases.id = items.purchase_id
    left join {LINKED} on linked.sale_id = sales.id
"""


def cost_in(currency: str, amount: str) -> str:
    return f"""case when paired.item_currency = {currency} then paired.{amount}
        when paired.{amount} is not null then analytics.cost_converted(
            paired.{amount}, paired.item_currency, {currency}, paired.purchase_id, paired.sold_on) end"""


COSTED = f"""
    select paired.*, {cost_in("paired.currency", "item_price")} as purchase_price,
           {cost_in("paired.currency", "item_landed_cost")} as landed_cost,
           {cost_in("paired.reporting_currency", "item_landed_cost")} as reporting_landed_cost,
           {expenses_in("paired.currency")} as linked_expenses,
           {expenses_in("paired.reporting_currency")} as reporting_expenses
    from ({PAIRED}) as paired
"""

# Extra costs stay out of the margin on which margin-scheme VAT is owed.
TAXED = f"""
    select costed.*,
           case tax_treatment
               when 'margin' then
                   case when gross > purchase_price
                        then round((gross - purchase_price) * vat_rate / (100 + vat_rate), 2)
                        when gross <= purchase_price then 0.00 end
               when 'domestic' then coalesce(vat_amount, round(gross * vat_rate / (100 + vat_rate), 2))
               when 'oss' then coalesce(vat_amount, round(gross * vat_rate / (100 + vat_rate), 2))
               else 0.00 end as vat_owed
    from ({COSTED}) as costed
"""

NET = "(proceeds - vat_owed)"
PROFIT = f"case when active then {NET} - landed_cost - linked_expenses end"
ITEM_RATE_MISSING = """(
    item_price is not null and item_currency <> reporting_currency and reporting_landed_cost is null
    or tax_treatment = 'margin' and item_price is not null and purchase_price is null
    or reporting_expenses is null)"""


def reporting(amount: str, day: str) -> str:
    return converted(amount, "currency", "reporting_currency", day)


SALE_FIGURES = f"""
create view analytics.sale_figures as
select sale_id, order_key, line, platform_id, account_id, product_id, size_id, item_id, status, active,
       tracking_number,
       sold_at, sold_on, paid_out_at, paid_on, currency, gross,
       platform_fee, processing_fee, shipping_fee, other_adjustment, fees, payout, proceeds,
       tax_treatment, vat_owed, bought_on, item_currency, item_landed_cost,
       item_price is not null as cost_known, landed_cost, linked_expenses as expenses,
       {PROFIT} as profit,
       round(({PROFIT}) / nullif(landed_cost, 0), 6) as roi,
       round(({PROFIT}) / nullif(gross, 0), 6) as margin,
       sold_on - bought_on as shelf_days,
       reporting_currency, reporting_landed_cost, reporting_expenses,
       {ITEM_RATE_MISSING} as cost_rate_missing,
       {reporting("payout", "sold_on")} as payout_on_sale_day,
       {reporting(NET, "sold_on")} as net_on_sale_day,
       {reporting("payout", "paid_on")} as payout_on_payout_day,
       {reporting(NET, "paid_on")} as net_on_payout_day
from ({TAXED}) as taxed
"""

STATUS = """
    case when sale.id is null then
             case when items.state in ('incoming', 'in_stock', 'consigned')
                       and exists (select from products.listings
                                   where listings.item_id = items.id and listings.ended_on is null)
                  then 'listed' else items.state end
         when sale.status = 'pending' then 'to_ship'
         when sale.status = 'shipped' then 'shipped'
         when sale.paid_out_at is not null then 'sold'
         when sale.status = 'authenticated' then 'delivered'
         else 'sold_unpaid' end
"""

ITEM_FIGURES = f"""
create view analytics.item_figures as
select items.id as item_id, items.product_id, items.size_id, items.purchase_id, items.state,
       {STATUS} as status, purchases.ordered_on as bought_on, items.currency, items.price,
       {LANDED_COST} as landed_cost,
       sale.id as sale_id, (sale.sold_at at time zone {ZONE})::date as sold_on,
       case when sale.id is not null then (sale.sold_at at time zone {ZONE})::date
            when items.state in ('incoming', 'in_stock', 'consigned') then (now() at time zone {ZONE})::date
       end - purchases.ordered_on as shelf_days
from products.items
left join products.purchases on purchases.id = items.purchase_id
left join sales.sales as sale on sale.item_id = items.id and sale.{ACTIVE}
"""


def days(by: str, day: str, instant: str, payout: str, net: str) -> str:
    """SQL for the sums of active sales per day.

    OFFSET 0 keeps the planner from computing an amount once more for every place it goes into, and from
    expecting as many days as there are instants, for which it would sort all sales.
    """
    foreign = "currency <> reporting_currency"
    return f"""
        select '{by}' as by, day, count(*) as sales, count(*) filter (where cost_known) as cost_known,
               count(*) filter (where cost_rate_missing or payout_expected and payout is null
                                      or net_expected and net is null) as unconverted,
               coalesce(sum(payout), 0.00) as payout, sum(net - cost - expenses) as profit
        from (
            select {day} as day, cost_known, cost_rate_missing, {payout} as payout, {net} as net,
                   {foreign} and payout is not null as payout_expected,
                   {foreign} and proceeds is not null and vat_owed is not null as net_expected,
                   reporting_landed_cost as cost, reporting_expenses as expenses
            from analytics.sale_figures
            where active and {instant} is not null
            offset 0
        ) as figures
        group by day
    """


DAILY = f"""
create view analytics.daily as
select days.by, days.day, setting.currency, days.sales, days.cost_known, days.unconverted,
       days.payout, days.profit
from (
    {days("sale", "sold_on", "sold_at", "payout_on_sale_day", "net_on_sale_day")}
    union all
    {days("payout", "paid_on", "paid_out_at", "payout_on_payout_day", "net_on_payout_day")}
) as days
cross join {SETTING}
"""

MONTHLY = """
create view analytics.monthly as
select by, date_trunc('month', day::timestamp)::date as month, currency, sum(sales)::bigint as sales,
       sum(cost_known)::bigint as cost_known,
       sum(unconverted)::bigint as unconverted, sum(payout) as payout, sum(profit) as profit
from analytics.daily
group by by, date_trunc('month', day::timestamp)::date, currency
"""


def upgrade() -> None:
    for statement in (LINKED_EXPENSES, FUNCTIONS, SALE_FIGURES, ITEM_FIGURES, DAILY, MONTHLY):
        op.execute(statement)


def downgrade() -> None:
    for view in ("monthly", "daily", "item_figures", "sale_figures"):
        op.execute(f"drop view analytics.{view}")
    op.execute(f"drop function {', '.join(ROUTINES)}")
    op.execute("drop view analytics.linked_expenses")
