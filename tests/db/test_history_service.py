"""What the Edit menu offers to undo and redo, and the undoing of an import by its number."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError
from soleflip_desktop.services.history import History
from soleflip_desktop.services.sales import Sales
from tests.db.imports import Imports, imports_on, report


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


@pytest.fixture
def history(engine: Engine) -> History:
    return History(engine, "command line")


def test_that_a_new_database_offers_nothing_to_undo_or_redo(history: History) -> None:
    assert (history.undoable(), history.redoable(), history.recent(10)) == (None, None, [])
    with pytest.raises(UserError, match="There is nothing to undo"):
        history.undo()
    with pytest.raises(UserError, match="There is nothing to redo"):
        history.redo()


def test_that_undo_takes_back_the_newest_change_first_and_redo_the_oldest_undo(
    imports: Imports, history: History, tmp_path: Path
) -> None:
    imports.run(report(tmp_path / "sold.csv", 20))
    sales = Sales(imports.engine, "window")
    open_sale = next(sale.id for sale in sales.first() if sale.item_id is None)
    sales.type_cost(open_sale, Decimal("50"), "EUR")
    order = sales.page([open_sale])[0].order_key

    assert label(history.undoable()) == f"Cost of {order}"
    history.undo()
    assert label(history.undoable()) == "Import sold.csv"
    assert label(history.redoable()) == f"Cost of {order}"
    history.undo()
    assert (len(sales.ids()), history.undoable()) == (0, None)
    history.redo()
    history.redo()
    assert sales.page([open_sale])[0].cost == Decimal("50.00")
    assert history.redoable() is None
    assert [each.actor for each in history.recent(3)] == ["command line"] * 3


def test_that_an_import_is_undone_once_by_its_number(
    imports: Imports, history: History, tmp_path: Path
) -> None:
    batch = imports.run(report(tmp_path / "sold.csv", 20))
    reverted = history.revert_import(batch.id)
    assert reverted.rows["sales.sales"] == 20
    assert imports.importing.get(batch.id).reverted
    with pytest.raises(UserError, match=rf"Import {batch.id} \(sold.csv\) is undone already"):
        history.revert_import(batch.id)
    history.redo()
    assert not imports.importing.get(batch.id).reverted
    history.revert_import(batch.id)
    assert imports.one("select count(*) from sales.sales") == 0


def test_that_only_an_import_that_wrote_something_can_be_undone(
    imports: Imports, history: History, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="There is no import 99"):
        history.revert_import(99)
    path = report(tmp_path / "sold.csv", 20)
    waiting = imports.stage(path)
    with pytest.raises(UserError, match="changed nothing: it is staged"):
        history.revert_import(waiting.id)
    imports.importing.commit(waiting.id, Control())
    again = imports.run(path)
    with pytest.raises(UserError, match="changed nothing: it is known"):
        history.revert_import(again.id)


def label(change_set: object) -> str | None:
    return getattr(change_set, "label", None)
