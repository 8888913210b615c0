"""What the reader says of a row, all of it in the user's language."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from soleflip_desktop.db.batches import Finding
from soleflip_desktop.db.findings import PROBLEMS, REMARKS
from soleflip_desktop.db.listings import WITHOUT_PAIR
from soleflip_desktop.errors import said
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.check_words import FORMS, check_words
from soleflip_desktop.ui.models.problem_words import FORMS as OF_READER
from soleflip_desktop.ui.models.problem_words import MESSAGES, REMEDIES, problem_words, reader_words
from tests.translations import PROGRAM, REPOSITORY

# The arguments that are a message, and a next step, of what is called.
_SPOKEN = {
    "Bad": ((0,), (1,)),
    "CellError": ((1,), (2,)),
    "PassedOver": ((0,), ()),
    "RowProblem": ((4,), (5,)),
    "ValueError": ((0,), ()),
    "AmountError": ((0,), ()),
    "DayError": ((0,), ()),
    "StyleCodeError": ((0,), ()),
    "_finding": ((), (7,)),
}
_STEPS = {"remedy", "next_step"}
# What only a bug in the program would raise.
NEVER_SHOWN = {
    r".*\ and\ .*\ are\ not\ of\ one\ currency",
    r".*\ cannot\ be\ shared\ among\ .*",
    r".*\ cannot\ be\ split\ to\ the\ cent\ into\ .*\ parts",
    r"there\ are\ no\ fields\ .*",
}
_OF_A_PROFILE = "mapping_json.py"  # reads no rows


class Literals(NamedTuple):
    """Texts of the source, and patterns of those with values in them."""

    texts: set[str]
    patterns: set[str]

    def add(self, node: ast.expr, names: dict[str, ast.expr]) -> None:
        """Takes in what may be said; a call such as `said` is found by other means."""
        match node:
            case ast.Constant(value=str(text)) if text:
                self.texts.add(text)
            case ast.IfExp():
                self.add(node.body, names)
                self.add(node.orelse, names)
            case ast.JoinedStr():
                parts = (
                    re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".*" for p in node.values
                )
                self.patterns.add("".join(parts))
            case ast.Name() if node.id in names:
                self.add(names[node.id], {})

    def lack(self, text: str) -> bool:
        return text not in self.texts and not any(re.fullmatch(each, text) for each in self.patterns)


def modules() -> Iterator[ast.Module]:
    for layer in ("domain/*.py", "importers/**/*.py", "db/findings.py", "db/pair_rows.py", "db/listings.py"):
        for file in sorted((REPOSITORY / PROGRAM).glob(layer)):
            if file.name != _OF_A_PROFILE:
                yield ast.parse(file.read_text(encoding="utf-8"))


def constants(module: ast.Module) -> dict[str, ast.expr]:
    """What the names of a module stand for."""
    found: dict[str, ast.expr] = {}
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            found[node.target.id] = node.value
    return found


@pytest.fixture(scope="module")
def spoken() -> tuple[Literals, Literals]:
    """The messages and the next steps that the source holds in plain English."""
    both = Literals(set(), set()), Literals(set(), set())
    shared: dict[str, ast.expr] = {}
    for module in modules():
        shared |= constants(module)
    for module in modules():
        names = shared | constants(module)
        for node in ast.walk(module):
            for literals, said_there in zip(both, spoken_by(node), strict=True):
                for each in said_there:
                    literals.add(each, names)
    return both


def spoken_by(node: ast.AST) -> tuple[list[ast.expr], list[ast.expr]]:
    """The messages and the next steps in a place of the source."""
    match node:
        case ast.Call(func=ast.Name(id=name), args=args) if name in _SPOKEN:
            messages, steps = ([args[at] for at in places if at < len(args)] for places in _SPOKEN[name])
            return messages, steps
        case (
            ast.keyword(arg=str(name), value=ast.expr() as value)
            | ast.Assign(targets=[ast.Name(id=name)], value=ast.expr() as value)
            | ast.Assign(targets=[ast.Attribute(attr=name)], value=ast.expr() as value)
        ) if name in _STEPS:
            return [], [value]
    return [], []


@pytest.mark.parametrize(("of", "listed"), [(0, MESSAGES), (1, REMEDIES)], ids=["messages", "remedies"])
def test_that_all_the_reader_says_is_listed_to_be_translated(
    spoken: tuple[Literals, Literals], of: int, listed: tuple[str, ...]
) -> None:
    assert sorted(spoken[of].texts - {*listed}) == []


def test_that_all_the_reader_says_with_values_in_it_has_a_form(spoken: tuple[Literals, Literals]) -> None:
    forms = {re.sub(r"\\\{\w+\\\}", ".*", re.escape(str(form))) for form in OF_READER}
    assert (spoken[0].patterns | spoken[1].patterns) - forms == NEVER_SHOWN


@pytest.mark.parametrize(("of", "listed"), [(0, MESSAGES), (1, REMEDIES)], ids=["messages", "remedies"])
def test_that_nothing_is_listed_that_the_reader_never_says(
    spoken: tuple[Literals, Literals], of: int, listed: tuple[str, ...]
) -> None:
    assert [text for text in listed if spoken[of].lack(text)] == []
    assert len(listed) == len({*listed})


def test_that_the_checks_sentences_are_recognised_by_their_form(formats: Formats) -> None:
    def shown(code: str, sentence: str) -> str:
        return check_words(code, sentence, formats)

    paid = "The payout of 2024-05-30 came before the sale of 2024-05-31"
    first, second = formats.day(date(2024, 5, 30)), formats.day(date(2024, 5, 31))
    assert shown("paid_before_sold", paid) == f"The payout of {first} came before the sale of {second}"
    far = "The payout of 1.50 EUR is further from the price of -10000.00 EUR than any amount can be"
    assert shown("amounts_far_apart", far) == (
        f"The payout of {formats.money(Decimal('1.5'), 'EUR')} is further from the price of"
        f" {formats.money(Decimal(-10000), 'EUR')} than any amount can be"
    )
    unsold = "There are 2 sales with the order number A {1}: the expense is kept without one"
    assert shown("sale_ambiguous", unsold) == unsold
    assert shown("paid_before_sold", "Something else") == "Something else"
    assert shown("unheard_of", "Something else") == "Something else"


def test_that_the_forms_are_those_of_the_check() -> None:
    sentences = [each for kind in (PROBLEMS, REMARKS) for statements in kind.values() for each in statements]
    sentences.append(WITHOUT_PAIR)
    for code, form in FORMS.items():
        told = next(each for each in sentences if f"'{code}'" in each)
        parts = [part.strip() for part in re.split(r"\{\w+\}", str(form))]
        assert [part for part in parts if part not in told] == []


def finding(code: str, message: str, column: str = "", value: str = "") -> Finding:
    return Finding(7, 8, "note", code, column, value, message, "")


class Answers(QTranslator):
    """Says every text by its context, so that it shows where it was asked for."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        known = {("Problem", "is empty"): "ist leer", ("Said", "is a total"): "ist eine Summe"}
        known["Problem", "has {count} cells, the header has {width}"] = "hat {count} Zellen statt {width}"
        known["Problem", "The row {message}"] = "Die Zeile {message}"
        return known.get((context, text), text)


@pytest.fixture
def _in_german(qapp: QApplication) -> Iterator[None]:
    answers = Answers(qapp)
    QCoreApplication.installTranslator(answers)
    yield
    QCoreApplication.removeTranslator(answers)


@pytest.mark.usefixtures("_in_german")
def test_that_the_readers_words_are_translated_wherever_they_are_listed() -> None:
    assert problem_words(finding("row", "is empty", "Price")) == "Price ist leer"
    assert problem_words(finding("passed_over", "is a total")) == "Die Zeile ist eine Summe"
    assert problem_words(finding("row", "has 1,003 cells, the header has 4")) == (
        "Die Zeile hat 1,003 Zellen statt 4"
    )
    assert reader_words(said("is a total")) == "ist eine Summe"
