"""Help > Guide: its pages are there, lead to each other and show their pictures."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from soleflip_desktop.paths import shipped
from soleflip_desktop.ui.controllers.guide import guide_in
from soleflip_desktop.ui.dialogs.guide import CONTENTS
from soleflip_desktop.ui.session import Session

GUIDE = shipped("docs/guide")
GUIDES = pytest.mark.parametrize("guide", [GUIDE, GUIDE / "de"], ids=["english", "german"])
PAGES = sorted((*GUIDE.glob("*.md"), *(GUIDE / "de").glob("*.md")))
LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_that_what_a_page_names_is_there(page: Path) -> None:
    assert [
        name for name in LINK.findall(page.read_text("utf-8")) if not (page.parent / name).is_file()
    ] == []


@GUIDES
def test_that_the_contents_name_every_page(guide: Path) -> None:
    named = set(LINK.findall((guide / CONTENTS).read_text("utf-8")))
    assert {page.name for page in guide.glob("*.md")} - {CONTENTS} == named


def test_that_both_languages_say_as_much() -> None:
    for page in GUIDE.glob("*.md"):
        text, german = page.read_text("utf-8"), (GUIDE / "de" / page.name).read_text("utf-8")
        for part in (r"^#+ ", r"^\|", r"^\d?[.-] ", r"!\[", r"`[^`]+`"):
            found = [len(re.findall(part, each, re.MULTILINE)) for each in (text, german)]
            assert found[0] == found[1], f"{page.name}: {part}"


@GUIDES
def test_that_the_pictures_are_used_and_small(guide: Path) -> None:
    pictures = sorted((guide / "pictures").iterdir())
    used = {name for page in guide.glob("*.md") for name in LINK.findall(page.read_text("utf-8"))}
    assert [each.name for each in pictures if f"pictures/{each.name}" not in used] == []
    assert [each.name for each in pictures if each.stat().st_size > 150_000] == []
    assert len(pictures) <= 10


@pytest.mark.parametrize(("name", "title"), [("de_AT", "Anleitung"), ("en_GB", "Guide"), ("fr_FR", "Guide")])
def test_that_the_guide_is_in_the_language_of_the_window(name: str, title: str) -> None:
    assert (guide_in(QLocale(name)) / CONTENTS).read_text("utf-8").startswith(f"# {title}\n")


def test_that_the_menu_opens_the_guide_and_a_link_another_page(session: Session, qtbot: QtBot) -> None:
    session.window.menus.guide.trigger()
    dialog = session.frame.guide.show()
    assert "First steps" in dialog.pages.toPlainText()
    dialog.pages.anchorClicked.emit(QUrl("first-steps.md"))
    assert "made-up seller" in dialog.pages.toPlainText()
    kind = QTextDocument.ResourceType.ImageResource.value
    picture = dialog.pages.document().resource(kind, QUrl("pictures/sales.png"))
    assert 300 < picture.deviceIndependentSize().width() < dialog.pages.viewport().width()
    dialog.go_back()
    assert "Ctrl+K" in dialog.pages.toPlainText()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
