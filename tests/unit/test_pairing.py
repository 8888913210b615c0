"""How likely it is that a pair is the one a sale sold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip_desktop.domain.pairing import Evidence, Fit, Goods, days_before, goods_evidence, similarity

evidences = st.builds(
    Evidence,
    goods=st.sampled_from(Goods),
    similarity=st.integers(0, 100),
    fit=st.sampled_from(Fit),
    days=st.none() | st.integers(-2000, 2000),
)


@given(evidences)
def test_that_a_score_is_of_a_hundred_and_only_the_proven_have_all_of_it(evidence: Evidence) -> None:
    assert 0 <= evidence.score <= 100
    assert evidence.is_proven or evidence.score < 100


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (Evidence(Goods.CODE, 30, Fit.SAME, None), Evidence(Goods.NAME, 100, Fit.SAME, None)),
        (Evidence(Goods.SIMILAR, 80, Fit.SAME, 3), Evidence(Goods.OTHER_CODE, 95, Fit.SAME, 3)),
        (Evidence(Goods.CODE, 100, Fit.UNKNOWN, 3), Evidence(Goods.CODE, 100, Fit.OTHER, 3)),
        (Evidence(Goods.CODE, 100, Fit.SAME, 3), Evidence(Goods.CODE, 100, Fit.SAME, 900)),
        (Evidence(Goods.CODE, 100, Fit.SAME, 900), Evidence(Goods.CODE, 100, Fit.SAME, None)),
        (Evidence(Goods.CODE, 100, Fit.SAME, None), Evidence(Goods.CODE, 100, Fit.SAME, -1)),
    ],
)
def test_that_better_evidence_scores_higher(better: Evidence, worse: Evidence) -> None:
    assert better.score > worse.score


def test_that_names_are_alike_whatever_their_order_case_and_accents() -> None:
    assert similarity("Nike Dunk Low", "dunk low NIKE") == 100
    assert similarity("Été Bag", "ete bag") == 100
    assert similarity("Nike Dunk Low", "New Balance 550") < 50


def test_that_goods_are_the_same_by_code_or_by_name() -> None:
    one, other, none = frozenset({"A-1"}), frozenset({"B-2"}), frozenset[str]()

    def told(*, same: bool, alike: int, sold: frozenset[str], codes: frozenset[str]) -> Goods:
        return goods_evidence(same_product=same, similarity=alike, sold_codes=sold, codes=codes)

    assert told(same=True, alike=100, sold=one, codes=one) is Goods.CODE
    assert told(same=True, alike=100, sold=none, codes=none) is Goods.NAME
    assert told(same=False, alike=100, sold=one, codes=none) is Goods.NAME
    assert told(same=False, alike=99, sold=one, codes=other) is Goods.OTHER_CODE
    assert told(same=False, alike=80, sold=none, codes=other) is Goods.SIMILAR


def test_that_days_count_from_the_purchase_to_the_sale() -> None:
    assert days_before(date(2024, 3, 1), date(2024, 3, 10)) == 9
    assert days_before(date(2024, 3, 11), date(2024, 3, 10)) == -1
    assert days_before(None, date(2024, 3, 10)) is None
