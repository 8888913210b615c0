"""Both themes can be read."""

import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from soleflip_desktop.ui.theme import (
    DARK,
    LIGHT,
    Colours,
    Theme,
    ThemeChoice,
    contrast,
    palette_of,
    style_sheet,
)

THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def test_that_contrast_is_the_ratio_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_that_every_text_stands_out_from_every_ground(colours: Colours) -> None:
    pairs = [(ink, ground) for ink in colours.inks for ground in colours.grounds]
    weak = [(ink, ground, contrast(ink, ground)) for ink, ground in pairs if contrast(ink, ground) < 4.5]
    assert not weak
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@THEMES
def test_that_the_style_sheet_writes_only_with_inks_on_grounds(colours: Colours) -> None:
    """What it makes of others could not be read; what is switched off may be weaker."""
    pairs = {(ink, ground) for ink in colours.inks for ground in colours.grounds}
    inks, grounds = {*colours.inks, colours.on_accent}, {*colours.grounds, colours.accent}
    for selector, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", style_sheet(colours)):
        ink = re.search(r"(?<![-\w])color: (#\w+)", rule)
        ground = re.search(r"(?<![-\w])background: (#\w+)", rule)
        if ink is None or ":disabled" in selector:
            continue
        assert ink[1] in inks, selector
        if ground is not None:
            assert ground[1] in grounds, selector
            assert (ink[1], ground[1]) in pairs or contrast(ink[1], ground[1]) >= 4.5, selector


@THEMES
def test_that_frames_of_controls_and_bars_stand_out(colours: Colours) -> None:
    assert contrast(colours.control_line, colours.base) >= 3
    assert contrast(colours.control_line, colours.window) >= 3


@THEMES
def test_that_what_charts_draw_stands_out(colours: Colours) -> None:
    """Bars of payout by their edge: they are pale, so that profit and its line are seen in front of them."""
    for ground in (colours.base, colours.raised):  # that of a chart, and that of the bar pointed at
        for ink in (colours.payout_edge, colours.profit, colours.loss, colours.accent):
            assert contrast(ink, ground) >= 3, (ink, ground)
    for ink in (colours.profit, colours.loss, colours.accent):
        assert contrast(ink, colours.payout) >= 3, ink


@THEMES
def test_that_the_palette_uses_the_theme(colours: Colours) -> None:
    palette = palette_of(colours)
    assert palette.color(QPalette.ColorRole.Base).name().upper() == colours.base
    assert palette.color(QPalette.ColorRole.PlaceholderText).name().upper() == colours.faint


@THEMES
def test_that_the_style_sheet_names_no_colour_that_is_missing(colours: Colours) -> None:
    assert "@" not in style_sheet(colours)


def test_that_the_theme_can_be_switched_while_the_program_runs(qapp: QApplication) -> None:
    theme = Theme(qapp, ThemeChoice.LIGHT)
    seen: list[Colours] = []
    theme.changed.connect(seen.append)
    theme.choose(ThemeChoice.DARK)
    assert seen == [DARK]
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    theme.choose(ThemeChoice.LIGHT)
    theme.deleteLater()
