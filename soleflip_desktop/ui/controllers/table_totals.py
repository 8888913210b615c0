"""What the rows of a long table add up to: all that are shown, or those that are selected."""

from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.selection import Selection
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.controllers.chosen_rows import ChosenRows
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.row_source import RowSource
from soleflip_desktop.ui.tasks import Lane, Task

LONG = 300  # ms: until then the totals of before stay, so that they do not flicker


class Words(Protocol):
    """Says totals in words."""

    def __call__(self, totals: Any, *, selected: bool = ...) -> str: ...


class TableTotals(QObject):
    """Adds up apart from the rows: a million of them are shown long before they are added up.

    Signals:
        told: Text for the status bar.
        failed: The `UserError` for which there are no totals.
    """

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, rows: RowSource, chosen: ChosenRows, words: Words, context: Context) -> None:
        super().__init__(chosen.parent())
        self._rows, self._chosen, self._words, self._context = rows, chosen, words, context
        self._totals: Any | None = None
        self._adding: Task | None = None
        self._text = ""
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(LONG)
        self._waiting.timeout.connect(self._on_waiting)
        chosen.summed.connect(self._on_chosen_summed)

    @property
    def text(self) -> str:
        """As it was last told."""
        return self._text

    @property
    def are_known(self) -> bool:
        return self._totals is not None

    def forget(self) -> None:
        """Other rows are shown from now on; `add_up` is to follow."""
        self._totals = None
        if self._adding is not None:
            self._adding.cancel()
            self._adding = None

    def add_up(self, selection: Selection) -> None:
        """Adds up the rows of the selection, and tells."""
        if self._totals is None:
            self._waiting.start()
        self._adding = self._context.tasks.start(
            Lane.READ,
            lambda control: (control, self._rows.totals(selection=selection, control=control)),
            done=self._on_added_up,
            failed=self._on_failed,
            replaces=(id(self), "totals"),
        )

    @Slot()
    def _on_chosen_summed(self) -> None:
        """Says the totals of the selected rows if there are several, else of all."""
        chosen = self._chosen
        if chosen.are_all and self._totals is not None:
            self._tell(self._words(self._totals, selected=True))
        elif chosen.totals is not None:
            self._tell(self._words(chosen.totals, selected=True))
        elif chosen.too_many or chosen.are_all:
            rows = self._context.formats.count(chosen.count)
            self._tell(self.tr("{n} rows selected").format(n=rows))
        elif self._totals is not None:
            self._tell(self._words(self._totals))

    @Slot(object)
    def _on_added_up(self, added_up: tuple[Control, Any]) -> None:
        control, totals = added_up
        if control.is_cancelled:  # forgotten when it was on its way
            return
        self._waiting.stop()
        self._totals = totals
        self._on_chosen_summed()

    def _on_failed(self, error: UserError) -> None:
        self._waiting.stop()
        self._tell("")
        self.failed.emit(error)

    @Slot()
    def _on_waiting(self) -> None:
        self._tell(self.tr("Adding up…"))

    def _tell(self, text: str) -> None:
        self._text = text
        self.told.emit(text)
