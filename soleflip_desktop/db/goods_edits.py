"""Products, codes, brands, sizes and suppliers that a user names: found, added or corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from soleflip_desktop.db.tables.columns import folded
from soleflip_desktop.domain.size_labels import size_label
from soleflip_desktop.domain.sizes import Size
from soleflip_desktop.domain.style_codes import StyleCodeError, normalise_style_code
from soleflip_desktop.errors import UserError, said


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """A product to choose; `style_codes` joined by "/"."""

    id: int
    name: str
    brand: str | None
    style_codes: str


@dataclass(frozen=True, slots=True)
class Uses:
    """How many pairs and sales have a product."""

    pairs: int
    sales: int


def products_called(connection: Connection, name: str) -> list[int]:
    """The products of this name, whatever its case and accents."""
    query = f"select id from products.products where name_key = {folded('cast(:name as text)')} order by id"
    return list(connection.scalars(text(query), {"name": name}))


def products_with(connection: Connection, codes: Sequence[str]) -> list[int]:
    """The products that have one of these normalised codes."""
    query = "select distinct product_id from products.product_codes where code = any(:codes) order by 1"
    return list(connection.scalars(text(query), {"codes": list(codes)}))


def search_for(typed: str) -> tuple[str, dict[str, str]]:
    """The condition that `product` is what was typed, a part of its name or of a code, and its values."""
    needle = typed.replace("\0", "").strip()
    if not needle:
        return "true", {}
    code = " ".join(needle.upper().split())
    try:
        tidy = normalise_style_code(needle)
    except StyleCodeError:
        tidy = code
    return _IS_FOUND, {"needle": needle, "code": code, "tidy": tidy}


_IS_FOUND = f"""(
    strpos(product.name_key, {folded("cast(:needle as text)")}) > 0
    or exists (select from products.product_codes where product_id = product.id
               and (strpos(code, :code) > 0 or strpos(code, :tidy) > 0)))"""


def known_products(connection: Connection, typed: str, limit: int) -> list[KnownProduct]:
    """Products whose name or style code holds what was typed; those that begin with it first."""
    where, values = search_for(typed)
    rows = connection.execute(
        text(
            f"""
            select product.id, product.name, brand.name as brand, coalesce(
                       (select string_agg(code, '/' order by id) from products.product_codes
                        where product_id = product.id), '') as style_codes
            from products.products product left join core.brands brand on brand.id = product.brand_id
            where {where}
            order by not starts_with(product.name_key, {folded("cast(:typed as text)")}),
                     product.name_key, product.id
            limit :limit
            """
        ),
        values | {"typed": typed.replace("\0", ""), "limit": limit},
    )
    return [KnownProduct(*row) for row in rows]


def uses_of(connection: Connection, product_id: int) -> Uses:
    query = text(
        "select (select count(*) from products.items where product_id = :id),"
        " (select count(*) from sales.sales where product_id = :id)"
    )
    return Uses(*connection.execute(query, {"id": product_id}).one())


def add_product(connection: Connection, name: str, brand_id: int | None, codes: Sequence[str]) -> int:
    product: int = connection.execute(
        text("insert into products.products (name, brand_id) values (:name, :brand_id) returning id"),
        {"name": name, "brand_id": brand_id},
    ).scalar_one()
    set_codes(connection, product, codes)
    return product


def rename_product(connection: Connection, product_id: int, name: str) -> None:
    connection.execute(
        text("update products.products set name = :name where id = :id"), {"id": product_id, "name": name}
    )


def set_brand(connection: Connection, product_id: int, brand_id: int | None) -> None:
    connection.execute(
        text("update products.products set brand_id = :brand where id = :id"),
        {"id": product_id, "brand": brand_id},
    )


def set_codes(connection: Connection, product_id: int, codes: Sequence[str]) -> None:
    """Makes these the codes of a product.

    Raises:
        UserError: If one of them belongs to another, maybe since a moment ago.
    """
    here = {"id": product_id, "codes": list(codes)}
    connection.execute(
        text("delete from products.product_codes where product_id = :id and code <> all(:codes)"), here
    )
    connection.execute(
        text(
            "insert into products.product_codes (product_id, code, as_written)"
            " select :id, code, code from unnest(cast(:codes as text[])) with ordinality as given (code, n)"
            " where code not in (select code from products.product_codes where product_id = :id) order by n"
            " on conflict (code) do nothing"
        ),
        here,
    )
    query = "select code from products.product_codes where code = any(:codes) and product_id <> :id limit 1"
    taken = connection.execute(text(query), here).scalar_one_or_none()
    if taken is not None:
        raise UserError(
            said("The style code {code} was given to another product meanwhile", code=taken),
            said("Yours was not written: look at the pairs again"),
        )


def brand_id(connection: Connection, name: str) -> int:
    return _named(connection, "core.brands", name)


def supplier_id(connection: Connection, name: str) -> int:
    return _named(connection, "core.suppliers", name)


def _named(connection: Connection, table: str, name: str) -> int:
    """The row of this name, whatever its case and accents; added if there is none."""
    connection.execute(
        text(f"insert into {table} (name) values (:name) on conflict (name_key) do nothing"), {"name": name}
    )
    query = f"select id from {table} where name_key = {folded('cast(:name as text)')}"
    found: int = connection.execute(text(query), {"name": name}).scalar_one()
    return found


def size_id(connection: Connection, size: Size) -> int:
    here = {"system": size.system, "value": size.value, "number": size.number}
    connection.execute(
        text(
            "insert into core.sizes (system, value, number) values (:system, :value, :number)"
            " on conflict (system, value) do nothing"
        ),
        here,
    )
    query = text("select id from core.sizes where system = :system and value = :value")
    found: int = connection.execute(query, here).scalar_one()
    return found


_NAMES = {
    "brand": "select name from core.brands order by name_key",
    "supplier": "select name from core.suppliers order by name_key",
    # The shelf that is used most comes first.
    "location": """
        select location from products.items where location <> '' group by location order by count(*) desc, 1
    """,
}


def names(connection: Connection, of: str, limit: int) -> list[str]:
    """Every brand, supplier, location or size in use, as people write it.

    Raises:
        KeyError: `of` is none of these.
    """
    if of == "size":
        query = "select system, value from core.sizes where system <> 'ONE' order by system, number, value"
        rows = connection.execute(text(f"{query} limit :limit"), {"limit": limit})
        return [size_label(row.system, row.value) for row in rows]
    return list(connection.scalars(text(f"{_NAMES[of]} limit :limit"), {"limit": limit}))
