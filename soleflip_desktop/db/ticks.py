"""What the user takes of a checked batch: a row that is left out says so in its stored verdict."""

from collections.abc import Sequence

from sqlalchemy import Connection, text

from soleflip_desktop.db.drafts import IS_NEW
from soleflip_desktop.domain.drafts import DraftKind

# A new draft that is taken has no check at all; one that is left out has one of its own.
_LEAVE_OUT = (
    f"""
    insert into integration.record_checks (batch_id, row_number, line, verdict, taken)
    select :batch_id, draft.row_number, draft.line, 'new', false
    from {{staged}} draft
    where draft.batch_id = :batch_id and draft.row_number = any(:rows) and {IS_NEW}
    """,
    """
    update integration.record_checks set taken = false
    where batch_id = :batch_id and row_number = any(:rows) and verdict = 'changed'
    """,
)
_TAKE = (
    """
    delete from integration.record_checks
    where batch_id = :batch_id and row_number = any(:rows) and verdict = 'new'
    """,
    """
    update integration.record_checks set taken = true
    where batch_id = :batch_id and row_number = any(:rows) and verdict = 'changed'
    """,
)
_LEFT_OUT = """
    select distinct row_number from integration.record_checks
    where batch_id = :batch_id and not taken and verdict in ('new', 'changed')
"""


def staging_table(kind: DraftKind) -> str:
    return f"integration.staged_{kind}s"


def take_rows(
    connection: Connection, batch_id: int, kind: DraftKind, rows: Sequence[int], *, taken: bool
) -> None:
    """Takes new and changed rows into the import, or leaves them out of it; other rows stay as they are."""
    for statement in _TAKE if taken else _LEAVE_OUT:
        connection.execute(
            text(statement.format(staged=staging_table(kind))), {"batch_id": batch_id, "rows": list(rows)}
        )


def left_out(connection: Connection, batch_id: int) -> list[int]:
    """The rows that the user left out, of a batch that waits or is imported."""
    return list(connection.scalars(text(_LEFT_OUT), {"batch_id": batch_id}))
