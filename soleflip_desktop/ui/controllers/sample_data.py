"""Sample data on wish, the bar that says it is there, and its removal."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from soleflip_desktop.domain.progress import Progress
from soleflip_desktop.errors import UserError
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.said import error_words
from soleflip_desktop.ui.tasks import Lane, Task, Work

if TYPE_CHECKING:
    from soleflip_desktop.services.sample_data import SampleData

Done = Callable[[Any], None]


class SampleDataController(QObject):
    """Takes the wish for sample data from every tab, and keeps the bar true."""

    def __init__(self, sample: "SampleData", context: Context) -> None:
        super().__init__(context.window)
        self._sample, self._context = sample, context
        self._bar = context.window.sample_bar
        self._working: Task | None = None
        window = context.window
        for tab in (window.inventory, window.sales, window.imports, window.analytics):
            tab.sample_wanted.connect(self.load)
        context.bus.changed.connect(self._on_changed)
        self._look()

    @Slot()
    def load(self) -> None:
        """Reads the files in the stage lane, imports them in the write lane."""
        if self._working is not None:
            return
        self._bar.say(self.tr("Loading sample data…"), (self.tr("Cancel"), self._cancel), ink="faint")
        self._start(Lane.STAGE, self._sample.stage, self._on_staged, self._clear)

    @Slot()
    def remove(self) -> None:
        """Takes away what the sample brought; there is nothing to ask, it can be loaded again."""
        if self._working is None:
            self._start(Lane.WRITE, self._sample.remove, self._on_removed, self._end)

    def _start(self, lane: Lane, work: Work, done: Done, broken_off: Callable[[], None]) -> None:
        self._working = self._context.tasks.start(
            lane,
            work,
            done=done,
            failed=self._on_failed,
            cancelled=broken_off,
            crashed=broken_off,
            progressed=self._on_progressed,
        )

    def _on_staged(self, batch_ids: tuple[int, ...]) -> None:
        self._start(
            Lane.WRITE,
            lambda control: self._sample.commit(batch_ids, control),
            lambda _: self._end(),
            self._clear,
        )

    def _on_progressed(self, progress: Progress) -> None:
        words = self.tr("Loading sample data: {progress}")
        text = words.format(progress=self._context.formats.progress(progress))
        self._bar.say(text, (self.tr("Cancel"), self._cancel), ink="faint")

    def _on_removed(self, _: object) -> None:
        self._context.window.say_briefly(self.tr("Sample data removed"))
        self._end()

    def _on_failed(self, error: UserError) -> None:
        self._context.window.say_problem(error_words(error))
        self._end()

    def _cancel(self) -> None:
        if self._working is not None:
            self._working.cancel()

    def _clear(self) -> None:
        """Takes away what a load that was broken off has left."""
        self._working = None
        self.remove()

    def _end(self) -> None:
        self._working = None
        self._context.bus.changed.emit(Change.ALL)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if change & (Change.IMPORTS | Change.HISTORY):
            self._look()

    def _look(self) -> None:
        """An undo, a redo or another window may have brought or taken it."""
        self._context.tasks.start(
            Lane.READ,
            lambda control: self._sample.is_there(control=control),
            done=self._on_told,
            failed=lambda _: None,  # whoever shows data is told the same, and tells it
            replaces=(id(self), "look"),
        )

    def _on_told(self, is_there: bool) -> None:
        if self._working is not None:
            return
        if is_there:
            remove = (self.tr("Remove sample data"), self.remove)
            self._bar.say(self.tr("This is sample data of a made-up seller."), remove, ink="faint")
        else:
            self._bar.hide()
