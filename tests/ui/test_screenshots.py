"""The pictures for the guide: one is made, and shows something."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from soleflip_desktop.ui.session import Session
from soleflip_desktop.ui.theme import ThemeChoice
from soleflip_desktop.ui.translation import Language
from tests.screenshots.camera import Look, Photographer, looks


def test_that_a_picture_of_a_tab_is_made_and_not_blank(session: Session, tmp_path: Path) -> None:
    camera = Photographer(session, tmp_path, Look(Language.ENGLISH, ThemeChoice.LIGHT, QSize(1280, 800)))
    camera.tab(1)
    camera.take("sales")
    picture = QImage(str(tmp_path / "en-light-1280x800" / "sales.png"))
    assert picture.size() == session.window.size()
    width, height = picture.width(), picture.height()
    drawn = {picture.pixel(x, y) for x in range(0, width, 3) for y in range(0, height, 3)}
    assert len(drawn) > 20


def test_that_every_look_is_taken_unless_it_has_to_be_quick() -> None:
    languages = (Language.ENGLISH, Language.GERMAN)
    assert len({str(look) for look in looks(languages, quick=False)}) == 8
    assert [str(look) for look in looks(languages, quick=True)] == [
        "en-light-1280x800",
        "en-dark-1280x800",
        "de-light-1280x800",
    ]
