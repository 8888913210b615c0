"""Looks, and the camera that takes pictures in one of them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEventLoop, QLocale, QSize, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.theme import ThemeChoice
from soleflip_desktop.ui.translation import Language

SIZES = (QSize(1280, 800), QSize(1920, 1080))
LOCALES = {
    Language.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
    Language.GERMAN: QLocale(QLocale.Language.German, QLocale.Country.Germany),
}
PATIENCE = 60.0  # seconds
ANIMATED = 0.3  # seconds, until what comes late (dimming, a caret) has come


@dataclass(frozen=True, slots=True)
class Look:
    """One way in which everything is drawn."""

    language: Language
    theme: ThemeChoice
    size: QSize

    def __str__(self) -> str:
        return f"{self.language.value}-{self.theme.value}-{self.size.width()}x{self.size.height()}"


@dataclass(slots=True)
class Photographer:
    """Drives one window and takes pictures of it."""

    session: Session
    folder: Path
    look: Look
    only: str = ""
    taken: list[Path] = field(default_factory=list)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Waits until the window is at rest, then keeps what it looks like."""
        if self.only not in name:
            return
        self.rest()
        path, shown = self.place(name), widget or self.session.window
        assert shown.grab().save(str(path)), f"{path} cannot be written"

    def take_open(self, name: str, *, at_rest: bool = True) -> None:
        """Takes what is open above the window, and closes it."""
        if at_rest:
            self.rest()
        else:
            let_pass(ANIMATED)
        dialogs: list[QWidget] = [
            each for each in self.session.window.findChildren(QDialog) if each.isVisible()
        ]
        dialogs += [each for each in popups(self.session) if each.isVisible() and each not in dialogs]
        inside = [each for each in self.session.window.findChildren(QWidget, "palette") if each.isVisible()]
        assert dialogs or inside, f"{name} did not open"
        for number, dialog in enumerate(dialogs or inside):
            if self.only in name:
                dialog.grab().save(str(self.place(f"{name}-{number}" if number else name)))
            dialog.close()

    def place(self, name: str) -> Path:
        """Where a picture goes that is taken by somebody else."""
        path = self.folder / f"{self.look}" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.taken.append(path)
        return path

    def rest(self) -> None:
        until(lambda: not self.session.tasks.is_busy())
        let_pass(ANIMATED)

    def tab(self, number: int) -> None:
        self.session.window.show_tab(number)
        self.rest()


def looks(languages: tuple[Language, ...], *, quick: bool) -> list[Look]:
    """Everything in every way; with `quick` only the small window, dark in the first language alone."""
    themes = (ThemeChoice.LIGHT, ThemeChoice.DARK)
    every = [Look(language, theme, size) for size in SIZES for language in languages for theme in themes]
    if not quick:
        return every
    small = [look for look in every if look.size == SIZES[0]]
    return [look for look in small if look.theme is ThemeChoice.LIGHT or look.language == languages[0]]


def popups(session: Session) -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each is not session.window]


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        let_pass(0.02)


def let_pass(seconds: float) -> None:
    """Lets the window live on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop, loop.quit)
    loop.exec()
