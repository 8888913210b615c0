"""What a screen reader finds in the window: names for everything, and the cells of the tables."""

from tests.real_window.reader import Seen
from tests.real_window.rows import INVENTORY, SALES
from tests.real_window.user import User

TABS = ("Inventory", "Sales", "Import", "Analytics")
CONTROLS = ("push button", "check box", "radio button", "combo box", "text", "spin button", "table", "list")


def tabs_and_buttons_have_names(user: User) -> None:
    """Of every tab in turn."""
    for number, tab in enumerate(TABS, 1):
        user.press(f"ctrl+{number}")
        user.screen.rest(1)
        seen = user.in_sight()
        assert [each.name for each in seen if each.role == "page tab"] == list(TABS)
        assert any(each.name == "Search everything" for each in seen)
        assert not (nameless := unnamed(seen)), f"{tab}: without a name: {nameless}"


def cells_can_be_read(user: User) -> None:
    user.press("ctrl+1")
    user.screen.rest(1)
    pairs = user.table(INVENTORY, rows=3)
    assert pairs.titles[0].startswith("Product")
    assert all(pairs.column("Product"))
    assert all("€" in price for price in pairs.column("Price")), pairs.column("Price")
    user.press("ctrl+2")
    user.screen.rest(1)
    sales = user.table(SALES, rows=3)
    assert all(sales.column("Product"))
    assert all("-" in order for order in sales.column("Order")), sales.column("Order")


def unnamed(seen: list[Seen]) -> list[str]:
    """Controls in sight of which a screen reader could say only what kind they are.

    Qt says of a combo box what is chosen in it instead of its name, which a label or a description has then.
    """
    told = [(each, each.label or each.about if each.role == "combo box" else each.name) for each in seen]
    return [f"{each.role} {each.text!r}" for each, name in told if each.role in CONTROLS and not name]
