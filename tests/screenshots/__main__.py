"""Pictures of every tab and dialog on the sample data: `uv run python -m tests.screenshots OUT`.

Needs no display, and a PostgreSQL as the tests do (`SOLEFLIP_TEST_SERVER`, or the one that is shipped). The
sample ends today, so pictures of different days differ by their dates.
"""

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from soleflip_desktop.ui.translation import Language
from tests.screenshots.camera import LOCALES, looks
from tests.screenshots.databases import a_server
from tests.screenshots.scenes import photograph


def main() -> int:
    options = _options()
    application = QApplication.instance() or QApplication(["soleflip"])
    assert isinstance(application, QApplication)
    languages = (Language(options.language),) if options.language else tuple(LOCALES)
    with a_server() as server:
        for look in looks(languages, quick=options.quick):
            taken = photograph(application, server, options.folder, look, options.only)
            sys.stdout.write(f"{look}: {len(taken)} pictures\n")
            sys.stdout.flush()
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go, a folder for each look")
    parser.add_argument("--language", choices=[each.value for each in LOCALES])
    parser.add_argument("--quick", action="store_true", help="only 1280x800, dark in one language alone")
    parser.add_argument("--only", default="", help="only pictures with this in their names")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
