"""Exchange rates come as a file like any other: a day of a file is one row, kept in the history and undone.

A rate of each day and currency would be 200,000 changes for one file of the European Central Bank, so the
history keeps days (`core.rate_days`), and triggers write their rates into `core.exchange_rates`, from which
all figures convert. A rate there without a batch was typed by the user: no file changes or removes it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def wrote(rates: str) -> str:
    return f"""
    insert into core.exchange_rates as kept (day, currency, per_eur, batch_id)
    {rates}
    on conflict (day, currency) do update set per_eur = excluded.per_eur, batch_id = excluded.batch_id
    where kept.batch_id is not null;"""


ADDED = wrote("""
    select came.day, rate.key, rate.value::numeric, came.batch_id
    from came cross join jsonb_each_text(came.rates) as rate
    order by came.day, rate.key""")
# A rate that stays as it is keeps the batch that it came with.
CHANGED = """
    delete from core.exchange_rates as kept using gone join came using (id)
    where kept.day = gone.day and kept.batch_id is not null
      and (came.day <> gone.day or not came.rates ? kept.currency::text);
""" + wrote("""
    select came.day, rate.key, rate.value::numeric, came.batch_id
    from gone join came using (id) cross join jsonb_each_text(came.rates) as rate
    where came.day <> gone.day or gone.rates -> rate.key is distinct from came.rates -> rate.key
    order by came.day, rate.key""")
REMOVED = """
    delete from core.exchange_rates as kept using gone
    where kept.day = gone.day and kept.batch_id is not null;"""
SPREADS = (
    ("insert", "new table as came", ADDED),
    ("update", "old table as gone new table as came", CHANGED),
    ("delete", "old table as gone", REMOVED),
)


def spread(event: str, seen: str, body: str) -> None:
    op.execute(f"""
        create function core.spread_rates_by_{event}() returns trigger language plpgsql as $$
        begin {body} return null; end $$""")
    op.execute(f"""
        create trigger spread_by_{event} after {event} on core.rate_days referencing {seen}
        for each statement execute function core.spread_rates_by_{event}()""")
    # Also while an import holds the references itself, as the triggers of the history do (adr/0002).
    op.execute(f"alter table core.rate_days enable always trigger spread_by_{event}")


def upgrade() -> None:
    op.create_table(
        "rate_days",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("rates", JSONB, nullable=False),
        sa.Column("batch_id", sa.BigInteger, sa.ForeignKey("integration.import_batches.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False, server_default=sa.text("1")),
        *(
            sa.Column(name, sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()"))
            for name in ("created_at", "updated_at")
        ),
        sa.UniqueConstraint("day"),
        schema="core",
    )
    op.execute("select logging.audit('core.rate_days')")
    for event, seen, body in SPREADS:
        spread(event, seen, body)
    op.create_table(
        "staged_rates",
        sa.Column("batch_id", sa.BigInteger, nullable=False),
        sa.Column("row_number", sa.Integer, nullable=False),
        sa.Column("line", sa.SmallInteger, nullable=False),
        sa.Column(
            "new_id",
            sa.BigInteger,
            nullable=False,
            server_default=sa.text("nextval('core.rate_days_id_seq')"),
        ),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("rates", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("batch_id", "row_number", "line"),
        schema="integration",
        prefixes=["UNLOGGED"],
    )


def downgrade() -> None:
    op.drop_table("staged_rates", schema="integration")
    op.drop_table("rate_days", schema="core")
    for event, _, _ in SPREADS:
        op.execute(f"drop function core.spread_rates_by_{event}()")
