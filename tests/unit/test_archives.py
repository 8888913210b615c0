"""Which tables are found in archives, and which CSV files of a Notion export count."""

import pickle
from pathlib import Path

import pytest

from soleflip_desktop.importers.files.kinds import Container
from soleflip_desktop.importers.files.notion_exports import View, without_linked_views, without_partial_views
from soleflip_desktop.importers.files.survey import survey
from tests.unit.bad_files import REPORT
from tests.unit.container_files import (
    Members,
    headers_of,
    lines_of,
    one_sheet,
    read_all,
    records_of,
    table_in,
    tables_of,
    texts,
    write,
    zipped,
)

CSV = "Name,Value\nx,1\n"
A, B, C, D = ("0123456789abcdef" * 2, "b" * 32, "c" * 32, "d" * 32)
BOOK = zipped(one_sheet(texts(1, "Name", "Value") + texts(2, "x", "1")))


def test_that_every_table_of_an_archive_is_found(tmp_path: Path) -> None:
    inner = zipped({"deep/in.tsv": "a\tb\n1\t2\n", "more.zip": zipped({"last.csv": "c;d\n3;4\n"})})
    members: Members = {"report.csv": CSV, "book.xlsx": BOOK, "orders.json": '[{"n": 1}]', "part.zip": inner}
    path = write(tmp_path / "all.zip", members)
    assert survey(path).container is Container.ARCHIVE
    assert read_all(path) == {
        "report.csv": [["Name", "Value"], ["x", "1"]],
        "book.xlsx/Sheet": [["Name", "Value"], ["x", "1"]],
        "orders.json": [["n"], ["1"]],
        "part.zip/deep/in.tsv": [["a", "b"], ["1", "2"]],
        "part.zip/more.zip/last.csv": [["c", "d"], ["3", "4"]],
    }


def test_that_what_is_no_table_is_passed_over(tmp_path: Path) -> None:
    noise = {"__MACOSX/._t.csv": "x", "a/.DS_Store": "x", "page.md": "# x", "shoe.png": "x", "read.txt": "x"}
    more = {
        "folder.csv/": "",
        "empty.csv": "",
        "~$book.xlsx": "x",
        "none.csv": "Name,Value\n",
        "blank.csv": "\n\n",
    }
    path = write(tmp_path / "all.zip", {**noise, **more, "t.csv": CSV})
    assert [table.part for table in tables_of(path)] == ["t.csv"]


def test_that_a_member_is_read_as_the_file_itself_would_be(tmp_path: Path) -> None:
    report = write(tmp_path / "report.csv", REPORT.read_bytes())
    alone = table_in(report)
    for content in (REPORT.read_bytes(), REPORT.read_text(encoding="utf-8").encode("utf-16")):
        member = table_in(write(tmp_path / "report.zip", {"in/report.csv": content}))
        again = pickle.loads(pickle.dumps(member))
        assert (again.header, again.fingerprint, again.delimiter) == (alone.header, alone.fingerprint, ",")
        assert (records_of(again), lines_of(again)) == (records_of(alone), lines_of(alone))
    assert (member.name, member.encoding) == ("report.zip/in/report.csv", "utf-16")


def test_that_progress_is_that_of_the_whole_file(tmp_path: Path) -> None:
    rows = "".join(f"row,{number}\n" for number in range(9_000))
    table = table_in(write(tmp_path / "t.zip", {"t.csv": "Name,Value\n" + rows}))
    done = [chunk.bytes_read for chunk in table.chunks()]
    assert done == sorted(done)
    assert done[-1] == table.facts.size == (tmp_path / "t.zip").stat().st_size


def test_that_the_hash_is_that_of_the_whole_file(tmp_path: Path) -> None:
    path = write(tmp_path / "two.zip", {"a.csv": CSV, "b.csv": CSV})
    assert {table.facts.sha256 for table in tables_of(path)} == {survey(path).sha256}


def test_that_a_member_named_wrongly_is_read_for_what_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "all.zip", {"book.csv": BOOK, "inner.json": zipped({"t.csv": CSV})})
    assert sorted(headers_of(tables_of(path))) == ["book.csv/Sheet", "inner.json/t.csv"]


NOTION = {
    f"Export-1/Stock {A}.csv": "\ufeffName,Size\r\na,1\r\n",
    f"Export-1/Stock {A}_all.csv": "\ufeffName,Price,Size\r\na,9,1\r\nb,8,2",
    f"Export-1/Stock {A}/a {B}.md": "# a",
    f"Export-1/Page {B}/Stock {C}.csv": "\ufeffName\r\na",
    f"Export-1/Page {B}/Stock {C}_all.csv": "\ufeffName,Price,Size\r\na,9,1",
    f"Export-1/Page {B}/Sales {D}_all.csv": "\ufeffName,Sold\r\na,9",
}


@pytest.mark.parametrize("nested", [False, True])
def test_that_of_a_notion_export_whole_databases_are_read_once(nested: bool, tmp_path: Path) -> None:
    members = {"Export-1-Part-1.zip": zipped(NOTION)} if nested else NOTION
    path = write(tmp_path / "Export.zip", members)
    before = "Export-1-Part-1.zip/" if nested else ""
    assert read_all(path) == {
        f"{before}Export-1/Stock {A}_all.csv": [
            ["\ufeffName".removeprefix("\ufeff"), "Price", "Size"],
            ["a", "9", "1"],
            ["b", "8", "2"],
        ],
        f"{before}Export-1/Page {B}/Sales {D}_all.csv": [["Name", "Sold"], ["a", "9"]],
    }


def test_that_a_view_counts_only_where_the_whole_is_missing() -> None:
    paths = [
        f"Stock {A}.csv",
        f"Stock {A}_all.csv",
        f"Sales {B}.csv",
        f"{C}.csv",
        f"{C}_all.csv",
        "plain_all.csv",
    ]
    assert without_partial_views(paths) == [
        f"Stock {A}_all.csv",
        f"Sales {B}.csv",
        f"{C}_all.csv",
        "plain_all.csv",
    ]


def view(path: str, columns: str = "ab", lines: int = 5) -> View:
    return View(path, frozenset(columns), lines)


@pytest.mark.parametrize(
    ("views", "kept"),
    [
        ([view(f"P/Stock {B}_all.csv", "abc"), view(f"Stock {A}_all.csv", "abc")], [1]),
        ([view(f"P/Stock {B}_all.csv", lines=9), view(f"Q/Stock {A}_all.csv", lines=10)], [1]),
        ([view(f"P/Stock {B}_all.csv", "abc"), view(f"Q/Stock {A}_all.csv", "ab", 99)], [0]),
        ([view(f"Stock {A}_all.csv", "ab"), view(f"P/Stock {B}_all.csv", "xyz")], [0, 1]),
        ([view(f"Stock {A}_all.csv"), view(f"P/Sales {B}_all.csv")], [0, 1]),
        ([view(f"Stock {A}_all.csv"), view("Stock.csv"), view("P/Stock.csv")], [0, 1, 2]),
        ([view(f"{A}_all.csv"), view(f"P/{B}_all.csv")], [0]),
    ],
)
def test_that_linked_views_are_dropped(views: list[View], kept: list[int]) -> None:
    assert without_linked_views(views) == [views[at] for at in kept]
