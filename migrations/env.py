"""Runs the migrations on the connection the program hands in, or on `DATABASE_URL` from the shell."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine

from soleflip_desktop.db.tables import SCHEMAS, metadata


def is_ours(name: str | None, type_: str, _parents: object) -> bool:
    return type_ != "schema" or name in SCHEMAS


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_schemas=True,
        include_name=is_ours,
        compare_type=True,
        compare_server_default=True,
        version_table_schema="public",
    )
    with context.begin_transaction():
        context.run_migrations()


def run_from_shell() -> None:
    engine = create_engine(os.environ["DATABASE_URL"])
    with engine.begin() as connection:
        run(connection)
    engine.dispose()


handed_in = context.config.attributes.get("connection")
if handed_in is None:
    run_from_shell()
else:
    run(handed_in)
