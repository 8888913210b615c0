"""Help > Guide."""

from PySide6.QtCore import QObject

from soleflip_desktop.paths import shipped
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.dialogs.guide import GuideDialog

PAGES = "docs/guide"


class GuideController(QObject):
    """Opens the guide, or brings it to the front."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._dialog: GuideDialog | None = None
        context.window.menus.guide.triggered.connect(lambda: self.show())

    def show(self) -> GuideDialog:
        if self._dialog is None:
            self._dialog = GuideDialog(shipped(PAGES), self._context.window)
            self._dialog.finished.connect(self._forget)
        self._dialog.show()
        self._dialog.activateWindow()
        return self._dialog

    def _forget(self, _: int) -> None:
        """Before it is deleted: it may be asked for again at once."""
        self._dialog = None
