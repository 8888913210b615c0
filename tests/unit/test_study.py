"""What the columns of a file say about how its other columns are read."""

import pytest

from soleflip_desktop.domain.readings import DAY_FIRST, MONTH_FIRST
from soleflip_desktop.importers.column import Column
from soleflip_desktop.importers.local_columns import LocalDay
from soleflip_desktop.importers.study import Habits, UndecidedError, decide

BOUGHT, SOLD = LocalDay("Bought"), LocalDay("Sold")
OPEN = {"Bought": {"05/03/2024"}}


def readings(
    columns: tuple[Column, ...], cells: dict[str, set[str]], *witnesses: Column, **chosen: str
) -> dict[str, str]:
    found = decide(columns, cells, chosen, Habits(), "table.csv", witnesses)
    return {column.header: found[column.header] for column in columns}


@pytest.mark.parametrize(("day", "order"), [("13/03/2024", DAY_FIRST), ("03/13/2024", MONTH_FIRST)])
def test_that_a_column_follows_another_that_shows_the_order(day: str, order: str) -> None:
    assert readings((BOUGHT, SOLD), {**OPEN, "Sold": {day}}) == {"Bought": order, "Sold": order}


def test_that_a_column_that_is_not_read_shows_the_order_too() -> None:
    assert readings((BOUGHT,), {**OPEN, "Sold": {"03/13/2024"}}, SOLD) == {"Bought": MONTH_FIRST}


@pytest.mark.parametrize("cells", [set(), {""}, {"02/02/2024"}, {"2024-03-13"}, {"13 March 2024"}])
def test_that_a_column_that_reads_alike_in_every_order_shows_none(cells: set[str]) -> None:
    with pytest.raises(UndecidedError, match='column "Bought"'):
        readings((BOUGHT, SOLD), {**OPEN, "Sold": cells})


def test_that_a_column_that_is_not_read_is_not_asked_about() -> None:
    cells = {"Bought": {"13/03/2024"}, "Sold": {"05/03/2024"}}
    assert readings((BOUGHT,), cells, SOLD) == {"Bought": DAY_FIRST}


def test_that_what_the_user_says_of_one_column_counts_for_the_others() -> None:
    cells = {**OPEN, "Sold": {"02/02/2024"}}
    assert readings((BOUGHT, SOLD), cells, Sold=MONTH_FIRST)["Bought"] == MONTH_FIRST
