"""Reloads a view when something it shows has changed, but not while nobody looks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from soleflip_desktop.ui.bus import Bus, Change


class Freshness(QObject):
    """Watches the bus for one view, stale from the beginning.

    Args:
        shows: What the view shows.
        reload: Fetches it anew.
    """

    def __init__(self, view: QWidget, bus: Bus, shows: Change, reload: Callable[[], None]) -> None:
        super().__init__(view)
        self._view = view
        self._shows = shows
        self._reload = reload
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
        """Reloads now if the view is in sight and stale; connected to the view's `shown`."""
        if self._stale and self._view.isVisible():
            self._stale = False
            self._reload()
