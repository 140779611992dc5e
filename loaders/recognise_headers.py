"""Where the header of a table stands: the first one to three rows that say most about some kind of record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from cluegraph.loaders.recognise_columns import Fit, Heading, Lexicon, fits

_SEARCHED_ROWS = 80
_MOST_ROWS = 3
LONGEST_HEADER = 120
_DATA = re.compile(r"^[-+]?[\d,，.]+%?$|\d{5,}|^(?:19|20)\d{2}[-/.年]\d{1,2}|^1[3-9]\d{9}$")
_FEWEST_KNOWN = 2
Row = Sequence[str | None]


@dataclass(frozen=True)
class Header:
    """A header as found: its rows (from 1), its columns, and how each kind fits, the best first."""

    rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    fits: tuple[Fit, ...]

    @property
    def best(self) -> float:
        return max((fit.score for fit in self.fits if not fit.missing), default=0.0)


def find_header(cells: pl.DataFrame, lexicon: Lexicon, first_row: int = 1) -> Header | None:
    """The header of the table that begins at or below `first_row`; None where no row has known headers."""
    rows = [list(row) for row in cells.slice(first_row - 1, _SEARCHED_ROWS).iter_rows()]
    best: Header | None = None
    for start in _likely_rows(rows, lexicon):
        for candidate in _spans(rows, start):
            header = header_at(rows, candidate, first_row, lexicon)
            if best is None or _better(header, best):
                best = header
        if best is not None and best.best > 0:
            break
    return best


def _better(one: Header, other: Header) -> bool:
    return (one.best, _known(one)) > (other.best, _known(other))


def _known(header: Header) -> int:
    return max((len(fit.columns) for fit in header.fits), default=0)


def _likely_rows(rows: Sequence[Row], lexicon: Lexicon) -> Iterator[int]:
    """Rows with at least two different known headers in them, in the order of the sheet."""
    for number, row in enumerate(rows):
        texts = {text for text in row if text and len(text) <= LONGEST_HEADER}
        if len(texts) >= _FEWEST_KNOWN and sum(lexicon.knows(text) for text in texts) >= _FEWEST_KNOWN:
            yield number


def _spans(rows: Sequence[Row], start: int) -> Iterator[range]:
    """The row alone, then with rows above and below it as far as these look like parts of a header."""
    yield range(start, start + 1)
    above = start
    while above > 0 and start - above < _MOST_ROWS - 1 and _is_header_part(rows[above - 1], rows[above]):
        above -= 1
    below = start
    while below + 1 < len(rows) and below - start < _MOST_ROWS - 1 and _is_header_part(rows[below], rows[below + 1]):
        below += 1
    for first in range(above, start + 1):
        for last in range(start, below + 1):
            if 1 < last - first + 1 <= _MOST_ROWS:
                yield range(first, last + 1)


def _is_header_part(upper: Row, lower: Row) -> bool:
    """Whether two rows may be one header: no data in either, more than a title in the upper, and they belong together:
    a cell reaches over several columns, or down into the lower row, or is blank above a filled one."""
    texts = {text for text in upper if text}
    if len(texts) < 2 or any(_is_data(text) for text in (*upper, *lower)):
        return False
    pairs = list(zip(upper, lower, strict=True))
    down = any(above and above == below for above, below in pairs)
    across = any(left and (left == right or right is None) and below for (left, _), (right, below) in pairwise(pairs))
    return any(below for _, below in pairs) and (down or across)


def _is_data(text: str | None) -> bool:
    return bool(text) and (len(text or "") > LONGEST_HEADER or bool(_DATA.search(text or "")))


def header_at(rows: Sequence[Row], span: range, first_row: int, lexicon: Lexicon) -> Header:
    """The header that these rows make."""
    headings = headings_of([rows[number] for number in span])
    found = sorted(fits(headings, lexicon), key=lambda fit: -fit.score)
    return Header(tuple(first_row + number for number in span), headings, tuple(found))


def headings_of(rows: Sequence[Row]) -> tuple[Heading, ...]:
    """One heading a column that has any text in these rows; a blank part of an upper row is the group to its left."""
    filled = [list(row) for row in rows]
    for upper, lower in pairwise(filled):
        for position in range(1, len(upper)):
            if upper[position] is None and lower[position] is not None and upper[position - 1] != lower[position - 1]:
                upper[position] = upper[position - 1]
    headings = []
    for position in range(len(filled[0])):
        parts = tuple(dict.fromkeys(text.strip() for row in filled if (text := row[position])))
        if parts:
            headings.append(Heading(position, parts))
    return tuple(headings)
