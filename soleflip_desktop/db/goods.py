"""Brands, products, sizes, platforms, accounts and suppliers a batch speaks of: found, or added."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from soleflip_desktop.db.tables.columns import folded
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.products import Codes, group_by_shared_code, products_of
from soleflip_desktop.domain.text import text_key


@dataclass(frozen=True, slots=True)
class _Goods:
    """One distinct way in which the batch names a product."""

    goods_no: int
    style_codes: str
    product_name: str
    brand: str | None

    @property
    def codes(self) -> Codes:
        return tuple(self.style_codes.split("/")) if self.style_codes else ()


def add_goods(
    connection: Connection, batch_id: int, kind: DraftKind, brand_of: Callable[[str], str | None]
) -> None:
    """Adds what the drafts to be written name and nobody knows yet, and resolves it for the merge.

    Leaves the temporary tables `batch_goods (goods_no, product_id)`, `batch_sizes (size_no, size_id)` and,
    for sales, `batch_accounts (account_no, account_id, platform_id)`. A product found by any of its style
    codes, or of those the file links to it, gains the codes that are new; one without codes is found by
    its name. Two products that a later file names together stay two: the first known code counts.
    """
    here = {"batch_id": batch_id}
    written = _WRITTEN.format(staged=f"integration.staged_{kind}s")
    for statement in (*_SIZES, *_PARTNERS[kind]):
        connection.execute(text(statement.format(written=written)), here)
    among = f"goods_no in (select goods_no from ({written}) as written)"
    goods = [
        _Goods(row.goods_no, row.style_codes, row.product_name, row.brand or brand_of(row.product_name))
        for row in connection.execute(text(_DISTINCT_GOODS.format(among=among)), here)
    ]
    found = _find_or_add(connection, goods)
    connection.execute(
        text(
            "create temporary table batch_goods on commit drop as"
            " select * from unnest(cast(:goods as integer[]), cast(:products as bigint[]))"
            " as goods (goods_no, product_id)"
        ),
        {"goods": [each.goods_no for each in goods], "products": found},
    )
    for table in ("batch_goods", "batch_sizes", *(["batch_accounts"] if kind is DraftKind.SALE else [])):
        connection.execute(text(f"analyze {table}"))


# The drafts that will be written: the new ones, of which no check speaks, and the changed ones.
_WRITTEN = """
    select draft.* from {staged} draft
    left join integration.record_checks checked using (batch_id, row_number, line)
    where draft.batch_id = :batch_id and (checked.verdict is null or checked.verdict = 'changed')
      and coalesce(checked.taken, true)
"""

_SIZES = (
    """
    insert into core.sizes (system, value, number)
    select size_system, size_value, size_number
    from integration.staged_sizes
    where batch_id = :batch_id and size_no in (select size_no from ({written}) as written)
    order by size_no
    on conflict (system, value) do nothing
    """,
    """
    create temporary table batch_sizes on commit drop as
    select size_no, sizes.id as size_id
    from integration.staged_sizes
    join core.sizes on sizes.system = size_system and sizes.value = size_value
    where batch_id = :batch_id
    """,
)

_PARTNERS = {
    DraftKind.SALE: (
        """
        insert into core.platforms (slug, name)
        select distinct platform, platform from integration.staged_accounts where batch_id = :batch_id
        on conflict (slug) do nothing
        """,
        """
        insert into core.accounts (platform_id, handle, vat_id)
        select platforms.id, account, max(account_vat_id)
        from integration.staged_accounts join core.platforms on platforms.slug = platform
        where batch_id = :batch_id
        group by platforms.id, account
        on conflict (platform_id, handle) do nothing
        """,
        """
        create temporary table batch_accounts on commit drop as
        select account_no, accounts.id as account_id, platforms.id as platform_id
        from integration.staged_accounts
        join core.platforms on platforms.slug = platform
        join core.accounts on accounts.platform_id = platforms.id and accounts.handle = account
        where batch_id = :batch_id
        """,
    ),
    DraftKind.PURCHASE: (
        f"""
        insert into core.suppliers (name)
        select distinct on ({folded("supplier")}) supplier
        from ({{written}}) as written
        where supplier is not null
        order by {folded("supplier")}, supplier
        on conflict (name_key) do nothing
        """,
    ),
}

_DISTINCT_GOODS = """
    select goods_no, style_codes, product_name, brand
    from integration.staged_goods
    where batch_id = :batch_id and {among}
    order by goods_no
"""


def known_products(connection: Connection, batch_id: int) -> dict[int, int]:
    """The product of all goods of a batch that are known, by `goods_no`, as `add_goods` will find them."""
    rows = connection.execute(text(_DISTINCT_GOODS.format(among="true")), {"batch_id": batch_id})
    goods = [_Goods(row.goods_no, row.style_codes, row.product_name, row.brand) for row in rows]
    by_code, by_name = _known(connection, goods)
    by_codes = products_of(group_by_shared_code(each.codes for each in goods if each.codes), by_code)
    found = (by_codes.get(each.codes) if each.codes else by_name.get(each.product_name) for each in goods)
    return {each.goods_no: id_ for each, id_ in zip(goods, found, strict=True) if id_ is not None}


def _known(connection: Connection, goods: Sequence[_Goods]) -> tuple[dict[str, int], dict[str, int]]:
    """The products that are there already, by code and, for goods without codes, by name."""
    return (
        _products_by_code(connection, {code for each in goods for code in each.codes}),
        _products_by_name(connection, {each.product_name for each in goods if not each.codes}),
    )


def _find_or_add(connection: Connection, goods: Sequence[_Goods]) -> list[int]:
    """The product id of each of `goods`, in their order."""
    by_code, by_name = _known(connection, goods)
    unknown = [each for each in goods if not each.codes and each.product_name not in by_name]
    by_name.update(
        zip((each.product_name for each in unknown), _add_products(connection, unknown), strict=True)
    )

    with_code = {each.codes: each for each in goods if each.codes}
    groups = group_by_shared_code(with_code)
    new = [group for group in groups if not any(code in by_code for codes in group for code in codes)]
    added = _add_products(connection, [with_code[group[0]] for group in new])
    by_code.update((group[0][0], product) for group, product in zip(new, added, strict=True))
    by_codes = products_of(groups, by_code)
    _add_codes(connection, by_codes)
    return [by_codes[each.codes] if each.codes else by_name[each.product_name] for each in goods]


def _products_by_code(connection: Connection, codes: set[str]) -> dict[str, int]:
    query = text("select code, product_id from products.product_codes where code = any(:codes)")
    return {row.code: row.product_id for row in connection.execute(query, {"codes": list(codes)})}


def _products_by_name(connection: Connection, names: set[str]) -> dict[str, int]:
    query = text(
        f"""
        select given.name, min(products.id) as id
        from unnest(cast(:names as text[])) as given (name)
        join products.products on products.name_key = {folded("given.name")}
        where not exists (select from products.product_codes where product_id = products.id)
        group by given.name
        """
    )
    return {row.name: row.id for row in connection.execute(query, {"names": list(names)})}


def _add_products(connection: Connection, goods: Sequence[_Goods]) -> list[int]:
    """The ids of new products, one for each of `goods`; names that differ in case alone share one."""
    if not goods:
        return []
    brands = _brand_ids(connection, {each.brand for each in goods if each.brand})
    first = {each.codes or text_key(each.product_name): each for each in goods}
    ids = connection.scalars(
        text(
            "select nextval(pg_get_serial_sequence('products.products', 'id'))"
            " from generate_series(1, :count)"
        ),
        {"count": len(first)},
    ).all()
    connection.execute(
        text(
            "insert into products.products (id, name, brand_id) overriding system value"
            " select * from unnest(cast(:ids as bigint[]), cast(:names as text[]), cast(:brands as bigint[]))"
        ),
        {
            "ids": ids,
            "names": [each.product_name or each.style_codes for each in first.values()],
            "brands": [brands[text_key(each.brand)] if each.brand else None for each in first.values()],
        },
    )
    by_key = dict(zip(first, ids, strict=True))
    return [by_key[each.codes or text_key(each.product_name)] for each in goods]


def _brand_ids(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """The id of each brand by its folded name; unknown brands are added."""
    listed = {text_key(name): name for name in names}
    if listed:
        connection.execute(
            text(
                "insert into core.brands (name) select unnest(cast(:names as text[]))"
                " on conflict (name_key) do nothing"
            ),
            {"names": list(listed.values())},
        )
    return {
        text_key(row.name): row.id for row in connection.execute(text("select id, name from core.brands"))
    }


def _add_codes(connection: Connection, products: Mapping[Codes, int]) -> None:
    """Adds the codes nobody knows; one that two lists name belongs to the first."""
    codes: dict[str, int] = {}
    for listed, product in products.items():
        for code in listed:
            codes.setdefault(code, product)
    connection.execute(
        text(
            "insert into products.product_codes (product_id, code, as_written)"
            " select product_id, code, code"
            " from unnest(cast(:codes as text[]), cast(:products as bigint[])) as named (code, product_id)"
            " on conflict (code) do nothing"
        ),
        {"codes": list(codes), "products": list(codes.values())},
    )
