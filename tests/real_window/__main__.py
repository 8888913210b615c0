"""A day of a reseller in a real window, with pictures of it; what was done is read back from outside.

    python -m tests.real_window PICTURES

Needs Xvfb, openbox, xdotool and ImageMagick. Most of it also needs AT-SPI (Debian: at-spi2-core, python3-gi,
gir1.2-atspi-2.0) and is skipped without.
"""

import argparse
import sys
from pathlib import Path
from shutil import which

from tests.real_window import accessible, importing, rows, whole
from tests.real_window.screen import Screen, real_screen, say
from tests.real_window.user import User, open_window

NEEDED = ("Xvfb", "openbox", "xdotool", "import", "dbus-daemon")
SCREEN, LARGE_SCREEN = "1600x1000", "2560x1600"


def main() -> int:
    options = _options()
    missing = [name for name in NEEDED if which(name) is None]
    if missing:
        say(f"not found: {', '.join(missing)}")
        return 1
    size = SCREEN if options.scale == 1 else LARGE_SCREEN
    with real_screen(options.pictures, size, options.scale) as screen:
        try:
            run(screen) if options.scale == 1 else look(screen)
        except BaseException:
            screen.picture("failed")
            raise
    say("passed")
    return 0


def run(screen: Screen) -> None:
    """The whole day."""
    report, purchases = importing.write_files(screen.folder)
    user = open_window(screen)
    if screen.reader is None:
        importing.by_keyboard_unheard(user, purchases)
        importing.by_drag(user, report)
        importing.undo_and_redo(user)
        whole.look_around(user, "light")
        user.leave()
        return
    user.waits_to_see("Saved")
    importing.by_keyboard(user, purchases)
    importing.by_drag(user, report)
    importing.undo_and_redo(user)
    whole.look_around(user, "light")
    accessible.tabs_and_buttons_have_names(user)
    accessible.cells_can_be_read(user)
    _work_with_rows(user)
    whole.switch_theme(user)
    user = whole.switch_back(whole.switch_language(user))
    whole.kill_the_server(user)
    whole.hear_of_another_window(user)
    whole.close_and_open_again(user).leave()


def look(screen: Screen) -> None:
    """Takes a picture of every tab, at another scale, for a look at what is cut off."""
    report, purchases = importing.write_files(screen.folder)
    screen.ask("import", "--skip-problems", purchases, report)
    user = open_window(screen)
    screen.xdotool("windowsize", "--sync", user.window, "100%", "95%")
    screen.rest(2)
    whole.look_around(user, f"scaled-{screen.environment['QT_SCALE_FACTOR']}")
    user.leave()


def _work_with_rows(user: User) -> None:
    rows.add_and_edit_a_pair(user)
    rows.delete_a_pair(user)
    rows.filter_and_sort_sales(user)
    rows.type_a_cost_and_choose_a_pair(user)
    rows.fold_the_details(user)
    rows.search_for_a_sale(user)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.real_window", description=__doc__)
    parser.add_argument("pictures", type=Path, nargs="?", default=Path("pictures"))
    parser.add_argument("--scale", type=float, default=1, help="only take pictures, at this scale")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
