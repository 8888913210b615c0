"""Milliseconds to propose, preview and study the mapping of a large table that no source knows.

    uv run python -m tests.benchmarks.mapping_preview --rows 100000

Prints JSON, medians of the rounds: `preview_ms` is what a change in the mapping view waits for, `propose_ms`
what its opening does. Both read only the head of the file, so the rows matter for `study_ms` alone.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from soleflip_desktop.importers.files.containers import open_tables
from soleflip_desktop.importers.files.survey import survey
from soleflip_desktop.importers.own_tables.mapped_table import named_table
from soleflip_desktop.importers.own_tables.mapping_preview import preview
from soleflip_desktop.importers.own_tables.proposals import likely_header, propose
from soleflip_desktop.importers.own_tables.synonyms import read_synonyms
from soleflip_desktop.importers.registry import mapped_claims
from soleflip_desktop.importers.study import Habits
from soleflip_desktop.paths import shipped

Result = TypeVar("Result")
HABITS = Habits("EUR", "Europe/Berlin")
HEADER = "Artikel;Artikelnummer;Größe;Kaufdatum;EK;Lieferant;Bestell-Nr.;Verkauft am;VK;Plattform;Gebühren"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = write_table(Path(folder) / "bestand.csv", wanted.rows)
        rounds = [_measured(path) for _ in range(wanted.rounds + 1)][1:]
    middle = {name: round(statistics.median(each[name] for each in rounds), 1) for name in rounds[0]}
    sys.stdout.write(json.dumps({"rows": wanted.rows, **middle}) + "\n")


def write_table(path: Path, rows: int) -> Path:
    """A German table of bought and sold pairs."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"Mein Bestand;;;;;;;;;;\n{HEADER}\n")
        for row in range(rows):
            day, other = f"{1 + row % 28:02d}.{1 + row % 12:02d}.2024", f"{1 + row % 27:02d}.11.2024"
            code = f"D{chr(65 + row % 26)}{1000 + row % 3000}-{100 + row % 900}"
            price = f"{1 + row % 3}.{row % 1000:03d},{row % 100:02d} €"
            file.write(f"Dunk Low {row % 3000};{code};{38 + row % 10};{day};{price};BSTN;A-{row};")
            file.write(f"{other};{price};StockX;{row % 20},5\n" if row % 2 else ";;;\n")
    return path


def _measured(path: Path) -> dict[str, float]:
    synonyms = read_synonyms(shipped("resources/header_synonyms.csv").read_text(encoding="utf-8"))
    [table] = open_tables(path, survey(path))
    named, proposing = _timed(lambda: named_table(table, likely_header(table, synonyms)))
    (mapping, _), guessing = _timed(lambda: propose(named.table, synonyms))
    shown, previewing = _timed(lambda: preview(named, mapping, HABITS, 20))
    assert len(shown.rows) == 20
    _, studying = _timed(
        lambda: [
            claim.source.study(claim.table, claim.table.chunks, {}, HABITS)
            for claim in mapped_claims(table, mapping)
        ]
    )
    return {"propose_ms": proposing + guessing, "preview_ms": previewing, "study_ms": studying}


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    started = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
