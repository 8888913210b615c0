"""What a write hands back, with the change set that takes just this write back."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """A result; `change_set_id` is `None` if there was nothing to change."""

    result: T
    change_set_id: int | None
