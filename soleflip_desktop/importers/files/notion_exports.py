"""Which CSV files of a Notion export are whole databases, and which only views of one.

Notion writes a database as `<Title> <32 hex>.csv`, the visible columns of one view, and as
`<Title> <32 hex>_all.csv`, everything. Views linked into pages are written again inside the pages' folders,
filtered, with other hashes and their columns in alphabetical order.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_ALL = re.compile(r"(.* [0-9a-f]{32}|[0-9a-f]{32})_all\.csv", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"(?:.*/)?([^/]*?) ?[0-9a-f]{32}(?:_all)?\.csv", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class View:
    """A CSV file of an export.

    Attributes:
        path: In the export, through archives too.
        columns: Its headers, as they are compared.
        lines: In the file, about as many as it has rows.
    """

    path: str
    columns: frozenset[str]
    lines: int


def without_partial_views(paths: Sequence[str]) -> list[str]:
    """The paths, without a `<Title> <hash>.csv` beside which there is its `_all`."""
    whole = {found[1] + ".csv" for path in paths if (found := _ALL.fullmatch(path))}
    return [path for path in paths if path not in whole]


def without_linked_views(views: Iterable[View]) -> list[View]:
    """The views, without those that show again what the database of the same title holds.

    The database is the one that stands highest up, then the one with the most columns, then with the most
    rows. What has a column that it lacks is another database, which only has the same title.
    """
    views = list(views)
    databases: dict[str, View] = {}
    for view in sorted(views, key=_rank):
        if title := _TITLE.fullmatch(view.path):
            databases.setdefault(title[1], view)
    return [view for view in views if not _is_linked(view, databases)]


def _rank(view: View) -> tuple[int, int, int, str]:
    return (view.path.count("/"), -len(view.columns), -view.lines, view.path)


def _is_linked(view: View, databases: dict[str, View]) -> bool:
    title = _TITLE.fullmatch(view.path)
    database = databases[title[1]] if title else view
    return view is not database and view.columns <= database.columns
