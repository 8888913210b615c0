"""What every controller is handed."""

from dataclasses import dataclass

from soleflip_desktop.ui.bus import Bus
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.main_window import MainWindow
from soleflip_desktop.ui.tasks import Tasks
from soleflip_desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """The window and what works behind it."""

    window: MainWindow
    tasks: Tasks
    bus: Bus
    theme: Theme
    formats: Formats
