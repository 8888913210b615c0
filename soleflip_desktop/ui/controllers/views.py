"""The saved views of a table: a menu left of its chips."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.selection import EVERYTHING
from soleflip_desktop.domain.views import View, ViewedTable
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.freshness import Freshness
from soleflip_desktop.ui.controllers.table import TableController
from soleflip_desktop.ui.dialogs.view_name import ViewName
from soleflip_desktop.ui.tasks import Lane

if TYPE_CHECKING:
    from soleflip_desktop.services.views import SavedView, Views


class ViewsController(QObject):
    """Saves what a table shows and how, and brings it back."""

    def __init__(self, table: TableController, views: "Views", of: ViewedTable) -> None:
        super().__init__(table)
        self._table, self._views, self._of = table, views, of
        self._tab, self._context = table.tab, table.context
        self._saved: list[SavedView] = []
        self._current: int | None = None
        self._chip = table.tab.views
        self._chip.show()
        self._chip.clicked.connect(self._on_clicked)
        self._chip.cleared.connect(self._on_all_wanted)
        table.selection_shown.connect(lambda _: self._name_current())
        self._fresh = Freshness(table.tab, self._context.bus, Change.HISTORY, self._read)
        table.tab.shown.connect(self._fresh.catch_up)
        self._fresh.catch_up()

    @property
    def saved(self) -> "list[SavedView]":
        return self._saved

    def show_view(self, saved: "SavedView") -> None:
        """Shows the rows of a view as they were shown when it was saved."""
        if saved.view is None:
            words = self.tr("The view “{name}” was saved by a newer version of the program")
            self._context.window.say_problem(words.format(name=saved.name))
            return
        self._tab.table.use_layout(saved.view.layout)
        self._current = None
        self._table.show_selection(self._tab.chips.as_of_today(saved.view))
        self._current = saved.id
        self._name_current()

    def menu(self) -> QMenu:
        """What the chip opens."""
        menu = QMenu(self._chip)
        for saved in self._saved:
            action = menu.addAction(saved.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(saved.id == self._current)
            action.triggered.connect(lambda _=False, saved=saved: self.show_view(saved))
        if self._saved:
            menu.addSeparator()
        menu.addAction(self.tr("All rows")).triggered.connect(lambda: self._on_all_wanted())
        menu.addSeparator()
        menu.addAction(self.tr("Save view…")).triggered.connect(lambda: self._ask_name())
        if (current := self._shown()) is not None:
            self._add_changes(menu, current)
        return menu

    def _add_changes(self, menu: QMenu, current: "SavedView") -> None:
        name = current.name.replace("&", "&&")
        update = menu.addAction(self.tr("Save changes to “{name}”").format(name=name))
        update.triggered.connect(lambda: self._save(current.name))
        menu.addAction(self.tr("Rename…")).triggered.connect(lambda: self._ask_other_name(current))
        menu.addAction(self.tr("Delete “{name}”").format(name=name)).triggered.connect(
            lambda: self._delete(current)
        )

    def _shown(self) -> "SavedView | None":
        return next((saved for saved in self._saved if saved.id == self._current), None)

    def _name_current(self) -> None:
        """Names the view on the chip as long as something narrows the rows down."""
        shown = self._shown()
        if shown is not None and self._table.selection == EVERYTHING != _selection(shown):
            self._current, shown = None, None
        self._chip.show_words(self.tr("View: {name}").format(name=shown.name) if shown else "")

    def _read(self) -> None:
        self._context.tasks.start(
            Lane.READ,
            lambda control: self._views.all(self._of, control=control),
            done=self._on_read,
            replaces=(id(self), "views"),
        )

    @Slot(object)
    def _on_read(self, saved: "list[SavedView]") -> None:
        self._saved = saved
        self._name_current()

    @Slot()
    def _on_clicked(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._chip.menu_corner())

    @Slot()
    def _on_all_wanted(self) -> None:
        self._current = None
        self._table.show_selection(EVERYTHING)

    def _ask_name(self) -> None:
        words = self.tr("Keeps the search, the filters, the order and the columns.")
        title = self.tr("Save view")
        dialog = ViewName(title, words, title, parent=self._context.window)
        dialog.named.connect(self._save)
        dialog.open()

    def _ask_other_name(self, saved: "SavedView") -> None:
        words = self.tr("The view “{name}” gets another name.").format(name=saved.name)
        title = self.tr("Rename view")
        dialog = ViewName(title, words, title, saved.name, self._context.window)
        dialog.named.connect(lambda name: self._rename(saved, name))
        dialog.open()

    @Slot(str)
    def _save(self, name: str) -> None:
        view = View(self._table.selection, self._tab.table.arrangement(), self._tab.chips.named_periods())
        self._write(lambda control: self._views.save(self._of, name, view, control=control), self._on_saved)

    def _on_saved(self, view_id: int) -> None:
        self._current = view_id
        self._context.bus.changed.emit(Change.HISTORY)

    def _rename(self, saved: "SavedView", name: str) -> None:
        self._write(
            lambda control: self._views.rename(self._of, saved.id, name, control=control),
            lambda _: self._context.bus.changed.emit(Change.HISTORY),
        )

    def _delete(self, saved: "SavedView") -> None:
        self._write(
            lambda control: self._views.delete(saved.id, control=control), lambda _: self._on_deleted(saved)
        )

    def _on_deleted(self, saved: "SavedView") -> None:
        self._current = None
        self._context.window.say_briefly(self.tr("Deleted the view “{name}”").format(name=saved.name))
        self._context.bus.changed.emit(Change.HISTORY)

    def _write(self, work: Callable[[Control], Any], done: Callable[[Any], None]) -> None:
        self._context.tasks.start(Lane.WRITE, work, done=done)


def _selection(saved: "SavedView") -> object:
    return saved.view.selection if saved.view else None
