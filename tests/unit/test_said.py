"""Texts that remember what they were made of, and are nothing but text to everyone else."""

import copy
import json
import pickle
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

from soleflip_desktop.errors import FileError, Said, UserError, said

DAY = date(2026, 5, 31)
FOLDER = PurePosixPath("/a")


def test_that_a_text_is_filled_and_remembers_its_template() -> None:
    text = said("{file} has {width:,} columns", file="sales.csv", width=20_000)
    assert text == "sales.csv has 20,000 columns"
    assert text.template == "{file} has {width:,} columns"
    assert text.values == {"file": "sales.csv", "width": 20_000}


def test_that_a_text_is_plain_to_everyone_else() -> None:
    text = said("There is no sale {number}", number=5)
    assert json.dumps({"error": text}) == '{"error": "There is no sale 5"}'
    assert hash(text) == hash("There is no sale 5")
    assert type(str(text)) is str
    assert type(f"{text}") is str


def test_that_braces_in_a_value_are_text() -> None:
    assert said("{file} is empty", file="{0}{x!r}.csv") == "{0}{x!r}.csv is empty"
    assert said("{{braces}} are written twice") == "{braces} are written twice"


def test_that_a_text_survives_the_way_through_a_pipe_with_all_it_remembers() -> None:
    inner = said("line {line:,}", line=1200)
    text = said("{file}, {where}: {price}", file="a.csv", where=inner, price=Decimal("1.50"))
    for again in (pickle.loads(pickle.dumps(text)), copy.deepcopy(text)):
        assert type(again) is Said
        assert (again, again.template, again.values) == (text, text.template, text.values)
        assert again.values["where"].values == {"line": 1200}


def test_that_an_error_survives_the_way_through_a_pipe_with_its_texts() -> None:
    error = FileError(said("{file} is empty", file="a.csv"), said("Export it again"))
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is FileError
    assert str(again) == str(error) == "a.csv is empty. Export it again"
    assert isinstance(again.what, Said)
    assert again.what.template == "{file} is empty"


def test_that_values_no_pipe_may_carry_are_kept_as_their_text() -> None:
    text = said(
        "{folder}: {reason} since {day:%Y}", folder=PurePosixPath("/a"), reason=OSError("no"), day=DAY
    )
    assert text == "/a: no since 2026"
    assert text.values == {"folder": "/a", "reason": "no", "day": DAY}


def test_that_an_error_may_have_plain_text_or_nothing_to_advise() -> None:
    assert str(UserError("It is so")) == "It is so"
    assert str(UserError(said("It is so"), "")) == "It is so"
