"""Push buttons that are named, and that Enter presses as well as Space."""

from PySide6.QtWidgets import QPushButton, QWidget


class Button(QPushButton):
    """A button whose accessible name is its text.

    Args:
        kind: `primary` for the one thing to do here, `flat` for one without a frame, `segment` for one of a
            row of choices; a property of the style sheet.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None, *, kind: str = "") -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setAutoDefault(True)  # outside dialogs Qt lets only Space press a button
        if kind:
            self.setProperty(kind, True)

    def say(self, text: str) -> None:
        """Changes the text and the name with it."""
        self.setText(text)
        self.setAccessibleName(text)
