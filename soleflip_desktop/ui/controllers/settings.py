"""File > Settings: shows what holds, saves what is chosen, and says what takes a restart."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from soleflip_desktop.errors import UserError, said
from soleflip_desktop.logs import use_level
from soleflip_desktop.paths import DataFolder, choose_data_folder, default_data_folder
from soleflip_desktop.settings import (
    fault_of,
    joined_url,
    load_settings,
    parted_url,
    save_settings,
    set_by_environment,
)
from soleflip_desktop.ui.bus import Change
from soleflip_desktop.ui.controllers.context import Context
from soleflip_desktop.ui.dialogs.question import Question, nothing
from soleflip_desktop.ui.dialogs.settings import Form, SettingsDialog
from soleflip_desktop.ui.said import error_words, in_words
from soleflip_desktop.ui.tasks import Lane
from soleflip_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from soleflip_desktop.domain.progress import Control
    from soleflip_desktop.services.health import Trial
    from soleflip_desktop.services.preferences import Booking, Choices, Preferences

# Field of the dialog -> setting of the file.
_OF_FILE = {
    "url": "database_url",
    "chunk_rows": "import_chunk_rows",
    "log_level": "log_level",
    "watch_folder": "watch_folder",
    "watch_mode": "watch_mode",
}


class _Loaded(NamedTuple):
    form: Form
    choices: "Choices | None"


class SettingsController(QObject):
    """Works with and without a database: a wrong URL of one is corrected here.

    Args:
        throw_away: The data folder is gone afterwards, and no other folder or server can be chosen.

    Signals:
        saved: The `Form` that holds from now on.
        restart_wanted: The window is to be opened anew.
    """

    saved = Signal(object)
    restart_wanted = Signal()

    def __init__(
        self, folder: DataFolder, state: WindowState, context: Context, *, throw_away: bool = False
    ) -> None:
        super().__init__(context.window)
        self._folder, self._state, self._context = folder, state, context
        self._throw_away = throw_away
        self._preferences: Preferences | None = None
        self._dialog: SettingsDialog | None = None
        self._before: Form | None = None
        self._choices: Choices | None = None

    def take(self, preferences: "Preferences") -> None:
        """From now on the database is open."""
        self._preferences = preferences

    def show(self) -> SettingsDialog:
        if self._dialog is None:
            self._dialog = dialog = SettingsDialog(self._context.window)
            self._before = None
            dialog.finished.connect(self._forget)
            dialog.save_wanted.connect(self._on_save_wanted)
            dialog.trial_wanted.connect(self._on_trial_wanted)
            dialog.url_typed.connect(self._on_url_typed)
            dialog.folder_wanted.connect(self._on_folder_wanted)
            dialog.be_busy(busy=True)
            self._context.tasks.start(
                Lane.READ, self._load, done=self._on_loaded, failed=self._on_failed, replaces="settings"
            )
        self._dialog.show()
        self._dialog.activateWindow()
        return self._dialog

    def _load(self, control: "Control") -> _Loaded:
        """On a worker: what the file and the environment say, and what the database keeps."""
        settings = load_settings(self._folder.root)
        url, password = parted_url(settings.database_url or "")
        form = Form(
            data_folder=self._folder.root,
            url=url.replace("postgresql+psycopg://", "postgresql://"),
            password=password,
            currency="",
            time_zone="",
            language=self._state.language,
            theme=self._state.theme,
            density=self._state.density,
            chunk_rows=settings.import_chunk_rows,
            log_level=settings.log_level,
            watch_folder=settings.watch_folder,
            watch_at_once=settings.watch_mode == "import",
        )
        if self._preferences is None:
            return _Loaded(form, None)
        booking = self._preferences.booking(control=control)
        form = replace(form, currency=booking.currency, time_zone=booking.time_zone)
        return _Loaded(form, self._preferences.choices(control=control))

    def _on_loaded(self, loaded: _Loaded) -> None:
        if self._dialog is None:
            return
        self._before, self._choices = loaded
        self._dialog.show_form(loaded.form)
        if loaded.choices is not None:
            self._dialog.show_booking(
                loaded.choices.currencies,
                loaded.choices.time_zones,
                loaded.form.currency,
                loaded.form.time_zone,
            )
        self._explain(self._dialog)
        self._dialog.be_busy(busy=False)

    def _explain(self, dialog: SettingsDialog) -> None:
        """What stands below the fields, and which of them are not the user's to set."""
        dialog.say("data_folder", self.tr("Another folder begins empty; what lies in this one stays there."))
        dialog.say("password", self.tr("Kept in settings.json in the data folder, which only you can read."))
        dialog.say("time_zone", self.tr("Its midnight ends a day in all figures."))
        dialog.say("language", self.tr("Takes a restart."))
        dialog.say("chunk_rows", self.tr("More is a little faster and needs more memory. Takes a restart."))
        dialog.say(
            "watch_folder",
            self.tr("Files that appear there are read by themselves, then moved to “imported” or “failed”."),
        )
        if self._choices is None:
            for field in ("currency", "time_zone"):
                dialog.say(field, self.tr("Kept in the database, which is not open."))
        else:
            dialog.currency.currentTextChanged.connect(self._on_currency_chosen)
            self._on_currency_chosen(dialog.currency.currentText())
        self._fix(dialog)

    def _fix(self, dialog: SettingsDialog) -> None:
        by_variable = self.tr("Set by the environment variable {variable}.")
        for field, setting in _OF_FILE.items():
            variable = set_by_environment(setting)
            if variable:
                dialog.fix(field, by_variable.format(variable=variable))
        if set_by_environment("database_url"):
            dialog.fix("server", by_variable.format(variable=set_by_environment("database_url")))
            dialog.fix("password", "")
        if self._throw_away:
            for field in ("data_folder", "server", "url", "password"):
                dialog.fix(field, "")
            dialog.open_folder.setEnabled(True)
            dialog.say("data_folder", self.tr("Sample data: this folder is gone when the window closes."))
        elif self._folder.root != default_data_folder():
            dialog.choose.setEnabled(False)
            dialog.say("data_folder", self.tr("Set by --data-dir or the variable SOLEFLIP_DATA_DIR."))

    @Slot(str)
    def _on_currency_chosen(self, currency: str) -> None:
        if self._dialog is None or self._choices is None:
            return
        text = ""
        if currency in self._choices.currencies:
            days = self._choices.rated.get(currency, 0)
            one, many = self.tr("A rate is known for 1 day."), self.tr("Rates are known for {n} days.")
            text = one if days == 1 else many.format(n=self._context.formats.count(days))
            if currency == "EUR":
                text = self.tr("What figures are added up in.")
            elif not days:
                text = self.tr("No rate is known: amounts in other currencies stay out of the figures.")
        self._dialog.say("currency", text)

    @Slot(str)
    def _on_url_typed(self, text: str) -> None:
        if self._dialog is None:
            return
        url, password = parted_url(text)
        if password:  # never stays in sight
            self._dialog.url.setText(url)
            self._dialog.password.setText(password)
        self._dialog.say_trial("", ok=True)
        self._dialog.say_faults(self._url_fault(url) if url else {})

    def _url_fault(self, url: str) -> dict[str, str]:
        reason = fault_of("database_url", url) if url else ""
        return {"url": self.tr("This {reason}").format(reason=in_words(reason))} if reason else {}

    @Slot(str, str)
    def _on_trial_wanted(self, url: str, password: str) -> None:
        dialog = self._dialog
        faults = self._url_fault(url.strip()) if url.strip() else {"url": self.tr("Type the URL first")}
        if dialog is None or faults:
            if dialog is not None:
                dialog.say_trial("", ok=True)
                dialog.say_faults(faults)
            return
        whole = joined_url(url, password)
        self._context.tasks.start(
            Lane.NET,
            lambda _: _try(whole),
            done=self._on_tried,
            failed=self._on_trial_failed,
            replaces="server trial",
        )

    def _on_tried(self, trial: "Trial") -> None:
        if self._dialog is None:
            return
        known = self.tr("PostgreSQL {version} answers, with your data in {database}")
        new = self.tr("PostgreSQL {version} answers; {database} is still without SoleFlip's data")
        text = (known if trial.holds_data else new).format(
            version=trial.facts.version, database=trial.facts.database
        )
        self._dialog.say_trial(text, ok=True)

    def _on_trial_failed(self, error: UserError) -> None:
        if self._dialog is not None:
            self._dialog.say_trial(error_words(error), ok=False)

    @Slot(object)
    def _on_save_wanted(self, form: Form) -> None:
        dialog, before = self._dialog, self._before
        if dialog is None or before is None:
            return
        faults = self._faults(form, own_server=dialog.server.currentIndex() == 1)
        dialog.say_faults(faults)
        if faults:
            return
        dialog.be_busy(busy=True)
        self._context.tasks.start(
            Lane.WRITE,
            lambda control: self._save(before, form, control),
            done=lambda _: self._on_saved(before, form),
            failed=self._on_failed,
            crashed=lambda: dialog.be_busy(busy=False),
        )

    def _faults(self, form: Form, *, own_server: bool) -> dict[str, str]:
        faults = self._url_fault(form.url)
        if own_server and not form.url:
            faults["url"] = self.tr("Type the URL, or choose the server that comes with SoleFlip")
        if self._choices is not None:
            if form.currency not in self._choices.currencies:
                faults["currency"] = self.tr("Choose a currency of the list")
            if form.time_zone not in self._choices.time_zones:
                faults["time_zone"] = self.tr("Choose a time zone of the list")
        return faults

    def _save(self, before: Form, form: Form, control: "Control") -> None:
        """On a worker: what can fail comes first, and what cannot be taken back last."""
        if form.data_folder != before.data_folder:
            _demand_usable(form.data_folder)
        if self._preferences is not None and _booking(form) != _booking(before):
            self._preferences.change(_booking(form), control=control)
        changes = _changes(before, form)
        if changes:
            save_settings(self._folder, changes)
        if form.data_folder != before.data_folder:
            choose_data_folder(form.data_folder)

    def _on_saved(self, before: Form, form: Form) -> None:
        if form.log_level != before.log_level:
            use_level(form.log_level)
        if self._preferences is not None and _booking(form) != _booking(before):
            self._context.bus.changed.emit(Change.ALL)
        self.saved.emit(form)
        if self._dialog is not None:
            self._dialog.accept()
        if any(getattr(form, field) != getattr(before, field) for field in _AFTER_RESTART):
            self._offer_restart()

    def _offer_restart(self) -> None:
        words = self.tr("Everything is saved. Some of it takes effect when the window is opened anew.")
        answers = ((self.tr("Restart"), self.restart_wanted.emit), (self.tr("Later"), nothing))
        Question(self.tr("Restart now?"), words, (), answers, self._context.window).open()

    def _on_failed(self, error: UserError) -> None:
        if self._dialog is None:
            self._context.window.say_problem(error_words(error))
        else:
            self._dialog.say_faults({"": error_words(error)})
            self._dialog.be_busy(busy=False)
            self._dialog.save.setEnabled(self._before is not None)  # what was never shown is not saved

    @Slot()
    def _on_folder_wanted(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder.root)))

    def _forget(self, _: int) -> None:
        """Before it is deleted: it may be asked for again at once."""
        self._dialog = None


_AFTER_RESTART = ("data_folder", "url", "password", "language", "chunk_rows")


def _changes(before: Form, form: Form) -> dict[str, object]:
    """What the file is to say of the settings that were changed; `None` for the default."""
    changes: dict[str, object] = {}
    if (form.url, form.password) != (before.url, before.password):
        changes["database_url"] = joined_url(form.url, form.password) or None
    for field in ("chunk_rows", "log_level"):
        if getattr(form, field) != getattr(before, field):
            changes[_OF_FILE[field]] = getattr(form, field)
    if form.watch_folder != before.watch_folder:
        changes["watch_folder"] = str(form.watch_folder) if form.watch_folder else None
    if form.watch_at_once != before.watch_at_once:
        changes["watch_mode"] = "import" if form.watch_at_once else None
    return changes


def _booking(form: Form) -> "Booking":
    from soleflip_desktop.services.preferences import Booking

    return Booking(form.currency, form.time_zone)


def _demand_usable(folder: Path) -> None:
    """Makes the folder, so that the next start does not fail for want of it."""
    from soleflip_desktop.services.health import folder_checks

    try:
        DataFolder(folder).prepare()
    except OSError as error:
        raise UserError(
            said("The folder {folder} cannot be used: {reason}", folder=folder, reason=error.strerror),
            said("Choose another"),
        ) from error
    for check in folder_checks(folder):
        if not check.ok:
            raise UserError(check.detail, check.remedy)


def _try(url: str) -> "Trial":
    from soleflip_desktop.bootstrap import trial_of

    return trial_of(url)
