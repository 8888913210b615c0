"""The history of a row, and the rows of files it came from, in words."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.batch_columns import rows_words, source_words
from soleflip_desktop.ui.models.field_words import field_words, table_words, value_words
from soleflip_desktop.ui.models.label_words import label_words
from soleflip_desktop.ui.models.panel_text import Entry, SourceText

if TYPE_CHECKING:
    from soleflip_desktop.services.details import HistoryEntry, RowChange, SourceRow

_OUTSIDE = "outside"
_translate = QCoreApplication.translate


def entry_words(entry: "HistoryEntry", formats: Formats) -> Entry:
    when = formats.moment(entry.at)
    if entry.actor != _OUTSIDE:
        when = f"{when} · {actor_words(entry.actor)}"
    if entry.reverted:
        undone = _translate("Details", "undone since")
        when = f"{when} · {undone}"
    several = len({row.table for row in entry.rows}) > 1
    changes = [line for row in entry.rows for line in _row_words(row, formats, several=several)]
    undo = _undo_words(entry, formats)
    return Entry(entry.change_set_id, title_words(entry), when, tuple(changes), undo)


def title_words(entry: "HistoryEntry") -> str:
    undone = _translate("Details", "Undone: {what}")
    redone = _translate("Details", "Redone: {what}")
    # A program that says nothing of itself gets its label from a trigger, which knows no languages.
    outside = _translate("Details", "Change by another program")
    what = outside if entry.actor == _OUTSIDE else label_words(entry.label)
    return {"undo": undone, "redo": redone}.get(entry.kind, "{what}").format(what=what)


def actor_words(actor: str) -> str:
    return {
        "window": _translate("Details", "in the window"),
        "command line": _translate("Details", "on the command line"),
        "api": _translate("Details", "through the interface for programs"),
        "import": _translate("Details", "by an import"),
    }.get(actor, actor)


def source_text(source: "SourceRow", formats: Formats) -> SourceText:
    numbers = _translate("Details", "Row {row}, line {line}")
    if source.physical_line is None:
        numbers = _translate("Details", "Row {row}, no longer kept")
    place = numbers.format(
        row=formats.count(source.row_number), line=formats.count(source.physical_line or 0)
    )
    imported = _translate("Details", "imported {when}").format(when=formats.moment(source.imported_at))
    return SourceText(
        title=source_words(source.source) or table_words(source.table),
        file=source.file_name,
        path=source.file_path,
        place=f"{place} · {imported}",
        remark=_gave(source),
        warnings=source.findings,
        cells=source.cells,
    )


def _gave(source: "SourceRow") -> str:
    what = table_words(source.table)
    if source.fields is None:
        text = _translate("Details", "Gave: {what}").format(what=what)
    elif source.fields:
        fields = ", ".join(map(field_words, source.fields))
        text = _translate("Details", "Changed of the {what}: {fields}").format(what=what, fields=fields)
    else:
        text = _translate("Details", "Repeated what was known: {what}").format(what=what)
    if source.undone:
        undone = _translate("Details", "this import was undone")
        text = f"{text} · {undone}"
    return text


def _row_words(row: "RowChange", formats: Formats, *, several: bool) -> list[str]:
    table = table_words(row.table)
    if row.operation == "I":
        return [_translate("Details", "{what} added").format(what=table)]
    if row.operation == "D":
        return [_translate("Details", "{what} removed").format(what=table)]
    lead = f"{table} · " if several else ""
    line = _translate("Details", "{field}: {old} → {new}")
    return [
        lead
        + line.format(
            field=field_words(change.field),
            old=value_words(change.field, change.old, formats),
            new=value_words(change.field, change.new, formats),
        )
        for change in row.fields
    ]


def _undo_words(entry: "HistoryEntry", formats: Formats) -> str:
    """Says how much goes with it, since it may be a whole import."""
    from soleflip_desktop.services.details import ROWS_COUNTED

    if not entry.can_undo:
        return ""
    if entry.imported is not None:
        kind, count = entry.imported
        rows = rows_words(count, kind, formats)
        return _translate("Details", "Undo import of {rows}").format(rows=rows)
    if entry.row_count > ROWS_COUNTED:
        text = _translate("Details", "Undo in all of more than {n} rows")
        return text.format(n=formats.count(ROWS_COUNTED))
    if entry.row_count > len(entry.rows):
        text = _translate("Details", "Undo in all {n} rows")
        return text.format(n=formats.count(entry.row_count))
    return _translate("Details", "Undo")
