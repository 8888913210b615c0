"""Names with their values, one line each, which change from row to row without new widgets."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from soleflip_desktop.ui.models.panel_text import Fact
from soleflip_desktop.ui.widgets.labels import ElidedLabel, Label
from soleflip_desktop.ui.widgets.selectable import SelectableLabel


class _Line:
    """The widgets of one line."""

    def __init__(self, facts: "Facts", number: int, grid: QGridLayout, *, figures: bool) -> None:
        self.rule = QFrame(facts)
        self.rule.setObjectName("rule")
        self.rule.setFixedHeight(1)
        self.name = ElidedLabel(ink="faint")
        self.value = SelectableLabel(wrap=not figures)
        side = Qt.AlignmentFlag.AlignRight if figures else Qt.AlignmentFlag.AlignLeft
        self.value.setAlignment(side | Qt.AlignmentFlag.AlignTop)
        self.name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        if not figures:
            self.value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.heading = Label(ink="faint", wrap=True)
        self.heading.setProperty("part", "heading")
        self.heading.setContentsMargins(0, 8 if number else 0, 0, 0)
        grid.addWidget(self.rule, 2 * number, 0, 1, 2)
        grid.addWidget(self.heading, 2 * number + 1, 0, 1, 2)
        grid.addWidget(self.name, 2 * number + 1, 0)
        grid.addWidget(self.value, 2 * number + 1, 1)
        self._shown: Fact | None = None

    def show_fact(self, fact: Fact) -> None:
        if fact != self._shown:
            self._shown = fact
            self._dress(fact)
        shown: set[QWidget] = {self.heading} if fact.heading else {self.name, self.value}
        self._show(shown | {self.rule} if fact.sum else shown)

    def hide(self) -> None:
        self._show(set())

    def _show(self, shown: set[QWidget]) -> None:
        for widget in (self.heading, self.name, self.value, self.rule):
            wanted = widget in shown
            if widget.isHidden() is wanted:  # also where nothing changes, Qt lays everything out anew
                widget.setVisible(wanted)

    def _dress(self, fact: Fact) -> None:
        if fact.heading:
            self.heading.setText(fact.name)
            return
        part = "sum" if fact.sum else ""
        _dress(self.name, part, "" if fact.sum else "faint")
        self.name.show_text(fact.name)
        _dress(self.value, part, fact.ink)
        self.value.setText(fact.value)
        self.value.setToolTip(fact.tip)
        self.value.setAccessibleName(f"{fact.name}: {fact.value}")
        self.value.setAccessibleDescription(fact.tip)


def _dress(label: Label, part: str, ink: str) -> None:
    """Weight by the style sheet: a font that is set once the style sheet has seen the label does not last."""
    if label.property("part") != part or label.property("ink") != ink:
        label.setProperty("part", part)
        label.take_ink(ink)


class Facts(QWidget):
    """A list of facts.

    Args:
        figures: The values are amounts: on the right, never wrapped. Otherwise texts, wrapped.
    """

    def __init__(self, *, figures: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._lines: list[_Line] = []
        self._facts: tuple[Fact, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1 if figures else 0)
        self._grid.setColumnStretch(1, 0 if figures else 1)
        if not figures:
            self._grid.setColumnMinimumWidth(0, 112)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        self._facts = tuple(facts)
        while len(self._lines) < len(facts):
            self._lines.append(_Line(self, len(self._lines), self._grid, figures=self._figures))
        for line, fact in zip(self._lines, facts, strict=False):
            line.show_fact(fact)
        for line in self._lines[len(facts) :]:
            line.hide()

    def facts(self) -> tuple[Fact, ...]:
        return self._facts

    def as_text(self) -> str:
        return "\n".join(fact.text for fact in self._facts)
