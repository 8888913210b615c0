"""The states of a sale and the moves between them."""

from collections.abc import Mapping

from soleflip_desktop.errors import Said, said

STATUSES = (
    "pending",
    "shipped",
    "authenticated",
    "completed",
    "cancelled",
    "returned",
    "failed_verification",
)

FREEING_WORDS: Mapping[str, Said] = {
    "cancelled": said("cancelled"),
    "returned": said("returned"),
    "failed_verification": said("failed verification"),
}
FREEING = frozenset(FREEING_WORDS)
"""A sale in one of these holds no pair: the pair can be sold again."""

# A sale moves forward and may skip what its platform does not have; the three ends stay ends (a pair
# sold again is a new sale, and a slip of the hand is undone, not moved back).
ALLOWED_MOVES: Mapping[str, frozenset[str]] = {
    "pending": frozenset({"shipped", "authenticated", "completed", "cancelled", "failed_verification"}),
    "shipped": frozenset({"authenticated", "completed", "cancelled", "returned", "failed_verification"}),
    "authenticated": frozenset({"completed", "cancelled", "returned"}),
    "completed": frozenset({"returned"}),
    "cancelled": frozenset(),
    "returned": frozenset(),
    "failed_verification": frozenset(),
}


def may_move(old: str, new: str) -> bool:
    """Tells whether a user may move a sale from `old` to `new`; staying is no move.

    Raises:
        KeyError: `old` is no status.
    """
    return new in ALLOWED_MOVES[old]
