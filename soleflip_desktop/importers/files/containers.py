"""All tables of a file, whatever holds them."""

from collections.abc import Iterable
from pathlib import Path

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, said
from soleflip_desktop.importers.files.archives import survey_members
from soleflip_desktop.importers.files.json_tables import open_lists
from soleflip_desktop.importers.files.kinds import Container
from soleflip_desktop.importers.files.notion_exports import View, without_linked_views
from soleflip_desktop.importers.files.readers import open_table
from soleflip_desktop.importers.files.survey import FileFacts
from soleflip_desktop.importers.files.table import EmptyTableError, Table, header_key
from soleflip_desktop.importers.files.workbooks import open_sheets


def open_tables(path: Path, facts: FileFacts, control: Control | None = None) -> tuple[Table, ...]:
    """The tables in a surveyed file, at least one, each on the fullest of its first records.

    Tables without rows are passed over where there are others.

    Raises:
        FileError: If there is none, one of them cannot be read, or the file was changed since the survey.
        Cancelled: If the watcher asked for it.
    """
    control = control or Control()
    control.check()
    match facts.container:
        case Container.TEXT:
            return (open_table(path, facts),)
        case Container.JSON:
            return open_lists(facts, control)
        case Container.WORKBOOK:
            return open_sheets(facts, control)
        case Container.ARCHIVE:
            return _of_members(path, survey_members(facts, control), control)


def _of_members(path: Path, members: Iterable[FileFacts], control: Control) -> tuple[Table, ...]:
    tables: list[Table] = []
    empty: list[EmptyTableError] = []
    for member in members:
        try:
            tables += open_tables(path, member, control)
        except EmptyTableError as error:
            empty.append(error)
    if not tables:
        raise empty[0] if empty else _nothing_in(path)
    views = {table.part: _view(table) for table in tables}
    wanted = {view.path for view in without_linked_views(views.values())}
    return tuple(table for table in tables if table.part in wanted)


def _view(table: Table) -> View:
    return View(table.part, frozenset(map(header_key, table.header)), table.facts.newline_count)


def _nothing_in(path: Path) -> FileError:
    return FileError(
        said("{file} holds no table: no CSV, Excel, OpenDocument or JSON file", file=path.name),
        said("Choose the archive with your export"),
    )
