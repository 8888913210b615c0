"""What an import of exchange rates does otherwise than one of sales or purchases: a row is a whole day."""

from soleflip_desktop.db.drafts import IS_NEW

STAGED_RATES = """
    select batch_id, row_number, line, new_id, day, rates::jsonb as rates
    from integration.staged_rates
    where batch_id = :batch_id
"""

# A day is known if the file says nothing of it that is not known: downloads differ in their currencies.
RATE_VERDICTS = f"""
    insert into integration.record_checks (batch_id, row_number, line, verdict, target_id, difference)
    select :batch_id, row_number, line,
           case when difference is null then 'known' else 'changed' end, target_id, difference
    from (
        select draft.row_number, draft.line, target.id as target_id,
               case when not target.rates @> draft.rates then (
                   select jsonb_object_agg(key, jsonb_build_array(target.rates ->> key, value))
                   from jsonb_each_text(draft.rates)
                   where target.rates -> key is distinct from draft.rates -> key
               ) end as difference
        from ({STAGED_RATES}) as draft
        join core.rate_days as target on target.day = draft.day
        where {IS_NEW}
    ) as judged
    order by row_number, line
"""

# As `review_rows` lists drafts: the rates stand in the place of the product, their number in that of pairs.
# What a seller looks at first stands first.
FIRST = "array['USD', 'GBP', 'CHF', 'JPY']"
RATE_LINES = f"""
    select row_number, null as "order", day, null as partner,
           coalesce((select string_agg(key || ' ' || value, ', ' order by array_position({FIRST}, key), key)
                     from jsonb_each_text(rates)), '') as product,
           '' as style_codes, 'ONE' as size_system, '' as size_value, 0::numeric as size_number,
           (select count(*) from jsonb_object_keys(rates)) as pairs, 'EUR' as currency,
           null::numeric as price, null::numeric as payout, null::numeric as fees
    from ({STAGED_RATES} AMONG) as draft
"""
