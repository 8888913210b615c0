"""Choosing the pair of a sale: the dialog, what it lists, and what comes of it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.row_edits import RowEdits
from soleflip_desktop.ui.dialogs.choose_pair import ChoosePairDialog
from soleflip_desktop.ui.formats import UNKNOWN
from soleflip_desktop.ui.models.candidate_columns import candidate_columns
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.widgets.notices import NoticeKind

if TYPE_CHECKING:
    from soleflip_desktop.services.pairing import Candidate, Pairing, SoldGoods


class PairChooser(QObject):
    """Opens one dialog for one sale at a time; nothing waits for it."""

    def __init__(self, pairing: "Pairing", edits: RowEdits, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._pairing, self._edits, self._context = pairing, edits, context

    def open(self, sale_id: int) -> None:
        """Looks up what was sold and what may be it, then shows it."""
        self._context.tasks.start(
            Lane.READ,
            lambda control: (
                self._pairing.sold(sale_id, control=control),
                self._pairing.candidates(sale_id, control=control),
            ),
            done=lambda found: self._show(sale_id, *found),
            replaces=(id(self), "open"),
        )

    def _show(self, sale_id: int, sold: "SoldGoods", candidates: "list[Candidate]") -> None:
        window = self._context.window
        dialog = ChoosePairDialog(
            self._words(sold), candidate_columns(self._context.formats), self._context.theme.colours, window
        )
        self._context.theme.changed.connect(dialog.model.take_colours)
        dialog.searched.connect(lambda text: self._search(dialog, sale_id, text))
        dialog.taken.connect(lambda item_id: self._take(sale_id, item_id))
        dialog.show_pairs(candidates)
        dialog.open()

    def _words(self, sold: "SoldGoods") -> tuple[str, str]:
        size = "" if sold.size == UNKNOWN else sold.size
        what = ", ".join(part for part in (sold.product, "/".join(sold.codes), size) if part)
        line = self.tr("Order {order}, sold {day}. Which pair was it?")
        return what, line.format(order=sold.order_key, day=self._context.formats.day(sold.sold_on))

    def _search(self, dialog: ChoosePairDialog, sale_id: int, text: str) -> None:
        self._context.tasks.start(
            Lane.READ,
            lambda control: self._pairing.candidates(sale_id, text, control=control),
            done=dialog.show_pairs,
            replaces=(id(self), "search"),
        )

    def _take(self, sale_id: int, item_id: int) -> None:
        self._edits.write(
            sale_id,
            lambda control: self._pairing.choose(sale_id, item_id, control=control),
            done=self._on_taken,
            saves=self.tr("The pair of a sale"),
        )

    def _on_taken(self, change_set_id: int | None) -> None:
        window, words = self._context.window, self.tr("The sale has its pair")
        if change_set_id is None:
            window.say_briefly(words)
            return
        undo = partial(window.undo_change_wanted.emit, change_set_id)
        window.say(words, NoticeKind.NEWS, self.tr("Undo"), undo)
