"""Files that can be read in several ways: the window asks, shows its reading, and reads them in another."""

from pytestqt.qtbot import QtBot

from soleflip_desktop.domain.readings import CURRENCY, DAY_FIRST, MONTH_FIRST, POINT, ZONE
from soleflip_desktop.ui.dialogs.readings import ReadingsDialog
from soleflip_desktop.ui.models.reading_words import ReadingQuestion, questions_of, summary_words
from soleflip_desktop.ui.widgets.file_notes import FileNotes


def test_that_the_likeliest_answer_is_taken_unless_another_is_chosen(qtbot: QtBot) -> None:
    asked = ReadingQuestion("Sale Date", (DAY_FIRST, MONTH_FIRST), examples=("01/02/2024",))
    dialog = ReadingsDialog("Two ways", [asked], "Read it so")
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.decided) as decided:
        dialog.take_button.click()
    assert decided.args == [{"Sale Date": DAY_FIRST}]


def test_that_the_answer_in_force_is_shown_and_another_one_is_handed_over(qtbot: QtBot) -> None:
    [days, currency] = questions_of({"Sale Date": MONTH_FIRST, CURRENCY: "USD", ZONE: "Europe/Berlin"})
    dialog = ReadingsDialog("Read as", [days, currency], "Read it so")
    qtbot.addWidget(dialog)
    assert dialog.box("Sale Date").currentData() == MONTH_FIRST
    assert dialog.box(CURRENCY).currentData() == "USD"
    dialog.box("Sale Date").setCurrentIndex(dialog.box("Sale Date").findData(DAY_FIRST))
    with qtbot.waitSignal(dialog.decided) as decided:
        dialog.take_button.click()
    assert decided.args == [{"Sale Date": DAY_FIRST, CURRENCY: "USD"}]


def test_that_readings_are_told_in_one_line_and_alike_ones_once() -> None:
    readings = {"Sold": DAY_FIRST, "Paid": DAY_FIRST, "Price": POINT, CURRENCY: "USD", ZONE: "UTC"}
    assert summary_words(readings) == "day first, cents after a point, USD"
    assert summary_words({ZONE: "UTC"}) == ""


def test_that_nothing_to_say_takes_no_room(qtbot: QtBot) -> None:
    notes = FileNotes()
    qtbot.addWidget(notes)
    notes.tell("", [])
    assert notes.isHidden()
    notes.tell("Read with day first", ["A column is new"])
    assert notes.told() == "A column is new\nRead with day first"
