"""Settings: what can be chosen, what the environment has set, and what takes a restart."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from soleflip_desktop.ui.theme import LARGE, SMALL, ThemeChoice
from soleflip_desktop.ui.translation import Language
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.labels import Label
from soleflip_desktop.ui.widgets.room import resize_within_owner
from soleflip_desktop.ui.widgets.table_view import Density

LABELS_WIDTH, FIELDS_WIDTH = 168, 320  # px


@dataclass(frozen=True, slots=True)
class Form:
    """Everything the dialog shows; the same again when it is saved.

    Attributes:
        url: A server's URL without its password, empty for the one that comes with the program.
        currency, time_zone: Empty while the database is not open.
        watch_folder: Files that appear there are imported; `None` for no such folder.
        watch_at_once: Without a review, if nothing is wrong with them.
    """

    data_folder: Path
    url: str
    password: str
    currency: str
    time_zone: str
    language: Language
    theme: ThemeChoice
    density: Density
    chunk_rows: int
    log_level: str
    watch_folder: Path | None = None
    watch_at_once: bool = False


class SettingsDialog(QDialog):
    """One page.

    Signals:
        save_wanted: The `Form` as it stands.
        trial_wanted: URL and password of a server to try.
        url_typed: A URL that may hold a password or be none at all.
        folder_wanted: The data folder is to be shown.
    """

    save_wanted = Signal(object)
    trial_wanted = Signal(str, str)
    url_typed = Signal(str)
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_within_owner(self, QSize(640, 720))
        self._titles: dict[str, Label] = {}
        self._notes: dict[str, Label] = {}
        self._said: dict[str, str] = {}
        self._make_fields()
        self._lay_out()
        self._connect()

    def show_form(self, form: Form) -> None:
        self._show_folder(str(form.data_folder))
        self.server.setCurrentIndex(1 if form.url else 0)
        self.url.setText(form.url)
        self.password.setText(form.password)
        for box, value in (
            (self.language, form.language),
            (self.theme, form.theme),
            (self.density, form.density),
            (self.log_level, form.log_level),
        ):
            box.setCurrentIndex(box.findData(value))
        self.chunk_rows.setValue(form.chunk_rows)
        self._show_watched(str(form.watch_folder or ""))
        self.watch_mode.setCurrentIndex(self.watch_mode.findData(form.watch_at_once))
        self._on_server_chosen()

    def show_booking(
        self, currencies: Sequence[str], zones: Sequence[str], currency: str, time_zone: str
    ) -> None:
        """Fills in what is kept in the database, once that has answered."""
        for box, values, value in ((self.currency, currencies, currency), (self.time_zone, zones, time_zone)):
            box.clear()
            box.addItems(list(dict.fromkeys((*values, value))) if value not in values else list(values))
            box.setCurrentText(value)
            box.setEnabled(True)

    def fix(self, field: str, reason: str) -> None:
        """Makes a field read-only and says why."""
        for widget in self._widgets[field]:
            widget.setEnabled(False)
        self.say(field, reason)

    def say(self, field: str, text: str) -> None:
        """What stands below a field where nothing is wrong with it."""
        self._said[field] = text
        self._show_note(field, text, "faint")

    def say_faults(self, faults: Mapping[str, str]) -> None:
        """What is wrong, below each field; takes away what was wrong before."""
        for field in self._notes:
            fault = faults.get(field, "")
            self._show_note(field, fault or self._said.get(field, ""), "problem" if fault else "faint")
        self._fault.setText(faults.get("", ""))
        self._fault.setVisible(bool(faults.get("")))
        first = next((field for field in faults if field in self._widgets), None)
        if first is not None:
            self._widgets[first][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def say_trial(self, text: str, *, ok: bool) -> None:
        self._trial.take_ink("faint" if ok else "problem")
        self._trial.setText(text)
        self._trial.setVisible(bool(text))
        self.test.setEnabled(True)

    def be_busy(self, *, busy: bool) -> None:
        self.save.setEnabled(not busy)
        self.save.say(self.tr("Saving…") if busy else self.tr("Save"))

    def note(self, field: str) -> str:
        return self._notes[field].text()

    def trial(self) -> str:
        return self._trial.text()

    def fault(self) -> str:
        return self._fault.text()

    def form(self) -> Form:
        own = self.server.currentIndex() == 1
        return Form(
            data_folder=Path(self.folder.text()),
            url=self.url.text().strip() if own else "",
            password=self.password.text() if own else "",
            currency=self.currency.currentText() if self.currency.isEnabled() else "",
            time_zone=self.time_zone.currentText().strip() if self.time_zone.isEnabled() else "",
            language=Language(self.language.currentData()),  # Qt hands a StrEnum back as text
            theme=ThemeChoice(self.theme.currentData()),
            density=Density(self.density.currentData()),
            chunk_rows=self.chunk_rows.value(),
            log_level=self.log_level.currentData(),
            watch_folder=Path(self.watched.text()) if self.watched.text() else None,
            watch_at_once=bool(self.watch_mode.currentData()),
        )

    def _make_fields(self) -> None:
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.choose, self.open_folder = Button(self.tr("Choose…")), Button(self.tr("Open"))
        self.open_folder.setAccessibleName(self.tr("Open the data folder"))
        self.choose.setAccessibleName(self.tr("Choose another data folder"))
        self.server = _box(
            (self.tr("The one that comes with SoleFlip"), ""),
            (self.tr("A PostgreSQL server of my own"), "own"),
        )
        self.url = QLineEdit()
        self.url.setPlaceholderText("postgresql://user@host:5432/database")
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.test = Button(self.tr("Test connection"))
        self.currency, self.time_zone = QComboBox(), QComboBox()
        self._make_searchable()
        self.language = _box(
            (self.tr("As the system"), Language.SYSTEM),
            ("English", Language.ENGLISH),
            ("Deutsch", Language.GERMAN),
        )
        self.theme = _box(
            (self.tr("As the system"), ThemeChoice.SYSTEM),
            (self.tr("Light"), ThemeChoice.LIGHT),
            (self.tr("Dark"), ThemeChoice.DARK),
        )
        self.density = _box(
            (self.tr("Comfortable"), Density.COMFORTABLE), (self.tr("Compact"), Density.COMPACT)
        )
        self.chunk_rows = QSpinBox()
        self.chunk_rows.setRange(1, 100_000)
        self.chunk_rows.setSingleStep(500)
        self.chunk_rows.lineEdit().setTextMargins(6, 0, 0, 0)  # which a style sheet's padding does not reach
        self.chunk_rows.setGroupSeparatorShown(True)
        self.watched = QLineEdit()
        self.watched.setReadOnly(True)
        self.watched.setPlaceholderText(self.tr("No folder is watched"))
        self.watch, self.unwatch = Button(self.tr("Choose…")), Button(self.tr("None"))
        self.watch.setAccessibleName(self.tr("Choose the watch folder"))
        self.unwatch.setAccessibleName(self.tr("Watch no folder"))
        self.watch_mode = _box(
            (self.tr("Wait for your review"), False), (self.tr("Are imported if nothing is wrong"), True)
        )
        self.log_level = _box(
            (self.tr("Details too"), "DEBUG"),
            (self.tr("News and worse"), "INFO"),
            (self.tr("Warnings and worse"), "WARNING"),
            (self.tr("Errors only"), "ERROR"),
        )

    def _make_searchable(self) -> None:
        """Typing any part of a name narrows the list down."""
        for box in (self.currency, self.time_zone):
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.setEnabled(False)
            name = self.tr("Reporting currency") if box is self.currency else self.tr("Booking time zone")
            line, completer = box.lineEdit(), box.completer()
            assert line is not None, "a box that can be edited has a line to type into"
            assert completer is not None, "and completes what is typed"
            line.setAccessibleName(name)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)

    def _lay_out(self) -> None:
        self._widgets: dict[str, tuple[QWidget, ...]] = {}
        page = QWidget()
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(24, 16, 24, 16)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, LABELS_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._heading(self.tr("Data"))
        self._row("data_folder", self.tr("Data folder"), self.folder, self.choose, self.open_folder)
        self._row("server", self.tr("Database server"), self.server)
        self._row("url", self.tr("URL"), self.url)
        self._row("password", self.tr("Password"), self.password)
        self._row("trial", "", self.test)
        self._trial = self._notes["trial"]
        self._heading(self.tr("Figures"))
        self._row("currency", self.tr("Reporting currency"), self.currency)
        self._row("time_zone", self.tr("Booking time zone"), self.time_zone)
        self._heading(self.tr("Window"))
        self._row("language", self.tr("Language"), self.language)
        self._row("theme", self.tr("Theme"), self.theme)
        self._row("density", self.tr("Row height"), self.density)
        self._heading(self.tr("Import and log"))
        self._row("watch_folder", self.tr("Watch folder"), self.watched, self.watch, self.unwatch)
        self._row("watch_mode", self.tr("Files that come there"), self.watch_mode)
        self._row("chunk_rows", self.tr("Rows read at a time"), self.chunk_rows)
        self._row("log_level", self.tr("Log takes"), self.log_level)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        place = QScrollArea()
        place.setWidgetResizable(True)
        place.setFrameShape(QFrame.Shape.NoFrame)
        place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        place.setWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(place, 1)
        layout.addWidget(self._foot())
        self.save.setDefault(True)  # not before it is in the dialog: Enter would press the first button

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setObjectName("foot")
        self._fault = Label(ink="problem", wrap=True)
        self._fault.hide()
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Save"), kind="primary")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        row.addWidget(self._fault, 1)
        row.addStretch()
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return foot

    def _heading(self, text: str) -> None:
        row = self._grid.rowCount()
        if row > 1:
            self._grid.setRowMinimumHeight(row, 12)
            row += 1
        self._grid.addWidget(Label(text, size=LARGE, bold=True), row, 0, 1, 2)

    def _row(self, field: str, title: str, *widgets: QWidget) -> None:
        row = self._grid.rowCount()
        self._widgets[field] = widgets
        place = QHBoxLayout()
        place.setSpacing(8)
        for number, widget in enumerate(widgets):
            if not widget.accessibleName():
                widget.setAccessibleName(title)
            alone = len(widgets) == 1
            if alone and not isinstance(widget, Button):
                widget.setFixedWidth(FIELDS_WIDTH)
            place.addWidget(widget, 1 if number == 0 and not alone else 0)
        if len(widgets) == 1:
            place.addStretch()
        label = Label(title)
        label.setBuddy(widgets[0])
        note = self._notes[field] = Label(size=SMALL, ink="faint", wrap=True)
        note.hide()
        self._grid.addWidget(label, row, 0)
        self._grid.addLayout(place, row, 1)
        self._grid.addWidget(note, row + 1, 1)
        self._titles[field] = label

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(lambda: self.save_wanted.emit(self.form()))
        self.choose.clicked.connect(lambda: self._choose_folder(self.folder, self._show_folder))
        self.watch.clicked.connect(lambda: self._choose_folder(self.watched, self._show_watched))
        self.unwatch.clicked.connect(lambda: self._show_watched(""))
        self.open_folder.clicked.connect(lambda: self.folder_wanted.emit())
        self.server.currentIndexChanged.connect(self._on_server_chosen)
        self.url.editingFinished.connect(self._on_url_typed)
        self.test.clicked.connect(self._on_test)

    @Slot()
    def _on_server_chosen(self) -> None:
        own = self.server.currentIndex() == 1
        for field in ("url", "password", "trial"):
            self._titles[field].setVisible(own)
            for widget in self._widgets[field]:
                widget.setVisible(own)
            self._notes[field].setVisible(own and bool(self._notes[field].text()))

    @Slot()
    def _on_url_typed(self) -> None:
        if self.isVisible():  # Qt says so of the field in focus while the dialog is taken down, too
            self.url_typed.emit(self.url.text())

    @Slot()
    def _on_test(self) -> None:
        self.say_trial(self.tr("Connecting…"), ok=True)
        self.test.setEnabled(False)
        self.trial_wanted.emit(self.url.text(), self.password.text())

    def _choose_folder(self, field: QLineEdit, show: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, field.accessibleName(), field.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(show)
        dialog.open()

    @Slot(str)
    def _show_watched(self, path: str) -> None:
        _show_path(self.watched, path)
        self.watch_mode.setEnabled(bool(path))
        self.unwatch.setEnabled(bool(path))

    @Slot(str)
    def _show_folder(self, path: str) -> None:
        _show_path(self.folder, path)

    def _show_note(self, field: str, text: str, ink: str) -> None:
        note = self._notes[field]
        note.take_ink(ink)
        note.setText(text)
        note.setVisible(bool(text) and self._widgets[field][0].isVisibleTo(self))


def _show_path(field: QLineEdit, path: str) -> None:
    """Of a long path its beginning is seen, the whole in the tooltip."""
    field.setText(str(Path(path)) if path else "")
    field.setCursorPosition(0)
    field.setToolTip(field.text())


def _box(*choices: tuple[str, object]) -> QComboBox:
    box = QComboBox()
    for text, value in choices:
        box.addItem(text, value)
    return box
