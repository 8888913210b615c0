"""A made-up seller's books of any length, written by SQL: goods, pairs bought, and sales."""

from sqlalchemy import Connection, text

from tests.benchmarks.stockx_files import BRANDS, product_name, style_code

STYLES = 3_000
SUPPLIERS = 20

# A trigger for every statement would keep a history that no table shows.
_TABLES = (
    *("core.brands", "core.suppliers", "core.sizes", "core.accounts"),
    *("products.products", "products.product_codes", "products.purchases", "products.items", "sales.sales"),
)

# Nine in ten sales know their pair, five in a hundred pairs were paid in dollars, and some are left in stock.
_STATEMENTS = (
    "insert into core.brands (name) select unnest(cast(:brands as text[]))",
    f"insert into core.suppliers (name) select 'Shop ' || n from generate_series(1, {SUPPLIERS}) n",
    """insert into core.sizes (system, value, number)
       select 'US_M', trim_scale(n / 2.0)::text, n / 2.0 from generate_series(7, 28) n
       on conflict do nothing""",
    "insert into core.accounts (platform_id, handle) select id, 'me' from core.platforms",
    """insert into core.exchange_rates (day, currency, per_eur)
       select d::date, 'USD', 1.05 + extract(day from d) / 1000
       from generate_series(timestamp '2020-01-01', '2026-01-01', '1 day') d""",
    """insert into products.products (name, brand_id)
       select made.name, brands.id
       from unnest(cast(:names as text[]), cast(:makers as text[])) as made(name, maker)
       join core.brands on brands.name = made.maker""",
    """insert into products.product_codes (product_id, code, as_written)
       select products.id, code, code
       from unnest(cast(:names as text[]), cast(:codes as text[])) as made(name, code)
       join products.products using (name)""",
    f"""insert into products.purchases (purchase_key, supplier_id, order_number, ordered_on)
        select 'purchase ' || n, s.id, 'ORD-' || 100000 + n, date '2021-01-01' + (n * 7919 % 1500)::int
        from generate_series(1, :rows / 5 + 1) n
        join (select id, row_number() over (order by id) as place from core.suppliers) s
          on s.place = 1 + n % {SUPPLIERS}""",
    """insert into products.items (product_id, size_id, purchase_id, price, currency, state, location, notes)
       select product.id, size.id, purchase.id, 40 + n * 31 % 160,
              case when n % 20 = 0 then 'USD' else 'EUR' end,
              case when n % 50 = 0 then 'consigned' else 'in_stock' end,
              case when n % 3 = 0 then 'Shelf ' || n % 12 end,
              case when n % 10 = 0 then 'box dented, bought at the outlet ' || n end
       from generate_series(1, :rows) n
       join (select id, row_number() over (order by id) as place from products.products) product
         on product.place = 1 + n::bigint * n % (select count(*) from products.products)
       join (select id, row_number() over (order by id) as place from core.sizes) size
         on size.place = 1 + n % (select count(*) from core.sizes)
       join (select id, row_number() over (order by id) as place from products.purchases) purchase
         on purchase.place = 1 + n / 5""",
    """insert into sales.sales (platform_id, account_id, order_key, item_id, product_id, size_id, sold_at,
                                paid_out_at, gross, currency, platform_fee, payout, status, tracking_number,
                                buyer_country)
       select account.platform_id, account.id, 70000000 + s.n || '-' || 80000000 + s.n,
              case when s.n % 10 > 0 then s.id end, s.product_id, s.size_id, sold_at,
              case when status <> 'pending' then sold_at + interval '6 days' end,
              gross, 'EUR', round(gross / 10, 2), gross - round(gross / 10, 2), status,
              '1Z' || 900000000 + s.n, (array['DE', 'FR', 'IT', 'JP'])[1 + s.n % 4]
       from (select items.*, row_number() over (order by id) as n,
                    timestamptz '2025-06-30 12:00Z' - id * 7919 % 100000000 * interval '1 second' as sold_at,
                    60 + id * 37 % 240 + 0.99 as gross,
                    case when id % 40 = 0 then 'pending'
                         when id % 33 = 0 then 'cancelled' else 'completed' end as status
             from products.items) s
       join (select id, platform_id, row_number() over (order by id) as place from core.accounts) account
         on account.place = 1 + s.n % 2""",
)


def fill(connection: Connection, rows: int) -> None:
    """Writes `rows` pairs and as many sales into an empty database at head."""
    for table in _TABLES:
        connection.execute(text(f"alter table {table} disable trigger user"))
    values = {
        "rows": rows,
        "brands": list(BRANDS),
        "names": [product_name(number) for number in range(STYLES)],
        "makers": [BRANDS[number % len(BRANDS)] for number in range(STYLES)],
        "codes": [style_code(number) for number in range(STYLES)],
    }
    for statement in _STATEMENTS:
        connection.execute(text(statement), values)
    for table in _TABLES:
        connection.execute(text(f"alter table {table} enable trigger user"))
