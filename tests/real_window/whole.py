"""The program as a whole: settings, a server that dies, another window, the next start."""

import os
import signal
from contextlib import suppress
from itertools import chain

from tests.real_window.rows import INVENTORY, PAIR, SALES, go_to_cell, go_to_table, pairs, type_into
from tests.real_window.screen import Screen, until
from tests.real_window.user import User, open_window

TABS = ("inventory", "sales", "import", "analytics")


def look_around(user: User, theme: str) -> None:
    """Takes a picture of every tab."""
    for number, name in enumerate(TABS, 1):
        user.press(f"ctrl+{number}")
        user.screen.rest(1.2)
        user.picture(f"{theme}-{name}")


def switch_theme(user: User) -> None:
    """To the dark one, in the settings."""
    user.press("ctrl+comma")
    user.waits_to_see("Reporting currency")
    user.screen.rest(1)
    user.picture("17-settings")
    user.tab_to("Theme")
    user.press("End")
    _save(user)
    user.screen.rest(0.5)
    look_around(user, "dark")


def switch_language(user: User) -> User:
    """To German, which takes a restart that the program offers; returns the window it opens then."""
    user.press("ctrl+comma")
    user.waits_to_see("Reporting currency")
    user.screen.rest(1)
    user.tab_to("Language")
    user.press("End")
    _save(user)
    user.waits_to_see("Restart now?")
    user.picture("18-restart")
    user.tab_to("Restart")
    user.press("Return")
    user.waits_to_see("Verkäufe")
    german = User(user.screen, user.program, user.screen.window(user.program.pid, "^SoleFlip$"))
    german.come_up()
    german.press("ctrl+1")
    german.waits_to_see("Bestand")
    german.picture("19-german")
    return german


def switch_back(user: User) -> User:
    """To English and the light theme."""
    user.press("ctrl+comma")
    user.waits_to_see("Sprache")
    user.screen.rest(1)
    user.tab_to("Sprache")
    user.press("Home", "Down")
    user.tab_to("Farbschema")
    user.press("Home", "Down")
    user.press("Return")
    user.waits_to_see("Neu starten")
    user.tab_to("Neu starten")
    user.press("Return")
    user.waits_to_see("Inventory")
    english = User(user.screen, user.program, user.screen.window(user.program.pid, "^SoleFlip$"))
    english.come_up()
    return english


def kill_the_server(user: User) -> None:
    """While a cell is typed into; what was typed is offered again once the server is back."""
    user.press("ctrl+1")
    go_to_table(user)
    go_to_cell(user, INVENTORY, "Location")
    user.press("F2", "ctrl+a")
    user.type("Shelf 10")
    _kill(user.screen)
    user.press("Return")
    until("the bar says so", lambda: user.sees("The database stopped") or _kill(user.screen))
    user.screen.picture("20-server-killed")
    until("the server is back", lambda: not user.sees("The database stopped"))
    if user.sees("Not saved"):
        user.tab_to("Try again")
        user.press("Return")
    until("the edit is saved", lambda: pairs(user)[PAIR]["location"] == "Shelf 10")
    user.picture("21-server-back")


def hear_of_another_window(user: User) -> None:
    """A second window on the same data folder shows what the first one changes."""
    user.press("ctrl+1")
    other = open_window(user.screen)
    other.waits_to_see("Saved")
    other.press("ctrl+1")
    until("the second window has the pairs", lambda: other.table(INVENTORY).rows > 0)
    user.come_up()
    go_to_table(user)
    type_into(user, INVENTORY, "Location", "Shelf 11")
    until(
        "the second window hears of the edit",
        lambda: other.table(INVENTORY).column("Location")[0] == "Shelf 11",
    )
    other.come_up()
    other.picture("22-second-window")
    other.leave()
    user.come_up()


def close_and_open_again(user: User) -> User:
    """Data, columns and their order are as they were; returns the new window."""
    user.press("ctrl+2")
    go_to_table(user)
    go_to_cell(user, SALES, "Payout")
    user.press("Menu", "Up", "Right", "Up", "Up", "Up", "Return")  # hides the column
    user.screen.rest(1)
    before = {name: _shown(user, name) for name in (INVENTORY, SALES)}
    place, sales = user.screen.place(user.window), user.screen.asked("status")["sales"]
    user.leave()
    again = open_window(user.screen)
    again.waits_to_see("Saved")
    until("the tables are as before", lambda: {name: _shown(again, name) for name in before} == before)
    assert again.screen.asked("status")["sales"] == sales
    assert again.screen.place(again.window)[2:] == place[2:]
    return again


def _shown(user: User, name: str) -> list[list[str]]:
    """The first rows of a table, and above them its titles."""
    user.press("ctrl+1" if name == INVENTORY else "ctrl+2")
    user.screen.rest(1)
    table = user.table(name)
    return [table.titles, *table.cells]


def _save(user: User) -> None:
    user.press("Return")
    until("the settings are saved", lambda: not user.sees("Reporting currency"))


def _kill(screen: Screen) -> bool:
    """Kills the server's process, whose number it keeps in a file; a server that is soon back gets no bar."""
    notes = chain(screen.folder.glob("*/postmaster.pid"), screen.folder.glob("*/*/postmaster.pid"))
    with suppress(FileNotFoundError, ProcessLookupError, IndexError):  # between two starts
        for note in notes:
            os.kill(int(note.read_text(encoding="ascii").splitlines()[0]), signal.SIGKILL)
    return False
