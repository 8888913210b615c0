"""Which goods a pair is: its product, found by style code or name, corrected or made."""

from dataclasses import dataclass

from soleflip_desktop.db import goods_edits as goods
from soleflip_desktop.db.engine import Connection
from soleflip_desktop.db.item_edits import StoredItem, set_item
from soleflip_desktop.domain.style_codes import StyleCodeError, parse_style_codes
from soleflip_desktop.domain.text import text_key
from soleflip_desktop.errors import UserError, said
from soleflip_desktop.services.typed import typed_line


@dataclass(frozen=True, slots=True)
class GoodsWanted:
    """Goods as a user names them; `style_codes` as written, several parted by "/"."""

    name: str
    style_codes: str = ""
    brand: str | None = None


def typed_name(name: str) -> str:
    line = typed_line(name or "")
    if line is None:
        raise UserError(
            said("A pair needs a product"), said("Type its name, or press Escape to keep the present one")
        )
    return line


def typed_codes(written: str | None) -> str:
    """The normalised codes joined by "/".

    Raises:
        UserError: If a spreadsheet turned one of them into a number.
    """
    try:
        return "/".join(parse_style_codes(typed_line(written or "") or ""))
    except StyleCodeError as error:
        raise UserError(
            said("“{code}” is a style code that a spreadsheet turned into a number", code=written),
            said("Type the code as it stands on the box"),
        ) from error


def set_product(connection: Connection, item: StoredItem, name: str) -> None:
    """Makes the pair one of the known product of this name; a name nobody knows corrects that of its own.

    A style code stands for one product, so a corrected name is that of every pair and sale of the code. What
    a file named without a code it will look for by that name: such a pair gets a product of its own.
    """
    others = _others_called(connection, item, name)
    if not others and _gets_its_own(item, name):
        product = goods.add_product(connection, name, _brand_of(connection, item), ())
        set_item(connection, item.id, {"product_id": product}, ("product",))
    elif _is_renamed(item, name, others):
        goods.rename_product(connection, item.product_id, name)
        set_item(connection, item.id, {}, ("product",))
    elif len(others) == 1:
        set_item(connection, item.id, {"product_id": others[0]}, ("product",))
    else:
        raise UserError(
            said("{count} products are called “{name}”", count=len(others), name=name),
            said("Type the style code of the right one"),
        )


def renamed_by(connection: Connection, item: StoredItem, name: str) -> goods.Uses | None:
    """The pairs and sales that `set_product` renames, `None` if the pair becomes one of another product."""
    others = _others_called(connection, item, name)
    if not _is_renamed(item, name, others):
        return None
    return goods.uses_of(connection, item.product_id)


def _others_called(connection: Connection, item: StoredItem, name: str) -> list[int]:
    return [each for each in goods.products_called(connection, name) if each != item.product_id]


def _is_renamed(item: StoredItem, name: str, others: list[int]) -> bool:
    return text_key(name) == text_key(item.product) or not (others or _gets_its_own(item, name))


def _gets_its_own(item: StoredItem, name: str) -> bool:
    return text_key(name) != text_key(item.product) and item.is_imported and not item.style_codes


def set_style_codes(connection: Connection, item: StoredItem, written: str) -> None:
    """Makes the pair one of the product that has the code.

    A code nobody knows is that of the pair's product if it had none or nothing else is of that product; else,
    and if a file named the goods otherwise, the pair is of another product of the same name and brand, which
    is added.
    """
    codes = written.split("/") if written else []
    found = goods.products_with(connection, codes)
    if len(found) > 1:
        raise UserError(
            said("{codes} are the style codes of {count} products", codes=written, count=len(found)),
            said("Type one of them alone"),
        )
    product = found[0] if found else _product_for(connection, item, codes)
    if product == item.product_id:
        goods.set_codes(connection, product, codes)
    set_item(connection, item.id, {"product_id": product}, ("product",))


def find_or_add(connection: Connection, wanted: GoodsWanted) -> int:
    """The product a new pair is of: known by one of its codes or, without codes, by its name; else a new one.

    Raises:
        UserError: If the codes are those of several products, or several without a code have the name.
    """
    written = typed_codes(wanted.style_codes)
    codes = written.split("/") if written else []
    name = typed_name(wanted.name or written)
    found = goods.products_with(connection, codes) if codes else goods.products_called(connection, name)
    if len(found) > 1:
        what = said("the style code {code}", code=written) if codes else said("the name “{name}”", name=name)
        raise UserError(
            said("{count} products have {what}", count=len(found), what=what),
            said("Type the style code of the right one"),
        )
    if found:
        return found[0]
    brand = typed_line(wanted.brand or "")
    return goods.add_product(connection, name, goods.brand_id(connection, brand) if brand else None, codes)


def _product_for(connection: Connection, item: StoredItem, codes: list[str]) -> int:
    """The product a pair is of whose codes nobody knows yet."""
    uses = goods.uses_of(connection, item.product_id)
    alone = uses.pairs + uses.sales <= 1
    if not item.is_imported and (alone or (codes and not item.style_codes)):
        return item.product_id
    if not codes and not alone:
        others = uses.pairs + uses.sales - 1
        raise UserError(
            said(
                "{codes} is the style code of {count:,} other pairs and sales as well",
                codes=item.style_codes,
                count=others,
            ),
            said("Type the right code instead of none"),
        )
    return goods.add_product(connection, item.product, _brand_of(connection, item), codes)


def _brand_of(connection: Connection, item: StoredItem) -> int | None:
    return goods.brand_id(connection, item.brand) if item.brand else None
