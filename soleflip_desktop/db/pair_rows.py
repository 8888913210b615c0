"""The pairs that the rows of a file bought: a row that is a purchase and a sale names the pair it sold."""

from sqlalchemy import Connection, text

from soleflip_desktop.db.drafts import IS_SOUND
from soleflip_desktop.db.tables.sales import ACTIVE

_ANY = """
    select said is null or 'pair_row' = any(said) from integration.import_batches where id = :batch_id
"""
# The newest import of the same table's purchases that stands, and what its rows made or repeated. A row of
# several pairs made as many; the lines of the sale take them in turn.
_BOUGHT = f"""
    create temporary table bought_pairs on commit drop as
    with bought as (
        select batch.id
        from integration.import_batches batch
        join integration.import_batches mine on mine.id = :batch_id
        where batch.kind = 'purchase' and batch.sha256 = mine.sha256 and batch.part = mine.part
          and batch.status in ('imported', 'known')
          and not exists (
              select from logging.change_sets undo where undo.reverts_id = batch.change_set_id
                 and not exists (select from logging.change_sets redo where redo.reverts_id = undo.id))
        order by batch.finished_at desc nulls last, batch.id desc
        limit 1
    ),
    made as (
        select row_number + place as row_number, row_id + place as item_id,
               row_number() over (partition by row_number + place order by row_id + place) as line
        from integration.record_targets cross join generate_series(0, rows - 1) as place
        where table_name = 'products.items' and batch_id in (select id from bought)
    )
    select distinct on (made.item_id) draft.row_number, draft.line, draft.new_id, made.item_id,
           draft.{ACTIVE} as active,
           (select id from sales.sales where sales.item_id = made.item_id and {ACTIVE}) as held_by
    from integration.staged_sales draft
    join made on made.row_number = draft.pair_row and made.line = draft.line
    join products.items on items.id = made.item_id
    where draft.batch_id = :batch_id and {IS_SOUND}
    order by made.item_id, draft.row_number
"""


def find_bought_pairs(connection: Connection, batch_id: int) -> bool:
    """Leaves `bought_pairs (row_number, line, new_id, item_id, active, held_by)`; tells if it holds any.

    `held_by` is the standing sale that has the pair already.
    """
    if not connection.execute(text(_ANY), {"batch_id": batch_id}).scalar_one():
        return False
    connection.execute(text("drop table if exists bought_pairs"))
    return connection.execute(text(_BOUGHT), {"batch_id": batch_id}).rowcount > 0


# A known sale without a pair gains the one its row bought: that is a change like any other.
_GAINED = """
    update integration.record_checks checked
    set verdict = 'changed',
        difference = coalesce(checked.difference, '{}') || jsonb_build_object('item', jsonb_build_array(
            null, coalesce(items.price || ' ' || items.currency, 'pair ' || items.id)))
    from bought_pairs bought
    join products.items on items.id = bought.item_id
    where checked.batch_id = :batch_id and checked.row_number = bought.row_number
      and checked.line = bought.line and checked.verdict in ('known', 'changed')
      and (bought.held_by is null or not bought.active)
      and exists (select from sales.sales where id = checked.target_id and item_id is null
                  and 'item_id' <> all(locked_fields))
"""
_TAKEN_ELSEWHERE = """
    insert into integration.findings (batch_id, row_number, severity, code, column_name, value, message,
                                      next_step)
    select :batch_id, bought.row_number, 'warning', 'pair_sold_otherwise', 'pair_row', holder.order_key,
           format('The pair bought in this row is that of the sale %s already', holder.order_key),
           '{next_step}'
    from bought_pairs bought
    join sales.sales holder on holder.id = bought.held_by
    left join integration.record_checks checked
         on checked.batch_id = :batch_id and checked.row_number = bought.row_number
        and checked.line = bought.line
    where bought.active and checked.target_id is distinct from holder.id
    order by bought.row_number
""".format(next_step="Leave the row out if it is the same sale")


def check_bought_pairs(connection: Connection, batch_id: int) -> None:
    """Notes which known sales gain the pair of their row, and which rows' pairs are another sale's."""
    if find_bought_pairs(connection, batch_id):
        connection.execute(text(_GAINED), {"batch_id": batch_id})
        connection.execute(text(_TAKEN_ELSEWHERE), {"batch_id": batch_id})


# Sales that take the pair of their row: new ones, and known ones for which the check says so.
BOUGHT_MATCHES = """
    select coalesce(checked.target_id, bought.new_id) as sale_id, bought.item_id
    from bought_pairs bought
    left join integration.record_checks checked
         on checked.batch_id = :batch_id and checked.row_number = bought.row_number
        and checked.line = bought.line
    where (bought.held_by is null or not bought.active)
      and coalesce(checked.taken, true)
      and (checked.verdict is null or jsonb_exists(checked.difference, 'item'))
"""
