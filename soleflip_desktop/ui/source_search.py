"""Keeps PySide6 from reading the source of everything that is imported after it."""

import sys

from PySide6 import QtCore  # noqa: F401 - brings the hook of every import


def stop_source_search() -> None:
    """Answers for PySide6 that no module uses `from __feature__ import …`, as none of ours does.

    Its hook looks for its own name in the source of each module, and the standard library keeps every line
    it was asked for: 39 MB once all is imported, and a twentieth of the processor time of a start. A later
    PySide6 may look another way; then this does nothing, which `tests/ui/test_startup.py` notices.
    """
    hook = sys.modules.get("shibokensupport.feature")
    if hasattr(hook, "_mod_uses_pyside"):
        setattr(hook, "_mod_uses_pyside", lambda _: False)  # noqa: B010 - a name mypy cannot know
