"""A known report whose header changed is read where it can be, and says what changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from soleflip_desktop.errors import FileError
from soleflip_desktop.importers.files.survey import survey
from soleflip_desktop.importers.registry import open_sources
from tests.sources import claims_of
from tests.unit.bad_files import as_text, records, write

Header = list[str]


def reported(tmp_path: Path, change: Callable[[Header], Header]) -> Path:
    """A sound StockX report under another header of the same length."""
    header, *rows = records()[:4]
    return write(tmp_path / "report.csv", as_text([change(header), *rows]))


def renamed(old: str, new: str) -> Callable[[Header], Header]:
    return lambda header: [new if name == old else name for name in header]


def notices_of(path: Path) -> list[str]:
    [claim] = claims_of(path)
    return [str(each) for each in claim.source.bind(claim.table).notices]


def test_that_a_header_as_known_says_nothing(tmp_path: Path) -> None:
    assert notices_of(reported(tmp_path, list)) == []


def test_that_a_renamed_column_is_read_as_before_and_told(tmp_path: Path) -> None:
    path = reported(tmp_path, renamed("Listing Price", "Listing Price Amount"))
    [claim] = claims_of(path)
    assert [str(each) for each in claim.source.bind(claim.table).notices] == [
        'Column "Listing Price" is now called "Listing Price Amount" and is read as before'
    ]
    [chunk] = claim.table.chunks()
    drafted = claim.source.bind(claim.table).draft(chunk)
    assert (len(drafted.drafts), drafted.problems) == (3, [])


def test_that_a_renamed_column_of_the_signature_does_not_hide_the_report(tmp_path: Path) -> None:
    path = reported(tmp_path, renamed("Provider Transaction ID", "Provider Transaction No"))
    [claim] = claims_of(path)
    assert claim.source.slug == "stockx_sales"


def test_that_new_and_missing_columns_are_told(tmp_path: Path) -> None:
    path = reported(tmp_path, renamed("Buyer Destination City", "Carbon footprint"))
    assert notices_of(path) == [
        "Missing columns, which stay unknown: Buyer Destination City",
        "New columns, which are kept but not read: Carbon footprint",
    ]


def test_that_a_missing_column_which_is_needed_is_an_error(tmp_path: Path) -> None:
    path = reported(tmp_path, renamed("Sale Date", "Colour of the box"))
    [claim] = claims_of(path)
    with pytest.raises(FileError, match="Sale Date"):
        claim.source.bind(claim.table)


def test_that_another_file_is_no_version_of_the_report(tmp_path: Path) -> None:
    path = write(tmp_path / "list.csv", "Style,Sku Size,Order Number\nA,1,2\n")
    with pytest.raises(FileError):
        open_sources(path, survey(path))
