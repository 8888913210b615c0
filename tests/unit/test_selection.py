"""Several filters as one a field."""

from datetime import date
from decimal import Decimal

from soleflip_desktop.domain.selection import Between, Is, OneOf, joined


def test_that_two_spans_of_a_field_leave_what_lies_in_both() -> None:
    assert joined((Between("gross", 5, 20), Between("gross", Decimal(10)))) == (
        Between("gross", Decimal(10), 20),
    )
    assert joined((Between("sold_on", None, date(2024, 5, 1)), Between("sold_on", date(2024, 6, 1)))) == (
        Between("sold_on", date(2024, 6, 1), date(2024, 5, 1)),  # no day
    )


def test_that_two_lists_of_values_leave_those_in_both() -> None:
    lists = (OneOf("brand", ("Nike", "Puma", None)), OneOf("brand", (None, "Puma")))
    assert joined(lists) == (OneOf("brand", ("Puma", None)),)


def test_that_a_span_without_ends_is_no_filter_and_others_stay_in_their_order() -> None:
    filters = (Is("loss"), Between("sold_on", date(2024, 1, 1)), OneOf("brand", ("Nike",)))
    assert joined((Between("gross"), *filters, Is("loss"))) == filters
