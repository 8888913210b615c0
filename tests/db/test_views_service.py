"""Saved views in the database."""

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.domain.selection import Is, Selection
from soleflip_desktop.domain.views import View, ViewedTable
from soleflip_desktop.errors import UserError
from soleflip_desktop.services.history import History
from soleflip_desktop.services.views import Views

LOSSES = View(Selection(filters=(Is("loss"),)))
SALES, ITEMS = ViewedTable.SALES, ViewedTable.ITEMS


@pytest.fixture
def views(engine: Engine) -> Views:
    return Views(engine, "window")


def _names(views: Views, table: ViewedTable = SALES) -> list[str]:
    return [saved.name for saved in views.all(table)]


def test_that_a_view_is_kept_for_its_table_by_name(views: Views) -> None:
    views.save(SALES, " Losses  of\nall ", LOSSES)
    views.save(SALES, "Best", View())
    views.save(ITEMS, "Losses of all", View())
    assert _names(views) == ["Best", "Losses of all"]
    assert views.all(SALES)[1].view == LOSSES
    assert _names(views, ITEMS) == ["Losses of all"]


def test_that_nul_is_left_out_of_what_is_kept(views: Views) -> None:
    views.save(SALES, "Dunk\0s", View(Selection("du\0nk")))
    [kept] = views.all(SALES)
    assert (kept.name, kept.view) == ("Dunks", View(Selection("dunk")))


def test_that_the_same_name_takes_the_place_of_the_view(views: Views) -> None:
    first = views.save(SALES, "Losses", View())
    assert views.save(SALES, "LOSSES", LOSSES) == first
    assert [(saved.name, saved.view) for saved in views.all(SALES)] == [("LOSSES", LOSSES)]


def test_that_every_change_is_undone(views: Views, engine: Engine) -> None:
    history = History(engine, "window")
    view_id = views.save(SALES, "Losses", LOSSES)
    views.rename(SALES, view_id, "Bad days")
    views.delete(view_id)
    assert _names(views) == []
    history.undo()
    assert _names(views) == ["Bad days"]
    history.undo()
    assert _names(views) == ["Losses"]
    history.undo()
    assert _names(views) == []


def test_that_a_name_must_be_one_and_free(views: Views) -> None:
    views.save(SALES, "One", View())
    two = views.save(SALES, "Two", View())
    for name, why in (("  ", "needs a name"), ("x" * 61, "too long"), ("one", "already")):
        with pytest.raises(UserError, match=why):
            views.rename(SALES, two, name)
    views.rename(SALES, two, "TWO")  # its own name in other letters
    assert _names(views) == ["One", "TWO"]


def test_that_a_view_that_is_gone_is_said_to_be(views: Views) -> None:
    view_id = views.save(SALES, "One", View())
    views.delete(view_id)
    with pytest.raises(UserError, match="gone"):
        views.delete(view_id)
    with pytest.raises(UserError, match="gone"):
        views.rename(SALES, view_id, "Two")


def test_that_a_view_of_a_later_version_is_listed_but_not_read(views: Views, engine: Engine) -> None:
    views.save(SALES, "One", View())
    with engine.begin() as connection:
        connection.execute(text("update core.saved_views set definition = '{\"v\": 9}'"))
    assert [(saved.name, saved.view) for saved in views.all(SALES)] == [("One", None)]
