"""What an import of payouts does otherwise than one of sales or purchases: it speaks of no goods."""

PAYOUT_FIELDS = ("paid_on", "gross", "fee", "amount", "currency", "description", "transfer")

STAGED_PAYOUTS = f"""
    select batch_id, row_number, line, new_id, processor, reference, {", ".join(PAYOUT_FIELDS)}
    from integration.staged_payouts
    where batch_id = :batch_id
"""

# As `review_rows` lists drafts: the kind of movement stands in the place of the product.
PAYOUT_LINES = f"""
    select row_number, reference as "order", paid_on as day, processor as partner,
           coalesce(description, '') as product, '' as style_codes, 'ONE' as size_system, '' as size_value,
           0::numeric as size_number, 1 as pairs, currency, gross as price, amount as payout, fee as fees
    from ({STAGED_PAYOUTS} AMONG) as draft
"""
