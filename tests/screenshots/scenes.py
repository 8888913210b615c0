"""What there is to see: every tab and dialog on the sample data."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication
from sqlalchemy import create_engine, make_url, text

from soleflip_desktop.bootstrap import build_app
from soleflip_desktop.domain.selection import Selection
from soleflip_desktop.importers.samples import write_sample_files
from soleflip_desktop.settings import Settings
from soleflip_desktop.ui.app import collect_again
from soleflip_desktop.ui.controllers.table import TableController
from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.tasks import Crash
from tests.screenshots.camera import ANIMATED, LOCALES, Look, Photographer, let_pass, popups, until
from tests.screenshots.databases import a_database
from tests.screenshots.files import photograph_files

TABS = ("inventory", "sales", "import", "analytics")
OF = "datname = :n and pid <> pg_backend_pid()"


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
            photograph_files(camera, Path(place))
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
    camera.session.window.grab().save(str(camera.place("2-busy-sample")))
    camera.rest()


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
    window.files_dropped.emit([renumbered])
    panel = window.imports.review
    until(panel.isVisible)
    camera.take("5-import-review")
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
        camera.take_open(f"6-{name}")
    session.window.show_tab(1)
    camera.rest()
    session.window.sales.table.selectRow(0)
    _action(session, "sales", "Ctrl+M").trigger()
    camera.take_open("6-choose-pair")
    session.window.show_tab(0)
    camera.rest()
    menus.columns.trigger()
    camera.rest()
    for popup in [each for each in popups(session) if each.isVisible()]:
        camera.take("6-columns", popup)
        popup.close()
    session.crashes.show_crash(Crash("Traceback (most recent call last):\n  made up\nValueError: a picture"))
    camera.take_open("6-error")
    session.window.say_problem("Something that could not be done, with its cause. And what to do about it")
    camera.take("6-notice")
    session.window.notices.hide()


def _action(session: Session, tab: str, keys: str):  # type: ignore[no-untyped-def]
    table = getattr(session.window, tab).table
    return next(each for each in table.actions() if each.shortcut().toString() == keys)


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
    session.window.grab().save(str(camera.place("7-broken")))
    session.connection.show_details()
    camera.take_open("7-broken-details", at_rest=False)
