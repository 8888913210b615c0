"""The kinds of columns that a Notion database has and no other file."""

import json
import re
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Final

from soleflip_desktop.domain.sizes import Size, parse_size
from soleflip_desktop.importers.column import Bad, Cells, Column, Converter, Memo, Values
from soleflip_desktop.importers.columns import SizeOf
from soleflip_desktop.importers.files.spreadsheets import unforced
from soleflip_desktop.importers.local_columns import LocalAmount, LocalDay, LocalInstant

ARROW: Final = "→"
_LINK = re.compile(r" \((?:https?://[^()\s]*|[^()\s]*\.(?:md|csv))\)(?=,|$)")
_ID = re.compile(r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}")
_BARE = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2}| [0-9]/[0-9])?")


class StartDay(LocalDay):
    """The day on which a date begins, which may be a range: `April 23, 2024 → May 22, 2024`."""

    def parse(self, text: str) -> object:
        return super().parse(_start(text))

    def weigh(self, cells: Collection[str], currency: str) -> tuple[str, ...]:
        return super().weigh({_start(cell) for cell in cells}, currency)


class StartInstant(LocalInstant):
    """When a date begins, which may be a range."""

    def parse(self, text: str) -> object:
        return super().parse(_start(text))

    def weigh(self, cells: Collection[str], currency: str) -> tuple[str, ...]:
        return super().weigh({_start(cell) for cell in cells}, currency)


class Related(Column):
    """Text, or what related pages are called: without their links, and nothing if only ids are given."""

    def parse(self, text: str) -> str | None:
        names = _listed(text) if text.startswith("[") else _LINK.sub("", text).split(", ")
        return ", ".join(name for name in names if name and not _ID.fullmatch(name)) or None


class SizeOfType(SizeOf):
    """A size whose unit stands in a column beside it; a unit of its own counts before that.

    Args:
        header: Of the size.
        unit: Header of the unit: US, EU, US W.
    """

    sparse = True

    def __init__(self, header: str, *, unit: str) -> None:
        super().__init__(header)
        self._unit = unit

    def headers(self) -> tuple[str, ...]:
        return (self.header, self._unit)

    def converter(self) -> Converter:
        memo: Memo[tuple[str, ...], tuple[object, object, object]] = Memo(
            lambda row: self._parts(_with_unit(row[0].strip(), row[1].strip()))
        )

        def convert(cells: Cells, count: int) -> list[Values]:
            parts = memo.read_all(list(zip(cells[self.header], cells[self._unit], strict=True)))
            return [[part[at] for part in parts] for at in range(3)]

        return convert

    def parse(self, text: str) -> Size:
        return parse_size(text)


class AmountBeside(LocalAmount):
    """An amount that counts only where the cells beside it say so.

    Args:
        header: As of every column.
        beside: Headers of these cells.
        counts: Tells by the amount and the cells beside it whether it does.
        least: As of `LocalAmount`.
    """

    sparse = True

    def __init__(
        self,
        header: str,
        *,
        beside: tuple[str, ...],
        counts: Callable[..., bool],
        least: Decimal | None = None,
    ) -> None:
        super().__init__(header, least=least)
        self._beside, self._counts = beside, counts

    def headers(self) -> tuple[str, ...]:
        return (self.header, *self._beside)

    def converter(self) -> Converter:
        memo: Memo[tuple[str, ...], object] = Memo(lambda row: self._read_row(*row))

        def convert(cells: Cells, count: int) -> list[Values]:
            return [memo.read_all(list(zip(*(cells[header] for header in self.headers()), strict=True)))]

        return convert

    def _read_row(self, cell: str, *beside: str) -> object:
        amount = self.read(cell)
        if amount is None or isinstance(amount, Bad):
            return amount
        return amount if self._counts(amount, *(unforced(cell.strip()) for cell in beside)) else None


def _start(text: str) -> str:
    return text.partition(ARROW)[0].strip()


def _listed(text: str) -> list[str]:
    try:
        names = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return [text]
    return [str(name) for name in names] if isinstance(names, list) else [text]


def _with_unit(size: str, unit: str) -> str:
    """The size with its unit, if it has none of its own and the column beside it names one."""
    if not unit or not _BARE.fullmatch(size):
        return size
    with_unit = f"{size} {unit}"
    return with_unit if parse_size(with_unit).system != "OTHER" else size
