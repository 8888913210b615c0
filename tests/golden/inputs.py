"""The inputs of the golden cases: every kind of file that is read."""

from pathlib import Path

FOLDER = Path(__file__).parent
EXPECTED = ".drafts.json"
INPUTS = sorted(
    path
    for path in FOLDER.glob("*/*")
    if path.is_file() and not path.name.endswith(EXPECTED) and path.suffix != ".pyc"
)


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
