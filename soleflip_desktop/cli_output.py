"""What the command line writes, and where: results to stdout, what went wrong to stderr."""

import json
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn, TextIO

from soleflip_desktop.domain.progress import Progress, Step
from soleflip_desktop.errors import UserError

if TYPE_CHECKING:  # 60 ms, and only an import on a terminal shows it
    from tqdm import tqdm

_WORKING = {
    Step.IDENTIFY: "looking at",
    Step.READ: "reading",
    Step.CHECK: "checking",
    Step.COMMIT: "writing",
}


class Output:
    """The two streams of a run; a program without a console has none, and writes nothing.

    Args:
        tell: Takes errors as well, for a program without a console.
    """

    def __init__(
        self,
        out: TextIO | None = None,
        err: TextIO | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self._tell = tell
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        for stream in (self._out, self._err):
            if hasattr(stream, "reconfigure"):  # a console of Windows lacks letters
                stream.reconfigure(errors="replace")

    def line(self, text: str = "") -> None:
        _write(self._out, f"{text}\n")

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
        """Columns as wide as their widest cell, those in `right` flush right."""
        widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
        for row in (header, *rows):
            cells = (
                cell.rjust(width) if index in right else cell.ljust(width)
                for index, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            self.line("  ".join(cells).rstrip())

    def json(self, value: object) -> None:
        utf_8 = (getattr(self._out, "encoding", "") or "").lower().replace("-", "") == "utf8"
        self.line(json.dumps(value, indent=2, ensure_ascii=not utf_8))

    def error(self, error: UserError | str) -> None:
        """What happened and, on a line of its own, what to do next."""
        if isinstance(error, str):
            self.warn(f"soleflip: {error}")
            self._show(f"{error[0].upper()}{error[1:]}")
            return
        self.warn(f"soleflip: {error.what}")
        if error.next_step:
            self.warn(f"  {error.next_step}")
        self._show(str(error))

    def _show(self, text: str) -> None:
        if self._tell is not None:
            self._tell(text)

    def warn(self, text: str) -> None:
        _write(self._err, f"{text}\n")

    def progress(self, *, shown: bool) -> "ProgressBar":
        """A bar on stderr, if that is a terminal and `shown` is true."""
        on_terminal = self._err is not None and self._err.isatty()
        return ProgressBar(self._err if shown and on_terminal else None)


class ProgressBar:
    """One bar for all files, begun anew at each step of each.

    Args:
        stream: The terminal, `None` for no bar.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._bar: tqdm[NoReturn] | None = None
        self._step: Step | None = None
        self._file = ""

    def begin(self, file_name: str) -> None:
        """From now on the progress of `file_name` is shown."""
        self._file, self._step = file_name, None

    def watch(self, progress: Progress) -> None:
        """Shows `progress`; handed to a `Control`."""
        if self._stream is None:
            return
        if progress.step is not self._step:
            self._restart(progress)
        assert self._bar is not None
        self._bar.n = progress.bytes_done if progress.bytes_total else progress.rows
        self._bar.refresh()

    def end(self) -> None:
        """Takes the bar off the terminal."""
        if self._bar is not None:
            self._bar.close()
            self._bar, self._step = None, None

    def _restart(self, progress: Progress) -> None:
        from tqdm import tqdm

        self.end()
        self._step = progress.step
        by_bytes = bool(progress.bytes_total)
        self._bar = tqdm(
            desc=f"{self._file}: {_WORKING[progress.step]}",
            total=progress.bytes_total or progress.rows_total,
            unit="B" if by_bytes else " rows",
            unit_scale=True,
            file=self._stream,
            leave=False,
            dynamic_ncols=True,
        )


def money(amounts: dict[str, Decimal]) -> str:
    """Amounts by currency as `53,891.97 EUR, 10.00 USD`; `none` if there are none."""
    return ", ".join(f"{amount:,.2f} {currency}" for currency, amount in sorted(amounts.items())) or "none"


def money_json(amounts: dict[str, Decimal]) -> dict[str, str]:
    """Amounts as text: a JSON number would be read as a float."""
    return {currency: f"{amount:.2f}" for currency, amount in sorted(amounts.items())}


def counted(count: int, noun: str) -> str:
    """`1 row`, `1,200 rows`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:
        stream.write(text)
        stream.flush()
