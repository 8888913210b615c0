"""Which character separates the cells of a text table."""

import csv
from collections import Counter
from collections.abc import Sequence

DELIMITERS = (",", ";", "\t", "|")
SNIFFED_RECORDS = 50


def sniff_delimiter(lines: Sequence[str]) -> str:
    """The delimiter under which the first records have the most cells, and the same number of them.

    Quoted delimiters do not count, since each candidate reads the lines as `csv.reader` would. A file of
    one column is read as comma separated.
    """
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: Sequence[str], delimiter: str) -> float:
    try:
        widths = [len(record) for record in csv.reader(lines, delimiter=delimiter) if record]
    except csv.Error:
        return 0.0
    widths = widths[:SNIFFED_RECORDS]
    # Not the width of most records: remarks above a short table may outnumber its own. Squared, since one
    # record that falls into many cells by chance says less than two that fall into a few alike.
    return max(
        ((width - 1) * (count / len(widths)) ** 2 for width, count in Counter(widths).items()), default=0.0
    )
