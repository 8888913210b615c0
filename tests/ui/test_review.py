"""The review of a file in the real window: rows in piles, ticks, corrections, problems, the decision."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.ui.controllers.jobs import Stage
from soleflip_desktop.ui.models.review import CELL, TICK, Pile, ReviewTable
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.widgets.review_panel import ReviewPanel
from soleflip_desktop.ui.widgets.table_view import ROW_HEIGHTS, Density
from tests.db.imports import purchases, records, write
from tests.ui.acting import IMPORT, drop, import_file, notices, review_of, show, waits_for_a_lock
from tests.ui.conftest import PATIENCE, SALES, OpenSession, end, settle

PAYOUT = "Total Gross Amount (Total Payout)"
PROBLEM_ROW = 206


@pytest.fixture
def mixed(report: Path, tmp_path: Path) -> Path:
    """A report whose rows 1 to 3 are in known.csv; 1 differs, 206 has a problem, the last is a duplicate."""
    rows = records(report)
    write(tmp_path / "known.csv", rows[:3])
    rows[0][PAYOUT] = str(Decimal(rows[0][PAYOUT]) - 2)
    rows[PROBLEM_ROW - 1]["Listing Price"] = "abc"
    return write(tmp_path / "mixed.csv", [*rows, rows[9]])


@pytest.fixture
def panel(session: Session, qtbot: QtBot, mixed: Path) -> ReviewPanel:
    """The review of a file with rows in every pile."""
    import_file(qtbot, session, mixed.with_name("known.csv"))
    drop(qtbot, session, [mixed])
    review_of(qtbot, session)
    return session.window.imports.review


class FileManager(QObject):
    """Takes the place of the system's own."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def model_of(panel: ReviewPanel) -> ReviewTable:
    model = panel.table.model()
    assert isinstance(model, ReviewTable)
    return model


def cell(panel: ReviewPanel, row: int, name: str, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    model = model_of(panel)
    return model.index(row, model.place_of(name)).data(role)


def is_ticked(panel: ReviewPanel, row: int) -> bool:
    return cell(panel, row, TICK, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def choose(qtbot: QtBot, session: Session, panel: ReviewPanel, pile: Pile) -> None:
    panel.tiles.tile(pile).click()
    settle(qtbot, session)


def correct(qtbot: QtBot, session: Session, panel: ReviewPanel, typed: str) -> None:
    """Types over the cell at fault of the first row, by keyboard."""
    panel.table.go_to(0)
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_F2)
    editor = panel.table.findChild(QLineEdit)
    assert editor is not None
    assert editor.accessibleName() == "Correct Listing Price"
    editor.selectAll()
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.table.is_editing())  # Qt commits what was typed a moment later
    settle(qtbot, session)


def test_that_every_tile_lists_the_rows_it_counts(session: Session, qtbot: QtBot, panel: ReviewPanel) -> None:
    assert panel.tiles.tile(Pile.ALL).count() == str(SALES + 1)
    assert panel.tiles.tile(Pile.KNOWN).count() == "2"
    for pile in Pile:
        choose(qtbot, session, panel, pile)
        assert panel.tiles.tile(pile).count() == str(model_of(panel).rowCount())
        assert panel.lists_rows() == bool(model_of(panel).rowCount())


def test_that_the_gravest_rows_are_shown_first(panel: ReviewPanel) -> None:
    assert panel.tiles.tile(Pile.PROBLEMS).isChecked()
    assert cell(panel, 0, "row") == str(PROBLEM_ROW)
    assert cell(panel, 0, "price") == "abc"
    assert cell(panel, 0, "what") == "Listing Price: “abc” is not an amount of money. Write it as 1234.50"


def test_that_a_changed_row_shows_old_and_new(session: Session, qtbot: QtBot, panel: ReviewPanel) -> None:
    choose(qtbot, session, panel, Pile.CHANGED)
    assert str(cell(panel, 0, "what")).startswith("Payout ")
    assert " → " in str(cell(panel, 0, "what"))


def test_that_rows_below_the_first_page_come_when_they_are_looked_at(
    session: Session, qtbot: QtBot, panel: ReviewPanel
) -> None:
    choose(qtbot, session, panel, Pile.ALL)
    panel.table.scrollToBottom()
    qtbot.waitUntil(lambda: cell(panel, SALES, "row") == str(SALES + 1), timeout=PATIENCE)
    assert str(cell(panel, SALES, "what")).startswith("Repeats an earlier row")


def test_that_the_model_keeps_the_rules_of_qt(session: Session, qtbot: QtBot, panel: ReviewPanel) -> None:
    tester = QAbstractItemModelTester(model_of(panel), QAbstractItemModelTester.FailureReportingMode.QtTest)
    choose(qtbot, session, panel, Pile.ALL)
    panel.selected_button().click()
    choose(qtbot, session, panel, Pile.KNOWN)
    assert tester.model() is model_of(panel)


def test_that_problems_hold_the_import_back_until_they_are_left_out(
    session: Session, qtbot: QtBot, panel: ReviewPanel, engine: Engine
) -> None:
    assert panel.import_button().text() == f"Import {SALES - 4} sales, change 1"
    assert not panel.import_button().isEnabled()
    assert panel.remark().startswith("Correct the problems, or leave those rows out")
    panel.leave_out_box().click()
    assert panel.import_button().isEnabled()
    panel.import_button().click()
    settle(qtbot, session)
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from sales.sales")).scalar_one() == SALES - 1


def test_that_a_cell_is_corrected_by_keyboard_and_the_row_imported(
    session: Session, qtbot: QtBot, panel: ReviewPanel, engine: Engine
) -> None:
    correct(qtbot, session, panel, "300.00")
    assert panel.tiles.tile(Pile.PROBLEMS).count() == "0"
    assert not panel.lists_rows()
    assert panel.import_button().text() == f"Import {SALES - 3} sales, change 1"
    assert panel.leave_out_box().isHidden()
    panel.import_button().click()
    settle(qtbot, session)
    with engine.connect() as connection:
        gross = "select count(*) from sales.sales where gross = 300"
        assert connection.execute(text(gross)).scalar_one() >= 1


def test_that_a_correction_that_makes_it_no_better_says_why(
    session: Session, qtbot: QtBot, panel: ReviewPanel
) -> None:
    correct(qtbot, session, panel, "-5")
    assert cell(panel, 0, CELL) == "-5"
    assert "is negative" in panel.told()
    assert panel.table.currentIndex().column() == model_of(panel).place_of(CELL)


def test_that_nothing_is_decided_while_a_correction_is_checked(
    session: Session, qtbot: QtBot, panel: ReviewPanel, engine: Engine
) -> None:
    panel.leave_out_box().click()
    with engine.connect() as other:
        other.execute(text("lock table integration.findings in access exclusive mode"))
        model = model_of(panel)
        model.setData(model.index(0, model.place_of(CELL)), "300")
        qtbot.waitUntil(lambda: waits_for_a_lock(engine), timeout=PATIENCE)
        assert not panel.import_button().isEnabled()
        assert not panel.discard_button().isEnabled()
    settle(qtbot, session)
    assert panel.import_button().isEnabled()


def test_that_what_is_being_typed_outlives_the_check_of_an_earlier_correction(
    session: Session, qtbot: QtBot, panel: ReviewPanel, engine: Engine
) -> None:
    model, table = model_of(panel), panel.table
    with engine.connect() as other:
        other.execute(text("lock table integration.findings in access exclusive mode"))
        model.setData(model.index(0, model.place_of(CELL)), "-5")
        qtbot.waitUntil(lambda: waits_for_a_lock(engine), timeout=PATIENCE)
        table.setCurrentIndex(model.index(0, model.place_of(CELL)))
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_F2)
        editor = table.findChild(QLineEdit)
        assert editor is not None
        editor.selectAll()
        QTest.keyClicks(editor, "300.00")
    settle(qtbot, session)
    assert panel.discard_button().isEnabled(), "the first correction has been checked"
    assert table.is_editing()
    assert editor.text() == "300.00"
    assert cell(panel, 0, CELL) == "abc", "the reload waits for the end of typing"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: cell(panel, 0, CELL) == "-5", timeout=PATIENCE)


def test_that_a_tick_leaves_a_row_out(
    session: Session, qtbot: QtBot, panel: ReviewPanel, engine: Engine
) -> None:
    panel.leave_out_box().click()
    choose(qtbot, session, panel, Pile.NEW)
    assert is_ticked(panel, 0)
    model = model_of(panel)
    model.setData(
        model.index(0, model.place_of(TICK)), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    settle(qtbot, session)
    assert not is_ticked(panel, 0)
    assert cell(panel, 0, "what") == "Left out"
    assert panel.import_button().text() == f"Import {SALES - 5} sales, change 1"
    assert "1 row is left out" in panel.remark()
    panel.import_button().click()
    settle(qtbot, session)
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from sales.sales")).scalar_one() == SALES - 2


def test_that_selected_rows_are_left_out_and_taken_with_the_space_bar(
    session: Session, qtbot: QtBot, panel: ReviewPanel
) -> None:
    choose(qtbot, session, panel, Pile.NEW)
    session.window.activateWindow()
    panel.table.setFocus()
    panel.table.selectAll()
    assert panel.selected_button().text() == f"Leave {SALES - 4} rows out"
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    settle(qtbot, session)
    assert panel.import_button().text() == "Change 1 sale"
    assert panel.table.selected_count() == SALES - 4
    assert panel.selected_button().text() == f"Take {SALES - 4} rows"
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    settle(qtbot, session)
    assert panel.import_button().text() == f"Import {SALES - 4} sales, change 1"


def test_that_all_rows_with_the_same_warning_are_left_out_at_once(
    session: Session, qtbot: QtBot, panel: ReviewPanel
) -> None:
    choose(qtbot, session, panel, Pile.WARNINGS)
    warned = model_of(panel).rowCount()
    assert warned > 1
    new = next(row for row in range(warned) if is_ticked(panel, row))
    panel.table.go_to(new)
    panel.alike_button().click()
    settle(qtbot, session)
    assert not any(is_ticked(panel, row) for row in range(warned))
    assert panel.alike_button().text() == "Take all like this"


def test_that_what_is_left_out_is_still_left_out_after_a_restart(
    open_session: OpenSession, qtbot: QtBot, report: Path
) -> None:
    first = open_session()
    drop(qtbot, first, [report])
    review_of(qtbot, first)
    choose(qtbot, first, first.window.imports.review, Pile.ALL)
    first.window.imports.review.table.go_to(0)
    first.window.imports.review.selected_button().click()
    settle(qtbot, first)
    end(first)
    second = open_session()
    second.window.imports.queue.rows()[0].button("continue").click()
    review_of(qtbot, second)
    assert second.window.imports.review.import_button().text() == f"Import {SALES - 1} sales"


def test_that_a_file_of_which_nothing_is_ticked_cannot_be_imported(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    drop(qtbot, session, [report])
    review_of(qtbot, session)
    panel = session.window.imports.review
    choose(qtbot, session, panel, Pile.ALL)
    panel.table.selectAll()
    panel.selected_button().click()
    settle(qtbot, session)
    assert panel.import_button().text() == "Nothing to import"
    assert not panel.import_button().isEnabled()


def test_that_rows_are_searched_and_sorted(session: Session, qtbot: QtBot, panel: ReviewPanel) -> None:
    choose(qtbot, session, panel, Pile.ALL)
    order = str(cell(panel, 4, "order"))
    panel.search.setText(order)
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    settle(qtbot, session)
    assert [cell(panel, row, "row") for row in range(model_of(panel).rowCount())] == ["5"]
    panel.search.setText("no such order")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    settle(qtbot, session)
    assert not panel.lists_rows()
    panel.search.clear()
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    model_of(panel).sort(model_of(panel).place_of("row"), Qt.SortOrder.DescendingOrder)
    settle(qtbot, session)
    assert cell(panel, 0, "row") == str(SALES + 1)


def test_that_purchases_have_columns_of_their_own(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    bought = ("DD1391-100", "Nike Dunk", "10", 3, "80", "EUR", "2024-01-05", "Shop", "A-1")
    drop(qtbot, session, [purchases(tmp_path / "p.csv", bought)])
    review_of(qtbot, session)
    panel = session.window.imports.review
    assert [cell(panel, 0, name) for name in ("order", "partner", "pairs", "price", "what")] == [
        "A-1",
        "Shop",
        "3",
        "80.00\u00a0€",
        "New",
    ]
    assert panel.import_button().text() == "Import 1 purchase"


def test_that_selected_rows_are_copied(session: Session, qtbot: QtBot, panel: ReviewPanel) -> None:
    choose(qtbot, session, panel, Pile.CHANGED)
    panel.table.selectAll()
    panel.table.copy_wanted.emit()
    settle(qtbot, session)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("Row\tOrder\tSold\t")


def test_that_problem_rows_are_exported_corrected_and_dropped_again(
    session: Session, qtbot: QtBot, panel: ReviewPanel, tmp_path: Path
) -> None:
    panel.export_button().click()
    dialog = panel.findChild(QFileDialog)
    assert dialog is not None
    out = tmp_path / "problems.csv"
    dialog.fileSelected.emit(str(out))
    dialog.reject()
    settle(qtbot, session)
    assert "Exported 1 problem row to problems.csv" in notices(session)
    corrected = out.read_text("utf-8-sig").replace(",abc,", ",300,")
    out.write_text(corrected, "utf-8")
    panel.discard_button().click()
    settle(qtbot, session)
    drop(qtbot, session, [out])
    review_of(qtbot, session)
    assert panel.import_button().text() == "Import 1 sale"


def test_that_every_way_out_of_a_review_can_be_reached_by_keyboard(panel: ReviewPanel) -> None:
    reached: set[QWidget] = set()
    widget: QWidget | None = panel.tiles.tile(Pile.ALL)
    for _ in range(200):
        assert widget is not None
        reached.add(widget)
        widget = widget.nextInFocusChain()
    wanted = (
        panel.search,
        panel.table,
        panel.leave_out_box(),
        panel.export_button(),
        panel.discard_button(),
        panel.import_button(),
    )
    assert reached.issuperset(wanted)
    assert all(each.accessibleName() for each in wanted)


def test_that_the_history_tells_details_and_opens_the_folder(
    session: Session, qtbot: QtBot, report: Path
) -> None:
    import_file(qtbot, session, report)
    tab = session.window.imports
    assert tab.details.isHidden()
    tab.history.go_to(0)
    settle(qtbot, session)
    lines = tab.details.lines()
    assert (lines["State"], lines["New"], lines["Source"]) == ("Imported", str(SALES), "StockX sales report")
    assert "Importing" in lines
    assert not tab.history.horizontalScrollBar().maximum(), "at 1280 px every column fits beside the details"
    manager = FileManager(session)
    QDesktopServices.setUrlHandler("file", manager, "take")  # type: ignore[arg-type]  # it takes no bytes
    tab.details.folder_button().click()
    QDesktopServices.unsetUrlHandler("file")
    assert manager.opened == [str(report.parent)]


def test_that_the_history_imports_a_file_again(session: Session, qtbot: QtBot, report: Path) -> None:
    import_file(qtbot, session, report)
    tab = session.window.imports
    tab.history.go_to(0)
    tab.details.again_button().click()
    review_of(qtbot, session)
    assert session.imports.jobs[0].stage is Stage.REVIEW
    assert tab.review.tiles.tile(Pile.KNOWN).count() == str(SALES)


def test_that_a_failed_file_tells_its_error_in_the_details(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = tmp_path / "holiday.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    drop(qtbot, session, [picture])
    settle(qtbot, session)
    tab = session.window.imports
    tab.history.go_to(0)
    settle(qtbot, session)
    assert tab.details.error().startswith("holiday.csv is a PNG image")


@pytest.mark.parametrize("decision", ["continue", "discard"])
def test_that_a_waiting_file_is_taken_further_from_the_history(
    open_session: OpenSession, qtbot: QtBot, report: Path, decision: str
) -> None:
    first = open_session()
    drop(qtbot, first, [report])
    review_of(qtbot, first)
    end(first)
    second = open_session()
    show(qtbot, second, IMPORT)
    tab = second.window.imports
    tab.history.go_to(0)
    button = tab.continue_button() if decision == "continue" else tab.discard_button()
    assert button.isVisible()
    button.click()
    settle(qtbot, second)
    assert tab.review.isVisible() == (decision == "continue")
    assert bool(second.imports.jobs) == (decision == "continue")
    if decision == "discard":
        assert tab.history.model().index(0, 5).data() == "Discarded"
        assert not tab.continue_button().isVisible()


def test_that_a_low_window_gives_the_room_of_the_drop_zone_to_the_rows(
    session: Session, qtbot: QtBot, report: Path, tmp_path: Path
) -> None:
    other = write(tmp_path / "other.csv", records(report)[:3])
    drop(qtbot, session, [report, other])
    review_of(qtbot, session)
    tab = session.window.imports
    assert tab.drop_zone.isVisible()
    high = tab.queue.height()
    session.window.resize(944, 560)
    qtbot.waitUntil(lambda: not tab.drop_zone.isVisible())
    qtbot.waitUntil(lambda: tab.queue.height() < high)
    qtbot.waitUntil(lambda: tab.review.table.viewport().height() >= 2 * ROW_HEIGHTS[Density.COMFORTABLE])
    assert tab.review.tiles.height() >= tab.review.tiles.minimumSizeHint().height()
    session.window.resize(1280, 800)
    qtbot.waitUntil(tab.drop_zone.isVisible)
