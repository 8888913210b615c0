"""Reloads a view when something it shows has changed, but not while nobody looks or somebody types."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from soleflip_desktop.ui.bus import Bus, Change


class Freshness(QObject):
    """Watches the bus for one view, stale from the beginning.

    Args:
        shows: What the view shows.
        reload: Fetches it anew.
        is_editing: Whether a reload would take from the user what is being typed.
    """

    def __init__(
        self,
        view: QWidget,
        bus: Bus,
        shows: Change,
        reload: Callable[[], None],
        is_editing: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._shows = shows
        self._reload = reload
        self._is_editing = is_editing
        self._stale = True
        bus.changed.connect(self._on_changed)

    def go_stale(self) -> None:
        """Reloads the next time the view comes into sight, as after a reload that failed."""
        self._stale = True

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change & self._shows:
            self._stale = True
            self.catch_up()

    @Slot()
    def catch_up(self) -> None:
        """Reloads now if the view is stale, in sight and at rest; called again when that may have changed."""
        if self._stale and self._view.isVisible() and not self._is_editing():
            self._stale = False
            self._reload()
