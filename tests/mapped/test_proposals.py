"""What is proposed where a header alone does not say it, and what is not."""

from decimal import Decimal
from pathlib import Path

import pytest

from soleflip_desktop.domain.money import Money
from soleflip_desktop.importers.files.containers import open_tables
from soleflip_desktop.importers.files.survey import survey
from soleflip_desktop.importers.headers import header_words
from soleflip_desktop.importers.own_tables.cost_sums import parts_of_sums
from soleflip_desktop.importers.own_tables.mapped_fields import FIELDS, Rows
from soleflip_desktop.importers.own_tables.mapped_table import fingerprints, named_table
from soleflip_desktop.importers.own_tables.mapping import ColumnMapping, lacks
from soleflip_desktop.importers.own_tables.mapping_preview import preview
from soleflip_desktop.importers.own_tables.proposals import Guess, likely_header, propose
from soleflip_desktop.importers.own_tables.synonyms import PERSONAL, UNREAD
from soleflip_desktop.importers.study import Habits
from tests.mapped.test_sheets import ROOT, SYNONYMS

LANGUAGES = ("en", "de", "fr", "es", "it")


def guesses(folder: Path, text: str) -> dict[str, Guess]:
    mapping, found = _proposed(folder, text)
    assert {guess.column: guess.field for guess in found if guess.field} == mapping.columns
    return {guess.column: guess for guess in found}


def fields(folder: Path, text: str) -> dict[str, str]:
    return {name: guess.field for name, guess in guesses(folder, text).items()}


def _proposed(folder: Path, text: str) -> tuple[ColumnMapping, tuple[Guess, ...]]:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8")
    [table] = open_tables(path, survey(path))
    return propose(table.at_header(likely_header(table, SYNONYMS)), SYNONYMS)


def test_that_every_language_knows_every_field() -> None:
    rows = (ROOT / "resources" / "header_synonyms.csv").read_text(encoding="utf-8").splitlines()[1:]
    known = {tuple(row.split(",", 2)[:2]) for row in rows}
    assert known == {(name, language) for name in (*FIELDS, PERSONAL, UNREAD) for language in LANGUAGES}


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Größe", "grosse"),
        ("Groesse ", "grosse"),
        ("purchasePrice", "purchase price"),
        ("fecha_compra", "fecha compra"),
        ("N° de commande", "n de commande"),
        ("Order #", "order #"),
    ],
)
def test_that_case_accents_and_signs_do_not_matter(header: str, words: str) -> None:
    assert header_words(header) == header_words(words)


@pytest.mark.parametrize(
    ("others", "day", "price"),
    [
        ("Lieferant,Lagerort", "ordered_on", "price"),
        ("Plattform,Auszahlung", "sold_at", "gross"),
        ("Verkaufsdatum,Verkaufspreis", "ordered_on", "price"),
        ("Kaufdatum,Einkaufspreis", "sold_at", "gross"),
    ],
)
def test_that_the_other_headers_tell_what_day_and_price_are(
    tmp_path: Path, others: str, day: str, price: str
) -> None:
    found = fields(tmp_path, f"Artikel,Datum,Preis,{others}\nDunk,15.01.2024,110,,\n")
    assert (found["Datum"], found["Preis"]) == (day, price)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("Date,Description,Amount", Rows.EXPENSES),
        ("Datum,Kategorie,Artikel,Preis", Rows.EXPENSES),
        ("Datum,Artikel,Preis", Rows.PURCHASES),
        ("Date,Amount,Receipt number", Rows.EXPENSES),
        ("Date,Category,Size,Amount", Rows.PURCHASES),
        ("Date,Type,Payout,Fees", Rows.SALES),
        ("Shoe,SKU,Asking price,Listed on", Rows.LISTINGS),
        ("Shoe,SKU,Listing price,Date sold", Rows.SALES),
        ("Shoe,SKU,Asking price,Purchase price", Rows.PURCHASES),
        ("Shoe,SKU,Price,Date", Rows.PURCHASES),
    ],
)
def test_that_the_headers_tell_what_the_rows_are(tmp_path: Path, header: str, rows: Rows) -> None:
    cells = ",".join(
        "2024-01-31" if "Da" in name or name == "Listed on" else "12" for name in header.split(",")
    )
    mapping, _ = _proposed(tmp_path, f"{header}\n{cells}\n")
    assert mapping.rows is rows


def test_that_style_codes_are_no_words_of_an_expense(tmp_path: Path) -> None:
    rows = "2024-01-31,DD1391-100,12\n2024-02-01,DH6927-111,13\n"
    mapping, _ = _proposed(tmp_path, f"Date,Description,Amount\n{rows}")
    assert mapping.rows is Rows.PURCHASES


def test_that_a_platform_may_be_said_once_for_listings() -> None:
    columns = {"A": "style_codes", "B": "listed_on"}
    assert lacks(ColumnMapping(Rows.LISTINGS, columns)) == (
        "Say which column is the platform, or name it for the whole table",
    )
    assert lacks(ColumnMapping(Rows.LISTINGS, columns, {"platform": "StockX"})) == ()
    assert lacks(ColumnMapping(Rows.LISTINGS, columns, {"platform": "?"})) == (
        "“?” cannot be said of a whole table as “platform”",
    )
    assert lacks(ColumnMapping(Rows.EXPENSES, {"A": "description"})) == (
        "Say which column is the date",
        "Say which column is the amount",
    )


def test_that_cells_outweigh_a_header_that_they_contradict(tmp_path: Path) -> None:
    found = guesses(
        tmp_path, "Article,Size,Ref\nDunk Low,a long text,DD1391-100\nJordan,another,DH6927-111\n"
    )
    assert (found["Size"].field, found["Ref"].field) == ("", "style_codes")
    assert found["Ref"].reason == "The header says so, and 2 of 2 cells are style codes"


def test_that_a_column_without_a_header_is_told_by_its_cells(tmp_path: Path) -> None:
    text = "Shoe,,,\nDunk Low,DD1391-100,EU 42,StockX\nJordan 4,DH6927-111,EU 43,eBay\n"
    assert fields(tmp_path, text) == {
        "Shoe": "product_name",
        "[B]": "style_codes",
        "[C]": "size",
        "[D]": "platform",
    }


@pytest.mark.parametrize(
    "header",
    [
        *(
            "Buyer name",
            "Käufer",
            "Acheteur",
            "Comprador",
            "Acquirente",
            "Street",
            "Straße",
            "Calle",
            "Indirizzo",
        ),
        *("E-Mail", "Courriel", "Correo electrónico", "Telefon", "Téléphone", "Móvil", "Cellulare", "PLZ"),
    ],
)
def test_that_columns_of_buyers_are_personal(tmp_path: Path, header: str) -> None:
    mapping, _ = _proposed(tmp_path, f"Shoe,{header},Cost\nDunk,Buyer One,110\n")
    assert mapping.personal == {header}
    assert header not in mapping.columns


def test_that_e_mail_addresses_are_personal_under_any_header(tmp_path: Path) -> None:
    found = guesses(tmp_path, "Shoe,Contacted,Cost\nDunk,buyer1@example.com,110\n")
    assert found["Contacted"].personal
    assert found["Contacted"].reason == "It looks like a column that names buyers"


def test_that_a_name_beside_a_product_is_a_buyers(tmp_path: Path) -> None:
    mapping, _ = _proposed(tmp_path, "Product,Name,Sold for,Sold on\nDunk,Buyer One,110,2024-01-31\n")
    assert mapping.personal == {"Name"}


def test_that_what_is_worked_out_or_foreign_is_not_read(tmp_path: Path) -> None:
    found = fields(tmp_path, "Shoe,Cost,Profit,ROI (%),Market price,Beneficio\nDunk,110,20,15,140,20\n")
    assert [name for name, field in found.items() if not field] == [
        "Profit",
        "ROI (%)",
        "Market price",
        "Beneficio",
    ]


def test_that_the_currency_of_a_header_counts_for_the_table(tmp_path: Path) -> None:
    mapping, _ = _proposed(tmp_path, "Shoe,Cost (GBP),UK size\nDunk,110,8\n")
    assert mapping.constants == {"currency": "GBP", "size_system": "UK"}


def test_that_the_header_is_found_below_titles_that_are_fuller(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b,c,d,e\nShoe,Size,Cost,Bought on,\nDunk,9,100,2024-01-31,\n", encoding="utf-8")
    [table] = open_tables(path, survey(path))
    assert likely_header(table, SYNONYMS) == 1
    assert set(fingerprints(table)) >= {table.at_header(1).fingerprint}


def test_that_a_mapping_says_what_it_lacks() -> None:
    assert lacks(ColumnMapping(Rows.SALES)) == (
        "Say which column is the product, the style code or the model",
        "Say which column is the sale date",
        "Say which column is the sale price or the payout",
    )
    twice = ColumnMapping(Rows.PURCHASES, {"A": "price", "B": "price", "C": "model"}, personal=frozenset("C"))
    assert lacks(twice) == (
        "Two columns are the field “Purchase price”: choose one",
        "Column “C” names buyers: it is not read",
    )
    odd = ColumnMapping(Rows.PURCHASES, {"A": "model", "B": "gross"}, {"currency": "euro"})
    assert lacks(odd) == (
        "Such rows have no field “Sale price”",
        "“euro” cannot be said of a whole table as “currency”",
    )


def test_that_a_preview_blames_the_cell(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(
        "Shoe,Cost,Sold on,Sold for\nDunk,#REF!,2024-01-31,\nTotal,5,,\nAir,7,,\n", encoding="utf-8"
    )
    [table] = open_tables(path, survey(path))
    mapping, _ = propose(table, SYNONYMS)
    shown = preview(named_table(table, 0), mapping, Habits(), 20)
    faults = [(row.row, cell.column, cell.fault) for row in shown.rows for cell in row.cells if cell.fault]
    assert faults == [(1, "Cost", "is an error of the spreadsheet, not a value")]
    assert [row.passed_over for row in shown.rows] == ["", "is a total", ""]
    assert [len(row.drafts) for row in shown.rows] == [0, 0, 1]


def test_that_an_amount_in_a_preview_has_the_currency_of_its_row(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("Shoe,Cost,Sold on,Sold for\nDunk,$90,2024-01-31,$110\nAir,70,,\nMax,soon,,\n", "utf-8")
    [table] = open_tables(path, survey(path))
    shown = preview(named_table(table, 0), propose(table, SYNONYMS)[0], Habits("USD"), 20)
    amounts = [[cell.value for cell in row.cells if cell.field in ("price", "gross")] for row in shown.rows]
    dollars = [Money(Decimal(amount), "USD") for amount in (90, 110, 70)]
    assert amounts == [dollars[:2], [dollars[2], None], [None, None]]


@pytest.mark.parametrize(
    ("records", "parts"),
    [
        ([["210", "17.33", "227.33"], ["70", "", "70"]], {0: 2, 1: 2}),
        ([["210", "17,33", "227,33"], ["70", "5,78", "75,78"]], {0: 2, 1: 2}),
        ([["210", "SNKRS", "5", "215"], ["70", "adidas", "5", "75"]], {0: 3, 2: 3}),
        ([["210", "0", "210"], ["70", "", "70"]], {}),
        ([["210", "17.33", "227.33"]], {}),
        ([["210", "17.33", "220"], ["70", "5", "70"]], {}),
        ([["", "17.33", "227.33"], ["70", "", ""]], {}),
    ],
)
def test_that_a_cost_is_the_sum_of_the_amounts_before_it(
    records: list[list[str]], parts: dict[int, int]
) -> None:
    assert parts_of_sums(records, {0, len(records[0]) - 1}) == parts
