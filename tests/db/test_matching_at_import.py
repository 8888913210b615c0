"""Imported sales find the pairs they sold, whichever file comes first."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.db.history import open_change_set
from soleflip_desktop.services.editing import Editing
from soleflip_desktop.services.figures import Coverage, Figures
from soleflip_desktop.services.history import History, LaterChanges, OnLaterChanges
from soleflip_desktop.services.pairing import Pairing
from soleflip_desktop.services.sales import Sales
from tests.db.imports import Imports, imports_on, purchases, records, report, write

DUNK, JORDAN = "DD1391-100", "DH0587-100"
BOUGHT = (
    (DUNK, "Dunk Low", "10", 1, "90.00", "EUR", "2024-01-10", "Shop", "A1"),
    (DUNK, "Dunk Low", "10", 1, "80.00", "EUR", "2024-01-05", "Shop", "A2"),
    (DUNK, "Dunk Low", "11", 1, "85.00", "EUR", "2024-01-05", "Shop", "A2"),
    (JORDAN, "Jordan 1", "10", 2, "120.00", "EUR", "2024-01-05", "Shop", "A3"),
)
# Order, style, size, sale date; the third dunk in size 10 has no pair left, the Jordan is sold too early.
SOLD = (
    ("2", DUNK, "10", "2024-01-20"),
    ("1", DUNK, "10", "2024-01-15"),
    ("3", DUNK, "10", "2024-01-25"),
    ("4", DUNK, "10.5", "2024-01-25"),
    ("5", JORDAN, "10", "2024-01-04"),
    ("6", JORDAN, "10", "2024-01-05"),
)
MATCHED = {"1": "80.00", "2": "90.00", "3": None, "4": None, "5": None, "6": "120.00"}


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


def sales_report(path: Path, *rows: tuple[str, str, str, str], name: str = "Dunk Low") -> Path:
    """A StockX report of sales by order number, style, size and day."""
    plain = records(report(path, 1))[0]
    cells = ("Order Number", "Style", "Sku Size", "Sale Date")
    return write(
        path,
        [
            plain | dict(zip(cells, (*row[:3], f"{row[3]} 12:00:00 +00"), strict=True)) | {"Item": name}
            for row in rows
        ],
    )


def costs(imports: Imports) -> dict[str, str | None]:
    """The price of the pair of each sale, by order."""
    query = """
        select order_key, price::text from sales.sales left join products.items on items.id = item_id
        order by order_key
    """
    return dict(imports.rows(query))


@pytest.mark.parametrize("sales_first", [False, True])
def test_that_sales_take_the_oldest_pair_of_their_code_and_size_whichever_file_comes_first(
    imports: Imports, tmp_path: Path, sales_first: bool
) -> None:
    files = [purchases(tmp_path / "bought.csv", *BOUGHT), sales_report(tmp_path / "sold.csv", *SOLD)]
    for file in reversed(files) if sales_first else files:
        assert imports.run(file).status == "imported"
    assert costs(imports) == MATCHED
    assert Figures(imports.engine).coverage() == Coverage(sales=6, cost_known=3)


def test_that_a_match_made_stays_when_an_older_pair_is_imported_later(
    imports: Imports, tmp_path: Path
) -> None:
    imports.run(purchases(tmp_path / "bought.csv", BOUGHT[0]))
    imports.run(sales_report(tmp_path / "sold.csv", SOLD[0]))
    imports.run(purchases(tmp_path / "older.csv", BOUGHT[1]))
    assert costs(imports) == {"2": "90.00"}


def test_that_a_sale_finds_its_pair_by_any_code_of_the_product(imports: Imports, tmp_path: Path) -> None:
    imports.run(purchases(tmp_path / "bought.csv", (JORDAN, *BOUGHT[3][1:])))
    imports.run(sales_report(tmp_path / "sold.csv", ("1", f"DM0587-100/{JORDAN}", "10", "2024-01-20")))
    assert costs(imports) == {"1": "120.00"}


def test_that_goods_without_a_style_code_are_left_to_the_user(imports: Imports, tmp_path: Path) -> None:
    imports.run(purchases(tmp_path / "bought.csv", ("", *BOUGHT[0][1:])))
    imports.run(sales_report(tmp_path / "sold.csv", ("1", "N/A", "10", "2024-01-20")))
    assert imports.one("select count(*) from products.products") == 1  # the same goods, by their name
    assert costs(imports) == {"1": None}


def test_that_a_sale_on_the_day_of_the_purchase_is_cut_in_the_booking_time_zone(
    imports: Imports, tmp_path: Path
) -> None:
    imports.run(purchases(tmp_path / "bought.csv", BOUGHT[0]))
    late = records(sales_report(tmp_path / "sold.csv", ("1", DUNK, "10", "2024-01-09")))[0]
    # Half past midnight of 10 January in Berlin.
    imports.run(write(tmp_path / "late.csv", [late | {"Sale Date": "2024-01-09 23:30:00 +00"}]))
    assert costs(imports) == {"1": "90.00"}


@pytest.mark.parametrize("status", ["cancelled", "returned", "failed_verification"])
def test_that_a_sale_that_did_not_stand_frees_its_pair_for_the_next(
    imports: Imports, tmp_path: Path, status: str
) -> None:
    imports.run(purchases(tmp_path / "bought.csv", BOUGHT[0]))
    imports.run(sales_report(tmp_path / "sold.csv", SOLD[0]))
    with imports.engine.begin() as connection:
        open_change_set(connection, "window", f"Sale {status}")
        connection.execute(text("update sales.sales set status = :status"), {"status": status})
    imports.run(sales_report(tmp_path / "again.csv", SOLD[2]))
    assert costs(imports) == {"2": "90.00", "3": "90.00"}
    [again, _] = Sales(imports.engine, "window").first()
    assert (again.order_key, again.cost) == ("3", Decimal("90.00"))


@pytest.mark.parametrize("deleted", [False, True])
def test_that_a_sale_whose_pair_was_taken_away_by_hand_is_given_none_by_an_import(
    imports: Imports, tmp_path: Path, deleted: bool
) -> None:
    imports.run(purchases(tmp_path / "bought.csv", BOUGHT[0]))
    imports.run(sales_report(tmp_path / "sold.csv", SOLD[0]))
    [(sale, pair)] = imports.rows("select id, item_id from sales.sales")
    if deleted:
        Editing(imports.engine, "window").delete([pair], free_sales=True)
    else:
        Pairing(imports.engine, "window").release(sale)
    imports.run(purchases(tmp_path / "more.csv", BOUGHT[1]))
    imports.run(sales_report(tmp_path / "more_sold.csv", (*SOLD[2][:3], "2024-01-26")))
    assert costs(imports) == {"2": None, "3": "80.00"}
    if not deleted:
        Pairing(imports.engine, "window").choose(sale, pair)
        assert costs(imports)["2"] == "90.00"


def test_that_undoing_purchases_that_were_sold_names_the_sales_and_changes_nothing(
    imports: Imports, tmp_path: Path
) -> None:
    bought, _ = both(imports, tmp_path)
    before = imports.contents()
    with pytest.raises(LaterChanges, match="cannot be undone alone: 3 of its rows") as refused:
        History(imports.engine, "window").revert_import(bought)
    assert {each.label for each in refused.value.changes} == {"Import sold.csv"}
    assert imports.contents() == before


def test_that_undoing_purchases_with_their_sales_frees_these_and_redo_links_them_again(
    imports: Imports, tmp_path: Path
) -> None:
    bought, _ = both(imports, tmp_path)
    history = History(imports.engine, "window")
    history.revert_import(bought, OnLaterChanges.INCLUDE)
    assert costs(imports) == dict.fromkeys(MATCHED)
    assert imports.one("select count(*) from products.items") == 0
    history.redo()
    assert costs(imports) == MATCHED
    history.revert_import(bought, OnLaterChanges.INCLUDE)
    assert costs(imports) == dict.fromkeys(MATCHED)


def test_that_undoing_the_rest_keeps_the_pairs_that_were_sold(imports: Imports, tmp_path: Path) -> None:
    bought, _ = both(imports, tmp_path)
    History(imports.engine, "window").revert_import(bought, OnLaterChanges.KEEP)
    assert costs(imports) == MATCHED
    assert imports.one("select count(*) from products.items") == 3


@pytest.mark.parametrize("sales_last", [False, True])
def test_that_undoing_what_made_the_matches_frees_the_other_side(
    imports: Imports, tmp_path: Path, sales_last: bool
) -> None:
    files = [purchases(tmp_path / "bought.csv", *BOUGHT), sales_report(tmp_path / "sold.csv", *SOLD)]
    first, last = files if sales_last else reversed(files)
    imports.run(first)
    before = links(imports)
    matching = imports.run(last)
    assert links(imports) != before
    History(imports.engine, "window").revert_import(matching.id)
    assert links(imports) == before


def links(imports: Imports) -> tuple[list[object], list[object]]:
    """Every sale with its pair, and every pair."""
    return (
        imports.rows("select id, item_id from sales.sales order by id"),
        imports.rows("select id from products.items order by id"),
    )


def both(imports: Imports, folder: Path) -> tuple[int, int]:
    """Imports the purchases, then the sales; the ids of the two batches."""
    bought = imports.run(purchases(folder / "bought.csv", *BOUGHT))
    sold = imports.run(sales_report(folder / "sold.csv", *SOLD))
    return bought.id, sold.id
