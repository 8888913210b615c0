"""Brings `resources/translations` up to the texts in the source: `uv run python -m tests.translations`."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).parents[1]
GERMAN = REPOSITORY / "resources" / "translations" / "soleflip_de.ts"
SOURCES = "soleflip_desktop/ui"
PROGRAM = "soleflip_desktop"
CONTEXT = "Said"  # of the texts that come from below the window


def update(file: Path) -> None:
    """Adds what is new, drops what is gone, keeps what is translated; no lines of code, which move daily."""
    beside_python = Path(sys.executable).parent / "pyside6-lupdate"
    with TemporaryDirectory() as folder:
        listed = Path(folder) / "said.py"
        calls = (f"_translate({json.dumps(CONTEXT)}, {json.dumps(text)})\n" for text in sorted(templates()))
        listed.write_text("".join(calls), encoding="utf-8")
        subprocess.run(
            [
                which(str(beside_python)) or str(beside_python),
                *("-silent", "-no-obsolete", "-sort-messages"),
                *("-locations", "none", "-extensions", "py", "-tr-function-alias", "translate+=_translate"),
                *("-source-language", "en", "-target-language", file.stem.partition("_")[2]),
                *(SOURCES, str(listed), "-ts", str(file)),
            ],
            check=True,
            cwd=REPOSITORY,
        )


def templates() -> set[str]:
    """The first argument of every `said`, which Qt's own tool does not know."""
    texts = (text.value for _, _, text in said_calls() if isinstance(text, ast.Constant))
    return {text for text in texts if isinstance(text, str) and text}


def said_calls() -> Iterator[tuple[Path, int, ast.expr | None]]:
    """File, line and template of every `said` of the program."""
    for file in sorted((REPOSITORY / PROGRAM).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "said":
                yield file, node.lineno, node.args[0] if node.args else None


if __name__ == "__main__":
    update(GERMAN)
