"""A catalogue of workbooks, archives and JSON files that are faulty, or traps."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.unit.bad_files import BadFile
from tests.unit.container_files import (
    MAIN,
    XML,
    Members,
    cell,
    ods,
    one_sheet,
    row,
    sheet,
    texts,
    workbook,
    write,
    zipped,
)

Build = Callable[[Path], BadFile]
CSV = "Name,Value\nx,1\n"
ROWS = texts(1, "Name", "Value") + texts(2, "x", "1")
DOWNLOAD = "Download or save it again"
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE bomb [<!ENTITY a0 "lol">{ENTITIES}]>'
OUTSIDE = '<!DOCTYPE bomb [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'


def _file(name: str, content: str | bytes | Members, *fragments: str) -> Build:
    return lambda folder: BadFile(write(folder / name, content), (name, *fragments))


def _with(part: str, content: str | bytes) -> dict[str, str | bytes]:
    return one_sheet(ROWS) | {part: content}


def _declaring(declared: str) -> str:
    body = sheet(texts(1, "Name", "Value") + row(2, cell("A2", "&a9;", "str")))
    return body.replace(XML, XML + declared)


def _cut(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


def _encrypted(members: Members) -> bytes:
    """A ZIP whose members say that they are encrypted."""
    content = bytearray(zipped(members))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(magic)
        while start >= 0:
            content[start + at] |= 1
            start = content.find(magic, start + 1)
    return bytes(content)


def _other_method(members: Members, method: int) -> bytes:
    content = bytearray(zipped(members))
    for magic, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = content.find(magic)
        struct.pack_into("<H", content, start + at, method)
    return bytes(content)


def _nested(depth: int) -> bytes:
    content = zipped({"table.csv": CSV})
    for number in range(depth - 1, 0, -1):
        content = zipped({f"part-{number}.zip": content})
    return content


def _long_list() -> bytes:
    """A ZIP whose end says that its list of members has a gigabyte."""
    content = zipped({"table.csv": CSV})
    at = content.rindex(b"PK\x05\x06")
    return content[: at + 12] + struct.pack("<L", 1 << 30) + content[at + 16 :]


def _flipped() -> bytes:
    """A ZIP in which one letter of a stored table is another one."""
    return zipped({"table.csv": CSV}, zipfile.ZIP_STORED).replace(b"x,1", b"y,1")


def one_gigabyte_from_one_megabyte(folder: Path) -> BadFile:
    path = folder / "bomb.zip"
    zeros = bytes(1 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb.csv", "w") as file:
        for _ in range(1 << 10):
            file.write(zeros)
    return BadFile(path, ("bomb.csv in bomb.zip unpacks from", "1,073,741,824 bytes"))


def bomb_in_a_workbook(folder: Path) -> BadFile:
    rows = ROWS + '<row r="3"><c r="A3"/></row>' * 2_000_000
    path = write(folder / "bomb.xlsx", one_sheet(rows))
    return BadFile(path, ("sheet1.xml in bomb.xlsx unpacks from",))


def gigantic_dimension(folder: Path) -> BadFile:
    rows = row(1, cell("A1", 1)) + row(1_048_576, cell("XFD1048576", 2))
    xml = sheet(rows, before='<dimension ref="A1:XFD1048576"/>')
    path = write(folder / "wide.xlsx", workbook({"Sheet": xml}))
    return BadFile(path, ("wide.xlsx/Sheet has 16,384 columns", "at most 1,000"))


def ods_of_a_billion_cells(folder: Path) -> BadFile:
    one = (
        '<table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1"/>'
    )
    rows = f'<table:table-row table:number-rows-repeated="1048576">{one}</table:table-row>'
    path = write(folder / "wide.ods", ods(f'<table:table table:name="S">{rows}</table:table>'))
    return BadFile(path, ("wide.ods", "more than 1,000,000 repeated cells"))


def many_sheets(folder: Path) -> BadFile:
    xml = sheet("")
    path = write(folder / "many.xlsx", workbook({f"S{number}": xml for number in range(1_001)}))
    return BadFile(path, ("many.xlsx", "more than 1,000 sheets"))


def many_tables(folder: Path) -> BadFile:
    path = write(folder / "many.zip", {f"{number}.csv": CSV for number in range(1_001)})
    return BadFile(path, ("many.zip", "holds more than is read"))


def encrypted_workbook(folder: Path) -> BadFile:
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(3_000_000)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(99)
    )
    return BadFile(
        write(folder / "secret.xlsx", ole), ("secret.xlsx is protected by a password", "without one")
    )


def _text_in_zip(content: str | bytes, *fragments: str) -> Build:
    return _file("export.zip", {"a/table.csv": content}, "a/table.csv", *fragments)


ENCRYPTION = "<manifest:encryption-data/>"
BAD_CONTAINERS: dict[str, Build] = {
    "truncated zip": _file(
        "cut.zip", _cut(zipped({"t.csv": CSV * 500}), 0.6), "damaged or cut off", DOWNLOAD
    ),
    "zip of its first bytes": _file("cut.zip", b"PK\x03\x04", "damaged or cut off", DOWNLOAD),
    "empty zip": _file("none.zip", zipped({}), "holds no table", "Choose the archive"),
    "zip without tables": _file("other.zip", {"a.md": "# a", "b.png": "b", "c.txt": "c"}, "holds no table"),
    "zip of what a Mac adds": _file("mac.zip", {"__MACOSX/._a.csv": CSV, ".DS_Store": "x"}, "holds no table"),
    "encrypted zip": _file(
        "secret.zip", _encrypted({"t.csv": CSV}), "is encrypted", "t.csv needs a password"
    ),
    "zip in zip in zip in zip": _file(
        "deep.zip", _nested(4), "part-3.zip", "more than 3 archives deep", "Unpack"
    ),
    "path above": _file("out.zip", {"../t.csv": CSV}, "leads out of it", '"../t.csv"'),
    "path above further in": _file("out.zip", {"a/../../t.csv": CSV}, "leads out of it"),
    "path from the root": _file("out.zip", {"/etc/t.csv": CSV}, "leads out of it"),
    "path with a drive": _file("out.zip", {"C:t.csv": CSV}, "leads out of it"),
    "path of Windows": _file("out.zip", {"..\\t.csv": CSV}, "leads out of it"),
    "path above in a workbook": _file("out.xlsx", _with("xl/../../x.xml", "x"), "leads out of it"),
    "1 GB from 1 MB": one_gigabyte_from_one_megabyte,
    "1,001 tables": many_tables,
    "list of members of 1 GB": _file("list.zip", _long_list(), "more files than are read"),
    "wrong check sum": _file("flip.zip", _flipped(), "damaged or cut off", DOWNLOAD),
    "rare compression": _file("rare.zip", _other_method({"t.csv": CSV}, 14), "compressed in a way", "Unpack"),
    "unknown compression": _file(
        "rare.zip", _other_method({"t.csv": CSV}, 99), "compressed in a way", "Unpack"
    ),
    "faulty table in a zip": _text_in_zip('Name,Value\nx,"1', "row 1 (line 2), column 2", "never closed"),
    "table without rows in a zip": _text_in_zip("Name,Value\n", "has no rows below its header"),
    "table of another kind in a zip": _text_in_zip(b"%PDF-1.7", "a PDF document"),
    "table with NUL in a zip": _text_in_zip("Name,Value\nx,\0\n", "NUL character in line 2"),
    "Word document": _file("text.xlsx", {"word/document.xml": "x"}, "a Word document", ".xlsx"),
    "binary workbook": _file("book.xlsb", {"xl/workbook.bin": "x"}, "a binary Excel workbook", ".xlsx"),
    "old workbook": _file(
        "book.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "an old Excel", ".xlsx"
    ),
    "truncated workbook": _file(
        "cut.xlsx", _cut(zipped(one_sheet(ROWS)), 0.9), "damaged or cut off", DOWNLOAD
    ),
    "workbook with password": encrypted_workbook,
    "workbook without sheets": _file("none.xlsx", workbook({}), "has no sheets"),
    "workbook of a chart": _file(
        "chart.xlsx",
        {name: str(part).replace("/worksheet", "/chartsheet") for name, part in one_sheet(ROWS).items()},
        "has no sheets",
    ),
    "workbook with empty sheets": _file("none.xlsx", one_sheet(""), "none.xlsx/Sheet", "nothing but blank"),
    "workbook with a header only": _file("none.xlsx", one_sheet(texts(1, "Name", "Value")), "no rows below"),
    "workbook without its sheet": _file(
        "gone.xlsx", {name: part for name, part in one_sheet(ROWS).items() if "sheet1" not in name}, "damaged"
    ),
    "workbook without its list": _file("gone.xlsx", {"xl/workbook.xml": "<workbook/>"}, "damaged or cut off"),
    "sheet that breaks off": _file(
        "cut.xlsx", _with("xl/worksheets/sheet1.xml", sheet(ROWS)[:-60]), "damaged"
    ),
    "sheet that is no XML": _file("no.xlsx", _with("xl/worksheets/sheet1.xml", "<row"), "damaged or cut off"),
    "sheet in no encoding": _file(
        "bytes.xlsx",
        _with("xl/worksheets/sheet1.xml", sheet(ROWS).encode().replace(b">x<", b">\xff<")),
        "damaged",
    ),
    "sheet in an unknown encoding": _file(
        "other.xlsx",
        _with("xl/worksheets/sheet1.xml", sheet(ROWS).replace("UTF-8", "lol")),
        "damaged or cut off",
    ),
    "styles in an encoding of several bytes": _file(
        "big5.xlsx",
        _with("xl/styles.xml", f"{XML}<styleSheet/>".replace("UTF-8", "big5")),
        "damaged or cut off",
    ),
    "row that is no XML": _file("row.xlsx", one_sheet(ROWS + '<row r="3"><c r="A3"><v></row>'), "damaged"),
    "unknown entity": _file("entity.xlsx", one_sheet(ROWS + row(3, cell("A3", "&lol;", "str"))), "damaged"),
    "entity of NUL": _file("nul.xlsx", one_sheet(ROWS + row(3, cell("A3", "&#0;", "str"))), "damaged"),
    "entity of a surrogate": _file(
        "half.xlsx", one_sheet(ROWS + row(3, cell("A3", "&#xD800;", "str"))), "damaged"
    ),
    "shared text that is not there": _file(
        "no.xlsx", one_sheet(ROWS + row(3, cell("A3", 7, "s"))), "damaged"
    ),
    "shared text that no list could have": _file(
        "no.xlsx", one_sheet(ROWS + row(3, cell("A3", "9" * 30, "s"))), "damaged"
    ),
    "shared text below nought": _file("no.xlsx", one_sheet(ROWS + row(3, cell("A3", -1, "s"))), "damaged"),
    "cell above 1 MB": _file(
        "huge.xlsx",
        one_sheet(ROWS + row(3, cell("A3", "x" * 1_048_577, "str"))),
        "a cell of 1,048,577 characters",
    ),
    "shared text above 1 MB": _file(
        "huge.xlsx",
        workbook(
            {"S": sheet(ROWS + row(3, cell("A3", 0, "s")))}, shared=f"<si><t>{'x' * 1_048_577}</t></si>"
        ),
        "a cell of 1,048,577 characters",
    ),
    "row above 16 MB": _file(
        "long.xlsx",
        workbook({"S": sheet(ROWS + '<row r="3">' + cell("A3", 1) * 1_000_000 + "</row>")}),
        "row of over 16 MB",
    ),
    "bomb in a workbook": bomb_in_a_workbook,
    "entity bomb in a sheet": _file(
        "lol.xlsx", _with("xl/worksheets/sheet1.xml", _declaring(BOMB)), "XML entities"
    ),
    "outer entity in a sheet": _file(
        "out.xlsx", _with("xl/worksheets/sheet1.xml", _declaring(OUTSIDE)), "XML entities", "Do not open it"
    ),
    "entity bomb in shared texts": _file(
        "lol.xlsx",
        _with("xl/sharedStrings.xml", f'{XML}{BOMB}<sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>'),
        "XML",
    ),
    "entity bomb in the list": _file(
        "lol.xlsx", _with("xl/workbook.xml", f"{XML}{BOMB}<workbook>&a9;</workbook>"), "XML"
    ),
    "entity bomb in the styles": _file(
        "lol.xlsx", _with("xl/styles.xml", f"{XML}{BOMB}<styleSheet>&a9;</styleSheet>"), "XML"
    ),
    "entity bomb in OpenDocument": _file(
        "lol.ods", ods("") | {"content.xml": f"{XML}{BOMB}<content>&a9;</content>"}, "XML entities"
    ),
    "gigantic dimension": gigantic_dimension,
    "1,001 sheets": many_sheets,
    "OpenDocument with password": _file(
        "secret.ods", ods("", manifest=ENCRYPTION), "protected by a password"
    ),
    "OpenDocument without sheets": _file("none.ods", ods(""), "has no sheets"),
    "OpenDocument that breaks off": _file(
        "cut.ods",
        ods("") | {"content.xml": str(ods("<table:table>")["content.xml"])[:-80]},
        "damaged or cut off",
    ),
    "OpenDocument of a billion cells": ods_of_a_billion_cells,
    "unfinished JSON": _file("cut.json", '[{"a": 1},\n {"a": ', "cut off in line 2, column 8"),
    "unfinished JSON text": _file("cut.json", '[{"a": 1},\n {"a": "x', "cut off in line 2"),
    "broken JSON": _file("broken.json", '[{"a": 1},\n {"a" 2}]', "broken JSON in line 2, column 7"),
    "JSON with a comma too much": _file("comma.json", '[{"a": 1},]', "broken JSON in line 1"),
    "JSON and more": _file("more.json", '[{"a": 1}] and more', "broken JSON in line 1, column 12"),
    "JSON nested 10,000 deep": _file("deep.json", "[" * 10_000 + "]" * 10_000, "nested too deeply"),
    "JSON of objects 10,000 deep": _file(
        "deep.json", '{"a":' * 10_000 + "1" + "}" * 10_000, "nested too deeply"
    ),
    "JSON of objects 60 deep": _file("deep.json", '{"a":' * 60 + "1" + "}" * 60, "nested too deeply"),
    "JSON of lists 60 deep": _file("deep.json", '{"a":' + "[" * 60 + "]" * 60 + "}", "nested too deeply"),
    "Notion page 60 deep": _file(
        "deep.json",
        '{"properties": {"a": ' + '{"type": "formula", "formula": ' * 60 + "1" + "}" * 62,
        "nested too deeply",
    ),
    "JSON with NUL": _file("nul.json", '[{"a": "x\0y"}]', "NUL character in line 1"),
    "JSON with an escaped NUL": _file("nul.json", '[{"a": 1}, {"a": "\\u0000"}]', "entry 2", "NUL"),
    "JSON with half a character": _file("half.json", '[{"a": "\\ud800"}]', "entry 1", "half of a character"),
    "JSON name of half a character": _file("half.json", '[{"\\udfff": 1}]', "entry 1", "half of a character"),
    "JSON with doubled names": _file("twice.json", '[{"a": 1, "a": 2}]', 'name "a" twice'),
    "JSON with names doubled by dots": _file(
        "twice.json", '[{"a.b": 1, "a": {"b": 2}}]', 'name "a.b" comes twice'
    ),
    "JSON with NaN": _file("nan.json", '[{"a": NaN}]', "NaN in place of a number"),
    "JSON with Infinity": _file("nan.json", '[{"a": -Infinity}]', "-Infinity in place of a number"),
    "JSON without entries": _file("none.json", '{"orders": []}', "holds no entries"),
    "JSON of an empty list": _file("none.json", "[]", "holds no entries"),
    "JSON of an empty object": _file("none.json", "[{}]", "has no rows below"),
    "JSON of bare values": _file("bare.json", '[{"a": 1}, 2]', "entry 2", "bare value"),
    "JSON of too many names": _file(
        "wide.json", "[{" + ",".join(f'"{n}":1' for n in range(1_001)) + "}]", "1,001 columns"
    ),
    "JSON with a text above 1 MB": _file(
        "huge.json", f'[{{"a": "{"x" * 1_048_577}"}}]', "over 1,048,576 characters"
    ),
    "JSON of too many values": _file(
        "many.json", "[" + "[]," * 2_600_000 + "[]]", "more than 3,000,000 values"
    ),
}
