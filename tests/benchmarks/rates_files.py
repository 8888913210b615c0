"""Made-up exchange rates in the form of the European Central Bank's `eurofxref-hist.csv` and daily file."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

# What one euro is about: the orders of magnitude matter, the rates are made up.
CURRENCIES = {
    **{"USD": 1.1, "JPY": 150, "BGN": 1.9558, "CYP": 0.58, "CZK": 25, "DKK": 7.45, "EEK": 15.6466},
    **{"GBP": 0.86, "HUF": 380, "LTL": 3.4528, "LVL": 0.7, "MTL": 0.43, "PLN": 4.3, "ROL": 40000},
    **{"RON": 4.9, "SEK": 11, "SIT": 239.6, "SKK": 30, "CHF": 0.95, "ISK": 150, "NOK": 11.5, "HRK": 7.5},
    **{"RUB": 90, "TRL": 1800000, "TRY": 35, "AUD": 1.65, "BRL": 5.5, "CAD": 1.48, "CNY": 7.8, "HKD": 8.5},
    **{"IDR": 17000, "ILS": 4, "INR": 90, "KRW": 1450, "MXN": 19, "MYR": 5, "NZD": 1.8, "PHP": 61},
    **{"SGD": 1.45, "THB": 39, "ZAR": 20},
}
# Gave way to the euro or to a new currency, on the first day of that year.
GONE = {
    **{"CYP": 2008, "EEK": 2011, "LTL": 2015, "LVL": 2014, "MTL": 2008, "SIT": 2007, "SKK": 2009},
    **{"HRK": 2023, "ROL": 2005, "TRL": 2005, "RUB": 2022, "BGN": 2026},
}
LATER = {"RON": 2005, "TRY": 2005, "BRL": 2008, "CNY": 2005, "INR": 2009, "MXN": 2008, "ILS": 2011}
LAST_DAY = date(2026, 4, 13)


def rates(days: int, last_day: date = LAST_DAY, seed: int = 1) -> list[tuple[date, dict[str, str]]]:
    """Business days, the newest first, with the rates there were."""
    chance = random.Random(seed)
    listed: list[tuple[date, dict[str, str]]] = []
    day = last_day
    while len(listed) < days:
        if day.weekday() < 5:
            listed.append((day, {code: _rate(code, day, chance) for code in CURRENCIES}))
        day -= timedelta(days=1)
    return listed


def write_history(
    path: Path,
    days: int = 6983,
    *,
    last_day: date = LAST_DAY,
    currencies: Sequence[str] = tuple(CURRENCIES),
    seed: int = 1,
) -> Path:
    """The file with all days: every line ends in a comma."""
    lines = [",".join(("Date", *currencies, ""))]
    lines += [
        ",".join((str(day), *(of_day[code] for code in currencies), ""))
        for day, of_day in rates(days, last_day, seed)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")
    return path


def write_daily(path: Path, day: date, of_day: dict[str, str]) -> Path:
    """The file of one day, with its spaces and its written month."""
    head = ", ".join(("Date", *of_day, ""))
    written = f"{day.day} {day:%B} {day.year}"
    path.write_text(head + "\n" + ", ".join((written, *of_day.values(), "")) + "\n", encoding="ascii")
    return path


def _rate(code: str, day: date, chance: random.Random) -> str:
    if day.year >= GONE.get(code, 9999) or day.year < LATER.get(code, 0):
        return "N/A"
    about = CURRENCIES[code] * chance.uniform(0.9, 1.1)
    return f"{about:.5g}" if about < 10_000 else f"{about:.0f}"
