"""The merge: what the user took of a checked batch becomes sales, pairs and more, in one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from soleflip_desktop.db.changes import (
    RECEIVED,
    expense_changes,
    item_changes,
    listing_changes,
    payout_changes,
    sale_changes,
)
from soleflip_desktop.db.drafts import (
    IS_NEW,
    ITEM_FIELDS,
    SALE_FIELDS,
    SETTLED_SALES,
    VALUED_PURCHASES,
)
from soleflip_desktop.db.expenses import EXPENSE_FIELDS, EXPENSE_REFERENCES, STAGED_EXPENSES, SUPPLIERS
from soleflip_desktop.db.goods import add_goods
from soleflip_desktop.db.item_keys import PURCHASE_KEY, PURCHASES
from soleflip_desktop.db.listings import LISTING_FIELDS, LISTING_REFERENCES, PLATFORMS, STAGED_LISTINGS
from soleflip_desktop.db.match import match_new_pairs, match_new_sales
from soleflip_desktop.db.payouts import PAYOUT_FIELDS, STAGED_PAYOUTS
from soleflip_desktop.db.rates import STAGED_RATES
from soleflip_desktop.db.references import references_held
from soleflip_desktop.db.sale_keys import KEYLESS_KEY, mark_sales
from soleflip_desktop.db.tables.integration import LONGEST_RUN
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.progress import Control

# Rows per INSERT: small enough for a progress bar that moves and a cancel that is felt, large enough that
# the statement's own cost vanishes.
SLICE = 20_000


@dataclass(frozen=True, slots=True)
class _Merge:
    """What the two kinds of draft differ in when they are merged.

    Attributes:
        table: The table that gains the rows.
        drafts: SELECT of the batch's drafts with the columns of `fields`.
        fields: Columns taken from the draft as they are.
        resolved: Columns found or made for each new draft, with the SQL that gives them.
        joins: FROM items, joined to `draft`, that `resolved` speaks of.
        references: The ids among `resolved`, as `references_held` wants them.
        changes: Columns of a changed row with the SQL of their new value.
        before: Statements that add what the new rows refer to.
        after: Statements that add what refers to the written rows.
    """

    table: str
    drafts: str
    fields: tuple[str, ...]
    resolved: dict[str, str]
    joins: str
    references: dict[str, str]
    changes: dict[str, str]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


_GOODS = "join batch_goods using (goods_no) join batch_sizes using (size_no)"

_ACCOUNTS = "join batch_accounts using (account_no)"

_GOODS_REFERENCES = {
    "products.products": "select product_id from batch_goods",
    "core.sizes": "select size_id from batch_sizes",
}


# What a new pair is unless its file says otherwise.
_FILLED_IN = {
    "state": "coalesce(draft.state, 'in_stock')",
    "vat_reclaimable": "coalesce(draft.vat_reclaimable, false)",
}

_MERGES = {
    DraftKind.SALE: _Merge(
        table="sales.sales",
        drafts=SETTLED_SALES,
        fields=("line", *SALE_FIELDS),
        resolved={
            "order_key": f"coalesce(draft.order_key, {KEYLESS_KEY})",
            "platform_id": "batch_accounts.platform_id",
            "account_id": "batch_accounts.account_id",
            "product_id": "batch_goods.product_id",
            "size_id": "batch_sizes.size_id",
            "item_id": "batch_matches.item_id",
        },
        joins=f"{_GOODS} {_ACCOUNTS} left join batch_matches on batch_matches.sale_id = draft.new_id",
        references=_GOODS_REFERENCES
        | {
            "core.accounts": "select account_id from batch_accounts",
            "products.items": "select item_id from batch_matches",
        },
        changes=sale_changes(),
    ),
    DraftKind.PURCHASE: _Merge(
        table="products.items",
        drafts=VALUED_PURCHASES,
        fields=("item_key", *(name for name in ITEM_FIELDS if name not in _FILLED_IN)),
        resolved={
            **_FILLED_IN,
            "product_id": "batch_goods.product_id",
            "size_id": "batch_sizes.size_id",
            "purchase_id": "purchases.id",
        },
        joins=f"{_GOODS} join products.purchases on purchases.purchase_key = {PURCHASE_KEY}",
        references=_GOODS_REFERENCES
        | {
            "products.purchases": f"""
                select purchases.id from integration.staged_purchases draft
                join products.purchases on purchases.purchase_key = {PURCHASE_KEY}
                where draft.batch_id = :batch_id
            """
        },
        changes=item_changes(),
        before=PURCHASES,
        after=RECEIVED,
    ),
    DraftKind.RATES: _Merge(
        table="core.rate_days",
        drafts=STAGED_RATES,
        fields=("day", "rates", "batch_id"),
        resolved={},
        joins="",
        references={"integration.import_batches": "select cast(:batch_id as bigint)"},
        # A file that names fewer currencies takes none away.
        changes={"rates": "target.rates || draft.rates", "batch_id": "draft.batch_id"},
    ),
    DraftKind.PAYOUT: _Merge(
        table="sales.payouts",
        drafts=STAGED_PAYOUTS,
        fields=("processor", "reference", *PAYOUT_FIELDS),
        resolved={},
        joins="",
        references={},
        changes=payout_changes(),
    ),
    DraftKind.EXPENSE: _Merge(
        table="sales.expenses",
        drafts=STAGED_EXPENSES,
        fields=("expense_key", *EXPENSE_FIELDS, "supplier_id", "sale_id"),
        resolved={},
        joins="",
        references=EXPENSE_REFERENCES,
        changes=expense_changes(),
        before=SUPPLIERS,
    ),
    DraftKind.LISTING: _Merge(
        table="products.listings",
        drafts=STAGED_LISTINGS,
        fields=("listing_key", *LISTING_FIELDS, "item_id", "platform_id"),
        resolved={},
        joins="",
        references=LISTING_REFERENCES,
        changes=listing_changes(),
        before=PLATFORMS,
    ),
}


def begin_merge(connection: Connection) -> None:
    """Waits until no other import is merged or undone, and keeps sales and pairs as they are for others.

    Readers go on; who edits a sale or a pair waits until this transaction ends, so that a cost typed
    meanwhile and a match made here cannot overwrite each other. Pairs before sales, as an edit locks them.
    """
    connection.execute(text("select pg_advisory_xact_lock(hashtextextended('soleflip merge', 0))"))
    connection.execute(text("lock table products.items, sales.sales in share row exclusive mode"))


def is_stale(connection: Connection, batch_id: int) -> bool:
    """Whether anything was changed that the batch's check could not see: its verdicts may be wrong then."""
    return bool(
        connection.execute(
            text(
                """
                select checked_snapshot is null or exists (
                    select from logging.change_sets
                    where not pg_visible_in_snapshot(
                        transaction_id::text::xid8, checked_snapshot::pg_snapshot))
                from integration.import_batches where id = :batch_id
                """
            ),
            {"batch_id": batch_id},
        ).scalar_one()
    )


def merge(
    connection: Connection,
    batch_id: int,
    kind: DraftKind,
    brand_of: Callable[[str], str | None],
    control: Control,
    merged: Callable[[int], None],
) -> None:
    """Writes the taken new and changed drafts of a checked batch and matches sales to pairs.

    `merged` is told the number of rows written so far. The caller opens the transaction and the change set.

    Raises:
        AssertionError: If not every new draft was written: a bug, and nothing is kept.
    """
    plan, here = _MERGES[kind], {"batch_id": batch_id}
    connection.execute(text("set local work_mem = '64MB'"))
    if kind in (DraftKind.SALE, DraftKind.PURCHASE):
        add_goods(connection, batch_id, kind, brand_of)
    control.reach("goods added")
    for statement in plan.before:
        connection.execute(text(statement), here)
    # First, since a sale that did not stand frees its pair.
    connection.execute(text(_update(plan)), here)
    control.reach("changed rows written")
    if kind is DraftKind.SALE:
        match_new_sales(connection, batch_id)
        control.reach("sales matched")
    written = 0
    with references_held(connection, plan.references, here):
        for bounds in _slices(connection, plan, batch_id):
            written += connection.execute(text(_insert(plan)), here | bounds).rowcount
            connection.execute(text(_targets(plan)), here | bounds)
            merged(written)
            control.reach("slice written")
    expected = connection.execute(
        text(f"select count(*) from ({plan.drafts}) as draft where {IS_NEW}"), here
    ).scalar_one()
    assert written == expected, f"{written} of {expected} new rows were written"
    for statement in plan.after:
        connection.execute(text(statement), here)
    add_sources(connection, batch_id, kind)
    if kind is DraftKind.PURCHASE:
        match_new_pairs(connection, batch_id)
        control.reach("sales matched")


def add_sources(connection: Connection, batch_id: int, kind: DraftKind) -> None:
    """Notes the batch's records as one more source of the rows they repeat or change."""
    connection.execute(text(_runs_of(_CHECKED, _MERGES[kind].table)), {"batch_id": batch_id})
    if kind is DraftKind.SALE:
        mark_sales(connection, batch_id)


def _slices(connection: Connection, plan: _Merge, batch_id: int) -> Iterator[dict[str, int]]:
    """The row numbers of the drafts in spans of `SLICE`."""
    first, last = connection.execute(
        text(f"select min(row_number), max(row_number) from ({plan.drafts}) as draft"), {"batch_id": batch_id}
    ).one()
    if first is not None:
        for start in range(first, last + 1, SLICE):
            yield {"first": start, "last": min(start + SLICE - 1, last)}


def _insert(plan: _Merge) -> str:
    return f"""
        insert into {plan.table} ({", ".join(("id", *plan.resolved, *plan.fields))})
        overriding system value
        select {", ".join(("draft.new_id", *plan.resolved.values(), *(f"draft.{f}" for f in plan.fields)))}
        from ({plan.drafts} and row_number between :first and :last) as draft {plan.joins}
        where {IS_NEW}
    """


def _targets(plan: _Merge) -> str:
    return _runs_of(
        f"""
        select draft.new_id as row_id, draft.row_number, null::text[] as fields
        from ({plan.drafts} and row_number between :first and :last) as draft
        where {IS_NEW}
        """,
        plan.table,
    )


def _runs_of(targets: str, table: str) -> str:
    """An INSERT of what records made or repeated, as runs in which both numbers rise by one."""
    return f"""
        insert into integration.record_targets (table_name, row_id, batch_id, row_number, rows, fields)
        select '{table}', min(row_id), :batch_id, min(row_number), count(*), min(fields)
        from (
            select begun.*, sum(begins) over (order by row_id, row_number) as run
            from (
                select targets.*, case
                    when row_id = 1 + lag(row_id) over ordered
                         and row_number = 1 + lag(row_number) over ordered
                         and fields is not distinct from lag(fields) over ordered
                         and row_number % {LONGEST_RUN} <> 0
                    then 0 else 1 end as begins
                from ({targets}) as targets
                window ordered as (order by row_id, row_number)
            ) as begun
        ) as runs
        group by run
        order by run
        on conflict do nothing
    """


def _update(plan: _Merge) -> str:
    changes = ", ".join(f"{column} = {value}" for column, value in plan.changes.items())
    return f"""
        update {plan.table} as target set {changes}
        from ({plan.drafts}) as draft
        join integration.record_checks checked using (batch_id, row_number, line)
        {_GOODS if _GOODS in plan.joins else ""} {_ACCOUNTS if _ACCOUNTS in plan.joins else ""}
        where checked.verdict = 'changed' and checked.taken and target.id = checked.target_id
    """


# A file that repeats what is known is one more source of that row; one that changes it, or repeats what a
# source of lower rank said, names the fields.
_CHECKED = """
    select target_id as row_id, row_number,
           array(select jsonb_object_keys(coalesce(difference, '{}'))) || coalesce(confirmed, '{}') as fields
    from integration.record_checks
    where batch_id = :batch_id and verdict in ('known', 'changed') and taken
"""
