"""A screen reader's ears: reads a program through AT-SPI."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PYTHON = "/usr/bin/python3"  # the distribution's own, for which it packages the bindings
PROGRAM = Path(__file__).with_name("at_spi.py")


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing in sight; `place` is left, top, width and height on the screen."""

    role: str
    name: str
    label: str
    about: str
    text: str
    states: tuple[str, ...]
    place: tuple[int, int, int, int]

    @property
    def words(self) -> str:
        """What a screen reader has to say of it."""
        return ": ".join(filter(None, (self.label, self.name or self.text or self.about)))


@dataclass(frozen=True, slots=True)
class Table:
    rows: int
    titles: list[str]
    cells: list[list[str]]

    def column(self, title: str) -> list[str]:
        at = self.titles.index(title)
        return [row[at] for row in self.cells]


class Reader:
    """Asks the helper program, one line for one answer."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._helper = subprocess.Popen(
            [PYTHON, str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=dict(environment),
            text=True,
        )

    def in_sight(self, pid: int) -> list[Seen]:
        answer = self._ask(do="tree", pid=pid)
        if isinstance(answer, dict):  # something went while it was being read
            return []
        return [_seen(each) for each in answer]

    def focused(self, pid: int) -> Seen | None:
        """What has the focus, a cell of a table too."""
        answer = self._ask(do="focused", pid=pid)
        return None if "gone" in answer else _seen(answer)

    def table(self, pid: int, name: str, rows: int = 5) -> Table:
        answer = self._ask(do="cells", pid=pid, name=name, rows=rows)
        assert "gone" not in answer, answer["gone"]
        return Table(**answer)

    def close(self) -> None:
        self._helper.terminate()
        self._helper.wait(10)

    def _ask(self, **wanted: Any) -> Any:
        assert self._helper.stdin is not None
        assert self._helper.stdout is not None
        self._helper.stdin.write(json.dumps(wanted) + "\n")
        self._helper.stdin.flush()
        return json.loads(self._helper.stdout.readline())


def _seen(answer: Mapping[str, Any]) -> Seen:
    return Seen(**{**answer, "states": tuple(answer["states"]), "place": tuple(answer["place"])})


def why_deaf() -> str:
    """Why nothing can be read here, empty if it can."""
    wanted = 'import gi; gi.require_version("Atspi", "2.0"); from gi.repository import Atspi'
    if not Path(PYTHON).exists():
        return f"no {PYTHON}"
    done = subprocess.run([PYTHON, "-c", wanted], capture_output=True, check=False)
    if done.returncode:
        return "no python3-gi with gir1.2-atspi-2.0"
    return "" if Path("/usr/libexec/at-spi-bus-launcher").exists() else "no at-spi2-core"
