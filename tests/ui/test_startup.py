"""Where no window opens, and where it is opened anew."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from soleflip_desktop import cli
from soleflip_desktop.settings import VARIABLES
from soleflip_desktop.ui.app import show_startup_error

# Opens the window, changes the settings, opens it anew, and prints what each run was opened on.
REOPENED = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from soleflip_desktop.settings import load_settings
from soleflip_desktop.ui import app
from soleflip_desktop.ui.translation import Language

folder, seen = Path(sys.argv[1]), []

class Watched(app.Session):
    def start(self):
        super().start()
        self.opened.connect(lambda: QTimer.singleShot(0, self.go_on))

    def go_on(self):
        seen.append([self._app.settings.import_chunk_rows, self.context.formats.locale.name()])
        if len(seen) == 1:
            (folder / "settings.json").write_text('{"import_chunk_rows": 77}')
            self.state.language = Language.GERMAN
            self.restart()
        else:
            self.stop()

app.Session = Watched
load = lambda: load_settings(folder)
status = app.run(load(), (), load)
print(json.dumps([status, seen]))
"""


def test_that_what_keeps_the_window_from_opening_is_said_in_one(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []

    def close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.reject()

    QTimer.singleShot(0, qapp, close)
    show_startup_error("The settings file is damaged")
    assert said == ["The settings file is damaged"]


def test_that_a_program_without_a_console_tells_why_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "settings.json").write_text("{")
    told: list[str] = []
    assert cli.main(["--data-dir", str(tmp_path)], tell=told.append) == 1
    assert len(told) == 1
    assert "is damaged" in told[0]
    assert "Correct the file" in told[0]
    assert "Correct the file" in capsys.readouterr().err
    assert cli.main(["--data-dir", str(tmp_path)]) == 1
    assert len(told) == 1


def test_that_the_window_is_opened_anew_on_changed_settings(tmp_path: Path, database_url: str) -> None:
    script = tmp_path / "reopened.py"
    script.write_text(REOPENED, encoding="utf-8")
    folder = tmp_path / "data"
    folder.mkdir()
    variables = {"DATABASE_URL": database_url, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, str(script), str(folder)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **variables},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    status, seen = json.loads(done.stdout.splitlines()[-1])
    assert status == 0
    assert [rows for rows, _ in seen] == [1000, 77]
    assert [locale[:2] for _, locale in seen] == ["en", "de"]
