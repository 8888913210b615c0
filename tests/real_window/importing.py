"""Files come in: a drag from another program, and a review all by keyboard."""

from pathlib import Path

from tests.benchmarks.stockx_files import write_purchases, write_report
from tests.real_window.drag_source import TITLE
from tests.real_window.screen import PATIENCE, Screen, until
from tests.real_window.user import User

SALES, PURCHASES = 600, 200
REVIEW = "Rows of the file"
FAULTS = (  # a price and a day that are none
    "DD1391-100,Nike Dunk Low Panda,10,a lot,EUR,2022-05-01,Shop 1",
    "DD1391-100,Nike Dunk Low Panda,10,99,EUR,the other day,Shop 1",
)


def write_files(folder: Path) -> tuple[Path, Path]:
    """A report of sales and the purchases for some of them."""
    report, purchases = folder / "report.csv", folder / "purchases.csv"
    write_report(report, SALES, styles=60)
    write_purchases(purchases, PURCHASES, styles=60)
    with purchases.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\r\n" for line in FAULTS)
    return report, purchases


def by_keyboard(user: User, file: Path) -> None:
    """Corrects one problem, leaves the other and a good row out, imports the rest."""
    _choose(user, file)
    user.waits_to_see("Import 200 purchases")
    until("at the first problem", lambda: user.is_at("201"), told=False)
    user.press("F2")
    user.type("120")
    user.press("Return")
    user.waits_to_see("Import 201 purchases")
    user.picture("03-problem-corrected")
    user.tab_to("All: ")
    user.press("Right", "space")  # along the tiles to the new ones
    until("the new rows are listed", lambda: user.table(REVIEW).rows == PURCHASES + 1)
    user.tab_to_table()
    user.press("Down", "space")
    until("a row is ticked off", lambda: user.table(REVIEW).column("Take")[:2] == ["Taken", "Left out"])
    user.picture("04-row-left-out")
    user.tab_to("Leave the problem row out")
    user.press("space")
    user.tab_to("Import 200 purchases")
    user.press("Return")
    until("the purchases are imported", lambda: _state(user.screen, file) == "imported")
    assert user.screen.asked("status")["inventory"] == PURCHASES


def by_keyboard_unheard(user: User, file: Path) -> None:
    """The same where nothing can be read from the window: with Enter, and no problems in the file."""
    screen = user.screen
    write_purchases(file, PURCHASES, styles=60)
    _choose(user, file)
    until("the purchases are staged", lambda: _state(screen, file) == "staged")
    screen.rest(0.5)
    user.press("Return")  # the focus is on the button that imports
    until("the purchases are imported", lambda: _state(screen, file) == "imported")


def by_drag(user: User, file: Path) -> None:
    """From another program, while Analytics is in sight."""
    screen = user.screen
    user.press("ctrl+4")
    source = screen.start_module("tests.real_window.drag_source", file)
    drag(screen, screen.window(source.pid, TITLE), user.window)
    until("the report is staged", lambda: _state(screen, file) == "staged")
    user.picture("06-review")
    assert source.wait(PATIENCE) == 0, "the program that was dragged from took no notice of the drop"
    user.come_up()
    user.press("Return")
    until("the report is imported", lambda: _state(screen, file) == "imported")
    assert screen.asked("status")["sales"] == SALES


def undo_and_redo(user: User) -> None:
    """From the Edit menu."""
    screen = user.screen
    user.press("alt+e")
    user.picture("07-edit-menu")
    user.press("Return")
    until("the import is undone", lambda: screen.asked("status")["sales"] == 0)
    screen.rest(1)  # the menu learns of it a little later than the command line
    user.press("alt+e", "Down", "Return")
    until("the import is redone", lambda: screen.asked("status")["sales"] == SALES)


def drag(screen: Screen, source: str, target: str) -> None:
    """Drags from the middle of one window to the middle of another, in steps that a toolkit believes."""
    left, top, width, height = screen.place(target)
    screen.xdotool("windowmove", "--sync", source, left // 4, top + height // 2)
    left, top, width, height = screen.place(source)
    start_x, start_y = left + width // 2, top + height // 2
    left, top, width, height = screen.place(target)
    far_x, far_y = left + width // 2 - start_x, top + height // 2 - start_y
    steps: list[object] = ["mousemove", start_x, start_y, "mousedown", 1, "sleep", "0.3"]
    for step in range(1, 11):
        steps += ["mousemove", start_x + far_x * step // 10, start_y + far_y * step // 10, "sleep", "0.06"]
    screen.xdotool(*steps)
    screen.picture("05-dragging")
    screen.xdotool("mouseup", 1)


def _choose(user: User, file: Path) -> None:
    user.picture("01-empty")
    user.press("ctrl+i")
    user.screen.rest(0.7)
    user.type(str(file))
    user.picture("02-choosing")
    user.press("Return")


def _state(screen: Screen, file: Path) -> str:
    """Of the newest import of a file, empty before there is one."""
    states = {each["file"]: each["status"] for each in reversed(screen.asked("imports"))}
    return str(states.get(file.name, ""))
