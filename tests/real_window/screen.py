"""An X server of our own with a window manager, a bus for accessibility, and what can be done on it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.real_window.reader import Reader, why_deaf

PATIENCE = 60.0  # seconds
ROOT = Path(__file__).resolve().parents[2]
BUS_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"


@dataclass(frozen=True, slots=True)
class Screen:
    """The X server, the program's data folder, and where pictures go; `reader` where AT-SPI is.

    What is put into `ending` happens before the folder goes.
    """

    environment: dict[str, str]
    folder: Path
    pictures: Path
    reader: Reader | None
    ending: ExitStack

    def xdotool(self, *arguments: object) -> str:
        command = ["xdotool", *map(str, arguments)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def can(self, *arguments: str) -> bool:
        """Whether xdotool can do this by now."""
        command = ["xdotool", *arguments]
        return not subprocess.run(command, env=self.environment, capture_output=True, check=False).returncode

    def start(self, *command: object) -> "subprocess.Popen[bytes]":
        """Starts a program that ends with the screen at the latest."""
        process = subprocess.Popen([*map(str, command)], env=self.environment, cwd=ROOT)
        self.ending.callback(_stop, process)
        return process

    def start_module(self, *arguments: object) -> "subprocess.Popen[bytes]":
        return self.start(sys.executable, "-m", *arguments)

    def windows(self, pid: int, title: str = "") -> list[str]:
        """Ids of a program's windows in sight."""
        command = ["xdotool", "search", "--all", "--onlyvisible", "--pid", str(pid), "--name", title]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.split()

    def window(self, pid: int, title: str) -> str:
        """Waits for a window; returns its id."""
        until(f"a window {title!r}", lambda: bool(self.windows(pid, title)), told=False)
        return self.windows(pid, title)[-1]

    def place(self, window: str) -> tuple[int, int, int, int]:
        """Left, top, width and height of a window."""
        lines = dict(
            line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", window).splitlines()
        )
        return int(lines["X"]), int(lines["Y"]), int(lines["WIDTH"]), int(lines["HEIGHT"])

    def press(self, *keys: str) -> None:
        for key in keys:
            self.xdotool("key", "--clearmodifiers", key, "sleep", "0.2")

    def type(self, text: str) -> None:
        self.xdotool("type", "--delay", "5", text)  # would type a further command as well
        self.rest(0.3)

    def rest(self, seconds: float) -> None:
        time.sleep(seconds)

    def picture(self, name: str) -> None:
        path = self.pictures / f"{name}.png"
        subprocess.run(["import", "-window", "root", path], env=self.environment, check=True)
        say(f"picture {path}")

    def ask(self, *command: object) -> str:
        """What the command line says of the same data folder."""
        arguments = ["soleflip_desktop", "--data-dir", self.folder, *command]
        done = subprocess.run(
            [sys.executable, "-m", *map(str, arguments)],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def asked(self, command: str) -> Any:
        return json.loads(self.ask(command, "--json"))


@contextmanager
def real_screen(pictures: Path, size: str, scale: float) -> Iterator[Screen]:
    """Xvfb with a window manager, and a data folder that goes with it."""
    pictures.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="soleflip-window-") as folder, ExitStack() as ending:
        Path(folder).chmod(0o711)  # root's database server runs as another user
        environment = dict(
            os.environ,
            QT_QPA_PLATFORM="xcb",
            QT_SCALE_FACTOR=f"{scale:g}",
            LC_ALL="C.UTF-8",
            DISPLAY=_display(size, ending),
        )
        reader = _listen(environment, ending)
        screen = Screen(environment, Path(folder), pictures, reader, ending)
        until("an X server", lambda: screen.can("getmouselocation"), told=False)
        screen.start("openbox")
        until("a window manager", lambda: screen.can("get_desktop"), told=False)
        yield screen


def _display(size: str, ending: ExitStack) -> str:
    reading, writing = os.pipe()
    # Without -noreset it begins anew whenever its last client goes, and refuses the next one meanwhile; with
    # keys that repeat (-r is without) a busy machine presses some twice.
    command = ["Xvfb", "-displayfd", str(writing), "-noreset", "-r", "-nolisten", "tcp"]
    command += ["-screen", "0", f"{size}x24"]
    ending.callback(_stop, subprocess.Popen(command, pass_fds=(writing,)))
    os.close(writing)
    with os.fdopen(reading) as told:  # written once the server takes clients
        return f":{told.readline().strip()}"


def _listen(environment: dict[str, str], ending: ExitStack) -> Reader | None:
    """Starts a bus for accessibility and puts it into the environment; says why if it cannot."""
    if reason := why_deaf():
        say(f"skipped all that needs AT-SPI: {reason}")
        return None
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    ending.callback(_stop, bus)
    assert bus.stdout is not None
    environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    ending.callback(_stop, subprocess.Popen([BUS_LAUNCHER, "--launch-immediately"], env=environment))
    reader = Reader(environment)
    ending.callback(reader.close)
    return reader


def _stop(process: "subprocess.Popen[Any]") -> None:
    process.terminate()
    process.wait(PATIENCE)


def until(what: str, is_so: Callable[[], bool], *, told: bool = True) -> None:
    """Asks again and again; fails after a minute."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.2)
    if told:
        say(what)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
