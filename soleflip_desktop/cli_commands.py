"""The commands on an open database, except `import`: each takes the options, returns the exit status."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from soleflip_desktop.bootstrap import App, database_words
from soleflip_desktop.cli_import import FileImports, FileResult, ImportOptions, exit_status, show_results
from soleflip_desktop.cli_output import Output, ProgressBar, counted, money, money_json
from soleflip_desktop.db.batches import Batch, Counts
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError
from soleflip_desktop.services.figures import MonthFigures
from soleflip_desktop.services.health import Check
from soleflip_desktop.services.history import ChangeSet, LaterChanges, OnLaterChanges, Reverted


@dataclass(frozen=True, slots=True)
class Run:
    """What a command works with."""

    app: App
    options: Namespace
    control: Control
    output: Output
    bar: ProgressBar


def import_files(run: Run) -> int:
    profile = run.app.mappings.read_file(run.options.mapping) if run.options.mapping else None
    options = ImportOptions(
        run.options.validate_only,
        run.options.again,
        run.options.skip_problems,
        profile.mapping if profile else None,
    )
    imports = FileImports(run.app.importing, options, run.control, run.bar)
    return _answer(imports.run(run.options.files), run)


def continue_import(run: Run) -> int:
    """Commits a batch that a crash left waiting."""
    batch = run.app.importing.resume(run.options.batch, run.control)
    options = ImportOptions(skip_problems=run.options.skip_problems)
    return _answer([FileImports(run.app.importing, options, run.control, run.bar).commit(batch)], run)


def discard(run: Run) -> int:
    run.app.importing.discard(run.options.batch)
    run.output.line(f"Discarded import {run.options.batch}")
    return 0


def imports(run: Run) -> int:
    batches = run.app.importing.history()
    if run.options.json:
        run.output.json([batch_json(batch) for batch in batches])
    elif batches:
        show_batches(batches, run.output)
    else:
        run.output.line("Nothing was imported yet; soleflip import FILE does")
    return 0


def profiles(run: Run) -> int:
    """Lists how tables of no known kind are read, or passes one on."""
    mappings = run.app.mappings
    if run.options.export:
        number, path = run.options.export
        if not number.isdecimal():
            raise UserError(f"{number} is not the number of a profile", "`soleflip profiles` lists them")
        mappings.export(int(number), Path(path))
        run.output.line(f"Wrote profile {number} to {path}")
        return 0
    found = mappings.profiles()
    if run.options.json:
        run.output.json([{"id": each.id, "name": each.name, "rows": each.rows} for each in found])
    elif found:
        for each in found:
            run.output.line(f"{each.id:>4}  {each.name}  ({each.rows or 'saved by a later version'})")
    else:
        run.output.line("There are no column profiles yet")
    return 0


def revert(run: Run) -> int:
    batch = run.app.importing.get(run.options.batch)
    with _later_named():
        reverted = run.app.history.revert_import(
            batch.id, on_later=_on_later(run.options), control=run.control
        )
    _tell(f"Reverted import {batch.id} ({batch.file_name})", reverted, run.output)
    return 0


def undo(run: Run) -> int:
    label = _label(run.app.history.undoable())
    with _later_named():
        reverted = run.app.history.undo(on_later=_on_later(run.options), control=run.control)
    _tell(f"Undone: {label}", reverted, run.output)
    return 0


def redo(run: Run) -> int:
    label = _label(run.app.history.redoable())
    with _later_named():
        reverted = run.app.history.redo(on_later=_on_later(run.options), control=run.control)
    _tell(f"Redone: {label}", reverted, run.output)
    return 0


def status(run: Run) -> int:
    found = status_json(run.app)
    if run.options.json:
        run.output.json(found)
    else:
        show_status(run.app, run.output)
    return 0


def export(run: Run) -> int:
    rows = run.app.exporting.write(run.options.what, run.options.file, run.control)
    run.output.line(f"Wrote {counted(rows, 'row')} to {run.options.file}")
    return 0


def doctor(run: Run) -> int:
    return show_checks(run.app.health.report(), run.output, as_json=run.options.json)


COMMANDS: Final[dict[str, Callable[[Run], int]]] = {
    "import": import_files,
    "imports": imports,
    "profiles": profiles,
    "continue": continue_import,
    "discard": discard,
    "revert": revert,
    "undo": undo,
    "redo": redo,
    "status": status,
    "export": export,
    "doctor": doctor,
}


def show_checks(checks: list[Check], output: Output, *, as_json: bool) -> int:
    """Prints each check; returns 0 if all are as they should be."""
    if as_json:
        output.json([asdict(each) for each in checks])
    else:
        output.table(
            ("", "Check", "Found"),
            [
                (
                    "ok" if each.ok else "FAILED",
                    each.name,
                    ". ".join(filter(None, (each.detail, each.remedy))),
                )
                for each in checks
            ],
        )
    return 0 if all(each.ok for each in checks) else 1


def batch_json(batch: Batch) -> dict[str, object]:
    return {
        "batch": batch.id,
        "file": batch.file_name,
        "source": batch.source,
        "status": _state(batch),
        **{name: getattr(batch.counts, name) for name in Counts.__slots__},
        "payout": money_json(batch.payout),
        "seconds": round(batch.seconds, 3),
        "started_at": batch.started_at.isoformat(timespec="seconds"),
        "error": batch.error,
    }


def show_batches(batches: list[Batch], output: Output) -> None:
    rows = [
        (
            str(each.id),
            f"{each.started_at.astimezone():%Y-%m-%d %H:%M}",
            each.file_name,
            each.source or "",
            _state(each),
            f"{each.counts.rows:,}",
            f"{each.counts.new:,}",
            f"{each.counts.changed:,}",
            f"{each.counts.problems:,}",
            money(each.payout) if each.payout else "",
        )
        for each in batches
    ]
    header = ("No.", "Started", "File", "Source", "Status", "Rows", "New", "Changed", "Problems", "Payout")
    output.table(header, rows, right=(0, 5, 6, 7, 8, 9))


def status_json(app: App) -> dict[str, object]:
    """What `soleflip status --json` prints; `inventory` counts sold pairs as well."""
    totals, inventory = app.sales.totals(), app.inventory.totals()
    return {
        "data_folder": str(app.folder.root),
        "database": database_words(app.settings),
        "sales": totals.count,
        "payout": money_json(totals.payout),
        "profit": money_json(totals.profit),
        "cost_known": totals.cost_known,
        "inventory": inventory.count,
        "inventory_cost": money_json(inventory.landed_cost),
        "waiting": [batch_json(batch) for batch in app.importing.waiting()],
        "undo": _label(app.history.undoable()),
        "redo": _label(app.history.redoable()),
    }


def show_status(app: App, output: Output) -> None:
    totals, inventory = app.sales.totals(), app.inventory.totals()
    coverage = f"cost known for {totals.cost_known:,} of {counted(totals.count, 'sale')}"
    waiting = ", ".join(f"{batch.id} ({batch.file_name})" for batch in app.importing.waiting())
    lines = (
        ("Data folder", str(app.folder.root)),
        ("Database", database_words(app.settings)),
        ("Sales", f"{totals.count:,}"),
        ("Payout", money(totals.payout)),
        ("Profit", f"{money(totals.profit) if totals.profit else 'unknown'} ({coverage})"),
        ("Inventory", f"{counted(inventory.count, 'pair')}, sold ones included"),
        ("Waiting", waiting or "no import"),
        ("Undo", _label(app.history.undoable()) or "nothing"),
        ("Redo", _label(app.history.redoable()) or "nothing"),
    )
    for name, found in lines:
        output.line(f"{name:<12}{found}")


def show_months(months: list[MonthFigures], output: Output) -> None:
    """Payout and profit per month; a profit that rests on no cost at all is unknown."""
    rows = [
        (
            f"{each.month:%Y-%m}",
            f"{each.sales:,}",
            f"{each.payout:,.2f}",
            "—" if each.profit is None else f"{each.profit:,.2f}",
            f"{each.cost_known:,} of {each.sales:,}",
        )
        for each in months
    ]
    currency = months[0].currency if months else ""
    header = ("Month", "Sales", f"Payout {currency}", f"Profit {currency}", "Cost known")
    output.table(header, rows, right=(1, 2, 3, 4))


def _answer(results: list[FileResult], run: Run) -> int:
    if run.options.json:
        run.output.json([result.as_json() for result in results])
    else:
        show_results(results, run.output)
    return exit_status(results)


def _state(batch: Batch) -> str:
    return "reverted" if batch.reverted else batch.status


def _label(change_set: ChangeSet | None) -> str | None:
    return None if change_set is None else change_set.label


def _on_later(options: Namespace) -> OnLaterChanges:
    if options.keep_later:
        return OnLaterChanges.KEEP
    return OnLaterChanges.INCLUDE if options.include_later else OnLaterChanges.REFUSE


@contextmanager
def _later_named() -> Iterator[None]:
    """Where later changes stand in the way, names the options by which a console decides."""
    try:
        yield
    except LaterChanges as error:
        labels = ", ".join(dict.fromkeys(f"“{each.label}”" for each in error.changes))
        raise UserError(
            f"{error.what}. What was done later: {labels}",
            "Undo the rest with --keep-later, or those changes too with --include-later",
        ) from error


def _tell(done: str, reverted: Reverted, output: Output) -> None:
    rows = ", ".join(f"{table} {count:,}" for table, count in sorted(reverted.rows.items()))
    output.line(f"{done} ({rows})" if rows else done)
    if reverted.left:
        output.line(f"  {counted(len(reverted.left), 'row')} left as they are: something later rests on them")
