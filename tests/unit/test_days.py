"""Instants and days."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.days import DayError, parse_day, parse_instant

instants = st.datetimes(
    min_value=datetime(2000, 1, 2),  # noqa: DTZ001 - hypothesis wants naive bounds
    max_value=datetime(2100, 12, 30),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2022-07-08 03:23:37 +00", datetime(2022, 7, 8, 3, 23, 37, tzinfo=UTC)),
        ("2022-07-08 03:23:37 +0000", datetime(2022, 7, 8, 3, 23, 37, tzinfo=UTC)),
        ("2022-07-08 03:23:37+00:00", datetime(2022, 7, 8, 3, 23, 37, tzinfo=UTC)),
        ("2022-07-08T03:23:37Z", datetime(2022, 7, 8, 3, 23, 37, tzinfo=UTC)),
        ("2022-07-08t03:23:37z", datetime(2022, 7, 8, 3, 23, 37, tzinfo=UTC)),
        ("2022-07-08 03:23 Z", datetime(2022, 7, 8, 3, 23, tzinfo=UTC)),
        ("2022-07-08T01:23:37+02:00", datetime(2022, 7, 7, 23, 23, 37, tzinfo=UTC)),
        ("2022-07-08T20:23:37 -0530", datetime(2022, 7, 9, 1, 53, 37, tzinfo=UTC)),
        ("2022-07-08T03:23:37.5Z", datetime(2022, 7, 8, 3, 23, 37, 500_000, tzinfo=UTC)),
        ("2022-07-08T03:23:37.123456789+00:00", datetime(2022, 7, 8, 3, 23, 37, 123_456, tzinfo=UTC)),
        (" 2022-07-08 03:23:37 +00 ", datetime(2022, 7, 8, 3, 23, 37, tzinfo=UTC)),
        ("1999-12-31T23:30:00-01:00", datetime(2000, 1, 1, 0, 30, tzinfo=UTC)),
    ],
)
def test_that_an_instant_is_read_in_utc(text: str, instant: datetime) -> None:
    assert parse_instant(text) == instant
    assert parse_instant(text).tzinfo is UTC


@given(instants)
def test_that_an_instant_survives_being_written_and_read(instant: datetime) -> None:
    assert parse_instant(instant.isoformat()) == instant


@given(instants)
def test_that_an_instant_in_the_form_of_stockx_survives(instant: datetime) -> None:
    whole = instant.astimezone(UTC).replace(microsecond=0)
    assert parse_instant(f"{whole:%Y-%m-%d %H:%M:%S} +00") == whole


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-13-45", "is not a date and time"),
        ("2024-05-31", "is not a date and time"),
        ("", "is not a date and time"),
        ("N/A", "is not a date and time"),
        ("31.05.2024 12:00:00 +00", "is not a date and time"),
        ("2024-W22-5 12:00:00 +00", "is not a date and time"),
        ("2024-05-31 120000.0 +00", "is not a date and time"),
        ("2024-05-31x12:00:00 +00", "is not a date and time"),
        ("٢٠٢٤-05-31 12:00:00 Z", "is not a date and time"),
        ("2024-05-31 12:00:00", "has no UTC offset"),
        ("2024-13-45 12:00:00 +00", "names a day or time that does not exist"),
        ("2023-02-29 12:00:00 +00", "names a day or time that does not exist"),
        ("2024-05-31T25:00:00Z", "names a day or time that does not exist"),
        ("2024-05-31T12:61:00Z", "names a day or time that does not exist"),
        ("2024-05-31T12:00:00+99", "names a day or time that does not exist"),
        ("0000-01-01 00:00:00 +00", "names a day or time that does not exist"),
        ("0001-01-01 00:00:00 +05", "names a day or time that does not exist"),
        ("1970-01-01 00:00:00 +00", "lies outside the years 2000 to 2100"),
        ("2101-01-01T00:00:00Z", "lies outside the years 2000 to 2100"),
    ],
)
def test_that_what_is_no_instant_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(DayError, match=reason):
        parse_instant(text)


@given(st.text() | st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2} \+00\Z"))
def test_that_any_text_is_an_instant_or_a_day_error(text: str) -> None:
    with suppress(DayError):
        assert 2000 <= parse_instant(text).year <= 2100


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_that_a_day_survives_being_written_and_read(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is not a day such as"),
        ("31.05.2024", "is not a day such as"),
        ("20240531", "is not a day such as"),
        ("2024-5-31", "is not a day such as"),
        ("2024-W22-5", "is not a day such as"),
        ("2024-05-31 00:00:00", "is not a day such as"),
        ("2024-13-45", "is not a day of the calendar"),
        ("2023-02-29", "is not a day of the calendar"),
        ("2024-o5-31", "is not a day of the calendar"),
        ("0224-05-31", "lies outside the years 1900 to 2100"),
        ("2240-05-31", "lies outside the years 1900 to 2100"),
    ],
)
def test_that_what_is_no_day_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(DayError, match=reason):
        parse_day(text)


@given(st.text(max_size=12))
def test_that_any_text_is_a_day_or_a_day_error(text: str) -> None:
    with suppress(DayError):
        assert parse_day(text).isoformat() == text.strip()
