"""Help > About."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.paths import shipped
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.dialogs.about import AboutDialog
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from soleflip_desktop.paths import DataFolder
    from soleflip_desktop.services.licences import Part


class AboutController(QObject):
    """Opens the dialog and fills in the licences, whose many files a worker reads."""

    def __init__(self, folder: "DataFolder", context: Context) -> None:
        super().__init__(context.window)
        self._folder, self._context = folder, context
        self._dialog: AboutDialog | None = None
        context.window.menus.about.triggered.connect(lambda: self.show())

    def show(self) -> AboutDialog:
        if self._dialog is None:
            self._dialog = AboutDialog(str(self._folder.root), self._context.window)
            self._dialog.folder_wanted.connect(self._open_folder)
            self._dialog.finished.connect(self._forget)
            self._context.tasks.start(Lane.READ, _read, done=self._fill, replaces="licences")
        self._dialog.show()
        self._dialog.activateWindow()
        return self._dialog

    def _fill(self, parts: "list[Part]") -> None:
        if self._dialog is not None:
            self._dialog.show_parts(parts)

    def _forget(self, _: int) -> None:
        """Before it is deleted: it may be asked for again at once."""
        self._dialog = None

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder.root)))


def _read(_: Control) -> "list[Part]":
    from soleflip_desktop.services.licences import shipped_parts

    return shipped_parts(shipped("resources/licences"))
