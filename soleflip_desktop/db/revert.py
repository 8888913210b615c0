"""Takes a change set back in a new one, be it an edit or a whole import; redo takes the undo back."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

import psycopg
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from soleflip_desktop.db import undoing
from soleflip_desktop.db.change_sets import ChangeSet, Kind, announce, announced, change_set, open_change_set
from soleflip_desktop.db.inverse import take_back
from soleflip_desktop.db.merge import begin_merge
from soleflip_desktop.db.undoing import LaterChange
from soleflip_desktop.errors import UserError, said


class OnLaterChanges(StrEnum):
    """What to do about rows that were changed later, or that something later refers to."""

    REFUSE = "refuse"
    KEEP = "undo the rest"
    INCLUDE = "undo those too"


class LaterChanges(UserError):  # noqa: N818 - an answer the user is asked for, named by what it lists
    """The set cannot be taken back alone; `changes` lists what rests on it."""

    def __init__(self, label: str, changes: Sequence[LaterChange]) -> None:
        rows = len({(each.table, each.row_id) for each in changes})
        last = max(changes, key=lambda each: each.at)
        super().__init__(
            said(
                "“{label}” cannot be undone alone: {rows:,} of its rows were changed or used later, "
                "last by “{last}”",
                label=label,
                rows=rows,
                last=last.label,
            ),
            said("Undo the rest, undo those changes too, or leave it as it is"),
        )
        self.label = label
        self.changes = tuple(changes)


@dataclass(frozen=True, slots=True)
class Reverted:
    """What a revert did.

    Attributes:
        change_set_id: The new set that holds it.
        rows: Number of rows changed, by table (`sales.sales`).
        left: Rows that stay as they are, each with what rests on it.
        label: What was taken back, in the words of who did it.
    """

    change_set_id: int
    rows: Mapping[str, int]
    left: tuple[LaterChange, ...]
    label: str


def later_changes(connection: Connection, change_set_id: int) -> list[LaterChange]:
    """What rests on the rows of a change set: later changes of them, and rows that refer to them."""
    with _listed(connection, change_set_id):
        return undoing.changed_later(connection) + undoing.referred_to(connection)


def revert(
    connection: Connection,
    change_set_id: int,
    actor: str,
    on_later: OnLaterChanges = OnLaterChanges.REFUSE,
) -> Reverted:
    """Takes a change set back, all of it or nothing, in the caller's transaction.

    Taking an undo back is its redo; it never includes later changes. A redo is taken back by taking back
    what it redid. It waits until no import is being merged, as that locks the same tables in another order
    and rests on rows that this may delete; what other programs write to the tables then waits until the
    transaction ends.

    Args:
        connection: In a transaction.
        change_set_id: The set to take back.
        actor: One of `tables.logging.ACTORS`.
        on_later: What to do about rows that something later rests on.

    Raises:
        LaterChanges: If something later rests on its rows and `on_later` refuses.
        UserError: If there is no such set, it is taken back already, a migration altered its tables since,
            it reaches into a closed period, or the rest cannot stand without it.
    """
    begin_merge(connection)
    target = _target(connection, change_set_id)
    _lock(connection, target)
    with _undone_on_error(connection, target), _listed(connection, target.id) as count:
        if not count:
            raise UserError(said("“{label}” holds nothing that could still be undone", label=target.label))
        left = _settle(connection, target, on_later)
        _check_seals(connection)
        reverting = _take_back(connection, target, actor)
        _check_closed_periods(connection, reverting)
        done = change_set(connection, reverting)
        assert done is not None
        return Reverted(reverting, done.rows, tuple(left), done.label)


def _target(connection: Connection, change_set_id: int) -> ChangeSet:
    target = change_set(connection, change_set_id)
    while target is not None and target.kind is Kind.REDO:
        undo = change_set(connection, target.reverts_id or 0)
        target = undo and change_set(connection, undo.reverts_id or 0)
    if target is None:
        raise UserError(said("There is no change set {number}", number=change_set_id))
    return target


def _lock(connection: Connection, target: ChangeSet) -> None:
    tables = ", ".join(sorted(target.rows))
    if tables:
        connection.execute(text(f"lock table {tables} in share row exclusive mode"))


@contextmanager
def _listed(connection: Connection, change_set_id: int) -> Iterator[int]:
    count = undoing.begin(connection, change_set_id)
    yield count
    undoing.end(connection)


@contextmanager
def _undone_on_error(connection: Connection, target: ChangeSet) -> Iterator[None]:
    """A savepoint, so that a caller who goes on after an error finds nothing half done."""
    try:
        with connection.begin_nested():
            yield
    except IntegrityError as error:
        raise _stands_in_the_way(target, error) from error


def _stands_in_the_way(target: ChangeSet, error: IntegrityError) -> UserError:
    assert isinstance(error.orig, psycopg.Error)
    found = error.orig.diag
    return UserError(
        said(
            "“{label}” cannot be undone as things are: in {schema}.{table}, {reason}",
            label=target.label,
            schema=found.schema_name,
            table=found.table_name,
            reason=(found.message_detail or found.message_primary or "").rstrip("."),
        ),
        said("Undo what was done there later first"),
    )


def _settle(connection: Connection, target: ChangeSet, on_later: OnLaterChanges) -> list[LaterChange]:
    """Makes the list one that can be taken back; returns what was left out."""
    if on_later is OnLaterChanges.INCLUDE and target.kind is Kind.CHANGE:
        while undoing.include_changes(connection) + undoing.include_referring(connection):
            pass
        return []
    later = undoing.changed_later(connection) + undoing.referred_to(connection)
    if on_later is OnLaterChanges.KEEP:
        return _keep(connection, target, later)
    if later:
        raise LaterChanges(target.label, later)
    return []


def _keep(connection: Connection, target: ChangeSet, later: list[LaterChange]) -> list[LaterChange]:
    """Leaves out the rows of `later`, then those that what is left out refers to."""
    left: list[LaterChange] = []
    while later:
        undoing.keep(connection, later)
        left += later
        later = undoing.referred_to(connection)
    if connection.execute(text("select not exists (select from undoing)")).scalar_one():
        raise LaterChanges(target.label, left)
    return left


def _take_back(connection: Connection, target: ChangeSet, actor: str) -> int:
    before = announced(connection)
    reverting = open_change_set(connection, actor, target.label, reverts=target.id)
    take_back(connection)
    here = {"reverting": reverting, "target": target.id}
    for statement in (_MARK, _MARK_DEPENDENTS, *((_STANDS_AGAIN,) if target.kind is Kind.UNDO else ())):
        connection.execute(text(statement), here)
    announce(connection, before)
    return reverting


_MARK = """
    update logging.row_changes change set reverted_by = :reverting from undoing u
    where change.change_set_id = u.change_set_id and change.id = u.id
"""

_MARK_DEPENDENTS = """
    update logging.row_changes change set reverted_by = :reverting from dependents d
    where change.table_name = d.table_name and change.row_id = d.row_id
        and change.reverted_by is null and change.change_set_id <> :reverting
"""

# What the undo had taken back, except on the rows where the undo is left standing.
_STANDS_AGAIN = """
    update logging.row_changes change set reverted_by = null
    where change.reverted_by = :target and not exists (
        select from kept where kept.table_name = change.table_name and kept.row_id = change.row_id)
"""


def _check_seals(connection: Connection) -> None:
    sealed = connection.execute(
        text("""
            select of.label, s.table_name, s.at from logging.seals s
            join undoing u on u.table_name = s.table_name and u.change_set_id <= s.change_set_id
            join logging.change_sets of on of.id = u.change_set_id
            limit 1
        """)
    ).one_or_none()
    if sealed is not None:
        raise UserError(
            said(
                "“{label}” cannot be undone any more: an update of SoleFlip gave {table} a new form "
                "on {day:%Y-%m-%d}, and the old values do not fit it",
                label=sealed.label,
                table=sealed.table_name,
                day=sealed.at,
            ),
            said("Change the rows by hand, or restore a backup from before the update"),
        )


def _check_closed_periods(connection: Connection, reverting: int) -> None:
    closed = connection.execute(text(_CLOSED), {"reverting": reverting}).one_or_none()
    if closed is not None:
        raise UserError(
            said(
                "This cannot be undone: the sale {order} of {day} lies in the period {first} to "
                "{last}, which is closed",
                order=closed.order_key,
                day=closed.day,
                first=closed.first_day,
                last=closed.last_day,
            ),
            said("Reopen the period first"),
        )


# Of what was changed, the dates before and after: neither may lie in a closed period.
_CLOSED = """
    select coalesce(s.order_key, change.old ->> 'order_key') as order_key, d.day, p.first_day, p.last_day
    from logging.row_changes change
    left join sales.sales s on s.id = change.row_id
    cross join lateral (values
        (s.sold_at), (s.paid_out_at),
        ((change.old ->> 'sold_at')::timestamptz), ((change.old ->> 'paid_out_at')::timestamptz)
    ) t (at)
    cross join (select value #>> '{}' from core.settings where name = 'booking_time_zone') z (zone)
    cross join lateral (select (t.at at time zone z.zone)::date) d (day)
    join core.closed_periods p on d.day between p.first_day and p.last_day
    where change.change_set_id = :reverting and change.table_name = 'sales.sales'
        and exists (select from core.closed_periods)
    limit 1
"""
