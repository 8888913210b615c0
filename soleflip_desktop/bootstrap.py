"""Builds the program from its settings: the only place that wires."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Literal

from soleflip_desktop.db.accounts import noted_location
from soleflip_desktop.db.announcements import Announcements
from soleflip_desktop.db.embedded import EmbeddedServer
from soleflip_desktop.db.engine import connect_engine
from soleflip_desktop.db.link import Link
from soleflip_desktop.db.migrate import Migrations
from soleflip_desktop.domain.brands import read_brand_table
from soleflip_desktop.errors import UserError, said
from soleflip_desktop.paths import DataFolder, shipped
from soleflip_desktop.redaction import without_password
from soleflip_desktop.services.details import Details
from soleflip_desktop.services.editing import Editing
from soleflip_desktop.services.exporting import Exporting
from soleflip_desktop.services.figures import Figures
from soleflip_desktop.services.health import Health, Trial, try_server
from soleflip_desktop.services.history import History
from soleflip_desktop.services.importing import Importing
from soleflip_desktop.services.inventory import Inventory, ItemRow
from soleflip_desktop.services.mapping import Mappings
from soleflip_desktop.services.pairing import Pairing
from soleflip_desktop.services.preferences import Preferences
from soleflip_desktop.services.problem_rows import ProblemRows
from soleflip_desktop.services.reading_apart import ImportingApart, Way
from soleflip_desktop.services.reviewing import Reviewing
from soleflip_desktop.services.sales import SaleRow, Sales
from soleflip_desktop.services.sample_data import SampleData
from soleflip_desktop.services.search import Search
from soleflip_desktop.services.views import Views
from soleflip_desktop.settings import Settings

Actor = Literal["window", "command line"]


@dataclass(frozen=True, slots=True)
class App:
    """The open program: what window and command line use, and nothing below it."""

    settings: Settings
    folder: DataFolder
    importing: Importing
    reviewing: Reviewing
    problem_rows: ProblemRows
    mappings: Mappings
    history: History
    sales: Sales
    inventory: Inventory
    views: Views
    search: Search
    editing: Editing
    pairing: Pairing
    details: Details
    figures: Figures
    exporting: Exporting
    health: Health
    preferences: Preferences
    sample: SampleData
    link: Link
    announcements: Announcements
    _closing: ExitStack

    def close(self) -> None:
        """Disconnects, then leaves the embedded server, which the last one out stops."""
        self._closing.close()


@contextmanager
def open_app(settings: Settings, actor: Actor) -> Iterator[App]:
    """The program on its database, closed at the end of the block.

    Raises:
        UserError: If the data folder cannot be used.
        DatabaseError: If the database cannot be started, reached or brought to this version's form.
    """
    app = build_app(settings, actor)
    try:
        yield app
    finally:
        app.close()


def build_app(settings: Settings, actor: Actor) -> App:
    """As `open_app`, for who closes it by himself."""
    with ExitStack() as closing:
        folder = prepared_folder(settings)
        server = _used_server(folder, closing) if settings.database_url is None else None
        url = server.url() if server else str(settings.database_url)
        engine = connect_engine(
            url,
            pool_size=settings.database_pool_size,
            application=f"soleflip {actor}",
            embedded=server is not None,
            data_folder=noted_location(folder.cluster) if server else None,
        )
        closing.callback(engine.dispose)
        link = Link(engine, server.url if server else None)
        announcements = Announcements(engine, link)
        closing.callback(announcements.close)
        migrations = Migrations(shipped("migrations"))
        migrations.upgrade_to_head(engine)
        brands = read_brand_table(shipped("resources/brands.csv").read_text(encoding="utf-8"))
        importing = ImportingApart(
            engine,
            brands.brand_of,
            settings.import_chunk_rows,
            lambda: Way(link.url, embedded=server is not None),
        )
        sales, inventory = Sales(engine, actor), Inventory(engine, actor)
        return App(
            settings=settings,
            folder=folder,
            importing=importing,
            reviewing=Reviewing(engine),
            problem_rows=ProblemRows(engine),
            mappings=Mappings(engine, actor, shipped("resources/header_synonyms.csv")),
            history=History(engine, actor),
            sales=sales,
            inventory=inventory,
            views=Views(engine, actor),
            search=Search(engine),
            editing=Editing(engine, actor, brands.brand_of),
            pairing=Pairing(engine, actor),
            details=Details(engine),
            figures=Figures(engine),
            exporting=Exporting({"sales": (SaleRow, sales), "inventory": (ItemRow, inventory)}),
            health=Health(engine, migrations, importing, folder.root, lambda: settings_words(settings)),
            preferences=Preferences(engine, actor),
            sample=SampleData(engine, importing, folder.root),
            link=link,
            announcements=announcements,
            _closing=closing.pop_all(),
        )
    raise AssertionError("an ExitStack that swallows nothing was left")


def embedded_server(folder: DataFolder) -> EmbeddedServer:
    """The server of `folder`, not started."""
    return EmbeddedServer(folder.cluster, folder.secret, folder.lock, folder.server_log)


def prepared_folder(settings: Settings) -> DataFolder:
    """The data folder, made if there is none.

    Raises:
        UserError: If it cannot be made.
    """
    folder = DataFolder(settings.data_dir)
    try:
        return folder.prepare()
    except OSError as error:
        raise UserError(
            said(
                "The data folder {folder} cannot be made: {reason}", folder=folder.root, reason=error.strerror
            ),
            said("Choose another with --data-dir or SOLEFLIP_DATA_DIR"),
        ) from error


def trial_of(url: str) -> Trial:
    """What a server that could replace the one in use says of itself.

    Raises:
        DatabaseError: If it cannot be used.
    """
    return try_server(url, Migrations(shipped("migrations")))


def database_words(settings: Settings) -> str:
    """Which database is used; its password is hidden."""
    return without_password(settings.database_url) if settings.database_url else said("embedded")


def settings_words(settings: Settings) -> str:
    """Every setting in force."""
    return said(
        "database {database}, pool size {pool}, log level {level}, rows at a time {rows:,}",
        database=database_words(settings),
        pool=settings.database_pool_size,
        level=settings.log_level,
        rows=settings.import_chunk_rows,
    )


def _used_server(folder: DataFolder, closing: ExitStack) -> EmbeddedServer:
    server = embedded_server(folder)
    closing.callback(server.release)  # before the start: one that fails half way is stopped as well
    return server
