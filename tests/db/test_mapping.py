"""Tables that no source knows, mapped, imported, and known the next time."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.domain.brands import read_brand_table
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.domain.readings import DAY_FIRST, MONTH_FIRST
from soleflip_desktop.errors import FileError, UserError
from soleflip_desktop.importers.files.readers import Table
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping
from soleflip_desktop.importers.registry import UnknownFileError
from soleflip_desktop.services import reading_apart
from soleflip_desktop.services.history import History
from soleflip_desktop.services.mapping import Mappings
from soleflip_desktop.services.reading_apart import ImportingApart, Way
from tests.db.imports import ROOT, Imports, imports_on

SHEET = """Mein Bestand;;;;;;;;
Artikel;Größe;Kaufdatum;EK;Anzahl;Verkauft am;VK;Verkauft über;Käufer
Januar 2024;;;;;;;;
Dunk Low;42,5;15.01.2024;220,01;2;20.02.2024;300,00;eBay;Buyer One
Jordan 4;44;16.01.2024;210,00;;;;;
Samba;43;#REF!;90,00;;;;;
Summe;;;520,01;;;300,00;;
"""


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


@pytest.fixture
def mappings(engine: Engine) -> Mappings:
    return Mappings(engine, "window", ROOT / "resources" / "header_synonyms.csv")


def _unknown(imports: Imports, path: Path) -> Table:
    with pytest.raises(UnknownFileError) as refused:
        imports.importing.open(path, Control())
    [table] = refused.value.tables
    return table


def _sheet(folder: Path, content: str = SHEET, name: str = "bestand.csv") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def _import(imports: Imports, mappings: Mappings, table: Table, mapping: ColumnMapping) -> list[str]:
    statuses = []
    for opened in mappings.opened(table, mapping):
        batch = imports.importing.stage(opened, Control()).batch
        if batch.status == "staged":
            batch = imports.importing.commit(batch.id, Control())
        statuses.append(batch.status)
    return statuses


def test_that_a_mapped_table_becomes_pairs_and_their_sales(
    imports: Imports, mappings: Mappings, tmp_path: Path
) -> None:
    table = _unknown(imports, _sheet(tmp_path))
    proposal = mappings.propose(table)
    assert proposal.lacks == ()
    assert mappings.study(table, proposal.mapping, Control()).questions == ()
    assert _import(imports, mappings, table, proposal.mapping) == ["imported", "imported"]
    prices = imports.rows("select price::text from products.items order by price")
    assert prices == [("110.00",), ("110.01",), ("210.00",)]
    sold = "select gross::text, item_id is not null from sales.sales order by line"
    assert imports.rows(sold) == [("150.00", True), ("150.00", True)]
    assert imports.rows("select name from core.platforms join sales.sales on platform_id = platforms.id") == [
        ("eBay",),
        ("eBay",),
    ]


def test_that_a_buyer_is_nowhere_in_the_database(
    imports: Imports, mappings: Mappings, tmp_path: Path
) -> None:
    table = _unknown(imports, _sheet(tmp_path, SHEET.replace("Käufer", "Wer")))
    mapping = replace(mappings.propose(table).mapping, personal=frozenset({"Wer"}))
    _import(imports, mappings, table, mapping)
    raw = imports.rows("select raw from integration.import_records")
    assert raw
    assert "Buyer One" not in str(raw)
    assert "Buyer One" not in str(imports.contents(schemas=("core", "products", "sales", "integration")))


def test_that_the_same_table_is_known_the_second_time(
    imports: Imports, mappings: Mappings, tmp_path: Path
) -> None:
    content = SHEET.replace("#REF!", "17.01.2024")
    table = _unknown(imports, _sheet(tmp_path, content))
    mapping = mappings.propose(table).mapping
    _import(imports, mappings, table, mapping)
    before = imports.contents()
    assert all(
        imports.importing.stage(opened, Control()).already_imported
        for opened in mappings.opened(table, mapping)
    )
    longer = _unknown(
        imports, _sheet(tmp_path, content.replace("Summe", "Air;41;18.01.2024;80,00;;;;;\nSumme"))
    )
    assert _import(imports, mappings, longer, mapping) == ["imported", "known"]
    assert len(imports.contents()["products.items"]) == len(before["products.items"]) + 1


def test_that_equal_rows_of_one_order_are_two_sales_however_the_sheet_grows(
    imports: Imports, mappings: Mappings, tmp_path: Path
) -> None:
    rows = ["W-1;Dunk Low;42;100,00;20.02.2024", "W-1;Samba;42;100,00;20.02.2024"]
    header = "Bestellnummer;Artikel;Größe;Verkaufspreis;Verkauft am"
    for each in ([rows[0], rows[0], rows[1]], [rows[1], rows[0]], [rows[1], rows[0], rows[0]]):
        table = _unknown(imports, _sheet(tmp_path, "\n".join((header, *each, ""))))
        _import(imports, mappings, table, mappings.propose(table).mapping)
        sold = imports.rows(
            "select order_key, name from sales.sales join products.products on"
            " products.id = product_id order by 1"
        )
        assert sold == [("W-1", "Dunk Low"), ("W-1/2", "Dunk Low"), ("W-1/3", "Samba")]


def test_that_other_words_about_its_columns_read_a_known_file_again(
    imports: Imports, mappings: Mappings, tmp_path: Path
) -> None:
    table = _unknown(imports, _sheet(tmp_path, SHEET.replace("#REF!", "17.01.2024")))
    mapping = mappings.propose(table).mapping
    _import(imports, mappings, table, mapping)
    [purchases, _] = mappings.opened(table, mapping.with_field("Größe", ""))
    assert not imports.importing.stage(purchases, Control()).already_imported


def test_that_a_profile_reads_the_next_such_file_silently(
    imports: Imports, mappings: Mappings, tmp_path: Path
) -> None:
    table = _unknown(imports, _sheet(tmp_path))
    mappings.save(table, mappings.propose(table).mapping, "Mein Bestand")
    other = _sheet(tmp_path, SHEET.split("\n", 1)[1].replace("Dunk Low", "Gazelle"), "neu.csv")
    files = imports.importing.open(other, Control()).files
    assert [opened.source.slug for opened in files] == ["mapped_purchases", "mapped_sales"]
    [known] = mappings.known([table])
    assert known is not None
    assert known.name == "Mein Bestand"
    assert imports.run(other).source == "mapped_purchases"


def test_that_rows_are_drafted_again_under_the_mapping(
    imports: Imports, mappings: Mappings, tmp_path: Path
) -> None:
    table = _unknown(imports, _sheet(tmp_path))
    [opened, _] = mappings.opened(table, mappings.propose(table).mapping)
    batch = imports.importing.stage(opened, Control()).batch
    with imports.engine.begin() as connection:
        connection.execute(text("delete from integration.staged_purchases"))
    resumed = imports.importing.resume(batch.id, Control())
    assert (
        (resumed.counts.new, resumed.counts.problems) == (2, 1) == (batch.counts.new, batch.counts.problems)
    )
    assert imports.importing.commit(batch.id, Control()).status == "imported"


def test_that_a_second_process_reads_under_the_mapping(
    engine: Engine, database_url: str, mappings: Mappings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_apart, "LARGE_FILE_BYTES", 0)
    brands = read_brand_table((ROOT / "resources" / "brands.csv").read_text(encoding="utf-8"))
    apart = ImportingApart(engine, brands.brand_of, 100, lambda: Way(database_url, embedded=False))
    table = _unknown(Imports(engine, apart), _sheet(tmp_path))
    [opened, _] = mappings.opened(table, mappings.propose(table).mapping)
    batch = apart.stage(opened, Control()).batch
    assert (batch.counts.new, batch.counts.problems) == (2, 1)
    assert batch.mapping is not None


def test_that_what_a_table_leaves_open_is_asked_with_both_results(
    imports: Imports, mappings: Mappings, tmp_path: Path
) -> None:
    path = _sheet(tmp_path, "Shoe,Bought on,Cost\nDunk,01/02/2024,100\nAir,03/03/2024,90\n")
    table = _unknown(imports, path)
    mapping = mappings.propose(table).mapping
    [question] = mappings.study(table, mapping, Control()).questions
    assert (question.column, question.answers) == ("Bought on", (DAY_FIRST, MONTH_FIRST))
    assert question.examples == ("01/02/2024", "03/03/2024")
    assert question.results == (("2024-02-01", "2024-03-03"), ("2024-01-02", "2024-03-03"))
    answered = ColumnMapping(mapping.rows, mapping.columns, readings={"Bought on": MONTH_FIRST})
    assert mappings.study(table, answered, Control()).questions == ()
    assert _import(imports, mappings, table, answered) == ["imported"]
    days = imports.rows("select ordered_on::text from products.purchases order by 1")
    assert days == [("2024-01-02",), ("2024-03-03",)]


def test_that_every_change_of_a_profile_is_undone(
    imports: Imports, mappings: Mappings, tmp_path: Path, engine: Engine
) -> None:
    history = History(engine, "window")
    table = _unknown(imports, _sheet(tmp_path))
    mapping = mappings.propose(table).mapping
    profile_id = mappings.save(table, mapping, " Mein\n Bestand ")
    assert mappings.save(table, mapping, "Bestand") == profile_id
    mappings.rename(profile_id, "Lager")
    mappings.delete(profile_id)
    names = []
    for _ in range(4):
        names.append([profile.name for profile in mappings.profiles()])
        history.undo()
    assert names == [[], ["Lager"], ["Bestand"], ["Mein Bestand"]]
    assert mappings.profiles() == []


def test_that_a_profile_is_passed_on_as_a_file(imports: Imports, mappings: Mappings, tmp_path: Path) -> None:
    table = _unknown(imports, _sheet(tmp_path))
    mapping = mappings.propose(table).mapping
    profile_id = mappings.save(table, mapping, "Bestand")
    mappings.export(profile_id, tmp_path / "profile.json")
    mappings.delete(profile_id)
    mappings.import_file(tmp_path / "profile.json")
    [profile] = mappings.profiles()
    assert (profile.name, profile.mapping) == ("Bestand", mapping)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"version": 2}, "version: Input should be 1"),
        ({"fingerprint": "x"}, "fingerprint: String should match pattern"),
        ({"mapping": {"rows": "loans", "columns": {}}}, "mapping.rows: Input should be"),
        ({"mapping": {"rows": "sales", "columns": {"A": "colour"}}}, "there is no field 'colour'"),
        ({"mapping": {"rows": "sales", "columns": {"A": "model"}}}, "holds no complete profile"),
        ({"more": 1}, "more: Extra inputs"),
    ],
)
def test_that_a_file_that_is_no_profile_says_why(
    mappings: Mappings, tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    content = {"format": "soleflip column profile", "version": 1, "name": "A", "fingerprint": "0" * 64}
    content |= {"mapping": {"rows": "purchases", "columns": {"A": "model"}}}
    path = tmp_path / "profile.json"
    path.write_text(json.dumps(content | change), encoding="utf-8")
    with pytest.raises(FileError) as refused:
        mappings.import_file(path)
    assert reason in str(refused.value)
    assert mappings.profiles() == []


def test_that_a_profile_of_a_later_version_is_listed_and_not_used(
    imports: Imports, mappings: Mappings, tmp_path: Path
) -> None:
    path = _sheet(tmp_path)
    table = _unknown(imports, path)
    profile_id = mappings.save(table, mappings.propose(table).mapping, "Bestand")
    with imports.engine.begin() as connection:
        connection.execute(text("""update integration.column_profiles set mapping = '{"rows": "loans"}'"""))
    [profile] = mappings.profiles()
    assert (profile.name, profile.mapping) == ("Bestand", None)
    _unknown(imports, path)
    with pytest.raises(UserError, match="was saved by a later version"):
        mappings.export(profile_id, tmp_path / "profile.json")


def test_that_a_profile_needs_a_name_and_its_columns(
    imports: Imports, mappings: Mappings, tmp_path: Path
) -> None:
    table = _unknown(imports, _sheet(tmp_path))
    mapping = mappings.propose(table).mapping
    with pytest.raises(UserError, match="A profile needs a name"):
        mappings.save(table, mapping, " \0")
    with pytest.raises(FileError, match='has no column "Prix"'):
        mappings.save(table, mapping.with_field("Prix", "payout"), "Bestand")
    with pytest.raises(UserError, match="cannot be remembered yet"):
        mappings.save(table, mapping.with_field("Artikel", ""), "Bestand")
    with pytest.raises(UserError, match="The profile is gone"):
        mappings.rename(1, "A")
    with pytest.raises(UserError, match="The profile is gone"):
        mappings.delete(1)
