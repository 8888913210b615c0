"""Verdicts and writes of an import where files contradict themselves, each other, or the user."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import FileError, Said, UserError
from soleflip_desktop.services.history import History
from tests.db.imports import Imports, changed, imports_on, records, report, write

PAYOUT = "Total Gross Amount (Total Payout)"


@pytest.fixture
def imports(engine: Engine) -> Imports:
    return imports_on(engine)


def lose_drafts(imports: Imports) -> None:
    """What recovery after a crash of the server does to unlogged tables."""
    with imports.engine.begin() as connection:
        for table in ("sales", "purchases", "goods", "sizes", "accounts"):
            connection.execute(text(f"truncate integration.staged_{table}"))


def test_that_a_commit_makes_lost_drafts_again(imports: Imports, tmp_path: Path) -> None:
    staged = imports.stage(report(tmp_path / "report.csv", 20))
    lose_drafts(imports)

    batch = imports.importing.commit(staged.id, Control())

    assert (batch.status, batch.counts.new) == ("imported", 20)
    assert imports.one("select count(*) from sales.sales") == 20


def test_that_a_batch_that_lost_some_drafts_is_made_whole(imports: Imports, tmp_path: Path) -> None:
    staged = imports.stage(report(tmp_path / "report.csv", 20))
    with imports.engine.begin() as connection:
        connection.execute(text("delete from integration.staged_sales where row_number > 12"))

    assert imports.importing.commit(staged.id, Control()).counts.new == 20
    assert imports.one("select count(*) from sales.sales") == 20


class Meanwhile(Control):
    """Does something else when the work reaches `point`."""

    def __init__(self, point: str, other: object) -> None:
        super().__init__()
        self._point, self._other = point, other

    def reach(self, point: str) -> None:
        if point == self._point:
            self._other()  # type: ignore[operator]
        super().reach(point)


@pytest.mark.parametrize("second", ["discard", "commit"])
def test_that_a_batch_under_way_is_not_taken_by_another_program(
    imports: Imports, tmp_path: Path, second: str
) -> None:
    staged = imports.stage(report(tmp_path / "report.csv", 20))

    def other_program() -> None:
        with imports.engine.connect() as other:
            other.execute(text("set lock_timeout = '50ms'"))
            row = "select from integration.import_batches where id = :id for update"
            with pytest.raises(Exception, match="lock timeout"):
                other.execute(text(row), {"id": staged.id})

    imports.importing.commit(staged.id, Meanwhile("slice written", other_program))

    def take() -> None:
        if second == "discard":
            imports.importing.discard(staged.id)
        else:
            imports.importing.commit(staged.id, Control())

    with pytest.raises(UserError, match="does not wait: it is imported"):
        take()
    assert imports.one("select count(*) from integration.import_records") == 20


def test_that_an_import_committed_after_the_check_is_seen_whatever_its_number(
    imports: Imports, tmp_path: Path
) -> None:
    path = report(tmp_path / "ten.csv", 10)
    eleven = write(tmp_path / "eleven.csv", [*records(path), *records(report(tmp_path / "x.csv", 11))[10:]])
    first = imports.stage(path)
    second = 0

    def other_program() -> None:
        nonlocal second
        with imports.engine.begin() as connection:
            connection.execute(text("insert into core.suppliers (name) values ('Shop')"))
        second = imports.stage(eleven).id

    imports.importing.commit(first.id, Meanwhile("before the end", other_program))
    batch = imports.importing.commit(second, Control())

    assert (batch.counts.known, batch.counts.new) == (10, 1)
    assert imports.one("select count(*) from sales.sales") == 11


def test_that_a_content_is_read_again_once_anything_was_undone(imports: Imports, tmp_path: Path) -> None:
    rows = records(report(tmp_path / "report.csv", 25))
    fewer, all_rows = write(tmp_path / "20.csv", rows[:20]), write(tmp_path / "25.csv", rows)
    first = imports.run(fewer)
    imports.run(all_rows)
    History(imports.engine, "command line").revert_import(first.id)

    batch = imports.run(all_rows, again=False)

    assert (batch.counts.known, batch.counts.new) == (5, 20)
    assert imports.one("select count(*) from sales.sales") == 25


def test_that_a_content_with_problems_left_out_is_read_again(imports: Imports, tmp_path: Path) -> None:
    path = changed(report(tmp_path / "r.csv", 5), tmp_path / "bad.csv", {2: {"Listing Price": "abc"}})
    imports.run(path)

    staged = imports.stage(path, again=False)

    assert (staged.status, staged.counts.known, staged.counts.problems) == ("staged", 4, 1)


def test_that_a_broken_row_does_not_hide_its_right_double(imports: Imports, tmp_path: Path) -> None:
    rows = records(report(tmp_path / "report.csv", 3))
    broken = rows[0] | {"Sale Date": "2099-01-01 00:00:00 +00"}

    batch = imports.run(write(tmp_path / "both.csv", [broken, *rows]))

    assert (batch.counts.new, batch.counts.problems, batch.counts.duplicates) == (3, 1, 0)


def test_that_a_file_of_nothing_but_problems_is_not_called_known(imports: Imports, tmp_path: Path) -> None:
    rows = records(report(tmp_path / "report.csv", 1))
    path = write(tmp_path / "bad.csv", [rows[0] | {"Listing Price": "abc"}])

    batch = imports.run(path)

    assert (batch.status, batch.error) == ("failed", "bad.csv holds no row that can be imported")


def test_that_why_a_file_was_refused_can_be_said_in_any_language(imports: Imports, tmp_path: Path) -> None:
    path = write(tmp_path / "other.csv", [{"Style": 1, "Sku Size": 2, "Order No": 3}])
    with pytest.raises(FileError) as refused:
        imports.stage(path)

    imports.importing.refuse(path, refused.value)
    [kept] = imports.importing.history()
    assert isinstance(kept.error, Said)
    assert str(kept.error) == str(refused.value)
    assert [each.template for each in kept.error.values.values()] == [
        "{file} is of a kind that is not known",
        "Files that are known: {titles}",
    ]
    [_, known] = kept.error.values.values()
    assert "StockX sales report" in known.values["titles"].values.values()


def test_that_a_duplicate_with_other_values_is_warned_of(imports: Imports, tmp_path: Path) -> None:
    rows = records(report(tmp_path / "report.csv", 3))
    other = rows[1] | {PAYOUT: str(Decimal(rows[1][PAYOUT]) - 10)}

    staged = imports.stage(write(tmp_path / "twice.csv", [*rows, other, rows[2]]))

    assert staged.counts.duplicates == 2
    warned = [each for each in imports.importing.findings(staged.id) if each.code == "duplicate_differs"]
    assert [(each.row_number, each.message) for each in warned] == [
        (4, "The row repeats row 2 with other values; row 2 counts")
    ]


def test_that_an_order_under_two_spellings_of_the_seller_is_one(imports: Imports, tmp_path: Path) -> None:
    rows = records(report(tmp_path / "report.csv", 2))

    batch = imports.run(write(tmp_path / "two.csv", [*rows, rows[0] | {"Seller VAT Number": ""}]))
    again = imports.run(write(tmp_path / "named.csv", [rows[0] | {"Seller Name": "Another"}, rows[1]]))

    assert (batch.counts.new, batch.counts.duplicates) == (2, 1)
    assert (again.counts.known, again.counts.new) == (2, 0)


def test_that_amounts_too_far_apart_are_a_problem(imports: Imports, tmp_path: Path) -> None:
    far = {"Listing Price": "9999999999.99", "Shipping Fee": "-9999999999.99"}

    batch = imports.run(changed(report(tmp_path / "r.csv", 3), tmp_path / "far.csv", {1: far}))

    assert (batch.counts.new, batch.counts.problems) == (2, 1)


def test_that_a_locked_amount_still_adds_up_after_a_changed_file(imports: Imports, tmp_path: Path) -> None:
    path = report(tmp_path / "report.csv", 3)
    imports.run(path)
    order = records(path)[0]["Order Number"]
    with imports.engine.begin() as connection:
        connection.execute(
            text("update sales.sales set locked_fields = '{payout}' where order_key = :order"),
            {"order": order},
        )
    payout = imports.one("select payout from sales.sales where order_key = :order", order=order)
    corrected = changed(path, tmp_path / "c.csv", {0: {"Listing Price": "777", PAYOUT: "700"}})

    assert imports.run(corrected).counts.changed == 1
    assert imports.run(corrected).counts.changed == 0

    booked = "select gross, payout from sales.sales where order_key = :order"
    assert imports.rows(booked, order=order) == [(Decimal("777.00"), payout)]


def test_that_a_corrected_size_and_style_code_are_taken_over(imports: Imports, tmp_path: Path) -> None:
    path = report(tmp_path / "report.csv", 3)
    imports.run(path)
    order = records(path)[1]["Order Number"]
    corrected = changed(
        path, tmp_path / "c.csv", {1: {"Sku Size": "15", "Style": "ZZ9999-999", "Item": "Nike X"}}
    )

    staged = imports.stage(corrected)
    [difference] = imports.importing.differences(staged.id)
    batch = imports.importing.commit(staged.id, Control())

    assert (batch.counts.changed, batch.counts.known) == (1, 2)
    assert set(difference.fields) == {"product", "size"}
    goods = """
        select products.name, sizes.value from sales.sales
        join products.products on products.id = product_id join core.sizes on sizes.id = size_id
        where order_key = :order
    """
    assert imports.rows(goods, order=order) == [("Nike X", "15")]
    assert imports.run(corrected).counts.known == 3


def test_that_a_known_file_is_one_more_source_of_its_rows(imports: Imports, tmp_path: Path) -> None:
    path = report(tmp_path / "report.csv", 4)
    imports.run(path)

    again = imports.run(path)

    assert again.status == "known"
    sources = """
        select count(*) from sales.sales
        cross join integration.sources_of('sales.sales', sales.id) source where source.batch_id = :id
    """
    assert imports.one(sources, id=again.id) == 4


def test_that_a_row_with_a_problem_takes_no_stored_pair_from_a_sound_one(
    imports: Imports, tmp_path: Path
) -> None:
    pair = {
        "Style code": "DD1391-100",
        "Size": "10",
        "Price": "89.99",
        "Currency": "EUR",
        "Purchase date": "2024-01-05",
        "Supplier": "Shop",
        "Order number": "A-1",
        "VAT rate": "",
        "VAT reclaimable": "no",
    }
    imports.run(write(tmp_path / "one.csv", [pair]))

    both = [pair | {"VAT reclaimable": "yes"}, pair | {"Price": "79.99"}]
    batch = imports.run(write(tmp_path / "both.csv", both))

    assert (batch.counts.problems, batch.counts.changed, batch.counts.new) == (1, 1, 0)
