"""The data of a made-up seller to try the program with: imported as any file, removed without a trace."""

from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

from soleflip_desktop.db import samples
from soleflip_desktop.db.engine import Engine, transaction
from soleflip_desktop.domain.progress import Control
from soleflip_desktop.errors import UserError, said
from soleflip_desktop.importers.samples import sample_rates, write_sample_files
from soleflip_desktop.services.importing import Importing

SEED = 1


class SampleData:
    """Loads and removes the sample.

    Args:
        engine: Where everything is kept.
        importing: Takes its files as it takes any.
        folder: The data folder; the files are laid into a folder in it.
        last_day: The two years of the made-up seller end with it; `None` for today.
    """

    def __init__(
        self, engine: Engine, importing: Importing, folder: Path, last_day: date | None = None
    ) -> None:
        self._engine = engine
        self._importing = importing
        self._folder = folder / samples.FOLDER
        self._last_day = last_day

    def is_there(self, *, control: Control | None = None) -> bool:
        """Whether anything of the sample is among the data, be it after a restart or a redo."""
        with transaction(self._engine, control) as connection:
            return samples.is_there(connection)

    def stage(self, control: Control) -> tuple[int, ...]:
        """Writes the files and reads them into batches that wait (steps 1 to 5 of an import).

        Returns:
            The batches in the order in which they are committed.

        Raises:
            UserError: If the sample is there already, or its files cannot be written.
            Cancelled: If the user cancelled; nothing of it stays.
        """
        if self.is_there(control=control):
            raise UserError(said("The sample data is there already"), said("Remove it to load it anew"))
        self.remove(control)  # what an earlier try or an undo left of it
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            files = write_sample_files(self._folder, SEED, self._until(), faults=True)
        except OSError as error:
            raise UserError(
                said("The sample data cannot be written: {reason}", reason=error),
                said("Make room, then try again"),
            ) from error
        opened = [each for path in files for each in self._importing.open(path, control).files]
        return tuple(self._importing.stage(each, control, again=True).batch.id for each in opened)

    def commit(self, batch_ids: tuple[int, ...], control: Control) -> None:
        """Imports what `stage` has read, and adds what no file tells: rates, returns, listings."""
        for batch_id in batch_ids:
            self._importing.commit(batch_id, control)
        with transaction(self._engine, control) as connection:
            rates = [asdict(rate) for rate in sample_rates(self._until())]
            samples.add_rates(connection, batch_ids[0], rates)
            samples.tell_the_rest(connection, batch_ids)

    def load(self, control: Control) -> None:
        """All of it, as `stage` and `commit`."""
        self.commit(self.stage(control), control)

    def remove(self, control: Control | None = None) -> None:
        """Takes the sample away, with what was built on it; everything else stays as it is.

        Own sales that hold a pair of the sample lose it. Brands, products, sizes and suppliers go with the
        sample unless something else uses them. There is no undo: it can be loaded again.
        """
        with transaction(self._engine, control) as connection:
            samples.take_away(connection)
        with suppress(OSError):  # a file that another program holds open is of no harm where it lies
            for path in self._folder.glob("sample_*.csv"):
                path.unlink()
            self._folder.rmdir()

    def _until(self) -> date:
        return self._last_day or date.today()  # noqa: DTZ011 - the day on the user's wall
