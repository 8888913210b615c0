"""The states of a pair that are stored, and the moves between them."""

from collections.abc import Mapping

from soleflip_desktop.errors import Said, said

STATE_WORDS: Mapping[str, Said] = {
    "incoming": said("incoming"),
    "in_stock": said("in stock"),
    "consigned": said("consigned"),
    "returned_to_supplier": said("returned to supplier"),
    "written_off": said("written off"),
}
STATES = tuple(STATE_WORDS)

ON_HAND = frozenset({"incoming", "in_stock", "consigned"})
"""A pair in one of these can be sold. Listed and sold are not stored: the listing and the sale say so."""

# A pair arrives, is handed on and comes back; what was returned or written off may turn up again. That it
# has not arrived after all is a slip of the hand, which is undone, not moved back.
ALLOWED_MOVES: Mapping[str, frozenset[str]] = {
    "incoming": frozenset({"in_stock", "consigned", "returned_to_supplier", "written_off"}),
    "in_stock": frozenset({"consigned", "returned_to_supplier", "written_off"}),
    "consigned": frozenset({"in_stock", "returned_to_supplier", "written_off"}),
    "returned_to_supplier": frozenset({"in_stock"}),
    "written_off": frozenset({"in_stock"}),
}


def may_move(old: str, new: str) -> bool:
    """Tells whether a user may move a pair from `old` to `new`; staying is no move.

    Raises:
        KeyError: `old` is no stored state.
    """
    return new in ALLOWED_MOVES[old]
