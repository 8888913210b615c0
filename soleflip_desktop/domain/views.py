"""How a user left a table: which columns where, sorted how, narrowed down by what; also as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from soleflip_desktop.domain.selection import EVERYTHING, Between, Filter, Is, OneOf, Selection
from soleflip_desktop.domain.text import without_nul


class ViewedTable(StrEnum):
    """The tables of which views are saved."""

    SALES = "sales"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A column by its name; its place is its number in the layout."""

    name: str
    width: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Columns from left to right, and what the rows are sorted by, each with whether it falls."""

    columns: tuple[ColumnPlace, ...] = ()
    order: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """What a saved view brings back.

    Attributes:
        periods: Names of the periods that stand for the days of a field, such as "this_month": a view that
            was saved in May shows June in June.
    """

    selection: Selection = EVERYTHING
    layout: TableLayout = TableLayout()
    periods: Mapping[str, str] = field(default_factory=dict)


class UnreadableError(ValueError):
    """The JSON was not written by this program, or by a later one."""


def layout_as_json(layout: TableLayout) -> dict[str, Any]:
    columns = [{"name": c.name, "width": c.width, "hidden": c.hidden} for c in layout.columns]
    return {"columns": columns, "order": [list(key) for key in layout.order]}


def layout_from_json(value: Any) -> TableLayout:
    """Reads what `layout_as_json` made.

    Raises:
        UnreadableError: If it is something else.
    """
    try:
        columns = tuple(
            ColumnPlace(str(c["name"]), int(c["width"]), bool(c["hidden"])) for c in value["columns"]
        )
        return TableLayout(columns, tuple((str(name), bool(falls)) for name, falls in value["order"]))
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError("no layout of a table") from error


def view_as_json(view: View) -> dict[str, Any]:
    return {
        "search": without_nul(view.selection.search),
        "filters": [_filter_as_json(each) for each in view.selection.filters],
        "periods": dict(view.periods),
        "layout": layout_as_json(view.layout),
    }


def view_from_json(value: Any) -> View:
    """Reads what `view_as_json` made.

    Raises:
        UnreadableError: If it is something else.
    """
    try:
        filters = tuple(_filter_from_json(each) for each in value["filters"])
        periods = {str(name): str(period) for name, period in value["periods"].items()}
        selection = Selection(str(value["search"]), filters)
        return View(selection, layout_from_json(value["layout"]), periods)
    except UnreadableError:
        raise
    except (AttributeError, ArithmeticError, KeyError, TypeError, ValueError) as error:
        raise UnreadableError("no view of a table") from error


def _filter_as_json(each: Filter) -> dict[str, Any]:
    match each:
        case OneOf(name, values):
            return {"field": name, "one_of": list(values)}
        case Between(name, first, last):
            return {"field": name, "from": _end_as_json(first), "to": _end_as_json(last)}
        case Is(fact):
            return {"is": fact}


def _filter_from_json(value: Any) -> Filter:
    if "is" in value:
        return Is(str(value["is"]))
    if "one_of" in value:
        values = (None if each is None else str(each) for each in value["one_of"])
        return OneOf(str(value["field"]), tuple(values))
    return Between(str(value["field"]), _end_from_json(value["from"]), _end_from_json(value["to"]))


def _end_as_json(end: date | Decimal | int | None) -> Any:
    if isinstance(end, date):
        return {"day": end.isoformat()}
    return {"amount": str(end)} if isinstance(end, Decimal) else end


def _end_from_json(value: Any) -> date | Decimal | int | None:
    if isinstance(value, dict):
        return date.fromisoformat(value["day"]) if "day" in value else Decimal(value["amount"])
    return None if value is None else int(value)
