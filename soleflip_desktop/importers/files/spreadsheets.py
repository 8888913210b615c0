"""What spreadsheets leave in cells in place of a value."""

import re
from typing import Final

# Of a formula that went wrong, in the five languages, and of a column too narrow for its number.
ERRORS: Final = frozenset(
    (
        *("#REF!", "#BEZUG!", "#¡REF!", "#RIF!", "#DIV/0!", "#¡DIV/0!", "#N/A", "#NV", "#N/D"),
        *("#VALUE!", "#WERT!", "#VALEUR!", "#¡VALOR!", "#VALORE!"),
        *("#NAME?", "#NOM?", "#¿NOMBRE?", "#NOME?", "#NULL!", "#NUL!", "#¡NULO!", "#NULLO!"),
        *("#NUM!", "#ZAHL!", "#NOMBRE!", "#¡NUM!", "#SPILL!", "#CALC!", "#ERROR!", "#FEHLER!"),
        *("#" * width for width in range(3, 31)),
    )
)
ERROR_MESSAGE: Final = "is an error of the spreadsheet, not a value"
ERROR_REMEDY: Final = "Correct its formula and export the table again, or write the value"

_FORCED = re.compile(r'="([^"]*)"')


def unforced(text: str) -> str:
    """What exporters keep as text by a formula: `="0815"` is 0815, and `="-"` is nothing."""
    if text[:2] != '="':
        return text
    forced = _FORCED.fullmatch(text)
    inside = forced[1].strip() if forced else text
    return "" if inside == "-" else inside
