"""All tables of a file, whatever holds them."""

from pathlib import Path

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.importers.readers import Table, open_table
from soleflip_desktop.importers.survey import FileFacts


def open_tables(path: Path, facts: FileFacts, control: Control | None = None) -> tuple[Table, ...]:
    """The tables in a surveyed file, at least one, each on the fullest of its first records.

    Raises:
        FileError: If none can be read, or the file was changed since the survey.
        Cancelled: If the watcher asked for it.
    """
    (control or Control()).check()
    return (open_table(path, facts),)
