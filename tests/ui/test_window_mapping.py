"""Files that no source knows, in the real window: the mapping view, profiles, and what comes of them."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from soleflip_desktop.ui.controllers.jobs import Stage
from soleflip_desktop.ui.dialogs.mapping import MappingDialog
from soleflip_desktop.ui.models.rows import RowsTable
from soleflip_desktop.ui.session import Session
from tests.ui.acting import INVENTORY, drop, review_of, show
from tests.ui.conftest import PATIENCE, settle

PAIRS = 12


def own_table(path: Path, *, days: tuple[int, ...] = tuple(range(1, PAIRS + 1))) -> Path:
    """A German stock list with a total below."""
    lines = ["Artikel;Artikelnummer;Größe;EK;Kaufdatum;Händler;Käufer"]
    lines += [
        f"Nike Dunk Low Panda;DD1391-100;{40 + at};{100 + at},50;{day:02d}.03.2024;BSTN;Buyer {at}"
        for at, day in enumerate(days)
    ]
    path.write_text("\n".join([*lines, "Summe;;;1.266,00;;;", ""]), encoding="utf-8")
    return path


@pytest.fixture
def stock(tmp_path: Path) -> Path:
    return own_table(tmp_path / "Mein Lager.csv", days=tuple(range(9, 9 + PAIRS)))


def mapping_view(qtbot: QtBot, session: Session) -> MappingDialog:
    """The view once it has proposed something and studied the file."""

    def opened() -> MappingDialog | None:
        return session.window.findChild(MappingDialog)

    qtbot.waitUntil(lambda: opened() is not None, timeout=PATIENCE)
    settle(qtbot, session)
    dialog = opened()
    assert dialog is not None
    return dialog


def test_that_an_unknown_file_is_mapped_and_imported(session: Session, qtbot: QtBot, stock: Path) -> None:
    drop(qtbot, session, [stock])
    dialog = mapping_view(qtbot, session)
    assert dialog.columns.fields() == {
        "Artikel": "product_name",
        "Artikelnummer": "style_codes",
        "Größe": "size",
        "EK": "price",
        "Kaufdatum": "ordered_on",
        "Händler": "supplier",
        "Käufer": "",
    }
    assert dialog.preview.model().rowCount() == PAIRS + 1
    dialog.read.click()
    review_of(qtbot, session)
    session.window.imports.review.import_button().click()
    settle(qtbot, session)
    show(qtbot, session, INVENTORY)
    assert session.window.inventory.table.model().rowCount() == PAIRS


def test_that_a_file_with_the_same_header_is_read_so_without_asking(
    session: Session, qtbot: QtBot, stock: Path, tmp_path: Path
) -> None:
    drop(qtbot, session, [stock])
    dialog = mapping_view(qtbot, session)
    dialog.read.click()
    review_of(qtbot, session)
    session.window.imports.review.import_button().click()
    settle(qtbot, session)
    drop(qtbot, session, [own_table(tmp_path / "Lager April.csv", days=(20, 21, 22))])
    review_of(qtbot, session)
    assert [job.stage for job in session.imports.jobs] == [Stage.REVIEW]


def test_that_a_changed_field_changes_the_preview(session: Session, qtbot: QtBot, stock: Path) -> None:
    drop(qtbot, session, [stock])
    dialog = mapping_view(qtbot, session)
    box = dialog.columns.field_box("Händler")
    box.setCurrentIndex(box.findData("location"))
    box.activated.emit(box.currentIndex())
    settle(qtbot, session)
    model = dialog.preview.model()
    assert isinstance(model, RowsTable)
    titles = [column.title for column in model.columns]
    assert "Location" in titles
    assert "Supplier" not in titles


def test_that_a_table_without_goods_cannot_be_read_and_says_why(
    session: Session, qtbot: QtBot, stock: Path
) -> None:
    drop(qtbot, session, [stock])
    dialog = mapping_view(qtbot, session)
    for column in ("Artikel", "Artikelnummer"):
        box = dialog.columns.field_box(column)
        box.setCurrentIndex(box.findData(""))
        box.activated.emit(box.currentIndex())
    settle(qtbot, session)
    assert dialog.told() == "Say which column is the product, the style code or the model"
    assert not dialog.read.isEnabled()


def test_that_days_that_can_be_read_in_two_ways_are_asked_about(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "stock.csv"
    rows = "".join(f"Dunk,DD1391-100,{at},100.00,0{at}/0{at + 1}/2024\n" for at in range(1, 5))
    path.write_text("Product,Style code,Size,Cost,Buy date\n" + rows, encoding="utf-8")
    drop(qtbot, session, [path])
    dialog = mapping_view(qtbot, session)
    assert not dialog.read.isEnabled()
    assert "Buy date" in dialog.told()
    box = dialog.columns.reading_box("Buy date")
    box.setCurrentIndex(box.findData("mdy"))
    box.activated.emit(box.currentIndex())
    settle(qtbot, session)
    assert dialog.read.isEnabled()


def test_that_a_view_that_was_closed_can_be_opened_again_or_the_file_dismissed(
    session: Session, qtbot: QtBot, stock: Path
) -> None:
    drop(qtbot, session, [stock])
    mapping_view(qtbot, session).reject()
    [job] = session.imports.jobs
    assert job.stage is Stage.UNKNOWN
    session.window.imports.queue.row(job).button("map").click()
    mapping_view(qtbot, session).reject()
    session.window.imports.queue.row(job).button("dismiss").click()
    settle(qtbot, session)
    assert session.imports.jobs == []
    assert session.window.imports.history.model().rowCount() == 1


def test_that_a_view_closed_before_it_was_told_is_told_nothing(
    session: Session, qtbot: QtBot, stock: Path
) -> None:
    drop(qtbot, session, [stock])
    qtbot.waitUntil(lambda: session.window.findChild(MappingDialog) is not None, timeout=PATIENCE)
    dialog = session.window.findChild(MappingDialog)
    assert dialog is not None
    dialog.reject()
    settle(qtbot, session)
    assert session.window.findChild(MappingDialog) is None
