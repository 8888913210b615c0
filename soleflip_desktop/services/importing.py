"""Importing a file: identify, read, draft, stage, check, commit; the same for window and command line."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from soleflip_desktop.db import batches
from soleflip_desktop.db.batches import Batch
from soleflip_desktop.db.check import check, count_taken
from soleflip_desktop.db.engine import Connection, Engine, driver, transaction
from soleflip_desktop.db.history import open_change_set
from soleflip_desktop.db.merge import add_sources, begin_merge, is_stale, merge
from soleflip_desktop.db.staging import StagedChunk, has_drafts, stage
from soleflip_desktop.db.ticks import left_out
from soleflip_desktop.db.told import noted, refused
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.progress import Control, Progress, Step
from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.errors import Cancelled, FileError, UserError, said
from soleflip_desktop.importers.base import Source
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.files.survey import survey
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping
from soleflip_desktop.importers.raw import RowEncoder
from soleflip_desktop.importers.registry import (
    UnknownFileError,
    open_mapped,
    open_sources,
)
from soleflip_desktop.importers.study import NOTHING_LEARNED, Habits, Study, UndecidedError
from soleflip_desktop.services.known_tables import known_mapping
from soleflip_desktop.services.opened_files import (
    OpenedFile,
    OpenedFiles,
    described,
    mapping_kept,
    opened_claim,
)
from soleflip_desktop.services.preferences import booking_of
from soleflip_desktop.services.redrafting import draft_again, kind_of, staged_chunk
from soleflip_desktop.services.waiting_batches import get_batch, lock_waiting

# Warnings of rows that may be another sale, or one that is in the books already.
_MAY_REPEAT = frozenset(("may_be_known", "may_be_another", "pair_sold_otherwise"))


@dataclass(frozen=True, slots=True)
class Staged:
    """A batch that waits for its commit, or the earlier import of the very same file.

    Attributes:
        already_imported: The content was imported before and still stands; nothing was read again.
    """

    batch: Batch
    already_imported: bool = False


@dataclass(slots=True)
class _Clock:
    """Seconds of an import by step."""

    timings: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, step: Step) -> Iterator[Callable[[], float]]:
        started = time.perf_counter()
        try:
            yield lambda: time.perf_counter() - started
        finally:
            self.timings[step] = round(time.perf_counter() - started, 3)


class Importing:
    """The import pipeline on one database.

    Args:
        engine: Where everything is kept.
        brand_of: The brand an item name begins with, `None` where unsure.
        chunk_rows: Records read, drafted and copied at a time.
    """

    def __init__(self, engine: Engine, brand_of: Callable[[str], str | None], chunk_rows: int) -> None:
        self._engine = engine
        self._brand_of = brand_of
        self._chunk_rows = chunk_rows

    def open(self, path: Path, control: Control, mapping: ColumnMapping | None = None) -> OpenedFiles:
        """Surveys the file and finds the sources that claim its tables.

        Args:
            mapping: Read it as this says, whatever source knows it.

        Raises:
            FileError: If it cannot be read, no source or two sources claim it. The failure is kept in
                the import history, but for an `UnknownFileError`: the user may know what it is.
        """
        started = time.perf_counter()
        control.report(Progress(Step.IDENTIFY))
        try:
            facts = survey(path, control)
            if mapping is not None:
                contents = open_mapped(path, facts, mapping, control)
            else:
                contents = open_sources(path, facts, control, self._known)
        except UnknownFileError:
            raise
        except FileError as error:
            self._keep_failure(path, error)
            raise
        seconds = time.perf_counter() - started
        files = tuple(opened_claim(claim, seconds) for claim in contents.claims)
        return OpenedFiles(files, contents.unknown)

    def refuse(self, path: Path, error: UserError) -> None:
        """Keeps in the import history that a file was given up."""
        self._keep_failure(path, error)

    def stage(self, opened: OpenedFile, control: Control, *, again: bool = False) -> Staged:
        """Reads and checks the file into a batch that waits for its commit (steps 1 to 5).

        Args:
            again: Read the file even if its content was imported before.

        Raises:
            UndecidedError: If it can be read in several ways; to be asked again with the user's `readings`.
            FileError: If the file turns out unreadable on the way; nothing of it stays.
            Cancelled: If the user cancelled; nothing of it stays.
        """
        if not again and (earlier := self._earlier_import(opened)):
            return Staged(earlier, already_imported=True)
        clock = _Clock({Step.IDENTIFY: round(opened.seconds, 3)})
        try:
            batch_id = self._read(opened, clock, control)
        except UndecidedError:
            raise
        except (FileError, Cancelled) as error:
            self._keep_failure(opened.path, error, opened.source)
            raise
        try:
            control.reach("staged")
            return Staged(self._check(batch_id, opened.source.kind, clock, control))
        except Cancelled:
            self.discard(batch_id, status="cancelled")
            raise

    def commit(self, batch_id: int, control: Control) -> Batch:
        """Imports what was taken of a checked batch, in one transaction (step 7).

        A batch that changes nothing is marked as known and makes no change set. If anything was changed
        since the check, or a crash took drafts, the batch is drafted and checked anew first, under the
        locks that let one import in at a time and nobody else at this batch.

        Raises:
            UserError: If the batch does not wait for a commit.
            Cancelled: If the user cancelled; the batch goes on waiting.
        """
        started = time.perf_counter()

        def elapsed() -> float:
            return time.perf_counter() - started

        with transaction(self._engine, control) as connection:
            batch = lock_waiting(connection, batch_id)
            begin_merge(connection)
            control.reach("commit begun")
            kind = kind_of(batch)
            if self._draft_what_is_missing(connection, batch, control) or is_stale(connection, batch_id):
                check(connection, batch_id, kind)
            if left_out(connection, batch_id):
                count_taken(connection, batch_id, kind)
            batch = get_batch(connection, batch_id)
            self._merge(connection, batch, control, elapsed)
            batches.forget_drafts(connection, batch_id)
            timings = batch.timings | {Step.COMMIT: round(elapsed(), 3)}
            batches.change_batch(connection, batch_id, timings=timings, finished_at=_now())
            done = get_batch(connection, batch_id)
            control.reach("before the end")
        return done

    def resume(self, batch_id: int, control: Control) -> Batch:
        """Brings a batch that was left waiting back to where it can be committed.

        Drafts that a crash of the server took are made again from the raw rows.
        """
        with transaction(self._engine, control) as connection:
            batch = lock_waiting(connection, batch_id)
            if self._draft_what_is_missing(connection, batch, control) or not batch.checked:
                control.report(Progress(Step.CHECK))
                check(connection, batch_id, kind_of(batch))
            return get_batch(connection, batch_id)

    def read_as(self, batch_id: int, readings: Readings, control: Control) -> Batch:
        """Reads the days and amounts of a waiting batch in another way, and checks it anew.

        Raises:
            UserError: If the batch does not wait any more.
            Cancelled: If the user cancelled; it stays as it was.
        """
        with transaction(self._engine, control) as connection:
            batch = lock_waiting(connection, batch_id)
            batches.change_batch(connection, batch_id, readings={**batch.readings, **readings})
            self._draft_again(connection, get_batch(connection, batch_id), control)
            control.report(Progress(Step.CHECK))
            check(connection, batch_id, kind_of(batch))
            return get_batch(connection, batch_id)

    def discard(self, batch_id: int, *, status: str = "discarded", control: Control | None = None) -> None:
        """Gives up a waiting batch: its rows go, its line in the import history stays.

        Raises:
            UserError: If it does not wait; while it is being imported, this waits for the end of that.
        """
        with transaction(self._engine, control) as connection:
            lock_waiting(connection, batch_id)
            batches.forget_rows(connection, batch_id)
            batches.change_batch(connection, batch_id, status=status, finished_at=_now())

    def waiting(self, *, control: Control | None = None) -> list[Batch]:
        """Batches that a crash or a closed window left staged, oldest first."""
        with transaction(self._engine, control) as connection:
            return batches.waiting(connection)

    def history(self, limit: int = 200, *, control: Control | None = None) -> list[Batch]:
        """Every import, the newest first."""
        with transaction(self._engine, control) as connection:
            return batches.batches(connection, limit=limit)

    def get(self, batch_id: int, *, control: Control | None = None) -> Batch:
        with transaction(self._engine, control) as connection:
            return get_batch(connection, batch_id)

    def findings(
        self,
        batch_id: int,
        severity: str | None = None,
        limit: int | None = None,
        *,
        control: Control | None = None,
    ) -> list[batches.Finding]:
        """What was noticed in a file, of one severity (note, warning, problem) or of all."""
        with transaction(self._engine, control) as connection:
            return batches.findings_of(connection, batch_id, severity=severity, limit=limit)

    def needs_a_look(self, batch_id: int) -> bool:
        """Whether a waiting batch has problems, or rows that may be in the books already."""
        with transaction(self._engine) as connection:
            found = {each.code for each in batches.warnings_of(connection, batch_id)}
            return bool(get_batch(connection, batch_id).counts.problems or found & _MAY_REPEAT)

    def warnings(self, batch_id: int, *, control: Control | None = None) -> list[batches.Warned]:
        """The warnings of a file by reason, the most frequent first."""
        with transaction(self._engine, control) as connection:
            return batches.warnings_of(connection, batch_id)

    def differences(
        self, batch_id: int, limit: int | None = None, *, control: Control | None = None
    ) -> list[batches.Difference]:
        """Old and new values of the fields a waiting batch would change."""
        with transaction(self._engine, control) as connection:
            return batches.differences_of(connection, batch_id, limit=limit)

    def _known(self, table: Table) -> ColumnMapping | None:
        with transaction(self._engine) as connection:
            return known_mapping(connection, table)

    def _earlier_import(self, opened: OpenedFile) -> Batch | None:
        with transaction(self._engine) as connection:
            sha256 = bytes.fromhex(opened.table.facts.sha256)
            earlier = batches.same_content(connection, sha256, opened.source.slug, opened.table.part)
        # The same file with other words about its columns is not known: they were corrected.
        return earlier if earlier and earlier.mapping == mapping_kept(opened.source) else None

    def _read(self, opened: OpenedFile, clock: _Clock, control: Control) -> int:
        table, source = opened.table, opened.source
        with clock.step(Step.READ) as elapsed, transaction(self._engine, control) as connection:
            study = self._study(connection, opened, control)
            drafter = source.bind(table, study)
            batch_id = batches.add_batch(
                connection, status="staged", readings=dict(study.readings), **described(opened)
            )
            control.reach("batch added")
            progress = Progress(Step.READ, bytes_total=table.facts.size)

            def staged(chunk: StagedChunk) -> None:
                rows = chunk.first_row + len(chunk.lines) - 1
                done = replace(progress, rows=rows, bytes_done=chunk.bytes_done, seconds=elapsed())
                control.report(done)
                control.reach("chunk staged")

            encoder = RowEncoder(drafter.personal, len(table.header))
            chunks = (staged_chunk(raw, drafter, encoder) for raw in table.chunks(self._chunk_rows, control))
            counted = stage(driver(connection), batch_id, source.kind, chunks, staged)
            batches.change_batch(
                connection,
                batch_id,
                rows=counted.rows,
                drafts=counted.drafts,
                first_record=list(encoder.first),
                notices=noted(drafter.notices),
            )
            control.reach("rows staged")
        return batch_id

    def _check(self, batch_id: int, kind: DraftKind, clock: _Clock, control: Control) -> Batch:
        control.report(Progress(Step.CHECK))
        with clock.step(Step.CHECK), transaction(self._engine, control) as connection:
            check(connection, batch_id, kind)
            control.reach("checked")
        with transaction(self._engine) as connection:
            batches.change_batch(connection, batch_id, timings=clock.timings)
            return get_batch(connection, batch_id)

    def _merge(
        self, connection: Connection, batch: Batch, control: Control, elapsed: Callable[[], float]
    ) -> None:
        counts, kind = batch.counts, kind_of(batch)
        if not counts.new and not counts.changed:
            add_sources(connection, batch.id, kind)
            if counts.known:
                batches.change_batch(connection, batch.id, status="known")
            else:
                nothing = said("{file} holds no row that can be imported", file=batch.file_name)
                batches.change_batch(connection, batch.id, status="failed", **refused(UserError(nothing)))
            return
        change_set = open_change_set(connection, "import", f"Import {batch.file_name}")

        def merged(rows: int) -> None:
            control.report(Progress(Step.COMMIT, rows, max(counts.new, rows), seconds=elapsed()))

        merge(connection, batch.id, kind, self._brand_of, control, merged)
        batches.change_batch(connection, batch.id, status="imported", change_set_id=change_set)

    def _draft_what_is_missing(self, connection: Connection, batch: Batch, control: Control) -> bool:
        """Makes drafts again that a crash of the server took; returns whether it took any."""
        kind = kind_of(batch)
        if has_drafts(connection, batch.id, kind):
            return False
        self._draft_again(connection, batch, control)
        return True

    def _draft_again(self, connection: Connection, batch: Batch, control: Control) -> None:
        draft_again(self._engine, connection, batch, self._chunk_rows, control)

    def _study(self, connection: Connection, opened: OpenedFile, control: Control) -> Study:
        """One look at all records before the first is drafted, for sources that need it."""
        if not opened.source.studies:
            return NOTHING_LEARNED
        booking = booking_of(connection)
        return opened.source.study(
            opened.table,
            lambda: opened.table.chunks(self._chunk_rows, control),
            opened.readings,
            Habits(booking.currency, booking.time_zone),
        )

    def _keep_failure(self, path: Path, error: UserError | Cancelled, source: Source | None = None) -> None:
        reason = {} if isinstance(error, Cancelled) else refused(error)
        with transaction(self._engine) as connection:
            batches.add_batch(
                connection,
                status="failed" if reason else "cancelled",
                file_name=path.name,
                file_path=str(path),
                source=source.slug if source else None,
                finished_at=_now(),
                **reason,
            )


def _now() -> datetime:
    return datetime.now(UTC)
