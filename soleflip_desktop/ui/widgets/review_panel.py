"""What is in a file that waits to be imported: its rows, what is taken of them, and the ways out."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from soleflip_desktop.domain.review import Pile
from soleflip_desktop.ui.models.review import CELL, TICK, ReviewTable, correction_words, search_words
from soleflip_desktop.ui.theme import NORMAL, interface_font
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.cell_painter import CellPainter
from soleflip_desktop.ui.widgets.empty_state import EmptyState
from soleflip_desktop.ui.widgets.file_notes import FileNotes
from soleflip_desktop.ui.widgets.labels import ElidedLabel
from soleflip_desktop.ui.widgets.search_box import SearchBox
from soleflip_desktop.ui.widgets.table_view import TableView
from soleflip_desktop.ui.widgets.tiles import Tiles


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """Texts of the review.

    Attributes:
        counts: Number and its text for every tile.
        import_text: What the main button does.
        may_import: Whether it can be pressed.
        leave_out_text: Of the box that leaves problem rows out; empty without such rows.
        remark: What stands beside the buttons.
    """

    counts: dict[Pile, tuple[int, str]]
    import_text: str
    may_import: bool = True
    leave_out_text: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be done with the selected rows; a text is empty where there is nothing to do.

    Attributes:
        selected_text: Takes the selected rows, or leaves them out.
        alike_text: Does the same with all rows like the selected one.
    """

    selected_text: str = ""
    alike_text: str = ""


class _TickBox(QStyledItemDelegate):
    """A tick without the frame of the current cell: the whole row is selected."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class _CellEditor(CellPainter):
    """Corrects the cell at fault, beginning with what the file has there."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(interface_font(NORMAL, figures=True))
        editor.setAcceptDrops(False)
        model = index.model()
        row = model.row_at(index.row()) if isinstance(model, ReviewTable) else None
        if row is not None and row.fault is not None:
            editor.setAccessibleName(correction_words(row.fault.header))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """What is typed outlives a reload of its row."""
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or "").strip())
            editor.selectAll()

    def setModelData(
        self, editor: QWidget, model: object, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        assert isinstance(editor, QLineEdit)
        assert isinstance(model, ReviewTable)
        model.setData(index, editor.text())


class ReviewPanel(QWidget):
    """Signals what the user decides; the list is a model handed in.

    Signals:
        pile_chosen: A `Pile`.
        searched: The text to search for.
        toggle_wanted: The selected rows are to be taken, or left out.
        alike_wanted: So are all rows like the selected one.
        leave_out_changed: Whether rows with problems are to be left out.
    """

    pile_chosen = Signal(object)
    searched = Signal(str)
    toggle_wanted = Signal()
    alike_wanted = Signal()
    leave_out_changed = Signal()
    import_wanted = Signal()
    discard_wanted = Signal()
    export_wanted = Signal()

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
        self.notes = FileNotes()
        self.notes.hide()
        self.search = SearchBox(search_words("sale"))
        self.table = TableView(self.tr("Rows of the file"))
        self.table.setObjectName("framed")
        self._nothing = EmptyState()
        self._remark = ElidedLabel(ink="faint")
        self._told = ElidedLabel()
        self._selected, self._alike = Button(), Button()
        self._leave_out = QCheckBox()
        self._import, self._discard = Button(kind="primary"), Button(self.tr("Discard, import nothing"))
        self._export = Button(self.tr("Export problems…"))
        self._may_import = True
        self._lay_out()
        self._connect()
        self.offer(Choices())

    def show_summary(self, summary: ReviewSummary) -> None:
        self.tiles.show_counts(summary.counts)
        self._import.say(summary.import_text)
        self._may_import = summary.may_import
        self._leave_out.setText(summary.leave_out_text)
        self._leave_out.setAccessibleName(summary.leave_out_text)
        for widget in (self._leave_out, self._export):
            widget.setVisible(bool(summary.leave_out_text))
        self._remark.show_text(summary.remark)

    def show_model(self, model: ReviewTable) -> None:
        self.table.show_model(model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setItemDelegateForColumn(model.place_of(CELL), self._editor)
        self.table.setItemDelegateForColumn(model.place_of(TICK), self._tick_box)

    def hide_columns(self, hidden: frozenset[str]) -> None:
        model = self.table.model()
        if isinstance(model, ReviewTable):
            for number, column in enumerate(model.columns):
                if self.table.isColumnHidden(number) != (column.name in hidden):
                    self.table.setColumnHidden(number, column.name in hidden)

    def show_list(self) -> None:
        self._stack.setCurrentWidget(self.table)

    def say_nothing_listed(self, sentence: str, button: str = "") -> None:
        """Shows a sentence where the list was."""
        self._nothing.say(sentence, button)
        self._stack.setCurrentWidget(self._nothing)

    def begin_search(self) -> None:
        """Lets the user type what to search for."""
        self.search.take_over()

    def lists_rows(self) -> bool:
        return self._stack.currentWidget() is self.table

    def offer(self, choices: Choices) -> None:
        """Shows what can be done with the selected rows."""
        texts = (
            (self._selected, self._toggle, choices.selected_text, self.tr("Leave out")),
            (self._alike, self._toggle_alike, choices.alike_text, self.tr("Leave out all like this")),
        )
        for button, action, text, usual in texts:
            button.say(text or usual)
            action.setText(text or usual)
            button.setEnabled(bool(text))
            action.setEnabled(bool(text))

    def tell(self, words: str) -> None:
        """Says in full what the list cuts off of the selected row."""
        self._told.show_text(words)

    def told(self) -> str:
        return self._told.whole()

    def leaves_problems_out(self) -> bool:
        return self._leave_out.isChecked()

    def leave_problems_out(self, *, left_out: bool) -> None:
        self._leave_out.setChecked(left_out)

    def take_focus(self) -> None:
        """To the main button; to the list while that cannot be pressed."""
        target = self._import if self._import.isEnabled() else self.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def allow(self, *, deciding: bool) -> None:
        """Switches everything that decides."""
        self._import.setEnabled(deciding and self._may_import)
        for widget in (self._discard, self._export, self._leave_out, self.notes.change_button()):
            widget.setEnabled(deciding)

    def import_button(self) -> Button:
        return self._import

    def discard_button(self) -> Button:
        return self._discard

    def export_button(self) -> Button:
        return self._export

    def leave_out_box(self) -> QCheckBox:
        return self._leave_out

    def selected_button(self) -> Button:
        return self._selected

    def alike_button(self) -> Button:
        return self._alike

    def remark(self) -> str:
        return self._remark.whole()

    def _connect(self) -> None:
        self.tiles.chosen.connect(self.pile_chosen)
        self.search.searched.connect(self.searched)
        self._nothing.chosen.connect(self.search.clear)
        self._selected.clicked.connect(self.toggle_wanted)
        self._alike.clicked.connect(self.alike_wanted)
        self._leave_out.toggled.connect(lambda _: self.leave_out_changed.emit())
        self._import.clicked.connect(self.import_wanted)
        self._discard.clicked.connect(self.discard_wanted)
        self._export.clicked.connect(self.export_wanted)

    def _lay_out(self) -> None:
        self._editor, self._tick_box = _CellEditor(self.table), _TickBox(self.table)
        self._toggle, self._toggle_alike = QAction(self.table), QAction(self.table)
        self._toggle.setShortcut(QKeySequence(Qt.Key.Key_Space))
        self._toggle_alike.setShortcut(QKeySequence("Shift+Space"))
        self._toggle.triggered.connect(lambda: self.toggle_wanted.emit())
        self._toggle_alike.triggered.connect(lambda: self.alike_wanted.emit())
        for action in (self._toggle, self._toggle_alike):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.table.addAction(action)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        self.search.setMaximumWidth(360)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.notes)
        layout.addWidget(self.tiles)
        layout.addLayout(_row(self.search, None, self._selected, self._alike))
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._told)
        layout.addLayout(_row(self._leave_out, self._remark, self._export, self._discard, self._import))


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; `None` is a gap that grows."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget, 1 if isinstance(widget, ElidedLabel | SearchBox) else 0)
    return row
