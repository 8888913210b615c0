"""Where settings come from, what is refused, and that no password gets out."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.errors import UserError
from soleflip_desktop.logs import FILE_NAME, start_logging
from soleflip_desktop.paths import DataFolder
from soleflip_desktop.redaction import without_password
from soleflip_desktop.settings import (
    VARIABLES,
    fault_of,
    joined_url,
    load_settings,
    parted_url,
    postgresql_url,
    save_settings,
    set_by_environment,
)


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)


def write_file(folder: Path, content: object) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / "settings.json").write_text(text, encoding="utf-8")


def test_that_without_file_and_environment_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    assert (settings.data_dir, settings.database_url, settings.database_pool_size) == (tmp_path, None, 5)
    assert (settings.log_level, settings.import_chunk_rows) == ("INFO", 1_000)


def test_that_the_environment_outranks_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_file(tmp_path, {"log_level": "debug", "database_pool_size": 7})
    monkeypatch.setenv("LOG_LEVEL", "error")
    settings = load_settings(tmp_path)
    assert (settings.log_level, settings.database_pool_size) == ("ERROR", 7)


def test_that_the_folder_asked_for_outranks_the_one_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOLEFLIP_DATA_DIR", str(tmp_path / "named"))
    assert load_settings().data_dir == tmp_path / "named"
    assert load_settings(tmp_path / "asked").data_dir == tmp_path / "asked"


def test_that_an_empty_variable_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_file(tmp_path, {"database_pool_size": 9})
    monkeypatch.setenv("DATABASE_POOL_SIZE", "")
    monkeypatch.setenv("DATABASE_URL", "")
    settings = load_settings(tmp_path)
    assert (settings.database_pool_size, settings.database_url) == (9, None)


@pytest.mark.parametrize(
    ("content", "fragments"),
    [
        ({"import_chunk_rows": "many"}, ['"import_chunk_rows"', "'many'", "integer"]),
        ({"import_chunk_rows": 0}, ['"import_chunk_rows"', "0", "greater than or equal to 1"]),
        ({"log_level": "LOUD"}, ['"log_level"', "'LOUD'", "DEBUG"]),
        ({"database_url": "mysql://me:geheim@there/db"}, ['"database_url"', "postgresql://"]),
        ({"databse_url": "x"}, ['"databse_url"', "no setting"]),
        ({"data_dir": "elsewhere"}, ['"data_dir"', "no setting"]),
        ("{", ["damaged"]),
        ("[]", ["no JSON object"]),
    ],
)
def test_that_a_wrong_file_is_refused_with_file_field_and_value(
    tmp_path: Path, content: object, fragments: list[str]
) -> None:
    write_file(tmp_path, content)
    with pytest.raises(UserError) as refused:
        load_settings(tmp_path)
    message = str(refused.value)
    missing = [part for part in [str(tmp_path / "settings.json"), *fragments] if part not in message]
    assert missing == [], message
    assert refused.value.next_step
    assert "geheim" not in message


@pytest.mark.parametrize(
    ("variable", "value", "fragments"),
    [
        ("LOG_LEVEL", "loud", ["LOG_LEVEL", "'loud'"]),
        ("DATABASE_POOL_SIZE", "0", ["DATABASE_POOL_SIZE", "'0'"]),
        ("DATABASE_URL", "postgresql://me:geheim@there:port/db", ["DATABASE_URL", "is no URL"]),
        ("DATABASE_URL", "postgresql://me:geh/eim@there/db", ["DATABASE_URL", "is no URL"]),
        ("DATABASE_URL", "postgresql://me:geheim@there", ["DATABASE_URL", "names no database"]),
    ],
)
def test_that_a_wrong_variable_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, fragments: list[str]
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(UserError) as refused:
        load_settings(tmp_path)
    message = str(refused.value)
    assert [part for part in fragments if part not in message] == [], message
    assert "geh" not in message


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg", "postgres"])
def test_that_every_spelling_of_the_scheme_becomes_the_driver_in_use(scheme: str) -> None:
    assert postgresql_url(f"{scheme}://me@there:5433/db") == "postgresql+psycopg://me@there:5433/db"


def test_that_settings_print_without_the_database_url(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:geheim@there/db")
    assert "geheim" not in repr(load_settings(tmp_path))


@given(st.from_regex(r"[^\s]{1,30}", fullmatch=True), st.sampled_from(["at {} now", "{}", "({}) x@y"]))
def test_that_no_password_of_a_url_survives(password: str, sentence: str) -> None:
    marked = f"q7Z{password}q7Z"
    text = sentence.format(f"postgresql+psycopg://me:{marked}@there:5432/db?application_name=x")
    assert "q7Z" not in without_password(text)


def test_that_what_is_saved_is_read_again_and_the_rest_of_the_file_kept(tmp_path: Path) -> None:
    write_file(tmp_path, {"log_level": "ERROR", "database_pool_size": 7})
    save_settings(DataFolder(tmp_path), {"log_level": None, "import_chunk_rows": 50})
    settings = load_settings(tmp_path)
    assert (settings.log_level, settings.import_chunk_rows) == ("INFO", 50)
    assert json.loads((tmp_path / "settings.json").read_text()) == {
        "database_pool_size": 7,
        "import_chunk_rows": 50,
    }
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_that_a_damaged_file_is_not_written_over(tmp_path: Path) -> None:
    write_file(tmp_path, "{")
    with pytest.raises(UserError, match="damaged"):
        save_settings(DataFolder(tmp_path), {"log_level": "ERROR"})
    assert (tmp_path / "settings.json").read_text() == "{"


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("import_chunk_rows", 500, ""),
        ("import_chunk_rows", 0, "cannot be used: it should be greater than or equal to 1"),
        ("database_url", "postgresql://there/db", ""),
        ("database_url", "postgresql://there", "names no database"),
        ("log_level", "loud", "cannot be used"),
    ],
)
def test_that_a_value_is_judged_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch, field: str, value: object, fault: str
) -> None:
    monkeypatch.setenv(VARIABLES[field], "-")
    assert set_by_environment(field) == VARIABLES[field]
    found = fault_of(field, value)
    assert found.startswith(fault)
    assert bool(found) == bool(fault)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30))
def test_that_a_password_is_parted_from_its_url_and_joined_again(password: str) -> None:
    bare = "postgresql://me@there:5432/db?sslmode=require"
    whole = joined_url(bare, password)
    assert parted_url(whole) == (bare, password)
    assert postgresql_url(whole)


@pytest.mark.parametrize("url", ["", "postgresql://there/db", "no url", "postgresql://me@there:port/db"])
def test_that_a_url_without_a_password_stays_as_it_is(url: str) -> None:
    assert parted_url(url) == (url, "")
    assert joined_url(url, "") == url


@pytest.fixture
def _own_handlers() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.captureWarnings(False)


@pytest.mark.usefixtures("_own_handlers")
def test_that_the_log_holds_no_password_not_even_in_a_traceback(tmp_path: Path) -> None:
    url = "postgresql://me:geheim@there/db"
    file = start_logging(DataFolder(tmp_path / "data"), "INFO")
    logger = logging.getLogger("test")
    logger.info("connecting to %s", url)
    try:
        raise RuntimeError(url)
    except RuntimeError:
        logger.info("no luck", exc_info=True)
    logger.debug("too quiet to be kept")
    written = file.read_text(encoding="utf-8")
    assert file == tmp_path / "data" / "logs" / FILE_NAME
    assert "connecting to postgresql://me:***@there/db" in written
    assert "RuntimeError" in written
    assert "geheim" not in written
    assert "too quiet" not in written


@pytest.mark.usefixtures("_own_handlers")
def test_that_a_data_folder_that_is_a_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(UserError, match="data cannot be used"):
        start_logging(DataFolder(tmp_path / "data"), "INFO")
