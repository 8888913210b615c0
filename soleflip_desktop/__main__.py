"""Where the program begins: as a command, as a window, or frozen."""

import multiprocessing
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """The command `soleflip`; returns its exit status."""
    multiprocessing.freeze_support()
    from soleflip_desktop import cli

    return cli.main(sys.argv[1:] if arguments is None else arguments)


def main_window() -> int:
    """The program behind the icon: the window, with the files it was started with."""
    return main()


if __name__ == "__main__":
    sys.exit(main())
