"""The key by which names are compared and sorted."""

import unicodedata


def text_key(text: str) -> str:
    """Returns `text` in lower case, NFKD, without combining marks, its whitespace collapsed."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Lower case after the decomposition: NFKD turns signs such as the double-struck H into capitals.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
    return " ".join("".join(sign for sign in decomposed if not unicodedata.combining(sign)).split())
