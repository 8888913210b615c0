"""When it breaks: the server goes and comes back, others write at the same time, nothing is lost."""

import csv
import platform
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, Engine, text

from soleflip_desktop import __version__
from soleflip_desktop.bootstrap import build_app, embedded_server
from soleflip_desktop.db.engine import connect_engine
from soleflip_desktop.domain.review import Pile
from soleflip_desktop.errors import ConnectionLostError
from soleflip_desktop.paths import DataFolder
from soleflip_desktop.services.editing import Editing, NewPair
from soleflip_desktop.services.item_goods import GoodsWanted
from soleflip_desktop.settings import Settings
from soleflip_desktop.ui.controllers.jobs import Stage
from soleflip_desktop.ui.dialogs.error_dialog import ErrorDialog
from soleflip_desktop.ui.dialogs.new_item import NewItemDialog
from soleflip_desktop.ui.dialogs.question import Question
from soleflip_desktop.ui.models.review import ReviewTable
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.tasks import Crash, Lane
from soleflip_desktop.ui.widgets.banner import Banner
from soleflip_desktop.ui.widgets.details_panel import DetailsPanel
from soleflip_desktop.ui.widgets.table_view import TableView
from tests.benchmarks.stockx_files import write_report
from tests.db.imports import imports_on
from tests.db.ledger import Ledger
from tests.db.servers import kill_everything
from tests.db.wires import Wire
from tests.postgres import open_folder
from tests.ui.acting import (
    ANALYTICS,
    IMPORT,
    INVENTORY,
    SALES_TAB,
    cell,
    drop,
    import_file,
    notices,
    review_of,
    sales_model,
    show,
    waits_for_a_lock,
)
from tests.ui.conftest import ENGLISH, PATIENCE, SALES, OpenSession, end, settle

OpenOn = Callable[[Settings], Session]
SOON = 60_000  # ms; a real server starts meanwhile


@pytest.fixture
def open_on(qapp: QApplication, qtbot: QtBot) -> Iterator[OpenOn]:
    """Opens windows on whatever settings."""
    sessions: list[Session] = []

    def open_it(settings: Settings) -> Session:
        session = Session(qapp, lambda: build_app(settings, "window"), settings.data_dir, locale=ENGLISH)
        sessions.append(session)
        with qtbot.waitSignal(session.opened, timeout=SOON):
            session.start()
        settle(qtbot, session)
        return session

    yield open_it
    for session in sessions:
        end(session)


@pytest.fixture
def wire(database_url: str) -> Iterator[Wire]:
    wire = Wire(database_url)
    yield wire
    wire.cut()


@pytest.fixture
def sale(engine: Engine) -> int:
    with engine.begin() as connection:
        return Ledger(connection).sale(order_key="4711")


@pytest.fixture
def far(wire: Wire, sale: int, open_on: OpenOn, qtbot: QtBot, tmp_path: Path) -> Session:
    """A window on a server over a network, with a sale that has no cost."""
    session = open_on(Settings(data_dir=tmp_path, database_url=wire.url))
    show(qtbot, session, SALES_TAB)
    return session


@contextmanager
def closing_engine(engine: Engine) -> Iterator[None]:
    try:
        yield
    finally:
        engine.dispose()


def banner_of(session: Session) -> Banner:
    return session.window.banner


def press(within: QWidget, text: str) -> None:
    next(each for each in within.findChildren(QPushButton) if each.text() == text).click()


def wait_for_bar(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(banner_of(session).isVisible, timeout=PATIENCE)


def wait_for_return(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.connection.is_lost, timeout=SOON)
    settle(qtbot, session)


def index_of(table: TableView, name: str) -> QModelIndex:
    """The field of the first row."""
    place = next(at for at, each in enumerate(table.columns()) if each.name == name)
    return table.model().index(0, place)


def text_of(table: TableView, name: str) -> str:
    return str(index_of(table, name).data())


def open_editor(table: TableView, name: str) -> QLineEdit:
    table.setCurrentIndex(index_of(table, name))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    return editor


def type_into(table: TableView, name: str, typed: str) -> None:
    editor = open_editor(table, name)
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def type_cost(session: Session, amount: str) -> None:
    type_into(session.window.sales.table, "cost", amount)


# Others write at the same time ----------------------------------------------------------------------------


def test_that_a_second_window_shows_at_once_what_the_first_one_writes(
    open_session: OpenSession, qtbot: QtBot, sale: int
) -> None:
    first, second = open_session(), open_session()
    for session in (first, second):
        show(qtbot, session, SALES_TAB)
    told: list[object] = []
    first.context.bus.changed.connect(told.append)
    type_cost(first, "60.00")
    qtbot.waitUntil(lambda: cell(second, 0, "cost") == "60.00\u00a0€", timeout=PATIENCE)
    settle(qtbot, first)
    assert cell(first, 0, "cost") == "60.00\u00a0€"
    assert len(told) == 1, "the first window reloaded what it wrote itself a second time"


def test_that_a_row_two_windows_change_says_in_the_second_what_it_is_now(
    open_session: OpenSession, qtbot: QtBot, engine: Engine
) -> None:
    with engine.begin() as connection:
        Ledger(connection).pair("100.00", date(2024, 3, 2), location="Shelf 1")
    first, second = open_session(), open_session()
    for session in (first, second):
        show(qtbot, session, INVENTORY)
    editor = open_editor(second.window.inventory.table, "location")
    QTest.keyClicks(editor, "Shelf 3")
    type_into(first.window.inventory.table, "location", "Shelf 2")
    settle(qtbot, first)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(notices(second)), timeout=PATIENCE)
    [told] = notices(second)
    assert told.startswith("Changed meanwhile: “Location of Nike Dunk Low to Shelf 2” (")
    assert told.endswith("Location is now “Shelf 2”, “Shelf 3” was not written.")
    table = second.window.inventory.table
    qtbot.waitUntil(lambda: text_of(table, "location") == "Shelf 2", timeout=PATIENCE)


def test_that_an_import_by_the_command_line_shows_at_once(
    session: Session, qtbot: QtBot, engine: Engine, report: Path
) -> None:
    show(qtbot, session, SALES_TAB)
    imports_on(engine).run(report)
    qtbot.waitUntil(lambda: sales_model(session).rowCount() == SALES, timeout=PATIENCE)
    show(qtbot, session, IMPORT)
    assert session.window.imports.history.model().rowCount() == 1
    assert session.window.menus.undo.text() == "Undo “Import report.csv”"


def test_that_a_burst_of_changes_is_told_as_few(
    session: Session, qtbot: QtBot, engine: Engine, sale: int
) -> None:
    show(qtbot, session, SALES_TAB)
    told: list[object] = []
    session.context.bus.changed.connect(told.append)
    for number in range(40):
        with engine.begin() as connection:
            connection.execute(text("update sales.sales set order_key = :n"), {"n": f"n{number}"})
    qtbot.waitUntil(lambda: cell(session, 0, "order_key") == "n39", timeout=PATIENCE)
    assert len(told) < 20


# The connection is lost -----------------------------------------------------------------------------------


def test_that_a_lost_server_is_told_by_a_bar_and_found_again(
    far: Session, wire: Wire, qtbot: QtBot, engine: Engine
) -> None:
    wire.cut()
    wait_for_bar(qtbot, far)
    assert banner_of(far).text() == "The database server 127.0.0.1 does not answer. Reconnecting…"
    assert far.window.state_text() == "No database"
    assert cell(far, 0, "order_key") == "4711"
    for tab in (INVENTORY, ANALYTICS, IMPORT, SALES_TAB):
        show(qtbot, far, tab)
    assert not notices(far), "a view that cannot be read is told a second time"

    wire.mend()
    press(banner_of(far), "Try now")
    wait_for_return(qtbot, far)
    assert banner_of(far).isHidden()
    assert far.window.state_text() == "Saved"
    with engine.begin() as connection:
        connection.execute(text("update sales.sales set order_key = '4712'"))
    qtbot.waitUntil(lambda: cell(far, 0, "order_key") == "4712", timeout=PATIENCE)


def test_that_the_details_say_that_they_are_of_the_row_from_before(
    engine: Engine, wire: Wire, open_on: OpenOn, qtbot: QtBot, tmp_path: Path
) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        ledger.sale(order_key="4711")
        ledger.sale(order_key="4712")
    far = open_on(Settings(data_dir=tmp_path, database_url=wire.url))
    show(qtbot, far, SALES_TAB)
    table, panel = far.window.sales.table, far.window.sales.findChildren(DetailsPanel)[0]
    table.go_to(0)
    qtbot.waitUntil(lambda: panel.shown_text() is not None, timeout=PATIENCE)
    shown = panel.shown_text()
    wire.cut()
    table.go_to(1)
    qtbot.waitUntil(lambda: bool(panel.remark()), timeout=PATIENCE)
    assert panel.remark() == "This is the row from before: the selected one cannot be read at the moment."
    assert panel.is_dimmed()
    assert panel.shown_text() is shown
    wire.mend()
    wait_for_return(qtbot, far)
    qtbot.waitUntil(lambda: cell(far, 1, "order_key") in panel.as_text(), timeout=PATIENCE)
    assert not panel.is_dimmed()
    assert panel.remark() == ""


def test_that_what_was_missed_is_shown_once_the_server_is_back(
    far: Session, wire: Wire, qtbot: QtBot, engine: Engine
) -> None:
    wire.cut()
    wait_for_bar(qtbot, far)
    with engine.begin() as connection:
        connection.execute(text("update sales.sales set order_key = '4712'"))
    wire.mend()
    wait_for_return(qtbot, far)  # by itself
    assert cell(far, 0, "order_key") == "4712"


def test_that_a_loss_that_passes_at_once_shows_no_bar(far: Session, qtbot: QtBot, engine: Engine) -> None:
    shown: list[str] = []
    banner_of(far).shown.connect(shown.append)
    with qtbot.waitSignal(far.connection.back, timeout=PATIENCE), engine.connect() as connection:
        connection.execute(
            text("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'soleflip window' and datname = current_database()
            """)
        )
    settle(qtbot, far)
    assert not shown
    assert not notices(far)


def test_that_an_edit_that_was_lost_is_offered_again_with_its_value(
    far: Session, wire: Wire, qtbot: QtBot
) -> None:
    wire.cut()
    type_cost(far, "115.99")
    settle_writes(qtbot, far)
    assert notices(far) == [
        "Not saved: cost of 4711 115.99\u00a0€. Can be tried again once the database is back"
    ]
    wire.mend()
    wait_for_return(qtbot, far)
    assert notices(far) == ["Not saved: cost of 4711 115.99\u00a0€"]
    press(far.window.notices, "Try again")
    settle(qtbot, far)
    assert cell(far, 0, "cost") == "115.99\u00a0€"
    assert not notices(far)


def test_that_pairs_whose_answer_was_lost_are_not_added_twice(
    far: Session, wire: Wire, qtbot: QtBot, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    far.window.menus.new_item.trigger()
    settle(qtbot, far)
    dialog = far.window.findChild(NewItemDialog)
    assert dialog is not None
    add = Editing.add
    lost: list[Any] = []

    def add_and_lose(*args: Any, **named: Any) -> Any:
        """The commit reaches the server, its answer does not come back."""
        added = add(*args, **named)
        if not lost:
            lost.append(added)
            raise ConnectionLostError("The connection was lost", "")
        return added

    monkeypatch.setattr(Editing, "add", add_and_lose)
    QTest.keyClicks(dialog.product, "Hoodie")
    dialog.add_button().click()
    settle_writes(qtbot, far)
    wait_for_return(qtbot, far)
    press(far.window.notices, "Try again")
    settle(qtbot, far)
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from products.items")).scalar_one() == 1


def test_that_an_edit_that_is_not_saved_is_not_dropped_by_closing(
    far: Session, wire: Wire, qtbot: QtBot
) -> None:
    wire.cut()
    type_cost(far, "115.99")
    settle_writes(qtbot, far)
    for number in range(4):  # other news do not push it out
        far.window.say(f"News {number}")
    assert any("115.99" in notice for notice in notices(far))
    assert not far.window.close()
    question = far.window.findChild(Question)
    assert question is not None
    question.button(1).click()
    press(far.window.notices, "Discard")
    assert far.window.close()


def test_that_corrections_and_ticks_that_were_lost_are_offered_again(
    far: Session, wire: Wire, qtbot: QtBot, tmp_path: Path
) -> None:
    write_report(tmp_path / "report.csv", 20, styles=5)
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["Listing Price"] = "abc"
    with (tmp_path / "faulty.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    drop(qtbot, far, [tmp_path / "faulty.csv"])
    review_of(qtbot, far)
    panel = far.window.imports.review
    model = panel.table.model()
    assert isinstance(model, ReviewTable)
    wire.cut()
    far.imports.review.rows.correction_wanted.emit(model.row_at(0), "300.00")
    far.imports.review.rows.tick_wanted.emit([2], False)
    settle_writes(qtbot, far)
    qtbot.waitUntil(lambda: not far.tasks.is_busy(Lane.STAGE), timeout=PATIENCE)
    assert len(far.unsaved.words) == 2
    assert any(words.endswith(": 300.00") for words in far.unsaved.words)
    wire.mend()
    wait_for_return(qtbot, far)
    press(far.window.notices, "Try again")
    settle(qtbot, far)
    assert panel.tiles.tile(Pile.PROBLEMS).count() == "0"
    assert panel.import_button().isEnabled()


def test_that_a_write_that_is_no_edit_says_why_it_failed(
    far: Session, wire: Wire, qtbot: QtBot, report: Path
) -> None:
    drop(qtbot, far, [report])
    review_of(qtbot, far)
    wire.cut()
    wait_for_bar(qtbot, far)
    far.window.imports.review.import_button().click()
    qtbot.waitUntil(lambda: not far.tasks.is_busy(Lane.WRITE), timeout=PATIENCE)
    assert any(notice.startswith("The database does not answer") for notice in notices(far))
    wire.mend()
    wait_for_return(qtbot, far)
    far.window.imports.review.import_button().click()
    settle(qtbot, far)
    assert any(notice.startswith(f"Imported {SALES} sales") for notice in notices(far))


def test_that_a_file_whose_check_was_interrupted_can_be_continued(
    far: Session, wire: Wire, qtbot: QtBot, engine: Engine, report: Path
) -> None:
    with engine.connect() as holder:
        holder.execute(text("lock table sales.sales in access exclusive mode"))  # the check reads it
        drop(qtbot, far, [report])
        waiting = "select count(*) from integration.import_batches where status = 'staged'"
        with engine.connect() as other:
            qtbot.waitUntil(lambda: committed(other, waiting) == 1, timeout=PATIENCE)
        qtbot.waitUntil(lambda: waits_for_a_lock(engine), timeout=PATIENCE)
        wire.cut()
        qtbot.waitUntil(lambda: not far.tasks.is_busy(Lane.STAGE), timeout=PATIENCE)
        holder.rollback()
    [job] = far.imports.jobs
    assert job.stage is Stage.FAILED
    wire.mend()
    wait_for_return(qtbot, far)
    assert job.stage.name == Stage.LEFT.name
    far.window.imports.queue.pressed.emit(job, "continue")
    review_of(qtbot, far)
    far.window.imports.review.import_button().click()
    settle(qtbot, far)
    assert notices(far)[-1].startswith(f"Imported {SALES} sales")


def committed(connection: Connection, count: str) -> int:
    connection.rollback()
    return int(connection.execute(text(count)).scalar_one())


def test_that_details_say_what_the_server_said(far: Session, wire: Wire, qtbot: QtBot) -> None:
    wire.cut()
    wait_for_bar(qtbot, far)
    qtbot.waitUntil(lambda: "Connection refused" in str(far.connection.error), timeout=PATIENCE)
    press(banner_of(far), "Details")
    dialog = far.window.findChild(Question)
    assert dialog is not None
    box = dialog.findChild(QPlainTextEdit)
    assert box is not None
    assert "Connection refused" in box.toPlainText()
    wire.mend()
    press(dialog, "Try now")
    wait_for_return(qtbot, far)


def settle_writes(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: bool(notices(session)), timeout=PATIENCE)


# The embedded server --------------------------------------------------------------------------------------


@pytest.fixture
def folder() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder


def test_that_a_killed_embedded_server_is_started_again_and_nothing_is_lost(
    folder: Path, open_on: OpenOn, qtbot: QtBot, report: Path, tmp_path: Path
) -> None:
    session = open_on(Settings(data_dir=folder))
    import_file(qtbot, session, report)
    waiting = tmp_path / "waiting.csv"
    write_report(waiting, 30, styles=5, first_order=20_000_000)
    drop(qtbot, session, [waiting])
    review_of(qtbot, session)
    show(qtbot, session, SALES_TAB)

    with qtbot.waitSignal(session.connection.back, timeout=SOON):
        kill_everything(embedded_server(DataFolder(folder)))
    settle(qtbot, session)
    assert banner_of(session).isHidden()
    assert sales_model(session).rowCount() == SALES

    show(qtbot, session, IMPORT)
    session.window.imports.review.import_button().click()
    settle(qtbot, session)
    show(qtbot, session, SALES_TAB)
    assert sales_model(session).rowCount() == SALES + 30


def test_that_a_stopped_embedded_server_is_started_again(folder: Path, open_on: OpenOn, qtbot: QtBot) -> None:
    session = open_on(Settings(data_dir=folder))
    server = embedded_server(DataFolder(folder))
    before = server.status().pid
    with qtbot.waitSignal(session.connection.back, timeout=SOON):
        server.stop()
    settle(qtbot, session)
    assert server.status().running
    assert server.status().pid != before


# The disk is full -----------------------------------------------------------------------------------------


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A folder on a file system of its own that holds 120 MB, more than a new database needs."""
    with open_folder() as folder:
        options = ["-t", "tmpfs", "-o", "size=120m,mode=755"]
        if (
            shutil.which("mount") is None
            or subprocess.run(
                ["mount", *options, "tmpfs", folder], capture_output=True, check=False
            ).returncode
        ):
            pytest.skip("only root may mount a file system")
        yield folder
        subprocess.run(["umount", folder], check=True)


def fill(disk: Path) -> Path:
    """Leaves 200 kB of it; what it writes can be deleted."""
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(shutil.disk_usage(disk).free - 200_000))
    return ballast


def test_that_an_import_on_a_full_disk_says_where_and_stays_offered(
    small_disk: Path, open_on: OpenOn, qtbot: QtBot, tmp_path: Path
) -> None:
    session = open_on(Settings(data_dir=small_disk))
    large = tmp_path / "large.csv"
    write_report(large, 3_000, styles=500)
    drop(qtbot, session, [large])
    review_of(qtbot, session)
    ballast = fill(small_disk)
    session.window.imports.review.import_button().click()
    settle(qtbot, session)
    [told] = notices(session)
    assert re.match(r"The disk of the database is full: \d+\.\d MB are free in ", told)
    assert str(small_disk / "postgres") in told
    assert "make room there, then try again" in told
    assert session.window.imports.review.isVisible()

    ballast.unlink()
    session.window.imports.review.import_button().click()
    settle(qtbot, session)
    assert notices(session)[-1].startswith("Imported 3,000 sales")
    end(session)


def test_that_a_server_that_has_no_room_to_start_comes_back_once_there_is(
    small_disk: Path, open_on: OpenOn, qtbot: QtBot
) -> None:
    session = open_on(Settings(data_dir=small_disk))
    ballast = small_disk / "ballast"
    with ballast.open("wb") as file:
        file.write(bytes(shutil.disk_usage(small_disk).free))
    kill_everything(embedded_server(DataFolder(small_disk)))
    qtbot.waitUntil(lambda: "disk of the database is full" in banner_of(session).text(), timeout=SOON)
    assert str(small_disk) in banner_of(session).text()
    ballast.unlink()
    press(banner_of(session), "Try now")
    wait_for_return(qtbot, session)
    assert banner_of(session).isHidden()
    end(session)


# Waiting for another program ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("soleflip command line", "Waiting for another import to end…"),
        ("psql", "Waiting for another program to end its work on the database (psql)…"),
    ],
)
def test_that_waiting_for_another_program_is_said_and_can_be_cancelled(
    session: Session, qtbot: QtBot, database_url: str, engine: Engine, sale: int, name: str, words: str
) -> None:
    show(qtbot, session, SALES_TAB)
    other = connect_engine(database_url, application=name)
    with closing_engine(other), other.connect() as holder:
        holder.execute(text("lock table products.items, sales.sales in share row exclusive mode"))
        type_cost(session, "115.99")
        qtbot.waitUntil(lambda: waits_for_a_lock(engine), timeout=PATIENCE)
        wait_for_bar(qtbot, session)
        assert banner_of(session).text() == words
        press(banner_of(session), "Cancel")
        qtbot.waitUntil(lambda: not session.tasks.is_busy(Lane.WRITE), timeout=PATIENCE)
        holder.rollback()
    settle(qtbot, session)
    assert banner_of(session).isHidden()
    assert notices(session) == ["Not saved: cost of 4711 115.99\u00a0€"]
    press(session.window.notices, "Try again")
    settle(qtbot, session)
    assert cell(session, 0, "cost") == "115.99\u00a0€"


@pytest.mark.parametrize("act", ["cost", "delete", "release"])
def test_that_closing_ends_a_write_that_waits_for_another_program(
    session: Session, qtbot: QtBot, engine: Engine, sale: int, act: str
) -> None:
    Editing(engine, "window").add(NewPair(GoodsWanted("Hoodie")))
    show(qtbot, session, INVENTORY if act == "delete" else SALES_TAB)
    with engine.connect() as holder:
        # A write that went on waiting would be let in, and seen below, instead of holding up the test.
        holder.execute(text("set local idle_in_transaction_session_timeout = '20s'"))
        holder.execute(text("lock table products.items, sales.sales in share row exclusive mode"))
        if act == "cost":
            type_cost(session, "115.99")
        elif act == "delete":
            session.window.inventory.table.selectAll()
            QTest.keyClick(session.window.inventory.table, Qt.Key.Key_Delete)
        else:
            session.window.sales.table.selectAll()
            session.window.sales.table.setFocus()
            QTest.keyClick(
                session.window.sales.table,
                Qt.Key.Key_M,
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            )
        qtbot.waitUntil(lambda: waits_for_a_lock(engine), timeout=PATIENCE)
        end(session)
        assert not waits_for_a_lock(engine)
        left = "select (select count(*) from products.items), (select item_id from sales.sales)"
        assert tuple(holder.execute(text(left)).one()) == (1, None)


# Reports --------------------------------------------------------------------------------------------------


def test_that_a_report_names_the_versions_and_no_secret(session: Session) -> None:
    home = str(Path.home())
    secret = "postgresql://me:hunter2@db.example/soleflip"
    session.crashes.show_crash(Crash(f"Traceback of {home}/soleflip: {secret}"))
    [dialog] = session.window.findChildren(ErrorDialog)
    report = dialog.report()
    assert __version__ in report
    assert platform.platform() in report
    assert "PostgreSQL 1" in report
    assert "hunter2" not in report
    assert "Traceback of ~/soleflip: postgresql://me:***@db.example/soleflip" in report
    dialog.close()
