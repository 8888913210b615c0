"""What the API's orders say: adjustments, statuses, and payouts that are still to come."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.sale_status import STATUSES as KNOWN
from soleflip_desktop.importers.column import Bad
from soleflip_desktop.importers.sources.stockx_api import STATUSES, Adjustments
from tests.sources import claims_of, drafted

FEES = ("platform_fee", "processing_fee", "shipping_fee")


def order(**changes: object) -> dict[str, object]:
    return {
        **{"orderNumber": "39230274-39130033", "amount": "140", "currencyCode": "EUR", "status": "COMPLETED"},
        **{"createdAt": "2025-11-09T12:34:56.000Z", "payout": None},
        "product": {"productName": "Nike Blazer", "styleId": None},
        "variant": {"variantValue": "10"},
        **changes,
    }


def sales(path: Path, *orders: dict[str, object]) -> list[dict[str, Any]]:
    path.write_text(json.dumps({"orders": orders, "hasNextPage": False}), encoding="utf-8")
    [claim] = claims_of(path)
    drafts, problems, notes = drafted(claim)
    assert (claim.source.slug, problems, notes) == ("stockx_orders", [], [])
    return drafts


def payout(*adjustments: tuple[str, object]) -> dict[str, object]:
    listed = [{"adjustmentType": kind, "amount": amount} for kind, amount in adjustments]
    return {"totalPayout": "120.5", "salePrice": "140", "currencyCode": "EUR", "adjustments": listed}


@pytest.mark.parametrize(
    ("kind", "fee"),
    [
        ("MinTransactionFee", "platform_fee"),
        ("Minimum Transaction Fee", "platform_fee"),
        ("Transaction Fee (8.0%)", "platform_fee"),
        ("Payment Proc. (3%)", "processing_fee"),
        ("Payment Processing Fee", "processing_fee"),
        ("Shipping", "shipping_fee"),
        ("Shipping Fee", "shipping_fee"),
    ],
)
def test_that_an_adjustment_is_told_by_its_words(tmp_path: Path, kind: str, fee: str) -> None:
    [sale] = sales(tmp_path / "orders.json", order(payout=payout((kind, "-4.5"))))
    assert {name: sale[name] for name in FEES} == {**dict.fromkeys(FEES), fee: Decimal("4.5")}


def test_that_adjustments_of_one_sort_are_summed_and_others_left_to_the_payout(tmp_path: Path) -> None:
    adjustments = payout(("Shipping", "-4.5"), ("Shipping refund", 0.25), ("Seller Bonus", "2"))
    [sale] = sales(tmp_path / "orders.json", order(payout=adjustments))
    assert [sale[name] for name in FEES] == [None, None, Decimal("4.25")]
    assert (sale["gross"], sale["payout"]) == (Decimal(140), Decimal("120.5"))


def test_that_a_payout_counts_once_the_sale_is_complete(tmp_path: Path) -> None:
    orders = [order(orderNumber=status, status=status, payout=payout()) for status in STATUSES]
    paid = {sale["order_key"] for sale in sales(tmp_path / "orders.json", *orders) if sale["payout"]}
    assert paid == {"COMPLETED", "PAYOUTCOMPLETED"}


def test_that_orders_without_any_payout_have_no_fees(tmp_path: Path) -> None:
    [sale] = sales(tmp_path / "orders.json", order(status="CREATED"))
    assert [sale[name] for name in (*FEES, "payout")] == [None] * 4
    assert sale["gross"] == Decimal(140)


def test_that_every_status_is_one_of_ours() -> None:
    assert set(STATUSES.values()) <= set(KNOWN)


@given(st.text(max_size=200) | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
def test_that_no_adjustments_break_the_reader(text: str) -> None:
    fees = Adjustments("payout.adjustments").converter()({"payout.adjustments": [text]}, 1)
    assert [type(values[0]) in (Bad, type(None), Decimal) for values in fees] == [True] * 3
