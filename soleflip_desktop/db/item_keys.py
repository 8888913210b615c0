"""The keys by which a repeated purchases file finds its orders and pairs again."""

from sqlalchemy import Connection, text

# Pairs of one order share their purchase; without supplier and order number each pair has its own.
PURCHASE_KEY = """
    case when draft.supplier is null and draft.order_number is null then draft.item_key
         else md5(concat_ws(chr(31), lower(coalesce(draft.supplier, '')),
                            coalesce('order ' || draft.order_number, 'day ' || draft.ordered_on))) end
"""


def assign_item_keys(connection: Connection, batch_id: int) -> None:
    """Gives each staged pair of the batch its key."""
    connection.execute(text(_ITEM_KEYS), {"batch_id": batch_id})


# Two pairs of one order may be alike in everything: the occurrence tells them apart. Counting by price
# before the row makes the count the same in whatever order a file lists them.
_ITEM_KEYS = """
    update integration.staged_purchases staged
    set item_key = keyed.base || '#' || keyed.occurrence
    from (
        select row_number, line, base,
               row_number() over (partition by base order by price, row_number, line) as occurrence
        from (
            select row_number, line, price,
                   md5(concat_ws(chr(31), lower(coalesce(supplier, '')),
                                 coalesce('order ' || order_number, 'day ' || ordered_on),
                                 coalesce(nullif(style_codes, ''), lower(product_name)),
                                 size_system, size_value)) as base
            from integration.staged_purchases
            join integration.staged_goods using (batch_id, goods_no)
            join integration.staged_sizes using (batch_id, size_no)
            where batch_id = :batch_id
        ) as based
    ) as keyed
    where staged.batch_id = :batch_id
      and staged.row_number = keyed.row_number and staged.line = keyed.line
"""
