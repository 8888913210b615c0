"""What long work tells its watcher, and how the watcher stops it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from soleflip_desktop.errors import Cancelled

REPORTS_PER_SECOND = 20


class Step(StrEnum):
    """The steps of an import, in the order in which they run."""

    IDENTIFY = "identify"
    READ = "read"
    CHECK = "check"
    COMMIT = "commit"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one step of the work has come.

    Attributes:
        step: The step under way.
        rows: Rows done in this step.
        rows_total: Rows this step will have done, `None` while that is unknown.
        bytes_done: Bytes of the file read so far.
        bytes_total: Size of the file in bytes, 0 where no file is read.
        seconds: Seconds since the work began.
    """

    step: Step
    rows: int = 0
    rows_total: int | None = None
    bytes_done: int = 0
    bytes_total: int = 0
    seconds: float = 0.0

    @property
    def fraction(self) -> float | None:
        """Share of the step that is done, from 0 to 1; `None` while it is unknown."""
        if self.rows_total:
            return min(1.0, self.rows / self.rows_total)
        if self.bytes_total:
            return min(1.0, self.bytes_done / self.bytes_total)
        return None

    @property
    def seconds_left(self) -> float | None:
        """Seconds this step still needs at its rate so far; `None` while that is unknown."""
        done = self.fraction
        return None if not done or self.seconds <= 0 else self.seconds * (1 - done) / done


class Control:
    """The line between a piece of long work and its watcher: progress out, cancel in.

    The work calls `check` at row boundaries and `report` as often as it likes; a report reaches the
    watcher at most 20 times a second, on the work's own thread. `cancel` may be called from any thread,
    also from the work's own and in a signal handler.
    """

    def __init__(self, watch: Callable[[Progress], None] | None = None) -> None:
        self._watch = watch
        self._cancelled = threading.Event()
        # A signal handler may call `cancel` on a thread that holds the lock already.
        self._lock = threading.RLock()
        self._interruptible: list[_Interruptible] = []
        self._reported_at = float("-inf")
        self._reported_step: Step | None = None

    def report(self, progress: Progress) -> None:
        """Hands `progress` to the watcher, unless one of the same step went out under 50 ms ago."""
        if self._watch is None:
            return
        now = time.monotonic()
        same_step = progress.step is self._reported_step
        if same_step and now - self._reported_at < 1 / REPORTS_PER_SECOND:
            return
        self._reported_at, self._reported_step = now, progress.step
        self._watch(progress)

    def reach(self, point: str) -> None:
        """Names a point between two statements where the work may be stopped or killed.

        Raises:
            Cancelled: If the watcher asked for it.
        """
        self.check()

    def check(self) -> None:
        """Raises `Cancelled` if the watcher asked for it."""
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Asks the work to stop and interrupts what it is waiting for; returns at once."""
        with self._lock:
            self._cancelled.set()
            for block in self._interruptible:
                block.interrupt()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    @contextmanager
    def interruptible(self, interrupt: Callable[[], None]) -> Iterator[None]:
        """While the block runs, `cancel` also calls `interrupt` (a server-side cancel, say).

        The block ends after an interrupt that has begun, so that none comes late and hits what follows.

        Args:
            interrupt: Called on a thread of its own; ends by itself, soon.

        Raises:
            Cancelled: If the watcher cancelled before.
        """
        block = _Interruptible(interrupt)
        with self._lock:
            self._interruptible.append(block)
        try:
            self.check()
            yield
        finally:
            with self._lock:
                self._interruptible.remove(block)
            block.wait()


class _Interruptible:
    """A block under way, and the thread that interrupts it, if one does."""

    def __init__(self, interrupt: Callable[[], None]) -> None:
        self._interrupt = interrupt
        self._running: threading.Thread | None = None

    def interrupt(self) -> None:
        if self._running is None or not self._running.is_alive():
            self._running = threading.Thread(target=self._interrupt, name="interrupt", daemon=True)
            self._running.start()

    def wait(self) -> None:
        if self._running is not None:
            self._running.join()
