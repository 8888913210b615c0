"""What a long table is fed from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.selection import Choice, Selection
from soleflip_desktop.ui.models.paged import Order

if TYPE_CHECKING:
    from array import array


class RowSource(Protocol):
    """A service that serves rows by id."""

    def first(
        self,
        limit: int = ...,
        order: Order | None = ...,
        selection: Selection = ...,
        *,
        control: Control | None = ...,
    ) -> list[Any]: ...
    def ids(
        self, order: Order | None = ..., selection: Selection = ..., *, control: Control | None = ...
    ) -> "array[int]": ...
    def page(self, ids: Sequence[int], *, control: Control | None = ...) -> list[Any]: ...
    def totals(self, selection: Selection = ..., *, control: Control | None = ...) -> Any: ...
    def totals_of(self, ids: Sequence[int], *, control: Control | None = ...) -> Any: ...
    def choices(
        self, field: str, selection: Selection = ..., *, control: Control | None = ...
    ) -> list[Choice]: ...
