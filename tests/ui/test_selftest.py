"""What a frozen program proves about its charts."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.selftest import check_looks, draw_chart


def test_that_a_chart_is_drawn_without_a_screen(qapp: QApplication, tmp_path: Path) -> None:
    draw_chart(tmp_path / "chart.png")
    drawn = QImage(str(tmp_path / "chart.png"))
    colours = {drawn.pixel(x, y) for x in range(0, drawn.width(), 8) for y in range(0, drawn.height(), 8)}
    assert (drawn.width(), drawn.height()) == (800, 400)
    assert len(colours) > 3


def test_that_a_folder_that_is_not_there_is_named(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nowhere"):
        draw_chart(tmp_path / "nowhere" / "chart.png")


def test_that_icon_and_languages_are_there(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check_looks(tmp_path) == "icon, de"
    (tmp_path / "empty.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    monkeypatch.setattr("soleflip_desktop.ui.icon.shipped", lambda name: tmp_path / "empty.svg")
    with pytest.raises(UserError, match="icon"):
        check_looks(tmp_path)
