"""`soleflip --demo`: the data of a made-up seller, in a data folder that is gone afterwards."""

from pathlib import Path

from soleflip_desktop.bootstrap import App, open_app
from soleflip_desktop.cli_commands import show_months, show_status
from soleflip_desktop.cli_import import FileImports, FileResult, ImportOptions
from soleflip_desktop.cli_output import Output
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import Cancelled
from soleflip_desktop.importers.samples import write_sample_files
from soleflip_desktop.interrupts import cancelling
from soleflip_desktop.paths import DataFolder
from soleflip_desktop.settings import Settings
from soleflip_desktop.throwaway import throw_away_folder


def run_demo(output: Output, *, with_window: bool) -> int:
    """Imports the sample files, then opens the window on them, or without one prints the figures."""
    with throw_away_folder() as folder:
        settings = throw_away_settings(folder)
        if not with_window:
            output.line("There is no display, so no window opens. What it would show, on sample data:")
        ended = _fill(settings, output, show_figures=not with_window)
        if ended or not with_window:
            return ended
        from soleflip_desktop.ui.app import run

        return int(run(lambda: folder, lambda _: throw_away_settings(folder), throw_away=True))


def throw_away_settings(folder: DataFolder) -> Settings:
    """Settings on the embedded server of `folder`, whatever else the environment names."""
    return Settings(data_dir=folder.root, database_url=None)


def import_samples(app: App, folder: Path, control: Control, output: Output) -> list[FileResult]:
    """Writes the sample files into `folder` and imports them."""
    files = write_sample_files(folder)
    bar = output.progress(shown=False)
    return FileImports(app.importing, ImportOptions(), control, bar).run(files)


def _fill(settings: Settings, output: Output, *, show_figures: bool) -> int:
    """Loads the sample; returns an exit status, 0 unless the user cancelled."""
    control = Control()
    with cancelling(control) as interrupts, open_app(settings, "command line") as app:
        try:
            app.sample.load(control)
        except Cancelled:
            if interrupts.received is None:
                raise
            return interrupts.exit_status
        if show_figures:
            _show_figures(app, output)
    return 0


def _show_figures(app: App, output: Output) -> None:
    show_status(app, output)
    output.line()
    output.line("By day of sale")
    show_months(app.figures.monthly("sale"), output)
