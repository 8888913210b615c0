"""Every importer has a folder of inputs with what becomes of them; nobody else may claim one."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from soleflip_desktop.importers.registry import SOURCES, Claim
from tests.golden.inputs import EXPECTED, INPUTS
from tests.sources import claims_of, drafted

REWRITE = os.environ.get("SOLEFLIP_UPDATE_GOLDEN") == "1"


def outcome(path: Path, chunk_rows: int = 5_000) -> list[dict[str, Any]]:
    """What the importers make of a file, as JSON has it: one entry for each of its tables and kinds."""
    decoded: list[dict[str, Any]] = json.loads(
        json.dumps([_made_of(claim, chunk_rows) for claim in claims_of(path)], default=str)
    )
    return decoded


def _made_of(claim: Claim, chunk_rows: int) -> dict[str, object]:
    drafts, problems, notes = drafted(claim, chunk_rows)
    told = [{name: value for name, value in draft.items() if value is not None} for draft in drafts]
    made: dict[str, object] = {"source": claim.source.slug, "drafts": told}
    made["problems"] = list(map(asdict, problems))
    if notes:
        made["notes"] = list(map(asdict, notes))
    return made


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_that_a_file_becomes_the_drafts_and_problems_beside_it(path: Path) -> None:
    expected_path = path.with_name(path.stem + EXPECTED)
    found = outcome(path)
    if REWRITE:
        text = json.dumps(found, indent=1, ensure_ascii=False)
        expected_path.write_text(text + "\n", encoding="utf-8", newline="\n")
    assert found == json.loads(expected_path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_that_exactly_the_source_of_the_folder_claims_a_file(path: Path) -> None:
    claims = claims_of(path)
    assert {claim.source.family or claim.source.slug for claim in claims} == {path.parent.name}


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_that_the_size_of_the_chunks_changes_nothing(path: Path) -> None:
    assert outcome(path, chunk_rows=1) == outcome(path, chunk_rows=3) == outcome(path)


def test_that_every_source_has_a_folder_of_inputs() -> None:
    assert {path.parent.name for path in INPUTS} == {source.family or source.slug for source in SOURCES}
