"""Brings `resources/translations` up to the texts in the source: `uv run python -m tests.translations`."""

import subprocess
import sys
from pathlib import Path
from shutil import which

REPOSITORY = Path(__file__).parents[1]
GERMAN = REPOSITORY / "resources" / "translations" / "soleflip_de.ts"
SOURCES = "soleflip_desktop/ui"


def update(file: Path) -> None:
    """Adds what is new, drops what is gone, keeps what is translated; no lines of code, which move daily."""
    beside_python = Path(sys.executable).parent / "pyside6-lupdate"
    subprocess.run(
        [
            which(str(beside_python)) or str(beside_python),
            *("-silent", "-no-obsolete", "-sort-messages"),
            *("-locations", "none", "-extensions", "py", "-tr-function-alias", "translate+=_translate"),
            *("-source-language", "en", "-target-language", file.stem.partition("_")[2]),
            *(SOURCES, "-ts", str(file)),
        ],
        check=True,
        cwd=REPOSITORY,
    )


if __name__ == "__main__":
    update(GERMAN)
