"""How much memory this process has needed at most."""

import re
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak_megabytes() -> float:
    """Of this program alone; `ru_maxrss` would count what the process was forked from. On Linux only."""
    found = re.search(r"VmHWM:\s+([0-9]+) kB", STATUS.read_text(encoding="utf-8"))
    assert found is not None
    return int(found[1]) / 1024
