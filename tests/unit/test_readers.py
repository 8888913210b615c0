"""Bytes to facts, facts to records, records to kept texts."""

import csv
import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.errors import FileError
from soleflip_desktop.importers.files import survey as survey_module
from soleflip_desktop.importers.files.delimiters import sniff_delimiter
from soleflip_desktop.importers.files.readers import DelimitedTable, RawChunk, open_table
from soleflip_desktop.importers.files.survey import survey
from soleflip_desktop.importers.raw import RowEncoder, decode_row

CELL = st.text(st.characters(exclude_characters="\0", codec="utf-8"))
AWKWARD = st.text(st.sampled_from('\x1b\x1f0ue,;"\n\ré東 '))
ROW = st.lists(st.one_of(CELL, AWKWARD))


def table_of(folder: Path, content: str | bytes, name: str = "table.csv") -> DelimitedTable:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_table(path, survey(path))


def cells_of(table: DelimitedTable) -> list[list[str]]:
    return [record for chunk in table.chunks() for record in chunk.cells]


def test_that_a_survey_tells_size_hash_encoding_and_newlines(tmp_path: Path) -> None:
    content = "a,b\nMünchen,1\n".encode()
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    facts = survey(path)
    assert (facts.size, facts.encoding, facts.newline_count) == (len(content), "utf-8", 2)
    assert facts.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"a,b\n1,2\n", "utf-8"),
        (b"\xef\xbb\xbfa,b\n1,2\n", "utf-8-sig"),
        ("a,b\n1,é\n".encode("utf-16"), "utf-16"),
        ("\ufeffa,b\n1,é\n".encode("utf-16-be"), "utf-16"),
        ("a,b\n1,Größe\n".encode("cp1252"), "cp1252"),
        ("a,b\n1,CAFÉ’S\n2,ü\n3,ö\n".encode("cp1252"), "cp1252"),
    ],
)
def test_that_the_encoding_is_recognised(content: bytes, encoding: str, tmp_path: Path) -> None:
    table = table_of(tmp_path, content)
    assert table.encoding == encoding
    assert table.header == ("a", "b")


def test_that_a_sign_split_between_two_blocks_is_still_utf_8(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("é東京é\n".encode() * 50)
    for size in (1, 2, 3, 7):
        monkeypatch.setattr(survey_module, "BLOCK", size)
        facts = survey(path)
        assert (facts.encoding, facts.newline_count) == ("utf-8", 50)


def test_that_the_line_of_a_wrong_byte_is_named_across_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("東京\n".encode() * 9 + b"\xe9t\xe9\n" + "東京\n".encode() * 9)
    for size in (5, 1 << 20):
        monkeypatch.setattr(survey_module, "BLOCK", size)
        with pytest.raises(FileError, match="line 10 is not"):
            survey(path)


def test_that_text_cut_off_inside_a_sign_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("city\n東京\n東京".encode()[:-1])
    with pytest.raises(FileError, match="line 3"):
        survey(path)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1,5;2,5;3,5\n", ";"),
        ("a\tb\n1,2\t3,4\n", "\t"),
        ("a|b|c\nx, y|2|3\n", "|"),
        ('a,b\n"1;2;3;4",x\n"1;2;3;4",y\n', ","),
        ("one\nword\n", ","),
        ("Title of the sheet\n\na;b;c\n1;2;3\n", ";"),
    ],
)
def test_that_the_delimiter_is_the_one_that_makes_even_records(text: str, delimiter: str) -> None:
    assert sniff_delimiter(list(io.StringIO(text, newline=""))) == delimiter


def test_that_records_carry_the_physical_line_they_begin_on(tmp_path: Path) -> None:
    table = table_of(tmp_path, 'a,b\n"1\n1",2\n\n3,"4\r\n4"\n5,6')
    [chunk] = table.chunks()
    assert (chunk.first_row, chunk.lines) == (1, [2, 5, 7])
    assert chunk.cells == [["1\n1", "2"], ["3", "4\r\n4"], ["5", "6"]]


def test_that_chunks_number_their_records_on(tmp_path: Path) -> None:
    table = table_of(tmp_path, "a,b\n" + "".join(f"{n},x\n" for n in range(1, 8)))
    chunks = list(table.chunks(size=3))
    assert [(chunk.first_row, len(chunk.cells)) for chunk in chunks] == [(1, 3), (4, 3), (7, 1)]
    assert chunks[-1].bytes_read == table.facts.size


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_that_every_line_end_is_read(line_end: str, tmp_path: Path) -> None:
    table = table_of(tmp_path, line_end.join(("a,b", "1,2", "3,4")))
    [chunk] = table.chunks()
    assert (chunk.lines, chunk.cells) == ([2, 3], [["1", "2"], ["3", "4"]])


def test_that_the_header_is_the_first_of_the_fullest_records(tmp_path: Path) -> None:
    table = table_of(tmp_path, "Sales 2024\n\nName,Price,Day\nDunk,90,\nForce,,\n")
    assert (table.header_row, table.header) == (1, ("Name", "Price", "Day"))
    assert table.sample == (("Dunk", "90", ""), ("Force", "", ""))
    assert table.at_header(0).header == ("Sales 2024",)


def test_that_the_fingerprint_is_that_of_the_names_alone(tmp_path: Path) -> None:
    first = table_of(tmp_path, "Name,Price\n1,2\n").fingerprint
    assert table_of(tmp_path, "\ufeff name ;PRICE\n3;4\n").fingerprint == first
    assert table_of(tmp_path, "Price,Name\n1,2\n").fingerprint != first


def test_that_a_cell_of_one_megabyte_is_read_and_a_longer_one_refused(tmp_path: Path) -> None:
    cell = "x" * (1 << 20)
    assert cells_of(table_of(tmp_path, f"a,b\n1,{cell}\n")) == [["1", cell]]
    with pytest.raises(FileError, match=r"row 1 \(line 2\), column 2: the cell holds 1,048,577 characters"):
        table_of(tmp_path, f"a,b\n1,{cell}x\n")


def test_that_a_fault_far_down_is_located(tmp_path: Path) -> None:
    rows = '"x\ny",2\n' * 2_000
    table = table_of(tmp_path, f'preamble\na,b\n{rows}3,"4')
    assert table.header_row == 1
    with pytest.raises(FileError, match=r"row 2001 \(line 4003\), column 2: the cell opens a quote"):
        list(table.chunks())


def test_that_a_line_above_16_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    cells = ",".join(["x" * 900_000] * 22)
    with pytest.raises(FileError, match="a line has over 16 MB"):
        table_of(tmp_path, f"a,b\n{cells}\n")


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=8))
def test_that_what_csv_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    rows.append(["last", ""])
    writer.writerows([[f"h{n}" for n in range(4)], *rows])
    table = table_of(tmp_path_factory.getbasetemp(), out.getvalue())
    assert cells_of(table) == [row for row in rows if any(row)]


def records(cells: list[list[str]]) -> RawChunk:
    return RawChunk.of(1, range(1, len(cells) + 1), cells, 0)


def kept(encoder: RowEncoder, *chunks: list[list[str]]) -> list[list[str]]:
    """What is read back of the chunks of one file."""
    texts = [text for chunk in chunks for text in encoder.encode(records(chunk))]
    return [decode_row(text, encoder.first) for text in texts]


@given(st.lists(ROW), st.lists(ROW))
def test_that_a_kept_row_decodes_to_exactly_its_cells(one: list[list[str]], two: list[list[str]]) -> None:
    assert kept(RowEncoder(), one, two) == one + two


EVEN_ROW = st.lists(
    st.sampled_from(["", "a", "same on all", "\x1a", "\x1b", "\x1bs", "\x1f"]), min_size=3, max_size=3
)


@given(st.lists(EVEN_ROW, max_size=6), st.lists(EVEN_ROW, max_size=6))
def test_that_cells_like_those_of_the_first_row_come_back(one: list[list[str]], two: list[list[str]]) -> None:
    assert kept(RowEncoder(), one, two) == one + two


def test_that_what_repeats_on_every_row_is_kept_once() -> None:
    rows = [["a long address that every row repeats", str(number)] for number in range(50)]
    texts = RowEncoder().encode(records(rows))
    assert sum(map(len, texts)) < 50 * 5


@given(st.lists(ROW), st.frozensets(st.integers(0, 4)))
def test_that_personal_cells_are_not_kept(rows: list[list[str]], personal: frozenset[int]) -> None:
    for row, found in zip(rows, kept(RowEncoder(personal), rows), strict=True):
        wanted = ["[removed]" if cell and at in personal else cell for at, cell in enumerate(row)]
        assert found == wanted


def test_that_personal_cells_are_not_kept_where_a_row_has_slid() -> None:
    rows = [["1", "Jane", "Berlin"], ["1", "x", "Jane", "Berlin"], ["Jane", "Berlin"]]
    found = kept(RowEncoder(frozenset({1}), width=3), rows)
    assert "Jane" not in {cell for row in found for cell in row}
    assert found[0] == ["1", "[removed]", "Berlin"]
