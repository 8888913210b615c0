"""The window's texts in both languages: all of them found, translated, and filled in the same places."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from soleflip_desktop.ui.translation import Language, Translation, compile_file, compiled, locale_of, spoken
from tests.translations import CONTEXT, GERMAN, REPOSITORY, SOURCES, said_calls, templates, update

Key = tuple[str, str]  # context, text
_PLACEHOLDERS = re.compile(r"\{[^}]*\}")


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[Key, str]:
    """What Qt's own tool finds in the source now, with what the file in the repository makes of it."""
    file = tmp_path_factory.mktemp("texts") / GERMAN.name
    shutil.copy(GERMAN, file)
    update(file)
    return texts(file)


def texts(file: Path) -> dict[Key, str]:
    """Translation by context and text; empty where it is not finished."""
    messages = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            done = "" if translation.get("type") else translation.text or ""
            messages[context.findtext("name", ""), message.findtext("source", "")] = done
    return messages


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a function or method of that name in the window's source."""
    for file in (REPOSITORY / SOURCES).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                if name == (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")):
                    yield file, node


def test_that_the_file_in_the_repository_holds_the_texts_of_the_source(found: dict[Key, str]) -> None:
    kept = texts(GERMAN)
    missing, gone = found.keys() - kept.keys(), kept.keys() - found.keys()
    assert not missing, f"run `python -m tests.translations`: {sorted(missing)}"
    assert not gone, f"run `python -m tests.translations`: {sorted(gone)}"


def test_that_every_text_asked_for_is_found_by_qts_tool(found: dict[Key, str]) -> None:
    """A text in a variable or an f-string, or of somebody else's `tr`, would silently stay English."""
    known = {text for _, text in found}
    astray = []
    for name, place in (("tr", 0), ("_translate", 1)):
        for file, call in calls(name):
            text = call.args[place] if len(call.args) > place else None
            own = name == "_translate" or ast.unparse(call.func) == "self.tr"
            literal = isinstance(text, ast.Constant) and text.value in known
            if not (own and (literal or is_listed(file, call))):
                astray.append(f"{file.name}:{call.lineno} {ast.unparse(call)}")
    assert astray == []


def test_that_every_text_from_below_the_window_is_found(found: dict[Key, str]) -> None:
    """A template in a variable or an f-string would silently stay English."""
    astray = [
        f"{file.name}:{line}"
        for file, line, text in said_calls()
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
    ]
    assert astray == []
    assert {text for context, text in found if context == CONTEXT} == templates()


def is_listed(file: Path, call: ast.Call) -> bool:
    """Whether the file lists, with QT_TRANSLATE_NOOP, what a call may ask for in its context."""
    contexts = {ast.unparse(each.args[0]) for at, each in calls("QT_TRANSLATE_NOOP") if at == file}
    return bool(call.args) and ast.unparse(call.args[0]) in contexts


def test_that_nothing_is_translated_before_the_language_is_set() -> None:
    """Outside functions a text would be asked for when its module is imported."""
    early = []
    for file in (REPOSITORY / SOURCES).rglob("*.py"):
        waiting: list[ast.AST] = list(ast.parse(file.read_text(encoding="utf-8")).body)
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                continue
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_translate", "self.tr"):
                early.append(f"{file.name}:{node.lineno}")
            waiting += ast.iter_child_nodes(node)
    assert early == []


def test_that_every_text_is_translated(found: dict[Key, str]) -> None:
    assert [key for key, translation in sorted(found.items()) if not translation] == []


def test_that_a_translation_fills_the_same_places(found: dict[Key, str]) -> None:
    wrong = [
        (text, translation)
        for (_, text), translation in sorted(found.items())
        if translation and places(text) != places(translation)
    ]
    assert wrong == []


def test_that_a_translation_ends_as_its_text_does(found: dict[Key, str]) -> None:
    """An ellipsis says that a dialog follows; a menu's mark says which key opens it."""
    wrong = [
        (text, translation)
        for (_, text), translation in sorted(found.items())
        if translation
        and (text.endswith("…") != translation.endswith("…") or text.count("&") != translation.count("&"))
    ]
    assert wrong == []


def test_that_a_key_opens_one_thing_only(found: dict[Key, str]) -> None:
    """In the menu bar and in the dialog, in both languages."""
    for context in ("Menus", "NewItemDialog"):
        both = [(text, german) for (name, text), german in found.items() if name == context and "&" in text]
        for texts_of_one in zip(*both, strict=True):
            keys = [text[text.index("&") + 1].lower() for text in texts_of_one]
            assert len(keys) == len({*keys}), f"{context}: {sorted(texts_of_one)}"


def places(text: str) -> list[str]:
    return sorted(_PLACEHOLDERS.findall(text))


SMALL = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="de"><context>
<name>Menus</name><message><source>Quit</source><translation>Beenden</translation></message>
</context></TS>"""


def test_that_a_compiled_file_is_kept_until_its_source_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, cache = tmp_path / "resources", tmp_path / "cache"
    sources.mkdir()
    (sources / "soleflip_de.ts").write_text(SMALL, encoding="utf-8")
    monkeypatch.setattr("soleflip_desktop.ui.translation.shipped", lambda name: sources / Path(name).name)
    first = compiled(Language.GERMAN, cache)
    assert first is not None
    made = first.stat().st_mtime_ns
    assert compiled(Language.GERMAN, cache) == first
    assert first.stat().st_mtime_ns == made
    (sources / "soleflip_de.ts").write_text(SMALL.replace("Beenden", "Schluss"), encoding="utf-8")
    second = compiled(Language.GERMAN, cache)
    assert second != first
    assert [*cache.iterdir()] == [second]
    compile_file(sources / "soleflip_de.ts", sources / "soleflip_de.qm")
    assert compiled(Language.GERMAN, cache) == sources / "soleflip_de.qm"  # as the frozen program has it


def test_that_a_language_is_spoken_and_given_up_again(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "soleflip_de.ts").write_text(SMALL, encoding="utf-8")
    monkeypatch.setattr("soleflip_desktop.ui.translation.shipped", lambda name: tmp_path / Path(name).name)
    translation = Translation(qapp, tmp_path)
    translation.speak(Language.GERMAN)
    said = QCoreApplication.translate("Menus", "Quit"), QCoreApplication.translate("QPlatformTheme", "Cancel")
    translation.fall_silent()
    assert said == ("Beenden", "Abbrechen")  # the second is one of Qt's own
    assert QCoreApplication.translate("Menus", "Quit") == "Quit"


@pytest.mark.parametrize(
    ("choice", "system", "language", "locale"),
    [
        (Language.SYSTEM, "de_AT", Language.GERMAN, "de_AT"),
        (Language.SYSTEM, "en_US", Language.ENGLISH, "en_US"),
        (Language.SYSTEM, "fr_FR", Language.ENGLISH, "fr_FR"),
        (Language.ENGLISH, "de_DE", Language.ENGLISH, "en_DE"),
        (Language.GERMAN, "de_CH", Language.GERMAN, "de_CH"),
        (Language.GERMAN, "en_US", Language.GERMAN, "de_DE"),
    ],
)
def test_that_a_chosen_language_keeps_the_countrys_way_of_writing(
    choice: Language, system: str, language: Language, locale: str
) -> None:
    assert spoken(choice, QLocale(system)) is language
    assert locale_of(choice, QLocale(system)).name() == locale
