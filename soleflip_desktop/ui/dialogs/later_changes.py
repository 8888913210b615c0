"""Asks what to do when later changes rest on what is to be undone."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from soleflip_desktop.ui.dialogs.question import Question, nothing
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.label_words import label_words

if TYPE_CHECKING:
    from soleflip_desktop.services.history import LaterChange

_translate = QCoreApplication.translate


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
    one = _translate("LaterChanges", "1 row of “{what}” was changed or used later.")
    many = _translate("LaterChanges", "{n} rows of “{what}” were changed or used later.")
    choice = _translate(
        "LaterChanges", "The rest can be undone without it, or the later changes are undone as well."
    )
    words = f"{(one if rows == 1 else many).format(n=formats.count(rows), what=what)} {choice}"
    answers = (
        (_translate("LaterChanges", "Undo the rest"), keep),
        (_translate("LaterChanges", "Undo those too"), include),
        (_translate("LaterChanges", "Leave it as it is"), nothing),
    )
    return Question(
        _translate("LaterChanges", "Changed since"), words, _lines(changes, formats), answers, parent
    )


def _lines(changes: "Sequence[LaterChange]", formats: Formats) -> list[str]:
    """One line for each later action, the newest first."""
    counted = Counter((change.at, change.label) for change in changes)
    line = _translate("LaterChanges", "{when}: {label} ({n})")
    return [
        line.format(
            when=formats.moment(at),
            label=label_words(label) or _translate("LaterChanges", "An older change"),
            n=formats.count(rows),
        )
        for (at, label), rows in sorted(counted.items(), reverse=True)
    ]
