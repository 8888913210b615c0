"""Pairs and sales: added, typed into, deleted, filtered, sorted, found; all by keyboard."""

import csv
import time

from tests.real_window.screen import until
from tests.real_window.user import User

INVENTORY, SALES = "Inventory", "Sales"
PAIR = "Air Sample One"


def add_and_edit_a_pair(user: User) -> None:
    user.press("ctrl+1")
    before = user.table(INVENTORY).rows
    user.press("ctrl+n")
    user.waits_to_be_at("Product")
    user.type(PAIR)
    _fill(user, "Size", "US 10")
    _fill(user, "Price", "149.90")
    _fill(user, "Bought on", time.strftime("%Y-%m-%d"))  # so that it stands first
    user.picture("08-new-item")
    user.press("Return")
    until("the pair is added", lambda: user.table(INVENTORY).rows == before + 1)
    assert user.table(INVENTORY).column("Product")[0] == PAIR
    go_to_table(user)
    type_into(user, INVENTORY, "Price", "155.50")
    until("the price is changed", lambda: user.table(INVENTORY).column("Price")[0].startswith("155.50"))
    type_into(user, INVENTORY, "Location", "Shelf 9")
    until("so is the location", lambda: user.table(INVENTORY).column("Location")[0] == "Shelf 9")
    user.picture("09-pair-edited")


def delete_a_pair(user: User) -> None:
    """And take it back."""
    before = user.table(INVENTORY).rows
    user.press("ctrl+Home")
    user.press("Delete")
    until("the pair is deleted", lambda: user.table(INVENTORY).rows == before - 1)
    user.picture("10-pair-deleted")
    user.press("ctrl+z")
    until("it is back", lambda: user.table(INVENTORY).rows == before)
    assert pairs(user)[PAIR]["location"] == "Shelf 9"


def filter_and_sort_sales(user: User) -> None:
    user.press("ctrl+2")
    whole = user.table(SALES).rows
    user.tab_to("Brand", "shift+Tab")
    user.press("space")
    user.screen.rest(0.7)
    user.picture("11-chip-open")
    user.press("space", "Escape")  # the most frequent brand
    until("the sales are filtered", lambda: 0 < user.table(SALES).rows < whole)
    go_to_table(user)
    sort(user, "Size", steps=0)
    sort(user, "Gross", steps=2)
    until("sorted by two columns", lambda: _sorted_by_two(user))
    user.picture("12-filtered-and-sorted")


def type_a_cost_and_choose_a_pair(user: User) -> None:
    user.tab_to("Cost missing", "shift+Tab")
    user.press("space")
    user.screen.rest(1)
    go_to_table(user)
    order = user.table(SALES).column("Order")[0]
    type_into(user, SALES, "Cost", "66.60")
    until("the cost is typed", lambda: sales(user)[order]["cost"] == "66.60")
    user.screen.rest(1)
    order = user.table(SALES).column("Order")[0]
    user.press("ctrl+Home", "ctrl+m")
    user.waits_to_see("Choose the pair")
    user.screen.rest(1)
    user.picture("13-choosing-a-pair")
    user.press("Return")
    until("the pair is chosen", lambda: bool(sales(user)[order]["cost"]))


def fold_the_details(user: User) -> None:
    """Away with F9, and back."""
    user.press("ctrl+Home", "Down")
    user.waits_to_see("Where this came from")
    user.picture("14-details")
    user.press("F9")
    until("the details are folded", lambda: not user.sees("Where this came from"))
    user.press("F9")
    user.waits_to_see("Where this came from")


def search_for_a_sale(user: User) -> None:
    user.press("ctrl+4", "ctrl+k")
    order = next(iter(sales(user)))
    user.type(order)
    user.screen.rest(1)
    user.picture("15-search")
    user.press("Return")
    until("the sale is found", lambda: user.table(SALES).column("Order") == [order])
    user.picture("16-found")


def go_to_table(user: User) -> None:
    """From the search box, where Ctrl+F goes, on to the first row."""
    user.press("ctrl+f")
    user.waits_to_be_at("Search product")
    user.tab_to_table()
    user.press("ctrl+Home")


def type_into(user: User, table: str, title: str, text: str) -> None:
    """Types into a cell of the first row."""
    go_to_cell(user, table, title)
    user.press("F2", "ctrl+a")
    user.type(text)
    user.press("Return")


def go_to_cell(user: User, table: str, title: str) -> None:
    user.press("ctrl+Home", "Home")
    titles = [each.partition(",")[0] for each in user.table(table).titles]
    user.press(*["Right"] * titles.index(title))


def sort(user: User, title: str, steps: int) -> None:
    """Through the menu of a cell: its last entry is the column's, of which one is taken."""
    go_to_cell(user, SALES, title)
    user.press("Menu", "Up", "Right", *["Down"] * steps, "Return")
    user.screen.rest(1)


def sales(user: User) -> dict[str, dict[str, str]]:
    """All sales by their order, as they are exported."""
    return {row["order_key"]: row for row in _exported(user, "sales")}


def pairs(user: User) -> dict[str, dict[str, str]]:
    """One pair of each product."""
    return {row["product"]: row for row in _exported(user, "inventory")}


def _exported(user: User, what: str) -> list[dict[str, str]]:
    path = user.screen.folder / f"{what}-out.csv"
    path.unlink(missing_ok=True)
    user.screen.ask("export", what, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _fill(user: User, field: str, text: str) -> None:
    user.tab_to(field)
    user.type(text)


def _sorted_by_two(user: User) -> bool:
    return sum("ending" in title for title in user.table(SALES).titles) == 2
