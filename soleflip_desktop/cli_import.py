"""`soleflip import`: files one after the other, and what became of each."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from soleflip_desktop.cli_output import Output, ProgressBar, counted, money, money_json
from soleflip_desktop.db.batches import Batch, Counts, Difference, Finding, Warned
from soleflip_desktop.domain.drafts import RowProblem
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import Cancelled, FileError, UserError
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping
from soleflip_desktop.importers.registry import UnknownFileError, table_name
from soleflip_desktop.services.importing import Importing
from soleflip_desktop.services.opened_files import OpenedFile, in_order, source_title

SHOWN_ROWS = 10  # problems and differences in text; --json has all
GOOD = frozenset({"imported", "known", "valid"})


@dataclass(slots=True)
class FileResult:
    """What became of one file.

    Attributes:
        status: `imported`, `known`, `valid` (it was only to be checked), `problems` (rows cannot be
            imported, so nothing was), `failed` or `cancelled`.
        batch: Its number in the import history, `None` if it never came that far.
        seconds: From opening the file to the end of its commit.
        findings: Its problems.
        warnings: Its warnings by reason.
    """

    file: str
    status: str = "cancelled"
    source: str | None = None
    counts: Counts = field(default_factory=Counts)
    payout: dict[str, Decimal] = field(default_factory=dict)
    seconds: float = 0.0
    batch: int | None = None
    error: UserError | None = None
    differences: list[Difference] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)

    def take(self, batch: Batch) -> None:
        self.batch, self.source, self.counts, self.payout = batch.id, batch.source, batch.counts, batch.payout

    def as_json(self) -> dict[str, object]:
        counts = {name: getattr(self.counts, name) for name in Counts.__slots__}
        return {
            "file": self.file,
            "source": self.source,
            "status": self.status,
            **counts,
            "payout": money_json(self.payout),
            "seconds": round(self.seconds, 3),
            "batch": self.batch,
            "error": str(self.error) if self.error else None,
            "differences": [
                {
                    "row": each.row_number,
                    "key": each.key,
                    "fields": {k: list(v) for k, v in each.fields.items()},
                }
                for each in self.differences
            ],
            "findings": [_finding_json(each) for each in self.findings],
        }


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How files are imported: only checked, read again though known, without bad rows, by a mapping."""

    validate_only: bool = False
    again: bool = False
    skip_problems: bool = False
    mapping: ColumnMapping | None = None


class FileImports:
    """Imports files for somebody who watches a console."""

    def __init__(
        self, importing: Importing, options: ImportOptions, control: Control, bar: ProgressBar
    ) -> None:
        self._importing = importing
        self._options = options
        self._control = control
        self._bar = bar

    def run(self, paths: Sequence[Path]) -> list[FileResult]:
        """Imports what can be imported, purchases first; a failing file does not stop the others.

        Returns:
            One result per table, in the order of `paths`, at least one per path; after a cancel those not
            reached are `cancelled`.
        """
        results = [[FileResult(str(path))] for path in paths]
        try:
            opened: list[tuple[OpenedFile, FileResult]] = []
            for parts in results:
                files = self._open(parts[0])
                parts += (FileResult(parts[0].file) for _ in files[1:])
                opened += zip(files, parts, strict=False)
            by_file = {id(each): result for each, result in opened}
            for each in in_order([each for each, _ in opened]):
                self._import(each, by_file[id(each)])
        except Cancelled:
            pass  # the results say which files it met
        finally:
            self._bar.end()
        return [result for parts in results for result in parts]

    def commit(self, batch: Batch) -> FileResult:
        """Takes a checked batch to its end, as the options say."""
        result = FileResult(batch.file_path)
        started = time.perf_counter()
        self._bar.begin(batch.file_name)
        try:
            self._settle(batch, result)
        finally:
            self._bar.end()
            result.seconds += time.perf_counter() - started
        return result

    def _open(self, result: FileResult) -> tuple[OpenedFile, ...]:
        path = Path(result.file)
        self._bar.begin(path.name)
        started = time.perf_counter()
        try:
            opened = self._importing.open(path, self._control, self._options.mapping)
        except FileError as error:
            if isinstance(error, UnknownFileError):
                self._importing.refuse(path, error)
            result.status, result.error = "failed", error
            return ()
        finally:
            result.seconds += time.perf_counter() - started
        return opened.files

    def _import(self, opened: OpenedFile, result: FileResult) -> None:
        self._bar.begin(table_name(opened.table))
        result.source = opened.source.slug
        started = time.perf_counter()
        try:
            staged = self._importing.stage(opened, self._control, again=self._options.again)
            if staged.already_imported:
                _answer_known(staged.batch, result)
            else:
                self._settle(staged.batch, result)
        except UserError as error:
            result.status, result.error = "failed", error
        finally:
            result.seconds += time.perf_counter() - started

    def _settle(self, batch: Batch, result: FileResult) -> None:
        result.take(batch)
        if batch.counts.warnings:
            result.warnings = self._importing.warnings(batch.id)
        if batch.counts.problems:
            result.findings = self._importing.findings(batch.id, "problem")
        if batch.counts.changed:
            result.differences = self._importing.differences(batch.id)
        held_back = batch.counts.problems > 0 and not self._options.skip_problems
        if held_back or self._options.validate_only:
            self._importing.discard(batch.id)
            result.status = "problems" if held_back else "valid"
            return
        try:
            done = self._importing.commit(batch.id, self._control)
        except Cancelled:
            self._importing.discard(batch.id, status="cancelled")
            raise
        result.take(done)
        result.status = done.status
        if done.error:
            result.error = UserError(done.error)


def exit_status(results: Sequence[FileResult]) -> int:
    """0 only if every file was imported, was known, or is valid where it was only to be checked."""
    return 0 if all(result.status in GOOD for result in results) else 1


def show_results(results: Sequence[FileResult], output: Output) -> None:
    """A paragraph per file: to stderr if it failed, else to stdout."""
    for result in results:
        if result.error is not None:
            output.error(result.error)
        else:
            _show(result, output)


def _answer_known(batch: Batch, result: FileResult) -> None:
    result.take(batch)
    result.counts = Counts(rows=batch.counts.rows, known=batch.counts.rows)
    result.status = "known"


_SAYS = {
    "imported": "imported as number {batch}",
    "known": "known already, nothing was written",
    "valid": "can be imported, nothing was written",
    "problems": "not imported, nothing was written",
    "cancelled": "cancelled, nothing was written",
}


def _show(result: FileResult, output: Output) -> None:
    name = Path(result.file).name
    output.line(f"{name}: {_SAYS[result.status].format(batch=result.batch)}")
    if result.status == "cancelled":
        return
    counts = result.counts
    parts = (
        f"{counts.new:,} new",
        f"{counts.known:,} known",
        f"{counts.changed:,} changed",
        counted(counts.duplicates, "duplicate"),
        counted(counts.problems, "problem"),
    )
    output.line(f"  {counted(counts.rows, 'row')}: {', '.join(parts)}")
    payout = f"payout {money(result.payout)}, " if result.payout else ""
    title = f"{source_title(result.source)}, " if result.source else ""
    output.line(f"  {title}{payout}{result.seconds:.1f} s")
    _show_differences(result.differences, output)
    _show_warnings(name, result.warnings, output)
    _show_problems(name, result, output)


def _show_differences(differences: Sequence[Difference], output: Output) -> None:
    for each in differences[:SHOWN_ROWS]:
        fields = ", ".join(f"{k}: {old or '—'} → {new or '—'}" for k, (old, new) in each.fields.items())
        output.line(f"  changed: row {each.row_number}, {each.key}, {fields}")
    _show_rest(len(differences), output)


def _show_warnings(name: str, warnings: Sequence[Warned], output: Output) -> None:
    for each in warnings:
        words = each.code.replace("_", " ")
        output.line(f"  {counted(each.count, 'warning')}, {words}, the first: {sentence(each.first, name)}")


def _show_problems(name: str, result: FileResult, output: Output) -> None:
    problems = result.findings
    for each in problems[:SHOWN_ROWS]:
        output.warn(f"  {sentence(each, name)}")
    _show_rest(len(problems), output)
    if result.status == "problems":
        output.warn("  Correct these rows and import the file again, or leave them out with --skip-problems")


def _show_rest(count: int, output: Output) -> None:
    if count > SHOWN_ROWS:
        output.line(f"  and {count - SHOWN_ROWS:,} more; --json lists all")


def sentence(finding: Finding, file_name: str) -> str:
    """The finding with file, row, line, column, value and remedy."""
    line = finding.physical_line or 0
    if finding.code != "row":  # the check writes whole sentences
        told = (f"{file_name}, row {finding.row_number} (line {line}): {finding.message}", finding.next_step)
        return ". ".join(part for part in told if part)
    column, value = finding.column or "", finding.value or ""
    problem = RowProblem(finding.row_number, line, column, value, finding.message, finding.next_step or "")
    return problem.text(file_name).rstrip(" .")


def _finding_json(finding: Finding) -> dict[str, object]:
    return {name: getattr(finding, name) for name in Finding.__slots__}
