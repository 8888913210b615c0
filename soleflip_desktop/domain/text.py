"""The key by which names are compared and sorted, and text as the database can hold it."""

import unicodedata


def text_key(text: str) -> str:
    """Returns `text` in lower case, NFKD, without combining marks, its whitespace collapsed."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Lower case after the decomposition: NFKD turns signs such as the double-struck H into capitals.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
    return " ".join("".join(sign for sign in decomposed if not unicodedata.combining(sign)).split())


def without_nul(text: str) -> str:
    """`text` as PostgreSQL takes it, which holds no NUL."""
    return text.replace("\0", "")
