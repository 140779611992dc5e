"""The tables of a sheet: where each begins, which rows are its titles, and which rows are its own.

A header that is repeated under a title of its own begins a new block; one that is merely repeated (a page header) stays
among the rows. A row that holds only the name of a village begins a block of that village.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from cluegraph.loaders.place import leading_place
from cluegraph.loaders.recognise_columns import Heading, Lexicon
from cluegraph.loaders.recognise_headers import LONGEST_HEADER, Header, header_at
from cluegraph.loaders.title import label_kind, read_title, squeezed
from cluegraph.loaders.title_words import title_words

_TITLE_REACH = 6
_MOST_TITLE_TEXTS = 4
_SECTION_MARK = re.compile(r"^[(（]?[0-9一二三四五六七八九十]+[)）]?[、.．:：]?")
_MOST_BLOCKS = 2000
_LONGEST_SECTION = 30


@dataclass(frozen=True)
class Part:
    """One block before its columns are known by field; rows count from 1, `last` is included."""

    titles: tuple[int, ...]
    header: Header
    header_rows: tuple[int, ...]
    first: int
    last: int
    section: str | None = None


def parts_of(cells: pl.DataFrame, first: Header, lexicon: Lexicon) -> tuple[Part, ...]:
    """The blocks of the sheet from its first header on."""
    parts = [_first_part(cells, first)]
    for row in _header_rows(cells, first, lexicon):
        if row <= parts[-1].header_rows[-1] or row < parts[-1].first:
            continue
        header = _header_below(cells, row, first, lexicon)
        if header is None or header.rows[0] <= parts[-1].header_rows[-1]:
            continue
        titles = _titles_above(cells, header.rows[0], parts[-1].first)
        if titles and len(parts) < _MOST_BLOCKS:
            last = cells.height
            parts[-1] = replace(parts[-1], last=titles[0] - 1)
            parts.append(Part(titles, header, header.rows, header.rows[-1] + 1, last))
    return tuple(section for part in parts for section in _sections(cells, part))


def _first_part(cells: pl.DataFrame, header: Header) -> Part:
    above = tuple(range(1, header.rows[0]))
    return Part(above, header, header.rows, header.rows[-1] + 1, cells.height)


def _header_rows(cells: pl.DataFrame, first: Header, lexicon: Lexicon) -> list[int]:
    """Rows below the first header in which at least two cells are known headers as they are written."""
    written = [text for row in first.rows for text in cells.row(row - 1) if text and len(text) <= LONGEST_HEADER]
    known = pl.concat([lexicon.spellings(), pl.Series(written, dtype=pl.String)]).implode()
    columns = cells.columns[:200]
    hits = cells.slice(first.rows[-1]).select(
        pl.sum_horizontal(pl.col(columns).is_in(known).cast(pl.Int32)).alias("hits")
    )
    return [int(index) + first.rows[-1] + 1 for index in (hits["hits"] >= 2).arg_true()]


def _header_below(cells: pl.DataFrame, row: int, first: Header, lexicon: Lexicon) -> Header | None:
    """The header that stands at `row`: like the first one, or another layout of the same kind."""
    spans = [range(row - 1, row - 1 + len(first.rows)), range(row - 1, row)]
    for span in spans:
        if span.stop > cells.height:
            continue
        rows = [cells.row(number) for number in span]
        header = header_at(rows, range(len(rows)), row, lexicon)
        if _same_texts(header.headings, first.headings) or header.best >= 0.6 * first.best > 0:
            return header
    return None


def _same_texts(one: Sequence[Heading], other: Sequence[Heading]) -> bool:
    texts = {squeezed(heading.text) for heading in one}
    return len(texts & {squeezed(heading.text) for heading in other}) * 10 >= len(other) * 7


def _titles_above(cells: pl.DataFrame, header_row: int, floor: int) -> tuple[int, ...]:
    """The rows of a title directly above a header: few different texts that say something; blank rows between count."""
    found: list[int] = []
    for row in range(header_row - 1, max(floor, header_row - _TITLE_REACH) - 1, -1):
        texts = list(dict.fromkeys(text for text in cells.row(row - 1) if text))
        if not texts:
            if found:
                break
            continue
        if not _is_title(texts):
            break
        found.append(row)
    if not found:
        return ()
    return tuple(range(min(found), header_row))


def _is_title(texts: Sequence[str]) -> bool:
    if len(texts) > _MOST_TITLE_TEXTS or any(_is_footer(text) for text in texts):
        return False
    return any(_says_something(text) for text in texts)


def _is_footer(text: str) -> bool:
    plain = squeezed(text)
    return any(plain.startswith(word) for word in title_words().footers)


def _says_something(text: str) -> bool:
    said = read_title(text)
    listed = any(word in squeezed(text) for word in ("表", "册", "名单", "公示", "明细", "台账"))
    return bool(said.village or said.township or said.unit or said.times or said.factor) or listed


def _sections(cells: pl.DataFrame, part: Part) -> list[Part]:
    """Divides a block at rows that hold nothing but the name of a village."""
    rows = cells.slice(part.first - 1, part.last - part.first + 1)
    if not rows.height:
        return [part]
    first = pl.col("first")
    valued = rows.with_columns(pl.coalesce(pl.all()).alias("first"))
    same = pl.all_horizontal((pl.col(name).is_null() | (pl.col(name) == first)) for name in rows.columns)
    named = first.str.contains("村|社区|居委会") & (first.str.len_chars() <= _LONGEST_SECTION)
    alone = valued.select(first.is_not_null() & named & same).to_series()
    found = [(int(index) + part.first, rows.row(int(index))) for index in alone.arg_true()]
    result = [part]
    for row, texts in found[:_MOST_BLOCKS]:
        village = _village_alone(next(text for text in texts if text))
        if village is None:
            continue
        result[-1] = replace(result[-1], last=row - 1)
        result.append(replace(part, titles=(row,), header_rows=(), first=row + 1, section=village))
    return result


def _village_alone(text: str) -> str | None:
    plain = _SECTION_MARK.sub("", squeezed(text))
    place = leading_place(plain)
    after = re.sub(r"^[(（:：].*$", "", place.rest)
    return text if place.village and after in ("", "村民委员会", "村委会") and label_kind(text) is None else None
