"""Reading a StockX report as an Excel workbook, against the fastest Python reader alone, in turn.

    uv run python -m tests.benchmarks.excel_speed --rows 100000 --json

Ours opens the workbook, finds its tables and streams every cell as text; theirs makes lists of one sheet.
Each reading runs in a process of its own, so that its peak memory can be told (on Linux).
"""

import argparse
import csv
import json
import multiprocessing
import re
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from python_calamine import CalamineWorkbook

from soleflip_desktop.importers.files.containers import open_tables
from soleflip_desktop.importers.files.survey import survey
from tests.benchmarks.stockx_files import write_report
from tests.memory import peak_megabytes
from tests.postgres import open_folder
from tests.unit.container_files import sheet, workbook

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]+)?")
Reading = tuple[float, float, int]  # seconds, peak MB, cells


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    result = measure(wanted.rows, wanted.rounds)
    words = "".join(f"{name:>22}  {value}\n" for name, value in result.items())
    sys.stdout.write(json.dumps(result) + "\n" if wanted.json else words)


def measure(rows: int, rounds: int) -> dict[str, object]:
    """Medians over `rounds`, after a first round that does not count."""
    with open_folder() as folder:
        path = folder / "report.xlsx"
        write_workbook(path, rows)
        size = path.stat().st_size
        pairs = [(alone(theirs, path), alone(ours, path)) for _ in range(rounds + 1)][1:]
    calamine, own = zip(*pairs, strict=True)
    return {
        "rows": rows,
        "cells": own[0][2],
        "megabytes": round(size / 1e6, 1),
        "rounds": rounds,
        "calamine_seconds": round(statistics.median(each[0] for each in calamine), 3),
        "seconds": round(statistics.median(each[0] for each in own), 3),
        "ratio": round(statistics.median(mine[0] / their[0] for their, mine in pairs), 2),
        "calamine_memory_mb": round(max(each[1] for each in calamine), 1),
        "memory_mb": round(max(each[1] for each in own), 1),
    }


def write_workbook(path: Path, rows: int) -> None:
    """A report as Excel saves it: texts shared, numbers as numbers, empty cells left out."""
    report = path.with_suffix(".csv")
    write_report(report, rows)
    shared: dict[str, int] = {}
    lines: list[str] = []
    with report.open(encoding="utf-8", newline="") as file:
        for number, record in enumerate(csv.reader(file), 1):
            cells = "".join(_cell(at, number, text, shared) for at, text in enumerate(record) if text)
            lines.append(f'<row r="{number}" spans="1:{len(record)}">{cells}</row>')
    texts = "".join(f'<si><t xml:space="preserve">{_escaped(text)}</t></si>' for text in shared)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in workbook({"Sales": sheet("".join(lines))}, shared=texts).items():
            archive.writestr(name, content)


def _cell(at: int, row: int, text: str, shared: dict[str, int]) -> str:
    column = chr(64 + at // 26) * (at >= 26) + chr(65 + at % 26)
    if row > 1 and _NUMBER.fullmatch(text):
        return f'<c r="{column}{row}"><v>{text}</v></c>'
    return f'<c r="{column}{row}" t="s"><v>{shared.setdefault(text, len(shared))}</v></c>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def alone(reading: Callable[[Path], int], path: Path) -> Reading:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (reading, path))


def _measured(reading: Callable[[Path], int], path: Path) -> Reading:
    started = time.perf_counter()
    cells = reading(path)
    seconds = time.perf_counter() - started
    return seconds, peak_megabytes(), cells


def theirs(path: Path) -> int:
    return sum(map(len, CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows()))


def ours(path: Path) -> int:
    [table] = open_tables(path, survey(path))
    return sum(len(record) for chunk in table.chunks() for record in chunk.cells)


if __name__ == "__main__":
    main()
