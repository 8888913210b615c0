"""Finds the known sale of each draft: by its order number, or else by what it says.

A sale without an order number is known by its mark: a fingerprint of platform, product, size, day and price
as its file said them. Marks stay when such a sale gains its order number or another price, so that the
file that named it first finds it again (docs/importers.md, "One sale of several files").
"""

from typing import Any

from sqlalchemy import Connection, text

from soleflip_desktop.db.drafts import IS_NEW, ZONE
from soleflip_desktop.db.goods import known_products
from soleflip_desktop.domain.drafts import UNKNOWN_PLATFORM
from soleflip_desktop.domain.sale_status import FREEING

# Begins the order number that a sale is given which has none of its own.
KEYLESS = "~"

# For a new sale: its day and its id, which no file knows.
KEYLESS_KEY = (
    f"'{KEYLESS}' || to_char(draft.sold_at at time zone {ZONE}, 'YYYY-MM-DD') || '#' || draft.new_id"
)

_NONE_FOUND = """
    create temporary table found_sales (row_number integer, line smallint, sale_id bigint) on commit drop
"""
_ANY = """
    select exists (select from integration.staged_sales
                   where batch_id = :batch_id and order_key is null) as keyless,
           exists (select from integration.sale_marks) as marked
"""
# The platform, not the account, is what order numbers are unique in.
_BY_NUMBER = f"""
    insert into found_sales
    select draft.row_number, draft.line, sales.id
    from integration.staged_sales draft
    join integration.staged_accounts sellers using (batch_id, account_no)
    join core.platforms on platforms.slug = sellers.platform
    join sales.sales on sales.platform_id = platforms.id
         and sales.order_key = coalesce(draft.line_key, draft.order_key) and sales.line = draft.line
    where draft.batch_id = :batch_id and {IS_NEW}
      and not exists (select from found_sales
                      where found_sales.row_number = draft.row_number and found_sales.line = draft.line)
"""
# Where one of the two does not say the platform: if only one sale and one draft have the number.
_BY_NUMBER_ALONE = f"""
    insert into found_sales
    select min(row_number), min(line), sale_id
    from (
        select draft.row_number, draft.line, sales.id as sale_id,
               count(*) over (partition by draft.row_number, draft.line) as sales
        from integration.staged_sales draft
        join integration.staged_accounts sellers using (batch_id, account_no)
        join core.platforms on platforms.slug <> sellers.platform
             and '{UNKNOWN_PLATFORM}' in (platforms.slug, sellers.platform)
        join sales.sales on sales.platform_id = platforms.id
             and sales.order_key = coalesce(draft.line_key, draft.order_key) and sales.line = draft.line
        where draft.batch_id = :batch_id and {IS_NEW}
          and not exists (select from found_sales
                          where found_sales.row_number = draft.row_number and found_sales.line = draft.line)
          and sales.id not in (select sale_id from found_sales)
    ) as pairs
    where sales = 1
    group by sale_id having count(*) = 1
"""


def find_sales(connection: Connection, batch_id: int) -> int:
    """Finds the known sales of a batch's drafts; returns how many.

    Leaves the temporary table `found_sales (row_number, line, sale_id)`, in which a draft and a sale stand
    once. Expects `known_goods`, and `found_lines` of `order_lines`. A draft without an order number, and a
    sale without one that a draft may number, are one if platform, product and day agree, and size and price
    as far as both say them; of equal ones each is taken once. Where it cannot be told which, none is, and a
    warning says so.
    """
    here: dict[str, Any] = {"batch_id": batch_id}
    connection.execute(text("drop table if exists found_sales, sought_sales, offered_sales"))
    connection.execute(text(_NONE_FOUND))
    found = connection.execute(text("insert into found_sales select * from found_lines")).rowcount
    found += connection.execute(text(_BY_NUMBER), here).rowcount
    found += connection.execute(text(_BY_NUMBER_ALONE), here).rowcount
    if found:
        connection.execute(text("analyze found_sales"))
    have = connection.execute(text(_ANY), here).one()
    if not have.keyless and not have.marked:
        return found
    connection.execute(text(_SOUGHT), here)
    connection.execute(text("analyze sought_sales"))
    connection.execute(text(_OFFERED), here)
    connection.execute(text("analyze offered_sales"))
    found += connection.execute(text(_BY_MARK)).rowcount
    for among in ("not keyless", "keyless"):
        found += connection.execute(text(_equal(among))).rowcount
    found += connection.execute(text(_AGREEING)).rowcount
    connection.execute(text(_AMBIGUOUS), here)
    return found


def mark_sales(connection: Connection, batch_id: int) -> None:
    """Notes how the drafts without order numbers name their sales; for a merged batch."""
    here: dict[str, Any] = {"batch_id": batch_id}
    if not connection.execute(text(_ANY), here).one().keyless:
        return
    products = known_products(connection, batch_id)
    here |= {"goods": list(products), "products": list(products.values())}
    connection.execute(text(_MARKED), here)


def _size(system: str, value: str) -> str:
    return f"nullif({system} || ' ' || {value}, 'ONE ONE')"


# What a sale is told by, as text, since unknown values are to be equal.
_MARK = f"""cast(md5(concat_ws(chr(31), sellers.platform, goods.product_id,
    coalesce({_size("sizes.size_system", "sizes.size_value")}, ''), (draft.sold_at at time zone {ZONE})::date,
    coalesce(draft.gross || ' ' || draft.currency, ''))) as uuid)"""
_SPELLED = """
    join integration.staged_accounts sellers using (batch_id, account_no)
    join integration.staged_sizes sizes using (batch_id, size_no)
"""

_SOUGHT = f"""
    create temporary table sought_sales on commit drop as
    select draft.row_number, draft.line, draft.order_key is null as keyless, sellers.platform,
           goods.product_id, {_size("sizes.size_system", "sizes.size_value")} as size,
           (draft.sold_at at time zone {ZONE})::date as day, draft.gross, draft.currency,
           draft.status <> all(array[{", ".join(f"'{status}'" for status in sorted(FREEING))}]) as active,
           {_MARK} as mark
    from integration.staged_sales draft
    {_SPELLED}
    join known_goods goods using (goods_no)
    where draft.batch_id = :batch_id and {IS_NEW} and not exists (
        select from found_sales
        where found_sales.row_number = draft.row_number and found_sales.line = draft.line)
"""

# Sales on the days and of the goods that are sought, but for those that a draft names by their number.
_OFFERED = f"""
    create temporary table offered_sales on commit drop as
    with marked as (
        select marks.sale_id, array_agg(marks.mark) as marks
        from integration.sale_marks marks
        where marks.mark in (select mark from sought_sales where keyless)
        group by marks.sale_id
    )
    select sales.id as sale_id, platforms.slug as platform, sales.product_id,
           {_size("sizes.system", "sizes.value")} as size, (sales.sold_at at time zone {ZONE})::date as day,
           sales.gross, sales.currency, starts_with(sales.order_key, '{KEYLESS}') as keyless,
           sales.status <> all(array[{", ".join(f"'{status}'" for status in sorted(FREEING))}]) as active,
           coalesce(marked.marks, '{{}}') as marks, sales.order_key
    from sales.sales
    join core.platforms on platforms.id = sales.platform_id
    join core.sizes on sizes.id = sales.size_id
    left join marked on marked.sale_id = sales.id
    where (marked.sale_id is not null
           or (sales.product_id, (sales.sold_at at time zone {ZONE})::date) in (
               select product_id, day from sought_sales))
      and sales.id not in (select sale_id from found_sales)
"""

_OPEN_DRAFT = """
    not exists (select from found_sales
                where found_sales.row_number = sought.row_number and found_sales.line = sought.line)
"""
_OPEN_SALE = "not exists (select from found_sales where found_sales.sale_id = offered.sale_id)"

# Equal rows are counted: the second of a file is the second that is known.
_BY_MARK = """
    insert into found_sales
    select distinct on (sale_id) row_number, line, sale_id
    from (
        select row_number, line, mark,
               row_number() over (partition by mark order by active desc, row_number, line) as place
        from sought_sales sought where keyless
    ) as sought
    join (
        select sale_id, mark, row_number() over (partition by mark order by active desc, sale_id) as place
        from offered_sales cross join unnest(marks) as mark
    ) as offered using (mark, place)
    order by sale_id, row_number, line
"""


def _equal(among: str) -> str:
    """Drafts and sales that say the same, whether the size and the price are known or not."""
    told = (
        "platform, product_id, day, coalesce(size, ''), coalesce(gross::text, ''),"
        " case when gross is not null then currency end"
    )
    alike = f"md5(concat_ws(chr(31), {told}))"
    return f"""
        insert into found_sales
        select row_number, line, sale_id
        from (
            select row_number, line, {alike} as alike,
                   row_number() over (partition by {alike} order by active desc, row_number, line) as place
            from sought_sales sought where {among} and {_OPEN_DRAFT}
        ) as sought
        join (
            select sale_id, {alike} as alike,
                   row_number() over (partition by {alike} order by active desc, sale_id) as place
            from offered_sales offered
            where {_OPEN_SALE} {"and keyless" if among == "not keyless" else ""}
        ) as offered using (alike, place)
    """


_PAIRS = f"""
    select sought.row_number, sought.line, offered.sale_id, offered.order_key,
           concat_ws(chr(31), sought.platform, coalesce(sought.size, '?'), coalesce(sought.gross::text, '?'),
                     sought.currency) as drafted,
           concat_ws(chr(31), offered.platform, coalesce(offered.size, '?'),
                     coalesce(offered.gross::text, '?'), offered.currency) as stored
    from sought_sales sought
    join offered_sales offered using (product_id, day)
    where (sought.keyless or offered.keyless) and {_OPEN_DRAFT} and {_OPEN_SALE}
      and (sought.platform = offered.platform or '{UNKNOWN_PLATFORM}' in (sought.platform, offered.platform))
      and coalesce(sought.size = offered.size, true)
      and (sought.currency <> offered.currency or coalesce(sought.gross = offered.gross, true))
"""

# As many drafts as sales, every draft may be every one of them and no other, and all of one side say the
# same: then it does not matter which is which.
_AGREEING = f"""
    insert into found_sales
    with pairs as materialized ({_PAIRS}),
    drafts as (
        select row_number, line, drafted, array_agg(sale_id order by sale_id) as sales,
               count(distinct stored) as kinds
        from pairs group by row_number, line, drafted
    ),
    sales as (select sale_id, count(*) as drafts from pairs group by sale_id),
    groups as (
        select sales, count(*) as drafts
        from drafts group by sales
        having count(*) = cardinality(sales) and (count(distinct drafted) = 1 or max(kinds) = 1)
    ),
    closed as (
        select sales from groups
        where groups.drafts = all(select sales.drafts from sales where sale_id = any(groups.sales))
    )
    select row_number, line, sales[place]
    from (
        select drafts.*, row_number() over (partition by sales order by row_number, line) as place
        from drafts join closed using (sales)
    ) as placed
"""

_AMBIGUOUS = f"""
    insert into integration.findings
           (batch_id, row_number, severity, code, column_name, value, message, next_step)
    select :batch_id, row_number, 'warning', 'may_be_known', 'order_key', min(order_key),
           format('The row may be the same sale as %s', string_agg(order_key, ' or ' order by order_key)),
           'Leave the row out if it is'
    from (select distinct row_number, order_key from ({_PAIRS}) as pairs) as pairs
    group by row_number
    order by row_number
"""

_MARKED = f"""
    insert into integration.sale_marks (mark, sale_id)
    select distinct {_MARK}, coalesce(checked.target_id, draft.new_id)
    from integration.staged_sales draft
    {_SPELLED}
    join unnest(cast(:goods as integer[]), cast(:products as bigint[])) as goods (goods_no, product_id)
         using (goods_no)
    left join integration.record_checks checked using (batch_id, row_number, line)
    where draft.batch_id = :batch_id and draft.order_key is null
      and coalesce(checked.taken, true) and coalesce(checked.verdict, 'new') in ('new', 'known', 'changed')
    on conflict do nothing
"""
