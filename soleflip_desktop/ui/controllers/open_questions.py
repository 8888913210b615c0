"""What a file leaves open and only the user can say: how it is written, and what its columns are."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.jobs import Job
from soleflip_desktop.ui.dialogs.readings import ReadingsDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleflip_desktop.services.mapping import Mappings
    from soleflip_desktop.services.opened_files import OpenedFile


class OpenQuestions(QObject):
    """Asks without blocking.

    Signals:
        answered: A job, and readings by question.
        mapped: A job, and the files that its table is read as.
    """

    answered = Signal(object, object)
    mapped = Signal(object, object)

    def __init__(self, mappings: "Mappings", context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._mappings, self._context = mappings, context

    def ask(self, job: Job) -> None:
        """How the cells of some columns are read."""
        words = self.tr("{file} can be read in several ways, with other values. Say how it is written.")
        dialog = ReadingsDialog(
            words.format(file=job.name), job.questions, self.tr("Read it so"), self._context.window
        )
        dialog.decided.connect(lambda answers: self.answered.emit(job, answers))
        dialog.open()

    def map(self, job: Job) -> None:
        """What the columns of a table are that no source knows; loads what other files do not need."""
        from soleflip_desktop.ui.controllers.mapping import MappingController

        def opened(files: "Sequence[OpenedFile]") -> None:
            self.mapped.emit(job, files)

        assert job.unknown is not None, "only a table that no source knows is mapped"
        MappingController(job.unknown, self._mappings, opened, self._context, self)
