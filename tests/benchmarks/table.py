"""How long the tables of sales and pairs take, through the services and in the window drawn off screen.

    uv run python -m tests.benchmarks.table --rows 100000 --json

Milliseconds: the median and the 99th percentile. The books are written by SQL into a database of its own, on
an embedded server with the settings the product ships.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, make_url, text

from soleflip_desktop.db.engine import connect_engine
from soleflip_desktop.db.migrate import Migrations
from soleflip_desktop.domain.selection import Between, Is, OneOf, Selection
from soleflip_desktop.paths import shipped
from soleflip_desktop.services.inventory import Inventory
from soleflip_desktop.services.sales import Sales
from soleflip_desktop.services.search import Search
from soleflip_desktop.services.tables import LongTable
from tests.benchmarks.sold_stock import fill
from tests.benchmarks.timing import Milliseconds, repeated
from tests.postgres import discard, open_folder, server_in

BY_PRODUCT = (("product", False),)
BY_THREE = (("brand", False), ("size", False), ("gross", True))
ITEMS_BY_THREE = (("brand", False), ("size", False), ("price", True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    result = measure(wanted.rows, wanted.runs)
    sys.stdout.write(json.dumps(result) + "\n" if wanted.json else _in_words(result))


def measure(rows: int, runs: int) -> dict[str, Any]:
    """Every figure of books of `rows` sales and as many pairs."""
    with filled_database(rows) as (url, folder):
        engine = connect_engine(url)
        services = measured_in_services(engine, runs)
        engine.dispose()
        return {"rows": rows, "runs": runs, "services": services, "window": _in_window(url, folder, runs)}


@contextmanager
def filled_database(rows: int) -> Iterator[tuple[str, Path]]:
    """The URL of a database with books in it, and a folder to go with it."""
    with open_folder() as folder, ExitStack() as ending:
        server = server_in(folder, settings={})  # those the product ships
        ending.callback(discard, server, folder)
        admin = create_engine(server.url(), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("create database benchmark"))
        admin.dispose()
        url = make_url(server.url()).set(database="benchmark").render_as_string(hide_password=False)
        engine = connect_engine(url)
        Migrations(shipped("migrations")).upgrade_to_head(engine)
        with engine.begin() as connection:
            fill(connection, rows)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("vacuum analyze"))
            connection.execute(text("checkpoint"))
        engine.dispose()
        yield url, folder


def measured_in_services(engine: Engine, runs: int) -> dict[str, Milliseconds]:
    sales, inventory, search = Sales(engine, "window"), Inventory(engine, "window"), Search(engine)
    works: dict[str, Callable[[], object]] = {
        **_of_table("sales", sales, BY_THREE),
        **_of_sales(sales),
        **_of_table("inventory", inventory, ITEMS_BY_THREE),
        "everything: word": lambda: search.find("retro"),
        "everything: mistyped word": lambda: search.find("rtero"),
        "everything: order number": lambda: search.find("700000"),
    }
    return {name: repeated(work, runs) for name, work in works.items()}


def _of_table(name: str, table: LongTable[Any, Any], by_three: Any) -> dict[str, Callable[[], object]]:
    ids = table.ids()
    middle = ids[len(ids) // 2 :][:200]
    brand = Selection("", (OneOf("brand", ("Nike",)),))
    return {
        f"{name}: first rows": lambda: table.first(),
        f"{name}: page": lambda: table.page(middle),
        f"{name}: all ids": lambda: table.ids(),
        f"{name}: sort by product": lambda: table.ids(BY_PRODUCT),
        f"{name}: sort by three columns": lambda: table.ids(by_three),
        f"{name}: first rows by three columns": lambda: table.first(order=by_three),
        f"{name}: filter by brand": lambda: table.ids(selection=brand),
        f"{name}: search for a word": lambda: table.ids(selection=Selection("retro")),
        f"{name}: search for a style code": lambda: table.ids(selection=Selection("1234-")),
        f"{name}: search for an order number": lambda: table.ids(selection=Selection("70012345")),
        f"{name}: search for a mistyped word": lambda: table.ids(selection=Selection("rtero")),
        f"{name}: first rows of a search": lambda: table.first(selection=Selection("retro bred")),
        f"{name}: totals": lambda: table.totals(),
        f"{name}: totals of 1,000 rows": lambda: table.totals_of(ids[:1000]),
        f"{name}: choices of brand": lambda: table.choices("brand"),
    }


def _of_sales(sales: Sales) -> dict[str, Callable[[], object]]:
    quarter = Selection("", (Between("sold_on", date(2024, 1, 1), date(2024, 3, 31)),))
    profit = Selection("", (Between("profit", Decimal(10), Decimal(20)),))
    return {
        "sales: sort by profit": lambda: sales.ids((("profit", True),)),
        "sales: filter by day": lambda: sales.ids(selection=quarter),
        "sales: filter by profit": lambda: sales.ids(selection=profit),
        "sales: filter by missing cost": lambda: sales.ids(selection=Selection("", (Is("cost_missing"),))),
    }


def _in_window(url: str, folder: Path, runs: int) -> dict[str, Milliseconds]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.table_window import measured_in_window

    application = QApplication(["soleflip"])
    data = folder / "data"
    data.mkdir()
    try:
        return measured_in_window(url, data, runs)
    finally:
        application.shutdown()


def _in_words(result: dict[str, Any]) -> str:
    lines = [f"{result['rows']:,} rows, {result['runs']} runs; milliseconds, median and 99th percentile"]
    for part in ("services", "window"):
        lines += [
            f"{name:>45} {each['median']:9.1f} {each['p99']:9.1f}" for name, each in result[part].items()
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
