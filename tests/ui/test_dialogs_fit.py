"""Dialogs are as large as what they say, and show the part of it that matters."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from soleflip_desktop.domain.pairing import Evidence, Fit, Goods
from soleflip_desktop.services.licences import Part
from soleflip_desktop.services.pairing import Candidate
from soleflip_desktop.ui.dialogs.about import COLUMNS, AboutDialog
from soleflip_desktop.ui.dialogs.choose_pair import ChoosePairDialog
from soleflip_desktop.ui.dialogs.question import Question, nothing
from soleflip_desktop.ui.dialogs.settings import SettingsDialog
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.candidate_columns import candidate_columns
from soleflip_desktop.ui.theme import LIGHT, Theme
from soleflip_desktop.ui.widgets.room import fit_screen


@pytest.fixture(autouse=True)
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


def _question(qtbot: QtBot, words: str, details: list[str]) -> Question:
    question = Question("Title", words, details, (("Leave it", nothing),))
    qtbot.addWidget(question)
    question.show()
    return question


def test_that_a_question_is_as_high_as_its_words(qtbot: QtBot) -> None:
    short, long = _question(qtbot, "One line.", []), _question(qtbot, "A line of ten. " * 20, [])
    line = short.fontMetrics().lineSpacing()
    assert short.height() < 150
    assert long.height() - short.height() < 6 * line


@pytest.mark.parametrize("lines", [1, 4])
def test_that_the_details_of_a_question_are_as_high_as_their_lines(qtbot: QtBot, lines: int) -> None:
    question = _question(qtbot, "Words.", [f"Sale {each}" for each in range(lines)])
    details = question.findChild(QPlainTextEdit)
    assert isinstance(details, QPlainTextEdit)
    assert details.verticalScrollBar().maximum() == 0
    assert details.height() < details.fontMetrics().lineSpacing() * (lines + 1)


def test_that_many_details_of_a_question_are_scrolled(qtbot: QtBot) -> None:
    question = _question(qtbot, "Words.", [f"Sale {each}" for each in range(200)])
    details = question.findChild(QPlainTextEdit)
    assert isinstance(details, QPlainTextEdit)
    assert details.verticalScrollBar().maximum() > 0
    assert question.height() < 400


def test_that_the_reasons_for_a_pair_are_shown_whole(qtbot: QtBot, formats: Formats) -> None:
    columns = candidate_columns(formats)
    dialog = ChoosePairDialog(["Sold"], columns, LIGHT)
    qtbot.addWidget(dialog)
    evidence = Evidence(Goods.OTHER_CODE, 100, Fit.UNKNOWN, -1133)
    names = ("adidas Samba OG Cloud White Core Black", "B75806", "US 8", "in_stock")
    dialog.show_pairs(
        [Candidate(1, *names, date(2026, 5, 1), "Snipes", None, Decimal("82.30"), "EUR", evidence)]
    )
    dialog.show()
    table, reason = dialog.table, next(at for at, each in enumerate(columns) if each.name == "reason")
    needed = table.fontMetrics().horizontalAdvance(table.model().index(0, reason).data())
    assert table.columnWidth(reason) > needed
    assert table.horizontalScrollBar().maximum() == 0


def test_that_of_a_long_data_folder_the_beginning_is_shown(qtbot: QtBot) -> None:
    dialog = SettingsDialog()
    qtbot.addWidget(dialog)
    path = str(Path("/home/someone") / ("a long name of a folder" * 8))
    dialog._show_folder(path)
    assert dialog.folder.cursorPosition() == 0
    assert dialog.folder.toolTip() == dialog.folder.text() == path


def test_that_lines_of_a_licence_are_not_broken(qtbot: QtBot) -> None:
    dialog = AboutDialog("/data")
    qtbot.addWidget(dialog)
    dialog.show_parts([Part("part", "1.0", "MIT", "m" * (COLUMNS // 2) + " " + "m" * (COLUMNS // 2 - 1))])
    dialog.show()
    blocks = dialog.text.document()
    lines = [blocks.findBlockByNumber(at).layout().lineCount() for at in range(blocks.blockCount())]
    assert max(lines) == 1


def test_that_a_dialog_is_no_larger_than_its_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(944, 500)
    assert SettingsDialog(window).size() == QSize(640, 500)
    window.resize(1280, 800)
    assert SettingsDialog(window).size() == QSize(640, 720)


def test_that_a_window_is_no_larger_than_its_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setMinimumSize(900, 560)
    window.resize(5120, 2880)
    room = window.screen().availableGeometry().size()
    fit_screen(window)
    assert window.width() < room.width()
    assert window.height() < room.height()
    window.resize(300, 300)
    fit_screen(window)
    assert window.size() == window.minimumSize(), "it is never made larger than it was, but for its content"
