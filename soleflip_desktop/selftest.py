"""`soleflip --selftest`: whether this installation, frozen or not, has everything it needs."""

import importlib
import logging
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from soleflip_desktop.bootstrap import App, open_app
from soleflip_desktop.cli_output import Output, counted
from soleflip_desktop.db.binaries import find_binaries
from soleflip_desktop.db.server_facts import driver_facts
from soleflip_desktop.demo import import_samples, throw_away_settings
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError
from soleflip_desktop.paths import shipped
from soleflip_desktop.services.licences import shipped_parts
from soleflip_desktop.throwaway import throw_away_folder

LEAST_PARTS = 20  # what the program is made of, at the least
_XLSX_CELLS = ("Jordan 1 Größe 46 ⅔", Decimal("53891.97"), 600)


class CheckFailedError(Exception):
    """A check found something wrong."""


def run_selftest(output: Output) -> int:
    """Runs and prints every check; returns 0 if all passed, else 1."""
    with throw_away_folder() as folder:
        checks = _Checks(output)
        checks.run("Server programs", lambda: str(find_binaries()))
        try:
            with open_app(throw_away_settings(folder), "command line") as app:
                checks.run("Server", lambda: _health(app, "Server"))
                checks.run("Migrations", lambda: _health(app, "Migrations"))
                checks.run("Driver", driver_facts)
                checks.run("Import", lambda: _import(app, folder.root, output))
                checks.run("Export", lambda: _export(app, folder.root / "sales.xlsx"))
        except UserError as error:
            checks.failed("Database", error)
        checks.run("XLSX", lambda: _xlsx_round_trip(folder.root / "cells.xlsx"))
        checks.run("Chart", lambda: _draw_chart(folder.root / "chart.png"))
        checks.run("Window", lambda: _window().check_looks(folder.root))
        checks.run("Licences", _licences)
    return checks.exit_status


class _Checks:
    def __init__(self, output: Output) -> None:
        self._output = output
        self.exit_status = 0

    def run(self, name: str, check: Callable[[], str]) -> None:
        """Prints what `check` found; any exception of it is a failed check, not the end of the others."""
        try:
            self._output.line(f"ok      {name}: {check()}")
        except Exception as error:
            self.failed(name, error)

    def failed(self, name: str, error: Exception) -> None:
        self.exit_status = 1
        kind = "" if isinstance(error, UserError | CheckFailedError) else f"{type(error).__name__}: "
        self._output.line(f"FAILED  {name}: {kind}{error}")
        logging.getLogger(__name__).debug("self-test", exc_info=error)


def _health(app: App, name: str) -> str:
    check = next(each for each in app.health.report() if each.name == name)
    if not check.ok:
        raise CheckFailedError(check.detail)
    return check.detail


def _import(app: App, folder: Path, output: Output) -> str:
    results = import_samples(app, folder, Control(), output)
    for each in results:
        if each.status != "imported":
            raise CheckFailedError(f"{Path(each.file).name} is {each.status}: {each.error or each.counts}")
    return ", ".join(f"{Path(each.file).name} {counted(each.counts.new, 'row')}" for each in results)


def _export(app: App, path: Path) -> str:
    return counted(app.exporting.write("sales", path, Control()), "row")


def _xlsx_round_trip(path: Path) -> str:
    from openpyxl import Workbook, load_workbook

    book = Workbook()
    assert book.active is not None
    book.active.append(_XLSX_CELLS)
    book.save(path)
    read = load_workbook(path)
    assert read.active is not None
    cells = tuple(cell.value for cell in next(read.active.iter_rows()))
    read.close()
    if [str(cell) for cell in cells] != [str(cell) for cell in _XLSX_CELLS]:
        raise CheckFailedError(f"wrote {_XLSX_CELLS}, read {cells}")
    return counted(len(cells), "cell")


def _draw_chart(path: Path) -> str:
    _window().draw_chart(path)
    if not path.is_file() or path.stat().st_size == 0:
        raise CheckFailedError("nothing was drawn")
    return f"{path.stat().st_size:,} bytes of PNG"


def _window() -> Any:
    # Named, not imported: the window is no part of the command line, and its checks may fail by themselves.
    return importlib.import_module("soleflip_desktop.ui.selftest")


def _licences() -> str:
    parts = shipped_parts(shipped("resources/licences"))
    bare = [part.name for part in parts if not (part.licence and part.text)]
    if bare or len(parts) < LEAST_PARTS:
        raise CheckFailedError(
            f"only {counted(len(parts), 'part')}, without text: {', '.join(bare) or 'none'}"
        )
    return counted(len(parts), "part")
