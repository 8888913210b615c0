"""What an import of listings does otherwise than one of purchases: it finds the pairs that are on offer.

A listing key is `platform/product/size/day#number`: what the file first said of the listing. Where the file
has the platform's own number, that is what a listing is known by.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, text

from soleflip_desktop.db.drafts import IS_SOUND, ZONE
from soleflip_desktop.db.tables.sales import ACTIVE
from soleflip_desktop.domain.listing_pairs import ListedPair, Listing, Offer, pairs_to_list

LISTING_FIELDS = ("listed_on", "ended_on", "ask", "currency", "external_id")

# An end that lies ahead is a plan: the listing is open until then. A currency is that of an ask.
STAGED_LISTINGS = f"""
    select staged.batch_id, row_number, staged.line, new_id, goods_no, size_no, staged.platform,
           platforms.id as platform_id, coalesce(platforms.name, staged.platform) as offered_on, item_id,
           listing_key, staged.listed_on, staged.ask,
           case when staged.ended_on <= (now() at time zone {ZONE})::date
                then staged.ended_on end as ended_on,
           case when staged.ask is not null then staged.currency end as currency, staged.external_id
    from integration.staged_listings staged
    left join core.platforms on platforms.slug = staged.platform
    where batch_id = :batch_id
"""

# As `review_rows` lists drafts: the platform stands in the place of the supplier.
LISTING_LINES = f"""
    select row_number, min(external_id) as "order", min(listed_on) as day, min(offered_on) as partner,
           min(product_name) as product, min(style_codes) as style_codes, min(size_system) as size_system,
           min(size_value) as size_value, min(size_number) as size_number, count(*) as pairs,
           min(currency) as currency, min(ask) as price, null::numeric as payout, null::numeric as fees
    from ({STAGED_LISTINGS} AMONG) as draft
    join integration.staged_goods using (batch_id, goods_no)
    join integration.staged_sizes using (batch_id, size_no)
    group by row_number
"""

# Statement of the merge: it adds what the written rows refer to.
PLATFORMS = (
    """
    insert into core.platforms (slug, name)
    select distinct platform, platform
    from integration.staged_listings draft
    left join integration.record_checks checked using (batch_id, row_number, line)
    where batch_id = :batch_id and checked.verdict is null
    on conflict (slug) do nothing
    """,
)
LISTING_REFERENCES = {
    "core.platforms": f"select platform_id from ({STAGED_LISTINGS}) as draft",
    "products.items": "select item_id from integration.staged_listings where batch_id = :batch_id",
}


def find_listings(connection: Connection, batch_id: int) -> bool:
    """Gives each staged listing the key of the known one it is, or a new one and a pair to be on offer.

    Expects `known_goods`. A row that finds no pair is noted as a problem; returns whether there is any.
    """
    here = {"batch_id": batch_id}
    connection.execute(text(_FORGET), here)
    connection.execute(text("drop table if exists drafted_listings, stored_listings, matched_listings"))
    connection.execute(text(_DRAFTED), here)
    connection.execute(text("analyze drafted_listings"))
    connection.execute(text(_STORED))
    connection.execute(text(_MATCHED))
    for statement in (_BY_NUMBER, _BY_WORDS):
        connection.execute(text(statement))
    connection.execute(text(_KEYS), here)
    found = _pairs(connection)
    connection.execute(text(_TAKE), here | {"listings": list(found), "pairs": list(found.values())})
    return connection.execute(text(WITHOUT_PAIR), here).rowcount > 0


_FORGET = """
    update integration.staged_listings set listing_key = null, item_id = null
    where batch_id = :batch_id and (listing_key is not null or item_id is not null)
"""
_DRAFTED = f"""
    create temporary table drafted_listings on commit drop as
    select draft.row_number, draft.line, draft.new_id, draft.platform, draft.platform_id, goods.product_id,
           sizes.id as size_id, draft.listed_on, draft.ended_on, draft.external_id,
           draft.platform || '/' || goods.product_id || '/' || sizes.id || '/' || draft.listed_on as words
    from ({STAGED_LISTINGS}) as draft
    join integration.staged_sizes using (batch_id, size_no)
    left join known_goods goods using (goods_no)
    left join core.sizes on sizes.system = size_system and sizes.value = size_value
    where {IS_SOUND}
"""
_STORED = """
    create temporary table stored_listings on commit drop as
    select listings.id, platform_id, external_id, listing_key, split_part(listing_key, '#', 1) as words
    from products.listings
    where listing_key is not null
      and ((platform_id, external_id) in (select platform_id, external_id from drafted_listings)
           or split_part(listing_key, '#', 1) in (select words from drafted_listings))
"""
_MATCHED = """
    create temporary table matched_listings (row_number integer, line smallint, listing_id bigint)
    on commit drop
"""
_BY_NUMBER = """
    insert into matched_listings
    select row_number, line, id
    from (
        select row_number, line, platform_id, external_id,
               row_number() over (partition by platform_id, external_id order by row_number, line) as place
        from drafted_listings where external_id is not null
    ) as draft
    join (
        select id, platform_id, external_id,
               row_number() over (partition by platform_id, external_id order by id) as place
        from stored_listings where external_id is not null
    ) as stored using (platform_id, external_id, place)
"""
# Where one of the two has no number of the platform's; equal ones are counted.
_BY_WORDS = """
    insert into matched_listings
    select distinct on (id) row_number, line, id
    from (
        select row_number, line, words, external_id,
               row_number() over (partition by words order by row_number, line) as place
        from drafted_listings left join matched_listings using (row_number, line)
        where listing_id is null
    ) as draft
    join (
        select id, words, external_id, row_number() over (partition by words order by id) as place
        from stored_listings
        where not exists (select from matched_listings where listing_id = stored_listings.id)
    ) as stored using (words, place)
    where draft.external_id is null or stored.external_id is null
"""
_KEYS = """
    update integration.staged_listings draft
    set listing_key = coalesce(stored.listing_key, drafted.words || '#' || drafted.new_id)
    from drafted_listings drafted
    left join matched_listings using (row_number, line)
    left join stored_listings stored on stored.id = listing_id
    where draft.batch_id = :batch_id
      and draft.row_number = drafted.row_number and draft.line = drafted.line
"""

_NEW = """
    select row_number, line, new_id, platform, product_id, size_id, listed_on, ended_on
    from drafted_listings left join matched_listings using (row_number, line)
    where listing_id is null and product_id is not null and size_id is not null
"""
_PAIRS = f"""
    select items.product_id, items.size_id, items.id, purchases.ordered_on as bought_on,
           (select (min(sold_at) at time zone {ZONE})::date from sales.sales
            where item_id = items.id and {ACTIVE}) as sold_on
    from products.items
    left join products.purchases on purchases.id = items.purchase_id
    where items.state in ('incoming', 'in_stock', 'consigned')
      and (items.product_id, items.size_id) in (select product_id, size_id from ({_NEW}) as new)
"""
_OFFERS = f"""
    select pair.product_id, pair.size_id, pair.id, platforms.slug, listings.listed_on, listings.ended_on
    from ({_PAIRS}) as pair
    join products.listings on listings.item_id = pair.id
    join core.platforms on platforms.id = listings.platform_id
"""
_TAKE = """
    update integration.staged_listings draft set item_id = found.item_id
    from unnest(cast(:listings as bigint[]), cast(:pairs as bigint[])) as found (new_id, item_id)
    where draft.batch_id = :batch_id and draft.new_id = found.new_id
"""
WITHOUT_PAIR = """
    insert into integration.findings (batch_id, row_number, severity, code, column_name, value, message,
                                      next_step)
    select :batch_id, row_number, 'problem', 'no_pair', 'product_name', min(named),
           format('There is no pair of %s that was yours on %s and not on offer there already',
                  min(named), min(listed_on)),
           '{next_step}'
    from (
        select drafted.row_number, drafted.line, drafted.listed_on, concat_ws(', ',
                   nullif(goods.product_name, ''), nullif(replace(goods.style_codes, '/', ', '), ''),
                   case when size_system = 'ONE' then null
                        when starts_with(size_system, 'US_')
                        then 'US ' || size_value || replace(right(size_system, 1), 'M', '')
                        when size_system in ('EU', 'UK') then size_system || ' ' || size_value
                        else size_value end) as named
        from drafted_listings drafted
        join integration.staged_listings draft on draft.batch_id = :batch_id
             and draft.row_number = drafted.row_number and draft.line = drafted.line
        join integration.staged_goods goods using (batch_id, goods_no)
        join integration.staged_sizes sizes using (batch_id, size_no)
        left join matched_listings matched on matched.row_number = drafted.row_number
             and matched.line = drafted.line
        where matched.listing_id is null and draft.item_id is null
    ) as lacking
    group by row_number
    order by row_number
""".format(next_step="Import or add the purchase first")


def _pairs(connection: Connection) -> dict[int, int]:
    """The pair that each new listing takes, by the id that the listing will have."""
    listings: defaultdict[tuple[int, int], list[Listing]] = defaultdict(list)
    for row in connection.execute(text(_NEW)):
        listing = Listing(row.row_number, row.new_id, row.platform, row.listed_on, row.ended_on)
        listings[row.product_id, row.size_id].append(listing)
    pairs, offers = _rows(connection, _PAIRS, ListedPair), _rows(connection, _OFFERS, Offer)
    found: dict[int, int] = {}
    for goods, wanted in listings.items():
        found |= pairs_to_list(wanted, pairs[goods], offers[goods])
    return found


def _rows(connection: Connection, query: str, made: Any) -> defaultdict[tuple[int, int], list[Any]]:
    """What a query tells, by product and size."""
    rows: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
    for product, size, *told in connection.execute(text(query)):
        rows[product, size].append(made(*told))
    return rows
