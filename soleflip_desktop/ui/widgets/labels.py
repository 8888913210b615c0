"""Labels in the four sizes and the inks of the theme."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from soleflip_desktop.ui.theme import NORMAL, interface_font


class Label(QLabel):
    """Text that is never read as markup.

    Args:
        ink: `faint`, `problem`, `warning`, or empty for plain text.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        size: int = NORMAL,
        bold: bool = False,
        ink: str = "",
        wrap: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(interface_font(size, bold=bold, figures=True))
        self.setWordWrap(wrap)
        if ink:
            self.take_ink(ink)

    def take_ink(self, ink: str) -> None:
        self.setProperty("ink", ink)
        self.style().unpolish(self)
        self.style().polish(self)


class ElidedLabel(Label):
    """A label that gives way: what does not fit ends in an ellipsis and stands in the tooltip."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, size: int = NORMAL, ink: str = ""
    ) -> None:
        super().__init__("", parent, size=size, ink=ink)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._fit()

    def show_text(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def whole(self) -> str:
        return self._whole

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
