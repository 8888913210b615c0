"""What belongs to the window as a whole and works without a database too: settings, log, health, About."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from soleflip_desktop.ui.controllers.about import AboutController
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.health import HealthController
from soleflip_desktop.ui.controllers.log import LogController
from soleflip_desktop.ui.controllers.settings import SettingsController

if TYPE_CHECKING:
    from soleflip_desktop.bootstrap import App
    from soleflip_desktop.paths import DataFolder
    from soleflip_desktop.ui.window_state import WindowState


class Frame(QObject):
    """Wires the menus' dialogs."""

    def __init__(
        self, folder: "DataFolder", state: "WindowState", context: Context, *, throw_away: bool
    ) -> None:
        super().__init__(context.window)
        self.settings = SettingsController(folder, state, context, throw_away=throw_away)
        self.logs = LogController(folder, context)
        self.health = HealthController(folder, context)
        self.about = AboutController(folder, context)

    def take(self, app: "App") -> None:
        """From now on the database is open."""
        self.settings.take(app.preferences)
        self.health.take(app.health)
