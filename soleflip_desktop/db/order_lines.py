"""Tells the rows of one order apart in tables kept by hand, which know no more of a pair than its order.

A platform gives each pair of an order a key of its own. Such a table gives all of them the order's number,
and its next version may hold but some of them, or hold them sorted otherwise. So a row is the known sale of
that order with the same goods, size and price; equal rows are counted, and what is left over is a further
line of the order.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

from soleflip_desktop.db.drafts import IS_SOUND, ZONE
from soleflip_desktop.domain.drafts import UNKNOWN_PLATFORM

# `importers.base.Rank` of tables whose order numbers people wrote.
_BY_HAND: Final = 0
_IS_BY_HAND = """
    select rank = :by_hand and exists (
        select from integration.staged_sales where batch_id = :batch_id and order_key is not null)
    from integration.import_batches where id = :batch_id
"""


@dataclass(frozen=True, slots=True)
class _Round:
    """One round of matching the drafts to the known sales of their order.

    Attributes:
        alike: What draft and sale must have in common besides the order.
        among: Which drafts take part.
        stored: Which sales take part.
        number: Must be equal, too: how many of them a group holds, or nothing.
    """

    alike: str
    among: str = "true"
    stored: str = "true"
    number: str = "1"


_AS_MANY, _ONE_LEFT = "count(*) over alike", "case count(*) over alike when 1 then 1 end"
# From the strongest evidence to the weakest. Of other goods or another size is a draft only if the file has
# as many pairs of the order as the books, or one row, and the books have the order under one number.
_ROUNDS: Final = (
    _Round("product_id, size, gross, currency, day"),
    _Round("product_id, size, gross, currency"),
    _Round("product_id, size"),
    _Round("product_id", among="size is null", number=_AS_MANY),
    _Round("product_id", stored="size is null", number=_AS_MANY),
    _Round("gross, currency, pairs", number=_AS_MANY),
    _Round("pairs", number=_ONE_LEFT),
    _Round("line", among="rows = 1", stored="is_one_number"),
)


def tell_lines(connection: Connection, batch_id: int) -> None:
    """Finds the sales of orders that a table kept by hand names, and numbers the further lines of an order.

    Leaves the temporary table `found_lines (row_number, line, sale_id)`, in which a draft and a sale stand
    once; it is empty for every other batch. Expects `known_goods`.
    """
    here = {"batch_id": batch_id, "by_hand": _BY_HAND}
    connection.execute(text("drop table if exists ordered_drafts, ordered_sales, found_lines"))
    connection.execute(text(_NONE_FOUND))
    if not connection.execute(text(_IS_BY_HAND), here).scalar_one():
        return
    connection.execute(text(_FORGOTTEN), here)
    connection.execute(text(_DRAFTS), here)
    connection.execute(text("analyze ordered_drafts"))
    known = connection.execute(text(_SALES), here).rowcount
    connection.execute(text("analyze ordered_sales"))
    for each in _ROUNDS:
        if known:
            connection.execute(text(_match(each)))
    connection.execute(text(_NUMBERED), here)


_NONE_FOUND = """
    create temporary table found_lines (row_number integer, line smallint, sale_id bigint) on commit drop
"""
_FORGOTTEN = """
    update integration.staged_sales set line_key = null where batch_id = :batch_id and line_key is not null
"""


def _size(system: str, value: str) -> str:
    return f"nullif({system} || ' ' || {value}, 'ONE ONE')"


_DRAFTS = f"""
    create temporary table ordered_drafts on commit drop as
    select draft.row_number, draft.line, sellers.platform, draft.order_key, goods.product_id,
           {_size("sizes.size_system", "sizes.size_value")} as size, draft.gross, draft.currency,
           (draft.sold_at at time zone {ZONE})::date as day, count(*) over of_order as pairs,
           dense_rank() over (of_order order by draft.row_number)
           + dense_rank() over (of_order order by draft.row_number desc) - 1 as rows
    from integration.staged_sales draft
    join integration.staged_accounts sellers using (batch_id, account_no)
    join integration.staged_sizes sizes using (batch_id, size_no)
    left join known_goods goods using (goods_no)
    where draft.batch_id = :batch_id and draft.order_key is not null and {IS_SOUND}
    window of_order as (partition by sellers.platform, draft.order_key)
"""

# The sales under the number of an order, and under those that add something behind a slash: the number of a
# listing, or of a line. A sale of the platform itself counts before one whose platform nobody knows.
_SALES = f"""
    create temporary table ordered_sales on commit drop as
    with orders as materialized (select distinct platform, order_key from ordered_drafts),
    named as (
        select sales.id, sales.order_key
        from sales.sales where sales.order_key in (select order_key from orders)
        union all
        select sales.id, base.order_key
        from sales.sales
        cross join lateral (values
            (regexp_replace(sales.order_key, '/[^/]*$', '')),
            (regexp_replace(sales.order_key, '/[^/]*/[^/]*$', ''))) as base (order_key)
        where strpos(sales.order_key, '/') > 0 and base.order_key <> sales.order_key
          and base.order_key in (select order_key from orders)
          and sales.order_key not in (select order_key from orders)
    ),
    offered as (
        select sales.*, named.order_key as of_order, orders.platform, platforms.slug,
               bool_or(platforms.slug = orders.platform) over one_order as has_own,
               min(platforms.slug) over one_order = max(platforms.slug) over one_order as of_one_platform,
               count(*) over (partition by named.id) as times
        from named
        join sales.sales using (id)
        join core.platforms on platforms.id = sales.platform_id
        join orders on orders.order_key = named.order_key
             and (orders.platform = platforms.slug
                  or '{UNKNOWN_PLATFORM}' in (orders.platform, platforms.slug))
        window one_order as (partition by orders.platform, orders.order_key)
    )
    select offered.id as sale_id, offered.order_key as own_key, offered.line, offered.platform,
           of_order as order_key, offered.product_id, {_size("sizes.system", "sizes.value")} as size,
           offered.gross, offered.currency, (offered.sold_at at time zone {ZONE})::date as day,
           count(*) over one_order as pairs,
           bool_and(offered.order_key = of_order) over one_order as is_one_number
    from offered join core.sizes on sizes.id = offered.size_id
    where case when has_own then slug = platform else of_one_platform and times = 1 end
    window one_order as (partition by offered.platform, of_order)
"""


def _match(each: _Round) -> str:
    group = f"platform, order_key, {each.alike}"
    return f"""
        insert into found_lines
        select row_number, draft_line, sale_id
        from (
            select row_number, line as draft_line, {group}, {each.number} as number,
                   row_number() over (alike order by row_number, line) as place
            from ordered_drafts drafts
            where {each.among} and not exists (
                select from found_lines found
                where found.row_number = drafts.row_number and found.line = drafts.line)
            window alike as (partition by {group})
        ) as draft
        join (
            select sale_id, {group}, {each.number} as number,
                   row_number() over (alike order by own_key, line, sale_id) as place
            from ordered_sales sales
            where {each.stored} and not exists (
                select from found_lines found where found.sale_id = sales.sale_id)
            window alike as (partition by {group})
        ) as stored using ({group}, number, place)
    """


# The first new pair of an order has its number, others are counted on from what is used. A known sale keeps
# its key; where its line is another one, so that no draft takes it for a repetition, the key names it.
_NUMBERED = """
    with used as (
        select platform, order_key, bool_or(own_key = order_key)::integer as whole,
               max(coalesce(substring(own_key from '/([0-9]{1,4})$')::integer, 1)) as last
        from (
            select platform, order_key, own_key from ordered_sales
            union all
            select platform, substring(order_key from '^(.*)/[0-9]{1,4}$'), order_key from ordered_drafts
        ) as keys
        group by platform, order_key
    ),
    told as (
        select row_number, drafts.line, drafts.order_key,
               case when sales.line = drafts.line then sales.own_key
                    else sales.own_key || '#' || sales.line end as line_key
        from ordered_drafts drafts
        join found_lines using (row_number, line)
        join ordered_sales sales using (sale_id)
        union all
        select row_number, line, order_key,
               case when place > 0 then order_key || '/' || last + place else order_key end
        from (
            select drafts.*, coalesce(last, 1) as last, coalesce(whole, 0) - 1 + dense_rank() over (
                       partition by drafts.platform, drafts.order_key order by drafts.row_number) as place
            from ordered_drafts drafts left join used using (platform, order_key)
            where not exists (
                select from found_lines found
                where found.row_number = drafts.row_number and found.line = drafts.line)
        ) as counted
    )
    update integration.staged_sales staged set line_key = told.line_key
    from told
    where staged.batch_id = :batch_id and staged.row_number = told.row_number and staged.line = told.line
      and told.line_key <> told.order_key
"""
