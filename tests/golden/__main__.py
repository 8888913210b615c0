"""Prints the table of sources: `uv run python -m tests.golden`; `--write` puts it into docs/importers.md."""

import sys

from tests.golden.table import COLUMNS, DOCUMENT, rows, written


def main() -> int:
    text = written(DOCUMENT.read_text("utf-8"))
    if sys.argv[1:] == ["--write"]:
        DOCUMENT.write_text(text, encoding="utf-8", newline="\n")
    lines = (f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|", *map(str, rows(text)))
    sys.stdout.write("\n".join((*lines, "")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
