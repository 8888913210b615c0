"""The row above a table: search, saved views, and a chip for everything it can be filtered by."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from soleflip_desktop.domain.selection import Between, Choice, Filter, Is, OneOf, Selection, joined
from soleflip_desktop.domain.views import View
from soleflip_desktop.ui.formats import Formats
from soleflip_desktop.ui.models.chips import (
    ChipSpec,
    FactChip,
    SpanChip,
    ValuesChip,
    filter_words,
    key_of,
    preset_of,
)
from soleflip_desktop.ui.widgets.buttons import Button
from soleflip_desktop.ui.widgets.chip import Chip
from soleflip_desktop.ui.widgets.chip_popups import Popup, SpanPopup, ValuesPopup
from soleflip_desktop.ui.widgets.flow_layout import FlowLayout

Key = tuple[str, str]


class FilterChips(QWidget):
    """Keeps the filters; one that has no chip of its own, from another view, gets one while it holds.

    Signals:
        filters_changed: The filters that hold now, by the user's hand.
        choices_wanted: Field whose values are to be shown.
    """

    filters_changed = Signal(object)
    choices_wanted = Signal(str)

    def __init__(self, *leading: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self)
        for widget in leading:
            self._row.addWidget(widget)
        self._leading = len(leading)
        self._specs: dict[Key, ChipSpec] = {}
        self._chips: dict[Key, Chip] = {}
        self._guests: dict[Key, Chip] = {}
        self._filters: dict[Key, Filter] = {}
        self._titles: Mapping[str, str] = {}
        self._formats: Formats | None = None
        self._today: Callable[[], date] = date.today
        self._popup: Popup | None = None
        self._clear = Button(self.tr("Clear all"), kind="flat")
        self._clear.clicked.connect(lambda: self.take_filters(()))
        self._clear.hide()
        self._row.addWidget(self._clear)

    @property
    def filters(self) -> tuple[Filter, ...]:
        return tuple(self._filters.values())

    @property
    def popup(self) -> Popup | None:
        """What a chip has opened."""
        return self._popup

    @property
    def clear_all(self) -> Button:
        return self._clear

    def offer(self, specs: Sequence[ChipSpec], titles: Mapping[str, str], formats: Formats) -> None:
        """Makes the chips; `titles` name the fields without one."""
        self._titles, self._formats = titles, formats
        self._specs = {key_of(spec): spec for spec in specs}
        at_home = [spec for spec in specs if not (isinstance(spec, FactChip) and spec.guest)]
        for number, spec in enumerate(at_home):
            key = key_of(spec)
            self._chips[key] = self._chip(spec.title, key, opens=not isinstance(spec, FactChip))
            self._row.insert_widget(self._leading + number, self._chips[key])
        self._order_focus()

    def use_today(self, today: Callable[[], date]) -> None:
        """Cuts periods such as "This month" by this day instead of the machine's."""
        self._today = today
        self.show_filters(self.filters)

    def chip(self, spec: ChipSpec | Filter) -> Chip:
        key = key_of(spec)
        return self._chips.get(key) or self._guests[key]

    def show_filters(self, filters: Sequence[Filter]) -> None:
        """Shows filters that hold already."""
        self._filters = {key_of(each): each for each in joined(filters)}
        self._house_guests()
        for key, chip in {**self._chips, **self._guests}.items():
            chip.show_words(self.words_of(self._filters[key]) if key in self._filters else "")
        self._clear.setVisible(bool(self._filters))

    def take_filters(self, filters: Sequence[Filter]) -> None:
        """Filters as the user wants."""
        if joined(filters) != self.filters:
            self.show_filters(filters)
            self.filters_changed.emit(self.filters)

    def with_filter(self, wanted: Filter) -> tuple[Filter, ...]:
        """The filters with this one added, or put in the place of the one on the same."""
        return tuple({**self._filters, key_of(wanted): wanted}.values())

    def named_periods(self) -> dict[str, str]:
        """Names of the periods that are chosen, by field."""
        today = self._today()
        found: dict[str, str] = {}
        for key, each in self._filters.items():
            spec = self._specs.get(key)
            if isinstance(spec, SpanChip) and spec.free and isinstance(each, Between):
                preset = preset_of(spec, each, today)
                found |= {spec.field: preset.name} if preset else {}
        return found

    def as_of_today(self, view: View) -> Selection:
        """What a view selects, its periods being those of today."""
        today = self._today()
        filters = list(view.selection.filters)
        for at, each in enumerate(filters):
            spec = self._specs.get(key_of(each))
            if isinstance(spec, SpanChip) and isinstance(each, Between):
                name = view.periods.get(each.field)
                preset = next((preset for preset in spec.presets if preset.name == name), None)
                filters[at] = Between(each.field, *preset.span(today)) if preset else each
        return Selection(view.selection.search, tuple(filters))

    def show_choices(self, field: str, choices: Sequence[Choice]) -> None:
        """Fills in the values of a field, if they are still wanted."""
        if isinstance(self._popup, ValuesPopup) and self._popup.spec.field == field:
            self._popup.show_choices(choices)

    def _chip(self, title: str, key: Key, *, opens: bool) -> Chip:
        chip = Chip(title, self, opens=opens)
        chip.clicked.connect(lambda: self._on_clicked(key))
        chip.cleared.connect(lambda: self._replace(key, None))
        return chip

    def words_of(self, each: Filter) -> str:
        """A filter in words."""
        assert self._formats is not None, "chips are offered before filters are shown"
        return filter_words(each, self._specs.get(key_of(each)), self._titles, self._formats, self._today())

    def _house_guests(self) -> None:
        strange = [key for key in self._filters if key not in self._chips]
        for key in [key for key in self._guests if key not in strange]:
            gone = self._guests.pop(key)
            self._row.removeWidget(gone)
            gone.deleteLater()
        for key in strange:
            if key not in self._guests:
                self._guests[key] = self._chip(self.words_of(self._filters[key]), key, opens=False)
                self._row.insert_widget(self._row.count() - 1, self._guests[key])
                self._guests[key].show()
        self._order_focus()

    def _order_focus(self) -> None:
        """From left to right: Qt would come to chips that were made later behind the table."""
        items = (self._row.itemAt(at) for at in range(self._row.count()))
        widgets = (item.widget() for item in items if item is not None)
        for before, after in itertools.pairwise(widget for widget in widgets if widget is not None):
            QWidget.setTabOrder(before, after)

    def _replace(self, key: Key, wanted: Filter | None) -> None:
        if wanted is not None:
            self.take_filters(self.with_filter(wanted))
        else:
            self.take_filters([each for name, each in self._filters.items() if name != key])

    def _on_clicked(self, key: Key) -> None:
        spec = self._specs.get(key)
        if isinstance(spec, ValuesChip):
            self._open_values(key, spec)
        elif isinstance(spec, SpanChip):
            self._open_span(key, spec)
        elif isinstance(spec, FactChip):
            self._replace(key, None if key in self._filters else Is(spec.fact))

    def _open_values(self, key: Key, spec: ValuesChip) -> None:
        assert self._formats is not None
        now = self._filters.get(key)
        popup = ValuesPopup(
            self._chips[key], spec, now.values if isinstance(now, OneOf) else (), self._formats
        )
        popup.chosen.connect(lambda values: self._replace(key, OneOf(spec.field, values) if values else None))
        self._open(popup)
        self.choices_wanted.emit(spec.field)

    def _open_span(self, key: Key, spec: SpanChip) -> None:
        assert self._formats is not None
        now = self._filters.get(key)
        span = now if isinstance(now, Between) else None
        popup = SpanPopup(self._chips[key], spec, span, self._formats, self._today())
        popup.chosen.connect(lambda wanted: self._replace(key, wanted))
        self._open(popup)

    def _open(self, popup: Popup) -> None:
        self._popup = popup
        popup.destroyed.connect(lambda: self._on_closed(popup))
        popup.open()

    def _on_closed(self, popup: Popup) -> None:
        if self._popup is popup:
            self._popup = None
