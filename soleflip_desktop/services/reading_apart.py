"""Reads large files in a process of its own: a window that shares its interpreter with a reader stutters."""

import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from traceback import format_exception

import psutil

from soleflip_desktop.db.engine import Engine, connect_engine
from soleflip_desktop.domain.progress import Control, Progress
from soleflip_desktop.domain.readings import Readings
from soleflip_desktop.errors import Cancelled, UserError
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.own_tables.mapped import mapping_of
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping
from soleflip_desktop.importers.registry import source_named
from soleflip_desktop.services.importing import Importing, Staged
from soleflip_desktop.services.opened_files import OpenedFile

# A process takes half a second to begin. So much is read meanwhile, and so short a stutter is not felt.
LARGE_FILE_BYTES = 4_000_000
LISTEN_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Way:
    """How a second process reaches the database.

    Attributes:
        url: Of the database, with its password.
        embedded: The server is the embedded one.
    """

    url: str
    embedded: bool


class ImportingApart(Importing):
    """The import pipeline of a window: it waits for the reader of a large file, and holds nothing up.

    Args:
        engine: Where everything is kept.
        brand_of: The brand an item name begins with, `None` where unsure; can be pickled.
        chunk_rows: Records read, drafted and copied at a time.
        find_way: To the database of `engine`, as it is now: a server that was started again has another port.
    """

    def __init__(
        self,
        engine: Engine,
        brand_of: Callable[[str], str | None],
        chunk_rows: int,
        find_way: Callable[[], Way],
    ) -> None:
        super().__init__(engine, brand_of, chunk_rows)
        self._find_way = find_way

    def stage(self, opened: OpenedFile, control: Control, *, again: bool = False) -> Staged:
        """As `Importing.stage`.

        Raises:
            RuntimeError: If the reader failed or was ended from outside: a bug, with its traceback.
        """
        if opened.table.facts.size < LARGE_FILE_BYTES:
            return super().stage(opened, control, again=again)
        if not again and (earlier := self._earlier_import(opened)):
            return Staged(earlier, already_imported=True)
        job = _Job(
            way=self._find_way(),
            brand_of=self._brand_of,
            chunk_rows=self._chunk_rows,
            path=opened.path,
            table=opened.table,
            source=opened.source.slug,
            mapping=mapping_of(opened.source),
            seconds=opened.seconds,
            readings=dict(opened.readings),
        )
        return Staged(self.get(_ask(job, control)))


@dataclass(frozen=True, slots=True)
class _Crash:
    traceback: str


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to be staged, and everything that takes."""

    way: Way
    brand_of: Callable[[str], str | None]
    chunk_rows: int
    path: Path
    table: Table
    source: str
    mapping: ColumnMapping | None
    seconds: float
    readings: Readings

    def stage(self, control: Control) -> int:
        """Returns the id of the staged batch."""
        engine = connect_engine(
            self.way.url, pool_size=2, application="soleflip reader", embedded=self.way.embedded
        )
        try:
            source = source_named(self.source, self.mapping)
            assert source is not None, "the same program knows the same sources"
            opened = OpenedFile(self.path, self.table, source, self.seconds, self.readings)
            importing = Importing(engine, self.brand_of, self.chunk_rows)
            return importing.stage(opened, control, again=True).batch.id
        finally:
            engine.dispose()


def _ask(job: _Job, control: Control) -> int:
    """Has a process do the job, passes on its progress and the wish to cancel."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    reader = context.Process(target=_read, args=(theirs, job), name="soleflip reader", daemon=True)

    def cancel() -> None:
        with suppress(OSError):  # it has ended already
            ours.send(None)

    with ours, control.interruptible(cancel):
        reader.start()
        theirs.close()
        try:
            while isinstance(said := ours.recv(), Progress):
                control.report(said)
        except EOFError:
            reader.join()
            raise RuntimeError(f"the reader of {job.path.name} ended with {reader.exitcode}") from None
    reader.join()
    if isinstance(said, _Crash):
        raise RuntimeError(f"the reader of {job.path.name} failed\n{said.traceback}")
    if isinstance(said, UserError | Cancelled):
        raise said
    assert isinstance(said, int), f"a reader said {said!r}"
    return said


def _read(pipe: Pipe, job: _Job) -> None:
    """The whole of the second process; any word from the first one, or its end, cancels."""
    _yield_to_the_window()
    control = Control(pipe.send)
    with ThreadPoolExecutor(1, thread_name_prefix="reader") as reader:
        future = reader.submit(job.stage, control)
        while not future.done():
            if pipe.poll(LISTEN_SECONDS):
                control.cancel()
                break
    with suppress(OSError):  # nobody is left to hear it
        pipe.send(_said_of(future))


def _said_of(future: "Future[int]") -> object:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, UserError | Cancelled):
        return error
    return _Crash("".join(format_exception(error)))


def _yield_to_the_window() -> None:
    if sys.platform == "win32":
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    else:
        psutil.Process().nice(5)
