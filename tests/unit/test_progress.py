"""The line between long work and its watcher: cancelling never waits, and never comes late."""

import signal
import sys
import threading
from contextlib import suppress
from types import FrameType

import pytest

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import Cancelled

PATIENCE = 10  # seconds


class Hanging:
    """An interrupt that hangs until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go_on, self.ended = threading.Event(), threading.Event(), threading.Event()

    def __call__(self) -> None:
        self.begun.set()
        assert self.go_on.wait(PATIENCE)
        self.ended.set()


def test_that_cancel_does_not_wait_for_an_interrupt_that_hangs() -> None:
    control, hanging = Control(), Hanging()
    cancelling = threading.Thread(target=control.cancel, daemon=True)
    with control.interruptible(hanging):
        cancelling.start()
        assert hanging.begun.wait(PATIENCE)
        cancelling.join(1)
        returned = not cancelling.is_alive()
        hanging.go_on.set()
    assert returned


def test_that_a_block_ends_after_the_interrupt_that_has_begun() -> None:
    control, hanging = Control(), Hanging()
    left = threading.Event()

    def work() -> None:
        with control.interruptible(hanging):
            assert hanging.begun.wait(PATIENCE)
        left.set()

    working = threading.Thread(target=work)
    cancelling = threading.Thread(target=control.cancel)
    working.start()
    cancelling.start()
    assert hanging.begun.wait(PATIENCE)
    assert not left.wait(0.2)
    hanging.go_on.set()
    assert left.wait(PATIENCE)
    assert hanging.ended.is_set()
    for thread in (working, cancelling):
        thread.join(PATIENCE)


def test_that_nothing_is_interrupted_after_the_end_of_its_block() -> None:
    control, called = Control(), threading.Event()
    with control.interruptible(called.set):
        pass
    control.cancel()
    assert not called.wait(0.05)
    with pytest.raises(Cancelled), control.interruptible(called.set):
        raise AssertionError("a block began although the work was cancelled")
    assert not called.wait(0.05)


def test_that_the_work_may_cancel_itself_inside_a_block() -> None:
    control, called = Control(), threading.Event()
    with control.interruptible(called.set):
        control.cancel()
        assert called.wait(PATIENCE)
    with pytest.raises(Cancelled):
        control.check()


@pytest.mark.parametrize("moment", ["append", "remove"])
def test_that_a_signal_handler_may_cancel_as_its_own_thread_enters_or_leaves_a_block(moment: str) -> None:
    control = Control()
    cancelled: list[int] = []

    def on_signal(number: int, frame: FrameType | None) -> None:
        cancelled.append(number)
        control.cancel()

    def on_call(frame: FrameType, event: str, what: object) -> None:
        if event == "c_call" and getattr(what, "__name__", "") == moment and not cancelled:
            signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGINT, on_signal)
    sys.setprofile(on_call)
    try:
        with suppress(Cancelled), control.interruptible(lambda: None):
            pass
    finally:
        sys.setprofile(None)
        signal.signal(signal.SIGINT, before)
    assert cancelled == [signal.SIGINT]
    assert control.is_cancelled


def test_that_a_second_cancel_interrupts_what_the_first_one_missed() -> None:
    control, calls = Control(), threading.Semaphore(0)
    with control.interruptible(lambda: calls.release()):
        for _ in range(2):
            control.cancel()
            assert calls.acquire(timeout=PATIENCE)
            _until_idle()


def _until_idle() -> None:
    """Waits for the threads that interrupt."""
    for thread in threading.enumerate():
        if thread.name == "interrupt":
            thread.join(PATIENCE)
