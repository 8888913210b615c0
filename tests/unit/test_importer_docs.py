"""The table of sources in docs/importers.md is about the sources there are."""

import re

import pytest

from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.importers.base import Confidence, Source
from soleflip_desktop.importers.registry import SOURCES
from tests.golden.table import DOCUMENT, OWN_TABLES, counted, file_of, rows

TEXT = DOCUMENT.read_text("utf-8")
ROWS = rows(TEXT)
CONFIDENCE = {
    Confidence.FILE: "real file",
    Confidence.PARSER: "parser",
    Confidence.PAGE: "page",
    Confidence.DESCRIPTION: "description",
}
KINDS = {
    DraftKind.SALE: "sales",
    DraftKind.PURCHASE: "purchases",
    DraftKind.PAYOUT: "payouts",
    DraftKind.RATES: "exchange rates",
}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.slug)
def test_that_a_source_has_a_row_that_says_what_it_is_and_how_sure(source: Source) -> None:
    [row] = [row for row in ROWS if file_of(source) in row.files]
    assert row["Confidence"].startswith(CONFIDENCE[source.confidence])
    assert KINDS[source.kind] in row["Kind"]


def test_that_the_table_has_no_row_of_a_source_that_is_gone() -> None:
    there = {file_of(source) for source in SOURCES} | {OWN_TABLES}
    assert {name for row in ROWS for name in row.files} == there


def test_that_the_golden_cases_are_counted() -> None:
    found = {row["Source"]: row["Cases"] for row in ROWS}
    assert found == {row["Source"]: counted(row)["Cases"] for row in ROWS}, "python -m tests.golden --write"


def test_that_the_quirks_lead_to_a_section() -> None:
    sections = re.findall(r"^## (.*)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-") for name in sections}
    led = [anchor for row in ROWS for anchor in re.findall(r"\]\(#([^)]+)\)", row["Quirks"])]
    assert len(led) == len(ROWS)
    assert set(led) <= anchors
