"""What is in a file that waits to be imported, and the two ways out."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from soleflip_desktop.ui.models.cells import Cells
from soleflip_desktop.ui.models.review import Pile
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.empty_state import EmptyState
from soleflip_desktop.ui.widgets.labels import ElidedLabel
from soleflip_desktop.ui.widgets.table_view import TableView
from soleflip_desktop.ui.widgets.tiles import Tiles


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """Texts of the review.

    Attributes:
        counts: Number and its text for every tile.
        import_text: What the main button does.
        discard_text: What the other button does.
    """

    counts: dict[Pile, tuple[int, str]]
    import_text: str
    discard_text: str


class ReviewPanel(QWidget):
    """Signals what the user decides; the list is a model handed in."""

    pile_chosen = Signal(object)
    import_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = Tiles(
            (
                (Pile.ALL, self.tr("All"), ""),
                (Pile.NEW, self.tr("New"), ""),
                (Pile.KNOWN, self.tr("Known"), ""),
                (Pile.CHANGED, self.tr("Changed"), ""),
                (Pile.DUPLICATES, self.tr("Duplicate"), ""),
                (Pile.PROBLEMS, self.tr("Problems"), "problem"),
                (Pile.WARNINGS, self.tr("Warnings"), "warning"),
            )
        )
        self.tiles.chosen.connect(self.pile_chosen)
        self.table = TableView(self.tr("What was noticed in the file"))
        self.table.setObjectName("framed")
        self._nothing = EmptyState()
        self._remark = ElidedLabel(ink="faint")
        self._import, self._discard = Button(kind="primary"), Button()
        self._import.clicked.connect(self.import_wanted)
        self._discard.clicked.connect(self.discard_wanted)
        self._lay_out()

    def show_summary(self, summary: ReviewSummary) -> None:
        self.tiles.show_counts(summary.counts)
        self._import.say(summary.import_text)
        self._discard.say(summary.discard_text)

    def show_model(self, model: Cells) -> None:
        self.table.show_model(model)
        self.table.horizontalHeader().setStretchLastSection(True)

    def show_list(self, remark: str = "") -> None:
        self._remark.show_text(remark)
        self._stack.setCurrentWidget(self.table)

    def say_nothing_listed(self, sentence: str) -> None:
        """Shows a sentence where the list was."""
        self._remark.show_text("")
        self._nothing.say(sentence)
        self._stack.setCurrentWidget(self._nothing)

    def take_focus(self) -> None:
        self._import.setFocus(Qt.FocusReason.OtherFocusReason)

    def allow(self, *, deciding: bool) -> None:
        """Switches both buttons."""
        self._import.setEnabled(deciding)
        self._discard.setEnabled(deciding)

    def import_button(self) -> Button:
        return self._import

    def discard_button(self) -> Button:
        return self._discard

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._remark, 1)
        foot.addWidget(self._discard)
        foot.addWidget(self._import)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.tiles)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)
