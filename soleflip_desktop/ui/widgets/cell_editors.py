"""Typing into a cell: the editor its column declares, the keys that end it, and what it suggests."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from soleflip_desktop.ui.models.cells import Cells
from soleflip_desktop.ui.models.columns import ColumnSpec, Editor
from soleflip_desktop.ui.theme import NORMAL, interface_font
from soleflip_desktop.ui.widgets.cell_painter import CellPainter
from soleflip_desktop.ui.widgets.day_field import DayField
from soleflip_desktop.ui.widgets.lines_editor import LinesEditor

Index = QModelIndex | QPersistentModelIndex
TYPED_OUT = 150  # ms without a key after which suggestions are asked for
_EDIT = QAbstractItemView.EditTrigger


class Move(Enum):
    """Where the end of an edit leads."""

    DOWN = auto()
    NEXT = auto()
    PREVIOUS = auto()


@dataclass(slots=True)
class _Opened:
    """The cell that is being typed into; the row is the one the user saw when they began."""

    editor: QWidget
    index: QPersistentModelIndex
    column: ColumnSpec[Any] | None
    row: Any
    first: str
    filled: bool = False


class CellEditors(CellPainter):
    """Opens editors in the cells of one table.

    Enter commits and goes down, Tab to the next cell that can be typed into, Escape leaves the cell as it is.
    A text that means nothing keeps the editor open and says why.

    Signals:
        suggestions_wanted: Name of a column and the text so far; `suggest` answers.
    """

    suggestions_wanted = Signal(str, str)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._opened: _Opened | None = None
        self._suggested: dict[str, QStringListModel] = {}
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(TYPED_OUT)
        self._asking.timeout.connect(self._ask)
        view.setEditTriggers(_EDIT.EditKeyPressed | _EDIT.DoubleClicked | _EDIT.AnyKeyPressed)

    def suggest(self, column: str, texts: Sequence[str]) -> None:
        """Offers these texts while a cell of the column is typed into."""
        self._texts_of(column).setStringList(list(texts))
        opened = self._opened
        if opened is None or opened.column is None or opened.column.name != column:
            return
        editor = opened.editor
        if isinstance(editor, QLineEdit) and editor.hasFocus() and editor.isModified():
            completer = editor.completer()
            completer.setCompletionPrefix(editor.text())
            completer.complete()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        column = model.columns[index.column()] if isinstance(model, Cells) else None
        if column is not None and column.parse is None:
            column = None  # typed into by its model's own rule
        row = model.row_at(index.row()) if isinstance(model, Cells) else None
        first = str(index.data(Qt.ItemDataRole.EditRole) or "") if column is None else column.first_text(row)
        editor = self._editor(parent, column, row)
        editor.setAccessibleName(str(model.headerData(index.column(), Qt.Orientation.Horizontal)))
        self._opened = _Opened(editor, QPersistentModelIndex(index), column, row, first)
        if column is not None and column.editor is Editor.COMPLETER:
            self.suggestions_wanted.emit(column.name, first)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once: what is typed outlives a reload of its row."""
        opened = self._opened
        if opened is None or opened.editor is not editor or opened.filled:
            return
        opened.filled = True
        if isinstance(editor, QLineEdit):
            editor.setText(opened.first)
            editor.selectAll()
        elif isinstance(editor, LinesEditor):
            editor.setPlainText(opened.first)
            editor.selectAll()
            opened.first = editor.toPlainText()  # which has one kind of line break

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lets an editor with a button stand out of a narrow cell."""
        super().updateEditorGeometry(editor, option, index)
        if isinstance(editor, DayField) and editor.width() < editor.needed_width():
            editor.resize(editor.needed_width(), editor.height())
        if isinstance(editor, LinesEditor):
            editor.place_over(option.rect)

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        opened = self._opened
        if opened is None or opened.editor is not editor:
            return
        text = _text_of(editor)
        if text == opened.first:
            return
        if opened.column is None or opened.column.parse is None:
            model.setData(index, text)
            return
        try:
            value = opened.column.parse(text)
        except ValueError as error:  # the mouse went elsewhere; the keys do not come so far
            model.edit_refused.emit(str(error))
            return
        model.edit_requested.emit(opened.row, opened.column, value)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if isinstance(editor, LinesEditor) and editor.begins_a_line(event):
                editor.insertPlainText("\n")
                return True
            move = _move_of(event)
            if move is not None and isinstance(editor, QWidget):
                self._finish(editor, move)
                return True
        return super().eventFilter(editor, event)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if self._opened is not None and self._opened.editor is editor:
            self._opened = None
        super().destroyEditor(editor, index)

    def _editor(self, parent: QWidget, column: ColumnSpec[Any] | None, row: Any) -> QWidget:
        if _is_combo(column):
            return self._combo(parent, column, row)
        if column is not None and column.editor is Editor.LINES:
            lines = LinesEditor(parent)
            lines.setFont(interface_font(NORMAL))
            return lines
        return self._line(parent, column)

    def _line(self, parent: QWidget, column: ColumnSpec[Any] | None) -> QLineEdit:
        kind = Editor.TEXT if column is None else column.editor
        editor = DayField(parent) if kind is Editor.DATE else QLineEdit(parent)
        editor.setFont(interface_font(NORMAL, figures=True))
        editor.setAcceptDrops(False)
        if column is not None and column.right:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if column is not None and kind is Editor.COMPLETER:
            editor.setCompleter(self._completer(column.name, editor))
            if column.suggests_while_typing:
                editor.textEdited.connect(lambda _: self._asking.start())
        if isinstance(editor, DayField):
            editor.picked.connect(lambda: self._finish(editor, Move.DOWN))
        return editor

    def _completer(self, name: str, editor: QLineEdit) -> QCompleter:
        completer = QCompleter(self._texts_of(name), editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(10)
        popup = completer.popup()
        assert popup is not None
        popup.setObjectName("choices")
        popup.setAccessibleName(self.tr("Suggestions"))
        # The completer takes Enter and writes the text itself; what was taken is committed at once.
        editor.returnPressed.connect(
            lambda: QTimer.singleShot(0, editor, lambda: self._finish(editor, Move.DOWN))
        )
        return completer

    def _texts_of(self, name: str) -> QStringListModel:
        if name not in self._suggested:
            self._suggested[name] = QStringListModel(self)
        return self._suggested[name]

    def _combo(self, parent: QWidget, column: Any, row: Any) -> QComboBox:
        editor = QComboBox(parent)
        editor.setFont(interface_font(NORMAL))
        for key, text in column.choices(row):
            editor.addItem(text, key)
        editor.activated.connect(lambda _: self._finish(editor, Move.DOWN))
        QTimer.singleShot(0, editor, editor.showPopup)
        return editor

    def _ask(self) -> None:
        opened = self._opened
        if opened is not None and opened.column is not None:
            self.suggestions_wanted.emit(opened.column.name, _text_of(opened.editor))

    def _finish(self, editor: QWidget, move: Move) -> None:
        """Commits if the text means something, and goes on; says why where it does not."""
        opened = self._opened
        if opened is None or opened.editor is not editor:
            return
        reason = _fault(opened, _text_of(editor))
        if reason:
            _mark(editor, reason)
            return
        index = QModelIndex(opened.index)  # type: ignore[call-overload]
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._go(index, move)

    def _go(self, index: QModelIndex, move: Move) -> None:
        if not index.isValid():
            return
        if move is Move.DOWN:
            below = index.siblingAtRow(index.row() + 1)
            self._view.setCurrentIndex(below if below.isValid() else index)
            return
        cell = self._editable_beside(index, 1 if move is Move.NEXT else -1)
        self._view.setCurrentIndex(cell or index)
        if cell is not None:
            self._view.edit(cell)

    def _editable_beside(self, index: QModelIndex, step: int) -> QModelIndex | None:
        """The nearest cell before or behind this one that can be typed into, in this row or the next."""
        header = self._view.horizontalHeader()
        shown = [header.logicalIndex(place) for place in range(header.count())]
        shown = [column for column in shown if not header.isSectionHidden(column)]
        at = shown.index(index.column())
        rest = shown[at + 1 :] if step > 0 else shown[:at][::-1]
        cells = [index.siblingAtColumn(column) for column in rest]
        other_row = shown if step > 0 else shown[::-1]
        cells += [index.sibling(index.row() + step, column) for column in other_row]
        editable = Qt.ItemFlag.ItemIsEditable
        return next((each for each in cells if each.isValid() and each.flags() & editable), None)


def _is_combo(column: ColumnSpec[Any] | None) -> bool:
    return column is not None and column.editor is Editor.COMBO and column.choices is not None


def _text_of(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData())
    if isinstance(editor, LinesEditor):
        return editor.toPlainText()
    assert isinstance(editor, QLineEdit)
    return editor.text()


def _fault(opened: _Opened, text: str) -> str:
    """Why the text means nothing; empty if it means something or is as it was."""
    if opened.column is None or opened.column.parse is None or text == opened.first:
        return ""
    try:
        opened.column.parse(text)
    except ValueError as error:
        return str(error)
    return ""


def _mark(editor: QWidget, reason: str) -> None:
    editor.setProperty("invalid", True)
    editor.style().unpolish(editor)
    editor.style().polish(editor)
    editor.setAccessibleDescription(reason)
    QToolTip.showText(editor.mapToGlobal(QPoint(0, editor.height())), reason, editor)


def _move_of(event: QKeyEvent) -> Move | None:
    return {
        Qt.Key.Key_Return: Move.DOWN,
        Qt.Key.Key_Enter: Move.DOWN,
        Qt.Key.Key_Tab: Move.NEXT,
        Qt.Key.Key_Backtab: Move.PREVIOUS,
    }.get(Qt.Key(event.key()))
