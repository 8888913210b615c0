"""The words of goods, brands and suppliers, by which a mistyped word is recognised."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, text

from soleflip_desktop.db.narrowing import Narrowing, Sought, sought

# Too much is like a word of three letters, and a number is meant as it is written: the neighbour of a style
# code, an order number or a size is another thing.
SHORTEST_MISTYPED = 4
_ERRORS = ((8, 2), (SHORTEST_MISTYPED, 1))
_MOST_MEANT = 12

# Numbers rise with every insert and versions with every change, so two states of the tables never agree.
_FINGERPRINT = " union all ".join(
    f"select count(*), coalesce(sum(id), 0), coalesce(sum(version), 0) from {table}"
    for table in ("products.products", "products.product_codes", "core.brands", "core.suppliers")
)
_TEXTS = """
    select name_key from products.products
    union select name_key from core.brands
    union select name_key from core.suppliers
    union select lower(code) from products.product_codes
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What is written in goods, brands and suppliers.

    Attributes:
        texts: All of it, a line each.
        meant: What is meant by each word, and by two that are run together.
    """

    texts: str
    meant: dict[str, str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Words":
        lines = list(texts)
        meant = dict(each for line in lines for each in _run_together(line))
        meant.update((word, word) for line in lines for word in line.split() if _may_be_mistyped(word))
        return cls("\n".join(lines), meant)

    def near(self, word: str) -> tuple[str, ...]:
        """The words that a mistyped one, perhaps not yet typed to its end, is most like; none if it is none.

        Errors are letters that are wrong, missing, doubled or swapped: one, from eight letters on two. A word
        that is written somewhere, also as a part of another, is not mistyped.
        """
        allowed = next((errors for least, errors in _ERRORS if len(word) >= least), 0)
        if not _may_be_mistyped(word) or word in self.texts:
            return ()
        near = {self.meant[key]: far for key, far in _nearest(word, list(self.meant), allowed)}
        if not near and len(word) > SHORTEST_MISTYPED:
            near = dict(_nearest(word, list({key[: len(word)] for key in self.meant}), 1))
        fewest = min(near.values(), default=0)
        return tuple(sorted(meant for meant, errors in near.items() if errors == fewest))[:_MOST_MEANT]


class Vocabulary:
    """The words of one database, read again when they have changed."""

    def __init__(self) -> None:
        self._read: tuple[Any, Words] | None = None

    def words(self, connection: Connection) -> Words:
        state = connection.execute(text(_FINGERPRINT)).all()
        read = self._read  # another thread may replace it meanwhile
        if read is None or read[0] != state:
            read = self._read = (state, Words.of(connection.execute(text(_TEXTS)).scalars()))
        return read[1]

    def sought(self, connection: Connection, tables: str, narrowing: Narrowing, search: str) -> Sought:
        """What `search` looks for in these tables: as written, or what is meant if nothing is so written."""
        literal = sought(search)
        meant = self.meant(connection, literal)
        return literal if meant == literal or _any(connection, tables, narrowing, literal) else meant

    def meant(self, connection: Connection, literal: Sought) -> Sought:
        """`literal` with what is meant by each word that no goods, brand or supplier has."""
        if not any(_may_be_mistyped(word.key) for word in literal.words):
            return literal
        words = self.words(connection)
        return replace(
            literal, words=tuple(replace(word, instead=words.near(word.key)) for word in literal.words)
        )


def _any(connection: Connection, tables: str, narrowing: Narrowing, wanted: Sought) -> bool:
    narrowed = narrowing.narrowed(wanted)
    query = f"select exists (select from {tables} {narrowed.where})"
    return bool(connection.execute(text(query), narrowed.values).scalar_one())


def _nearest(word: str, known: Sequence[str], errors: int) -> list[tuple[str, float]]:
    from rapidfuzz import process  # 30 ms of a start that hardly any mistyped word follows
    from rapidfuzz.distance import OSA

    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=errors, limit=None)
    return [(each, distance) for each, distance, _ in found]


def _run_together(line: str) -> Iterator[tuple[str, str]]:
    for first, second in pairwise(line.split()):
        if _may_be_mistyped(first + second):
            yield first + second, f"{first} {second}"


def _may_be_mistyped(word: str) -> bool:
    return len(word) >= SHORTEST_MISTYPED and not any(sign.isdigit() for sign in word)
