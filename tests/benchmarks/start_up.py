"""How soon the window is there: first run, and later starts on books of many sales; and its memory at rest.

    uv run python -m tests.benchmarks.start_up --rows 100000 --json

Each start is a process of its own on an embedded server, drawn off screen. Seconds from the start of the
process to the first painted window, and until the rows of the Sales tab are painted (with no sales: the
sentence that says so). Memory in MB, shared pages counted once: the program, and all processes of its server.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from tests.benchmarks.stockx_files import write_report
from tests.postgres import open_folder

if TYPE_CHECKING:
    from soleflip_desktop.ui.session import Session

TARGETS = {"first paint": 0.5, "usable with sales": 1.5, "usable at first run": 4.0, "memory": 250}
REST = 3_000  # ms
ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--window", nargs=2, metavar=("FOLDER", "BEGAN"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.window:
        folder, began = wanted.window
        sys.stdout.write(json.dumps(_open_window(Path(folder), float(began))))
        return
    result = measure(wanted.rows, wanted.rounds)
    sys.stdout.write(json.dumps(result) + "\n" if wanted.json else _in_words(result))


def measure(rows: int, rounds: int) -> dict[str, Any]:
    """Medians over `rounds` starts of each kind."""
    with open_folder() as folder:
        first = [_start(folder / f"first {number}") for number in range(rounds)]
        data, report = folder / "data", folder / "report.csv"
        write_report(report, rows)
        command = [sys.executable, "-m", "soleflip_desktop", "--data-dir", str(data), "import", str(report)]
        subprocess.run(command, check=True, cwd=ROOT, env=_environment(), stdout=subprocess.DEVNULL)
        later = [_start(data) for _ in range(rounds + 1)][1:]
    return {
        "rows": rows,
        "rounds": rounds,
        "targets": TARGETS,
        "first run": _medians(first),
        "later starts": _medians(later),
    }


def _start(folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.start_up", "--window", str(folder), str(time.time())]
    done = subprocess.run(command, check=True, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}


class Watch(QObject):
    """Notes when a window is first painted, and when what it is for is there."""

    def __init__(self, session: "Session", began: float, done: Callable[[], None]) -> None:
        super().__init__(session)
        self.figures: dict[str, float] = {}
        self._session, self._began, self._done = session, began, done
        self._open = False
        session.opened.connect(self._on_opened)
        session.window.installEventFilter(self)
        self._looking = QTimer(self)
        self._looking.setInterval(5)
        self._looking.timeout.connect(self._on_look)
        self._looking.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.figures.setdefault("first paint", time.time() - self._began)
        return False

    @Slot()
    def _on_opened(self) -> None:
        self._open = True

    @Slot()
    def _on_look(self) -> None:
        tab = self._session.window.sales
        model = tab.table.model()
        has_rows = model is not None and model.rowCount() > 0
        if self._open and (has_rows or (tab.is_empty() and not self._session.tasks.is_busy())):
            self._looking.stop()
            tab.repaint()
            self.figures["usable"] = time.time() - self._began
            QTimer.singleShot(REST, self, self._done)


def _open_window(folder: Path, began: float) -> dict[str, float]:
    """One start of the program itself, until the window has come to rest."""
    from soleflip_desktop.__main__ import main as program
    from soleflip_desktop.ui import app
    from soleflip_desktop.ui.session import Session

    figures: dict[str, float] = {}

    class WatchedSession(Session):
        def start(self) -> None:
            self.window.show_sales()
            watch = Watch(self, began, lambda: self._on_rest(watch))
            super().start()

        def _on_rest(self, watch: Watch) -> None:
            figures.update(watch.figures | _memory(folder))
            self.window.close()

    setattr(app, "Session", WatchedSession)  # noqa: B010 - mypy takes no other class for this name
    program(["--data-dir", str(folder)])
    return figures


def _memory(folder: Path) -> dict[str, float]:
    postmaster = next(
        each
        for each in psutil.process_iter(["name", "cmdline"])
        if "postgres" in each.info["name"] and str(folder) in " ".join(each.info["cmdline"] or ())
    )
    server = [postmaster, *postmaster.children()]
    return {
        "program MB": psutil.Process().memory_full_info().pss / 1e6,
        "server MB": sum(each.memory_full_info().pss for each in server) / 1e6,
    }


def _medians(starts: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(statistics.median(each[name] for each in starts), 2) for name in starts[0]}


def _in_words(result: dict[str, Any]) -> str:
    head = f"{result['rows']:,} sales, {result['rounds']} starts of each kind; seconds, and MB at rest"
    kinds = [
        f"{kind:>14}  " + "  ".join(f"{name} {value}" for name, value in result[kind].items())
        for kind in ("first run", "later starts")
    ]
    return "\n".join([head, *kinds]) + "\n"


if __name__ == "__main__":
    main()
