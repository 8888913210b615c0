"""Which day it is in the books: in the time zone whose midnight ends a day in all figures."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Slot

from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from soleflip_desktop.services.preferences import Booking, Preferences


class BooksDay(QObject):
    """Tells the chips, so that “This month” means the same days there as in Analytics."""

    def __init__(self, preferences: "Preferences", context: Context) -> None:
        super().__init__(context.window)
        self._preferences, self._context = preferences, context
        self._zone: ZoneInfo | None = None  # the machine's until the database has told
        context.bus.changed.connect(self._on_changed)
        self._look()

    def today(self) -> date:
        return datetime.now(self._zone).date()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change & Change.HISTORY:
            self._look()

    def _look(self) -> None:
        """The settings, an undo or another window may have chosen another zone."""
        self._context.tasks.start(
            Lane.READ,
            lambda control: self._preferences.booking(control=control),
            done=self._on_told,
            failed=lambda _: None,  # whoever shows data is told the same, and tells it
            replaces=(id(self), "zone"),
        )

    def _on_told(self, booking: "Booking") -> None:
        self._zone = ZoneInfo(booking.time_zone)
        for tab in (self._context.window.inventory, self._context.window.sales):
            tab.chips.use_today(self.today)
