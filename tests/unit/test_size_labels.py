"""Sizes are shown as people write them, and what is shown reads back as the same size."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.size_labels import size_label
from soleflip_desktop.domain.sizes import parse_size


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("10.5", "US 10.5"),
        ("12W / 10.5M", "US 12W"),
        ("6.5Y", "US 6.5Y"),
        ("10C", "US 10C"),
        ("43", "EU 43"),
        ("EU 42 2/3", "EU 42⅔"),
        ("EU 41 1/3", "EU 41⅓"),
        ("42/44", "EU 42/44"),
        ("UK 8", "UK 8"),
        ("270", "27 cm"),
        ("2XL", "XXL"),
        ("34W/32L", "W34 L32"),
        ("W34", "W34"),
        ("N/A", "—"),
        ("PSA 10", "PSA 10"),
    ],
)
def test_that_a_size_is_shown_as_people_write_it(written: str, shown: str) -> None:
    size = parse_size(written)
    assert size_label(size.system, size.value) == shown


def test_that_a_size_of_nothing_but_blanks_is_shown_as_none() -> None:
    assert size_label("OTHER", "") == "—"


@given(
    st.sampled_from([("US_M", "M"), ("US_W", "W"), ("US_Y", "Y"), ("EU", "EU"), ("UK", "UK")]),
    st.integers(4, 16),
)
def test_that_what_is_shown_reads_back_as_the_same_size(system: tuple[str, str], halves: int) -> None:
    number = Decimal(halves) / 2 + (30 if system[0] == "EU" else 0)
    written = f"{system[1]} {number}" if system[0] in ("EU", "UK") else f"{number}{system[1]}"
    size = parse_size(written)
    assert size.system == system[0]
    assert parse_size(size_label(size.system, size.value)) == size
