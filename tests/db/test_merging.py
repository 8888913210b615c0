"""One sale that comes in several files: whose word counts, field by field, and what the user decides."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.db.engine import transaction
from soleflip_desktop.db.history import open_change_set
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError
from soleflip_desktop.services.figures import Coverage, Figures
from soleflip_desktop.services.history import History, LaterChanges
from soleflip_desktop.services.reviewing import Reviewing
from tests.db.imports import imports_on
from tests.db.merging import API, BOUGHT, NOTION, REPORT, TRACKER, Files, sale


@pytest.fixture
def files(engine: Engine, tmp_path: Path) -> Files:
    return Files(imports_on(engine), tmp_path)


@pytest.fixture
def reviewing(engine: Engine) -> Reviewing:
    return Reviewing(engine)


def test_that_a_source_of_higher_rank_has_the_word(files: Files) -> None:
    files.bring(NOTION, sale(Order="1", Gross="90"))

    assert files.bring(REPORT, sale(Order="1", Gross="100")) == {"changed": 1}
    assert files.sales("gross") == [("100.00",)]


def test_that_a_source_of_lower_rank_only_notes_what_it_says(files: Files) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100"))
    staged = files.stage(NOTION, sale(Order="1", Gross="90"))

    [note] = files.imports.importing.findings(staged.id)
    assert (note.severity, note.code, note.column, note.value) == ("note", "conflict", "gross", "90.00")
    assert note.message == ("The gross stays 100.00, though the file says 90.00, whose word counts less")
    assert files.commit(staged).status == "known"
    assert files.sales("gross") == [("100.00",)]


def test_that_a_gap_is_filled_by_whoever_knows(files: Files) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100", Country=""))

    assert files.bring(TRACKER, sale(Order="1", Gross="100", Country="Italy")) == {"changed": 1}
    assert files.bring(REPORT, sale(Order="1", Gross="100", Country="")) == {"known": 1}
    assert files.sales("buyer_country") == [("Italy",)]


def test_that_what_filled_a_gap_has_the_word_of_its_own_rank_alone(files: Files) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100", Country=""))
    files.bring(TRACKER, sale(Order="1", Country="Italy"))

    assert files.bring(NOTION, sale(Order="1", Country="France")) == {"changed": 1}
    assert files.bring(TRACKER, sale(Order="1", Country="Italy")) == {"known": 1}
    assert files.sales("buyer_country") == [("France",)]


def test_that_a_column_which_the_file_does_not_have_changes_nothing(files: Files) -> None:
    files.bring(NOTION, sale(Order="1", Gross="100", Tracking="1Z", Payout="80", Fee="20"))

    assert files.bring(REPORT, sale(Order="1", Gross="100")) == {"known": 1}
    assert files.sales("tracking_number", "payout", "platform_fee") == [("1Z", "80.00", "20.00")]


def test_that_an_empty_cell_empties_only_what_its_own_source_gave(files: Files) -> None:
    files.bring(NOTION, sale(Order="1", Tracking="1Z"))

    assert files.bring(REPORT, sale(Order="1", Tracking="")) == {"known": 1}
    assert files.bring(NOTION, sale(Order="1", Tracking="")) == {"changed": 1}
    assert files.sales("tracking_number") == [(None,)]


def test_that_what_a_higher_source_repeats_is_its_word_from_then_on(files: Files) -> None:
    files.bring(TRACKER, sale(Order="1", Gross="100"))
    assert files.bring(REPORT, sale(Order="1", Gross="100")) == {"known": 1}

    assert files.bring(NOTION, sale(Order="1", Gross="90")) == {"known": 1}
    assert files.sales("gross") == [("100.00",)]


def test_that_the_word_of_an_import_that_was_undone_counts_no_more(files: Files, engine: Engine) -> None:
    files.bring(TRACKER, sale(Order="1", Gross="80"))
    files.bring(REPORT, sale(Order="1", Gross="100"))
    undone = History(engine, "window").undo()

    assert not isinstance(undone, LaterChanges)
    assert files.sales("gross") == [("80.00",)]
    assert files.bring(NOTION, sale(Order="1", Gross="90")) == {"changed": 1}


def test_that_a_field_the_user_typed_outranks_every_file(files: Files) -> None:
    files.bring(TRACKER, sale(Order="1", Gross="80"))
    with transaction(files.imports.engine) as connection:
        open_change_set(connection, "window", "typed")
        connection.execute(text("update sales.sales set gross = 85, locked_fields = '{gross}'"))

    assert files.bring(REPORT, sale(Order="1", Gross="100", Country="Italy")) == {"changed": 1}
    assert files.sales("gross", "buyer_country") == [("85.00", "Italy")]


def test_that_a_conflict_beside_a_change_leaves_the_amounts_adding_up(files: Files) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100", Fee="10", Payout="90"))
    files.bring(NOTION, sale(Order="1", Gross="100", Fee="10", Payout="88", Country="Italy"))

    assert files.sales("payout", "buyer_country") == [("90.00", "Italy")]


def test_that_amounts_of_another_currency_come_all_together_or_not_at_all(files: Files) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100", Payout="", Currency="USD"))

    assert files.bring(NOTION, sale(Order="1", Gross="92", Payout="80", Currency="EUR")) == {"known": 1}
    assert files.sales("gross", "payout", "currency") == [("100.00", None, "USD")]
    files.bring(REPORT, sale(Order="1", Gross="92", Payout="80", Currency="EUR"))
    assert files.sales("gross", "payout", "currency") == [("92.00", "80.00", "EUR")]


def test_that_a_day_without_a_time_is_no_conflict(files: Files, reviewing: Reviewing) -> None:
    files.bring(REPORT, sale(Order="1", Sold="2024-05-31 09:30:00 +00"))
    staged = files.stage(NOTION, sale(Order="1", Sold="2024-05-31 00:00:00 +00"))

    assert reviewing.conflicts(staged.id) == []
    other_day = files.stage(NOTION, sale(Order="1", Sold="2024-06-02 00:00:00 +00"))
    assert [conflict.field for conflict in reviewing.conflicts(other_day.id)] == ["sold_at"]


def test_that_the_user_takes_the_files_word_for_a_field(files: Files, reviewing: Reviewing) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100", Country="Italy"))
    staged = files.stage(NOTION, sale(Order="1", Gross="90", Country="France"))
    found = reviewing.conflicts(staged.id)
    assert [(each.key, each.field, each.ours, each.theirs, each.given_by, each.taken) for each in found] == [
        ("1", "buyer_country", "Italy", "France", "report", False),
        ("1", "gross", "100.00", "90.00", "report", False),
    ]

    decided = reviewing.decide(staged.id, 1, 1, "gross", take=True)

    assert (decided.counts.known, decided.counts.changed) == (0, 1)
    assert [each.taken for each in reviewing.conflicts(staged.id)] == [False, True]
    assert files.commit(staged).status == "imported"
    assert files.sales("gross", "buyer_country", "locked_fields") == [("90.00", "Italy", "{gross}")]
    assert files.bring(REPORT, sale(Order="1", Gross="100", Country="Italy")) == {"known": 1}


def test_that_a_decision_is_taken_back(files: Files, reviewing: Reviewing) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100"))
    staged = files.stage(NOTION, sale(Order="1", Gross="90"))
    reviewing.decide(staged.id, 1, 1, "gross", take=True)

    left = reviewing.decide(staged.id, 1, 1, "gross", take=False)

    assert (left.counts.known, left.counts.changed) == (1, 0)
    assert [each.taken for each in reviewing.conflicts(staged.id)] == [False]
    assert len(files.imports.importing.findings(staged.id, "note")) == 1
    assert files.commit(staged).status == "known"


@pytest.mark.parametrize(("field", "expected"), [(None, ("90.00", "France")), ("gross", ("90.00", "Italy"))])
def test_that_all_conflicts_are_decided_at_once(
    files: Files, reviewing: Reviewing, field: str | None, expected: tuple[str, str]
) -> None:
    files.bring(REPORT, *(sale(Order=order, Gross="100", Country="Italy") for order in "12"))
    staged = files.stage(NOTION, *(sale(Order=order, Gross="90", Country="France") for order in "12"))

    reviewing.decide_all(staged.id, take=True, field=field)

    files.commit(staged)
    assert files.sales("gross", "buyer_country") == [expected, expected]


def test_that_one_amount_of_another_currency_brings_the_others_along(
    files: Files, reviewing: Reviewing
) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100", Payout="90", Currency="USD"))
    staged = files.stage(NOTION, sale(Order="1", Gross="92", Payout="80", Currency="EUR"))

    reviewing.decide(staged.id, 1, 1, "payout", take=True)

    files.commit(staged)
    assert files.sales("gross", "payout", "currency") == [("92.00", "80.00", "EUR")]


def test_that_a_decision_survives_a_change_of_the_books_before_the_commit(
    files: Files, reviewing: Reviewing
) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100"))
    staged = files.stage(NOTION, sale(Order="1", Gross="90"))
    reviewing.decide_all(staged.id, take=True)
    files.bring(REPORT, sale(Order="2", Gross="100"), name="other.csv")

    assert files.commit(staged).status == "imported"
    assert files.sales("gross") == [("90.00",), ("100.00",)]


def test_that_an_imported_batch_is_not_decided_any_more(files: Files, reviewing: Reviewing) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100"))
    done = files.commit(files.stage(NOTION, sale(Order="1", Gross="90")))

    with pytest.raises(UserError, match="does not wait"):
        reviewing.decide_all(done.id, take=True)


def test_that_a_decision_is_undone_with_its_import(files: Files, engine: Engine) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100"))
    before = files.imports.contents()
    staged = files.stage(NOTION, sale(Order="1", Gross="90"))
    Reviewing(engine).decide_all(staged.id, take=True)
    files.commit(staged)

    History(engine, "window").undo()

    assert files.sales("gross", "locked_fields") == [("100.00", "{}")]
    assert before.keys() == files.imports.contents().keys()


@pytest.mark.parametrize("first", ["shipped", "completed"])
def test_that_a_status_goes_on_and_never_back(files: Files, first: str) -> None:
    second = "completed" if first == "shipped" else "shipped"
    files.bring(API, sale(Order="1", Status=first))
    files.bring(API, sale(Order="1", Status=second))
    files.bring(NOTION, sale(Order="1", Status="pending"))

    assert files.sales("status") == [("completed",)]


def test_that_a_cancelled_sale_frees_its_pair_and_takes_it_back_when_completed(files: Files) -> None:
    files.bring(BOUGHT, pair(), name="bought.csv")
    files.bring(API, sale(Order="1", Size="10", Status="pending"))
    assert Figures(files.imports.engine).coverage() == Coverage(sales=1, cost_known=1)

    assert files.bring(API, sale(Order="1", Size="10", Status="cancelled")) == {"changed": 1}
    assert Figures(files.imports.engine).coverage() == Coverage(sales=0, cost_known=0)
    assert files.bring(API, sale(Order="1", Size="10", Status="completed")) == {"changed": 1}
    assert Figures(files.imports.engine).coverage() == Coverage(sales=1, cost_known=1)


def test_that_a_pair_freed_by_a_file_goes_to_the_next_sale_of_that_file(files: Files) -> None:
    files.bring(BOUGHT, pair(), name="bought.csv")
    files.bring(API, sale(Order="1", Size="10", Status="pending"))
    cancelled = sale(Order="1", Size="10", Status="cancelled")
    files.bring(API, cancelled, sale(Order="2", Size="10", Status="pending"))
    assert files.sales("order_key", "item_id is not null") == [("1", "true"), ("2", "true")]

    # The first stands again after all: its pair is the other's now.
    files.bring(REPORT, sale(Order="1", Size="10", Status="completed"))
    assert files.sales("order_key", "item_id is not null") == [("1", "false"), ("2", "true")]


@pytest.mark.parametrize("status", ["pending", "cancelled", "returned", "failed_verification"])
def test_that_a_sale_of_any_status_counts_as_it_should(files: Files, status: str) -> None:
    files.bring(BOUGHT, pair(), name="bought.csv")
    files.bring(API, sale(Order="1", Size="10", Gross="100", Payout="", Status=status))

    stands = status == "pending"
    assert Figures(files.imports.engine).coverage() == Coverage(sales=int(stands), cost_known=int(stands))
    assert files.sales("item_id is not null") == [(str(stands).lower(),)]


def test_that_a_sale_without_a_price_is_kept_without_one(files: Files) -> None:
    files.bring(TRACKER, sale(Order="1"))
    assert files.sales("gross", "payout") == [(None, None)]
    assert files.bring(NOTION, sale(Order="1", Gross="100", Payout="90")) == {"changed": 1}
    assert files.sales("gross", "payout") == [("100.00", "90.00")]


def pair(**cells: object) -> dict[str, object]:
    return {
        "Style": "DD1391-100",
        "Product": "Dunk Low",
        "Size": "10",
        "Bought": "2024-01-05",
        "Price": "60",
        **cells,
    }


def both(**cells: object) -> dict[str, object]:
    """A row that is a purchase and a sale."""
    return {**pair(), **sale(), **cells}


def test_that_a_sale_takes_the_pair_of_its_own_row(files: Files) -> None:
    rows = [
        both(Order="2", Price="70", Bought="2024-01-05", Pair="1"),
        both(Order="1", Price="60", Bought="2024-01-07", Pair="2"),
        both(Order="3", Price="50", Bought="2024-01-09", Pair="3", Style="N/A", Product="Bag"),
    ]
    files.bring(BOUGHT, *rows)
    files.bring(NOTION, *rows)

    assert prices(files) == [("1", "60.00"), ("2", "70.00"), ("3", "50.00")]
    assert files.bring(BOUGHT, *rows) == {"known": 3}
    assert files.bring(NOTION, *rows) == {"known": 3}


def prices(files: Files) -> list[tuple[object, ...]]:
    query = """
        select order_key, price::text from sales.sales left join products.items on items.id = item_id
        order by order_key
    """
    return files.imports.rows(query)


def test_that_a_known_sale_without_a_pair_gains_that_of_its_row(files: Files) -> None:
    files.bring(REPORT, sale(Order="1", Style="N/A", Product="Bag"), name="report.csv")
    row = both(Order="1", Style="N/A", Product="Bag", Pair="1")
    files.bring(BOUGHT, row)
    assert prices(files) == [("1", None)]

    staged = files.stage(NOTION, row)

    [difference] = files.imports.importing.differences(staged.id)
    assert difference.fields["item"] == (None, "60.00 EUR")
    files.commit(staged)
    assert prices(files) == [("1", "60.00")]


def test_that_a_pair_of_a_row_that_another_sale_has_is_left_to_it(files: Files) -> None:
    files.bring(REPORT, sale(Order="9", Size="10"), name="report.csv")
    rows = [both(Order="1", Pair="1")]
    files.bring(BOUGHT, *rows)
    staged = files.stage(NOTION, *rows)

    [note] = files.imports.importing.findings(staged.id, "warning")
    assert note.message == "The pair bought in this row is that of the sale 9 already"
    files.commit(staged)
    assert prices(files) == [("1", None), ("9", "60.00")]


def test_that_pairs_keep_what_a_row_says_of_state_arrival_and_shipping(files: Files) -> None:
    row = pair(State="incoming", Delivered="", Shipping="4.50")
    files.bring(BOUGHT, row)
    query = """
        select state, extra_costs::text,
               (select string_agg(kind || ' ' || day, ', ') from products.item_events
                where item_id = items.id)
        from products.items
    """
    assert files.imports.rows(query) == [("incoming", "4.50", None)]

    assert files.bring(BOUGHT, row | {"State": "in_stock", "Delivered": "2024-01-09"}) == {"changed": 1}
    assert files.imports.rows(query) == [("in_stock", "4.50", "received 2024-01-09")]
    assert files.bring(BOUGHT, row | {"Delivered": "2024-01-10"}) == {"changed": 1}
    assert files.imports.rows(query) == [("in_stock", "4.50", "received 2024-01-10")]


def test_that_a_pair_without_day_and_price_gains_them_later(files: Files) -> None:
    unsaid = pair(Bought="", Price="")
    files.bring(BOUGHT, unsaid)
    assert files.bring(BOUGHT, unsaid) == {"known": 1}
    assert files.imports.rows("select price from products.items") == [(None,)]

    assert files.bring(BOUGHT, pair(Bought="")) == {"changed": 1}
    assert files.bring(BOUGHT, pair()) == {"changed": 1}
    assert files.bring(BOUGHT, pair()) == {"known": 1}
    query = """
        select price, ordered_on::text from products.items
        join products.purchases on purchases.id = purchase_id
    """
    assert files.imports.rows(query) == [(Decimal("60.00"), "2024-01-05")]


def test_that_an_import_of_arrivals_is_undone_whole(files: Files, engine: Engine) -> None:
    files.bring(BOUGHT, pair(Delivered="2024-01-09"))
    History(engine, "window").undo()
    assert files.imports.one("select count(*) from products.items") == 0
    assert files.imports.one("select count(*) from products.item_events") == 0


def test_that_conflicts_of_a_batch_are_read_no_further_than_asked(files: Files, reviewing: Reviewing) -> None:
    files.bring(REPORT, *(sale(Order=order, Gross="100") for order in "123"))
    staged = files.stage(NOTION, *(sale(Order=order, Gross="90") for order in "123"))
    assert [each.row_number for each in reviewing.conflicts(staged.id, 2, control=Control())] == [1, 2]


def test_that_an_older_export_does_not_pay_out_what_came_back(files: Files) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100", Payout="0", Status="returned"))
    files.bring(REPORT, sale(Order="1", Gross="100", Payout="90", Status="completed"))
    assert files.sales("status", "payout") == [("returned", "0.00")]


def test_that_a_row_that_would_make_a_sale_another_one_is_warned_of(files: Files) -> None:
    files.bring(REPORT, sale(Order="1001", Style="DD1391-100", Product="Dunk", Gross="100"))
    staged = files.stage(REPORT, sale(Order="1001", Style="555088-134", Product="Jordan", Gross="250"))
    assert staged.counts.changed == 1
    [found] = files.imports.importing.findings(staged.id, "warning")
    assert found.code == "may_be_another"
    assert files.imports.importing.needs_a_look(staged.id)


def test_that_a_report_that_ends_earlier_takes_back_no_amount(files: Files) -> None:
    later = sale(Order="9", Gross="100", Sold="2024-08-01 12:00:00 +00", Payout="")
    refunded = sale(Order="1", Gross="60", Payout="50")
    files.bring(REPORT, refunded, later)
    assert files.bring(REPORT, sale(Order="1", Gross="100", Payout="90")) == {"known": 1}
    assert files.bring(REPORT, sale(Order="1", Gross="", Payout="")) == {"known": 1}
    assert files.sales("gross", "payout") == [("60.00", "50.00"), ("100.00", None)]


def test_that_an_amount_that_goes_back_to_what_it_was_is_shown_and_left(
    files: Files, reviewing: Reviewing, engine: Engine
) -> None:
    before, refunded = sale(Order="1", Payout="90"), sale(Order="1", Payout="50")
    files.bring(REPORT, before)
    assert files.bring(REPORT, refunded) == {"changed": 1}
    staged = files.stage(REPORT, before)
    found = [(each.field, each.ours, each.theirs) for each in reviewing.conflicts(staged.id)]
    assert found == [("payout", "50.00", "90.00")]
    files.commit(staged)
    assert files.sales("payout") == [("50.00",)]


def test_that_an_amount_whose_change_was_undone_has_not_been(files: Files, engine: Engine) -> None:
    files.bring(REPORT, sale(Order="1", Payout="90"))
    files.bring(REPORT, sale(Order="1", Payout="50"))
    History(engine, "window").undo()
    assert files.bring(REPORT, sale(Order="1", Payout="50"), name="again.csv") == {"changed": 1}


def test_that_a_sheet_kept_by_hand_may_take_an_amount_back(files: Files) -> None:
    for payout in ("90", "50", "90"):
        files.bring(NOTION, sale(Order="1", Payout=payout))
    assert files.sales("payout") == [("90.00",)]


def test_that_a_payout_of_another_currency_is_a_conflict_with_all_it_would_cost(
    files: Files, reviewing: Reviewing
) -> None:
    files.bring(REPORT, sale(Order="1", Gross="100", Fee="5", Currency="USD"))
    staged = files.stage(NOTION, sale(Order="1", Payout="80", Currency="EUR"))
    found = [(each.field, each.ours, each.theirs) for each in reviewing.conflicts(staged.id)]
    assert found == [
        ("currency", "USD", "EUR"),
        ("gross", "100.00", None),
        ("payout", None, "80.00"),
        ("platform_fee", "5.00", None),
    ]
    notes = [found.message for found in files.imports.importing.findings(staged.id)]
    assert notes == [
        "The currency stays USD, though the file says EUR, whose word counts less",
        "The payout stays unknown, though the file says 80.00, whose word counts less",
    ]


def test_that_an_amount_given_up_for_those_of_another_currency_is_warned_of(files: Files) -> None:
    files.bring(NOTION, sale(Order="1", Payout="80", Currency="EUR"))
    staged = files.stage(REPORT, sale(Order="1", Gross="100", Currency="USD"))
    [warned] = files.imports.importing.findings(staged.id, "warning")
    assert (warned.code, warned.column, warned.value) == ("amount_given_up", "payout", "80.00")
    [difference] = files.imports.importing.differences(staged.id)
    assert difference.fields["payout"] == ("80.00", None)
    files.commit(staged)
    assert files.sales("gross", "payout", "currency") == [("100.00", None, "USD")]


def test_that_a_file_without_fees_says_so_once(files: Files) -> None:
    rows = [sale(Order=order, Gross="100", Payout="90") for order in "123"]
    staged = files.stage(REPORT, *rows)
    assert files.imports.importing.findings(staged.id) == []
    assert [str(notice) for notice in staged.notices] == [
        "The file names no fees: what payouts lack of prices is booked as other adjustment"
    ]
    named = files.stage(REPORT, sale(Order="4", Gross="100", Payout="80", Fee="10"), name="named.csv")
    assert [found.code for found in files.imports.importing.findings(named.id)] == ["unnamed_deduction"]
    assert named.notices == ()
