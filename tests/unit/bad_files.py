"""A catalogue of files that a reseller may try to import and that are faulty, or only look so."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden"
REPORT = GOLDEN / "stockx_sales" / "quirks.csv"
REPORT_ROWS = 14
REPORT_DRAFTS = 15


@dataclass(frozen=True, slots=True)
class BadFile:
    """A written file and what its messages must say.

    Attributes:
        path: Where it was written.
        fragments: Each must occur in the messages about the file.
        refused: Whether the whole file is refused; otherwise only rows are.
    """

    path: Path
    fragments: tuple[str, ...]
    refused: bool = True


def records() -> list[list[str]]:
    """Header and data records of a faultless StockX report; two physical lines or more each."""
    with REPORT.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def column(name: str) -> int:
    return records()[0].index(name)


def as_text(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def write(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def with_cell(name: str, value: str, row: int = 1) -> str:
    """The report with one cell of data record `row` replaced."""
    rows = records()
    rows[row][column(name)] = value
    return as_text(rows)


def empty(folder: Path) -> BadFile:
    return BadFile(write(folder / "empty.csv", b""), ("empty.csv is empty", "Export it again"))


def blank_lines(folder: Path) -> BadFile:
    return BadFile(write(folder / "blank.csv", "\n\n,,\n"), ("blank.csv", "nothing but blank lines"))


def header_only(folder: Path) -> BadFile:
    path = write(folder / "header.csv", as_text(records()[:1]))
    return BadFile(path, ("header.csv has no rows", "Export it again"))


def png_renamed(folder: Path) -> BadFile:
    path = write(folder / "picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    return BadFile(path, ("picture.csv is a PNG image", "CSV"))


def workbook_renamed(folder: Path) -> BadFile:
    path = write(folder / "book.csv", b"PK\x03\x04\x14\x00" + bytes(64))
    return BadFile(path, ("book.csv is damaged or cut off", "Download"))


def cut_off_in_quotes(folder: Path) -> BadFile:
    text = as_text(records()[:3])
    path = write(folder / "cut.csv", text[: text.rindex("2) Invoice") + 5])
    return BadFile(path, ("cut.csv", "row 2 (line 4), column 42", "never closed", "the file is cut off"))


def text_behind_quote(folder: Path) -> BadFile:
    rows = as_text(records()[:3])
    path = write(folder / "quote.csv", rows.replace('"""Example Seller 1', '"Example "Seller 1', 1))
    return BadFile(path, ("quote.csv", "row 1 (line 2), column 2", "behind its closing quote", "Double"))


def short_row(folder: Path) -> BadFile:
    rows = records()
    rows[2].pop()
    path = write(folder / "short.csv", as_text(rows))
    return BadFile(path, ("short.csv, row 2 (line 4)", "43 cells", "header has 44", "delimiter"), False)


def long_row(folder: Path) -> BadFile:
    rows = records()
    rows[2].append("surplus")
    path = write(folder / "long.csv", as_text(rows))
    return BadFile(path, ("long.csv, row 2 (line 4)", "45 cells", "header has 44", "delimiter"), False)


def missing_column(folder: Path) -> BadFile:
    """A column is there under a name that is too far from its own to be taken for it."""
    rows = records()
    rows[0][column("Listing Price")] = "Listed for a price of"
    path = write(folder / "missing.csv", as_text(rows))
    return BadFile(path, ("missing.csv", 'no column "Listing Price"'))


def missing_key_column(folder: Path) -> BadFile:
    rows = records()
    rows[0][column("Order Number")] = "Number"
    path = write(folder / "nokey.csv", as_text(rows))
    return BadFile(path, ("nokey.csv looks like a StockX sales report", '"Order Number"', '"Number"'))


def unknown_header(folder: Path) -> BadFile:
    path = write(folder / "other.csv", "Team,Points\nA,3\nB,1\n")
    return BadFile(path, ("other.csv is of a kind that is not known", "StockX sales report"))


def doubled_header(folder: Path) -> BadFile:
    rows = [[*record, record[0]] for record in records()]
    rows[0][-1] = " order NUMBER "
    path = write(folder / "doubled.csv", as_text(rows))
    return BadFile(path, ("doubled.csv", '"order NUMBER" twice', "column 17 and 45", "Rename"))


def ten_thousand_columns(folder: Path) -> BadFile:
    rows = [[f"c{number}" for number in range(10_000)], ["1"] * 10_000]
    path = write(folder / "wide.csv", as_text(rows))
    return BadFile(path, ("wide.csv has 10,000 columns", "1,000", "delimiter"))


def huge_cell(folder: Path) -> BadFile:
    path = write(folder / "huge.csv", with_cell("Item", "x" * 50_000_000, row=3))
    return BadFile(path, ("huge.csv, row 3 (line 6), column 13", "50,000,000 characters", "Shorten"))


def huge_cell_of_many_lines(folder: Path) -> BadFile:
    path = write(folder / "lines.csv", with_cell("Item", "0123456\n" * 250_000, row=3))
    return BadFile(path, ("lines.csv, row 3 (line 6), column 13", "2,000,000 characters", "Shorten"))


def nul(folder: Path) -> BadFile:
    path = write(folder / "nul.csv", with_cell("Item", "Dunk\0Low", row=2))
    return BadFile(path, ("nul.csv", "NUL", "line 4", "CSV (UTF-8)"))


def utf_16_without_mark(folder: Path) -> BadFile:
    path = write(folder / "wide.csv", as_text(records()), "utf-16-le")
    return BadFile(path, ("wide.csv", "NUL", "line 1", "CSV (UTF-8)"))


def mixed_encodings(folder: Path) -> BadFile:
    path = write(folder / "mixed.csv", as_text(records()).encode() + "Köln\n".encode("cp1252"))
    line = path.read_bytes().count(b"\n")
    return BadFile(path, ("mixed.csv mixes encodings", f"line {line} is not", "CSV (UTF-8)"))


def no_encoding(folder: Path) -> BadFile:
    path = write(folder / "bytes.csv", b"a,b\nx,\x81\xff\xfe\n")
    return BadFile(path, ("bytes.csv", "no known encoding", "byte 0x81 in line 2", "CSV (UTF-8)"))


def folder_instead(folder: Path) -> BadFile:
    path = folder / "reports.csv"
    path.mkdir()
    return BadFile(path, ("reports.csv is a folder", "Choose the files"))


def not_there(folder: Path) -> BadFile:
    return BadFile(folder / "gone.csv", ("gone.csv is not there", "Check"))


def _bad_cell(name: str, value: str, *fragments: str) -> Callable[[Path], BadFile]:
    def build(folder: Path) -> BadFile:
        path = write(folder / "report.csv", with_cell(name, value, row=2))
        where = ("report.csv, row 2 (line 4)", f'column "{name}"', f'"{value[:150]}')
        return BadFile(path, (*where, *fragments), refused=False)

    return build


PAYOUT = "Total Gross Amount (Total Payout)"
BAD_FILES: dict[str, Callable[[Path], BadFile]] = {
    "empty": empty,
    "blank lines": blank_lines,
    "header only": header_only,
    "PNG renamed": png_renamed,
    "workbook renamed": workbook_renamed,
    "cut off in quotes": cut_off_in_quotes,
    "text behind a quote": text_behind_quote,
    "short row": short_row,
    "long row": long_row,
    "missing required column": missing_column,
    "missing key column": missing_key_column,
    "unknown header": unknown_header,
    "doubled header": doubled_header,
    "10,000 columns": ten_thousand_columns,
    "50 MB cell": huge_cell,
    "2 MB cell of many lines": huge_cell_of_many_lines,
    "NUL": nul,
    "UTF-16 without mark": utf_16_without_mark,
    "mixed encodings": mixed_encodings,
    "no encoding": no_encoding,
    "folder": folder_instead,
    "not there": not_there,
    "impossible date": _bad_cell("Sale Date", "2024-13-45", "date and time", "Correct it"),
    "no amount": _bad_cell("Listing Price", "abc", "is not an amount of money", "Write it as"),
    "negative amount": _bad_cell("Listing Price", "-5", "is negative", "Correct the amount"),
    "zero price": _bad_cell("Listing Price", "0", "is less than 0.01", "Correct the amount"),
    "negative payout": _bad_cell(PAYOUT, "-0.01", "is negative", "Correct the amount"),
    "1e30": _bad_cell(PAYOUT, "1e30", "is not an amount of money", "Write it as"),
    "no currency": _bad_cell("Listing Price Currency", "XXX", "currency in use", "three letters"),
    "foreign fee": _bad_cell(
        "Payment Processing Currency", "USD", "currency of the sale, EUR", "one currency"
    ),
    "no order number": _bad_cell("Order Number", "", "is empty", "Fill the cell in"),
    "quantity": _bad_cell("Quantity", "1001", "is not a number of pairs", "from 1 to 1,000"),
    "long text": _bad_cell("Buyer Destination City", "x" * 150 + "y" * 351, "has 501 characters", "Shorten"),
}


def utf_8_with_mark(folder: Path) -> Path:
    return write(folder / "utf8.csv", as_text(records()), "utf-8-sig")


def utf_16(folder: Path) -> Path:
    return write(folder / "utf16.csv", as_text(records()), "utf-16")


def cp1252(folder: Path) -> Path:
    return write(folder / "ansi.csv", as_text(records()).replace("東京", "Köln"), "cp1252")


def semicolons(folder: Path) -> Path:
    return write(folder / "semicolons.csv", as_text(records(), ";"))


def tabs(folder: Path) -> Path:
    return write(folder / "tabs.tsv", as_text(records(), "\t"))


def bars(folder: Path) -> Path:
    return write(folder / "bars.csv", as_text(records(), "|"))


def windows_line_ends(folder: Path) -> Path:
    return write(folder / "crlf.csv", as_text(records()).replace("\n", "\r\n"))


def preamble_and_blank_lines(folder: Path) -> Path:
    text = "Report of all sales\n\n,,,\nCreated,2024-01-01\n" + as_text(records()).replace(
        "\nExample", "\n\nExample"
    )
    return write(folder / "preamble.csv", text)


def other_case_and_more_columns(folder: Path) -> Path:
    rows = [[*record, "more"] for record in records()]
    rows[0] = [f" {name.upper()}\t" for name in rows[0]]
    return write(folder / "case.csv", as_text(rows))


# Files that look odd and are read all the same, with the drafts of the report.
READ_ANYWAY: dict[str, Callable[[Path], Path]] = {
    "UTF-8 with mark": utf_8_with_mark,
    "UTF-16 with mark": utf_16,
    "cp1252": cp1252,
    "semicolons": semicolons,
    "tabs": tabs,
    "bars": bars,
    "Windows line ends": windows_line_ends,
    "preamble and blank lines": preamble_and_blank_lines,
    "other case and more columns": other_case_and_more_columns,
}
