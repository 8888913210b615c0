"""Which spellings in a file mean one product."""

from collections.abc import Iterable, Mapping

Codes = tuple[str, ...]


def group_by_shared_code(code_lists: Iterable[Codes]) -> list[list[Codes]]:
    """Groups lists of style codes that share a code, directly or through others.

    StockX writes a product with several codes as `A/B`, other rows name it by `A` alone.

    Returns:
        The groups in the order of their first list, each list once, in the order given.
    """
    listed = list(dict.fromkeys(code_lists))
    parent: dict[str, str] = {}

    def root(code: str) -> str:
        while parent.setdefault(code, code) != code:
            parent[code] = code = parent[parent[code]]
        return code

    for codes in listed:
        for code in codes:
            parent[root(code)] = root(codes[0])
    groups: dict[str, list[Codes]] = {}
    for codes in listed:
        groups.setdefault(root(codes[0]), []).append(codes)
    return list(groups.values())


def products_of(groups: Iterable[Iterable[Codes]], known: Mapping[str, int]) -> dict[Codes, int]:
    """The product each list of codes means; a list is left out if nothing of its group is known.

    A list belongs to the product of its first known code; failing that, to the product its group begins
    with. Products that both exist stay apart, though a list may name them together.

    Args:
        groups: As `group_by_shared_code` gives them.
        known: Product by code.
    """
    product_by_code = dict(known)
    found: dict[Codes, int] = {}
    for group in map(list, groups):
        first = next((known[code] for codes in group for code in codes if code in known), None)
        if first is None:
            continue
        for codes in group:
            # A code found on the way counts for the lists that follow, as it will in the next import.
            found[codes] = next((product_by_code[code] for code in codes if code in product_by_code), first)
            for code in codes:
                product_by_code.setdefault(code, found[codes])
    return found
