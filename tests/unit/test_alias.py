"""What a report of alias leaves open: units, the order of days, and whose size it is."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from soleflip_desktop.domain.readings import CENTS, DAY_FIRST, MONTH_FIRST, WHOLE
from soleflip_desktop.importers.sources.alias import AliasSales, PriceInUnits, unit_of
from soleflip_desktop.importers.study import Habits, UndecidedError
from tests.sources import claims_of, drafted

PRICE = "PRODUCT_PRICE_CENTS_SALE_PRICE"


def report(path: Path, *rows: tuple[str, str, str]) -> Path:
    """A report of these prices, credit and purchase days."""
    lines = [",".join(AliasSales.signature)]
    lines += [
        f"seller1,{number},DM7866 200,9,Air Jordan 1 Low,{price},{credit},{bought}"
        for number, (price, credit, bought) in enumerate(rows, 586612181)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def sales(path: Path, readings: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    [claim] = claims_of(path)
    drafts, problems, _ = drafted(claim, readings=readings)
    assert not problems
    return drafts


@pytest.mark.parametrize(
    ("prices", "readings"),
    [
        (("25", "120", "706"), (WHOLE,)),
        (("2000", "1900", "2000"), (WHOLE,)),
        (("39900", "11000", "8999"), (CENTS,)),
        (("39900", "11000", "120"), (CENTS,)),
        (("39999", "11099", "8999"), (CENTS, WHOLE)),
        (("39900.50", "11000", "9000"), (WHOLE,)),
        (("", "x"), (WHOLE,)),
        ((), (WHOLE,)),
    ],
)
def test_that_the_prices_of_a_file_say_their_unit(prices: tuple[str, ...], readings: tuple[str, ...]) -> None:
    assert PriceInUnits(PRICE).weigh(prices, "EUR") == readings


def test_that_prices_which_may_be_both_are_asked_about(tmp_path: Path) -> None:
    path = report(tmp_path / "sales.csv", ("39999", "20/12/24", "18/12/24"))
    [claim] = claims_of(path)
    with pytest.raises(UndecidedError) as caught:
        claim.source.study(claim.table, claim.table.chunks, {}, Habits())
    assert [(question.question, question.answers) for question in caught.value.questions] == [
        (PRICE, (CENTS, WHOLE))
    ]
    assert [sale["gross"] for sale in sales(path, {PRICE: CENTS})] == [Decimal("399.99")]
    assert [sale["gross"] for sale in sales(path, {PRICE: WHOLE})] == [Decimal(39999)]


def test_that_one_day_that_can_only_be_read_one_way_decides_for_all(tmp_path: Path) -> None:
    path = report(tmp_path / "sales.csv", ("100", "3/2/24", "1/2/24"), ("100", "20/12/24", "5/6/24"))
    assert [f"{sale['sold_at']:%d.%m.}" for sale in sales(path)] == ["01.02.", "05.06."]
    path = report(tmp_path / "sales.csv", ("100", "2/3/24", "2/1/24"), ("100", "12/20/24", "6/5/24"))
    assert [f"{sale['sold_at']:%d.%m.}" for sale in sales(path)] == ["01.02.", "05.06."]


def test_that_days_which_can_all_be_read_both_ways_are_asked_about(tmp_path: Path) -> None:
    [claim] = claims_of(report(tmp_path / "sales.csv", ("100", "3/2/24", "1/2/24")))
    with pytest.raises(UndecidedError) as caught:
        claim.source.study(claim.table, claim.table.chunks, {}, Habits())
    assert {question.answers for question in caught.value.questions} == {(DAY_FIRST, MONTH_FIRST)}


@pytest.mark.parametrize(
    ("size", "name", "unit"),
    [
        ("7", "Wmns Dunk Low 'Black White'", "W"),
        ("7", "adidas Wmns Samba OG", "W"),
        ("7", "Air Force 1 '07 Women\u2019s", "W"),
        ("6.5", "Dunk Low GS 'Panda'", "Y"),
        ("10.5", "Dunk Low PS 'Panda'", "C"),
        ("2", "Dunk Low PS 'Panda'", "Y"),
        ("5", "Dunk Low TD 'Panda'", "C"),
        ("9", "Dunk Low 'Gangster Pegs'", ""),
        ("7W", "Wmns Dunk Low", ""),
        ("106", "Wmns Pants", ""),
        ("M", "Wmns Hoodie", ""),
    ],
)
def test_that_the_name_says_whose_size_it_is(size: str, name: str, unit: str) -> None:
    assert unit_of(size, name) == unit
