"""Sales, pairs, rates and expenses written straight into the tables, as small as a test needs them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import Connection, Table, insert, select, text

from soleflip_desktop.db.tables.core import accounts, brands, exchange_rates, platforms, sizes, suppliers
from soleflip_desktop.db.tables.products import items, product_codes, products, purchases
from soleflip_desktop.db.tables.sales import expenses, sales

FEES = ("platform_fee", "processing_fee", "shipping_fee")


class Ledger:
    """Writes rows with plain defaults: a pair sold on StockX for 100.00 EUR and paid out."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers = count(1)
        stockx = select(platforms.c.id).where(platforms.c.slug == "stockx")
        self.platform: int = connection.execute(stockx).scalar_one()
        self._account = self.add(accounts, platform_id=self.platform, handle="me")
        self.size = self.add(sizes, system="US_M", value="10.5", number=Decimal("10.5"))
        self.product = self.goods("Nike Dunk Low", "DD1391-100")

    def add(self, table: Table, **values: Any) -> int:
        added: int = self._connection.execute(
            insert(table).values(**values).returning(table.c.id)
        ).scalar_one()
        return added

    def goods(self, name: str, *codes: str, brand: str | None = None) -> int:
        brand_id = self.add(brands, name=brand) if brand else None
        product = self.add(products, name=name, brand_id=brand_id)
        for code in codes:
            self.add(product_codes, product_id=product, code=code, as_written=code)
        return product

    def pair(self, price: str | None = None, bought_on: date | None = None, **values: Any) -> int:
        """A pair; with a `bought_on` it came in an order of that day."""
        if bought_on is not None or "supplier" in values or "order_number" in values:
            values["purchase_id"] = self._purchase(bought_on, values)
        values = {"product_id": self.product, "size_id": self.size, "currency": "EUR", **values}
        return self.add(items, price=None if price is None else Decimal(price), **values)

    def _purchase(self, day: date | None, values: dict[str, Any]) -> int:
        supplier = values.pop("supplier", None)
        return self.add(
            purchases,
            purchase_key=f"purchase {next(self._numbers)}",
            ordered_on=day,
            order_number=values.pop("order_number", None),
            supplier_id=self.add(suppliers, name=supplier) if supplier else None,
        )

    def sale(self, pair: int | None = None, gross: str | None = "100.00", **values: Any) -> int:
        """A sale; what the gross exceeds the fees and the payout by becomes other adjustment."""
        values = {
            "order_key": f"order {next(self._numbers)}",
            "sold_at": datetime(2024, 3, 10, 12, tzinfo=UTC),
            "paid_out_at": datetime(2024, 3, 15, 12, tzinfo=UTC),
            "currency": "EUR",
            "payout": "90.00",
            "status": "completed",
            "product_id": self.product,
            "size_id": self.size,
            **values,
        }
        if gross is not None and values["payout"] is not None:
            fees = sum(Decimal(values.get(fee) or 0) for fee in FEES)
            values.setdefault("other_adjustment", Decimal(gross) - fees - Decimal(values["payout"]))
        return self.add(
            sales, platform_id=self.platform, account_id=self._account, item_id=pair, gross=gross, **values
        )

    def rate(self, currency: str, day: date, per_eur: str) -> None:
        row = {"currency": currency, "day": day, "per_eur": Decimal(per_eur)}
        self._connection.execute(insert(exchange_rates).values(**row))

    def expense(self, amount: str, **values: Any) -> int:
        values = {"spent_on": date(2024, 3, 11), "kind": "label", "currency": "EUR", **values}
        return self.add(expenses, amount=Decimal(amount), **values)

    def setting(self, name: str, value: str) -> None:
        statement = text("update core.settings set value = to_jsonb(cast(:value as text)) where name = :name")
        self._connection.execute(statement, {"name": name, "value": value})

    def figures(self, sale: int) -> Any:
        """The row of `analytics.sale_figures` for `sale`."""
        query = text("select * from analytics.sale_figures where sale_id = :sale")
        return self._connection.execute(query, {"sale": sale}).one()

    def item(self, pair: int) -> Any:
        """The row of `analytics.item_figures` for `pair`."""
        query = text("select * from analytics.item_figures where item_id = :pair")
        return self._connection.execute(query, {"pair": pair}).one()
