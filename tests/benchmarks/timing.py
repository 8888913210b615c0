"""How long something takes, as the median and the slow end of many runs."""

import math
import time
from collections.abc import Callable, Iterable
from statistics import median
from typing import TypeAlias

Milliseconds: TypeAlias = dict[str, float]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def repeated(work: Callable[[], object], runs: int) -> Milliseconds:
    """Of `runs` runs after one that does not count."""
    work()
    return summed_up(timed(work) for _ in range(runs))


def summed_up(milliseconds: Iterable[float]) -> Milliseconds:
    """Median and 99th percentile; of fewer than a hundred runs that is the slowest."""
    each = sorted(milliseconds)
    return {"median": round(median(each), 1), "p99": round(each[math.ceil(0.99 * len(each)) - 1], 1)}
