"""The real window on a real database, drawn off screen."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from soleflip_desktop.bootstrap import build_app
from soleflip_desktop.settings import Settings
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.tasks import Tasks
from tests.benchmarks.stockx_files import write_report

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)
SALES = 260  # more than a page of the table
PATIENCE = 20_000  # ms

OpenSession = Callable[..., Session]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The off-screen platform says this of every dialog that has a smallest size, and of every popup."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(
                pytest.mark.qt_log_ignore(
                    "does not support (propagateSizeHints|raise|grabbing the keyboard)", extend=True
                )
            )


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["soleflip"]


@pytest.fixture
def formats() -> Formats:
    return Formats(ENGLISH)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.shutdown()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A StockX report of a made-up seller."""
    path = tmp_path / "report.csv"
    write_report(path, SALES, styles=40)
    return path


@pytest.fixture
def open_session(
    qapp: QApplication, qtbot: QtBot, engine: Engine, database_url: str, tmp_path: Path
) -> Iterator[OpenSession]:
    """Opens windows one after the other on the same database and data folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    settings = Settings(data_dir=folder, database_url=database_url)
    sessions: list[Session] = []

    def open_it(*files: Path) -> Session:
        session = Session(qapp, lambda: build_app(settings, "window"), folder, files, ENGLISH)
        sessions.append(session)
        with qtbot.waitSignal(session.opened, timeout=PATIENCE):
            session.start()
        settle(qtbot, session)
        return session

    yield open_it
    for session in sessions:
        end(session)


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    return open_session()


def settle(qtbot: QtBot, session: Session) -> None:
    """Waits until no task is under way."""
    qtbot.waitUntil(lambda: not session.tasks.is_busy(), timeout=PATIENCE)


def end(session: Session) -> None:
    """Closes a session as the program does; a second time does nothing."""
    if not session.property("ended"):
        session.setProperty("ended", True)
        session.window.close()
        session.close()
        session.window.deleteLater()
        session.theme.deleteLater()
