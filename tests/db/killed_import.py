"""A program that imports a file and is killed when it reaches a point; run as a process by the tests.

python -m tests.db.killed_import DATABASE_URL FILE POINT
"""

import os
import signal
import sys
from pathlib import Path

from soleflip_desktop.db.engine import connect_engine
from soleflip_desktop.domain.progress import Control
from tests.db.imports import imports_on


class Killing(Control):
    """Kills its own process, as a power cut would, when the work reaches `point`."""

    def __init__(self, point: str) -> None:
        super().__init__()
        self._point = point

    def reach(self, point: str) -> None:
        if point == self._point:
            os.kill(os.getpid(), signal.SIGKILL)
        super().reach(point)


if __name__ == "__main__":
    url, file, point = sys.argv[1:]
    imports = imports_on(connect_engine(url))
    control = Killing(point)
    imports.importing.commit(imports.stage(Path(file), control=control).id, control)
