"""What belongs to the window as a whole and works without a database too: settings, log, health, About."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from soleflip_desktop.ui.controllers.about import AboutController
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.guide import GuideController
from soleflip_desktop.ui.controllers.health import HealthController

if TYPE_CHECKING:
    from soleflip_desktop.bootstrap import App
    from soleflip_desktop.paths import DataFolder
    from soleflip_desktop.ui.controllers.log import LogController
    from soleflip_desktop.ui.controllers.settings import SettingsController
    from soleflip_desktop.ui.window_state import WindowState


class Frame(QObject):
    """Wires the menus' dialogs.

    Settings and log load what they need when they are first opened: it would delay the window by 0.3 s.

    Signals:
        settings_saved: The `Form` that holds from now on.
        restart_wanted: The window is to be opened anew.
    """

    settings_saved = Signal(object)
    restart_wanted = Signal()

    def __init__(
        self, folder: "DataFolder", state: "WindowState", context: Context, *, throw_away: bool
    ) -> None:
        super().__init__(context.window)
        self._folder, self._state, self._context = folder, state, context
        self._throw_away = throw_away
        self._app: App | None = None
        self.guide = GuideController(context)
        self.health = HealthController(folder, context)
        self.about = AboutController(folder, context)
        menus = context.window.menus
        menus.settings.triggered.connect(lambda: self.settings.show())
        menus.logs.triggered.connect(lambda: self.logs.show())

    def take(self, app: "App") -> None:
        """From now on the database is open."""
        self._app = app
        self.health.take(app.health)
        if "settings" in self.__dict__:
            self.settings.take(app.preferences)

    @cached_property
    def settings(self) -> "SettingsController":
        from soleflip_desktop.ui.controllers.settings import SettingsController

        controller = SettingsController(self._folder, self._state, self._context, throw_away=self._throw_away)
        if self._app is not None:
            controller.take(self._app.preferences)
        controller.saved.connect(self.settings_saved)
        controller.restart_wanted.connect(self.restart_wanted)
        return controller

    @cached_property
    def logs(self) -> "LogController":
        from soleflip_desktop.ui.controllers.log import LogController

        return LogController(self._folder, self._context)
