"""A small window of another program: what is pressed on it is dragged as a file."""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

TITLE = "soleflip-drag-source"


class Source(QLabel):
    def __init__(self, file: Path) -> None:
        super().__init__(file.name)
        self._file = file
        self.setWindowTitle(TITLE)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.resize(140, 60)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._file))])
        dragged = QDrag(self)
        dragged.setMimeData(data)
        taken = dragged.exec(Qt.DropAction.CopyAction) == Qt.DropAction.CopyAction
        # The other side still asks for the data a moment after the button is up.
        QTimer.singleShot(1500, self, lambda: QApplication.exit(0 if taken else 1))


def main() -> int:
    application = QApplication(["drag"])
    source = Source(Path(sys.argv[1]))
    source.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
