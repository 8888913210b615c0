"""The program's icon, as the window and each system's file of it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QApplication

from soleflip_desktop.ui.icon import MAC_SIZES, WINDOWS_SIZES, application_icon, write_icon


def test_that_the_icon_is_drawn_in_any_size(qapp: QApplication) -> None:
    for side in (16, 64, 512):
        picture = application_icon().pixmap(side, side).toImage()
        assert picture.width() >= side
        assert picture.pixelColor(picture.width() // 2, 2).name() == "#0b655e"
        assert picture.pixelColor(0, 0).alpha() < 128  # rounded


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("soleflip.ico", set(WINDOWS_SIZES)),
        ("soleflip.icns", set(MAC_SIZES.values())),
        ("soleflip.png", {256}),
    ],
)
def test_that_each_file_holds_the_icon_in_its_sizes(tmp_path: Path, name: str, sides: set[int]) -> None:
    file = write_icon(tmp_path / "made" / name)
    reader = QImageReader(str(file))
    found = {reader.read().width()}
    while reader.jumpToNextImage():
        found.add(reader.read().width())
    assert found <= sides
    assert max(found) == max(sides) or file.suffix == ".icns"  # Qt reads older kinds of it only
