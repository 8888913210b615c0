"""Views and layouts as JSON."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.selection import Between, Is, OneOf, Selection
from soleflip_desktop.domain.views import (
    ColumnPlace,
    TableLayout,
    UnreadableError,
    View,
    layout_as_json,
    layout_from_json,
    view_as_json,
    view_from_json,
)

# PostgreSQL holds no NUL: one in a search is left out when the view is written.
_NAMES = st.text(st.characters(exclude_characters="\0"), max_size=12)
_ENDS = st.one_of(
    st.none(), st.dates(), st.integers(-1000, 1000), st.decimals(allow_nan=False, allow_infinity=False)
)
_FILTERS = st.one_of(
    st.builds(OneOf, _NAMES, st.lists(st.one_of(st.none(), _NAMES), max_size=3).map(tuple)),
    st.builds(Between, _NAMES, _ENDS, _ENDS),
    st.builds(Is, _NAMES),
)
_LAYOUTS = st.builds(
    TableLayout,
    st.lists(st.builds(ColumnPlace, _NAMES, st.integers(0, 999), st.booleans()), max_size=3).map(tuple),
    st.lists(st.tuples(_NAMES, st.booleans()), max_size=3).map(tuple),
)
_VIEWS = st.builds(
    View,
    st.builds(Selection, _NAMES, st.lists(_FILTERS, max_size=3).map(tuple)),
    _LAYOUTS,
    st.dictionaries(_NAMES, _NAMES, max_size=2),
)


def test_that_a_view_is_written_without_nul() -> None:
    view = View(Selection("Dunk\0 Low"), TableLayout((), ()), {})
    assert view_from_json(view_as_json(view)).selection == Selection("Dunk Low")


@given(_VIEWS)
def test_that_a_view_is_read_as_it_was_written(view: View) -> None:
    assert view_from_json(json.loads(json.dumps(view_as_json(view)))) == view


@given(_LAYOUTS)
def test_that_a_layout_is_read_as_it_was_written(layout: TableLayout) -> None:
    assert layout_from_json(json.loads(json.dumps(layout_as_json(layout)))) == layout


def test_that_an_amount_stays_an_amount_and_a_day_a_day() -> None:
    ends = Between("gross", Decimal("0.10"), Decimal("12.00")), Between("sold_on", date(2024, 2, 29))
    read = view_from_json(view_as_json(View(Selection(filters=ends)))).selection.filters
    assert [type(each.first) for each in read if isinstance(each, Between)] == [Decimal, date]


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        "view",
        {"search": "", "filters": 3, "periods": {}, "layout": {}},
        {"search": "", "filters": [{"field": "x"}], "periods": {}, "layout": {"columns": [], "order": []}},
        {"search": "", "filters": [], "periods": [], "layout": {"columns": [], "order": []}},
        {"search": "", "filters": [], "periods": {}, "layout": {"columns": [{"name": "a"}], "order": []}},
        {
            "search": "",
            "filters": [{"field": "x", "from": {"amount": "much"}, "to": None}],
            "periods": {},
            "layout": {"columns": [], "order": []},
        },
    ],
)
def test_that_anything_else_is_refused(value: object) -> None:
    with pytest.raises(UnreadableError):
        view_from_json(value)
