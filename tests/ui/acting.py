"""What the user does with the window, for tests to tell it in short words."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from soleflip_desktop.ui.controllers.table import TableController
from soleflip_desktop.ui.models.paged import PagedTable
from soleflip_desktop.ui.session import Session
from tests.ui.conftest import PATIENCE, settle

INVENTORY, SALES_TAB, IMPORT, ANALYTICS = range(4)


def drop(qtbot: QtBot, session: Session, files: Sequence[Path], target: QWidget | None = None) -> None:
    target = target or session.window
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    middle = QPointF(target.rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(middle.toPoint(), action, data, buttons, keys)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(session.window.files_dropped):
        QApplication.sendEvent(target, QDropEvent(middle, action, data, buttons, keys))


def review_of(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.window.imports.review.isVisible(), timeout=PATIENCE)
    settle(qtbot, session)


def import_file(qtbot: QtBot, session: Session, file: Path) -> None:
    drop(qtbot, session, [file])
    review_of(qtbot, session)
    session.window.imports.review.import_button().click()
    settle(qtbot, session)


def show(qtbot: QtBot, session: Session, tab: int) -> None:
    session.window.show_tab(tab)
    settle(qtbot, session)


def notices(session: Session) -> list[str]:
    return [notice.text for notice in session.window.notices.notices()]


def sales_model(session: Session) -> PagedTable:
    model = session.window.sales.table.model()
    assert isinstance(model, PagedTable)
    return model


def cell(session: Session, row: int, name: str) -> str:
    model = sales_model(session)
    column = next(at for at, each in enumerate(model.columns) if each.name == name)
    return str(model.index(row, column).data())


def sales_table(session: Session) -> TableController:
    return session.window.sales.findChildren(TableController)[0]


def waits_for_a_lock(engine: Engine) -> bool:
    waiting = """
        select exists (select from pg_locks join pg_database on pg_database.oid = pg_locks.database
                       where not granted and datname = current_database())
    """
    with engine.connect() as connection:
        return bool(connection.execute(text(waiting)).scalar_one())
