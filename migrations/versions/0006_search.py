"""Orders are found by how their number begins, rows left out by their batch; files and rates are announced.

The triggers of the history announce what they keep. It keeps neither what becomes of a file nor a rate that
was typed into the database, and other windows show both.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ANNOUNCED = ("integration.import_batches", "core.exchange_rates")
ANNOUNCE = """
create function logging.announce_table() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_notify(
        'soleflip_changes', json_build_object('table', tg_table_schema || '.' || tg_table_name)::text
    );
    return null;
end $$
"""


def upgrade() -> None:
    op.create_index(
        "ix_purchases_order_number",
        "purchases",
        [sa.text("lower(order_number) text_pattern_ops")],
        schema="products",
        postgresql_where=sa.text("order_number is not null"),
    )
    op.create_index(
        "ix_record_checks_left_out",
        "record_checks",
        ["batch_id", "row_number"],
        schema="integration",
        postgresql_where=sa.text("not taken and verdict in ('new', 'changed')"),
    )
    op.execute(ANNOUNCE)
    for table in ANNOUNCED:
        op.execute(f"""
            create trigger announce after insert or update or delete or truncate on {table}
            for each statement execute function logging.announce_table()""")
        # Also while an import holds the references itself, as the triggers of the history do (adr/0002).
        op.execute(f"alter table {table} enable always trigger announce")


def downgrade() -> None:
    for table in ANNOUNCED:
        op.execute(f"drop trigger announce on {table}")
    op.execute("drop function logging.announce_table()")
    op.drop_index("ix_record_checks_left_out", "record_checks", schema="integration")
    op.drop_index("ix_purchases_order_number", "purchases", schema="products")
