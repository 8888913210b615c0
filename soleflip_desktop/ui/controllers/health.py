"""Help > Health: what `soleflip doctor` says."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError, said
from soleflip_desktop.redaction import without_password
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.dialogs.health import HealthDialog
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from soleflip_desktop.paths import DataFolder
    from soleflip_desktop.services.health import Check, Health


class HealthController(QObject):
    """Looks when the dialog is opened, and again when asked; also while the database is not open."""

    def __init__(self, folder: "DataFolder", context: Context) -> None:
        super().__init__(context.window)
        self._folder, self._context = folder, context
        self._health: Health | None = None
        self._dialog: HealthDialog | None = None
        context.window.menus.health.triggered.connect(lambda: self.show())

    def take(self, health: "Health") -> None:
        """From now on the database is open."""
        self._health = health

    def show(self) -> HealthDialog:
        if self._dialog is None:
            self._dialog = HealthDialog(self._context.window)
            self._dialog.again_wanted.connect(self._look)
            self._dialog.copy_wanted.connect(self._on_copy_wanted)
        self._look()
        self._dialog.show()
        self._dialog.activateWindow()
        return self._dialog

    @Slot()
    def _look(self) -> None:
        assert self._dialog is not None
        self._dialog.say_busy()
        self._context.tasks.start(Lane.READ, self._report, done=self._dialog.show_checks, replaces="health")

    def _report(self, _: Control) -> "list[Check]":
        """On a worker."""
        from soleflip_desktop.services.health import checks_without_database

        if self._health is None:
            closed = UserError(said("The database is not open"), said("See what the window says about it"))
            return checks_without_database(self._folder.root, closed)
        try:
            return self._health.report()
        except UserError as error:
            hidden = UserError(without_password(error.what), without_password(error.next_step))
            return checks_without_database(self._folder.root, hidden)

    @Slot()
    def _on_copy_wanted(self) -> None:
        assert self._dialog is not None
        QGuiApplication.clipboard().setText("\n".join(self._dialog.lines()) + "\n")
