"""The piles into which the rows of a checked file fall, and how many lie in each."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Pile(StrEnum):
    """Rows of a waiting file that are alike; a row may lie in several."""

    ALL = "all"
    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"
    DUPLICATES = "duplicates"
    PROBLEMS = "problems"
    WARNINGS = "warnings"


@dataclass(frozen=True, slots=True)
class Piles:
    """How many rows lie in each pile, and what of them will be imported.

    Attributes:
        rows: Rows by pile.
        taken_new: New rows that the user leaves ticked.
        taken_changed: Changed rows that the user leaves ticked.
        payout: What the sound rows that are left ticked were paid out, by currency.
    """

    rows: dict[Pile, int] = field(default_factory=dict)
    taken_new: int = 0
    taken_changed: int = 0
    payout: dict[str, Decimal] = field(default_factory=dict)

    @property
    def taken(self) -> int:
        return self.taken_new + self.taken_changed

    @property
    def left_out(self) -> int:
        """Rows that could be imported, and that the user does not want."""
        return self.rows.get(Pile.NEW, 0) + self.rows.get(Pile.CHANGED, 0) - self.taken

    def of(self, pile: Pile) -> int:
        return self.rows.get(pile, 0)
