"""Help > Guide."""

from pathlib import Path

from PySide6.QtCore import QLocale, QObject

from soleflip_desktop.paths import shipped
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.dialogs.guide import GuideDialog

PAGES = "docs/guide"


def guide_in(locale: QLocale) -> Path:
    """The folder of the guide in the locale's language, or else in English."""
    folder = shipped(f"{PAGES}/{QLocale.languageToCode(locale.language())}")
    return folder if folder.is_dir() else shipped(PAGES)


class GuideController(QObject):
    """Opens the guide, or brings it to the front."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._dialog: GuideDialog | None = None
        context.window.menus.guide.triggered.connect(lambda: self.show())

    def show(self) -> GuideDialog:
        if self._dialog is None:
            self._dialog = GuideDialog(guide_in(self._context.formats.locale), self._context.window)
            self._dialog.finished.connect(self._forget)
        self._dialog.show()
        self._dialog.activateWindow()
        return self._dialog

    def _forget(self, _: int) -> None:
        """Before it is deleted: it may be asked for again at once."""
        self._dialog = None
