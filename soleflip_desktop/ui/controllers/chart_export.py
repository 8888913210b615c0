"""Saves a chart as a picture, or its figures as a file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, said
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.widgets.chart_card import ChartCard

if TYPE_CHECKING:
    from soleflip_desktop.services.figure_files import Cell

    Table = tuple[Sequence[str], Sequence[Sequence[Cell]]]


class ChartExport(QObject):
    """Asks where to, then writes on a worker.

    Args:
        table: The header and rows of the figures as they are shown.
    """

    def __init__(self, card: ChartCard, table: "Callable[[], Table]", context: Context) -> None:
        super().__init__(card)
        self._card, self._table, self._context = card, table, context
        card.picture_wanted.connect(lambda: self._ask("png", self.save_picture))
        card.data_wanted.connect(lambda: self._ask("csv", self.save_data))

    def save_picture(self, path: Path) -> None:
        image = self._card.picture().toImage()
        self._write(path, lambda _: _save(image, path))

    def save_data(self, path: Path) -> None:
        header, rows = self._table()

        def write(_: Control) -> None:
            from soleflip_desktop.services.figure_files import write_figures

            write_figures(path, header, rows)

        self._write(path, write)

    def _write(self, path: Path, work: Callable[[Control], None]) -> None:
        told = self.tr("Saved {name}").format(name=path.name)
        self._context.tasks.start(Lane.READ, work, done=lambda _: self._context.window.say_briefly(told))

    def _ask(self, ending: str, save: Callable[[Path], None]) -> None:
        kinds = {"png": self.tr("Picture (*.png)"), "csv": self.tr("Table (*.csv)")}
        dialog = QFileDialog(self._card, self._card.title, QDir.homePath(), kinds[ending])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(f"{self._card.title}.{ending}")
        dialog.fileSelected.connect(lambda name: save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _save(image: QImage, path: Path) -> None:
    if not QImageWriter(str(path), b"png").write(image):
        raise FileError(
            said("{path} cannot be written", path=path), said("Choose a folder that can be written to")
        )
