"""Views of the long tables, saved under a name."""

from dataclasses import dataclass

from soleflip_desktop.db import saved_views
from soleflip_desktop.db.change_sets import open_change_set
from soleflip_desktop.db.engine import Connection, Engine, transaction
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.text import without_nul
from soleflip_desktop.domain.views import UnreadableError, View, ViewedTable, view_as_json, view_from_json
from soleflip_desktop.errors import UserError, said

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view under its name; without `view` it cannot be read, as one that a later program has saved."""

    id: int
    name: str
    view: View | None


class Views:
    """Reads and changes them; every change is audited and can be undone.

    Args:
        engine: The database they are kept in.
        actor: Who changes, one of `db.tables.logging.ACTORS`.
    """

    def __init__(self, engine: Engine, actor: str) -> None:
        self._engine = engine
        self._actor = actor

    def all(self, table: ViewedTable, *, control: Control | None = None) -> list[SavedView]:
        """The views of one table, by name."""
        with transaction(self._engine, control) as connection:
            rows = saved_views.views_of(connection, table)
        return [SavedView(row.id, row.name, _view(row.definition)) for row in rows]

    def save(self, table: ViewedTable, name: str, view: View, *, control: Control | None = None) -> int:
        """Keeps a view under a name, in the place of one that has it already, and returns its id.

        Raises:
            UserError: If the name is none.
        """
        name, definition = _checked(name), view_as_json(view)
        with transaction(self._engine, control) as connection:
            open_change_set(connection, self._actor, f"Save view {name}")
            known = saved_views.named(connection, table, name)
            if known is None:
                return saved_views.add(connection, table, name, definition)
            saved_views.change(connection, known, name=name, definition=definition)
            return known

    def rename(self, table: ViewedTable, view_id: int, name: str, *, control: Control | None = None) -> None:
        """Calls a view something else.

        Raises:
            UserError: If the name is none or another view's, or the view is gone.
        """
        name = _checked(name)
        with transaction(self._engine, control) as connection:
            before = _name(connection, view_id)
            open_change_set(connection, self._actor, f"Rename view {before}")
            if saved_views.named(connection, table, name) not in (None, view_id):
                raise UserError(
                    said("There is a view “{name}” already", name=name), said("Choose another name")
                )
            saved_views.change(connection, view_id, name=name)

    def delete(self, view_id: int, *, control: Control | None = None) -> None:
        """Removes a view.

        Raises:
            UserError: If it is gone already.
        """
        with transaction(self._engine, control) as connection:
            open_change_set(connection, self._actor, f"Delete view {_name(connection, view_id)}")
            saved_views.remove(connection, view_id)


def _checked(name: str) -> str:
    tidy = " ".join(without_nul(name).split())
    if not tidy:
        raise UserError(said("A view needs a name"), said("Type one"))
    if len(tidy) > LONGEST_NAME:
        raise UserError(
            said("The name of the view is too long"), said("Use at most {most} letters", most=LONGEST_NAME)
        )
    return tidy


def _name(connection: Connection, view_id: int) -> str:
    name = saved_views.name_of(connection, view_id)
    if name is None:
        raise UserError(said("The view is gone"), said("Somebody else may have deleted it"))
    return name


def _view(definition: object) -> View | None:
    try:
        return view_from_json(definition)
    except UnreadableError:
        return None
