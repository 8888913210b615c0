"""Tables kept by hand, what is proposed for their columns, and what comes of them."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from soleflip_desktop.importers.files.containers import open_tables
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.files.survey import survey
from soleflip_desktop.importers.own_tables.mapped_table import named_table
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping, lacks
from soleflip_desktop.importers.own_tables.mapping_json import mapping_as_json
from soleflip_desktop.importers.own_tables.proposals import likely_header, propose
from soleflip_desktop.importers.own_tables.synonyms import read_synonyms
from soleflip_desktop.importers.registry import Claim, identify, mapped_claims
from soleflip_desktop.importers.study import Habits, UndecidedError
from tests.sources import drafted

FOLDER = Path(__file__).parent / "sheets"
ROOT = Path(__file__).parents[2]
SYNONYMS = read_synonyms((ROOT / "resources" / "header_synonyms.csv").read_text(encoding="utf-8"))
SHEETS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")
REWRITE = os.environ.get("SOLEFLIP_UPDATE_GOLDEN") == "1"


def proposed(path: Path) -> tuple[Table, ColumnMapping]:
    [table] = open_tables(path, survey(path))
    named = named_table(table, likely_header(table, SYNONYMS))
    return named, propose(named.table, SYNONYMS)[0]


def outcome(path: Path, chunk_rows: int = 5_000) -> dict[str, Any]:
    """The proposal, and what the table becomes under it; open questions take the likelier answer."""
    table, mapping = proposed(path)
    assert not lacks(mapping)
    made: dict[str, Any] = {"mapping": mapping_as_json(mapping), "sources": []}
    for claim in mapped_claims(table, mapping):
        asked = _asked(claim)
        made.setdefault("questions", {}).update(asked)
        chosen = {question: answers[0] for question, answers in asked.items()}
        drafts, problems, notes = drafted(claim, chunk_rows, chosen)
        told = [{name: value for name, value in draft.items() if value is not None} for draft in drafts]
        made["sources"].append(
            {
                "source": claim.source.slug,
                "drafts": told,
                "problems": list(map(asdict, problems)),
                "notes": list(map(asdict, notes)),
            }
        )
    decoded: dict[str, Any] = json.loads(json.dumps(made, default=str))
    return decoded


def _asked(claim: Claim) -> dict[str, tuple[str, ...]]:
    try:
        claim.source.study(claim.table, claim.table.chunks, {}, Habits("EUR", "Europe/Berlin"))
    except UndecidedError as error:
        return {question.question: question.answers for question in error.questions}
    return {}


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_that_a_sheet_becomes_what_stands_beside_it(path: Path) -> None:
    expected = path.with_suffix(".json")
    found = outcome(path)
    if REWRITE:
        text = json.dumps(found, indent=1, ensure_ascii=False)
        expected.write_text(text + "\n", encoding="utf-8", newline="\n")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_that_the_size_of_the_chunks_changes_nothing(path: Path) -> None:
    assert outcome(path, chunk_rows=1) == outcome(path)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_that_no_source_claims_a_sheet(path: Path) -> None:
    [table] = open_tables(path, survey(path))
    assert identify(table.head) == ()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_that_no_buyer_is_in_a_draft(path: Path) -> None:
    drafts = json.dumps([source["drafts"] for source in outcome(path)["sources"]], ensure_ascii=False)
    for name in ("Buyer", "example.com", "Käufer", "Acheteur", "+33", "Acquirente", "Via Prova"):
        assert name not in drafts
