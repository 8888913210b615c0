"""Remembers how the user left the window, in an INI file inside the data folder."""

import json
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSettings

from soleflip_desktop.domain.views import layout_as_json, layout_from_json
from soleflip_desktop.ui.main_window import MainWindow
from soleflip_desktop.ui.theme import ThemeChoice
from soleflip_desktop.ui.translation import Language
from soleflip_desktop.ui.widgets.side_split import SideSplit
from soleflip_desktop.ui.widgets.table_view import Density, TableView

FILE = "window.ini"
_Choice = TypeVar("_Choice", bound=StrEnum)


class WindowState:
    """Reads once, writes when the window closes; values nobody knows any more are ignored."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._settings = QSettings(str(folder / FILE), QSettings.Format.IniFormat)
        self.theme = _one_of(ThemeChoice, self._settings.value("theme"), ThemeChoice.SYSTEM)
        self.language = _one_of(Language, self._settings.value("language"), Language.SYSTEM)
        self.density = _one_of(Density, self._settings.value("density"), Density.COMFORTABLE)

    def restore_window(self, window: MainWindow) -> None:
        geometry = self._settings.value("geometry")
        if geometry is not None:
            window.restoreGeometry(geometry)
        for name, side in window.sides().items():
            self.restore_side(name, side)
        tab = str(self._settings.value("tab", "2"))
        window.show_tab(int(tab) if tab in ("0", "1", "2", "3") else 2)

    def restore_side(self, name: str, side: SideSplit) -> None:
        """Width of the panel beside a table, and whether it is folded away."""
        width = str(self._settings.value(f"side/{name}_width", ""))
        if width.isdecimal():
            side.use_width(int(width))
        side.fold(folded=self._settings.value(f"side/{name}_folded") == "yes")

    def restore_table(self, name: str, table: TableView) -> None:
        """Columns and order; what can no longer be read is as if it had never been kept."""
        kept = self._settings.value(f"table/{name}")
        if isinstance(kept, str):
            with suppress(ValueError):
                table.use_layout(layout_from_json(json.loads(kept)))

    def recalled(self, name: str) -> str:
        """What was remembered under this name; empty if nothing was."""
        kept = self._settings.value(f"kept/{name}")
        return kept if isinstance(kept, str) else ""

    def remember(self, name: str, text: str) -> None:
        """Keeps a text for the next run, from now on."""
        self._settings.setValue(f"kept/{name}", text)

    def save(self, window: MainWindow) -> None:
        if not self._folder.is_dir():
            return
        put = self._settings.setValue
        put("geometry", window.saveGeometry())
        put("tab", str(window.current_tab()))
        put("theme", self.theme.value)
        put("language", self.language.value)
        put("density", self.density.value)
        for name, table in window.tables().items():
            if table.model() is not None:
                put(f"table/{name}", json.dumps(layout_as_json(table.arrangement())))
        for name, side in window.sides().items():
            put(f"side/{name}_width", str(side.panel_width))
            put(f"side/{name}_folded", "yes" if side.is_folded else "no")
        self._settings.sync()


def _one_of(choices: type[_Choice], value: object, default: _Choice) -> _Choice:
    return next((choice for choice in choices if choice == value), default)
