"""The check: what each staged draft means for the database, and what is odd about it, set by set in SQL."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, text

from soleflip_desktop.db.batches import change_batch
from soleflip_desktop.domain.drafts import DraftKind

# A remainder of a cent is rounding; a larger one was deducted without being named (StockX, 2022 to 2023).
ROUNDING = Decimal("0.01")
# A price is an outlier beyond four times, or below a quarter of, the median of its style code, from eight
# sales of that style code in the same currency on; fewer say too little.
OUTLIER_FACTOR = 4
OUTLIER_SAMPLE = 8

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
)

# A fee the file leaves empty was nought where the payout proves it (the rest adds up to a cent), and
# stays unknown where it does not: the remainder then says how much is unexplained.
SETTLED_SALES = f"""
    select batch_id, row_number, line, platform, account, account_vat_id, order_key, sold_at, paid_out_at,
           product_name, style_codes, size_system, size_value, size_number, gross, currency,
           case when adds_up then coalesce(platform_fee, 0) else platform_fee end as platform_fee,
           case when adds_up then coalesce(processing_fee, 0) else processing_fee end as processing_fee,
           case when adds_up then coalesce(shipping_fee, 0) else shipping_fee end as shipping_fee,
           remainder as other_adjustment,
           payout, vat_rate, vat_amount, tax_treatment, invoice_number, invoice_day, invoice_amount, status,
           buyer_country, buyer_city, tracking_number, payout_reference
    from (
        select *, abs(remainder) <= {ROUNDING} as adds_up
        from (
            select *, gross - coalesce(platform_fee, 0) - coalesce(processing_fee, 0)
                      - coalesce(shipping_fee, 0) - payout as remainder
            from integration.staged_sales
            where batch_id = :batch_id
        ) as staged
    ) as settled
"""

# The VAT inside a price of which a share may be reclaimed, to the cent.
VALUED_PURCHASES = """
    select *, case when vat_reclaimable
                   then round(price * purchase_vat_rate / (100 + purchase_vat_rate), 2) end as purchase_vat
    from integration.staged_purchases
    where batch_id = :batch_id
"""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the two kinds of draft differ in when they are checked."""

    drafts: str
    key: str
    target: str
    target_key: str
    fields: tuple[str, ...]


_KINDS = {
    DraftKind.SALE: _Kind(
        drafts=SETTLED_SALES,
        key="platform, order_key, line",
        target="sales.sales target join core.platforms on platforms.id = target.platform_id",
        target_key="platforms.slug = draft.platform and target.order_key = draft.order_key"
        " and target.line = draft.line",
        fields=SALE_FIELDS,
    ),
    DraftKind.PURCHASE: _Kind(
        drafts=VALUED_PURCHASES,
        key="item_key",
        target="products.items target",
        target_key="target.item_key = draft.item_key",
        fields=ITEM_FIELDS,
    ),
}


def check(connection: Connection, batch_id: int, kind: DraftKind) -> None:
    """Gives every record of the batch its verdict, anew, and notes what is odd; then counts.

    Verdicts: `new`; `known`, nothing differs; `changed`, same key but other fields; `duplicate` of an
    earlier row of the same file; `problem`. A field the user typed (`locked_fields`) never counts as changed.
    """
    here = {"batch_id": batch_id}
    _forget_earlier_check(connection, here)
    connection.execute(text(f"analyze integration.staged_{kind}s"))
    if kind is DraftKind.PURCHASE:
        connection.execute(text(_ITEM_KEYS), here)
    connection.execute(text(_verdicts(_KINDS[kind])), here)
    for finding in _FINDINGS[kind]:
        connection.execute(text(finding), here)
    connection.execute(text(_PROBLEMS), here)
    connection.execute(text(_SEVERITIES), here)
    _count(connection, batch_id, kind)


def _forget_earlier_check(connection: Connection, here: dict[str, Any]) -> None:
    connection.execute(text("delete from integration.record_checks where batch_id = :batch_id"), here)
    # Row problems stay: the reader found them, not the check.
    connection.execute(
        text("delete from integration.findings where batch_id = :batch_id and code <> 'row'"), here
    )


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
            where batch_id = :batch_id
        ) as based
    ) as keyed
    where staged.batch_id = :batch_id
      and staged.row_number = keyed.row_number and staged.line = keyed.line
"""


def _verdicts(kind: _Kind) -> str:
    mine = ", ".join(f"draft.{name}" for name in kind.fields)
    theirs = ", ".join(f"target.{name}" for name in kind.fields)
    pairs = ", ".join(f"('{name}', target.{name}::text, draft.{name}::text)" for name in kind.fields)
    same_key = " and ".join(f"repeated.{name} = draft.{name}" for name in kind.key.split(", "))
    return f"""
        with draft as materialized ({kind.drafts}),
        repeated as materialized (
            select {kind.key}, min(row_number) as first_row from draft
            group by {kind.key} having count(*) > 1
        ),
        judged as (
            select draft.row_number, draft.line, target.id as target_id,
                   draft.row_number > repeated.first_row as is_repeat,
                   case when ({mine}) is distinct from ({theirs}) and target.id is not null then (
                       select jsonb_object_agg(name, jsonb_build_array(old, new))
                       from (values {pairs}) as field (name, old, new)
                       where old is distinct from new and name <> all(target.locked_fields)
                   ) end as difference
            from draft
            left join repeated on {same_key}
            left join ({kind.target}) on {kind.target_key}
        )
        insert into integration.record_checks
               (batch_id, row_number, line, verdict, target_id, difference)
        select :batch_id, row_number, line,
               case when is_repeat then 'duplicate' when target_id is null then 'new'
                    when difference is null then 'known' else 'changed' end,
               target_id, difference
        from judged
        order by row_number, line
    """


def _finding(severity: str, code: str, column: str, value: str, message: str, where: str, rows: str) -> str:
    """An INSERT of one finding per draft for which `where` holds."""
    return f"""
        insert into integration.findings
               (batch_id, row_number, physical_line, severity, code, column_name, value, message)
        select :batch_id, found.row_number, record.physical_line, '{severity}', '{code}', '{column}',
               found.value, found.message
        from (select row_number, ({value})::text as value, {message} as message
              from ({rows}) as draft where {where}) as found
        join integration.import_records record
          on record.batch_id = :batch_id and record.row_number = found.row_number
        order by found.row_number
    """


_OUTLIERS = f"""
    select staged.row_number, staged.gross, staged.currency, typical.median
    from integration.staged_sales staged
    join (
        select style_codes, currency, percentile_cont(0.5) within group (order by gross) as median
        from integration.staged_sales
        where batch_id = :batch_id and style_codes <> ''
        group by style_codes, currency having count(*) >= {OUTLIER_SAMPLE}
    ) as typical using (style_codes, currency)
    where staged.batch_id = :batch_id
"""

_FINDINGS: dict[DraftKind, tuple[str, ...]] = {
    DraftKind.SALE: (
        _finding(
            "problem",
            "sold_in_future",
            "sold_at",
            "sold_at",
            "'was sold in the future'",
            "sold_at > now() + interval '1 day'",
            SETTLED_SALES,
        ),
        _finding(
            "warning",
            "unnamed_deduction",
            "payout",
            "payout",
            "format('is %s %s %s the price less the named fees; booked as other adjustment',"
            " abs(other_adjustment), currency,"
            " case when other_adjustment > 0 then 'below' else 'above' end)",
            f"abs(other_adjustment) > {ROUNDING}",
            SETTLED_SALES,
        ),
        _finding(
            "warning",
            "paid_before_sold",
            "paid_out_at",
            "paid_out_at",
            "'was paid out before it was sold'",
            "paid_out_at < sold_at",
            SETTLED_SALES,
        ),
        _finding(
            "note",
            "price_outlier",
            "gross",
            "gross",
            "format('is far from the usual %s %s of this style code', round(median::numeric, 2),"
            " currency)",
            f"gross > median * {OUTLIER_FACTOR} or gross < median / {OUTLIER_FACTOR}",
            _OUTLIERS,
        ),
    ),
    DraftKind.PURCHASE: (
        _finding(
            "problem",
            "bought_in_future",
            "ordered_on",
            "ordered_on",
            "'was bought in the future'",
            "ordered_on > current_date + 1",
            VALUED_PURCHASES,
        ),
        _finding(
            "problem",
            "vat_rate_missing",
            "purchase_vat_rate",
            "''",
            "'has reclaimable VAT but no VAT rate'",
            "vat_reclaimable and purchase_vat_rate is null",
            VALUED_PURCHASES,
        ),
    ),
}

# A row with a problem is nothing but a problem, whether the reader found it or the check.
_PROBLEMS = """
    insert into integration.record_checks (batch_id, row_number, line, verdict, severity, taken)
    select distinct :batch_id, row_number, 1, 'problem', 'problem', false
    from integration.findings
    where batch_id = :batch_id and severity = 'problem'
    on conflict (batch_id, row_number, line)
    do update set verdict = 'problem', severity = 'problem', taken = false
"""

_SEVERITIES = """
    update integration.record_checks as checked
    set severity = worst.severity
    from (
        select row_number, case when bool_or(severity = 'warning') then 'warning' else 'note' end as severity
        from integration.findings
        where batch_id = :batch_id and severity <> 'problem'
        group by row_number
    ) as worst
    where checked.batch_id = :batch_id and checked.row_number = worst.row_number
      and checked.verdict <> 'problem'
"""

_COUNTS = """
    select verdict, count(*) as rows
    from (select distinct row_number, verdict from integration.record_checks
          where batch_id = :batch_id) as verdicts
    group by verdict
"""
_COUNTED_AS = {
    "new": "new",
    "known": "known",
    "changed": "changed",
    "duplicate": "duplicates",
    "problem": "problems",
}

_PAYOUT = """
    select currency, sum(payout)::text as payout
    from integration.staged_sales join integration.record_checks using (batch_id, row_number, line)
    where batch_id = :batch_id and verdict not in ('duplicate', 'problem') and payout is not null
    group by currency order by currency
"""

_DAYS = {
    DraftKind.SALE: """
        select min((sold_at at time zone zone)::date) as first_day,
               max((sold_at at time zone zone)::date) as last_day
        from integration.staged_sales,
             (select value #>> '{}' as zone from core.settings where name = 'booking_time_zone') as setting
        where batch_id = :batch_id
    """,
    DraftKind.PURCHASE: """
        select min(ordered_on) as first_day, max(ordered_on) as last_day
        from integration.staged_purchases where batch_id = :batch_id
    """,
}


def _count(connection: Connection, batch_id: int, kind: DraftKind) -> None:
    here = {"batch_id": batch_id}
    counts = dict.fromkeys(_COUNTED_AS.values(), 0)
    counts.update((_COUNTED_AS[row.verdict], row.rows) for row in connection.execute(text(_COUNTS), here))
    rows = connection.execute(
        text("select count(*) from integration.import_records where batch_id = :batch_id"), here
    ).scalar_one()
    warnings = connection.execute(
        text(
            "select count(*) from integration.findings where batch_id = :batch_id and severity = 'warning'"
        ),
        here,
    ).scalar_one()
    payout = {row.currency: row.payout for row in connection.execute(text(_PAYOUT), here)}
    days = connection.execute(text(_DAYS[kind]), here).mappings().one()
    newest = connection.execute(text("select max(id) from logging.change_sets")).scalar()
    change_batch(
        connection,
        batch_id,
        rows=rows,
        **counts,
        **days,
        warnings=warnings,
        payout=payout if kind is DraftKind.SALE else {},
        checked_at_change_set=newest or 0,
    )
