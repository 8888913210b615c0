"""Reporting currency and booking time zone: kept in the database, audited, undone like anything else."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, text

from soleflip_desktop.errors import UserError
from soleflip_desktop.services.figures import Figures
from soleflip_desktop.services.history import History
from soleflip_desktop.services.preferences import Booking, Preferences
from tests.db.ledger import Ledger

AT_FIRST = Booking("EUR", "Europe/Berlin")
ELSEWHERE = Booking("USD", "America/New_York")


@pytest.fixture
def preferences(engine: Engine) -> Preferences:
    return Preferences(engine, "window")


def test_that_a_change_is_audited_and_undone(engine: Engine, preferences: Preferences) -> None:
    history = History(engine, "window")
    assert preferences.booking() == AT_FIRST
    preferences.change(ELSEWHERE)
    assert preferences.booking() == ELSEWHERE
    done = history.undoable()
    assert done is not None
    assert done.label == "Change reporting currency to USD and time zone to America/New_York"
    assert dict(done.rows) == {"core.settings": 2}
    history.undo()
    assert preferences.booking() == AT_FIRST


def test_that_what_stays_as_it_was_leaves_no_trace(engine: Engine, preferences: Preferences) -> None:
    preferences.change(AT_FIRST)
    assert History(engine, "window").recent(10) == []
    preferences.change(Booking("EUR", "Europe/Vienna"))
    [only] = History(engine, "window").recent(10)
    assert (only.label, dict(only.rows)) == ("Change time zone to Europe/Vienna", {"core.settings": 1})


@pytest.mark.parametrize(
    ("wrong", "named"), [(Booking("EURO", "UTC"), "“EURO”"), (Booking("EUR", "Mars/Base"), "“Mars/Base”")]
)
def test_that_what_does_not_exist_is_refused_by_name(
    preferences: Preferences, wrong: Booking, named: str
) -> None:
    with pytest.raises(UserError, match=named):
        preferences.change(wrong)
    assert preferences.booking() == AT_FIRST


def test_that_currencies_with_rates_are_offered_first(engine: Engine, preferences: Preferences) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("insert into core.exchange_rates (day, currency, per_eur) values ('2024-01-02', 'USD', 1.1)")
        )
    choices = preferences.choices()
    assert choices.currencies[:2] == ("EUR", "USD")
    assert len(set(choices.currencies)) == len(choices.currencies)
    assert dict(choices.rated) == {"USD": 1}
    assert {"Europe/Berlin", "America/New_York", "UTC"} <= set(choices.time_zones)
    for zone in choices.time_zones:
        assert "posix" not in zone


def test_that_figures_follow_the_currency(engine: Engine, preferences: Preferences) -> None:
    with engine.begin() as connection:
        ledger = Ledger(connection)
        ledger.sale(payout="100.00")
        ledger.rate("USD", date(2024, 1, 2), "1.25")
    [before] = Figures(engine).monthly("sale")
    preferences.change(Booking("USD", "Europe/Berlin"))
    [after] = Figures(engine).monthly("sale")
    assert (before.currency, before.payout) == ("EUR", Decimal("100.00"))
    assert (after.currency, after.payout) == ("USD", Decimal("125.00"))
