"""A column with a platform's own words for what has become of a sale."""

from collections.abc import Mapping

from soleflip_desktop.importers.column import Column


class StatusOf(Column):
    """The state of a sale.

    Args:
        header: As of every column.
        words: The platform's words in lower case, and what each means here, one of
            `domain.sale_status.STATUSES`.
        blank: What an empty cell means; it is refused if that is `None`.
    """

    def __init__(self, header: str, words: Mapping[str, str], *, blank: str | None = None) -> None:
        super().__init__(header, required=blank is None, blank=blank, limit=100)
        self._words = words
        self.remedy = f"Write one of: {', '.join(words)}"

    def parse(self, text: str) -> str:
        try:
            return self._words[" ".join(text.casefold().split())]
        except KeyError:
            raise ValueError("is not a status that is known") from None
