"""Rows in the text form of COPY, made column by column."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

NULL = "\\N"
SECONDS_A_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()

KeyT = TypeVar("KeyT")


class CopyText:
    """Turns columns of values into lines for `COPY … FROM STDIN`.

    Amounts, days and times of day repeat, so each is written once and then looked up: three times as fast
    as `csv.writer` or the driver's own row writer, which were a third of an import (docs/performance.md).
    """

    def __init__(self) -> None:
        self._memos: dict[type, _Memo[Any]] = {Decimal: _Memo(str), date: _Memo(str)}
        self._days = _Memo[int](lambda day: f"{date.fromordinal(_EPOCH + day)} ")
        self._times = _Memo[int](lambda second: f"{second // 3600}:{second // 60 % 60}:{second % 60}+00")

    def lines(self, columns: Sequence[Sequence[Any]]) -> str:
        """One line per row; the columns are of one length, above nought."""
        texts = map(self._texts, columns)
        return "\n".join(map("\t".join, zip(*texts, strict=True))) + "\n"

    def lines_of_rows(self, rows: Iterable[tuple[Any, ...]]) -> str:
        columns = list(zip(*rows, strict=True))
        return self.lines(columns) if columns else ""

    def _texts(self, values: Sequence[Any]) -> Sequence[str]:
        kinds = set(map(type, values))
        has_null = type(None) in kinds
        kinds.discard(type(None))
        if not kinds:
            return [NULL] * len(values)
        if kinds == {str}:
            return self._strings(values, has_null)
        write: Callable[[Any], str] = str
        if kinds == {datetime}:
            write = self._instant
        elif len(kinds) == 1 and (memo := self._memos.get(kinds.pop())) is not None:
            write = memo.bounded().__getitem__
        if has_null:
            return [NULL if value is None else write(value) for value in values]
        return list(map(write, values))

    def _strings(self, values: Sequence[Any], has_null: bool) -> Sequence[str]:
        if has_null:
            return [NULL if value is None else escaped(value) for value in values]
        return list(map(escaped, values)) if _needs_escape("\0".join(values)) else values

    def _instant(self, instant: datetime) -> str:
        """The instant in UTC; `str` needs four times as long for one with a time zone."""
        second = instant.timestamp()
        if second % 1:
            return str(instant.astimezone(UTC))
        day, time = divmod(int(second), SECONDS_A_DAY)
        return self._days[day] + self._times[time]


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


def escaped(text: str) -> str:
    """`text` as a cell of COPY's text form."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def _needs_escape(text: str) -> bool:
    return "\\" in text or "\n" in text or "\t" in text or "\r" in text
