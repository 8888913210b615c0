"""Sentences as columns keep them, so that a window of another language can say them too."""

from collections.abc import Iterable
from typing import Any

from soleflip_desktop.errors import Said, UserError, said


def noted(notices: Iterable[str]) -> list[Any]:
    """What was noticed about a file, as the column `notices` keeps it."""
    return [_kept(notice if isinstance(notice, Said) else said("{text}", text=notice)) for notice in notices]


def refused(error: UserError) -> dict[str, Any]:
    """Why a file was not imported, as the columns of its batch keep it."""
    parts = [part for part in (error.what, error.next_step) if part]
    return {"error": str(error), "error_parts": noted(parts)}


def _kept(value: object) -> object:
    if isinstance(value, Said):
        return {"text": value.template, "values": {name: _kept(each) for name, each in value.values.items()}}
    return value if isinstance(value, str | int | float) else str(value)


def told(kept: Any) -> Any:
    """What `noted` kept of one sentence, or of a value in it."""
    if not isinstance(kept, dict):
        return kept
    return Said(kept["text"], {name: told(each) for name, each in kept["values"].items()})
