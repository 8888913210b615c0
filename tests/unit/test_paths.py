"""Where the program keeps its data and finds what it was shipped with."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from soleflip_desktop import paths
from soleflip_desktop.errors import UserError
from soleflip_desktop.paths import DataFolder, choose_data_folder, default_data_folder, shipped

REPOSITORY = Path(__file__).parents[2]


def test_that_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "SoleFlip")
    named = [
        folder.cluster,
        folder.secret,
        folder.lock,
        folder.logs,
        folder.server_log,
        folder.backups,
        folder.settings_file,
    ]
    assert len(set(named)) == len(named)
    assert all(path.is_relative_to(folder.root) for path in named)
    assert not folder.root.exists()


def test_that_the_default_folder_is_named_after_the_product() -> None:
    assert default_data_folder().is_absolute()
    assert "SoleFlip" in default_data_folder().parts


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_that_a_prepared_folder_cannot_be_listed_by_others(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "above" / "SoleFlip").prepare()
    expected = 0o711 if os.geteuid() == 0 else 0o700
    assert stat.S_IMODE(folder.root.stat().st_mode) == expected
    assert folder.prepare() == folder


@pytest.mark.parametrize("name", ["migrations", "resources", "alembic.ini"])
def test_that_a_source_checkout_finds_what_is_shipped(name: str) -> None:
    assert shipped(name) == REPOSITORY / name
    assert shipped(name).exists()


def test_that_an_installed_wheel_finds_what_is_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "soleflip_desktop" / "_shipped" / "migrations").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "soleflip_desktop" / "paths.py"))
    assert shipped("migrations") == tmp_path.resolve() / "soleflip_desktop" / "_shipped" / "migrations"


def test_that_a_frozen_program_finds_what_is_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert shipped("resources") == tmp_path / "resources"


def test_that_naming_paths_loads_nothing_heavy() -> None:
    script = "import sys, soleflip_desktop.paths; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & {"PySide6", "sqlalchemy", "psycopg", "pandas", "pydantic"}


def test_that_a_chosen_folder_is_the_default_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(tmp_path / "config"))
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path / "usual"))
    assert default_data_folder() == tmp_path / "usual"
    choose_data_folder(tmp_path / "an öther one")
    assert default_data_folder() == tmp_path / "an öther one"
    choose_data_folder(tmp_path / "usual")
    assert default_data_folder() == tmp_path / "usual"
    assert not list((tmp_path / "config").iterdir())


def test_that_a_choice_that_cannot_be_read_is_no_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_config_dir", lambda *_, **__: str(tmp_path))
    (tmp_path / "data-folder").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(UserError, match="data-folder"):
        default_data_folder()
