"""The review of one file: counts as filters, what was noticed, the decision."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.controllers.jobs import Job, has_anything, pile_words, review_summary
from soleflip_desktop.ui.models.columns import tsv
from soleflip_desktop.ui.models.review import Pile, ReviewLine, in_pile, review_columns, review_lines
from soleflip_desktop.ui.models.rows import RowsTable
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.widgets.review_panel import ReviewPanel

if TYPE_CHECKING:
    from soleflip_desktop.db.batches import Batch, Finding
    from soleflip_desktop.services.importing import Importing

LISTED_AT_MOST = 20_000  # findings of each severity, and as many differences
SEVERITIES = ("problem", "warning", "note")


class Review(QObject):
    """Shows `job`, if there is one; signals carry it."""

    import_wanted = Signal(object)
    discard_wanted = Signal(object)

    def __init__(self, panel: ReviewPanel, importing: "Importing", context: Context) -> None:
        super().__init__(panel)
        self._panel, self._importing, self._context = panel, importing, context
        self.job: Job | None = None
        self._lines: list[ReviewLine] = []
        self._pile = Pile.ALL
        self.model = RowsTable(review_columns(context.formats), self)
        self.model.take_colours(context.theme.colours)
        context.theme.changed.connect(self.model.take_colours)
        panel.show_model(self.model)
        panel.pile_chosen.connect(self._on_pile_chosen)
        panel.import_wanted.connect(lambda: self.import_wanted.emit(self.job))
        panel.discard_wanted.connect(lambda: self.discard_wanted.emit(self.job))
        panel.table.copy_wanted.connect(self.copy)

    def show_job(self) -> None:
        """Shows the counts at once and lists the rest as soon as it is fetched."""
        batch = self._batch
        self._panel.show_summary(review_summary(batch, self._context.formats))
        self._lines = []
        self._choose(_gravest(batch))
        self.allow(deciding=True)
        self._panel.take_focus()
        self._context.tasks.start(
            Lane.READ, lambda control: self._fetch(batch.id, control), done=self._on_lines, replaces="review"
        )

    def allow(self, *, deciding: bool) -> None:
        self._panel.allow(deciding=deciding)
        if self.job is not None and not has_anything(self._batch) and self._batch.counts.problems:
            self._panel.import_button().setEnabled(False)

    def copy(self) -> None:
        chosen = [self.model.rows[row] for row in self._panel.table.selected_rows()]
        if chosen:
            QGuiApplication.clipboard().setText(tsv(self.model.columns, chosen, self._context.formats))

    @property
    def _batch(self) -> "Batch":
        assert self.job is not None, "a review is of a file"
        assert self.job.batch is not None, "only a staged batch is reviewed"
        return self.job.batch

    def _fetch(self, batch_id: int, control: Control) -> tuple[int, list[ReviewLine]]:
        findings: list[Finding] = []
        # The gravest first: a million notes must not hide the one problem.
        for severity in SEVERITIES:
            findings += self._importing.findings(batch_id, severity, LISTED_AT_MOST)
            control.check()
        differences = self._importing.differences(batch_id, limit=LISTED_AT_MOST)
        return batch_id, review_lines(findings, differences)

    def _on_lines(self, found: tuple[int, list[ReviewLine]]) -> None:
        batch_id, lines = found
        if self.job is not None and self._batch.id == batch_id:
            self._lines = lines
            self._choose(self._pile)

    @Slot(object)
    def _on_pile_chosen(self, pile: Pile) -> None:
        self._choose(pile)

    def _choose(self, pile: Pile) -> None:
        self._pile = pile
        self._panel.tiles.choose(pile)
        lines = in_pile(self._lines, pile)
        self.model.show_rows(lines)
        if lines:
            self._panel.show_list(self._remark(lines))
        else:
            self._panel.say_nothing_listed(pile_words(pile, self._batch, self._context.formats))

    def _remark(self, lines: Sequence[ReviewLine]) -> str:
        count = self._context.formats.count
        if len(self._lines) < LISTED_AT_MOST:
            one, many = self.tr("1 remark"), self.tr("{n} remarks")
            return (one if len(lines) == 1 else many).format(n=count(len(lines)))
        text = self.tr("The first {n} remarks of the file are listed")
        return text.format(n=count(len(self._lines)))


def _gravest(batch: "Batch") -> Pile:
    counts = batch.counts
    piles = (
        (counts.problems, Pile.PROBLEMS),
        (counts.warnings, Pile.WARNINGS),
        (counts.changed, Pile.CHANGED),
    )
    return next((pile for number, pile in piles if number), Pile.ALL)
