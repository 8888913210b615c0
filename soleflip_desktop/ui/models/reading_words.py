"""How days and amounts of a file are read, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.money import CURRENCIES
from soleflip_desktop.domain.readings import (
    CENTS,
    COMMA,
    CURRENCY,
    DAY_FIRST,
    DAY_READINGS,
    MARK_READINGS,
    MONTH_FIRST,
    POINT,
    SERIAL,
    UNIT_READINGS,
    WHOLE,
    YEAR_FIRST,
    ZONE,
)

_translate = QCoreApplication.translate
_FAMILIES = (DAY_READINGS, MARK_READINGS, UNIT_READINGS)


@dataclass(frozen=True, slots=True)
class ReadingQuestion:
    """One thing that a file leaves open.

    Attributes:
        question: Header of a column, or `CURRENCY`.
        answers: What it may be read as, the likelier first.
        answer: What it is read as now, empty if that is not decided.
        examples: Some of its cells.
    """

    question: str
    answers: tuple[str, ...]
    answer: str = ""
    examples: tuple[str, ...] = ()


def answer_words(answer: str) -> str:
    """What a reading means; the code of a currency stands for itself."""
    return {
        DAY_FIRST: _translate("Readings", "Day first: 31/05/2024"),
        MONTH_FIRST: _translate("Readings", "Month first: 05/31/2024"),
        YEAR_FIRST: _translate("Readings", "Year first: 2024/05/31"),
        SERIAL: _translate("Readings", "A spreadsheet's number for a day: 45443"),
        POINT: _translate("Readings", "Point before the cents: 1,234.56"),
        COMMA: _translate("Readings", "Comma before the cents: 1.234,56"),
        WHOLE: _translate("Readings", "Whole amounts: 120 is 120.00"),
        CENTS: _translate("Readings", "Cents: 12000 is 120.00"),
    }.get(answer, answer)


def question_words(question: str) -> str:
    if question == CURRENCY:
        return _translate("Readings", "Currency of the file")
    return _translate("Readings", "Column “{column}”").format(column=question)


def questions_of(readings: Mapping[str, str]) -> tuple[ReadingQuestion, ...]:
    """What can be changed about the way a file is read; its time zone is a setting."""
    return tuple(
        ReadingQuestion(question, _answers(answer), answer)
        for question, answer in readings.items()
        if question != ZONE and _answers(answer)
    )


def short_words(answer: str) -> str:
    """A reading in two or three words."""
    return {
        DAY_FIRST: _translate("Readings", "day first"),
        MONTH_FIRST: _translate("Readings", "month first"),
        YEAR_FIRST: _translate("Readings", "year first"),
        SERIAL: _translate("Readings", "spreadsheet days"),
        POINT: _translate("Readings", "cents after a point"),
        COMMA: _translate("Readings", "cents after a comma"),
        WHOLE: _translate("Readings", "whole amounts"),
        CENTS: _translate("Readings", "amounts in cents"),
    }.get(answer, answer)


def summary_words(readings: Mapping[str, str]) -> str:
    """The readings of a file in one line, alike ones together; empty if nothing was left open."""
    found = dict.fromkeys(each.answer for each in questions_of(readings))
    return ", ".join(map(short_words, found))


def _answers(answer: str) -> tuple[str, ...]:
    family: tuple[str, ...] = next((family for family in _FAMILIES if answer in family), ())
    return family or (tuple(sorted(CURRENCIES)) if answer in CURRENCIES else ())
