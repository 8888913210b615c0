"""Matching sales to pairs when a batch is merged: first in, first out, within style code and size."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, text

from soleflip_desktop.db.drafts import IS_NEW, ZONE
from soleflip_desktop.db.pair_rows import BOUGHT_MATCHES, find_bought_pairs
from soleflip_desktop.db.tables.sales import ACTIVE
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.matching import FreePair, Match, OpenSale, fifo

# Only goods with a style code are matched without asking; a name alone is evidence for a suggestion.
_HAS_CODE = "exists (select from products.product_codes codes where codes.product_id = goods.product_id)"

_GROUPS = """
    select distinct batch_goods.product_id, batch_sizes.size_id
    from integration.staged_{kind}s
    join batch_goods using (goods_no)
    join batch_sizes using (size_no)
    where batch_id = :batch_id
"""

# On hand or on its way, and not sold: its sales, if any, were cancelled or came back.
_FREE_PAIRS = f"""
    create temporary table free_pairs on commit drop as
    select goods.product_id, goods.size_id, items.id, purchases.ordered_on
    from ({_GROUPS}) as goods
    join products.items on items.product_id = goods.product_id and items.size_id = goods.size_id
    join products.purchases on purchases.id = items.purchase_id
    where {_HAS_CODE}
      and items.state in ('incoming', 'in_stock', 'consigned')
      and purchases.ordered_on is not null
      and not exists (select from sales.sales where item_id = items.id and {ACTIVE})
"""

# Its user took the pair away: it is theirs to choose another.
_NOT_RELEASED = "'item_id' <> all(sales.locked_fields)"

_OPEN_SALES = f"""
    select sales.product_id, sales.size_id, sales.id, (sales.sold_at at time zone {ZONE})::date as sold_on
    from sales.sales
    join (select distinct product_id, size_id from free_pairs) as free
      on free.product_id = sales.product_id and free.size_id = sales.size_id
    where sales.item_id is null and {ACTIVE} and {_NOT_RELEASED}
"""

_NEW_SALES = f"""
    select free.product_id, free.size_id, draft.new_id, (draft.sold_at at time zone {ZONE})::date as sold_on
    from integration.staged_sales draft
    join batch_goods using (goods_no)
    join batch_sizes using (size_no)
    join (select distinct product_id, size_id from free_pairs) as free
      on free.product_id = batch_goods.product_id and free.size_id = batch_sizes.size_id
    where draft.batch_id = :batch_id and draft.{ACTIVE}
      and {IS_NEW}
"""

_ASSIGN = f"""
    update sales.sales set item_id = batch_matches.item_id
    from batch_matches
    where sales.id = batch_matches.sale_id and sales.item_id is null and {_NOT_RELEASED}
"""


def match_new_sales(connection: Connection, batch_id: int) -> int:
    """Finds pairs for the sales about to be written; returns the number of matches.

    Leaves them in the temporary table `batch_matches (sale_id, item_id)`, so that a sale is written with
    its pair. A sale of a row that is a purchase too takes the pair of that row. Sales that wait for a pair of
    the same goods take part, and are given theirs here. A match once made never moves, a pair bought after
    the sale is never taken, and a pair whose purchase has no day is left to the user.
    """
    return _match(connection, batch_id, DraftKind.SALE, f"{_OPEN_SALES} union all {_NEW_SALES}")


def match_new_pairs(connection: Connection, batch_id: int) -> int:
    """Gives the pairs just written to the sales that wait for them, by the rules of `match_new_sales`."""
    return _match(connection, batch_id, DraftKind.PURCHASE, _OPEN_SALES)


def _match(connection: Connection, batch_id: int, kind: DraftKind, sales: str) -> int:
    here = {"batch_id": batch_id}
    bought = _pairs_of_their_rows(connection, batch_id, kind)
    connection.execute(text(_FREE_PAIRS.format(kind=kind)), here)
    if bought:
        connection.execute(
            text("delete from free_pairs where id = any(:pairs)"), {"pairs": list(bought.values())}
        )
    connection.execute(text("analyze free_pairs"))
    waiting = connection.execute(text(f"{sales} order by 1, 2"), here)
    pairs = connection.execute(text("select * from free_pairs order by product_id, size_id"))
    matches = [Match(*each) for each in bought.items()]
    matches += _match_groups((sale for sale in waiting if sale.id not in bought), pairs)
    connection.execute(
        text(
            "create temporary table batch_matches on commit drop as"
            " select * from unnest(cast(:sales as bigint[]), cast(:items as bigint[]))"
            " as matches (sale_id, item_id)"
        ),
        {"sales": [match.sale for match in matches], "items": [match.pair for match in matches]},
    )
    connection.execute(text("analyze batch_matches"))
    if matches:
        connection.execute(text(_ASSIGN))
    return len(matches)


def _pairs_of_their_rows(connection: Connection, batch_id: int, kind: DraftKind) -> dict[int, int]:
    """Pairs by the sale that their own row says sold them: better evidence than any rule."""
    if kind is not DraftKind.SALE or not find_bought_pairs(connection, batch_id):
        return {}
    rows = connection.execute(text(BOUGHT_MATCHES), {"batch_id": batch_id})
    return {row.sale_id: row.item_id for row in rows}


def _match_groups(sales: Iterable[Row[Any]], pairs: Iterable[Row[Any]]) -> Iterable[Match]:
    """The matches of each product and size; both inputs are ordered by the two."""
    pairs_of = {
        goods: [FreePair(row.id, row.ordered_on) for row in rows]
        for goods, rows in groupby(pairs, key=lambda row: (row.product_id, row.size_id))
    }
    for goods, rows in groupby(sales, key=lambda row: (row.product_id, row.size_id)):
        yield from fifo((OpenSale(row.id, row.sold_on) for row in rows), pairs_of[goods])
