"""The merge: what the user took of a checked batch becomes sales and pairs, in the caller's transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from soleflip_desktop.db.check import ITEM_FIELDS, SALE_FIELDS, SETTLED_SALES, VALUED_PURCHASES
from soleflip_desktop.db.goods import add_goods
from soleflip_desktop.db.match import match_batch
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
        resolved: Columns of `batch_rows`, found or made for each new draft.
        before: Statements that add what the new rows refer to.
        resolve: SELECT of the new drafts with `resolved` but the id, in the order of the file.
    """

    table: str
    drafts: str
    fields: tuple[str, ...]
    resolved: tuple[str, ...]
    before: tuple[str, ...]
    resolve: str


_NEW = """
    join integration.record_checks checked
      on checked.batch_id = draft.batch_id and checked.row_number = draft.row_number
     and checked.line = draft.line and checked.verdict = 'new' and checked.taken
"""
_GOODS = """
    join batch_goods
      on batch_goods.style_codes = draft.style_codes
     and batch_goods.product_name = case when draft.style_codes = '' then draft.product_name else '' end
    join core.sizes on sizes.system = draft.size_system and sizes.value = draft.size_value
"""

_PURCHASE_KEY = """
    case when draft.supplier is null and draft.order_number is null then draft.item_key
         else md5(concat_ws(chr(31), lower(coalesce(draft.supplier, '')),
                            coalesce('order ' || draft.order_number, 'day ' || draft.ordered_on))) end
"""

_MERGES = {
    DraftKind.SALE: _Merge(
        table="sales.sales",
        drafts=SETTLED_SALES,
        fields=("order_key", "line", *SALE_FIELDS),
        resolved=("platform_id", "account_id", "product_id", "size_id", "item_id"),
        before=(),
        resolve=f"""
            select draft.row_number, draft.line, platforms.id as platform_id, accounts.id as account_id,
                   batch_goods.product_id, sizes.id as size_id, null::bigint as item_id
            from integration.staged_sales draft {_NEW} {_GOODS}
            join core.platforms on platforms.slug = draft.platform
            join core.accounts
              on accounts.platform_id = platforms.id and accounts.handle = draft.account
            where draft.batch_id = :batch_id
        """,
    ),
    DraftKind.PURCHASE: _Merge(
        table="products.items",
        drafts=VALUED_PURCHASES,
        fields=("item_key", *ITEM_FIELDS),
        resolved=("product_id", "size_id", "purchase_id"),
        before=(
            f"""
            insert into products.purchases (supplier_id, purchase_key, order_number, ordered_on, currency)
            select suppliers.id, keyed.purchase_key, keyed.order_number, keyed.ordered_on, keyed.currency
            from (
                select distinct on (purchase_key) {_PURCHASE_KEY} as purchase_key, draft.*
                from integration.staged_purchases draft {_NEW}
                where draft.batch_id = :batch_id
                order by purchase_key, draft.row_number
            ) as keyed
            left join core.suppliers on lower(suppliers.name) = lower(keyed.supplier)
            on conflict (purchase_key) do nothing
            """,
        ),
        resolve=f"""
            select draft.row_number, draft.line, batch_goods.product_id, sizes.id as size_id,
                   purchases.id as purchase_id
            from integration.staged_purchases draft {_NEW} {_GOODS}
            join products.purchases on purchases.purchase_key = {_PURCHASE_KEY}
            where draft.batch_id = :batch_id
        """,
    ),
}


def begin_merge(connection: Connection) -> None:
    """Waits until no other import is being merged; the transaction's end lets the next one in."""
    connection.execute(text("select pg_advisory_xact_lock(hashtextextended('soleflip merge', 0))"))


def is_stale(connection: Connection, batch_id: int) -> bool:
    """Whether anything was changed since the batch was checked, so that its verdicts may be wrong."""
    return bool(
        connection.execute(
            text(
                "select exists (select from logging.change_sets where id > coalesce(checked_at_change_set, -1))"
                " or checked_at_change_set is null"
                " from integration.import_batches where id = :batch_id"
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
    """
    plan, here = _MERGES[kind], {"batch_id": batch_id}
    add_goods(connection, batch_id, kind, brand_of)
    control.reach("goods added")
    for statement in plan.before:
        connection.execute(text(statement), here)
    connection.execute(text(_resolve(plan)), here)
    connection.execute(text("analyze batch_rows"))
    if kind is DraftKind.SALE:
        match_batch(connection, batch_id, kind)
        control.reach("sales matched")
    written = 0
    for bounds in _slices(connection):
        written += connection.execute(text(_insert(plan)), here | bounds).rowcount
        connection.execute(text(_TARGETS), here | bounds | {"table_name": plan.table})
        merged(written)
        control.reach("slice written")
    connection.execute(text(_update(plan)), here)
    connection.execute(text(_CHANGED_TARGETS), here | {"table_name": plan.table})
    control.reach("changed rows written")
    if kind is DraftKind.PURCHASE:
        match_batch(connection, batch_id, kind)
        control.reach("sales matched")


def _resolve(plan: _Merge) -> str:
    return f"""
        create temporary table batch_rows on commit drop as
        select row_number, line, nextval(pg_get_serial_sequence('{plan.table}', 'id')) as id,
               {", ".join(plan.resolved)}
        from ({plan.resolve} order by draft.row_number, draft.line) as resolved
    """


def _slices(connection: Connection) -> Iterator[dict[str, int]]:
    """The row numbers of the new rows in spans of `SLICE`."""
    first, last = connection.execute(text("select min(row_number), max(row_number) from batch_rows")).one()
    if first is not None:
        for start in range(first, last + 1, SLICE):
            yield {"first": start, "last": min(start + SLICE - 1, last)}


def _insert(plan: _Merge) -> str:
    return f"""
        insert into {plan.table} (id, {", ".join(plan.resolved)}, {", ".join(plan.fields)})
        overriding system value
        select batch_rows.id, {", ".join(f"batch_rows.{name}" for name in plan.resolved)},
               {", ".join(f"draft.{name}" for name in plan.fields)}
        from batch_rows
        join ({plan.drafts}) as draft using (row_number, line)
        where batch_rows.row_number between :first and :last
          and draft.row_number between :first and :last
        order by batch_rows.row_number, batch_rows.line
    """


_TARGETS = """
    insert into integration.record_targets (table_name, row_id, batch_id, row_number)
    select :table_name, id, :batch_id, row_number
    from batch_rows
    where row_number between :first and :last
    order by id
"""


def _update(plan: _Merge) -> str:
    fields = [name for name in plan.fields if name not in ("order_key", "item_key", "line")]
    changes = ", ".join(
        f"{name} = case when '{name}' = any(target.locked_fields) then target.{name} else draft.{name} end"
        for name in fields
    )
    return f"""
        update {plan.table} as target set {changes}
        from ({plan.drafts}) as draft
        join integration.record_checks checked using (batch_id, row_number, line)
        where checked.verdict = 'changed' and checked.taken and target.id = checked.target_id
    """


# A file that repeats what is known is one more source of that row; one that changes it names the fields.
_CHANGED_TARGETS = """
    insert into integration.record_targets (table_name, row_id, batch_id, row_number, fields)
    select :table_name, target_id, batch_id, row_number,
           array(select jsonb_object_keys(coalesce(difference, '{}')))
    from integration.record_checks
    where batch_id = :batch_id and verdict in ('known', 'changed') and taken
    on conflict do nothing
"""
