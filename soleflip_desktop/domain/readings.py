"""The ways in which a day or an amount can be read that does not say so itself."""

from collections.abc import Mapping
from typing import Final

# Of days: which part comes first in `01/02/2024`; `serial` is the number that a spreadsheet keeps.
YEAR_FIRST: Final = "ymd"
DAY_FIRST: Final = "dmy"
MONTH_FIRST: Final = "mdy"
SERIAL: Final = "serial"
DAY_READINGS = (YEAR_FIRST, DAY_FIRST, MONTH_FIRST, SERIAL)

# Of amounts: what stands before the decimals, in `1.234,56` and `1,234.56`.
POINT: Final = "point"
COMMA: Final = "comma"
MARK_READINGS = (POINT, COMMA)

# Of whole numbers in a column of prices.
WHOLE: Final = "whole"
CENTS: Final = "cents"
UNIT_READINGS = (WHOLE, CENTS)

# What a file as a whole leaves open; in `Readings` beside the headers, none of which begins with a bracket.
CURRENCY: Final = "(currency)"
ZONE: Final = "(time zone)"

# Header, or one of the two above -> a reading, the code of a currency, the name of a time zone.
Readings = Mapping[str, str]
