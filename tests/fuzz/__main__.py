"""Feeds the readers and sources what no exporter writes: `uv run --group fuzz python -m tests.fuzz KIND`.

KIND is csv, json, xlsx or zip. The fuzzer (Atheris, on libFuzzer) keeps what reaches new code in
`build/fuzz/KIND`, and stops at the first input that raises anything but our own errors, takes over 10
seconds of the processor or over 1 GB. Such an input becomes a test beside those of its reader.
Not collected by pytest; runs on Linux.
"""

import argparse
import csv
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from xml.sax.saxutils import escape

import atheris

with atheris.instrument_imports(include=["soleflip_desktop"]):
    from soleflip_desktop.errors import UserError
    from soleflip_desktop.importers.files.survey import survey
    from soleflip_desktop.importers.registry import open_sources
    from soleflip_desktop.importers.study import Habits

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden"
SUFFIXES = {"csv": (".csv", ".txt", ".tsv"), "json": (".json",), "xlsx": (".xlsx",), "zip": (".zip",)}
LONGEST = 1 << 16  # bytes of an input
SECONDS, MEGABYTES = 10, 1024
PATIENCE = 120  # seconds of the clock: a machine that sleeps is no finding

SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>Style code</t></is></c><c r="B1" t="s"><v>0</v></c></row>'
    b'<row r="2"><c r="A2" t="str"><v>DD1391-100</v></c><c r="B2" s="1"><v>45356</v></c></row>'
    b"</sheetData></worksheet>"
)
SKELETON = {
    "xl/worksheets/sheet1.xml": SHEET,
    "xl/workbook.xml": (
        b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Stock" sheetId="1" '
        b'r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/sharedStrings.xml": (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Price</t></si></sst>'
    ),
    "xl/styles.xml": (
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf '
        b'numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    ),
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
}


def workbook(data: bytes) -> bytes:
    """A workbook one part of which is the input; the first byte says which. One in seven is the input."""
    which = data[0] % (len(SKELETON) + 1) if data else 0
    if which == len(SKELETON):
        return data[1:]
    name = list(SKELETON)[which]
    return archive(SKELETON | {name: data[1:]})


def archive_of(data: bytes) -> bytes:
    """An archive with the input as a member, in an archive, or the input as it is."""
    which, rest = (data[0] % 4, data[1:]) if data else (3, b"")
    if which == 3:
        return rest
    name = rest[:12].decode("latin-1").replace("\0", "") or "file"
    inner = {f"{name}.csv": rest[12:]} if which else {"Export/Stock_all.csv": rest, "Export/Stock.csv": rest}
    return archive(inner) if which < 2 else archive({"Part-1.zip": archive(inner)})


def archive(members: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return whole.getvalue()


SHAPES: dict[str, Callable[[bytes], bytes]] = {
    "csv": bytes,
    "json": bytes,
    "xlsx": workbook,
    "zip": archive_of,
}


def sheet_of(content: bytes) -> bytes:
    """The first rows of a golden CSV as a sheet, so that a workbook is one that some source knows."""
    lines = content.decode("utf-8", "replace").splitlines()[:4]
    rows = csv.reader(lines, delimiter=max(",;\t", key=lines[0].count) if lines else ",")
    cells = (
        f'<row r="{number}">'
        + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    body = SHEET[: SHEET.index(b"<row")] + "".join(cells).encode() + b"</sheetData></worksheet>"
    return body[:LONGEST]


def seeds(kind: str) -> Iterator[bytes]:
    """The golden inputs, and for archives what their parts are."""
    for path in GOLDEN.glob("*/*.csv"):
        content = path.read_bytes()[:LONGEST]
        if kind == "xlsx":
            yield bytes([0]) + sheet_of(content)
        if kind == "zip":
            yield bytes([1]) + b"Stock".ljust(12) + content
    for path in GOLDEN.glob("*/*"):
        if path.suffix in SUFFIXES[kind] and not path.name.endswith(".drafts.json"):
            whole = path.read_bytes()[:LONGEST]
            yield bytes([255]) + whole if kind in ("xlsx", "zip") else whole
    if kind == "xlsx":
        yield from (bytes([number]) + part for number, part in enumerate(SKELETON.values()))
    if kind == "zip":
        yield from (bytes([number]) + b"Stock" + b"A,B\n1,2\n" for number in range(3))


def read(path: Path) -> None:
    """Everything that happens to a dropped file before it is staged."""
    for claim in open_sources(path, survey(path)).claims:
        table, source = claim.table, claim.source
        study = source.study(table, table.chunks, {}, Habits("EUR", "Europe/Berlin"))
        drafter = source.bind(table, study)
        for chunk in table.chunks():
            drafter.draft(chunk)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("kind", choices=sorted(SHAPES))
    parser.add_argument("--minutes", type=float, default=30)
    chosen = parser.parse_args()
    shape = SHAPES[chosen.kind]
    corpus = ROOT / "build" / "fuzz" / chosen.kind
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(chosen.kind)):
        (corpus / f"seed-{number}").write_bytes(seed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{chosen.kind}"

        def run(data: bytes) -> None:
            path.write_bytes(shape(data))
            started = process_time()
            with suppress(UserError):
                read(path)
            if process_time() - started > SECONDS:
                raise TimeoutError

        limits = (
            f"-max_total_time={int(chosen.minutes * 60)}",
            f"-max_len={LONGEST}",
            f"-timeout={PATIENCE}",
            f"-rss_limit_mb={MEGABYTES}",
            f"-artifact_prefix={corpus.parent}/{chosen.kind}-",
        )
        atheris.Setup([sys.argv[0], *limits, str(corpus)], run)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
