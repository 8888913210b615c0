"""Batches as the steps of an import take them up."""

from soleflip_desktop.db import batches
from soleflip_desktop.db.batches import Batch
from soleflip_desktop.db.engine import Connection
from soleflip_desktop.errors import UserError, said


def lock_waiting(connection: Connection, batch_id: int) -> Batch:
    """The batch, for this transaction alone, if it still waits.

    Raises:
        UserError: If it does not.
    """
    batch = batches.locked(connection, batch_id) or get_batch(connection, batch_id)
    if batch.status != "staged":
        raise UserError(
            said(
                "Import {number} ({file}) does not wait: it is {state}",
                number=batch_id,
                file=batch.file_name,
                state=batches.STATUS_WORDS[batch.status],
            )
        )
    return batch


def get_batch(connection: Connection, batch_id: int) -> Batch:
    """The batch with this number.

    Raises:
        UserError: If there is none.
    """
    found = batches.batch(connection, batch_id)
    if found is None:
        raise UserError(
            said("There is no import {number}", number=batch_id), said("`soleflip imports` lists them")
        )
    return found
