"""SQL that the steps of an import share: the drafts of a batch in full, and which of them are new."""

from decimal import Decimal

# A remainder of a cent is rounding; a larger one was deducted without being named (StockX, 2022 to 2023).
ROUNDING = Decimal("0.01")
# Fields an import may change in a row it already knows.
SALE_FIELDS = (
    "sold_at",
    "paid_out_at",
    "gross",
    "currency",
    "platform_fee",
    "processing_fee",
    "shipping_fee",
    "other_adjustment",
    "payout",
    "vat_rate",
    "vat_amount",
    "tax_treatment",
    "invoice_number",
    "invoice_day",
    "invoice_amount",
    "status",
    "buyer_country",
    "buyer_city",
    "tracking_number",
    "payout_reference",
)
ITEM_FIELDS = (
    "price",
    "currency",
    "purchase_vat_rate",
    "purchase_vat",
    "vat_reclaimable",
    "location",
    "notes",
    "state",
    "extra_costs",
)

# A fee the file leaves empty was nought where the payout proves it (the rest adds up to a cent), and
# stays unknown where it does not: the remainder then says how much is unexplained.
_ADDS_UP = f"abs(remainder) <= {ROUNDING}"
SETTLED_SALES = f"""
    select batch_id, row_number, line, new_id, goods_no, size_no, account_no,
           coalesce(line_key, order_key) as order_key, sold_at, paid_out_at, gross, currency,
           case when {_ADDS_UP} then coalesce(platform_fee, 0) else platform_fee end as platform_fee,
           case when {_ADDS_UP} then coalesce(processing_fee, 0) else processing_fee end as processing_fee,
           case when {_ADDS_UP} then coalesce(shipping_fee, 0) else shipping_fee end as shipping_fee,
           remainder as other_adjustment,
           payout, vat_rate, vat_amount, tax_treatment, invoice_number, invoice_day, invoice_amount, status,
           buyer_country, buyer_city, tracking_number, payout_reference, pair_row
    from integration.staged_sales
    where batch_id = :batch_id
"""


def vat_inside(price: str, rate: str) -> str:
    """SQL for the VAT inside a price, to the cent."""
    return f"round({price} * {rate} / (100 + {rate}), 2)"


# The VAT inside a price that may be reclaimed; nobody can say so of a price that nobody knows.
VALUED_PURCHASES = f"""
    select batch_id, row_number, line, new_id, goods_no, size_no, supplier, order_number, ordered_on, price,
           currency, purchase_vat_rate,
           case when vat_reclaimable then {vat_inside("price", "purchase_vat_rate")} end as purchase_vat,
           case when price is not null then vat_reclaimable end as vat_reclaimable,
           location, notes, state, delivered_on, shipping_share as extra_costs, item_key
    from integration.staged_purchases
    where batch_id = :batch_id
"""

# A batch's drafts whose rows nothing keeps out: neither a problem nor a duplicate.
IS_SOUND = """
    not exists (
        select from integration.record_checks checked
        where checked.batch_id = :batch_id and checked.row_number = draft.row_number
          and checked.line = draft.line and checked.verdict in ('duplicate', 'problem'))
"""

# A batch's drafts that are imported, or are there already: sound ones that the user has not left out.
IS_TAKEN = """
    not exists (
        select from integration.record_checks checked
        where checked.batch_id = :batch_id and checked.row_number = draft.row_number
          and checked.line = draft.line and not checked.taken)
"""

# The drafts that are simply new are those of which no check speaks; one that the user left out has a check.
IS_NEW = """
    not exists (
        select from integration.record_checks checked
        where checked.batch_id = :batch_id and checked.row_number = draft.row_number
          and checked.line = draft.line)
"""

# Where days are cut.
ZONE = "(select value #>> '{}' from core.settings where name = 'booking_time_zone')"
