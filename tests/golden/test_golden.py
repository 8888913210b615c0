"""Every importer has a folder of inputs with what becomes of them; nobody else may claim one."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from soleflip_desktop.importers.base import draft_fields
from soleflip_desktop.importers.readers import open_table
from soleflip_desktop.importers.registry import SOURCES, open_source
from soleflip_desktop.importers.survey import survey

FOLDER = Path(__file__).parent
INPUTS = sorted(FOLDER.glob("*/*.csv"))
REWRITE = os.environ.get("SOLEFLIP_UPDATE_GOLDEN") == "1"


def outcome(path: Path, chunk_rows: int = 5_000) -> dict[str, Any]:
    """What the importer makes of a file, as JSON has it."""
    table, source = open_source(path, survey(path))
    drafter = source.bind(table)
    names = draft_fields(source.kind)
    drafts: list[dict[str, object]] = []
    problems: list[dict[str, object]] = []
    for chunk in table.chunks(chunk_rows):
        drafted = drafter.draft(chunk)
        drafts += [dict(zip(names, draft, strict=True)) for draft in drafted.drafts]
        problems += map(asdict, drafted.problems)
    found = {"source": source.slug, "drafts": drafts, "problems": problems}
    decoded: dict[str, Any] = json.loads(json.dumps(found, default=str))
    return decoded


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_that_a_file_becomes_the_drafts_and_problems_beside_it(path: Path) -> None:
    expected_path = path.with_suffix(".json")
    found = outcome(path)
    if REWRITE:
        text = json.dumps(found, indent=1, ensure_ascii=False)
        expected_path.write_text(text + "\n", encoding="utf-8", newline="\n")
    assert found == json.loads(expected_path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_that_exactly_the_source_of_the_folder_claims_a_file(path: Path) -> None:
    head = open_table(path, survey(path)).head
    claims = [source.slug for source in SOURCES if source.header_row(head) is not None]
    assert claims == [path.parent.name]


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_that_the_size_of_the_chunks_changes_nothing(path: Path) -> None:
    assert outcome(path, chunk_rows=1) == outcome(path, chunk_rows=3) == outcome(path)


def test_that_every_source_has_a_folder_of_inputs() -> None:
    assert {path.parent.name for path in INPUTS} == {source.slug for source in SOURCES}
