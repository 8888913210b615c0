"""Pictures of every tab and dialog on the sample data: `uv run python -m tests.screenshots OUT`.

Needs no display, and a PostgreSQL as the tests do (`SOLEFLIP_TEST_SERVER`, or the one that is shipped). The
sample ends today, so pictures of different days differ by their dates.
"""

import argparse
import csv
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QLocale, QSize, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from sqlalchemy import create_engine, make_url, text

from soleflip_desktop.bootstrap import build_app
from soleflip_desktop.domain.selection import Selection
from soleflip_desktop.importers.samples import write_sample_files
from soleflip_desktop.settings import Settings
from soleflip_desktop.ui.app import collect_again
from soleflip_desktop.ui.controllers.table import TableController
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.tasks import Crash
from soleflip_desktop.ui.theme import ThemeChoice
from soleflip_desktop.ui.translation import Language
from tests.postgres import running_server

SIZES = (QSize(1280, 800), QSize(1920, 1080))
TABS = ("inventory", "sales", "import", "analytics")
LOCALES = {
    Language.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    Language.GERMAN: QLocale(QLocale.Language.German, QLocale.Country.Germany),
}
PATIENCE = 60.0  # seconds
OF = "datname = :n and pid <> pg_backend_pid()"
ANIMATED = 0.3  # seconds, until what comes late (dimming, a caret) has come


@dataclass(frozen=True, slots=True)
class Look:
    """One way in which everything is drawn."""

    language: Language
    theme: ThemeChoice
    size: QSize

    def __str__(self) -> str:
        return f"{self.language.value}-{self.theme.value}-{self.size.width()}x{self.size.height()}"


@dataclass(slots=True)
class Photographer:
    """Drives one window and takes pictures of it."""

    session: Session
    folder: Path
    look: Look
    only: str = ""
    taken: list[Path] = field(default_factory=list)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Waits until the window is at rest, then keeps what it looks like."""
        if self.only not in name:
            return
        self.rest()
        path = self.folder / f"{self.look}" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        shown = widget or self.session.window
        assert shown.grab().save(str(path)), f"{path} cannot be written"
        self.taken.append(path)

    def rest(self) -> None:
        until(lambda: not self.session.tasks.is_busy())
        let_pass(ANIMATED)

    def tab(self, number: int) -> None:
        self.session.window.show_tab(number)
        self.rest()


def main() -> int:
    options = _options()
    application = QApplication.instance() or QApplication(["soleflip"])
    assert isinstance(application, QApplication)
    languages = (Language(options.language),) if options.language else tuple(LOCALES)
    with a_server() as server:
        for look in looks(languages, quick=options.quick):
            taken = photograph(application, server, options.folder, look, options.only)
            sys.stdout.write(f"{look}: {len(taken)} pictures\n")
            sys.stdout.flush()
    return 0


def looks(languages: tuple[Language, ...], *, quick: bool) -> list[Look]:
    """Everything in every way; with `quick` only the small window, dark in the first language alone."""
    themes = (ThemeChoice.LIGHT, ThemeChoice.DARK)
    every = [Look(language, theme, size) for size in SIZES for language in languages for theme in themes]
    if not quick:
        return every
    small = [look for look in every if look.size == SIZES[0]]
    return [look for look in small if look.theme is ThemeChoice.LIGHT or look.language == languages[0]]


def photograph(
    application: QApplication, server: str, folder: Path, look: Look, only: str = ""
) -> list[Path]:
    """All pictures in one look, on a database of their own."""
    with TemporaryDirectory(prefix="soleflip-pictures-") as place, a_database(server) as url:
        data = Path(place) / "SoleFlip"
        data.mkdir()
        settings = Settings(data_dir=data, database_url=url)
        session = Session(
            application, lambda: build_app(settings, "window"), data, (), LOCALES[look.language]
        )
        session.theme.choose(look.theme)
        session.window.resize(look.size)
        camera = Photographer(session, folder, look, only)
        opened: list[bool] = []
        crashes: list[Crash] = []
        session.tasks.crashed.connect(crashes.append)
        session.opened.connect(lambda: opened.append(True))
        session.start()
        until(lambda: bool(opened))
        collect_again()
        try:
            _empty(camera)
            _busy(camera)
            _filled(camera)
            _imports(camera, Path(place))
            _dialogs(camera)
            _broken(camera, url)
        finally:
            session.stop()
            session.close()
            session.deleteLater()
            let_pass(0)
        assert not crashes, f"a picture shows a fault: {crashes[0].traceback}"
        return camera.taken


def _empty(camera: Photographer) -> None:
    for number, name in enumerate(TABS):
        camera.tab(number)
        camera.take(f"1-empty-{name}")


def _busy(camera: Photographer) -> None:
    camera.session.sample.load()
    let_pass(0.05)
    camera.session.window.grab().save(str(_place(camera, "2-busy-sample")))
    camera.rest()


def _place(camera: Photographer, name: str) -> Path:
    path = camera.folder / f"{camera.look}" / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    camera.taken.append(path)
    return path


def _filled(camera: Photographer) -> None:
    window = camera.session.window
    for number, name in enumerate(TABS):
        camera.tab(number)
        camera.take(f"3-{name}")
    for number, tab in ((0, window.inventory), (1, window.sales)):
        camera.tab(number)
        tab.table.selectRow(2)
        camera.take(f"4-{TABS[number]}-details")
        controller = tab.findChildren(TableController)[0]
        controller.show_selection(Selection(search="jordan"))
        camera.take(f"4-{TABS[number]}-search")
        controller.show_selection(Selection(search="nothing like this"))
        camera.take(f"4-{TABS[number]}-nothing-found")
        controller.show_selection(Selection())
    camera.tab(0)
    camera.rest()


def _imports(camera: Photographer, place: Path) -> None:
    window = camera.session.window
    camera.tab(2)
    window.imports.history.selectRow(0)
    camera.take("5-import-details")
    own = place / "own"
    own.mkdir()
    report = write_sample_files(own, seed=3, faults=True)[1]
    renumbered = own / "stockx_report_2025.csv"
    _renumber(report, renumbered)
    unknown = own / "orders.csv"
    unknown.write_text("Item,Total\nShoes,100\n", encoding="utf-8")
    window.files_dropped.emit([renumbered, unknown])
    camera.take("5-import-review")
    panel = window.imports.review
    if panel.table.model() is not None and panel.table.model().rowCount():
        panel.table.selectRow(0)
        camera.take("5-import-review-row")
    window.imports.review.discard_button().click()
    camera.rest()


def _renumber(source: Path, target: Path) -> None:
    """Other orders than those of the sample."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    place = rows[0].index("Order Number")
    for row in rows[1:]:
        row[place] = row[place].replace("6", "7")
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows[:61] + rows[-3:])


def _dialogs(camera: Photographer) -> None:
    session, menus = camera.session, camera.session.window.menus
    camera.tab(0)
    for name, action in (
        ("settings", menus.settings),
        ("logs", menus.logs),
        ("health", menus.health),
        ("about", menus.about),
        ("guide", menus.guide),
        ("new-item", menus.new_item),
        ("search", menus.search),
    ):
        action.trigger()
        _dialog(camera, f"6-{name}")
    session.window.show_tab(1)
    camera.rest()
    session.window.sales.table.selectRow(0)
    _action(session, "sales", "Ctrl+M").trigger()
    _dialog(camera, "6-choose-pair")
    session.window.show_tab(0)
    camera.rest()
    menus.columns.trigger()
    camera.rest()
    for popup in [each for each in _popups(session) if each.isVisible()]:
        camera.take("6-columns", popup)
        popup.close()
    session.crashes.show_crash(Crash("Traceback (most recent call last):\n  made up\nValueError: a picture"))
    _dialog(camera, "6-error")
    session.window.say_problem("Something that could not be done, with its cause. And what to do about it")
    camera.take("6-notice")
    session.window.notices.hide()


def _action(session: Session, tab: str, keys: str):  # type: ignore[no-untyped-def]
    table = getattr(session.window, tab).table
    return next(each for each in table.actions() if each.shortcut().toString() == keys)


def _popups(session: Session) -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each is not session.window]


def _dialog(camera: Photographer, name: str, *, at_rest: bool = True) -> None:
    """Takes what is open above the window, and closes it."""
    if at_rest:
        camera.rest()
    else:
        let_pass(ANIMATED)
    dialogs: list[QWidget] = [
        each for each in camera.session.window.findChildren(QDialog) if each.isVisible()
    ]
    dialogs += [each for each in _popups(camera.session) if each.isVisible() and each not in dialogs]
    inside = [each for each in camera.session.window.findChildren(QWidget, "palette") if each.isVisible()]
    assert dialogs or inside, f"{name} did not open"
    for number, dialog in enumerate(dialogs or inside):
        dialog.grab().save(str(_place(camera, f"{name}-{number}" if number else name)))
        dialog.close()


def _broken(camera: Photographer, url: str) -> None:
    """The database is taken away under the window."""
    session, name = camera.session, make_url(url).database
    camera.tab(1)
    engine = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"alter database {name} allow_connections false"))
        connection.execute(
            text(f"select pg_terminate_backend(pid) from pg_stat_activity where {OF}"), {"n": name}
        )
    engine.dispose()
    until(lambda: session.window.banner.isVisible())
    let_pass(ANIMATED)
    session.window.grab().save(str(_place(camera, "7-broken")))
    session.connection.show_details()
    _dialog(camera, "7-broken-details", at_rest=False)


@contextmanager
def a_server() -> Iterator[str]:
    running = os.environ.get("SOLEFLIP_TEST_SERVER")
    if running:
        yield running
        return
    with running_server() as url:
        yield url


@contextmanager
def a_database(server: str) -> Iterator[str]:
    """An empty database that is gone afterwards."""
    name = f"soleflip_pictures_{uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {name}"))
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(text(f"drop database if exists {name} with (force)"))
    engine.dispose()


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        let_pass(0.02)


def let_pass(seconds: float) -> None:
    """Lets the window live on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop, loop.quit)
    loop.exec()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go, a folder for each look")
    parser.add_argument("--language", choices=[each.value for each in LOCALES])
    parser.add_argument("--quick", action="store_true", help="only 1280x800, dark in one language alone")
    parser.add_argument("--only", default="", help="only pictures with this in their names")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
