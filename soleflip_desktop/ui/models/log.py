"""The records of the log as a table that grows at both ends."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject

from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.cells import Cells, Index
from soleflip_desktop.ui.models.columns import ColumnSpec, Tone, one_line
from soleflip_desktop.ui.models.sorting import Keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleflip_desktop.logs import LogRecord

_translate = QCoreApplication.translate

MESSAGE = 2  # its column
MOST_RECORDS = 20_000  # some 10 MB; beyond that the oldest go when new ones come
_TONES = {
    "DEBUG": Tone.FAINT,
    "WARNING": Tone.WARNING,
    "ERROR": Tone.PROBLEM,
    "CRITICAL": Tone.PROBLEM,
}


class LogTable(Cells):
    """The oldest record on top."""

    def __init__(self, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(log_columns(formats), parent)
        self._records: list[LogRecord] = []

    @property
    def records(self) -> "list[LogRecord]":
        return self._records

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._records)

    def row_at(self, number: int) -> Any | None:
        return self._records[number] if 0 <= number < len(self._records) else None

    def sorted_by(self) -> Keys:
        return ()

    def sort_by(self, keys: Keys) -> None:
        """Not at all: the log stands in the order in which it was written."""

    def show_records(self, records: "Sequence[LogRecord]") -> None:
        self.beginResetModel()
        self._records = list(records)
        self.endResetModel()

    def add_older(self, records: "Sequence[LogRecord]") -> None:
        if records:
            self.beginInsertRows(QModelIndex(), 0, len(records) - 1)
            self._records[:0] = records
            self.endInsertRows()

    def add_newer(self, records: "Sequence[LogRecord]") -> None:
        if not records:
            return
        first = len(self._records)
        self.beginInsertRows(QModelIndex(), first, first + len(records) - 1)
        self._records += records
        self.endInsertRows()
        surplus = len(self._records) - MOST_RECORDS
        if surplus > 0:
            self.beginRemoveRows(QModelIndex(), 0, surplus - 1)
            del self._records[:surplus]
            self.endRemoveRows()


def log_columns(formats: Formats) -> "list[ColumnSpec[LogRecord]]":
    levels = level_names()
    return [
        ColumnSpec("at", _translate("Log", "Time"), 150, lambda value, _: _to_the_second(value, formats)),
        ColumnSpec(
            "level",
            _translate("Log", "Level"),
            90,
            lambda value, _: levels.get(value, value),
            tone=lambda record: _TONES.get(record.level, Tone.PLAIN),
        ),
        ColumnSpec("text", _translate("Log", "Message"), 560, one_line),
        ColumnSpec("source", _translate("Log", "Where"), 240, tone=lambda _: Tone.FAINT),
    ]


def level_names() -> dict[str, str]:
    return {
        "DEBUG": _translate("Log", "Detail"),
        "INFO": _translate("Log", "News"),
        "WARNING": _translate("Log", "Warning"),
        "ERROR": _translate("Log", "Error"),
        "CRITICAL": _translate("Log", "Fault"),
    }


def as_text(record: "LogRecord") -> str:
    """The record as the file has it, for passing on."""
    return f"{record.at:%Y-%m-%d %H:%M:%S} {record.level} {record.source} {record.text}"


def _to_the_second(at: datetime, formats: Formats) -> str:
    return f"{formats.day(at.date())} {at:%H:%M:%S}"
