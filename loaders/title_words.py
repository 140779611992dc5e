"""The word lists by which titles, sheet names and paths are read; read strictly from data/title_words.yml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cluegraph.yamlfile import Strict, read_yaml

_FILE = Path(__file__).parent / "data" / "title_words.yml"


class Labels(Strict):
    """Words before a colon, by what stands after it."""

    place: list[str]
    programme: list[str]
    time: list[str]
    paid: list[str]
    other: list[str]


class TitleWords(Strict):
    """All lists of the file; each is explained there by its name."""

    labels: Labels
    money_units: list[str]
    lists: list[str]
    generic: list[str]
    programme_words: list[str]
    unit_endings: list[str]
    unit_stops: list[str]
    no_places: list[str]
    no_place_parts: list[str]
    registers: dict[str, list[str]]
    footers: list[str]


@cache
def title_words() -> TitleWords:
    """The shipped lists."""
    return read_yaml(_FILE, TitleWords)
