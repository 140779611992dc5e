"""Which office usually keeps a kind of record, and is asked where it is missing: loaders/data/offices.yml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cluegraph.i18n import Text
from cluegraph.yamlfile import Strict, read_yaml

_FILE = Path(__file__).parent / "data" / "offices.yml"


class _Names(Strict):
    zh: str
    en: str


class _Offices(Strict):
    offices: dict[str, _Names]


def office_of(kind: str) -> Text:
    """The office that usually keeps this kind of record. Raises `KeyError` for what is no kind."""
    return _offices()[kind]


@cache
def _offices() -> dict[str, Text]:
    return {kind: Text(names.zh, names.en) for kind, names in read_yaml(_FILE, _Offices).offices.items()}
