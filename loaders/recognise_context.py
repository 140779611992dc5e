"""What a block's title, else the sheet's name, else folders and file name state for all of its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from cluegraph.loaders.kinds import Kind
from cluegraph.loaders.table import Origin, SourceFile, Stated
from cluegraph.loaders.times import Time
from cluegraph.loaders.title import Said, is_village, label_kind, read_labelled, read_title, squeezed
from cluegraph.loaders.title_words import title_words

_BODY_FIELDS = ("unit", "buyer", "payer")
FALL_BACK = frozenset({"programme", "village", "township", "unit", "year", "month", "period"})
"""Fields of which a blank cell, or one that names none (三组), is what title, sheet name or path state."""


@dataclass(frozen=True)
class Level:
    """One place where something may be said, and its words without blanks."""

    origin: Origin
    said: Said
    text: str


def title_level(rows: Sequence[Sequence[str | None]]) -> Level:
    """What title rows say together; what is said first counts, a programme that names one by its words counts more."""
    together = Said()
    texts: list[str] = []
    for row in rows:
        cells = list(dict.fromkeys(text for text in row if text))
        texts += cells
        skip = False
        for number, text in enumerate(cells):
            kind = label_kind(text)
            if skip:
                skip = False
            elif kind is not None and number + 1 < len(cells) and len(cells) <= 8:
                read_labelled(kind, cells[number + 1], together)
                skip = True
            else:
                _merge(together, read_title(text))
    return Level("title", together, squeezed(" ".join(texts))[:2000])


def _merge(into: Said, said: Said) -> None:
    into.township = into.township or said.township
    into.village = into.village or said.village
    into.unit = into.unit or said.unit
    into.paid = into.paid or said.paid
    into.factor = into.factor or said.factor
    into.times += said.times
    into.dated += said.dated
    if said.programme and (into.programme is None or _named(said.programme) > _named(into.programme)):
        into.programme = said.programme


def _named(programme: str) -> bool:
    return any(word in programme for word in title_words().programme_words)


def outer_levels(file: SourceFile, sheet_name: str) -> list[Level]:
    """The sheet's name, the file's name, the folders from the nearest out. Of the folder that was given itself only
    the place counts."""
    levels = [Level("sheet", _read_name(sheet_name), squeezed(sheet_name))] if sheet_name else []
    shown = PurePosixPath(file.shown)
    for part in (shown.stem, *reversed(shown.parent.parts)):
        levels.append(Level("path", _read_name(part), squeezed(part)))
    above = file.path.parents
    depth = len(shown.parts) - 1
    if depth < len(above):
        given = _read_name(above[depth].name)
        levels.append(Level("path", Said(township=given.township, village=given.village), ""))
    return levels


@cache
def _read_name(name: str) -> Said:
    return read_title(name.replace("_", " "), is_title=False)


def context_of(kind: Kind, given: Set[str], levels: Sequence[Level]) -> dict[str, Stated]:
    """The fields of `kind` that some level states and no column gives (`given`), and those for the blanks of a column
    (`FALL_BACK`); the year always, since it completes dates that are written without one."""
    found = _places(kind, levels, given) | _times(levels)
    if programme := _first(levels, lambda level: level.said.programme):
        found["programme"] = programme
    if register := _first(levels, _register):
        found["register"] = register
    able = {name for name, known in kind.fields.items() if known.from_title} | {"year"}
    return {name: stated for name, stated in found.items() if name in able - (given - FALL_BACK)}


def _first(levels: Sequence[Level], read: Callable[[Level], str | None]) -> Stated | None:
    for level in levels:
        value = read(level)
        if value:
            return Stated(value, level.origin)
    return None


def _places(kind: Kind, levels: Sequence[Level], given: Set[str]) -> dict[str, Stated]:
    village = _first(levels, lambda level: level.said.village)
    township = _first(levels, lambda level: level.said.township)
    body = _first(levels, lambda level: level.said.unit)
    found = {name: stated for name, stated in (("village", village), ("township", township)) if stated}
    if any({"unit", "village"} <= set(group) for group in kind.any_of):
        known = village or "village" in given
        if body and not is_village(body.value) and (body.origin == "title" or not known):
            found["unit"] = body
        return found
    if stands_for := body or village or township:
        found |= dict.fromkeys(_BODY_FIELDS, stands_for)
    return found


def _register(level: Level) -> str | None:
    for register, words in title_words().registers.items():
        if any(word in level.text for word in words):
            return register
    return None


def _times(levels: Sequence[Level]) -> dict[str, Stated]:
    month = _time(levels, lambda time: time.month is not None)
    year = _time(levels, lambda time: time.year is not None)
    if month is None and year is None:
        month = year = _date_as_time(levels)
    found: dict[str, Stated] = {}
    known_year = month[0].year if month and month[0].year else year[0].year if year else None
    if known_year:
        origin = month[1] if month and month[0].year else year[1] if year else "title"
        found["year"] = Stated(str(known_year), origin)
    if known_year and month and month[0].month:
        text = f"{known_year}-{month[0].month:02d}"
        found |= {"month": Stated(text, month[1]), "period": Stated(text, month[1])}
    paid = next(((level.said.paid, level.origin) for level in levels if level.said.paid), None)
    if paid and paid[0]:
        found["date"] = Stated(f"{paid[0].year}-{paid[0].month:02d}-{paid[0].day:02d}", paid[1])
    return found


def _time(levels: Sequence[Level], wanted: Callable[[Time], bool]) -> tuple[Time, Origin] | None:
    for level in levels:
        for time in level.said.times:
            if wanted(time):
                return time, level.origin
    return None


def _date_as_time(levels: Sequence[Level]) -> tuple[Time, Origin] | None:
    """A bare date gives year and month where nothing else does; the date in a file's name only the year."""
    for level in levels:
        for time in level.said.dated:
            return (time if level.origin == "title" else Time(time.year)), level.origin
    return None


def lump(levels: Sequence[Level]) -> Time | None:
    """The months that are paid in one, where the title says several."""
    month = _time(levels, lambda time: time.month is not None)
    return month[0] if month and month[0].first_month else None
