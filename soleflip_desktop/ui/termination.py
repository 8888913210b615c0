"""Ctrl-C and termination requests, told to the event loop, which sees no signals by itself."""

import signal
import socket
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

SIGNALS = (signal.SIGINT, signal.SIGTERM)
LOOK_EVERY = 200  # ms


class Termination(QObject):
    """Watches for the signals that ask the program to end, until `restore`.

    Python runs its handlers only between two of its own instructions, and the loop may have none for hours.

    Signals:
        asked: Once, however many signals come in.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._received: int | None = None
        self._told = False
        self._before = {number: signal.signal(number, self._on_signal) for number in SIGNALS}
        self._waker: tuple[socket.socket, socket.socket] | None = None
        if sys.platform == "win32":
            looking = QTimer(self)
            looking.timeout.connect(self._on_woken)
            looking.start(LOOK_EVERY)
        else:
            self._wake_on_signals()

    @property
    def exit_status(self) -> int | None:
        """128 + signal number, as the shells have it; `None` where no signal came in."""
        return None if self._received is None else 128 + self._received

    def restore(self) -> None:
        """Leaves signals to those who took them before."""
        if self._waker is not None:
            signal.set_wakeup_fd(-1)
            self._notifier.setEnabled(False)
            for end in self._waker:
                end.close()
            self._waker = None
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _wake_on_signals(self) -> None:
        self._waker = reading, writing = socket.socketpair()
        for end in self._waker:
            end.setblocking(False)
        self._notifier = QSocketNotifier(reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        # It may be in the middle of anything: what follows waits for the loop.
        self._received = self._received or number

    @Slot()
    def _on_woken(self) -> None:
        if self._waker is not None:
            self._waker[0].recv(4096)
        if self._received is not None and not self._told:
            self._told = True
            self.asked.emit()
