"""Ctrl+K: finds over everything, and shows what was found where it stands."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.dialogs.search import SearchPalette
from soleflip_desktop.ui.models.hits import HitsList
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from soleflip_desktop.services.search import Hit, Search

MOST_HITS = 24
TABS = {"inventory": 0, "sales": 1}


class SearchController(QObject):
    """Opens the palette and leads to what is chosen in it.

    Signals:
        rows_wanted: Number of a tab, the `Selection` to show there, and the id of the row to go to or `None`.
    """

    rows_wanted = Signal(int, object, object)

    def __init__(self, search: "Search", context: Context) -> None:
        super().__init__(context.window)
        self._search, self._context = search, context
        self._text = ""
        self._model = HitsList(context.formats, self)
        ground = context.window.centralWidget()
        assert ground is not None, "the window has its tabs by now"
        self.palette = SearchPalette(self._model, ground)
        self.palette.show_hits("", [])
        self.palette.searched.connect(self._on_searched)
        self.palette.chosen.connect(self._on_chosen)
        context.window.search_wanted.connect(self._on_wanted)
        context.bus.changed.connect(self._on_changed)

    @Slot()
    def _on_wanted(self) -> None:
        if self.palette.isVisible():
            self.palette.close_again()
        else:
            self.palette.open()

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        self._text = text
        self._context.tasks.start(
            Lane.READ,
            lambda control: self._search.find(text, MOST_HITS, control=control) if text else [],
            done=self._on_found,
            failed=self._on_failed,
            replaces="search everything",
        )

    def _on_found(self, hits: "list[Hit]") -> None:
        self.palette.show_hits(self._text, hits)

    def _on_failed(self, error: UserError) -> None:
        self.palette.close_again()
        self._context.window.say_problem(error_words(error))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        """What is shown again later must not be of yesterday."""
        if change & Change.DATA and self._text:
            self._on_searched(self._text)

    @Slot(object)
    def _on_chosen(self, hit: "Hit") -> None:
        self.rows_wanted.emit(TABS[hit.table], hit.selection, hit.row_id)
