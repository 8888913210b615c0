"""The mapping view by itself: what is asked comes into sight, what is read is shown whole."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from soleflip_desktop.domain.readings import DAY_FIRST
from soleflip_desktop.importers.own_tables.mapped_fields import Rows
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping
from soleflip_desktop.ui.dialogs.mapping import MappingDialog
from soleflip_desktop.ui.theme import LIGHT, Theme
from soleflip_desktop.ui.widgets.mapping_columns import ColumnCard

LAST = "Column 11"


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot) -> MappingDialog:
    """Twelve columns, more than fit side by side; days in the last."""
    Theme(qapp)
    dialog = MappingDialog("stock.csv", LIGHT)
    qtbot.addWidget(dialog)
    cards = [ColumnCard(f"Column {at}", ("cell",)) for at in range(12)]
    fields = {"Column 0": "product_name", LAST: "ordered_on"}
    dialog.show_proposal(ColumnMapping(Rows.PURCHASES, fields), cards, records=9)
    dialog.show()
    return dialog


def seen(dialog: MappingDialog, box: QComboBox) -> bool:
    return not box.visibleRegion().isEmpty() and box.visibleRegion().boundingRect() == box.rect()


def test_that_the_column_in_question_is_scrolled_to_once(dialog: MappingDialog) -> None:
    box = dialog.columns.reading_box(LAST)
    assert not seen(dialog, box)
    dialog.show_readings({})
    assert seen(dialog, box)
    dialog.columns.horizontalScrollBar().setValue(0)
    dialog.show_readings({})
    assert not seen(dialog, box)


def test_that_nothing_is_scrolled_where_nothing_is_asked(dialog: MappingDialog) -> None:
    dialog.show_readings({LAST: DAY_FIRST})
    assert dialog.columns.horizontalScrollBar().value() == 0
    assert dialog.columns.reading_box(LAST).currentText() == "Day first"


def test_that_the_reason_for_a_proposal_stands_whole_in_its_tooltip(dialog: MappingDialog) -> None:
    why = "The header says so, and 34 of 34 cells are amounts of money in the currency of the table"
    dialog.columns.update_columns([replace(ColumnCard("Column 0", ("cell",)), why=why)])
    assert dialog.columns.field_box("Column 0").toolTip() == why
