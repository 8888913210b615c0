"""The command line: what can be asked for, and how it ends; Qt is never imported by a command."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from soleflip_desktop import __version__
from soleflip_desktop.errors import Cancelled, DatabaseError, UserError
from soleflip_desktop.redaction import without_password

if TYPE_CHECKING:
    from soleflip_desktop.cli_output import Output
    from soleflip_desktop.services.health import Check
    from soleflip_desktop.settings import Settings

FAILED, BUG, INTERRUPTED = 1, 70, 130
_WINDOW = "window"
COMMAND_NAMES = frozenset(
    (
        *("import", "imports", "profiles", "continue", "discard", "revert", "undo", "redo"),
        *("status", "export", "doctor"),
    )
)
_EPILOG = """\
Without a command the window opens; files named instead of a command are dropped on it.
Exit status: 0 done, 1 not done as asked, 2 wrong usage, 70 a bug, 130 interrupted.
"""


def main(arguments: Sequence[str], tell: Callable[[str], None] | None = None) -> int:
    """Runs what `arguments` ask for and returns the exit status.

    Args:
        tell: Where there is no console, shows what ended the run, if a window can be shown at all.
    """
    from soleflip_desktop.cli_output import Output

    options = parse(arguments)
    output = Output(tell=tell if has_display() else None)
    try:
        return _start(options, output)
    except UserError as error:
        output.error(error)
        return FAILED
    except BrokenPipeError:
        _silence_stdout()
        return FAILED
    except KeyboardInterrupt:
        output.error("interrupted")
        return INTERRUPTED
    except Exception:  # the one place where a bug is caught: to say where its traceback is
        _report_bug(output)
        return BUG


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a run; `command` is `window` if none was named.

    Raises:
        SystemExit: With 2 on wrong usage, with 0 after --help and --version.
    """
    parser = build_parser()
    command = _first_word(arguments)
    if command is None or command in COMMAND_NAMES:
        options = parser.parse_args(arguments)
        options.command = options.command or _WINDOW
        return options
    files_parser = argparse.ArgumentParser(prog="soleflip", parents=[_data_dir()], allow_abbrev=False)
    files_parser.add_argument("files", nargs="*", type=Path)
    options = files_parser.parse_args(
        arguments, argparse.Namespace(command=_WINDOW, demo=False, selftest=False)
    )
    missing = next((path for path in options.files if not path.exists()), None)
    if missing is not None:
        parser.error(f"there is no command or file {str(missing)!r}; see soleflip --help")
    return options


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="soleflip",
        description="What each pair cost, what it brought, what is in stock.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(data_dir=None, files=[])
    parser.add_argument("--version", action="version", version=f"SoleFlip {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="where everything is kept")
    parser.add_argument("--demo", action="store_true", help="open with sample data that is gone afterwards")
    parser.add_argument("--selftest", action="store_true", help="check that this installation is whole")
    commands = _Commands(parser.add_subparsers(dest="command", metavar="COMMAND", title="commands"))
    _add_imports(commands)
    _add_history(commands)
    commands.add("status", "show what there is", as_json=True)
    export = commands.add("export", "write sales or inventory to a CSV or XLSX file")
    export.add_argument("what", choices=("sales", "inventory"))
    export.add_argument("file", type=Path, metavar="FILE")
    commands.add("doctor", "check folder, database and settings", as_json=True)
    return parser


class _Commands:
    """Adds commands that all take --data-dir."""

    def __init__(self, parsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        self._parsers = parsers

    def add(self, name: str, about: str, *, as_json: bool = False) -> argparse.ArgumentParser:
        parser = self._parsers.add_parser(
            name,
            help=about,
            description=f"{about[0].upper()}{about[1:]}.",
            parents=[_data_dir()],
            allow_abbrev=False,
        )
        if as_json:
            parser.add_argument("--json", action="store_true", help="print JSON")
        return parser

    def add_on_batch(self, name: str, about: str, *, as_json: bool = False) -> argparse.ArgumentParser:
        parser = self.add(name, about, as_json=as_json)
        parser.add_argument("batch", type=int, metavar="BATCH", help="its number in `soleflip imports`")
        return parser


def _add_imports(commands: _Commands) -> None:
    importing = commands.add("import", "import files, purchases before sales", as_json=True)
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    importing.add_argument("--validate-only", action="store_true", help="only check them, write nothing")
    importing.add_argument("--again", action="store_true", help="read a file that was imported before")
    importing.add_argument(
        "--mapping", type=Path, metavar="PROFILE", help="read them by a column profile, a JSON file"
    )
    commands.add("imports", "list all imports, the newest first", as_json=True)
    profiles = commands.add("profiles", "list the column profiles, or export one", as_json=True)
    profiles.add_argument("--export", nargs=2, metavar=("NUMBER", "FILE"), help="write one to a JSON file")
    continuing = commands.add_on_batch("continue", "import a file that waits since a crash", as_json=True)
    for parser in (importing, continuing):
        parser.add_argument("--skip-problems", action="store_true", help="leave out rows with problems")
    commands.add_on_batch("discard", "give up a file that waits since a crash")


def _add_history(commands: _Commands) -> None:
    revert = commands.add_on_batch("revert", "undo an import")
    undo = commands.add("undo", "undo the newest change")
    redo = commands.add("redo", "redo what was undone last")
    for parser in (revert, undo, redo):
        later = parser.add_mutually_exclusive_group()
        later.add_argument("--keep-later", action="store_true", help="leave rows that were changed since")
        later.add_argument("--include-later", action="store_true", help="undo what was changed since as well")


def _data_dir() -> argparse.ArgumentParser:
    """The option for behind a command; given nowhere there, it leaves what stood before the command."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="where everything is kept"
    )
    return parser


def _first_word(arguments: Sequence[str]) -> str | None:
    """The first argument that is neither an option nor the folder behind --data-dir."""
    words = iter(arguments)
    for word in words:
        if word == "--data-dir":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def _start(options: argparse.Namespace, output: "Output") -> int:
    if options.selftest:
        from soleflip_desktop.selftest import run_selftest

        return run_selftest(output)
    if options.command == _WINDOW and options.demo:
        from soleflip_desktop.demo import run_demo

        return run_demo(output, with_window=has_display())
    if options.command == _WINDOW:
        return _open_window(options)
    return _run_command(_load(options.data_dir), options, output)


def _load(data_dir: Path | None) -> "Settings":
    """The settings in force, with the log where they want it."""
    from soleflip_desktop.logs import start_logging
    from soleflip_desktop.paths import DataFolder
    from soleflip_desktop.settings import load_settings

    settings = load_settings(data_dir)
    start_logging(DataFolder(settings.data_dir), settings.log_level)
    return settings


def _open_window(options: argparse.Namespace) -> int:
    if not has_display():
        raise UserError(
            "There is no display to open a window on",
            "Use the commands that soleflip --help lists, or --demo",
        )
    from soleflip_desktop.paths import data_folder
    from soleflip_desktop.ui.app import run

    return int(run(lambda: data_folder(options.data_dir), _load, options.files))


def has_display() -> bool:
    """Whether a window can be shown; Qt would end the program where it cannot."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _run_command(settings: "Settings", options: argparse.Namespace, output: "Output") -> int:
    from soleflip_desktop.bootstrap import open_app
    from soleflip_desktop.cli_commands import COMMANDS, Run, show_checks
    from soleflip_desktop.domain.progress import Control
    from soleflip_desktop.interrupts import cancelling

    bar = output.progress(shown=not getattr(options, "json", False))
    control = Control(bar.watch)
    with cancelling(control) as interrupts:
        try:
            with open_app(settings, "command line") as app:
                control.check()
                ended = COMMANDS[options.command](Run(app, options, control, output, bar))
        except Cancelled:
            output.error("cancelled; nothing half done was kept")
            return interrupts.exit_status
        except DatabaseError as error:
            if interrupts.received is not None:  # a terminal's Ctrl-C reaches the server's programs as well
                output.error("cancelled while the database was starting")
                return interrupts.exit_status
            if options.command != "doctor":
                raise
            checks = _checks_without_database(settings, error)
            return show_checks(checks, output, as_json=options.json)
    stopped = interrupts.received is not None and ended != 0
    return interrupts.exit_status if stopped else ended


def _checks_without_database(settings: "Settings", error: UserError) -> "list[Check]":
    from soleflip_desktop.services.health import checks_without_database

    hidden = UserError(without_password(error.what), without_password(error.next_step))
    return checks_without_database(settings.data_dir, hidden)


def _report_bug(output: "Output") -> None:
    logger = logging.getLogger(__name__)
    logger.critical("A bug ended the program", exc_info=True)
    files = [
        handler.baseFilename
        for handler in logging.getLogger().handlers
        if isinstance(handler, logging.FileHandler)
    ]
    where = f"; what happened is in {files[0]}" if files else ""
    output.error(f"a bug ended the program{where}. Please report it")


def _silence_stdout() -> None:
    """Whoever read the output has gone; the interpreter must not stumble over that at its end."""
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
