"""Style codes: the makers' article numbers, written alike so that sales and pairs find each other."""

import re

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),  # unseen signs that come along from web pages
    }
)
_NORMAL = re.compile(r"[A-Z]{2}[0-9]{4}(?:-[0-9]{3})?|[0-9]{6}-[0-9]{2,3}")  # 9 of 10 in a StockX report
_NOT_APPLICABLE = re.compile(r"(?<![^\s/])N\.?/?A\.?(?![^\s/])", re.IGNORECASE)
_SPREADSHEET_NUMBER = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+")
_AROUND_HYPHEN = re.compile(r" ?- ?")
_WITH_HYPHEN = re.compile(
    "|".join(
        (
            r"[A-Z]{2}[0-9]{4}-[0-9]{3}",  # Nike, Jordan
            r"[0-9]{6}-(?:[0-9]{2}|[0-9A-Z]{3})",  # older Nike and Jordan, Puma, Crocs
            r"[0-9]{4}[AB][0-9]{3}-[0-9]{3}",  # ASICS
            r"[0-9]{7}[A-Z]?-[A-Z]{3,5}",  # Hoka
            r"[0-9]{4,7}-[A-Z]{2,5}",  # UGG
            r"S[0-9]{5}-[0-9]{1,3}",  # Saucony
            r"EK0A[0-9A-Z]{4}-[0-9A-Z]{3}",  # Eastpak
            r"NF[0O]A[0-9A-Z]{4,8}-[0-9A-Z]{1,3}",  # The North Face
        )
    )
)
_ASICS_DOT = re.compile(r"([0-9]{4}[AB][0-9]{3})\.([0-9]{3})")
_NIKE_RUN_TOGETHER = re.compile(r"([A-Z]{2}[0-9]{4})([0-9]{3})")
_TIMBERLAND_SPACED = re.compile(r"TB ?0A[0-9A-Z]{3,10}(?: ?[0-9A-Z]{3,6})?")


class StyleCodeError(ValueError):
    """A spreadsheet has destroyed the code; the message ends a sentence that begins with the value."""


def parse_style_codes(text: str) -> tuple[str, ...]:
    """Reads the codes of one product, several of them parted by `/`, as in `DA6464-101/DA6364-101`.

    Returns:
        The normalised codes in their order, each once; none for `N/A`, dashes and nothing.

    Raises:
        StyleCodeError: A code was turned into a number such as `5.55088E+08`.
    """
    if _NORMAL.fullmatch(text):
        return (text,)
    codes = map(normalise_style_code, _NOT_APPLICABLE.sub(" ", text).split("/"))
    return tuple(dict.fromkeys(code for code in codes if any(map(str.isalnum, code))))


def normalise_style_code(text: str) -> str:
    """Returns one code in upper case, without stray spaces, and with the hyphen its maker writes.

    A hyphen is put in only where the result is a maker's known form. The letter O is never read as
    zero, and a leading zero that a spreadsheet dropped is not guessed back.

    Raises:
        StyleCodeError: A spreadsheet turned the code into a number such as `5.55088E+08`.
    """
    code = " ".join(text.translate(_SIGNS).upper().split())
    if _SPREADSHEET_NUMBER.fullmatch(code):
        raise StyleCodeError("is a style code that a spreadsheet turned into a number")
    code = _AROUND_HYPHEN.sub("-", code)
    with_hyphen = code.replace(" ", "-")
    if _WITH_HYPHEN.fullmatch(with_hyphen):
        return with_hyphen
    if _TIMBERLAND_SPACED.fullmatch(code):
        return code.replace(" ", "")
    for two_parts in (_ASICS_DOT, _NIKE_RUN_TOGETHER):
        if found := two_parts.fullmatch(code):
            return f"{found[1]}-{found[2]}"
    return code
