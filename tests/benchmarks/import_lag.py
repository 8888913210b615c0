"""How long the window's thread is held up while a large file is read, checked and imported.

    uv run python -m tests.benchmarks.import_lag --rows 100000 --rounds 4 --json

The real window, drawn off screen, on an embedded server of its own. A timer of 5 ms notes by how much it
rings late: so long a paint or the answer to a click would have waited. Milliseconds.
"""

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from soleflip_desktop.ui.app import SWITCH_INTERVAL, collect_again
from soleflip_desktop.ui.session import Session
from tests.benchmarks.stockx_files import write_report
from tests.postgres import open_folder

if TYPE_CHECKING:
    from soleflip_desktop.bootstrap import App

TICK = 5  # ms
TARGETS = {"p99.9": 16.0, "max": 50.0}


class Lags(QObject):
    """Notes by how much a precise timer rings late, phase by phase."""

    def __init__(self) -> None:
        super().__init__()
        self.phase = ""
        self._late: dict[str, list[float]] = {}
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._on_tick)

    def begin(self, phase: str) -> None:
        self.phase = phase
        self._last = time.perf_counter()
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()

    def summary(self) -> dict[str, dict[str, float]]:
        whole = [late for phase in self._late.values() for late in phase]
        return {phase: _summary(sorted(late)) for phase, late in (*self._late.items(), ("whole", whole))}

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        self._late.setdefault(self.phase, []).append(max(0.0, (now - self._last) * 1000 - TICK))
        self._last = now


class Script(QObject):
    """Goes from step to step of `steps`, each when the condition it yielded holds."""

    def __init__(self, steps: Iterator[Callable[[], bool]], done: Callable[[], None]) -> None:
        super().__init__()
        self._steps, self._done = steps, done
        self._holds: Callable[[], bool] = lambda: True
        self._looking = QTimer(self)
        self._looking.setInterval(20)
        self._looking.timeout.connect(self._on_look)
        self._looking.start()

    @Slot()
    def _on_look(self) -> None:
        if not self._holds():
            return
        try:
            self._holds = next(self._steps)
        except StopIteration:
            self._looking.stop()
            self._done()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=4, help="files imported one after the other")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    result = measure(wanted.rows, wanted.rounds)
    sys.stdout.write(json.dumps(result) + "\n" if wanted.json else _in_words(result))


def measure(rows: int, rounds: int) -> dict[str, object]:
    """Lateness in ms, by phase, with the number of ticks it is taken from."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("DATABASE_URL", None)
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.disable()
    application = QApplication([])
    failures: list[BaseException] = []

    def fail(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        failures.append(error.with_traceback(traceback))
        application.quit()

    sys.excepthook = fail
    with open_folder() as folder:
        paths = [folder / f"report {number}.csv" for number in range(rounds)]
        for number, path in enumerate(paths, start=1):
            write_report(path, rows, seed=number, first_order=number * 10_000_000)
        session = _session(application, folder / "data")
        session.opened.connect(collect_again)
        lags = Lags()
        script = Script(_import(session, paths, lags), application.quit)
        session.start()
        application.exec()
        session.close()
        del script
    if failures:
        raise failures[0]
    return {"rows": rows, "rounds": rounds, "targets": TARGETS, "phases": lags.summary()}


def _session(application: QApplication, folder: Path) -> Session:
    def opener() -> "App":
        from soleflip_desktop.bootstrap import build_app
        from soleflip_desktop.settings import Settings

        return build_app(Settings(data_dir=folder, database_url=None), "window")

    return Session(application, opener, folder)


def _import(session: Session, paths: Sequence[Path], lags: Lags) -> Iterator[Callable[[], bool]]:
    window = session.window

    def at_rest() -> bool:
        return not session.tasks.is_busy()

    yield lambda: session._imports is not None and at_rest()
    for path in paths:
        window.show_import()
        yield at_rest
        lags.begin("read and check")
        window.files_dropped.emit([path])
        yield lambda: window.imports.review.isVisible() and at_rest()
        lags.begin("commit")
        window.imports.review.import_button().click()
        yield lambda: session.tasks.is_busy()
        yield at_rest
        lags.begin("look at the sales")
        window.show_sales()
        yield at_rest
    lags.end()


def _summary(late: list[float]) -> dict[str, float]:
    def at(share: float) -> float:
        return round(late[min(len(late) - 1, int(len(late) * share))], 1)

    return {
        "ticks": len(late),
        "p50": at(0.5),
        "p99": at(0.99),
        "p99.9": at(0.999),
        "max": round(late[-1], 1),
    }


def _in_words(result: dict[str, object]) -> str:
    phases = result["phases"]
    assert isinstance(phases, dict)
    lines = [f"{result['rows']:,} rows; milliseconds the window's thread was held up"]
    for phase, figures in phases.items():
        lines.append(f"{phase:>26}  " + "  ".join(f"{name} {value}" for name, value in figures.items()))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
