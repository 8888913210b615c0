"""Rows in the text form of COPY, made column by column."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Generic, TypeVar

NULL = "\\N"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Between cells and between rows until all is escaped: no text holds NUL, and no UTF-8 the byte FF.
_CELL, _ROW = b"\0", b"\xff"

KeyT = TypeVar("KeyT")


class CopyText:
    """Turns columns of values into lines for `COPY … FROM STDIN`.

    Amounts, days and times of day repeat, so each is written once and then looked up: three times as fast
    as `csv.writer` or the driver's own row writer, which were a third of an import (docs/performance.md).
    """

    def __init__(self) -> None:
        self._memos: dict[type, _Memo[Any]] = {Decimal: _Memo(str), date: _Memo(str)}
        self._days = _Memo[int](lambda day: f"{_EPOCH.date() + timedelta(day)} ")
        self._times = _Memo[int](lambda second: f"{second // 3600}:{second // 60 % 60}:{second % 60}+00")

    def lines(self, columns: Sequence[Sequence[Any]]) -> bytes:
        """One line per row; the columns are of one length, above nought."""
        rows = map("\t".join, zip(*map(self._texts, columns), strict=True))
        # Row by row: one Japanese city would make the text of all rows twice as wide.
        return b"\n".join(map(str.encode, rows)) + b"\n"

    def lines_of_rows(self, rows: Iterable[tuple[Any, ...]]) -> bytes:
        columns = list(zip(*rows, strict=True))
        return self.lines(columns) if columns else b""

    def _texts(self, values: Sequence[Any]) -> Sequence[str]:
        if (value := values[0]) is values[-1] and values.count(value) == len(values):
            return [self._texts_of(values[:1])[0]] * len(values)
        return self._texts_of(values)

    def _texts_of(self, values: Sequence[Any]) -> Sequence[str]:
        kinds = set(map(type, values))
        has_null = type(None) in kinds
        kinds.discard(type(None))
        if not kinds:
            return [NULL] * len(values)
        if kinds == {str}:
            return self._strings(values, has_null)
        if kinds == {datetime} and not has_null:
            return self._instants(values)
        write: Callable[[Any], str] = str
        if len(kinds) == 1 and (memo := self._memos.get(kinds.pop())) is not None:
            write = memo.bounded().__getitem__
        if has_null:
            return [NULL if value is None else write(value) for value in values]
        return list(map(write, values))

    def _strings(self, values: Sequence[Any], has_null: bool) -> Sequence[str]:
        if has_null:
            return [NULL if value is None else _escaped(value) for value in values]
        return list(map(_escaped, values)) if _needs_escape("\0".join(values)) else values

    def _instants(self, instants: Sequence[datetime]) -> list[str]:
        """Instants in UTC; `str` needs four times as long for one with a time zone."""
        since = [instant - _EPOCH for instant in instants]
        if any(each.microseconds for each in since):
            return list(map(str, instants))
        days, times = self._days, self._times
        return [days[each.days] + times[each.seconds] for each in since]


class _Memo(dict[KeyT, str], Generic[KeyT]):
    """Remembers how a value is written."""

    def __init__(self, write: Callable[[KeyT], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, value: KeyT) -> str:
        text = self[value] = self._write(value)
        return text

    def bounded(self) -> "_Memo[KeyT]":
        """Itself, emptied when it has grown beyond 100,000 values."""
        if len(self) > 100_000:
            self.clear()
        return self


def record_lines(head: str, numbers: Iterable[tuple[int, int]], raws: Sequence[str]) -> bytes:
    """Lines of `head`, two numbers and a long text, escaped all at once.

    Args:
        head: The first cell of every line.
        numbers: The second and third cell of each.
        raws: The last cell of each, not empty.
    """
    rows = [
        f"{head}\0{first}\0{second}\0{raw}".encode()
        for (first, second), raw in zip(numbers, raws, strict=True)
    ]
    if not rows:
        return b""
    text = _ROW.join(rows)
    for sign, written in ((b"\\", rb"\\"), (b"\n", rb"\n"), (b"\t", rb"\t"), (b"\r", rb"\r")):
        text = text.replace(sign, written)
    return text.replace(_ROW, b"\n").replace(_CELL, b"\t") + b"\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def _needs_escape(text: str) -> bool:
    return "\\" in text or "\n" in text or "\t" in text or "\r" in text
