"""A real window under Xvfb: a drag from another process, an import by keyboard, undo, and pictures of it all.

    python -m tests.real_window PICTURES

Needs Xvfb, openbox, xdotool and ImageMagick. What was imported is read back through the command line.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.stockx_files import write_purchases, write_report

NEEDED = ("Xvfb", "openbox", "xdotool", "import")
SALES, PURCHASES = 600, 200
PATIENCE = 60.0  # seconds
SCREEN = "1600x1000x24"
DRAG_TITLE = "soleflip-drag-source"
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Screen:
    """An X server of our own, the program's data folder, and where pictures go."""

    environment: dict[str, str]
    folder: Path
    pictures: Path

    def xdotool(self, *arguments: object) -> str:
        command = ["xdotool", *map(str, arguments)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def start(self, *command: object) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([*map(str, command)], env=self.environment, cwd=ROOT)

    def window(self, title: str) -> str:
        """Waits for a window with this title; returns its id."""
        found = self.xdotool("search", "--sync", "--onlyvisible", "--name", f"^{title}$")
        return found.splitlines()[-1]

    def place(self, window: str) -> tuple[int, int, int, int]:
        """Left, top, width and height of a window."""
        lines = dict(
            line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", window).splitlines()
        )
        return int(lines["X"]), int(lines["Y"]), int(lines["WIDTH"]), int(lines["HEIGHT"])

    def press(self, *keys: str) -> None:
        for key in keys:
            self.xdotool("key", "--clearmodifiers", key, "sleep", "0.2")

    def picture(self, name: str) -> None:
        path = self.pictures / f"{name}.png"
        subprocess.run(["import", "-window", "root", path], env=self.environment, check=True)
        say(f"picture {path}")

    def ask(self, command: str) -> Any:
        """What the command line says, from its JSON."""
        arguments = [
            sys.executable,
            "-m",
            "soleflip_desktop",
            "--data-dir",
            str(self.folder),
            command,
            "--json",
        ]
        done = subprocess.run(
            arguments, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    def states(self) -> dict[str, str]:
        """State of the newest import of each file."""
        return {each["file"]: each["status"] for each in reversed(self.ask("imports"))}

    def sales(self) -> int:
        return int(self.ask("status")["sales"])


def main() -> int:
    options = _options()
    if options.drag:
        return drag_source(options.drag)
    missing = [name for name in NEEDED if which(name) is None]
    if missing:
        say(f"not found: {', '.join(missing)}")
        return 1
    with ExitStack() as ending:
        screen = ending.enter_context(real_screen(options.pictures))
        run(screen)
    say("passed")
    return 0


def run(screen: Screen) -> None:
    """The whole day of a reseller, as short as it can be."""
    report, purchases = screen.folder / "report.csv", screen.folder / "purchases.csv"
    write_report(report, SALES, styles=60)
    write_purchases(purchases, PURCHASES, styles=60)
    began = time.monotonic()
    program = screen.start(sys.executable, "-m", "soleflip_desktop", "--data-dir", screen.folder)
    window = screen.window("SoleFlip")
    say(f"window on the screen after {time.monotonic() - began:.2f} s")
    screen.xdotool("windowmove", "--sync", window, 200, 40, "windowactivate", "--sync", window)
    _import_by_keyboard(screen, purchases)
    _import_by_drag(screen, window, report)
    _look_around(screen)
    _undo_and_redo(screen)
    screen.press("ctrl+q")
    status = program.wait(PATIENCE)
    assert status == 0, f"the program ended with {status}"
    assert screen.sales() == SALES


def _import_by_keyboard(screen: Screen, file: Path) -> None:
    until("the database is open", lambda: isinstance(screen.ask("imports"), list))
    screen.picture("1-empty")
    screen.press("ctrl+i")
    screen.xdotool("sleep", "0.7", "type", "--delay", "5", str(file))
    screen.picture("2-choosing")
    screen.press("Return")
    until("the purchases are staged", lambda: screen.states().get(file.name) == "staged")
    screen.xdotool("sleep", "0.5")
    screen.press("Return")  # the focus is on the button that imports
    until("the purchases are imported", lambda: screen.states().get(file.name) == "imported")


def _import_by_drag(screen: Screen, window: str, file: Path) -> None:
    screen.press("ctrl+2")
    source = screen.start(sys.executable, "-m", "tests.real_window", "--drag", file)
    drag(screen, screen.window(DRAG_TITLE), window)
    until("the report is staged", lambda: screen.states().get(file.name) == "staged")
    screen.xdotool("sleep", "0.5")
    screen.picture("4-review")
    assert source.wait(PATIENCE) == 0, "the program that was dragged from took no notice of the drop"
    screen.xdotool("windowactivate", "--sync", window)
    screen.press("Return")
    until("the report is imported", lambda: screen.states().get(file.name) == "imported")
    assert screen.sales() == SALES


def drag(screen: Screen, source: str, target: str) -> None:
    """Drags from the middle of one window to the middle of another, in steps that a toolkit believes."""
    screen.xdotool("windowmove", "--sync", source, 10, 850)
    left, top, width, height = screen.place(source)
    start_x, start_y = left + width // 2, top + height // 2
    left, top, width, height = screen.place(target)
    far_x, far_y = left + width // 2 - start_x, top + height // 2 - start_y
    steps: list[object] = ["mousemove", start_x, start_y, "mousedown", 1, "sleep", "0.3"]
    for step in range(1, 11):
        steps += ["mousemove", start_x + far_x * step // 10, start_y + far_y * step // 10, "sleep", "0.06"]
    screen.xdotool(*steps)
    screen.picture("3-dragging")
    screen.xdotool("mouseup", 1)


def _look_around(screen: Screen) -> None:
    for number, name in ((1, "5-inventory"), (2, "6-sales"), (3, "7-imports"), (4, "8-analytics")):
        screen.press(f"ctrl+{number}")
        screen.xdotool("sleep", "1.5")
        screen.picture(name)


def _undo_and_redo(screen: Screen) -> None:
    screen.press("ctrl+z")
    until("the import is undone", lambda: screen.sales() == 0)
    screen.picture("9-undone")
    screen.press("ctrl+shift+z")
    until("the import is redone", lambda: screen.sales() == SALES)


def drag_source(file: Path) -> int:
    """A small window of another program: what is pressed on it is dragged as the file."""
    from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
    from PySide6.QtGui import QDrag, QMouseEvent
    from PySide6.QtWidgets import QApplication, QLabel

    class Source(QLabel):
        def mousePressEvent(self, event: QMouseEvent) -> None:
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(file))])
            dragged = QDrag(self)
            dragged.setMimeData(data)
            taken = dragged.exec(Qt.DropAction.CopyAction) == Qt.DropAction.CopyAction
            # The other side still asks for the data a moment after the button is up.
            QTimer.singleShot(1500, self, lambda: QApplication.exit(0 if taken else 1))

    application = QApplication(["drag"])
    source = Source(file.name)
    source.setWindowTitle(DRAG_TITLE)
    source.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
    source.resize(140, 60)
    source.show()
    return application.exec()


@contextmanager
def real_screen(pictures: Path) -> Iterator[Screen]:
    """Xvfb with a window manager, and a data folder that goes with it."""
    pictures.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="soleflip-window-") as folder, ExitStack() as ending:
        Path(folder).chmod(0o711)  # root's database server runs as another user
        environment = dict(os.environ, QT_QPA_PLATFORM="xcb", LC_ALL="C.UTF-8", DISPLAY=_display(ending))
        screen = Screen(environment, Path(folder), pictures)
        ending.callback(_stop, screen.start("openbox"))
        yield screen


def _display(ending: ExitStack) -> str:
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    ending.callback(_stop, subprocess.Popen(command, pass_fds=(writing,)))
    os.close(writing)
    with os.fdopen(reading) as told:  # written once the server takes clients
        return f":{told.readline().strip()}"


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait(10)


def until(what: str, is_so: Callable[[], bool]) -> None:
    """Asks again and again; fails after a minute."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.2)
    say(what)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pictures", type=Path, nargs="?", default=Path("pictures"))
    parser.add_argument("--drag", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
