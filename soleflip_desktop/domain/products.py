"""Which spellings in a file mean one product."""

from collections.abc import Iterable


def group_by_shared_code(code_lists: Iterable[tuple[str, ...]]) -> list[list[tuple[str, ...]]]:
    """Groups lists of style codes that share a code, directly or through others.

    StockX writes a product with several codes as `A/B`, other rows name it by `A` alone.

    Returns:
        The groups in the order of their first list, each list once, in the order given.
    """
    group_of: dict[str, list[tuple[str, ...]]] = {}
    for codes in dict.fromkeys(code_lists):
        touched = list({id(group_of[code]): group_of[code] for code in codes if code in group_of}.values())
        merged = [each for group in touched for each in group] + [codes]
        group_of.update((code, merged) for each in merged for code in each)
    return list({id(group): group for group in group_of.values()}.values())
