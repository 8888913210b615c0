"""What the check notices in the drafts of a batch: one INSERT of findings for each rule."""

from soleflip_desktop.db.batches import SALE_UNKNOWN
from soleflip_desktop.db.drafts import IS_SOUND, ROUNDING, ZONE
from soleflip_desktop.db.expenses import SALES_MEANT
from soleflip_desktop.domain.drafts import DraftKind

# A price is an outlier beyond four times, or below a quarter of, the median of its style code, from eight
# sales of that style code in the same currency on; fewer say too little. The median is a price that was paid,
# the lower of the two in the middle: amounts stay numeric, which halves the time of the comparison.
OUTLIER_FACTOR = 4
OUTLIER_SAMPLE = 8
# What numeric(12,2) holds.
LARGEST_AMOUNT = "9999999999.99"


def _finding(
    severity: str,
    code: str,
    column: str,
    value: str,
    message: str,
    where: str,
    rows: str,
    next_step: str = "",
) -> str:
    """An INSERT of one finding per sound draft of `rows` for which `where` holds.

    `message` is SQL for a whole sentence, without its full stop, that names the values it speaks of.
    """
    return f"""
        insert into integration.findings
               (batch_id, row_number, severity, code, column_name, value, message, next_step)
        select :batch_id, row_number, '{severity}', '{code}', '{column}', ({value})::text, {message},
               nullif('{next_step}', '')
        from {rows} as draft
        where batch_id = :batch_id and {where} and {IS_SOUND}
        order by row_number
    """


def _day(instant: str) -> str:
    """SQL for the day of an instant in the booking time zone, as text."""
    return f"to_char({instant} at time zone {ZONE}, 'YYYY-MM-DD')"


_OUTLIERS = f"""
    (select staged.batch_id, staged.row_number, staged.line, staged.gross, staged.currency, typical.median
     from integration.staged_sales staged
     join (
         select goods_no, currency, percentile_disc(0.5) within group (order by gross) as median
         from integration.staged_sales
         join integration.staged_goods using (batch_id, goods_no)
         where batch_id = :batch_id and style_codes <> ''
         group by goods_no, currency having count(*) >= {OUTLIER_SAMPLE}
     ) as typical using (goods_no, currency))
"""

# Expenses with how many sales their order number may mean.
_MEANT = f"""
    (select staged.*, coalesce(meant.sales, 0) as sales
     from integration.staged_expenses staged
     left join ({SALES_MEANT}) as meant using (row_number, line))
"""

# Rows these find are left out of the import.
PROBLEMS: dict[DraftKind, tuple[str, ...]] = {
    DraftKind.SALE: (
        _finding(
            "problem",
            "sold_in_future",
            "sold_at",
            "sold_at",
            f"format('The day of the sale, %s, lies in the future', {_day('sold_at')})",
            "sold_at > now() + interval '1 day'",
            "integration.staged_sales",
            "Correct the day",
        ),
        _finding(
            "problem",
            "amounts_far_apart",
            "payout",
            "payout",
            "format('The payout of %s %s is further from the price of %s %s than any amount can be',"
            " payout, currency, gross, currency)",
            f"abs(remainder) > {LARGEST_AMOUNT}",
            "integration.staged_sales",
            "Correct the price or the payout",
        ),
    ),
    DraftKind.PURCHASE: (
        _finding(
            "problem",
            "vat_rate_missing",
            "purchase_vat_rate",
            "''",
            "'The VAT may be reclaimed, but the row names no VAT rate'",
            "vat_reclaimable and purchase_vat_rate is null",
            "integration.staged_purchases",
            "Fill in the rate, such as 19",
        ),
    ),
    DraftKind.RATES: (
        _finding(
            "problem",
            "rate_in_future",
            "day",
            "day",
            "format('The day of the rates, %s, lies in the future', day)",
            "day > current_date + 1",
            "integration.staged_rates",
            "Correct the day",
        ),
    ),
    DraftKind.PAYOUT: (
        _finding(
            "problem",
            "paid_in_future",
            "paid_on",
            "paid_on",
            "format('The day of the payout, %s, lies in the future', paid_on)",
            "paid_on > current_date + 1",
            "integration.staged_payouts",
            "Correct the day",
        ),
    ),
    DraftKind.EXPENSE: (
        _finding(
            "problem",
            "spent_in_future",
            "spent_on",
            "spent_on",
            "format('The day of the expense, %s, lies in the future', spent_on)",
            "spent_on > current_date + 1",
            "integration.staged_expenses",
            "Correct the day",
        ),
    ),
    DraftKind.LISTING: (
        _finding(
            "problem",
            "listed_in_future",
            "listed_on",
            "listed_on",
            "format('The day of the listing, %s, lies in the future', listed_on)",
            "listed_on > current_date + 1 and line = 1",
            "integration.staged_listings",
            "Correct the day",
        ),
        _finding(
            "problem",
            "ended_before_listed",
            "ended_on",
            "ended_on",
            "format('The listing ended on %s, before it began on %s', ended_on, listed_on)",
            "ended_on < listed_on and line = 1",
            "integration.staged_listings",
            "Correct one of the two days",
        ),
    ),
}

# Two shops may number their orders alike, and a sheet that was sorted anew may give a number to other goods.
_MAY_BE_ANOTHER = """
    insert into integration.findings (batch_id, row_number, severity, code, message, next_step)
    select distinct :batch_id, row_number, 'warning', 'may_be_another',
           'The row names other goods at another price than the sale it would change',
           '{next_step}'
    from integration.record_checks
    where batch_id = :batch_id and verdict = 'changed'
      and jsonb_exists_all(difference, array['product', 'gross'])
    order by row_number
""".format(next_step="Leave the row out if it is another sale")

# A sale has amounts of one currency: the one of another that a file does not say is gone.
_GIVEN_UP = """
    insert into integration.findings
           (batch_id, row_number, severity, code, column_name, value, message, next_step)
    select :batch_id, row_number, 'warning', 'amount_given_up', key, value ->> 0,
           format('%s %s are given up for the amounts of the file, which are in another currency',
                  value ->> 0, difference -> 'currency' ->> 0),
           '{next_step}'
    from integration.record_checks cross join jsonb_each(difference)
    where batch_id = :batch_id and verdict = 'changed' and jsonb_exists(difference, 'currency')
      and key = any(array['gross', 'payout', 'platform_fee', 'processing_fee', 'shipping_fee', 'vat_amount'])
      and value ->> 1 is null
    order by row_number, key
""".format(next_step="Leave the row out to keep them")

# A file that names no fees says so once (`TableSource.bind`), not on every row.
_NAMES_FEES = """
    exists (select from integration.import_batches where id = :batch_id and (
        said is null or said && array['platform_fee', 'processing_fee', 'shipping_fee']))
"""

# What is odd about a row that is imported all the same.
REMARKS: dict[DraftKind, tuple[str, ...]] = {
    DraftKind.SALE: (
        _MAY_BE_ANOTHER,
        _GIVEN_UP,
        _finding(
            "warning",
            "unnamed_deduction",
            "payout",
            "payout",
            "format('The payout of %s %s is %s %s %s the price less the named fees;"
            " the difference is booked as other adjustment',"
            " payout, currency, abs(remainder), currency,"
            " case when remainder > 0 then 'below' else 'above' end)",
            f"abs(remainder) > {ROUNDING} and {_NAMES_FEES}",
            "integration.staged_sales",
        ),
        _finding(
            "warning",
            "paid_before_sold",
            "paid_out_at",
            "paid_out_at",
            "format('The payout of %s came before the sale of %s',"
            f" {_day('paid_out_at')}, {_day('sold_at')})",
            "paid_out_at < sold_at",
            "integration.staged_sales",
        ),
        _finding(
            "note",
            "price_outlier",
            "gross",
            "gross",
            "format('The price of %s %s is far from the %s %s that this style code usually brings',"
            " gross, currency, median, currency)",
            f"(gross > median * {OUTLIER_FACTOR} or gross < median / {OUTLIER_FACTOR})",
            _OUTLIERS,
        ),
    ),
    DraftKind.PURCHASE: (
        _finding(
            "warning",
            "bought_in_future",
            "ordered_on",
            "ordered_on",
            "format('The day of the purchase, %s, lies in the future', ordered_on)",
            f"ordered_on > (now() at time zone {ZONE})::date",
            "integration.staged_purchases",
            "Correct the day",
        ),
    ),
    DraftKind.RATES: (),
    DraftKind.PAYOUT: (
        _finding(
            "warning",
            "fee_unexplained",
            "amount",
            "amount",
            "format('The amount of %s %s is not the gross of %s %s less the fee of %s %s',"
            " amount, currency, gross, currency, coalesce(fee, 0), currency)",
            f"abs(gross - coalesce(fee, 0) - amount) > {ROUNDING}",
            "integration.staged_payouts",
        ),
    ),
    DraftKind.EXPENSE: (
        _finding(
            "warning",
            SALE_UNKNOWN,
            "order_key",
            "order_key",
            "format('There is no sale with the order number %s: the expense is kept without it', order_key)",
            "order_key is not null and sales = 0",
            _MEANT,
            "Import the sale, then this file again",
        ),
        _finding(
            "warning",
            "sale_ambiguous",
            "order_key",
            "order_key",
            "format('There are %s sales with the order number %s: the expense is kept without one',"
            " sales, order_key)",
            "sales > 1",
            _MEANT,
            "Name the platform of the sale, or the number of one of the sales",
        ),
        _finding(
            "note",
            "credit",
            "amount",
            "amount",
            "format('The amount of %s %s is a credit: it lowers what was spent', amount, currency)",
            "amount < 0",
            "integration.staged_expenses",
        ),
    ),
    DraftKind.LISTING: (
        _finding(
            "note",
            "ends_in_future",
            "ended_on",
            "ended_on",
            "format('The listing is to end on %s: until then it is open', ended_on)",
            f"ended_on > (now() at time zone {ZONE})::date and line = 1",
            "integration.staged_listings",
        ),
    ),
}
