"""What shops write into the names and article numbers of their goods: sizes and makers' style codes."""

import re
from typing import Final

from soleflip_desktop.domain.sizes import parse_size
from soleflip_desktop.domain.style_codes import normalise_style_code

_UNSAID: Final = ("ONE", "OTHER")
# Forms that nobody gives an article number of his own; what follows is the size.
_MAKERS_CODE = re.compile(
    r"""
    ( [A-Z]{2}[0-9]{4}-[0-9]{3}        # Nike, Jordan
    | [0-9]{6}-[0-9]{3}                # older Nike and Jordan
    | [0-9]{4}[AB][0-9]{3}[-.][0-9]{3} # ASICS
    | [A-Z]{2}[0-9]{4}                 # adidas, Reebok
    )
    (?: [-_/ ] (?:(?:US|EU|UK)[ -]?)? [0-9]{1,2} (?:[.,][0-9]{1,2})? [A-Z]? )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIZE_WORD = re.compile(r"size|größe|taille|talla|taglia", re.IGNORECASE)


def apart(name: str) -> tuple[str, str]:
    """The name of a product and the size behind its last dash: `Dunk Low - 42 / Black`.

    A size is only what surely is one; otherwise the name stays whole and the size is empty.
    """
    product, dash, variant = name.rpartition(" - ")
    if not dash or not product.strip():
        return name, ""
    if _is_size(variant):
        return product.strip(), variant.strip()
    parts = [part.strip() for part in variant.split("/")]
    sizes = [part for part in parts if _is_size(part)]
    others = [part for part in parts if part not in sizes]
    if len(sizes) != 1 or any(map(str.isdecimal, others)):
        return name, ""
    rest = " / ".join(others)
    return f"{product.strip()} - {rest}", sizes[0]


def size_of_variations(text: str) -> str:
    """The size among properties such as `Size:US 10,Color:Black`; empty if none is called one."""
    for pair in text.split(","):
        name, colon, value = pair.partition(":")
        if colon and _SIZE_WORD.search(name):
            return value.strip()
    return ""


def style_code_in(article: str) -> str:
    """The maker's style code that a shop's article number is, or begins with; empty if there is none."""
    found = _MAKERS_CODE.fullmatch(article.strip())
    return normalise_style_code(found[1]) if found else ""


def _is_size(text: str) -> bool:
    return bool(text.strip()) and parse_size(text.strip()).system not in _UNSAID
