"""The figures of a dashboard in words, and the rows behind each."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from soleflip_desktop.domain.periods import Period, Span, shifted
from soleflip_desktop.domain.selection import Between, Filter, Is, OneOf, Selection
from soleflip_desktop.ui.formats import NO_BREAK_SPACE, UNKNOWN, Formats

if TYPE_CHECKING:
    from soleflip_desktop.services.figures import Dashboard, GroupSums, MonthSums, Question, Sums

MOST_BRANDS = 10

_translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Group:
    """A bar: one platform or brand, or all the small ones.

    Attributes:
        names: The names it stands for.
    """

    title: str
    names: tuple[str | None, ...]
    sums: "Sums"


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """By which share a figure has changed; unknown beside nothing or a loss, which have no percent."""
    return None if now is None or before is None or before <= 0 else (now - before) / before


def ratio(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    return Decimal(part) / Decimal(whole) if part is not None and whole else None


def percent(share: Decimal, formats: Formats) -> str:
    """A share in whole percent, with a decimal below ten."""
    places = 0 if abs(share) >= Decimal("0.0995") or not share else 1
    value = (share * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{formats.amount(value, places)}{NO_BREAK_SPACE}%"


def change_words(share: Decimal, formats: Formats) -> str:
    """Told apart by arrow, not by colour alone."""
    if not share:
        return _translate("Figures", "unchanged")
    return f"{'▲' if share > 0 else '▼'}{NO_BREAK_SPACE}{percent(abs(share), formats)}"


def points_words(points: Decimal, formats: Formats) -> str:
    """How far a percentage has moved."""
    value = (abs(points) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if not value:
        return _translate("Figures", "unchanged")
    text = _translate("Figures", "{arrow} {n} points")
    return text.format(arrow="▲" if points > 0 else "▼", n=formats.amount(value, 1))


def period_words(period: Period, formats: Formats) -> str:
    text = _translate("Figures", "{first} to {last}")
    return text.format(first=formats.day(period.first), last=formats.day(period.last))


def coverage_words(answer: "Dashboard", formats: Formats) -> str:
    """On how much the profit rests, and what the changes compare with."""
    sums = answer.sums
    words = _translate("Figures", "Profit rests on {known} of {all} sales.").format(
        known=formats.count(sums.profit_known), all=formats.count(sums.sales)
    )
    if not sums.profit_known:
        words = _translate(
            "Figures", "No profit is known yet: import what the pairs cost, or type it in Sales."
        )
    if answer.before is None:
        return words if sums.sales else ""
    compared = _translate("Figures", "Compared with {period}.").format(
        period=period_words(answer.before, formats)
    )
    return f"{words} {compared}" if sums.sales else compared


def unconverted_words(sums: "Sums", currency: str, formats: Formats) -> str:
    if not sums.unconverted:
        return ""
    text = _translate(
        "Figures", "{n} sales are left out: no exchange rate to {currency} is known for their day"
    )
    return text.format(n=formats.count(sums.unconverted), currency=currency)


def profit_words(sums: "Sums", currency: str, formats: Formats) -> str:
    known = _translate("Figures", "cost known for {known} of {all}").format(
        known=formats.count(sums.cost_known), all=formats.count(sums.sales)
    )
    if sums.profit is None:
        return _translate("Figures", "profit unknown ({known})").format(known=known)
    text = _translate("Figures", "profit {money} ({known})")
    return text.format(money=formats.gain(sums.profit, currency), known=known)


def sums_words(title: str, sums: "Sums", currency: str, formats: Formats) -> str:
    payout = _translate("Figures", "payout {money}").format(money=formats.money(sums.payout, currency))
    return " · ".join((title, payout, profit_words(sums, currency, formats)))


def totals(months: "list[MonthSums]") -> list[Decimal | None]:
    """The profit so far, month by month; unknown until one is known."""
    so_far: Decimal | None = None
    found = []
    for month in months:
        if month.sums.sales and month.sums.profit is not None:
            so_far = (so_far or Decimal(0)) + month.sums.profit
        found.append(so_far)
    return found


def platform_groups(platforms: "list[GroupSums]") -> list[Group]:
    return [Group(each.name or UNKNOWN, (each.name,), each.sums) for each in platforms]


def brand_groups(brands: "list[GroupSums]") -> list[Group]:
    """The brands with the largest payout, and all others as one."""
    most = MOST_BRANDS if len(brands) > MOST_BRANDS + 1 else len(brands)
    groups = [
        Group(each.name or _translate("Figures", "No known brand"), (each.name,), each.sums)
        for each in brands[:most]
    ]
    if others := brands[most:]:
        title = _translate("Figures", "{n} other brands").format(n=len(others))
        groups.append(Group(title, tuple(each.name for each in others), _together(others)))
    return groups


def sales_behind(answer: "Dashboard", *narrower: Filter) -> Selection:
    """The standing sales that a figure adds up; `narrower` takes the place of a filter on its field."""
    narrowed = {each.field for each in narrower if isinstance(each, OneOf | Between)}
    filters: list[Filter] = [each for each in question_filters(answer.question) if each.field not in narrowed]
    day = day_field(answer.question)
    period = answer.period if answer.question.span is not Span.ALL else None
    if day not in narrowed and period is not None:
        filters.append(Between(day, period.first, period.last))
    elif day not in narrowed and answer.question.by == "payout":
        filters.append(Is("paid"))
    return Selection(filters=(*filters, Is("standing"), *narrower))


def stock_behind(question: "Question") -> Selection:
    brands = (OneOf("brand", question.brands),) if question.brands else ()
    return Selection(filters=(*brands, Is("on_hand")))


def month_behind(answer: "Dashboard", month: date) -> Selection:
    """The sales of one month, of which the period may take only some days."""
    first, last = month, shifted(month, 1) - timedelta(days=1)
    if answer.period is not None:
        first, last = max(first, answer.period.first), min(last, answer.period.last)
    return sales_behind(answer, Between(day_field(answer.question), first, last))


def day_field(question: "Question") -> str:
    return "sold_on" if question.by == "sale" else "paid_on"


def question_filters(question: "Question") -> list[OneOf]:
    fields = (("platform", question.platforms), ("brand", question.brands))
    return [OneOf(field, names) for field, names in fields if names]


def narrowed(question: "Question", filters: tuple[Filter, ...]) -> "Question":
    """The question about the platforms and brands that the chips name."""
    chosen = {each.field: each.values for each in filters if isinstance(each, OneOf)}
    return replace(question, platforms=chosen.get("platform", ()), brands=chosen.get("brand", ()))


def _together(groups: "list[GroupSums]") -> "Sums":
    sums = [each.sums for each in groups]
    profits = [each.profit for each in sums if each.profit is not None]
    costs = [each.cost for each in sums if each.cost is not None]
    return replace(
        sums[0],
        sales=sum(each.sales for each in sums),
        cost_known=sum(each.cost_known for each in sums),
        payout_known=sum(each.payout_known for each in sums),
        profit_known=sum(each.profit_known for each in sums),
        unconverted=sum(each.unconverted for each in sums),
        payout=sum((each.payout for each in sums), Decimal(0)),
        profit=sum(profits, Decimal(0)) if profits else None,
        cost=sum(costs, Decimal(0)) if costs else None,
    )
