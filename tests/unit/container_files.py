"""Writes workbooks, archives and JSON by hand, also such as no program would write."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from soleflip_desktop.importers.files.containers import open_tables
from soleflip_desktop.importers.files.survey import survey
from soleflip_desktop.importers.files.table import Table

Members = Mapping[str, str | bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Styles 1 to 6; the seventh is a format that only looks like one of time.
FORMATS = ("yyyy\\-mm\\-dd", "dd/mm/yyyy hh:mm", "hh:mm:ss", "[h]:mm", "mmm", '#,##0.00 "days"', "0.00%")


def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet(rows: str, before: str = "", after: str = "") -> str:
    return f'{XML}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell(place: str, value: object, kind: str = "", style: int = 0) -> str:
    styled = f' s="{style}"' if style else ""
    typed = f' t="{kind}"' if kind else ""
    return f'<c r="{place}"{styled}{typed}><v>{value}</v></c>'


def texts(number: int, *values: str) -> str:
    """A row of texts, from column A on."""
    return row(number, *(cell(f"{chr(65 + at)}{number}", value, "str") for at, value in enumerate(values)))


def workbook(
    sheets: Mapping[str, str], *, shared: str = "", states: Mapping[str, str] | None = None, more: str = ""
) -> dict[str, str | bytes]:
    """The members of a workbook with the given XML of its sheets.

    Args:
        sheets: XML by the name of the sheet.
        shared: The elements `si` of the shared texts.
        states: "hidden" or "veryHidden", by the name of the sheet.
        more: Elements of the workbook before its sheets.
    """
    states = states or {}
    named = "".join(
        f'<sheet name="{name}" sheetId="{at}" state="{states.get(name, "visible")}" r:id="rId{at}"/>'
        for at, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    codes = "".join(
        f'<numFmt numFmtId="{at + 163}" formatCode="{_escaped(code)}"/>' for at, code in enumerate(FORMATS, 1)
    )
    styles = "".join(f'<xf numFmtId="{at + 163 if at else 0}"/>' for at in range(len(FORMATS) + 1))
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"{more}<sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}">{related}'
        f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f'{XML}<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>',
    }
    if shared:
        members["xl/sharedStrings.xml"] = f'{XML}<sst xmlns="{MAIN}">{shared}</sst>'
    return members | {f"xl/worksheets/sheet{at}.xml": xml for at, xml in enumerate(sheets.values(), 1)}


def one_sheet(rows: str) -> dict[str, str | bytes]:
    return workbook({"Sheet": sheet(rows)})


def ods(tables: str, styles: str = "", manifest: str = "") -> dict[str, str | bytes]:
    """The members of an OpenDocument spreadsheet with the given XML of its tables."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": f"{XML}<office:document-content {spaces}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet>"
        "</office:body></office:document-content>",
        "META-INF/manifest.xml": f'{XML}<manifest:manifest xmlns:manifest="{MANIFEST}">'
        f'<manifest:file-entry manifest:full-path="/"/>{manifest}</manifest:manifest>',
    }


def write(path: Path, content: str | bytes | Members) -> Path:
    """Text as UTF-8, bytes as they are, members as a ZIP."""
    if isinstance(content, Mapping):
        content = zipped(content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def tables_of(path: Path) -> tuple[Table, ...]:
    return open_tables(path, survey(path))


def table_in(path: Path) -> Table:
    [table] = tables_of(path)
    return table


def records_of(table: Table) -> list[list[str]]:
    return [cells for chunk in table.chunks() for cells in chunk.cells]


def lines_of(table: Table) -> list[int]:
    return [line for chunk in table.chunks() for line in chunk.lines]


def read_all(path: Path) -> dict[str, list[list[str]]]:
    """Header and records of every table of a file, by its part."""
    return {table.part: [list(table.header), *records_of(table)] for table in tables_of(path)}


def headers_of(tables: Iterable[Table]) -> dict[str, tuple[str, ...]]:
    return {table.part: table.header for table in tables}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;")


def _content_types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{kind}.worksheet+xml"/>'
        for at in range(1, sheets + 1)
    )
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{parts}'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>'
    )
