"""Why a file was refused is kept with what fills the places of its text, for a window of another language."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("import_batches", sa.Column("error_parts", JSONB), schema="integration")


def downgrade() -> None:
    op.drop_column("import_batches", "error_parts", schema="integration")
