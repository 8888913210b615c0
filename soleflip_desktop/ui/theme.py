"""Colours, palette and style sheet, light and dark."""

import re
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from soleflip_desktop.paths import shipped

SMALL, NORMAL, LARGE, FIGURE = 11, 13, 16, 22  # px at 100 % scaling


class ThemeChoice(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme. Texts stand on `window`, `base`, `raised` or `selected` with a contrast of 4.5 or more.

    `payout` is pale, so that profit and the line of totals stand out in front of it; its edge, with a
    contrast of 3 or more, is what tells a bar from the ground.
    """

    window: str
    base: str
    raised: str
    selected: str
    line: str
    control_line: str
    text: str
    faint: str
    accent: str
    on_accent: str
    payout: str
    payout_edge: str
    profit: str
    loss: str
    warning: str
    problem: str

    @property
    def grounds(self) -> tuple[str, ...]:
        return (self.window, self.base, self.raised, self.selected)

    @property
    def inks(self) -> tuple[str, ...]:
        return (self.text, self.faint, self.accent, self.profit, self.loss, self.warning, self.problem)


RING = 1  # px that the frame of what is scrolled takes, seen while it has the focus
LIGHT = Colours(
    window="#F6F7F8",
    base="#FFFFFF",
    raised="#ECEEF0",
    selected="#DCEEEB",
    line="#DFE2E6",
    control_line="#868D97",
    text="#1A1D21",
    faint="#575D67",
    accent="#0B655E",
    on_accent="#FFFFFF",
    payout="#C3C8CF",
    payout_edge="#727983",
    profit="#1B55B0",
    loss="#A33F05",
    warning="#765200",
    problem="#AE1A1A",
)
DARK = Colours(
    window="#16181C",
    base="#1C1F24",
    raised="#272B31",
    selected="#1F4542",
    line="#30353C",
    control_line="#767E8A",
    text="#E7E9EC",
    faint="#A9B0BA",
    accent="#58C9BB",
    on_accent="#0B1F1D",
    payout="#4A515B",
    payout_edge="#8A929E",
    profit="#8DBBFF",
    loss="#FFAA6B",
    warning="#E8C04A",
    problem="#FF9C94",
)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def palette_of(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for roles, colour in (
        ((role.Window, role.AlternateBase), colours.window),
        ((role.Base,), colours.base),
        ((role.Button, role.ToolTipBase), colours.raised),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), colours.text),
        ((role.HighlightedText,), colours.text),
        ((role.PlaceholderText,), colours.faint),
        ((role.Highlight,), colours.selected),
        ((role.Accent, role.Link), colours.accent),
        ((role.Mid, role.Midlight), colours.line),
        ((role.Dark,), colours.control_line),
    ):
        for each in roles:
            palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours.control_line))
    return palette


def interface_font(size: int = NORMAL, *, bold: bool = False, figures: bool = False) -> QFont:
    """The system's font in one of the four sizes; with `figures`, digits of one width."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(size)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    if figures:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


class Theme(QObject):
    """Dresses the application, and dresses it anew when the system or the user changes their mind."""

    changed = Signal(object)

    def __init__(self, application: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self.colours = LIGHT
        application.setStyle("Fusion")
        application.setFont(interface_font())
        application.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._dress()

    @property
    def choice(self) -> ThemeChoice:
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        self._choice = choice
        self._dress()

    @Slot()
    def _on_system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        self.colours = self._wanted()
        self._application.setPalette(palette_of(self.colours))
        self._application.setStyleSheet(style_sheet(self.colours))
        self.changed.emit(self.colours)

    def _wanted(self) -> Colours:
        if self._choice is not ThemeChoice.SYSTEM:
            return DARK if self._choice is ThemeChoice.DARK else LIGHT
        system = self._application.styleHints().colorScheme()
        return DARK if system is Qt.ColorScheme.Dark else LIGHT


def style_sheet(colours: Colours) -> str:
    files = {name: name for name in ("arrow_up", "arrow_down")}
    files["check"] = "check_dark" if colours is DARK else "check_light"
    pictures = {name: shipped(f"resources/{file}.svg").as_posix() for name, file in files.items()}
    return re.sub(r"@(\w+)", lambda at: pictures.get(at[1]) or getattr(colours, at[1]), _SHEET)


_SHEET = """
QToolTip { color: @text; background: @raised; border: 1px solid @line; padding: 4px; }
QMenuBar { background: @window; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @raised; }
QMenu { background: @base; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selected; }
QMenu::item:disabled { color: @control_line; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QTabBar { font-weight: 500; }
QTabBar::tab { padding: 9px 16px 7px 16px; border: none; border-bottom: 2px solid transparent;
  color: @faint; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:selected:focus { border: 2px solid @accent; border-radius: 6px; padding: 7px 14px 7px 14px; }
QScrollArea[stop="true"] { border: 1px solid transparent; }
QScrollArea[stop="true"]:focus { border: 1px solid @accent; }
QFrame#header { border: none; border-bottom: 1px solid @line; }
QPushButton { border: 1px solid @control_line; border-radius: 6px; padding: 5px 12px; background: @base;
  color: @text; min-height: 20px; }
QPushButton:hover { background: @raised; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 11px; }
QPushButton:disabled { color: @control_line; border-color: @line; }
QPushButton[primary="true"] { background: @accent; color: @on_accent; border-color: @accent;
  font-weight: 600; }
QPushButton[primary="true"]:focus { border-color: @text; }
QPushButton[primary="true"]:disabled { background: @raised; color: @control_line; border-color: @line; }
QPushButton[flat="true"] { border: 1px solid transparent; background: transparent; }
QPushButton[flat="true"]:hover { background: @raised; }
QPushButton[flat="true"]:checked { background: @raised; }
QPushButton[flat="true"]:focus { border: 2px solid @accent; }
QPushButton[segment="true"] { border-radius: 0px; padding: 5px 12px; }
QPushButton[segment="true"][end="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QPushButton[segment="true"][end="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[segment="true"]:checked { background: @selected; border-color: @accent; }
QPushButton#tile { border: 1px solid @line; border-radius: 8px; padding: 0px; background: @base;
  min-height: 54px; }
QPushButton#tile:hover { background: @raised; }
QPushButton#tile:checked { border: 2px solid @accent; background: @selected; }
QPushButton#tile:focus { border: 2px solid @accent; }
QPushButton#figure { border: 1px solid @line; border-radius: 8px; padding: 0px; background: @base;
  min-height: 94px; }
QPushButton#figure:hover { background: @raised; }
QPushButton#figure:focus { border: 2px solid @accent; }
QPushButton[chip="true"] { border: 1px solid @line; border-radius: 14px; padding: 3px 11px;
  min-height: 20px; text-align: left; }
QPushButton[chip="true"]:hover { background: @raised; }
QPushButton[chip="true"]:focus { border: 2px solid @accent; padding: 2px 10px; }
QPushButton[chip="true"][active="true"] { background: @selected; border-color: @accent; padding-right: 28px; }
QPushButton[chip="true"] QToolButton { border: none; border-radius: 10px; background: transparent;
  color: @faint; padding: 0px; }
QPushButton[chip="true"] QToolButton:hover { background: @base; color: @text; }
QFrame#popup { border: 1px solid @control_line; background: @base; }
QAbstractItemView#choices { border: none; background: @base; outline: none; }
QAbstractItemView#choices::item { min-height: 28px; padding: 0px 6px; color: @text; }
QAbstractItemView#choices::item:selected { background: @selected; color: @text; }
QLineEdit { border: 1px solid @control_line; border-radius: 6px; padding: 5px 8px; background: @base;
  selection-background-color: @selected; selection-color: @text; }
QLineEdit:focus { border: 2px solid @accent; padding: 4px 7px; }
QTableView QLineEdit, QTableView QLineEdit:focus { border-radius: 0px; padding: 0px 1px; }
QTableView QComboBox { border: 2px solid @accent; border-radius: 0px; padding: 0px 3px; background: @base; }
QLineEdit[invalid="true"], QLineEdit[invalid="true"]:focus { border-color: @problem; }
QComboBox[invalid="true"], QComboBox[invalid="true"]:focus { border-color: @problem; }
QComboBox, QSpinBox, QDateEdit { border: 1px solid @control_line; border-radius: 6px; padding: 5px 8px;
  background: @base; color: @text; min-height: 18px; selection-background-color: @selected;
  selection-color: @text; }
QComboBox:focus { border: 2px solid @accent; padding: 4px 7px; }
QSpinBox, QDateEdit { padding: 4px 8px 3px 8px; }
QSpinBox:focus, QDateEdit:focus { border: 2px solid @accent; padding: 3px 7px 2px 7px; }
QComboBox:disabled, QSpinBox:disabled, QLineEdit:disabled { color: @control_line; border-color: @line;
  background: @window; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("@arrow_down"); width: 12px; height: 12px; }
QComboBox QLineEdit, QSpinBox QLineEdit { border: none; padding: 0px; background: transparent; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 20px; }
QSpinBox::up-arrow { image: url("@arrow_up"); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url("@arrow_down"); width: 10px; height: 10px; }
QTableView QComboBox, QTableView QSpinBox { border-radius: 0px; padding: 0px 4px; min-height: 0px; }
QCheckBox { spacing: 6px; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 14px; height: 14px;
  border: 1px solid @control_line; border-radius: 4px; background: @base; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { border-color: @accent;
  background: @accent; image: url("@check"); }
QCheckBox::indicator:focus { border: 2px solid @text; }
QCheckBox:disabled { color: @control_line; }
QCheckBox::indicator:disabled, QTableView::indicator:disabled { border-color: @line; }
QPlainTextEdit, QListWidget { border: 1px solid @line; border-radius: 6px; background: @base; outline: none; }
QListWidget::item { padding: 4px 8px; border: none; }
QListWidget::item:selected { background: @selected; color: @text; }
QPlainTextEdit[lines="true"], QTableView QPlainTextEdit { border: 1px solid @control_line; padding: 2px 4px; }
QPlainTextEdit[lines="true"]:focus, QTableView QPlainTextEdit:focus { border: 2px solid @accent;
  padding: 1px 3px; }
QTableView QPlainTextEdit { border-radius: 0px; }
QFrame#palette { border: 1px solid @control_line; border-radius: 8px; background: @base; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QFrame#foot { border: none; border-top: 1px solid @line; }
QTableView { background: @base; border: none; gridline-color: @line; selection-background-color: @selected;
  selection-color: @text; alternate-background-color: @window; }
QTableView#framed { border: 1px solid @line; border-radius: 6px; }
QTableView#framed QHeaderView { border-top-left-radius: 5px; border-top-right-radius: 5px; }
QTableView#framed QHeaderView::section { background: transparent; }
QTableView::item { padding: 0px 5px; border: none; }
QTableView::item:selected { background: @selected; }
QHeaderView { background: @window; border: none; }
QHeaderView::section { background: @window; color: @faint; border: none; border-bottom: 1px solid @line;
  padding: 5px 8px; font-weight: 500; }
QHeaderView::section:hover { color: @text; }
QTableCornerButton::section { background: @window; border: none; }
QProgressBar { border: none; border-radius: 2px; background: @line; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QSplitter::handle { background: @line; }
QStatusBar { border-top: 1px solid @line; background: @window; }
QStatusBar::item { border: none; }
QFrame#drop { border: 1px dashed @control_line; border-radius: 8px; background: @base; }
QFrame#drop[hot="true"] { border: 2px solid @accent; background: @selected; }
QFrame#card { border: 1px solid @line; border-radius: 8px; background: @base; }
QFrame#card[current="true"] { border: 1px solid @accent; }
QFrame#notice { border: 1px solid @control_line; border-radius: 8px; background: @raised; }
QFrame#notice[kind="problem"] { border-color: @problem; }
QFrame#notice[kind="warning"] { border-color: @warning; }
QFrame#banner { background: @raised; border: none; border-bottom: 2px solid @problem; }
QFrame#banner[kind="warning"] { border-bottom-color: @warning; }
QFrame#banner[kind="faint"] { background: @window; border-bottom: 1px solid @line; }
QLabel#overlay { background: @selected; color: @text; border: 2px solid @accent; border-radius: 8px; }
QLabel[ink="faint"] { color: @faint; }
QLabel[ink="problem"] { color: @problem; }
QLabel[ink="warning"] { color: @warning; }
QLabel[ink="profit"] { color: @profit; }
QLabel[ink="loss"] { color: @loss; }
QFrame#details { border: none; border-left: 1px solid @line; background: @window; }
QFrame#rule { border: none; background: @line; }
QPushButton[heading="true"] { border: 1px solid transparent; background: transparent; text-align: left;
  padding: 3px 7px; font-weight: 600; min-height: 18px; }
QPushButton[heading="true"]:hover { background: @raised; }
QPushButton[heading="true"]:focus { border: 2px solid @accent; padding: 2px 6px; }
QPushButton[link="true"] { border: none; border-bottom: 2px solid transparent; border-radius: 0px;
  background: transparent; color: @accent; padding: 2px 0px 0px 0px; min-height: 18px; }
QPushButton[link="true"]:hover { color: @text; }
QPushButton[link="true"]:focus { border: none; border-bottom: 2px solid @accent; padding: 2px 0px 0px 0px; }
QLabel[part="sum"] { font-weight: 600; }
QLabel[part="heading"] { font-weight: 600; font-size: 11px; }
QScrollBar { background: transparent; border: none; margin: 0px; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @control_line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
