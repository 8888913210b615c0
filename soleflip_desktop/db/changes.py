"""What a merge writes into rows that were known: of each draft no more than its check says."""

from soleflip_desktop.db.draft_kinds import KINDS
from soleflip_desktop.db.drafts import IS_NEW, ITEM_FIELDS, SALE_FIELDS, vat_inside
from soleflip_desktop.db.expenses import EXPENSE_FIELDS
from soleflip_desktop.db.payouts import PAYOUT_FIELDS
from soleflip_desktop.db.tables.sales import ACTIVE
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.sale_status import FREEING

_FREEING = ", ".join(f"'{status}'" for status in sorted(FREEING))


def _if_changed(kind: DraftKind, column: str, value: str, *fields: str) -> str:
    """`value` if the check says that one of `fields` changes, or else what the row has."""
    named = [*fields] if fields else [column]
    if {column, *named} & set(KINDS[kind].money):
        named.append("currency")  # amounts of another currency come together
    changes = " or ".join(f"jsonb_exists(checked.difference, '{name}')" for name in dict.fromkeys(named))
    return f"case when {changes} then {value} else target.{column} end"


# What the user decided against precedence is as good as typed.
_LOCKED = """
    case when checked.decided is null then target.locked_fields
         else array(select distinct unnest(target.locked_fields || checked.decided) order by 1) end
"""


def sale_changes() -> dict[str, str]:
    """Columns of a known sale with the SQL of their value after the merge."""

    def taken(column: str, value: str, *fields: str) -> str:
        return _if_changed(DraftKind.SALE, column, value, *fields)

    values = {name: taken(name, f"draft.{name}") for name in SALE_FIELDS}
    fees = " - ".join(
        f"coalesce({values[name]}, 0)" for name in ("platform_fee", "processing_fee", "shipping_fee")
    )
    return values | {
        # From the amounts as they will stand, of which the draft may give but some.
        "other_adjustment": f"{values['gross']} - {fees} - {values['payout']}",
        "product_id": taken("product_id", "batch_goods.product_id", "product"),
        "size_id": taken("size_id", "batch_sizes.size_id", "size"),
        "order_key": taken("order_key", "draft.order_key"),
        "line": taken("line", "draft.line", "order_key"),
        "platform_id": taken("platform_id", "batch_accounts.platform_id", "platform", "account"),
        "account_id": taken("account_id", "batch_accounts.account_id", "platform", "account"),
        # A sale that stands again after all has lost its pair if another one took it meanwhile.
        "item_id": f"""case when {values["status"]} not in ({_FREEING}) and target.status in ({_FREEING})
            and exists (select from sales.sales other
                        where other.item_id = target.item_id and other.id <> target.id and other.{ACTIVE})
            then null else target.item_id end""",
        "locked_fields": _LOCKED,
    }


def item_changes() -> dict[str, str]:
    """As `sale_changes`, of a known pair."""
    values = {
        name: _if_changed(DraftKind.PURCHASE, name, f"draft.{name}")
        for name in ITEM_FIELDS
        if name != "purchase_vat"
    }
    price, rate, reclaimable = (values[name] for name in ("price", "purchase_vat_rate", "vat_reclaimable"))
    vat = f"case when {reclaimable} then {vat_inside(price, rate)} end"
    return values | {
        "vat_reclaimable": f"coalesce({reclaimable} and ({price} + {rate}) is not null, false)",
        "purchase_vat": f"case when 'purchase_vat' = any(target.locked_fields) then target.purchase_vat"
        f" else {vat} end",
        "locked_fields": _LOCKED,
    }


def payout_changes() -> dict[str, str]:
    """As `sale_changes`, of a known payout."""
    values = {name: _if_changed(DraftKind.PAYOUT, name, f"draft.{name}") for name in PAYOUT_FIELDS}
    return values | {"locked_fields": _LOCKED}


def expense_changes() -> dict[str, str]:
    """As `sale_changes`, of a known expense."""
    values = {name: _if_changed(DraftKind.EXPENSE, name, f"draft.{name}") for name in EXPENSE_FIELDS}
    return values | {
        "supplier_id": _if_changed(DraftKind.EXPENSE, "supplier_id", "draft.supplier_id", "supplier"),
        "sale_id": _if_changed(DraftKind.EXPENSE, "sale_id", "draft.sale_id", "sale"),
        "locked_fields": _LOCKED,
    }


def listing_changes() -> dict[str, str]:
    """As `sale_changes`, of a known listing; one that is listed anew after its end is open again."""
    values = {
        name: _if_changed(DraftKind.LISTING, name, f"draft.{name}")
        for name in ("listed_on", "ended_on", "ask", "currency", "external_id")
    }
    listed_on, ended_on = values["listed_on"], values["ended_on"]
    return values | {
        "ended_on": f"case when {ended_on} >= {listed_on} then {ended_on} end",
        "listing_key": f"regexp_replace(target.listing_key, '[^/]*#', {listed_on} || '#')",
        "locked_fields": _LOCKED,
    }


# The day on which a pair arrived is an event of its life.
RECEIVED = (
    f"""
    insert into products.item_events (item_id, kind, day)
    select draft.new_id, 'received', draft.delivered_on
    from integration.staged_purchases draft
    where draft.batch_id = :batch_id and draft.delivered_on is not null and {IS_NEW}
    """,
    """
    update products.item_events event set day = draft.delivered_on
    from integration.staged_purchases draft
    join integration.record_checks checked using (batch_id, row_number, line)
    where batch_id = :batch_id and checked.verdict = 'changed' and checked.taken
      and checked.difference -> 'delivered_on' ->> 0 is not null
      and event.item_id = checked.target_id and event.kind = 'received'
      and event.day = (checked.difference -> 'delivered_on' ->> 0)::date
    """,
    """
    insert into products.item_events (item_id, kind, day)
    select checked.target_id, 'received', draft.delivered_on
    from integration.staged_purchases draft
    join integration.record_checks checked using (batch_id, row_number, line)
    where batch_id = :batch_id and checked.verdict = 'changed' and checked.taken
      and jsonb_exists(checked.difference, 'delivered_on')
      and checked.difference -> 'delivered_on' ->> 0 is null
    """,
)
