"""What a file that cannot be read, in whole or in part, says to the reseller."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.drafts import RowProblem
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import Cancelled, FileError
from soleflip_desktop.importers.files.readers import RawChunk, open_table
from soleflip_desktop.importers.files.survey import survey
from tests.sources import open_source
from tests.unit.bad_files import BAD_FILES, READ_ANYWAY, REPORT, REPORT_DRAFTS, as_text, records, write

Drafts = list[tuple[object, ...]]
NOBODY = 65_534


def read(path: Path) -> tuple[Drafts, list[RowProblem]]:
    table, source = open_source(path)
    drafter = source.bind(table)
    drafted = [drafter.draft(chunk) for chunk in table.chunks()]
    drafts = [draft for part in drafted for draft in part.drafts]
    return drafts, [problem for part in drafted for problem in part.problems]


@pytest.mark.parametrize("name", BAD_FILES)
def test_that_a_bad_file_says_where_it_is_wrong_and_what_to_do(name: str, tmp_path: Path) -> None:
    bad = BAD_FILES[name](tmp_path)
    if bad.refused:
        with pytest.raises(FileError) as refused:
            read(bad.path)
        message = str(refused.value)
        assert refused.value.next_step
    else:
        drafts, problems = read(bad.path)
        message = "\n".join(problem.text(bad.path.name) for problem in problems)
        assert {problem.row for problem in problems} == {2}
        assert len(drafts) == REPORT_DRAFTS - 1
    assert [fragment for fragment in bad.fragments if fragment not in message] == [], message


@pytest.mark.parametrize("name", READ_ANYWAY)
def test_that_an_odd_file_is_read_all_the_same(name: str, tmp_path: Path) -> None:
    path = READ_ANYWAY[name](tmp_path)
    expected, _ = read(REPORT)
    drafts, problems = read(path)
    assert problems == []
    if name == "cp1252":
        text = repr(drafts).replace("Köln", "東京")
        assert text == repr(expected)
    else:
        assert drafts == expected


def test_that_blank_lines_count_in_the_lines_of_a_problem(tmp_path: Path) -> None:
    rows = records()[:3]
    rows[2][17] = "never"
    text = "\n\n" + as_text(rows[:2]) + "\n,,\n" + as_text(rows[2:])
    _, [problem] = read(write(tmp_path / "report.csv", text))
    assert (problem.row, problem.line) == (2, 8)


@contextmanager
def without_rights() -> Iterator[None]:
    """The block runs as a user who may not read what root or the tester owns."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes to take rights away with")
def test_that_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "secret.csv", "a,b\n1,2\n")
    path.chmod(0)
    with without_rights(), pytest.raises(FileError, match=r"secret\.csv may not be read: permission denied"):
        survey(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_that_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(FileError, match="not a file"):
        survey(tmp_path / "pipe.csv")


def chunks_of_copy(tmp_path: Path) -> tuple[Path, Iterator[RawChunk]]:
    path = write(tmp_path / "report.csv", REPORT.read_bytes())
    return path, open_table(path, survey(path)).chunks(size=2)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not remove a file that is open")
def test_that_a_file_removed_while_it_is_read_says_so(tmp_path: Path) -> None:
    path, chunks = chunks_of_copy(tmp_path)
    next(chunks)
    path.unlink()
    with pytest.raises(FileError, match=r"report\.csv was removed while it was read"):
        next(chunks)


def test_that_a_file_appended_to_while_it_is_read_says_so(tmp_path: Path) -> None:
    path, chunks = chunks_of_copy(tmp_path)
    next(chunks)
    with path.open("a", encoding="utf-8") as file:
        file.write("more\n")
    with pytest.raises(FileError, match=r"report\.csv was changed while it was read"):
        next(chunks)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not replace a file that is open")
def test_that_a_file_replaced_while_it_is_read_says_so(tmp_path: Path) -> None:
    path, chunks = chunks_of_copy(tmp_path)
    next(chunks)
    other = write(tmp_path / "other.csv", path.read_bytes())
    before = path.stat()
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)
    with pytest.raises(FileError, match="changed while it was read"):
        next(chunks)


def test_that_a_file_changed_after_the_survey_is_not_opened(tmp_path: Path) -> None:
    path = write(tmp_path / "report.csv", REPORT.read_bytes())
    facts = survey(path)
    write(path, REPORT.read_bytes() + b"\n")
    with pytest.raises(FileError, match="changed while it was read"):
        open_table(path, facts)


def test_that_cancelling_stops_the_survey_and_the_reading(tmp_path: Path) -> None:
    path, control = write(tmp_path / "report.csv", REPORT.read_bytes()), Control()
    table = open_table(path, survey(path))
    chunks = table.chunks(size=2, control=control)
    next(chunks)
    control.cancel()
    with pytest.raises(Cancelled):
        next(chunks)
    with pytest.raises(Cancelled):
        survey(path, control)


def test_that_a_file_in_use_is_only_opened_for_reading(tmp_path: Path) -> None:
    path = write(tmp_path / "report.csv", REPORT.read_bytes())
    path.chmod(0o444)
    read(path)
    assert path.read_bytes() == REPORT.read_bytes()


HEADER = as_text(records()[:1]).encode()
PURCHASES = b"Style code,Size,Price,Currency,Purchase date\n"
SOUP = st.lists(
    st.sampled_from(
        [b",", b";", b"\t", b'"', b"\n", b"\r", b"\r\n", b"9", b"EUR", b"N/A", b"\xff", b"\0", b"\xe9"]
    )
).map(b"".join)


@given(st.sampled_from([b"", HEADER, PURCHASES, b"\xff\xfe", b"\xef\xbb\xbf"]), st.one_of(st.binary(), SOUP))
def test_that_any_bytes_become_drafts_problems_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, body: bytes
) -> None:
    path = write(tmp_path_factory.getbasetemp() / "any.csv", head + body)
    refusal = ""
    drafts: Drafts = []
    problems: list[RowProblem] = []
    try:
        drafts, problems = read(path)
    except FileError as error:
        refusal = str(error)
    assert drafts or problems or "any.csv" in refusal
