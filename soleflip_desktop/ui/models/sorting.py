"""Which columns a table is sorted by after a click."""

from typing import TypeAlias

Keys: TypeAlias = tuple[tuple[int, bool], ...]
"""Columns by their numbers, the first one first, each with whether its values fall."""

MOST = 9


def clicked(keys: Keys, column: int, *, adding: bool) -> Keys:
    """What sorts after a column was clicked: it alone, or with `adding` it as well.

    One that sorts turns round; with `adding`, one that falls already goes, unless it is the only one.
    """
    falls = dict(keys).get(column)
    if not adding:
        return ((column, falls is False and len(keys) == 1),)
    if falls is None:
        return (*keys, (column, False))[-MOST:]
    if falls and len(keys) > 1:
        return tuple(key for key in keys if key[0] != column)
    return tuple((each, not down if each == column else down) for each, down in keys)
