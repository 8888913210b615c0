"""The language of the window: Qt Linguist's files from `resources/translations`."""

import logging
import subprocess
import sys
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from soleflip_desktop.paths import shipped

_log = logging.getLogger(__name__)

FOLDER = "resources/translations"
COMPILING_SECONDS = 30
CACHE = "cache"
if sys.platform == "win32":
    _NO_CONSOLE = subprocess.CREATE_NO_WINDOW
else:
    _NO_CONSOLE = 0


class Language(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"


# The language that the texts in the source are written in.
SOURCE = Language.ENGLISH
TRANSLATED = (Language.GERMAN,)


def spoken(choice: Language, system: QLocale) -> Language:
    """The language shown: the system's if it is one of ours, else English."""
    if choice is not Language.SYSTEM:
        return choice
    code = QLocale.languageToCode(system.language())
    return next((language for language in TRANSLATED if language == code), SOURCE)


def locale_of(choice: Language, system: QLocale) -> QLocale:
    """The locale of numbers and days: the language chosen, as the user's country writes it."""
    if choice is Language.SYSTEM or QLocale.languageToCode(system.language()) == choice:
        return system
    language = QLocale.codeToLanguage(choice.value)
    there = QLocale(language, system.territory())
    if there.territory() == system.territory():
        return there
    # Of the Englishes without the user's country, the one with the day before the month.
    british = QLocale(language, QLocale.Country.UnitedKingdom)
    return british if choice is Language.ENGLISH else QLocale(language)


class Translation(QObject):
    """Speaks one language at a time, to every widget made after `speak`.

    Args:
        folder: Where a file that was not shipped compiled may be kept.
    """

    def __init__(self, application: QCoreApplication, folder: Path) -> None:
        super().__init__(application)
        self._application, self._cache = application, folder / CACHE
        self._installed: list[QTranslator] = []
        self.missing: list[str] = []

    def speak(self, language: Language) -> None:
        """Takes this language from now on; what stays untranslated is shown in English."""
        self.fall_silent()
        if language is SOURCE:
            return
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{language}.qm"
        for file in (qt, compiled(language, self._cache)):  # the last one installed is asked first
            translator = QTranslator(self)
            if file is not None and translator.load(str(file)):
                self._application.installTranslator(translator)
                self._installed.append(translator)
            else:
                self.missing.append(str(file))
                _log.warning("no translation in %s", file)

    def fall_silent(self) -> None:
        """Goes back to the language of the source."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()
        self.missing.clear()


def compiled(language: Language, cache: Path) -> Path | None:
    """The compiled file: the one the frozen program brings, else compiled here once for each text of it.

    So a checkout and a wheel need no step of their own, and no file that is made lies in the repository.
    """
    brought = shipped(f"{FOLDER}/soleflip_{language}.qm")
    if brought.is_file():
        return brought
    source = brought.with_suffix(".ts")
    target = cache / f"soleflip_{language}-{sha256(source.read_bytes()).hexdigest()[:16]}.qm"
    if target.is_file():
        return target
    try:
        cache.mkdir(parents=True, exist_ok=True)
        for stale in cache.glob(f"soleflip_{language}-*.qm"):
            stale.unlink()
        compile_file(source, target)
    except (OSError, subprocess.SubprocessError) as error:
        _log.warning("%s was not compiled: %s", source.name, error)
        return None
    return target


def compile_file(source: Path, target: Path) -> None:
    """Runs Qt's `lrelease`, which PySide6 brings along.

    Raises:
        OSError: If it is not there or the target cannot be written.
        subprocess.SubprocessError: If it refuses the source.
    """
    program = Path(PySide6.__path__[0]) / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    making = target.with_suffix(".part")  # two programs may start at once
    subprocess.run(
        [str(program), "-silent", str(source), "-qm", str(making)],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=COMPILING_SECONDS,
        creationflags=_NO_CONSOLE,
    )
    making.replace(target)
