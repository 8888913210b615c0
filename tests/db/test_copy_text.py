"""Values that went through COPY's text form and came back."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from soleflip_desktop.db.copy_text import CopyText, record_lines
from soleflip_desktop.db.engine import driver

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=-9))])
ROWS = st.tuples(
    st.none() | TEXTS,
    st.none() | st.decimals(Decimal(-(10**9)), Decimal(10**9), places=2),
    st.none() | st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=ZONES),  # noqa: DTZ001
    st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(-(2**31), 2**31 - 1),
    st.booleans(),
)


def through_copy(connection: Connection, columns: str, data: bytes) -> list[tuple[Any, ...]]:
    connection.execute(text("drop table if exists copied"))
    connection.execute(text(f"create temporary table copied ({columns}) on commit drop"))
    with driver(connection).cursor() as cursor, cursor.copy("copy copied from stdin") as copy:
        copy.write(data)
    return [tuple(row) for row in connection.execute(text("select * from copied"))]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(ROWS, min_size=1, max_size=20))
def test_that_every_value_comes_back_as_it_was(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    columns = "a text, b numeric(12, 2), c timestamptz, d date, e integer, f boolean"

    copied = through_copy(connection, columns, CopyText().lines_of_rows(rows))

    assert copied == rows


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(raws=st.lists(TEXTS.filter(bool), min_size=1, max_size=20))
def test_that_every_raw_row_comes_back_as_it_was(connection: Connection, raws: list[str]) -> None:
    data = record_lines("7", [(number, number * 2) for number in range(len(raws))], raws)

    copied = through_copy(connection, "a integer, b integer, c integer, d text", data)

    assert copied == [(7, number, number * 2, raw) for number, raw in enumerate(raws)]
