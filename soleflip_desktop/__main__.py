"""Where the program begins: as a command, as a window, or frozen."""

import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """The command `soleflip`; returns its exit status."""
    multiprocessing.freeze_support()
    from soleflip_desktop import cli

    return cli.main(sys.argv[1:] if arguments is None else arguments)


def main_window() -> int:
    """The program behind the icon: the window, with the files it was started with.

    It has no console, so what keeps the window from opening is said in a window of its own.
    """
    multiprocessing.freeze_support()
    from soleflip_desktop import cli

    return cli.main(sys.argv[1:], tell=_tell_in_a_window)


def _tell_in_a_window(text: str) -> None:
    from soleflip_desktop.ui.app import show_startup_error

    show_startup_error(text)


def _is_behind_icon() -> bool:
    """Both frozen programs are made of this file and told apart by their names."""
    return Path(sys.executable).stem == "soleflip-desktop"


if __name__ == "__main__":
    sys.exit(main_window() if _is_behind_icon() else main())
