"""A small set of books to change, undo and compare."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

from soleflip_desktop.db.change_sets import announce
from soleflip_desktop.db.history import open_change_set, revert
from soleflip_desktop.db.tables import audited_tables

State = Mapping[str, Mapping[int, object]]

START = """
    insert into core.brands (name) values ('Nike'), ('adidas');
    insert into core.suppliers (name) values ('BSTN');
    insert into core.sizes (system, value, number) values ('EU', '42', 42), ('EU', '43', 43);
    insert into core.accounts (platform_id, handle)
        select id, 'shop' from core.platforms where slug = 'stockx';
    insert into products.products (name, brand_id)
        select 'Dunk Low', id from core.brands where name = 'Nike';
    insert into products.purchases (purchase_key, supplier_id) select 'first', id from core.suppliers;
"""


def snapshot(connection: Connection) -> State:
    """Every row of every audited table, but for what counts changes."""
    return {
        table.fullname: {
            row.id: row.image
            for row in connection.execute(
                text(f"select id, to_jsonb(t) - 'version' - 'updated_at' as image from {table.fullname} t")
            )
        }
        for table in audited_tables()
    }


@dataclass
class Books:
    """Changes made in change sets, on one connection."""

    connection: Connection

    def start(self) -> None:
        self.do("start", *START.strip().split(";")[:-1])

    def do(self, label: str, *statements: str, actor: str = "window", **values: object) -> int:
        """One change set of `statements`; returns its id."""
        change_set = open_change_set(self.connection, actor, label)
        for statement in statements:
            self.connection.execute(text(statement), values)
        announce(self.connection, "")
        return change_set

    def undo(self, change_set_id: int) -> int:
        return revert(self.connection, change_set_id, "window").change_set_id

    def add_brand(self, name: str) -> int:
        return self.do(f"add {name}", "insert into core.brands (name) values (:name)", name=name)

    def rename_brand(self, name: str, to: str) -> int:
        return self.do(
            f"rename {name}", "update core.brands set name = :to where name = :name", name=name, to=to
        )

    def add_item(self, key: str) -> int:
        return self.do(f"buy {key}", add_item(), key=key)

    def add_sale(self, order: str, item: str | None = None, *, actor: str = "window") -> int:
        return self.do(f"sell {order}", add_sale(), order=order, item=item, actor=actor)

    def link(self, order: str, item: str | None) -> int:
        return self.do(f"match {order}", link(), order=order, item=item)

    def one(self, query: str, **values: object) -> object:
        return self.connection.execute(text(query), values).scalar_one()


def add_item() -> str:
    return """
        insert into products.items (product_id, size_id, purchase_id, item_key, price, currency)
        select p.id, z.id, o.id, :key, 80.00, 'EUR'
        from (select min(id) id from products.products) p, (select min(id) id from core.sizes) z,
            (select min(id) id from products.purchases) o
    """


def add_sale() -> str:
    return """
        insert into sales.sales (platform_id, account_id, order_key, item_id, product_id, size_id, sold_at,
            gross, currency, status)
        select a.platform_id, a.id, :order, (select id from products.items where item_key = :item),
            p.id, z.id, '2026-03-31 22:30:00+00', 100.00, 'EUR', 'completed'
        from (select min(id) id from products.products) p, (select min(id) id from core.sizes) z,
            core.accounts a where a.handle = 'shop'
    """


def link() -> str:
    return """
        update sales.sales set item_id = (select id from products.items where item_key = :item)
        where order_key = :order
    """
