"""A pair's life: known steps by day, unknown ones where they must have been, the days between."""

from datetime import date

from soleflip_desktop.domain.life import SaleCourse, Step, StepKind, life

BOUGHT, SOLD, PAID, BACK = date(2024, 1, 3), date(2024, 2, 5), date(2024, 2, 10), date(2024, 2, 20)


def kinds(*steps: Step) -> list[StepKind]:
    return [step.kind for step in steps]


def test_that_steps_between_two_known_ones_are_there_without_a_day() -> None:
    steps = life([(StepKind.BOUGHT, BOUGHT)], [SaleCourse(1, "completed", SOLD, PAID)])
    assert kinds(*steps) == ["bought", "received", "listed", "sold", "paid"]
    assert [step.day for step in steps] == [BOUGHT, None, None, SOLD, PAID]
    assert [(step.days, step.since) for step in steps[3:]] == [(33, "bought"), (5, "sold")]


def test_that_a_pair_on_hand_has_no_steps_that_nobody_knows_to_be_over() -> None:
    assert life([(StepKind.BOUGHT, BOUGHT)], []) == (Step(StepKind.BOUGHT, BOUGHT),)
    assert life([], []) == (Step(StepKind.BOUGHT),)
    assert kinds(*life([(StepKind.RECEIVED, BOUGHT)], [])) == ["bought", "received"]


def test_that_a_standing_sale_that_is_not_paid_expects_its_payout() -> None:
    last = life([], [SaleCourse(1, "shipped", SOLD)])[-1]
    assert last == Step(StepKind.PAID, expected=True, sale_id=1)


def test_that_a_sale_that_did_not_stand_ends_so_and_expects_nothing() -> None:
    steps = life([], [SaleCourse(1, "cancelled", SOLD)])
    assert steps[-1] == Step(StepKind.CANCELLED, sale_id=1)
    assert not any(step.expected for step in steps)


def test_that_a_returned_pair_that_was_sold_again_keeps_both_sales_in_their_order() -> None:
    again = SaleCourse(2, "completed", date(2024, 3, 1), date(2024, 3, 6))
    steps = life([(StepKind.BOUGHT, BOUGHT)], [SaleCourse(1, "returned", SOLD, PAID), again])
    assert kinds(*steps[3:]) == ["sold", "paid", "returned", "sold", "paid"]
    assert [step.sale_id for step in steps[3:]] == [1, 1, 1, 2, 2]
    assert (steps[6].days, steps[6].since) == (20, "paid")


def test_that_a_payout_before_a_known_return_is_unknown_and_not_expected() -> None:
    steps = life([], [SaleCourse(1, "returned", SOLD, returned_on=BACK)])
    assert steps[-2:] == (
        Step(StepKind.PAID, sale_id=1),
        Step(StepKind.RETURNED, BACK, sale_id=1, days=15, since=StepKind.SOLD),
    )


def test_that_a_pair_sold_before_it_was_bought_is_told_in_the_order_of_the_days() -> None:
    steps = life([(StepKind.BOUGHT, PAID)], [SaleCourse(1, "completed", SOLD)])
    assert kinds(*steps) == ["listed", "sold", "bought", "paid"]
    assert steps[-1].expected


def test_that_an_event_that_repeats_what_a_sale_says_counts_once() -> None:
    steps = life([(StepKind.SOLD, SOLD), (StepKind.PAID, PAID)], [SaleCourse(1, "completed", SOLD)])
    assert kinds(*steps)[-2:] == ["sold", "paid"]
