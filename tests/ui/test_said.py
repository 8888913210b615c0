"""What the layers below the window say, said by the window in German."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from soleflip_desktop.errors import UserError, listed, said
from soleflip_desktop.services.item_fields import EDITS
from soleflip_desktop.ui.models.label_words import label_words
from soleflip_desktop.ui.said import error_words, in_words
from soleflip_desktop.ui.translation import Language, Translation
from tests.ui.acting import drop
from tests.ui.conftest import ENGLISH, GERMAN, OpenSession, settle

_MESSAGE = "<message><source>{source}</source><translation>{translation}</translation></message>"
SAID = {
    "{file} is empty": "{file} ist leer",
    "Export it again": "Exportieren Sie sie noch einmal",
    "{file}, {where}": "{where} von {file}",
    "row {row:,}": "Zeile {row:,}",
    "in stock": "auf Lager",
    "unknown": "unbekannt",
    "State": "Zustand",
    "Price": "Preis",
}
LABELS = {
    "Import {file}": "Import von {file}",
    "{field} of {product} to {value}": "{field} von {product}: {value}",
    "{field} of {product} (pairs: {pairs}, sales: {sales}) to {value}": (
        "{field} von {product} ({pairs} Paare, {sales}): {value}"
    ),
    "Add {count} pairs of {product}": "{count} Paare {product} angelegt",
    "Cost of {order} to {cost}": "Kosten von {order}: {cost}",
}


@pytest.fixture
def _in_german(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """German by a small file, so that nobody's choice of words makes a test fail."""
    write_german(tmp_path)
    monkeypatch.setattr("soleflip_desktop.ui.translation.shipped", lambda name: tmp_path / Path(name).name)
    before = QLocale()
    QLocale.setDefault(GERMAN)
    translation = Translation(qapp, tmp_path)
    translation.speak(Language.GERMAN)
    yield
    translation.fall_silent()
    QLocale.setDefault(before)


def write_german(folder: Path) -> None:
    contexts = "".join(
        f"<context><name>{name}</name>"
        + "".join(_MESSAGE.format(source=source, translation=done) for source, done in messages.items())
        + "</context>"
        for name, messages in (("Said", SAID), ("Label", LABELS))
    )
    head = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="de">'
    (folder / "soleflip_de.ts").write_text(f"{head}{contexts}</TS>", encoding="utf-8")


@pytest.mark.usefixtures("_in_german")
def test_that_an_error_is_said_in_german_and_kept_in_english() -> None:
    error = UserError(said("{file} is empty", file="{a}.csv"), said("Export it again"))
    assert error_words(error) == "{a}.csv ist leer. Exportieren Sie sie noch einmal"
    assert str(error) == "{a}.csv is empty. Export it again"


@pytest.mark.usefixtures("_in_german")
def test_that_texts_inside_a_text_are_said_in_german_too() -> None:
    text = said("{file}, {where}", file="a.csv", where=said("row {row:,}", row=1200))
    assert in_words(text) == "Zeile 1.200 von a.csv"
    assert in_words(listed([said("in stock"), said("unknown"), "sold"])) == "auf Lager, unbekannt, sold"


@pytest.mark.usefixtures("_in_german")
def test_that_values_are_written_as_in_germany_and_plain_text_as_it_is() -> None:
    assert in_words(said("{a:,.1f} {b} {c}", a=1234.5, b=Decimal("1.50"), c=1234)) == "1.234,5 1,50 1234"
    assert in_words(said("{day:%Y-%m-%d}", day=date(2026, 5, 31))) == "31.05.26"
    at = datetime(2026, 5, 31, 12, tzinfo=UTC).astimezone()
    assert in_words(said("{at:%Y-%m-%d %H:%M}", at=at)).startswith("31.05.26 ")
    assert in_words("a.csv is empty") == "a.csv is empty"


def test_that_a_text_without_a_translation_stays_english() -> None:
    before = QLocale()
    QLocale.setDefault(ENGLISH)
    assert (
        in_words(said("{count:,} of {name} are not there", count=1200, name="x"))
        == "1,200 of x are not there"
    )
    QLocale.setDefault(before)


@pytest.mark.usefixtures("_in_german")
@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("Import StockX sales.csv", "Import von StockX sales.csv"),
        ("Price of Dunk Low to 1 EUR to unknown", "Preis von Dunk Low to 1 EUR: unbekannt"),
        ("State of Dunk Low to in stock", "Zustand von Dunk Low: auf Lager"),
        ("Location of Dunk to in stock", "Location von Dunk: in stock"),
        ("Add 1,200 pairs of Dunk Low", "1,200 Paare Dunk Low angelegt"),
        ("Cost of 123-456 to 90.00 EUR", "Kosten von 123-456: 90.00 EUR"),
        ("Price of Dunk (pairs: 1,200, sales: 1) to Jordan", "Preis von Dunk (1,200 Paare, 1): Jordan"),
        ("Something else", "Something else"),
        ("", ""),
    ],
)
def test_that_the_label_of_a_change_is_recognised(kept: str, shown: str) -> None:
    assert label_words(kept) == shown


def test_that_every_field_that_can_be_edited_is_recognised_in_a_label() -> None:
    from soleflip_desktop.ui.models.label_words import FIELDS

    assert {str(edit.name) for edit in EDITS.values()} == FIELDS


def test_that_the_window_says_an_error_of_the_core_in_german(
    open_session: OpenSession, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    write_german(texts)
    monkeypatch.setattr(
        "soleflip_desktop.ui.translation.shipped",
        lambda name: texts / Path(name).name,
    )
    monkeypatch.setattr("tests.ui.conftest.ENGLISH", GERMAN)
    session = open_session()
    empty = tmp_path / "leer.csv"
    empty.touch()
    drop(qtbot, session, [empty])
    settle(qtbot, session)
    row = session.window.imports.queue.rows()[0]
    assert "leer.csv ist leer. Exportieren Sie sie noch einmal" in row.words()
