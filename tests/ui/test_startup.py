"""Where no window opens, and where it is opened anew."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from soleflip_desktop import cli
from soleflip_desktop.settings import VARIABLES, load_settings
from soleflip_desktop.ui.app import opened_app, show_startup_error
from soleflip_desktop.ui.session import Session
from tests.ui.conftest import ENGLISH, PATIENCE, end, settle

# Opens the window, changes the settings, opens it anew, and prints what each run was opened on.
REOPENED = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from soleflip_desktop.paths import data_folder
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
status = app.run(lambda: data_folder(folder), load_settings)
print(json.dumps([status, seen, "pyqtgraph" in sys.modules]))
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
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(tmp_path))
    (tmp_path / "data-folder").mkdir()
    told: list[str] = []
    assert cli.main([], tell=told.append) == 1
    assert len(told) == 1
    assert "cannot be read" in told[0]
    assert "Correct or delete it" in told[0]
    assert "Correct or delete it" in capsys.readouterr().err
    assert cli.main([]) == 1
    assert len(told) == 1


def test_that_damaged_settings_are_said_in_the_window_and_read_again(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    file = tmp_path / "settings.json"
    file.write_text("{")
    session = Session(qapp, partial(opened_app, load_settings, tmp_path), tmp_path, locale=ENGLISH)
    session.start()
    settle(qtbot, session)
    banner = session.window.banner
    assert "is damaged" in banner.text()
    assert "Correct the file" in banner.text()
    file.write_text('{"import_chunk_rows": 77}')
    with qtbot.waitSignal(session.opened, timeout=PATIENCE):
        banner.retry_wanted.emit()
    settle(qtbot, session)
    assert not banner.isVisible()
    end(session)


def test_that_nothing_heavy_is_loaded_before_the_window_is_painted() -> None:
    program = """if True:
        import sys
        import soleflip_desktop.cli
        import soleflip_desktop.ui.app
        heavy = {"pydantic", "sqlalchemy", "alembic", "psycopg", "openpyxl", "numpy", "pyqtgraph"}
        sys.exit(f"imported: {heavy & set(sys.modules)}" if heavy & set(sys.modules) else 0)
    """
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


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
    status, seen, has_charts = json.loads(done.stdout.splitlines()[-1])
    assert status == 0
    assert [rows for rows, _ in seen] == [1000, 77]
    assert not has_charts  # Analytics was never in sight
    assert [locale[:2] for _, locale in seen] == ["en", "de"]


def test_that_a_window_keeps_the_source_of_nothing_it_imports() -> None:
    imports = "import json, linecache, soleflip_desktop.ui.app, soleflip_desktop.bootstrap"
    command = [sys.executable, "-c", f"{imports}; print(json.dumps(list(linecache.cache)))"]
    kept = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert not [name for name in kept if Path(name).parent.name in ("services", "db", "ui", "sqlalchemy")]
