"""Ctrl-C and termination requests: the first asks the work to stop, a second one breaks it off."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from types import FrameType

from soleflip_desktop.domain.progress import Control

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """What came in; `exit_status` follows the shells' custom of 128 + signal number."""

    def __init__(self) -> None:
        self.received: int | None = None

    @property
    def exit_status(self) -> int:
        return 128 + (self.received or signal.SIGINT)


@contextmanager
def cancelling(control: Control) -> Iterator[Interrupts]:
    """While the block runs, a signal cancels `control`; a second one raises KeyboardInterrupt."""
    interrupts = Interrupts()
    # A handler may run anywhere, also where the work holds the lock that `cancel` takes; SimpleQueue is
    # made for that, and the cancelling is done by another thread.
    asked: SimpleQueue[bool] = SimpleQueue()

    def wait() -> None:
        if asked.get():
            control.cancel()

    def on_signal(number: int, frame: FrameType | None) -> None:
        if interrupts.received is not None:
            raise KeyboardInterrupt
        interrupts.received = number
        asked.put(True)

    before = {number: signal.signal(number, on_signal) for number in SIGNALS}
    waiting = threading.Thread(target=wait, name="cancel", daemon=True)
    waiting.start()
    try:
        yield interrupts
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        asked.put(False)
        waiting.join()
