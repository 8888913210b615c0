"""The menus of the window; every action that is used daily has its shortcut."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from soleflip_desktop.ui.theme import ThemeChoice
from soleflip_desktop.ui.widgets.table_view import Density


class Menus(QObject):
    """Builds the menu bar; actions are public, whoever connects them is not known here."""

    def __init__(self, window: QMainWindow, tabs: list[str]) -> None:
        super().__init__(window)
        self._window = window
        self.import_files = self._action(self.tr("Import…"), "Ctrl+I")
        self.settings = self._action(self.tr("Settings…"), "Ctrl+,")
        self.quit = self._action(self.tr("Quit"), "Ctrl+Q")
        self.undo = self._action(self.tr("Undo"), "Ctrl+Z")
        self.redo = self._action(self.tr("Redo"), "Ctrl+Shift+Z")
        self.copy = self._action(self.tr("Copy"), "Ctrl+C")
        self.new_item = self._action(self.tr("New item…"), "Ctrl+N")
        self.new_item.setEnabled(False)
        self.columns = self._action(self.tr("Columns…"))
        self.find = self._action(self.tr("Find in the table"), "Ctrl+F")
        self.search = self._action(self.tr("Search everything…"), "Ctrl+K")
        self.guide = self._action(self.tr("Guide"), "F1")
        self.logs = self._action(self.tr("Logs"))
        self.health = self._action(self.tr("Health"))
        self.about = self._action(self.tr("About SoleFlip"))
        self._place_on_mac()
        self.tabs = [self._action(name, f"Ctrl+{number}") for number, name in enumerate(tabs, 1)]
        self.themes = self._choices(
            (
                (ThemeChoice.SYSTEM, self.tr("As the system")),
                (ThemeChoice.LIGHT, self.tr("Light")),
                (ThemeChoice.DARK, self.tr("Dark")),
            )
        )
        self.densities = self._choices(
            ((Density.COMFORTABLE, self.tr("Comfortable")), (Density.COMPACT, self.tr("Compact")))
        )
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        self._lay_out()

    def add_to_edit(self, *actions: QAction) -> None:
        """Puts what can be done with rows of a table under the Edit menu, seen while their table is."""

        def offer(*, all_: bool) -> None:
            for action in actions:
                table = action.parent()
                action.setVisible(all_ or not isinstance(table, QWidget) or table.isVisible())

        self._edit.addActions(actions)
        self._edit.aboutToShow.connect(lambda: offer(all_=False))
        self._edit.aboutToHide.connect(lambda: offer(all_=True))  # a hidden action takes no keys

    def offer_undo(self, undo: str, redo: str) -> None:
        """Names what would be undone and redone; empty where there is nothing."""
        for action, verb, text, what in (
            (self.undo, self.tr("Undo"), self.tr("Undo “{what}”"), undo),
            (self.redo, self.tr("Redo"), self.tr("Redo “{what}”"), redo),
        ):
            action.setText(text.format(what=what) if what else verb)
            action.setEnabled(bool(what))

    def on_theme(self, call: Callable[[ThemeChoice], None]) -> None:
        for choice, action in self.themes.items():
            action.triggered.connect(lambda _=False, choice=choice: call(choice))

    def on_density(self, call: Callable[[Density], None]) -> None:
        for choice, action in self.densities.items():
            action.triggered.connect(lambda _=False, choice=choice: call(choice))

    def _place_on_mac(self) -> None:
        """Where macOS wants them: not left to Qt, which guesses by the English words."""
        role = QAction.MenuRole
        for action, wanted in (
            (self.settings, role.PreferencesRole),
            (self.about, role.AboutRole),
            (self.quit, role.QuitRole),
        ):
            action.setMenuRole(wanted)

    def _action(self, text: str, keys: str = "") -> QAction:
        action = QAction(text, self._window)
        if keys:
            action.setShortcut(QKeySequence(keys))
        return action

    def _choices(self, choices: tuple[tuple[object, str], ...]) -> dict:  # type: ignore[type-arg]
        group = QActionGroup(self)
        actions = {}
        for choice, text in choices:
            action = actions[choice] = self._action(text)
            action.setCheckable(True)
            group.addAction(action)
        return actions

    def _lay_out(self) -> None:
        file = self._menu(self.tr("&File"), self.import_files, None, self.settings, None, self.quit)
        edit = self._menu(
            *(self.tr("&Edit"), self.undo, self.redo, None, self.copy, None, self.find, self.search),
            *(None, self.new_item),
        )
        self._edit = edit
        view = self._menu(self.tr("&View"), *self.tabs, None, self.columns)
        for title, choices in ((self.tr("Theme"), self.themes), (self.tr("Row height"), self.densities)):
            menu = view.addMenu(title)
            menu.addActions(list(choices.values()))
        help_ = self._menu(self.tr("&Help"), self.guide, None, self.logs, self.health, None, self.about)
        for menu in (file, edit, view, help_):
            self._window.menuBar().addMenu(menu)

    def _menu(self, title: str, *actions: QAction | None) -> QMenu:
        menu = QMenu(title, self._window)
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        return menu
