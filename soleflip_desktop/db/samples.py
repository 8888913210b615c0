"""The rows of the made-up seller: what files cannot bring is added, and all of it is taken away again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from soleflip_desktop.db.batches import forget_rows
from soleflip_desktop.db.change_sets import REFERENCE_TABLES, announce, announced, open_change_set
from soleflip_desktop.db.merge import begin_merge
from soleflip_desktop.db.tables import audited_tables
from soleflip_desktop.db.undoing import Reference, references

# A batch is the sample's by the folder its file lay in: that is no part of the history, so no undo takes the
# mark away while the rows are there.
FOLDER = "soleflip-sample-data"
_OURS = rf"file_path ~ '[/\\]{FOLDER}[/\\][^/\\]+$'"

_REST = "Sample data: returns and listings"

_LEFT = text(f"""
    select exists (
        select from integration.import_batches b
        join logging.row_changes change on change.change_set_id = b.change_set_id and change.operation = 'I'
        left join sales.sales s on change.table_name = 'sales.sales' and s.id = change.row_id
        left join products.items i on change.table_name = 'products.items' and i.id = change.row_id
        where b.{_OURS} and (s.id is not null or i.id is not null))
""")


def is_there(connection: Connection) -> bool:
    """Whether a sale or a pair of the sample is in the database."""
    return bool(connection.execute(_LEFT).scalar_one())


def batch_ids(connection: Connection) -> list[int]:
    """Its imports, also those that failed or wait."""
    query = text(f"select id from integration.import_batches where {_OURS} order by id")
    return list(connection.execute(query).scalars())


def add_rates(connection: Connection, batch_id: int, rates: Iterable[Mapping[str, object]]) -> None:
    """Adds `day`, `currency` and `per_eur`, unless there are rates already: real ones stay unmixed."""
    if connection.execute(text("select exists (select from core.exchange_rates)")).scalar_one():
        return
    connection.execute(
        text("insert into core.exchange_rates values (:day, :currency, :per_eur, :batch)"),
        [{**rate, "batch": batch_id} for rate in rates],
    )


def tell_the_rest(connection: Connection, batch_ids: Sequence[int]) -> None:
    """What became of sales and pairs that no report tells: returned, cancelled, under way, listed."""
    open_change_set(connection, "import", _REST)
    for statement in (_STATUSES, _RETURNS, _INCOMING, _LISTINGS):
        connection.execute(text(statement), {"batches": list(batch_ids)})


_ADDED = """
    select change.row_id from logging.row_changes change
    join integration.import_batches b on b.change_set_id = change.change_set_id
    where b.id = any(:batches) and change.table_name = '{table}' and change.operation = 'I'
"""

_STATUSES = f"""
    with numbered as (
        select s.id, s.paid_out_at, row_number() over (order by s.sold_at desc, s.id) as n
        from sales.sales s where s.id in ({_ADDED.format(table="sales.sales")})
    ), told as (
        select id, case when paid_out_at is null then 'shipped' when n % 41 = 17 then 'returned'
            when n % 97 = 30 then 'cancelled' when n = 205 then 'failed_verification' end as status
        from numbered
    )
    update sales.sales s set status = told.status,
        paid_out_at = case when told.status = 'returned' then s.paid_out_at end
    from told where told.id = s.id and told.status is not null
"""

_RETURNS = f"""
    insert into sales.returns (sale_id, returned_on, refund, costs, currency)
    select id, sold_at::date + 16, payout, 8, currency from sales.sales
    where status = 'returned' and id in ({_ADDED.format(table="sales.sales")})
"""

_INCOMING = f"""
    update products.items set state = 'incoming' where id in (
        select i.id from products.items i left join products.purchases p on p.id = i.purchase_id
        where i.id in ({_ADDED.format(table="products.items")})
            and not exists (select from sales.sales s where s.item_id = i.id)
        order by p.ordered_on desc, i.id limit 6)
"""

_LISTINGS = f"""
    insert into products.listings (item_id, platform_id, ask, currency, listed_on)
    select i.id, f.id, round(i.price * 1.4 / 5) * 5, i.currency, p.ordered_on + 6
    from products.items i
    join products.purchases p on p.id = i.purchase_id
    join core.platforms f on f.slug = 'stockx'
    where i.state = 'in_stock' and i.id % 3 = 0 and p.ordered_on < current_date - 6
        and i.id in ({_ADDED.format(table="products.items")})
        and not exists (select from sales.sales s where s.item_id = i.id)
"""


def take_away(connection: Connection) -> None:
    """Deletes everything the sample brought and what was built on it, and its traces in the history.

    Own rows stay: an own sale that holds a pair of the sample loses it. Orders, brands, products and the
    like go unless an own row uses them, or one that an undo could bring back.
    """
    if not batch_ids(connection):
        return
    begin_merge(connection)
    batches = batch_ids(connection)
    for statement in _BEGIN:
        connection.execute(text(statement), {"batches": batches, "rest": _REST})
    _list_rows(connection)
    before = announced(connection)
    passing = {"passing": open_change_set(connection, "import", "Remove sample data")}
    _free_own_rows(connection)
    _delete_listed(connection)
    connection.execute(text(_FORGET), passing)
    _delete_unused(connection, passing)
    connection.execute(text("delete from core.exchange_rates where batch_id = any(:b)"), {"b": batches})
    for batch_id in batches:
        forget_rows(connection, batch_id)
    for statement in (_FORGET, *_END):
        connection.execute(text(statement), {**passing, "batches": batches})
    announce(connection, before)


# `sample_sets`: the imports, and the sets that took them back. `sample_rows`: rows that go.
# `sample_reference`: what the imports added of brands, products and the like.
_BEGIN = (
    "create temporary table sample_sets (id bigint primary key) on commit drop",
    "create temporary table sample_rows (table_name text, row_id bigint, primary key (table_name, row_id))"
    " on commit drop",
    "create temporary table sample_reference (table_name text, row_id bigint,"
    " primary key (table_name, row_id)) on commit drop",
    """
    insert into sample_sets
    with recursive ours (id) as (
        (select change_set_id from integration.import_batches
            where id = any(:batches) and change_set_id is not null
        union select id from logging.change_sets where actor = 'import' and label = :rest)
        union select s.id from logging.change_sets s join ours on s.reverts_id = ours.id)
    select id from ours
    """,
)

_LIST = """
    insert into {place} select distinct change.table_name, change.row_id
    from logging.row_changes change join sample_sets s on s.id = change.change_set_id
    where change.operation = 'I' and (change.table_name = any(:reference)) = :is_reference
"""

# A pair that was typed as the cost of a sample sale came into being in the set that gave it to that sale.
_TYPED_COSTS = """
    insert into sample_rows select distinct 'products.items', made.row_id
    from logging.row_changes made
    join products.items i on i.id = made.row_id and i.item_key is null
    join logging.row_changes sold on sold.change_set_id = made.change_set_id
        and sold.table_name = 'sales.sales'
    join sample_rows of on of.table_name = 'sales.sales' and of.row_id = sold.row_id
    where made.table_name = 'products.items' and made.operation = 'I'
    on conflict do nothing
"""


def _list_rows(connection: Connection) -> None:
    values: dict[str, Any] = {"reference": list(REFERENCE_TABLES)}
    connection.execute(text(_LIST.format(place="sample_rows")), {**values, "is_reference": False})
    connection.execute(text(_LIST.format(place="sample_reference")), {**values, "is_reference": True})
    connection.execute(text(_TYPED_COSTS))
    required = [each for each in references() if not each.nullable]
    while sum(connection.execute(text(_children(each))).rowcount for each in required):
        pass
    for each in (each for each in references() if each.parent == "products.purchases"):
        connection.execute(text(_keep_own(each)))


def _children(reference: Reference) -> str:
    return f"""
        insert into sample_rows select '{reference.child}', child.id
        from sample_rows of join {reference.child} child on child.{reference.column} = of.row_id
        where of.table_name = '{reference.parent}' on conflict do nothing
    """


def _keep_own(reference: Reference) -> str:
    """An order that an own row names stays, or one that an undo could bring back: it says when and where."""
    ours = f"select row_id from sample_rows where table_name = '{reference.child}'"
    return f"""
        delete from sample_rows of where table_name = '{reference.parent}' and (
            exists (select from {reference.child} child
                    where child.{reference.column} = of.row_id and child.id not in ({ours}))
            or exists (
                select from logging.row_changes change
                where change.table_name = '{reference.child}' and change.row_id not in ({ours})
                    and change.old ? '{reference.column}'
                    and (change.old ->> '{reference.column}')::bigint = of.row_id))
    """


def _free_own_rows(connection: Connection) -> None:
    """Clears references of own rows to rows that go, also where an undo would bring them back."""
    for each in (each for each in references() if each.nullable):
        gone = f"select row_id from sample_rows where table_name = '{each.parent}'"
        connection.execute(
            text(f'update {each.child} set "{each.column}" = null where "{each.column}" in ({gone})')
        )
        connection.execute(
            text(f"""
                update logging.row_changes set old = jsonb_set(old, '{{{each.column}}}', 'null')
                where table_name = '{each.child}' and old ? '{each.column}'
                    and (old ->> '{each.column}')::bigint in ({gone})
            """)
        )


def _delete_listed(connection: Connection) -> None:
    for table in reversed(audited_tables()):
        connection.execute(
            text(f"""
                delete from {table.fullname} t using sample_rows of
                where of.table_name = '{table.fullname}' and t.id = of.row_id
            """)
        )


# Of a row that stays, what its user did to it stays as well.
_FORGET = """
    delete from logging.row_changes change
    where change.change_set_id in (select id from sample_sets)
        or (change.table_name, change.row_id) in (
            select table_name, row_id from sample_rows
            union all select gone.table_name, gone.row_id from logging.row_changes gone
            where gone.change_set_id = :passing and gone.operation = 'D')
"""


def _delete_unused(connection: Connection, passing: Mapping[str, int]) -> None:
    """Reference rows, children first; the codes of a product go with it."""
    candidates = set(REFERENCE_TABLES)
    for table in [each.fullname for each in reversed(audited_tables()) if each.fullname in candidates]:
        if table == "products.product_codes":
            continue
        unused = " ".join(_is_unused(each) for each in references() if each.parent == table)
        chosen = f"""
            select t.id from {table} t join sample_reference of
                on of.table_name = '{table}' and of.row_id = t.id where true {unused}
        """
        if table == "products.products":
            codes = f"delete from products.product_codes where product_id in ({chosen})"
            connection.execute(text(codes), passing)
        connection.execute(text(f"delete from {table} where id in ({chosen})"), passing)


def _is_unused(reference: Reference) -> str:
    if (reference.child, reference.parent) == ("products.product_codes", "products.products"):
        return ""
    return f"""
        and not exists (select from {reference.child} child where child."{reference.column}" = t.id)
        and not exists (
            select from logging.row_changes change
            where change.table_name = '{reference.child}' and change.change_set_id <> :passing
                and change.old ? '{reference.column}'
                and (change.old ->> '{reference.column}')::bigint = t.id)
    """


# Sets that hold nothing any more go, but not one that an undo which still holds something refers to.
_END = (
    "delete from logging.row_changes where change_set_id = :passing",
    "delete from integration.record_targets where batch_id = any(:batches)",
    "delete from integration.import_batches where id = any(:batches)",
    """
    delete from logging.change_sets s
    where not exists (select from logging.row_changes change where change.change_set_id = s.id)
        and not exists (select from integration.import_batches b where b.change_set_id = s.id)
        and not exists (
            select from logging.change_sets undo where undo.reverts_id = s.id
                and exists (select from logging.row_changes change where change.change_set_id = undo.id))
    """,
    "drop table sample_sets, sample_rows, sample_reference",
)
