"""Reading the log back: from its end, page by page, across files put aside, however long it is."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from soleflip_desktop.logs import (
    BLOCK_BYTES,
    FILE_NAME,
    SEARCHED_BYTES,
    LogRecord,
    Wanted,
    read_log,
    read_on,
    start_logging,
    stop_logging,
)
from soleflip_desktop.paths import DataFolder

TEXT = "the words of a record, long enough to fill blocks"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    found = DataFolder(tmp_path)
    found.logs.mkdir()
    return found


@pytest.fixture
def _own_logging(folder: DataFolder) -> Iterator[None]:
    level = logging.getLogger().level
    start_logging(folder, "DEBUG")
    yield
    stop_logging()
    logging.getLogger().setLevel(level)
    logging.captureWarnings(False)


def line(number: int, level: str = "INFO") -> str:
    return f"2026-03-01 10:00:00,123 {level} soleflip.test [42] {TEXT} {number}\n"


def write(folder: DataFolder, text: str, number: int = 0) -> None:
    name = f"{FILE_NAME}.{number}" if number else FILE_NAME
    (folder.logs / name).write_text(text, encoding="utf-8")


def numbers(records: list[LogRecord]) -> list[int]:
    return [int(record.text.split()[-1]) for record in records]


@pytest.mark.usefixtures("_own_logging")
def test_that_what_the_program_logs_is_read_back_with_its_traceback(folder: DataFolder) -> None:
    logger = logging.getLogger("soleflip.test")
    logger.info("first, by postgresql://me:geheim@there/db")
    try:
        raise RuntimeError("a bug")
    except RuntimeError:
        logger.info("second", exc_info=True)
    first, second = read_log(folder, Wanted(), 100).records
    assert (first.level, first.source) == ("INFO", "soleflip.test")
    assert first.text == "first, by postgresql://me:***@there/db"
    assert second.text.startswith("second\nTraceback")
    assert second.text.endswith("RuntimeError: a bug")
    assert first.at.tzinfo is not None


def test_that_pages_cover_every_record_once_across_the_files(folder: DataFolder) -> None:
    per_file = 3 * BLOCK_BYTES // len(line(1000))
    write(folder, "".join(line(number) for number in range(per_file)), number=1)
    write(folder, "".join(line(per_file + number) for number in range(per_file)))
    page = read_log(folder, Wanted(), 1000)
    seen = numbers(page.records)
    assert seen[-1] == 2 * per_file - 1  # the newest stand last
    assert len(seen) < per_file
    while page.older is not None:
        page = read_log(folder, Wanted(), 1000, page.older)
        seen[:0] = numbers(page.records)
    assert seen == list(range(2 * per_file))


def test_that_level_and_text_narrow_it_down(folder: DataFolder) -> None:
    levels = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
    write(folder, "".join(line(number, level) for number, level in enumerate(levels)))
    assert numbers(read_log(folder, Wanted("WARNING"), 100).records) == [2, 3, 4]
    assert numbers(read_log(folder, Wanted(text="BLOCKS 1"), 100).records) == [1]
    assert read_log(folder, Wanted(text="nowhere"), 100).records == []


def test_that_a_search_in_a_long_log_ends_early_and_says_where_to_go_on(folder: DataFolder) -> None:
    write(folder, line(1, "ERROR") + line(2) * ((SEARCHED_BYTES + 2 * BLOCK_BYTES) // len(line(2))))
    page = read_log(folder, Wanted("ERROR"), 100)
    assert page.records == []
    assert page.older is not None
    assert numbers(read_log(folder, Wanted("ERROR"), 100, page.older).records) == [1]


def test_that_what_comes_later_is_read_from_there_on(folder: DataFolder) -> None:
    write(folder, line(1))
    end = read_log(folder, Wanted(), 100).end
    half = line(3)[:30]
    write(folder, line(1) + line(2) + half)
    more = read_on(folder, Wanted(), end)
    assert more is not None
    assert numbers(more.records) == [2]
    write(folder, line(1) + line(2) + line(3))
    last = read_on(folder, Wanted(), more.end)
    assert last is not None
    assert numbers(last.records) == [3]


def test_that_a_log_begun_anew_is_noticed(folder: DataFolder) -> None:
    write(folder, line(1) * 10)
    end = read_log(folder, Wanted(), 100).end
    write(folder, line(2))
    assert read_on(folder, Wanted(), end) is None


@pytest.mark.parametrize("text", ["", "no record\n", "x" * (BLOCK_BYTES * 2), "\0" * 10])
def test_that_a_file_that_is_no_log_of_ours_shows_nothing(folder: DataFolder, text: str) -> None:
    write(folder, text)
    page = read_log(folder, Wanted(), 100)
    assert (page.records, page.older) == ([], None)


def test_that_without_a_log_there_is_nothing_to_read(tmp_path: Path) -> None:
    nowhere = DataFolder(tmp_path / "nowhere")
    assert read_log(nowhere, Wanted(), 100).records == []
