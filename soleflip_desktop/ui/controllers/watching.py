"""Takes the files of the watch folder as if they had been dropped, and puts them away afterwards."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.importing import ImportController
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from soleflip_desktop.services.watch_folder import WatchFolder

# A notice from the system does not come from network drives; a look costs less than a millisecond.
LOOK_EVERY_MS = 2_000


class WatchController(QObject):
    """Looks into the folder in the background while there is one.

    Args:
        imports: Takes the files and says what became of each.
    """

    def __init__(self, imports: ImportController, context: Context) -> None:
        super().__init__(context.window)
        self._imports, self._context = imports, context
        self._folder: WatchFolder | None = None
        self._at_once = self._looking = False
        self._mine: set[Path] = set()
        self._said = ""
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        imports.settled.connect(self._on_settled)

    def watch(self, folder: Path | None, *, at_once: bool) -> None:
        """Watches another folder, or none; `at_once` imports what has no problem without a review."""
        from soleflip_desktop.services.watch_folder import WatchFolder

        self._at_once = at_once
        if folder is None or self._folder is None or self._folder.folder != folder:
            self._folder = WatchFolder(folder) if folder else None
            self._said = ""
        if self._folder is None:
            self._timer.stop()
        else:
            self._timer.start()

    @Slot()
    def look(self) -> None:
        folder = self._folder
        if folder is not None and not self._looking:  # a slow drive may take longer than the pause
            self._looking = True
            self._context.tasks.start(
                Lane.READ,
                lambda _: folder.arrived(),
                done=self._on_arrived,
                failed=self._on_failed,
                ended=self._on_looked,
            )

    def _on_looked(self) -> None:
        self._looking = False

    def _on_arrived(self, paths: Sequence[Path]) -> None:
        self._said = ""
        if paths:
            self._mine.update(paths)
            self._imports.take(paths, at_once=self._at_once)

    @Slot(object, str)
    def _on_settled(self, path: Path, reason: str) -> None:
        folder = self._folder
        if path in self._mine and folder is not None:
            self._mine.discard(path)
            self._context.tasks.start(
                Lane.READ, lambda _: folder.put_away(path, reason), failed=self._on_failed
            )

    def _on_failed(self, error: UserError) -> None:
        """Says a lasting trouble once, not every two seconds."""
        words = error_words(error)
        if words != self._said:
            self._said = words
            self._context.window.say_problem(words)
