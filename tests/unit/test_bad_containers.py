"""What faulty workbooks, archives and JSON files say, and that none of them hangs or fills the memory."""

import multiprocessing
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import Cancelled, FileError
from soleflip_desktop.importers.files.containers import open_tables
from soleflip_desktop.importers.files.survey import survey
from tests.memory import STATUS, peak_megabytes
from tests.unit.bad_containers import BAD_CONTAINERS, CSV, ROWS
from tests.unit.container_files import one_sheet, read_all, write, zipped

MOST_SECONDS = 10
MOST_MEGABYTES = 1_000
on_linux = pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells the peak of a process")


@pytest.mark.parametrize("name", BAD_CONTAINERS)
def test_that_a_bad_container_says_what_is_wrong_and_what_to_do(name: str, tmp_path: Path) -> None:
    bad = BAD_CONTAINERS[name](tmp_path)
    started = time.monotonic()
    with pytest.raises(FileError) as refused:
        read_all(bad.path)
    assert time.monotonic() - started < MOST_SECONDS
    message = str(refused.value)
    assert [fragment for fragment in bad.fragments if fragment not in message] == [], message
    assert refused.value.next_step


def megabytes_to_refuse(path: Path) -> float:
    """Peak memory of a process that reads the file in vain."""
    with pytest.raises(FileError):
        read_all(path)
    return peak_megabytes()


@on_linux
@pytest.mark.parametrize(
    "name",
    [
        "1 GB from 1 MB",
        "gigantic dimension",
        "OpenDocument of a billion cells",
        "JSON of too many values",
        "entity bomb in a sheet",
        "row above 16 MB",
    ],
)
def test_that_a_trap_does_not_fill_the_memory(name: str, tmp_path: Path) -> None:
    bad = BAD_CONTAINERS[name](tmp_path)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(megabytes_to_refuse, (bad.path,)) < MOST_MEGABYTES


@on_linux
def test_that_a_shared_text_on_every_row_is_held_once(tmp_path: Path) -> None:
    rows = ROWS + "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(3, 20_000))
    members = one_sheet(rows) | {"xl/sharedStrings.xml": f"<sst><si><t>{'x' * 1_000_000}</t></si></sst>"}
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(megabytes_to_read, (write(tmp_path / "book.xlsx", members),)) < MOST_MEGABYTES


def megabytes_to_read(path: Path) -> float:
    [table] = open_tables(path, survey(path))
    assert sum(len(chunk.cells) for chunk in table.chunks()) > 1
    return peak_megabytes()


@pytest.mark.parametrize("content", [zipped({"t.csv": CSV}), zipped(one_sheet(ROWS)), b'[{"a": 1}]'])
def test_that_a_file_changed_after_the_survey_is_not_read(content: bytes, tmp_path: Path) -> None:
    path = write(tmp_path / "file", content)
    facts = survey(path)
    [table] = open_tables(path, facts)
    write(path, content + b" ")
    with pytest.raises(FileError, match="changed while it was read"):
        open_tables(path, facts)
    with pytest.raises(FileError, match="changed while it was read"):
        list(table.chunks())


@pytest.mark.parametrize("content", [zipped({"t.csv": CSV * 9}), zipped(one_sheet(ROWS)), b'[{"a": 1}]' * 9])
def test_that_cancelling_stops_the_opening_and_the_reading(content: bytes, tmp_path: Path) -> None:
    path, control = write(tmp_path / "file", content), Control()
    facts = survey(path)
    [table] = open_tables(path, facts, control)
    chunks = table.chunks(size=1, control=control)
    next(chunks)
    control.cancel()
    with pytest.raises(Cancelled):
        next(chunks)
    with pytest.raises(Cancelled):
        open_tables(path, facts, control)


def refused_or_read(path: Path) -> None:
    refusal = path.name
    try:
        read_all(path)
    except FileError as error:
        refusal = str(error)
    assert path.name in refusal


GOOD = (zipped({"t.csv": CSV, "b.xlsx": zipped(one_sheet(ROWS))}), zipped(one_sheet(ROWS)))


@given(st.sampled_from(GOOD), st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=8))
def test_that_any_byte_of_a_zip_may_be_wrong(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, wrong: list[tuple[int, int]]
) -> None:
    spoilt = bytearray(content)
    for at, byte in wrong:
        spoilt[at % len(spoilt)] = byte
    refused_or_read(write(tmp_path_factory.getbasetemp() / "any.zip", bytes(spoilt)))


XML_PIECES = (
    *(
        "<row>",
        '<row r="3">',
        "</row>",
        "<c>",
        '<c r="A3">',
        '<c r="B3" t="s">',
        '<c r="XFD9" t="e">',
        "</c>",
    ),
    *("<v>", "</v>", "1", "-1", "1E9", "&amp;", "&#0;", "<is>", "<t>", "</t>", "</is>", "<f>", "</f>", "x"),
    *("<![CDATA[", "]]>", "</sheetData>", "<!--", "-->", '<c r="" t="d">', '<c r="ZZZZ1">', " "),
)
XML_SOUP = st.lists(st.sampled_from(XML_PIECES), max_size=30).map("".join)


@given(XML_SOUP)
def test_that_any_xml_becomes_rows_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, soup: str) -> None:
    refused_or_read(write(tmp_path_factory.getbasetemp() / "any.xlsx", one_sheet(ROWS + soup)))


JSON_PIECES = (
    *(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"a"',
        '"orders"',
        '"data"',
        '"properties"',
        '"type"',
        "1",
        "-1.5e9",
        "null",
    ),
    *(
        "true",
        '"\\ud83d"',
        '"\\u0000"',
        "NaN",
        "\n",
        "{}",
        "[]",
        '{"a":1}',
        '{"type":"date","date":{"start":1}}',
    ),
)
JSON_SOUP = st.lists(st.sampled_from(JSON_PIECES), max_size=30).map("".join)


@given(st.sampled_from(["[", "{", '[{"a":1},', '{"orders":[']), JSON_SOUP)
def test_that_any_json_becomes_entries_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, head: str, soup: str
) -> None:
    refused_or_read(write(tmp_path_factory.getbasetemp() / "any.json", head + soup))
