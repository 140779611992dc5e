"""Recognises what a sheet is: finds its header, the kind whose fields its columns fill, and what its titles state.

A kind is chosen by headers; words of the title, the sheet's name and the path break ties between kinds that headers
cannot tell apart. Nothing is guessed: a sheet that no kind fits, or two fit equally, is refused with what was seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from cluegraph.i18n import Text
from cluegraph.loaders.kinds import Kind, Kinds
from cluegraph.loaders.mapping import Mapping as UserMapping
from cluegraph.loaders.mapping import SheetRule
from cluegraph.loaders.recognise_blocks import Part, parts_of
from cluegraph.loaders.recognise_columns import Fit, Lexicon, fits, lexicon_of
from cluegraph.loaders.recognise_context import Level, outer_levels, title_level
from cluegraph.loaders.recognise_headers import Header, find_header
from cluegraph.loaders.recognise_layout import (
    Layout,
    block_of,
    joined,
    layout_of,
    lump_notes,
    notes_of,
    reads_as_period,
    with_constants,
)
from cluegraph.loaders.recognise_mapped import mapped_table
from cluegraph.loaders.recognise_refusal import Sight, equal, side_by_side, two_units, unknown
from cluegraph.loaders.table import Sheet, SourceFile, Table

_FEWEST = 4.0
_NEAR = 0.75
_ORIGIN_SHARE = {"title": 1.0, "sheet": 0.7, "path": 0.5, "mapping": 1.0}
_SAMPLE = 200
_TITLE_ROWS = 30


@dataclass(frozen=True)
class _Levels:
    """What the title of each block says, and what sheet name and path say."""

    inner: tuple[Level, ...]
    outer: tuple[Level, ...]


def recognise(file: SourceFile, sheet: Sheet, kinds: Kinds, mapping: UserMapping | None = None) -> Table:
    """The kind and the columns of `sheet`. Raises `SheetRefused` with what was seen and a mapping to start from."""
    rule = mapping.rule_for(file.shown, sheet.name) if mapping else None
    outer = tuple(outer_levels(file, sheet.name))
    if rule is not None and rule.columns:
        return mapped_table(file, sheet, kinds, rule, outer)
    lexicon = lexicon_of(kinds)
    header = find_header(sheet.cells, lexicon)
    sight = Sight(file, sheet, header, kinds)
    if header is None:
        raise unknown(sight, ())
    parts = parts_of(sheet.cells, header, lexicon)
    levels = _Levels(tuple(_title_of(sheet.cells, part) for part in parts), outer)
    kind = _chosen(sight, header, [levels.inner[0], *outer], lexicon, rule)
    if refusal := side_by_side(sight, header, kind):
        raise refusal
    return _table(sight, kind, parts, levels, lexicon, rule)


def _title_of(cells: pl.DataFrame, part: Part) -> Level:
    return title_level([cells.row(row - 1) for row in part.titles[-_TITLE_ROWS:]])


def _chosen(sight: Sight, header: Header, levels: Sequence[Level], lexicon: Lexicon, rule: SheetRule | None) -> Kind:
    """The one kind that fits best."""
    found = _fits_with_words(sight.sheet, header, levels, lexicon)
    if rule is not None and rule.kind:
        return _stated(sight, rule.kind, found, lexicon.kinds)
    able = [fit for fit in found if not fit.missing and fit.total >= _FEWEST and (fit.sure or fit.said)]
    if not able:
        raise unknown(sight, found)
    near = _without_yielding([fit for fit in able if able[0].total - fit.total < _NEAR])
    if near[1:]:
        raise equal(sight, near)
    return _told_apart(near[0].kind, levels, lexicon.kinds)


def _without_yielding(near: Sequence[Fit]) -> list[Fit]:
    """Of kinds that fit alike, those that do not give way to another of them."""
    columns = {fit.kind.name: fit.columns for fit in near}
    return [
        fit
        for fit in near
        if fit.kind.yields_where not in columns.get(fit.kind.yields_to, {})
        or fit.kind.yields_unless & fit.columns.keys()
    ]


def _stated(sight: Sight, name: str, found: Sequence[Fit], kinds: Kinds) -> Kind:
    """The kind that the mapping names, where the columns can fill it."""
    kind = kinds[name]
    fit = next((fit for fit in found if fit.kind.name == (kind.like or kind.name)), None)
    if fit is None or fit.missing:
        raise unknown(sight, [fit] if fit else ())
    return kind


def _fits_with_words(sheet: Sheet, header: Header, levels: Sequence[Level], lexicon: Lexicon) -> list[Fit]:
    below = sheet.cells.slice(header.rows[-1], _SAMPLE)
    found = fits(header.headings, lexicon, reads_as_period(below))
    for fit in found:
        fit.said = max((_words(fit.kind, level) for level in levels), default=0.0)
    return sorted(found, key=lambda fit: -fit.total)


def _words(kind: Kind, level: Level) -> float:
    weight = max((weight for word, weight in kind.words.items() if word in level.text), default=0)
    return weight * _ORIGIN_SHARE[level.origin]


def _told_apart(kind: Kind, levels: Sequence[Level], kinds: Kinds) -> Kind:
    """The kind itself, or the one like it whose words stand in title, sheet name or path."""
    for other in kinds.values():
        if other.like == kind.name and any(word in level.text for word in other.said_by for level in levels):
            return other
    return kind


def _table(
    sight: Sight, kind: Kind, parts: Sequence[Part], levels: _Levels, lexicon: Lexicon, rule: SheetRule | None
) -> Table:
    sheet = sight.sheet
    factor = next((level.said.factor for level in levels.inner if level.said.factor), None)
    layout, sources = _layouts(sight, kind, parts, lexicon, factor)
    blocks = [
        block_of(sheet, kind, part, layout.columns, of_part, [own, levels.inner[0], *levels.outer])
        for part, of_part, own in zip(parts, sources, levels.inner, strict=True)
    ]
    if rule is not None:
        blocks = [with_constants(block, kind, rule.constants) for block in blocks]
    titles = tuple(row for part in parts for row in part.titles)
    notes = dict.fromkeys((*notes_of(sheet, layout.columns, factor), *_lumped(layout, levels)))
    return Table(kind.name, sheet, layout.columns, tuple(blocks), titles, tuple(notes))


def _lumped(layout: Layout, levels: _Levels) -> Iterator[Text]:
    """Which month a payment for several is put under, where no column says it."""
    if not any(column.field in ("month", "period") for column in layout.columns):
        yield from lump_notes(levels.inner, levels.outer)


def _layouts(
    sight: Sight, kind: Kind, parts: Sequence[Part], lexicon: Lexicon, factor: int | None
) -> tuple[Layout, list[Mapping[int, int]]]:
    """The columns that all blocks share, and for each block where it has them."""
    cells = sight.sheet.cells
    below = cells.slice(parts[0].header.rows[-1])
    layout = layout_of(kind, parts[0].header.headings, below, lexicon, factor)
    sources = [layout.sources]
    for part, before in zip(parts[1:], parts, strict=False):
        own = sources[-1]
        if part.header is not before.header and part.header.headings != before.header.headings:
            other = layout_of(kind, part.header.headings, cells.slice(part.first - 1), lexicon, factor)
            both = joined(layout, other, cells.width)
            if both is None:
                raise two_units(sight, part.header)
            layout, own = both
        sources.append(own)
    return layout, sources
