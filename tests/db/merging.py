"""Sources of every rank for one made-up kind of sale, and imports of files that they read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from soleflip_desktop.db.batches import Batch
from soleflip_desktop.domain.drafts import UNKNOWN_PLATFORM, DraftKind
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.importers.base import Rank, Source, TableSource
from soleflip_desktop.importers.column import Constant, derived
from soleflip_desktop.importers.columns import (
    Amount,
    Currency,
    Day,
    Instant,
    OrderKey,
    SizeOf,
    StyleCodes,
    Text,
)
from soleflip_desktop.importers.files.readers import open_table
from soleflip_desktop.importers.files.survey import survey
from soleflip_desktop.services.opened_files import OpenedFile
from tests.db.imports import Imports, write

Row = Mapping[str, object]


class _Sales(TableSource):
    """All that a file may say of a sale; which columns are there is up to the file."""

    title = "Sales"
    kind = DraftKind.SALE
    version = 1
    slug = "sales"
    signature = ("Style",)

    account = Text("Account", blank="")
    order_key = OrderKey("Order")
    sold_at = Instant("Sold", required=True)
    paid_out_at = Instant("Paid")
    product_name = Text("Product", blank="")
    style_codes = StyleCodes("Style")
    size = SizeOf("Size")
    gross = Amount("Gross")
    currency = Currency("Currency", blank="EUR")
    platform_fee = Amount("Fee")
    payout = Amount("Payout")
    buyer_country = Text("Country")
    tracking_number = Text("Tracking")

    @derived("Platform")
    @staticmethod
    def platform(text: str) -> str:
        return text or UNKNOWN_PLATFORM

    @derived("Status")
    @staticmethod
    def status(text: str) -> str:
        return text or "completed"

    @derived("Pair")
    @staticmethod
    def pair_row(text: str) -> int | None:
        return int(text) if text else None


def sales_source(slug: str, rank: Rank) -> Source:
    """A source with every column of `_Sales`."""
    columns = {name: value for name, value in vars(_Sales).items() if not name.startswith("__")}
    made: type[TableSource] = type(slug, (TableSource,), columns | {"slug": slug, "rank": rank})
    return made()


REPORT = sales_source("report", Rank.PLATFORM_FILE)
API = sales_source("api", Rank.API)
NOTION = sales_source("notion", Rank.NOTION)
TRACKER = sales_source("tracker", Rank.SPREADSHEET)


class Bought(TableSource):
    """The pairs of the same table."""

    title = "Bought"
    kind = DraftKind.PURCHASE
    version = 1
    rank = Rank.NOTION
    slug = "bought"
    signature = ("Style",)

    supplier = Text("Supplier")
    order_number = Text("Bought as")
    ordered_on = Day("Bought")
    product_name = Text("Product", blank="")
    style_codes = StyleCodes("Style")
    size = SizeOf("Size")
    price = Amount("Price")
    currency = Constant("EUR")
    location = Text("Location")
    state = Text("State")
    delivered_on = Day("Delivered")
    shipping_share = Amount("Shipping")


BOUGHT = Bought()


@dataclass(frozen=True)
class Files:
    """Imports files of given rows into one database."""

    imports: Imports
    folder: Path

    def stage(self, source: Source, *rows: Row, name: str = "sales.csv") -> Batch:
        """Reads and checks a file of these rows, as `source` reads it."""
        path = write(self.folder / name, rows)
        opened = OpenedFile(path, open_table(path, survey(path)).at_header(0), source, 0.0)
        return self.imports.importing.stage(opened, Control(), again=True).batch

    def bring(self, source: Source, *rows: Row, name: str = "sales.csv") -> dict[str, int]:
        """Imports a file of these rows; returns how many it called known, changed and new."""
        return verdicts(self.commit(self.stage(source, *rows, name=name)))

    def commit(self, batch: Batch) -> Batch:
        return self.imports.importing.commit(batch.id, Control())

    def sales(self, *fields: str) -> list[tuple[object, ...]]:
        """Fields of every sale, as text, in the order of their order numbers and ids."""
        listed = ", ".join(f"{field}::text" for field in fields)
        return self.imports.rows(f"select {listed} from {SALES} order by order_key, sales.id")


SALES = """
    sales.sales
    join (select id as account_of, handle as account from core.accounts) as account
         on account_of = sales.account_id
    join (select id as platform_of, slug as platform from core.platforms) as platform
         on platform_of = sales.platform_id
    join (select id as size_of, system || ' ' || value as size from core.sizes) as size
         on size_of = sales.size_id
    join (select id as product_of, name as product from products.products) as product
         on product_of = sales.product_id
"""


def verdicts(batch: Batch) -> dict[str, int]:
    counts = batch.counts
    named = {"known": counts.known, "changed": counts.changed, "new": counts.new}
    return {name: count for name, count in named.items() if count}


def sale(**cells: object) -> Row:
    """A row with the cells that every sale has, and others by their header."""
    return {
        "Platform": "stockx",
        "Style": "DD1391-100",
        "Product": "Dunk Low",
        "Sold": "2024-05-31 12:00:00 +00",
        **cells,
    }
