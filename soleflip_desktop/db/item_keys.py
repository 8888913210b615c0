"""Finds the pairs of a purchases file among the pairs already known, and keeps their purchases.

An item key is `order/day#price currency#number`: the fingerprint of supplier and order number, then what
the file first said of the pair, whatever the user typed since. The goods are not in it: their spelling may
change, so a pair is looked up by its product and size.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from soleflip_desktop.db.drafts import IS_NEW, IS_SOUND, VALUED_PURCHASES
from soleflip_desktop.db.goods import known_products
from soleflip_desktop.db.tables.columns import folded

_DAY = "coalesce(to_char(draft.ordered_on, 'YYYY-MM-DD'), '')"
# A day or a price that nobody knows, as text and day can be equal and unknown values cannot.
_NO_DAY, _NO_PRICE = "'-infinity'::date", "'?'"
# What tells the pairs of one order, day and price apart.
_TELLING = (
    *("price", "currency", "purchase_vat_rate", "purchase_vat", "vat_reclaimable", "location", "notes"),
)

# Pairs of one order and day share their purchase; without supplier and order number each has its own.
PURCHASE_KEY = f"""
    case when draft.supplier is null and draft.order_number is null then draft.item_key
         else split_part(draft.item_key, '/', 1) || '/' || {_DAY} end
"""

# Known pairs with the day the file gave them: one that the user typed is no reason to call them changed.
_FIRST_DAY = "cast(nullif(split_part(split_part(items.item_key, '#', 1), '/', 2), '') as date)"
KNOWN_PAIRS = f"""
    select items.*, {_FIRST_DAY} as ordered_on,
           (select max(day) from products.item_events
            where item_id = items.id and kind = 'received') as delivered_on
    from products.items
"""


@dataclass(frozen=True, slots=True)
class _Round:
    """One round of matching the drafts to known pairs of the same order, product and size.

    Attributes:
        alike: What draft and pair must have in common besides.
        among: Which drafts take part.
        stored: Which known pairs take part.
        number: Must be equal, too: how many of them a group holds, or nothing.
    """

    alike: str
    among: str = "true"
    stored: str = "true"
    number: str = "1"


_AS_MANY = "count(*) over alike"
_UNPRICED, _UNDATED = f"starts_with(paid, {_NO_PRICE})", f"day = {_NO_DAY}"

# From the strongest evidence to the weakest. A pair is of another day or price only with an order number,
# and of another price only if as many drafts as pairs are left: else the drafts are further pairs. A day or
# a price that one of the two does not know may be that of the other, if as many are left.
_ROUNDS = (
    _Round("day, fields"),
    _Round("day, paid"),
    _Round("day", among=_UNPRICED, number=_AS_MANY),
    _Round("day", stored=_UNPRICED, number=_AS_MANY),
    _Round("paid", among=_UNDATED, number=_AS_MANY),
    _Round("paid", stored=_UNDATED, number=_AS_MANY),
    _Round("paid", among="has_order"),
    _Round("day", among="has_order", number=_AS_MANY),
)


def assign_item_keys(connection: Connection, batch_id: int) -> None:
    """Gives each staged pair of the batch the key of the known pair it is, or else a new one."""
    products = known_products(connection, batch_id)
    here = {"batch_id": batch_id, "goods": list(products), "products": list(products.values())}
    connection.execute(text(_DRAFTED), here)
    connection.execute(text("analyze drafted_pairs"))
    left = connection.execute(text(_STORED)).rowcount
    connection.execute(text("analyze stored_pairs"))
    connection.execute(text(_MATCHED))
    for each in _ROUNDS:
        if left:
            left -= connection.execute(text(_match(each))).rowcount
    connection.execute(text("analyze matched_pairs"))
    connection.execute(text(_ITEM_KEYS), here)
    connection.execute(text("drop table drafted_pairs, stored_pairs, matched_pairs"))


def _fingerprint(row: str) -> str:
    """SQL for what an import may change in a pair, as one value; uuids are sorted faster than text."""
    return f"cast(md5(cast(row({', '.join(f'{row}.{name}' for name in _TELLING)}) as text)) as uuid)"


_DRAFTED = f"""
    create temporary table drafted_pairs on commit drop as
    with suppliers as materialized (
        select supplier, {folded("supplier")} as supplier_key
        from (select distinct supplier from integration.staged_purchases
              where batch_id = :batch_id and supplier is not null) as named
    )
    select draft.row_number, draft.line, draft.new_id, coalesce(draft.ordered_on, {_NO_DAY}) as day,
           cast(md5(concat(supplier_key, chr(31), draft.order_number)) as uuid) as order_key,
           draft.order_number is not null as has_order, goods.product_id, sizes.id as size_id,
           draft.price, coalesce(draft.price::text, {_NO_PRICE}) || ' ' || draft.currency as paid,
           {_fingerprint("draft")} as fields
    from ({VALUED_PURCHASES}) as draft
    join integration.staged_sizes using (batch_id, size_no)
    left join suppliers using (supplier)
    left join unnest(cast(:goods as integer[]), cast(:products as bigint[])) as goods (goods_no, product_id)
           using (goods_no)
    left join core.sizes on sizes.system = size_system and sizes.value = size_value
    where {IS_SOUND}
"""

# Pairs by the goods their file named, whatever the user made of them since (`item_edits.set_item`).
_IMPORTED_PAIRS = """(
    select id, item_key, product_id, size_id, price, currency, purchase_vat_rate, purchase_vat,
           vat_reclaimable, location, notes, locked_fields
    from products.items where not jsonb_exists(external_ids, 'imported_as')
    union all
    select id, item_key, cast(external_ids -> 'imported_as' ->> 'product_id' as bigint),
           cast(external_ids -> 'imported_as' ->> 'size_id' as bigint), price, currency, purchase_vat_rate,
           purchase_vat, vat_reclaimable, location, notes, locked_fields
    from products.items where jsonb_exists(external_ids, 'imported_as'))"""

_STORED = f"""
    create temporary table stored_pairs on commit drop as
    select items.id, items.item_key, order_key, product_id, size_id, items.price,
           coalesce({_FIRST_DAY}, {_NO_DAY}) as day,
           case when items.locked_fields && array['price', 'currency'] then split_part(items.item_key, '#', 2)
                else coalesce(items.price::text, {_NO_PRICE}) || ' ' || items.currency end as paid,
           {_fingerprint("items")} as fields
    from {_IMPORTED_PAIRS} as items
    join (select distinct order_key, product_id, size_id from drafted_pairs) as drafted
         using (product_id, size_id)
    where split_part(items.item_key, '/', 1) = cast(order_key as text)
"""

_MATCHED = """
    create temporary table matched_pairs (row_number integer, line smallint, item_id bigint) on commit drop
"""


def _match(each: _Round) -> str:
    group = f"product_id, size_id, order_key, {each.alike}"
    return f"""
        insert into matched_pairs
        select row_number, line, id
        from (
            select row_number, line, {group}, {each.number} as number,
                   row_number() over (alike order by price, row_number, line) as place
            from drafted_pairs left join matched_pairs using (row_number, line)
            where item_id is null and product_id is not null and {each.among}
            window alike as (partition by {group})
        ) as draft
        join (
            select id, {group}, {each.number} as number,
                   row_number() over (alike order by price, id) as place
            from stored_pairs
            where {each.stored}
              and not exists (select from matched_pairs where item_id = stored_pairs.id)
            window alike as (partition by {group})
        ) as stored using ({group}, number, place)
    """


_ITEM_KEYS = f"""
    update integration.staged_purchases draft
    set item_key = coalesce(
        stored.item_key, concat(drafted.order_key, '/', {_DAY}, '#', drafted.paid, '#', drafted.new_id))
    from drafted_pairs drafted
    left join matched_pairs using (row_number, line)
    left join stored_pairs stored on stored.id = item_id
    where draft.batch_id = :batch_id
      and draft.row_number = drafted.row_number and draft.line = drafted.line
"""

_MOVED = f"""
    select checked.target_id, {PURCHASE_KEY} as purchase_key, {_DAY} as day, draft.ordered_on
    from integration.staged_purchases draft
    join integration.record_checks checked using (batch_id, row_number, line)
    where batch_id = :batch_id and verdict = 'changed' and taken
      and difference -> 'ordered_on' is not null
"""

# Statements of the merge: they leave each pair that is written or moved to another day its purchase.
PURCHASES = (
    # A purchase all of whose pairs move to one day takes that day itself, and keeps what else it says.
    f"""
    with moved as ({_MOVED}),
    whole as (
        select distinct on (purchase_key) purchase_id, purchase_key, ordered_on
        from (
            select items.purchase_id, min(purchase_key) as purchase_key, min(moved.ordered_on) as ordered_on
            from products.items left join moved on target_id = items.id
            where items.purchase_id in (select purchase_id from products.items join moved on target_id = id)
            group by items.purchase_id
            having count(*) = count(target_id) and min(purchase_key) = max(purchase_key)
        ) as emptied
        order by purchase_key, purchase_id
    )
    update products.purchases set purchase_key = whole.purchase_key, ordered_on = whole.ordered_on
    from whole
    where purchases.id = whole.purchase_id
      and not exists (
          select from products.purchases other
          where other.purchase_key = whole.purchase_key and other.id <> purchases.id)
    """,
    f"""
    insert into products.purchases (supplier_id, purchase_key, order_number, ordered_on, currency)
    select suppliers.id, keyed.purchase_key, keyed.order_number, keyed.ordered_on, keyed.currency
    from (
        select distinct on (purchase_key) {PURCHASE_KEY} as purchase_key, draft.*
        from integration.staged_purchases draft
        where draft.batch_id = :batch_id
          and ({IS_NEW} or exists (
              select from integration.record_checks checked
              where checked.batch_id = :batch_id and checked.row_number = draft.row_number
                and checked.line = draft.line and verdict = 'changed' and taken
                and difference -> 'ordered_on' is not null))
        order by purchase_key, draft.row_number
    ) as keyed
    left join core.suppliers on suppliers.name_key = {folded("keyed.supplier")}
    on conflict (purchase_key) do nothing
    """,
    f"""
    update products.items
    set purchase_id = purchases.id,
        item_key = concat(split_part(items.item_key, '/', 1), '/', day,
                          substr(items.item_key, strpos(items.item_key, '#')))
    from ({_MOVED}) as moved join products.purchases using (purchase_key)
    where items.id = moved.target_id
    """,
)
