"""What import-linter cannot know by itself; the contracts are in pyproject.toml."""

import tomllib
from pathlib import Path

from soleflip_desktop.importers.registry import SOURCES

REPOSITORY = Path(__file__).parents[2]
SETTINGS = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))


def test_that_the_contract_between_sources_names_every_source() -> None:
    contracts = SETTINGS["tool"]["importlinter"]["contracts"]
    [apart] = [each["modules"] for each in contracts if each["name"] == "Sources do not know each other"]
    assert sorted(apart) == sorted({type(source).__module__ for source in SOURCES})


def test_that_the_readme_begins_with_the_commands_that_are_tried() -> None:
    lines = (REPOSITORY / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.startswith("pip install uv && ")][:2]
    assert commands == ["pip install uv && uv run soleflip --demo", "pip install uv && uv run pytest"]
    assert 'test_command="uv run pytest"' in (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert commands[1] in (REPOSITORY / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")


def test_that_the_locked_export_names_no_host_and_every_dependency() -> None:
    locked = (REPOSITORY / ".ci" / "requirements.txt").read_text(encoding="utf-8")
    assert "://" not in locked
    names = {line.partition("==")[0] for line in locked.splitlines() if "==" in line}
    wanted = [*SETTINGS["project"]["dependencies"], *SETTINGS["dependency-groups"]["dev"]]
    assert {_name(each) for each in wanted} <= names


def _name(requirement: str) -> str:
    end = next((i for i, letter in enumerate(requirement) if letter in "[<>=~;! "), len(requirement))
    return requirement[:end].lower().replace("_", "-")
