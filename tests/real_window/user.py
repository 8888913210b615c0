"""Somebody at the window: what they press, and what a screen reader tells them."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.real_window.reader import Reader, Seen, Table
from tests.real_window.screen import PATIENCE, Screen, say, until

if TYPE_CHECKING:
    import subprocess

MOST_TABS = 60


@dataclass(frozen=True, slots=True)
class User:
    """One window of the program."""

    screen: Screen
    program: "subprocess.Popen[bytes]"
    window: str

    @property
    def reader(self) -> Reader:
        assert self.screen.reader is not None, "only where AT-SPI is"
        return self.screen.reader

    def press(self, *keys: str) -> None:
        self.screen.press(*keys)

    def type(self, text: str) -> None:
        self.screen.type(text)

    def picture(self, name: str) -> None:
        self.screen.rest(0.6)
        self.screen.picture(name)

    def come_up(self) -> None:
        self.screen.xdotool("windowactivate", "--sync", self.window)

    def in_sight(self) -> list[Seen]:
        return self.reader.in_sight(self.program.pid)

    def table(self, name: str, rows: int = 5) -> Table:
        return self.reader.table(self.program.pid, name, rows)

    def sees(self, words: str) -> bool:
        """Whether a text in sight has these words in it."""
        return any(words in each.name or words in each.text for each in self.in_sight())

    def waits_to_see(self, words: str) -> None:
        until(f"in sight: {words}", lambda: self.sees(words))

    def here(self) -> str:
        """Words of what has the focus."""
        seen = self.reader.focused(self.program.pid)
        return "" if seen is None else seen.words

    def is_at(self, words: str) -> bool:
        return words in self.here()

    def waits_to_be_at(self, words: str) -> None:
        until(f"at {words}", lambda: self.is_at(words))

    def tab_to(self, words: str, key: str = "Tab") -> None:
        """Goes on with Tab until what has the focus is called that."""
        passed: list[str] = []
        for _ in range(MOST_TABS):
            here = self.here()
            if words in here:
                return
            passed.append(here)
            self.press(key)
        raise AssertionError(f"no way to {words!r} by {key}, only to {passed}")

    def tab_to_table(self) -> None:
        """On to the next table, where the focus is told of the table or of a cell."""
        for _ in range(MOST_TABS):
            seen = self.reader.focused(self.program.pid)
            if seen is not None and seen.role.startswith("table"):
                return
            self.press("Tab")
        raise AssertionError("no way to a table by Tab")

    def leave(self) -> None:
        self.press("ctrl+q")
        status = self.program.wait(PATIENCE)
        assert status == 0, f"the program ended with {status}"


def open_window(screen: Screen) -> User:
    """Starts the program on the screen's data folder; returns once the window is there."""
    began = time.monotonic()
    program = screen.start_module("soleflip_desktop", "--data-dir", screen.folder)
    window = screen.window(program.pid, "^SoleFlip$")
    say(f"window on the screen after {time.monotonic() - began:.2f} s")
    screen.xdotool("windowactivate", "--sync", window)
    return User(screen, program, window)
