"""Which pairs of a purchases file are the ones already known, whatever else the file says or leaves out."""

import random
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from soleflip_desktop.db.batches import Batch
from soleflip_desktop.db.check import check
from soleflip_desktop.db.engine import transaction
from soleflip_desktop.domain.drafts import DraftKind
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.services.history import History
from tests.db.imports import Imports, imports_on, purchases, write

Row = tuple[object, ...]
PRICES = "select price::text from products.items order by id"


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


def pair(
    price: str,
    *,
    code: str = "AB1234-001",
    product: str = "Dunk",
    size: str = "10",
    quantity: int = 1,
    currency: str = "EUR",
    day: str = "2024-05-01",
    supplier: str = "Shop",
    order: str = "O1",
) -> Row:
    return (code, product, size, quantity, price, currency, day, supplier, order)


def verdicts(batch: Batch) -> dict[str, int]:
    counts = batch.counts
    named = {"known": counts.known, "changed": counts.changed, "new": counts.new}
    return {name: count for name, count in named.items() if count}


def bring(imports: Imports, folder: Path, *rows: Row) -> dict[str, int]:
    """Imports a file of these rows and returns how many it called known, changed and new."""
    return verdicts(imports.run(purchases(folder / "purchases.csv", *rows)))


def prices(imports: Imports) -> list[str]:
    return [price for (price,) in imports.rows(PRICES)]


def type_over(imports: Imports, changes: str) -> None:
    with transaction(imports.engine) as connection:
        connection.execute(text(f"update products.{changes}"))


def test_that_a_cheaper_pair_added_to_a_known_order_leaves_the_cost_of_the_others(
    imports: Imports, tmp_path: Path
) -> None:
    bring(imports, tmp_path, pair("40"))

    assert bring(imports, tmp_path, pair("40"), pair("10")) == {"known": 1, "new": 1}
    assert prices(imports) == ["40.00", "10.00"]
    assert bring(imports, tmp_path, pair("10"), pair("40")) == {"known": 2}


def test_that_a_corrected_price_of_an_order_is_taken_over(imports: Imports, tmp_path: Path) -> None:
    bring(imports, tmp_path, pair("40"), pair("50"))

    assert bring(imports, tmp_path, pair("45"), pair("50")) == {"known": 1, "changed": 1}
    assert prices(imports) == ["45.00", "50.00"]


def test_that_a_pair_whose_note_changed_is_not_doubled_by_a_further_pair(
    imports: Imports, tmp_path: Path
) -> None:
    row = {"Style code": "AB1234-001", "Size": "10", "Currency": "EUR", "Purchase date": "2024-05-01"}
    first = row | {"Price": "40", "Order number": "O1", "Notes": "to be cleaned"}
    imports.run(write(tmp_path / "first.csv", [first]))

    again = imports.run(
        write(tmp_path / "second.csv", [first | {"Price": "10"}, first | {"Notes": "cleaned"}])
    )

    assert verdicts(again) == {"changed": 1, "new": 1}
    assert imports.rows("select price::text, notes from products.items order by id") == [
        ("40.00", "cleaned"),
        ("10.00", "to be cleaned"),
    ]


@pytest.mark.parametrize("supplier", ["Shop", ""])
def test_that_another_price_without_an_order_number_is_another_pair(
    imports: Imports, tmp_path: Path, supplier: str
) -> None:
    bring(imports, tmp_path, pair("100", order="", supplier=supplier))

    assert bring(imports, tmp_path, pair("80", order="", supplier=supplier)) == {"new": 1}
    other_currency = pair("80", order="", supplier=supplier, currency="USD")
    assert bring(imports, tmp_path, other_currency) == {"new": 1}
    assert prices(imports) == ["100.00", "80.00", "80.00"]


def test_that_pairs_without_supplier_and_order_number_are_known_again(
    imports: Imports, tmp_path: Path
) -> None:
    rows = [pair(price, order="", supplier="") for price in ("100", "80", "80")]
    bring(imports, tmp_path, *rows)

    assert bring(imports, tmp_path, *reversed(rows)) == {"known": 3}
    assert imports.one("select count(distinct purchase_id) from products.items") == 3


@pytest.mark.parametrize("order", ["O1", ""])
def test_that_a_price_the_user_typed_neither_doubles_its_pair_nor_is_lost(
    imports: Imports, tmp_path: Path, order: str
) -> None:
    bring(imports, tmp_path, pair("100", order=order))
    type_over(imports, "items set price = 90, locked_fields = '{price}'")

    again = bring(imports, tmp_path, pair("100", order=order), pair("10", order=order))

    assert again == {"known": 1, "new": 1}
    assert prices(imports) == ["90.00", "10.00"]


def test_that_codes_in_another_order_or_number_name_the_same_pair(imports: Imports, tmp_path: Path) -> None:
    bring(imports, tmp_path, pair("40", code="AB1234-001/AB1234-002"))

    for code in ("AB1234-002/AB1234-001", "AB1234-001", "AB1234-002", "AB1234-000/AB1234-001"):
        assert bring(imports, tmp_path, pair("40", code=code)) == {"known": 1}, code
    assert imports.one("select count(*) from products.items") == 1


def test_that_a_supplier_spelled_otherwise_is_the_same_supplier(imports: Imports, tmp_path: Path) -> None:
    bring(imports, tmp_path, pair("40", supplier="ÉCLAIR"), pair("30", supplier="ÉCLAIR", order=""))

    for supplier in ("Eclair", "  éclair "):
        repeated = [pair("40", supplier=supplier), pair("30", supplier=supplier, order="")]
        assert bring(imports, tmp_path, *repeated) == {"known": 2}
    assert bring(imports, tmp_path, pair("50", supplier="eclair"), pair("40", supplier="eclair")) == {
        "known": 1,
        "new": 1,
    }
    assert imports.one("select count(*) from products.purchases") == 2


def test_that_goods_without_a_code_are_known_again_by_their_folded_name(
    imports: Imports, tmp_path: Path
) -> None:
    bring(imports, tmp_path, pair("40", code="", product="Café  Manière"))

    assert bring(imports, tmp_path, pair("40", code="", product="cafe MANIERE")) == {"known": 1}


def test_that_a_corrected_day_of_an_order_is_shown_and_taken_over(imports: Imports, tmp_path: Path) -> None:
    bring(imports, tmp_path, pair("40"), pair("50", size="11"))
    type_over(imports, "purchases set shipping = 9")

    corrected = purchases(
        tmp_path / "corrected.csv", pair("40", day="2024-05-03"), pair("50", size="11", day="2024-05-03")
    )
    staged = imports.stage(corrected)
    differences = imports.importing.differences(staged.id)
    batch = imports.importing.commit(staged.id, Control())

    assert verdicts(batch) == {"changed": 2}
    assert [each.fields for each in differences] == [{"ordered_on": ("2024-05-01", "2024-05-03")}] * 2
    days = "select ordered_on::text, shipping::text from products.purchases"
    assert imports.rows(days) == [("2024-05-03", "9.00")]
    assert imports.one("select count(distinct purchase_id) from products.items") == 1
    assert verdicts(imports.run(corrected)) == {"known": 2}


def test_that_a_corrected_day_of_one_pair_leaves_the_rest_of_its_order(
    imports: Imports, tmp_path: Path
) -> None:
    bring(imports, tmp_path, pair("40"), pair("50", size="11"))

    corrected = [pair("40"), pair("50", size="11", day="2024-05-03")]

    assert bring(imports, tmp_path, *corrected) == {"known": 1, "changed": 1}
    assert bought_on(imports) == [("40.00", "2024-05-01"), ("50.00", "2024-05-03")]
    assert bring(imports, tmp_path, *reversed(corrected)) == {"known": 2}


def test_that_a_corrected_day_can_be_taken_back(imports: Imports, tmp_path: Path) -> None:
    bring(imports, tmp_path, pair("40"), pair("50", size="11"), pair("60", order="O2"))
    before = bought_on(imports)
    corrected = [pair("40", day="2024-05-03"), pair("60", order="O2", day="2024-05-04")]
    batch = imports.run(purchases(tmp_path / "corrected.csv", *corrected))

    assert verdicts(batch) == {"changed": 2}
    after = bought_on(imports)
    assert after != before
    history = History(imports.engine, "window")
    history.revert_import(batch.id)
    assert bought_on(imports) == before
    history.redo()
    assert bought_on(imports) == after


def test_that_two_days_of_an_order_moved_to_one_day_share_its_purchase(
    imports: Imports, tmp_path: Path
) -> None:
    bring(imports, tmp_path, pair("40"), pair("50", day="2024-05-02"))

    moved = [pair("40", day="2024-05-03"), pair("50", day="2024-05-03")]

    assert bring(imports, tmp_path, *moved) == {"changed": 2}
    assert bought_on(imports) == [("40.00", "2024-05-03"), ("50.00", "2024-05-03")]
    assert imports.one("select count(distinct purchase_id) from products.items") == 1


def test_that_each_day_of_an_order_is_kept(imports: Imports, tmp_path: Path) -> None:
    rows = [pair("40"), pair("40", day="2024-05-03")]
    bring(imports, tmp_path, *rows)

    assert bought_on(imports) == [("40.00", "2024-05-01"), ("40.00", "2024-05-03")]
    assert bring(imports, tmp_path, *reversed(rows)) == {"known": 2}
    assert imports.one("select count(*) from products.purchases") == 2


def test_that_a_day_the_user_typed_outranks_the_file(imports: Imports, tmp_path: Path) -> None:
    bring(imports, tmp_path, pair("40"))
    type_over(imports, "purchases set ordered_on = '2024-04-30'")

    assert bring(imports, tmp_path, pair("40")) == {"known": 1}
    assert bought_on(imports) == [("40.00", "2024-04-30")]


def test_that_a_code_linked_to_a_known_product_within_the_file_joins_that_product(
    imports: Imports, tmp_path: Path
) -> None:
    bring(imports, tmp_path, pair("40"))

    linked = [pair("50", code="AB1234-002"), pair("60", code="AB1234-001/AB1234-002")]

    assert bring(imports, tmp_path, *linked) == {"new": 2}
    assert imports.one("select count(*) from products.products") == 1
    assert imports.one("select count(distinct product_id) from products.items") == 1
    assert bring(imports, tmp_path, *reversed(linked)) == {"known": 2}


def test_that_two_known_products_stay_two_when_a_file_names_them_together(
    imports: Imports, tmp_path: Path
) -> None:
    bring(imports, tmp_path, pair("40", order="O0"), pair("50", code="AB1234-002", order="O0"))

    rows = [
        pair("60", code="AB1234-001/AB1234-002"),
        pair("70", code="AB1234-002"),
        pair("80", code="AB1234-002/AB1234-003"),
        pair("90", code="AB1234-003"),
    ]

    assert bring(imports, tmp_path, *rows) == {"new": 4}
    assert imports.one("select count(*) from products.products") == 2
    products = dict(imports.rows("select price::int, product_id from products.items"))
    assert products[40] == products[60]
    assert products[50] == products[70] == products[80] == products[90]
    assert bring(imports, tmp_path, *reversed(rows)) == {"known": 4}


def test_that_checking_a_batch_again_gives_the_same_verdicts(imports: Imports, tmp_path: Path) -> None:
    bring(imports, tmp_path, pair("40"), pair("50"))
    staged = imports.stage(purchases(tmp_path / "next.csv", pair("50"), pair("45"), pair("5", size="9")))
    checks = "select row_number, line, verdict, target_id, difference from integration.record_checks"
    before = imports.rows(f"{checks} order by 1, 2")

    with transaction(imports.engine) as connection:
        check(connection, staged.id, DraftKind.PURCHASE)
        check(connection, staged.id, DraftKind.PURCHASE)

    assert [verdict for _, _, verdict, _, _ in before] == ["known", "changed"]
    assert imports.rows(f"{checks} order by 1, 2") == before


ROWS = st.lists(
    st.builds(
        pair,
        st.sampled_from(("10", "40")),
        quantity=st.integers(1, 2),
        size=st.sampled_from(("10", "11")),
        day=st.sampled_from(("2024-05-01", "2024-05-02")),
        order=st.sampled_from(("O1", "")),
        supplier=st.sampled_from(("Shop", "")),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, more=ROWS, seed=st.integers(0, 99))
def test_that_a_file_whose_rows_are_all_known_adds_nothing_in_any_order_and_overlap(
    imports: Imports, tmp_path: Path, rows: list[Row], more: list[Row], seed: int
) -> None:
    with transaction(imports.engine) as connection:
        connection.execute(text("truncate products.purchases, products.products cascade"))
    bring(imports, tmp_path, *rows)
    both = [*rows, *more]
    random.Random(seed).shuffle(both)

    overlapping = imports.run(purchases(tmp_path / "purchases.csv", *both))
    repeated = imports.run(purchases(tmp_path / "purchases.csv", *sorted(both, key=str)))

    assert overlapping.counts.changed == 0
    assert verdicts(repeated) == {"known": len(both)}
    assert Counter(prices(imports)) == Counter(
        f"{Decimal(str(row[4])):.2f}" for row in both for _ in range(int(str(row[3])))
    )


def bought_on(imports: Imports) -> list[tuple[str, str]]:
    """The price and the day of each pair."""
    query = """
        select price::text, ordered_on::text
        from products.items join products.purchases on purchases.id = purchase_id order by items.id
    """
    return imports.rows(query)
