"""Asks what to do when later changes rest on what is to be undone."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from soleflip_desktop.ui.dialogs.question import Question, nothing
from soleflip_desktop.ui.formats import Formats

if TYPE_CHECKING:
    from soleflip_desktop.services.history import LaterChange


def later_changes(
    what: str,
    changes: "Sequence[LaterChange]",
    formats: Formats,
    keep: Callable[[], None],
    include: Callable[[], None],
    parent: QWidget,
) -> Question:
    """Undo the rest, undo those too, or cancel.

    Args:
        what: Label of what is to be undone.
        keep: Undoes all but the rows that were changed later.
        include: Undoes the later changes as well.
    """
    rows = len({(change.table, change.row_id) for change in changes})
    one = parent.tr("1 row of “{what}” was changed or used later.")
    many = parent.tr("{n} rows of “{what}” were changed or used later.")
    choice = parent.tr("The rest can be undone without it, or the later changes are undone as well.")
    words = f"{(one if rows == 1 else many).format(n=formats.count(rows), what=what)} {choice}"
    answers = (
        (parent.tr("Undo the rest"), keep),
        (parent.tr("Undo those too"), include),
        (parent.tr("Leave it as it is"), nothing),
    )
    return Question(parent.tr("Changed since"), words, _lines(changes, formats, parent), answers, parent)


def _lines(changes: "Sequence[LaterChange]", formats: Formats, parent: QWidget) -> list[str]:
    """One line for each later action, the newest first."""
    counted = Counter((change.at, change.label) for change in changes)
    line = parent.tr("{when}: {label} ({n})")
    return [
        line.format(
            when=formats.moment(at), label=label or parent.tr("An older change"), n=formats.count(rows)
        )
        for (at, label), rows in sorted(counted.items(), reverse=True)
    ]
