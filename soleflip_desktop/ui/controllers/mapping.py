"""Opens the mapping view for a file that no source knows, and hands over what comes of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from soleflip_desktop.errors import UserError
from soleflip_desktop.importers.registry import table_name
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.dialogs.mapping import MappingDialog
from soleflip_desktop.ui.models.mapping_words import preview_columns
from soleflip_desktop.ui.models.reading_words import question_words
from soleflip_desktop.ui.said import error_words, in_words
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.widgets.mapping_columns import ColumnCard

if TYPE_CHECKING:
    from soleflip_desktop.importers.files.table import Table
    from soleflip_desktop.importers.own_tables.mapped_fields import Rows
    from soleflip_desktop.importers.own_tables.mapping import ColumnMapping
    from soleflip_desktop.services.mapping import Mappings, Preview, Proposal, Studied
    from soleflip_desktop.services.opened_files import OpenedFile

Opened = Callable[["Sequence[OpenedFile]"], None]


class MappingController(QObject):
    """One view of one table.

    Args:
        opened: Called with what the table is read as, once the user has said so.
    """

    def __init__(
        self, table: "Table", mappings: "Mappings", opened: Opened, context: Context, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._table, self._mappings, self._opened, self._context = table, mappings, opened, context
        self._lacks: tuple[str, ...] = ()
        self._open_questions: tuple[str, ...] = ()
        self._is_studied = self._is_closed = False
        self.dialog = MappingDialog(table_name(table), context.theme.colours, context.window)
        context.theme.changed.connect(self.dialog.take_colours)
        self.dialog.mapping_changed.connect(self._on_changed)
        self.dialog.header_row_changed.connect(self._propose)
        self.dialog.rows_changed.connect(lambda rows: self._propose(self._table.header_row, rows))
        self.dialog.read_wanted.connect(self._on_read_wanted)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()
        self._propose(None)

    def _on_finished(self) -> None:
        self._is_closed = True
        self.deleteLater()

    def _while_open(self, tell: Callable[[Any], None]) -> Callable[[Any], None]:
        """What the view is told unless it was closed meanwhile."""
        return lambda result: None if self._is_closed else tell(result)

    def _propose(self, header_row: int | None, rows: "Rows | None" = None) -> None:
        self._context.tasks.start(
            Lane.READ,
            lambda control: self._mappings.propose(self._table, header_row, rows, control=control),
            done=self._while_open(self._on_proposed),
            failed=self._while_open(self._on_failed),
            replaces=(id(self), "propose"),
        )

    def _on_proposed(self, proposal: "Proposal") -> None:
        self._table = proposal.table
        cards = [
            ColumnCard(
                guess.column,
                guess.samples,
                why=in_words(guess.reason) if guess.field else "",
                is_personal=guess.personal,
            )
            for guess in proposal.guesses
        ]
        self.dialog.show_proposal(proposal.mapping, cards, len(proposal.head))
        self._on_changed(proposal.mapping)

    def _on_changed(self, mapping: "ColumnMapping") -> None:
        self._is_studied = False
        self._tell()
        self._context.tasks.start(
            Lane.READ,
            lambda control: self._mappings.preview(self._table, mapping, control=control),
            done=self._while_open(lambda preview: self._on_previewed(mapping, preview)),
            failed=self._while_open(self._on_failed),
            replaces=(id(self), "preview"),
        )

    def _on_previewed(self, mapping: "ColumnMapping", preview: "Preview") -> None:
        self._lacks = preview.lacks
        self.dialog.show_preview(preview_columns(mapping, self._context.formats), preview.rows)
        self._tell()
        if not preview.lacks:
            self._context.tasks.start(
                Lane.STAGE,
                lambda control: self._mappings.study(self._table, mapping, control),
                done=self._while_open(lambda studied: self._on_studied(mapping, studied)),
                failed=self._while_open(self._on_failed),
                replaces=(id(self), "study"),
            )

    def _on_studied(self, mapping: "ColumnMapping", studied: "Studied") -> None:
        if mapping != self.dialog.mapping:  # changed meanwhile, and studied anew
            return
        self._is_studied = True
        self._open_questions = tuple(each.column for each in studied.questions)
        self.dialog.show_readings(dict(studied.readings))
        self._tell()

    def _tell(self) -> None:
        if self._lacks:
            words = ". ".join(in_words(each) for each in self._lacks)
        elif not self._is_studied:
            words = ""
        elif self._open_questions:
            columns = ", ".join(map(question_words, self._open_questions))
            words = self.tr("Say how it is written: {columns}").format(columns=columns)
        else:
            words = ""
        may_read = self._is_studied and not self._lacks and not self._open_questions
        self.dialog.tell(words, may_read=may_read)

    def _on_read_wanted(self, mapping: "ColumnMapping", name: str) -> None:
        table, mappings, opened = self._table, self._mappings, self._opened
        mapping = replace(mapping, header_row=table.header_row)
        window = self._context.window
        self._context.tasks.start(
            Lane.WRITE if name else Lane.READ,
            lambda control: _opened(mappings, table, mapping, name),
            done=opened,
            failed=lambda error: window.say_problem(error_words(error)),
        )

    def _on_failed(self, error: UserError) -> None:
        self._lacks = ()
        self.dialog.tell(error_words(error), may_read=False)


def _opened(
    mappings: "Mappings", table: "Table", mapping: "ColumnMapping", name: str
) -> "Sequence[OpenedFile]":
    files = mappings.opened(table, mapping)
    if name:
        mappings.save(table, mapping, name)
    return files
