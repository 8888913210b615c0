"""A table of any length of which only the pages in sight are held."""

from array import array
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal, Slot

from soleflip_desktop.ui.models.cells import Cells, Index, Role
from soleflip_desktop.ui.models.columns import ColumnSpec
from soleflip_desktop.ui.models.sorting import Keys

PAGE_ROWS = 200
KEPT_PAGES = 30
# A window shows rows of two pages at most; older wishes were scrolled past.
_WISHES = 4

_NOTHING = Qt.ItemFlag.NoItemFlags
_SHOWN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_TYPED = _SHOWN | Qt.ItemFlag.ItemIsEditable

Order = tuple[tuple[str, bool], ...]


class PagedTable(Cells):
    """Rows by the order of their ids; what is not loaded shows a placeholder and is asked for.

    Signals:
        pages_wanted: Numbers of pages that were looked at and are missing, with their neighbours.
        order_wanted: An `Order` the user asked for by a header.
        edit_requested: Row, column specification and value that were typed; nothing changes here.
        edit_refused: Why a typed text was not taken.
    """

    pages_wanted = Signal(object)
    order_wanted = Signal(object)
    edit_requested = Signal(object, object, object)
    edit_refused = Signal(str)

    def __init__(
        self, columns: Sequence[ColumnSpec[Any]], order: Order, parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self.order = order
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, list[Any | None]] = OrderedDict()
        self._wishes: OrderedDict[int, None] = OrderedDict()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._on_asking)

    @property
    def ids(self) -> "array[int]":
        return self._ids

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def row_at(self, number: int) -> Any | None:
        page, place = divmod(number, PAGE_ROWS)
        rows = self._pages.get(page)
        if rows is None:
            self._wish(page)
            return None
        self._pages.move_to_end(page)
        return rows[place] if place < len(rows) else None

    def loaded_place(self, row_id: int) -> int | None:
        """Where a row is, if its page is held; to look through all of a million ids takes too long."""
        for page in reversed(self._pages):
            ids = self.page_ids(page)
            if row_id in ids:
                place: int = page * PAGE_ROWS + ids.index(row_id)
                return place
        return None

    def page_ids(self, page: int) -> "array[int]":
        return self._ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]

    def show_rows(self, ids: "array[int]", pages: Mapping[int, Sequence[Any]] | None = None) -> None:
        """Shows these ids from now on, with the pages that came with them."""
        if self.goes_on_in(ids, pages):
            self._append(ids)
            return
        self.beginResetModel()
        self._ids = ids
        self._wishes.clear()
        self._pages.clear()
        for page, rows in (pages or {}).items():
            self._fill(page, rows)
        self.endResetModel()

    def goes_on_in(self, ids: "array[int]", pages: Mapping[int, Sequence[Any]] | None) -> bool:
        """Whether these rows are those that are shown and more below them, so that all of them stay."""
        shown = len(self._ids)
        return 0 < shown <= len(ids) and ids[:shown] == self._ids and pages is None

    def put_pages(self, pages: Mapping[int, Sequence[Any]]) -> None:
        """Fills in pages that were asked for; a row that is gone meanwhile keeps its placeholder."""
        for page, rows in pages.items():
            top = page * PAGE_ROWS
            if filled := self._fill(page, rows):
                last = self.index(top + filled - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(top, 0), last)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)

    def forget_wishes(self) -> None:
        """Lets pages be asked for again, after asking has failed."""
        self._wishes.clear()

    def sorted_by(self) -> Keys:
        columns = {column.sort_key: number for number, column in enumerate(self.columns)}
        return tuple((columns[key], falls) for key, falls in self.order if key in columns)

    def sort_by(self, keys: Keys) -> None:
        """Asks for another order; columns the server cannot sort by count for nothing."""
        named = ((self.columns[column].sort_key, falls) for column, falls in keys)
        wanted = tuple(key for key in named if key[0])
        if wanted and wanted != self.order:
            self.take_order(wanted)
            self.order_wanted.emit(wanted)

    def take_order(self, order: Order) -> None:
        """Says in the header what the rows will be sorted by."""
        self.order = order
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Asked for twice for every cell that is painted."""
        if not index.isValid():
            return _NOTHING
        column = self.columns[index.column()]
        if column.parse is None or (row := self.row_at(index.row())) is None or not column.takes_typing(row):
            return _SHOWN
        return _TYPED

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Checks what was typed and passes it on; the cell changes when the service has answered."""
        row = self.row_at(index.row()) if index.isValid() else None
        column = self.columns[index.column()] if index.isValid() else None
        if role != Role.EditRole or row is None or column is None or column.parse is None:
            return False
        if str(value).strip():
            try:
                self.edit_requested.emit(row, column, column.parse(str(value)))
            except ValueError as error:
                self.edit_refused.emit(str(error))
        return False

    def _append(self, ids: "array[int]") -> None:
        shown = len(self._ids)
        if len(ids) > shown:
            self.beginInsertRows(QModelIndex(), shown, len(ids) - 1)
            self._ids = ids
            self._pages.pop(shown // PAGE_ROWS, None)  # a last page that was shorter than it is now
            self.endInsertRows()

    def _fill(self, page: int, rows: Sequence[Any]) -> int:
        ids = self.page_ids(page)
        by_id = {row.id: row for row in rows}
        if ids:
            self._pages[page] = [by_id.get(each) for each in ids]
            self._pages.move_to_end(page)
        self._wishes.pop(page, None)
        return len(ids)

    def _wish(self, page: int) -> None:
        if page in self._wishes:
            return
        self._wishes[page] = None
        while len(self._wishes) > _WISHES:
            self._wishes.popitem(last=False)
        self._asking.start()

    @Slot()
    def _on_asking(self) -> None:
        last = -(-len(self._ids) // PAGE_ROWS) - 1
        near = {number + step for number in self._wishes for step in (-1, 0, 1)}
        wanted = [page for page in sorted(near) if 0 <= page <= last and page not in self._pages]
        if wanted:
            self.pages_wanted.emit(wanted)
