"""What a user may type for a value; anything else is refused with the reason and the remedy."""

from datetime import date
from decimal import Decimal

from soleflip_desktop.domain.days import FIRST_YEAR, LAST_YEAR
from soleflip_desktop.domain.money import LARGEST_AMOUNT, AmountError, Money, parse_currency
from soleflip_desktop.errors import UserError, said

LONGEST_LINE, LONGEST_TEXT = 300, 10_000  # characters


def typed_cost(amount: Decimal, currency: str) -> Money:
    """What a pair may have cost.

    Raises:
        UserError: If the amount is negative, too large, has fractions of a cent, or the currency is none.
    """
    if not amount.is_finite() or not 0 <= amount <= LARGEST_AMOUNT or amount != round(amount, 2):
        raise UserError(
            said("{amount} cannot be what a pair cost", amount=amount),
            said("Type an amount from 0 to {most:,} with at most two decimals", most=LARGEST_AMOUNT),
        )
    try:
        return Money(round(amount, 2), parse_currency(currency))
    except AmountError as error:
        code = currency.strip()
        fault = said("is not the code of a currency in use, such as EUR") if code else said("is empty")
        raise UserError(
            said("“{currency}” {fault}", currency=currency, fault=fault),
            said("Type the currency's three letters, such as EUR"),
        ) from error


def typed_percent(rate: Decimal) -> Decimal:
    if not rate.is_finite() or not 0 <= rate <= 100 or rate != round(rate, 2):
        raise UserError(
            said("{rate} cannot be a VAT rate", rate=rate), said("Type percent from 0 to 100, such as 19")
        )
    return round(rate, 2)


def typed_day(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UserError(
            said("{day:%Y-%m-%d} cannot be right", day=day),
            said("Type a day of the years {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR),
        )
    return day


def refuse_future(bought_on: date | None, today: date) -> None:
    """Raises `UserError` for a pair bought later than `today`, which would be less than no days in stock."""
    if bought_on is not None and bought_on > today:
        raise UserError(
            said("The day bought, {day:%Y-%m-%d}, lies in the future", day=bought_on),
            said("Type a day up to {today:%Y-%m-%d}", today=today),
        )


def typed_line(text: str) -> str | None:
    """One line without needless spaces; `None` for nothing."""
    return _short(" ".join(_storable(text).split()), LONGEST_LINE)


def typed_text(text: str) -> str | None:
    """Text of several lines; `None` for nothing."""
    return _short(_storable(text).strip(), LONGEST_TEXT)


def _storable(text: str) -> str:
    return text.replace("\0", "")  # PostgreSQL holds no NUL


def _short(text: str, limit: int) -> str | None:
    if len(text) > limit:
        raise UserError(
            said("“{beginning}…” is too long", beginning=text[:40]),
            said("Type at most {most:,} characters", most=limit),
        )
    return text or None
