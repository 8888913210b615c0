"""The review of a checked file: its rows by pages, what the user takes of them, and what he corrects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from soleflip_desktop.db import conflicts
from soleflip_desktop.db.batches import CORRECTED, Batch, Finding
from soleflip_desktop.db.check import check, count_again
from soleflip_desktop.db.conflicts import Conflict
from soleflip_desktop.db.corrections import (
    CorrectedCell,
    corrections_of,
    note_correction,
    stage_again,
    stored_record,
)
from soleflip_desktop.db.engine import Connection, Engine, transaction
from soleflip_desktop.db.review_rows import (
    IN_FILE_ORDER,
    Order,
    StagedRow,
    alike_rows,
    count_piles,
    row_numbers,
    staged_page,
)
from soleflip_desktop.db.staging import StoredRecord
from soleflip_desktop.db.ticks import take_rows
from soleflip_desktop.domain.progress import Control, Progress, Step
from soleflip_desktop.domain.review import Pile, Piles
from soleflip_desktop.errors import UserError, said
from soleflip_desktop.importers.base import Source
from soleflip_desktop.importers.files.table import CHUNK_ROWS
from soleflip_desktop.importers.raw import decode_row
from soleflip_desktop.services.opened_files import source_title
from soleflip_desktop.services.problem_rows import cells_of
from soleflip_desktop.services.redrafting import (
    draft_again,
    kind_of,
    place_of,
    source_of,
    stored_chunk,
    stored_table,
    study_of,
)
from soleflip_desktop.services.waiting_batches import get_batch, lock_waiting

if TYPE_CHECKING:
    from array import array

# A row is what is gravest about its lines.
_VERDICTS = ("problem", "changed", "new", "duplicate", "known")
# Draft fields shown of a row that could not be read, by the name of the row's own field.
_WRITTEN = {
    "order": ("reference", "order_key", "order_number", "external_id"),
    "day": ("sold_at", "ordered_on", "day", "paid_on", "spent_on", "listed_on"),
    "partner": ("account", "supplier", "platform"),
    "product": ("product_name", "description"),
    "size": ("size", "expense_kind"),
    "price": ("gross", "price", "ask", "amount"),
    "payout": ("payout", "amount"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """The cell that a problem is about.

    Attributes:
        header: As the file writes it.
        text: What stands there now: the user's correction, or what the file has.
    """

    header: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of a waiting file.

    Amounts, day and so on are typed where the row could be read; otherwise `written` has them as text.

    Attributes:
        id: Number of the record in the file, 1 = first data record.
        verdict: new, known, changed, duplicate, problem; empty while it is not checked.
        taken: Whether it will be imported; `None` where there is nothing to decide.
        changes: Old and new text of what it changes, by field.
        conflicts: The same of what it does not, since a source of higher rank says otherwise.
        findings: Problems first.
        fault: The cell to correct, if there is one.
        written: Cells of a row that could not be read, by the fields of this class.
    """

    id: int
    physical_line: int
    verdict: str
    taken: bool | None
    order: str | None = None
    day: date | None = None
    partner: str | None = None
    product: str | None = None
    style_codes: str | None = None
    size: str | None = None
    pairs: int | None = None
    currency: str | None = None
    price: Decimal | None = None
    fees: Decimal | None = None
    payout: Decimal | None = None
    changes: Mapping[str, tuple[str | None, str | None]] | None = None
    conflicts: Mapping[str, tuple[str | None, str | None]] | None = None
    findings: tuple[Finding, ...] = ()
    fault: Fault | None = None
    written: Mapping[str, str] | None = None


class Reviewing:
    """Rows of waiting batches on one database.

    A read that is handed a control ends with `Cancelled` when that is cancelled, also on the server.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def piles(self, batch_id: int, *, control: Control | None = None) -> Piles:
        """How many rows lie in each pile, and what of them will be imported."""
        with transaction(self._engine, control) as connection:
            return count_piles(connection, batch_id, kind_of(get_batch(connection, batch_id)))

    def ids(
        self,
        batch_id: int,
        pile: Pile = Pile.ALL,
        order: Order = IN_FILE_ORDER,
        search: str = "",
        *,
        control: Control | None = None,
    ) -> "array[int]":
        """The numbers of the rows of a pile that `search` finds, in order.

        A search finds a part of the order number, product, style code or partner, the row's number, and of a
        row that could not be read any of its text.

        Raises:
            ValueError: If `order` names a column that cannot be sorted by.
        """
        with transaction(self._engine, control) as connection:
            kind = kind_of(get_batch(connection, batch_id))
            return row_numbers(connection, batch_id, kind, pile, order, search)

    def page(self, batch_id: int, ids: Sequence[int], *, control: Control | None = None) -> list[ReviewRow]:
        """The rows with these numbers, in their order."""
        with transaction(self._engine, control) as connection:
            batch = get_batch(connection, batch_id)
            source = source_of(batch)
            rows = staged_page(connection, batch_id, kind_of(batch), ids)
            return [_review_row(batch, source, row) for row in rows]

    def take(
        self, batch_id: int, rows: Sequence[int], *, taken: bool, control: Control | None = None
    ) -> None:
        """Takes new and changed rows into the import, or leaves them out; also after a restart.

        Raises:
            UserError: If the batch does not wait any more.
        """
        with transaction(self._engine, control) as connection:
            batch = lock_waiting(connection, batch_id)
            take_rows(connection, batch_id, kind_of(batch), rows, taken=taken)

    def alike(self, batch_id: int, row: ReviewRow, *, control: Control | None = None) -> "Sequence[int]":
        """The rows that are like this one: with the same finding, or else of the same verdict."""
        with transaction(self._engine, control) as connection:
            if code := reason_of(row):
                return alike_rows(connection, batch_id, code)
            kind = kind_of(get_batch(connection, batch_id))
            pile = Pile.CHANGED if row.verdict == "changed" else Pile.NEW
            return row_numbers(connection, batch_id, kind, pile, IN_FILE_ORDER, "")

    def conflicts(
        self, batch_id: int, limit: int | None = None, *, control: Control | None = None
    ) -> list[Conflict]:
        """Where the file contradicts sources of higher rank, in its order; `given_by` is their title."""
        with transaction(self._engine, control) as connection:
            kind = kind_of(get_batch(connection, batch_id))
            found = conflicts.conflicts_of(connection, batch_id, kind, limit)
        return [replace(each, given_by=each.given_by and source_title(each.given_by)) for each in found]

    def decide(
        self, batch_id: int, row: int, line: int, field: str, *, take: bool, control: Control | None = None
    ) -> Batch:
        """Takes the file's word about one field of a row, or leaves what is known; also after a restart.

        What is taken is written with the import and counts as typed from then on. An amount of another
        currency brings the other amounts of its row along.

        Returns:
            The batch with its new counts.

        Raises:
            UserError: If the batch does not wait any more.
        """
        return self._decide(batch_id, field, (row, line), take=take, control=control)

    def decide_all(
        self, batch_id: int, *, take: bool, field: str | None = None, control: Control | None = None
    ) -> Batch:
        """As `decide` for all rows, for one field or for all."""
        return self._decide(batch_id, field, None, take=take, control=control)

    def _decide(
        self,
        batch_id: int,
        field: str | None,
        place: tuple[int, int] | None,
        *,
        take: bool,
        control: Control | None,
    ) -> Batch:
        with transaction(self._engine, control) as connection:
            kind = kind_of(lock_waiting(connection, batch_id))
            conflicts.decide(connection, batch_id, kind, take=take, field=field, place=place)
            count_again(connection, batch_id, kind)
            return get_batch(connection, batch_id)

    def correct(self, batch_id: int, row: int, header: str, text: str, control: Control) -> Batch:
        """Reads a row again with another text in one of its cells, and checks the file anew.

        The row stays as it came; the correction is kept beside it.

        Returns:
            The batch with its new counts.

        Raises:
            UserError: If the batch does not wait any more, or has no such row or column.
            Cancelled: If the user cancelled; nothing was corrected.
        """
        with transaction(self._engine, control) as connection:
            batch = lock_waiting(connection, batch_id)
            _correct(self._engine, connection, batch, row, header, text.replace("\0", ""), control)
            control.report(Progress(Step.CHECK))
            check(connection, batch_id, kind_of(batch))
            return get_batch(connection, batch_id)


def reason_of(row: ReviewRow) -> str:
    """The code of what was found in a row that can be imported, empty if nothing was."""
    return next((found.code for found in row.findings if found.code not in ("row", CORRECTED)), "")


def _correct(
    engine: Engine,
    connection: Connection,
    batch: Batch,
    row: int,
    header: str,
    text: str,
    control: Control,
) -> None:
    """Drafts the row again with another text in a cell; the whole batch if other rows may rest on it."""
    record = _note_correction(connection, batch, row, header, text)
    source = source_of(batch)
    if source.gathers:
        draft_again(engine, connection, batch, CHUNK_ROWS, control)
        return
    chunk = stored_chunk(batch, [record], corrections_of(connection, batch.id, [row]))
    drafted = source.bind(stored_table(batch), study_of(batch, source, lambda: [chunk])).draft(chunk)
    stage_again(connection, batch.id, kind_of(batch), row, drafted.drafts, drafted.problems)


def _note_correction(connection: Connection, batch: Batch, row: int, header: str, text: str) -> StoredRecord:
    record, at = stored_record(connection, batch.id, row), place_of(batch, header)
    if record is None or at is None:
        raise UserError(
            said(
                "{file} has no row {row} with a column {header}", file=batch.file_name, row=row, header=header
            )
        )
    came = decode_row(record.raw, batch.first_record)
    if at >= len(came):
        raise UserError(
            said("Row {row} of {file} has no cell {header}", row=row, file=batch.file_name, header=header),
            said("Correct it in the file, then import that"),
        )
    note_correction(connection, batch.id, row, CorrectedCell(batch.header[at].strip(), text, came[at]))
    return record


def _review_row(batch: Batch, source: Source, row: StagedRow) -> ReviewRow:
    verdict = next((each for each in _VERDICTS if each in row.verdicts), "")
    draft = row.draft
    cells = cells_of(batch, row) if draft is None or verdict == "problem" else []
    read = {} if draft is None else {field.name: getattr(draft, field.name) for field in fields(draft)}
    return ReviewRow(
        id=row.row_number,
        physical_line=row.physical_line,
        verdict=verdict,
        taken=row.taken if verdict in ("new", "changed") else None,
        changes=row.differences,
        conflicts=row.conflicts,
        findings=row.findings,
        fault=_fault(batch, source, row.findings, cells) if verdict == "problem" else None,
        written=_written(batch, source, cells) if draft is None else None,
        **read,
    )


def _fault(batch: Batch, source: Source, findings: Sequence[Finding], cells: Sequence[str]) -> Fault | None:
    """The first cell at fault that is there to be corrected; the check names it by its draft field."""
    for finding in findings:
        if finding.severity == "problem" and finding.column:
            header = finding.column if finding.code == "row" else source.header_of(finding.column)
            at = place_of(batch, header)
            if at is not None and at < len(cells):
                return Fault(batch.header[at].strip(), cells[at])
    return None


def _written(batch: Batch, source: Source, cells: Sequence[str]) -> dict[str, str]:
    written = {}
    for name, of_draft in _WRITTEN.items():
        header = next((header for each in of_draft if (header := source.header_of(each))), "")
        at = place_of(batch, header)
        if at is not None and at < len(cells) and cells[at].strip():
            written[name] = " ".join(cells[at].split())
    return written
