"""About SoleFlip."""

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from soleflip_desktop import __version__
from soleflip_desktop.ui.dialogs.question import Question, nothing


def about(data_folder: str, parent: QWidget) -> Question:
    """Version, what it stands on, and where the data lies."""
    words = parent.tr(
        "Version {version}, under the MIT licence. Built on Qt {qt} (LGPL), PostgreSQL, SQLAlchemy, pandas"
        " and pyqtgraph.\n\nYour data stays on this machine, in {folder}"
    )
    text = words.format(version=__version__, qt=qVersion(), folder=data_folder)
    return Question("SoleFlip Desktop", text, (), ((parent.tr("Close"), nothing),), parent)
