"""Matching sales to pairs when a batch is merged: first in, first out, within style code and size."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, text

from soleflip_desktop.db.tables.sales import ACTIVE
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.matching import FreePair, Match, OpenSale, fifo

_ZONE = "(select value #>> '{}' from core.settings where name = 'booking_time_zone')"

# Only goods with a style code are matched without asking; a name alone is evidence for a suggestion.
_TOUCHED = """
    select distinct product_id, size_id from batch_rows
    where exists (select from products.product_codes codes where codes.product_id = batch_rows.product_id)
"""

# On hand or on its way, and not sold: its sales, if any, were cancelled or came back.
_FREE_PAIRS = f"""
    select items.product_id, items.size_id, items.id, purchases.ordered_on
    from products.items
    join products.purchases on purchases.id = items.purchase_id
    join ({_TOUCHED}) as touched
      on touched.product_id = items.product_id and touched.size_id = items.size_id
    where items.state in ('incoming', 'in_stock', 'consigned')
      and purchases.ordered_on is not null
      and not exists (select from sales.sales where item_id = items.id and {ACTIVE})
"""

_OPEN_SALES = f"""
    select sales.product_id, sales.size_id, sales.id, (sales.sold_at at time zone {_ZONE})::date as sold_on
    from sales.sales
    join (select distinct product_id, size_id from free_pairs) as groups
      on groups.product_id = sales.product_id and groups.size_id = sales.size_id
    where sales.item_id is null and {ACTIVE}
"""

_NEW_SALES = f"""
    select batch_rows.product_id, batch_rows.size_id, batch_rows.id,
           (draft.sold_at at time zone {_ZONE})::date as sold_on
    from batch_rows
    join integration.staged_sales draft
      on draft.batch_id = :batch_id and draft.row_number = batch_rows.row_number
     and draft.line = batch_rows.line and draft.{ACTIVE}
    join (select distinct product_id, size_id from free_pairs) as groups
      on groups.product_id = batch_rows.product_id and groups.size_id = batch_rows.size_id
"""


def match_batch(connection: Connection, batch_id: int, kind: DraftKind) -> int:
    """Matches open sales to free pairs among the goods in `batch_rows`; returns the number of matches.

    A new sale gets its pair in `batch_rows`, before it is written; a sale that is there already gets it
    in place. A match once made never moves, a pair bought after the sale is never taken, and a pair
    whose purchase has no day is left to the user.
    """
    connection.execute(text(f"create temporary table free_pairs on commit drop as {_FREE_PAIRS}"))
    sales = _OPEN_SALES + (f" union all {_NEW_SALES}" if kind is DraftKind.SALE else "")
    matches = list(
        _match_groups(
            connection.execute(text(f"{sales} order by 1, 2"), {"batch_id": batch_id}),
            connection.execute(text("select * from free_pairs order by product_id, size_id")),
        )
    )
    if not matches:
        return 0
    pairs = {
        "sales": [match.sale for match in matches],
        "items": [match.pair for match in matches],
    }
    targets = ("batch_rows", "sales.sales") if kind is DraftKind.SALE else ("sales.sales",)
    for target in targets:
        connection.execute(text(_ASSIGN.format(target=target)), pairs)
    return len(matches)


_ASSIGN = """
    update {target} as sale set item_id = matched.item_id
    from unnest(cast(:sales as bigint[]), cast(:items as bigint[])) as matched (sale_id, item_id)
    where sale.id = matched.sale_id
"""


def _match_groups(sales: Iterable[Row[Any]], pairs: Iterable[Row[Any]]) -> Iterable[Match]:
    """The matches of each product and size; both inputs are ordered by the two."""
    pairs_of = {
        goods: [FreePair(row.id, row.ordered_on) for row in rows]
        for goods, rows in groupby(pairs, key=lambda row: (row.product_id, row.size_id))
    }
    for goods, rows in groupby(sales, key=lambda row: (row.product_id, row.size_id)):
        yield from fifo((OpenSale(row.id, row.sold_on) for row in rows), pairs_of[goods])
